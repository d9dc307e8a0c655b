import { DraftEditor } from "../../../clients/core/draft-editor";
import { memoryKeeper } from "../../../clients/core/observable";
import { Draft, DraftField, Receipt } from "../../../clients/core/protocol";
import { FakeServer, hastyClock } from "./server";

const field: DraftField = { id: "child_name", key: "child_name", name: "孩子姓名", type: "text", required: true, value: null, origin: null };
const draft = (more: Partial<Draft> = {}): Draft => ({ id: "d1", version: 1, status: "claimed", fields: [field], parties: [], ...more });
const receipt: Receipt = { case_no: "K1", submitted_at: "2026-11-20T00:00:00Z", services: [], not_submitted: [] };

async function claimed(server: FakeServer, now: Draft = draft()) {
  server.on("GET", /drafts\/d1$/, ({ token }) => (token === "Bearer person" ? { body: now } : { status: 404 }));
  const keeper = memoryKeeper();
  const done: Receipt[] = [];
  const make = (): DraftEditor => new DraftEditor(server.api, { conversation: () => "talk", identity: () => "person" }, keeper, (one) => done.push(one), hastyClock);
  const editor = make();
  await editor.join(now);
  return { editor, keeper, done, make };
}

test("a submission whose answer is lost is repeated with the same key until it is definite", async () => {
  const server = new FakeServer();
  let lost = 3;
  server.on("POST", /applications$/, () => (lost-- > 0 ? (lost === 1 ? { status: 503, body: {} } : "lost") : { status: 201, body: { case_no: "K1", receipt } }));
  const { editor, keeper, done } = await claimed(server, draft({ status: "confirmed" }));
  await editor.submit();
  const sent = server.count("POST", /applications$/);
  expect(sent).toHaveLength(4);
  expect(new Set(sent.map((one) => one.key)).size).toBe(1);
  expect(sent[0]!.key).toMatch(/^[0-9a-f]{32}$/);
  expect(done).toEqual([receipt]);
  expect(keeper.get("daoban/submit/d1")).toBeNull();
});

test("after a reload in the middle of submitting the same key goes out again", async () => {
  const server = new FakeServer();
  server.on("POST", /applications$/, () => "lost");
  const { editor, make, done } = await claimed(server, draft({ status: "confirmed" }));
  await editor.submit();
  const before = new Set(server.count("POST", /applications$/).map((one) => one.key));
  server.on("POST", /applications$/, () => ({ status: 201, body: { case_no: "K1", receipt } }));
  const later = make();
  await later.join(draft({ status: "confirmed" }));
  await later.submit();
  expect(new Set(server.count("POST", /applications$/).map((one) => one.key))).toEqual(before);
  expect(done).toEqual([receipt]);
});

test("a definite refusal frees the key, says why, and the next attempt has a new one", async () => {
  const server = new FakeServer();
  server.on("POST", /applications$/, () => ({ status: 409, body: { detail: "买方还没有确认。" } }));
  const { editor } = await claimed(server, draft({ status: "confirmed" }));
  await editor.submit();
  expect(editor.form).toMatchObject({ note: "买方还没有确认。", warning: true, work: "" });
  await editor.submit();
  expect(new Set(server.count("POST", /applications$/).map((one) => one.key)).size).toBe(2);
});

test("saving over a newer version reads it again, says so, and keeps what was typed", async () => {
  const server = new FakeServer();
  const { editor } = await claimed(server);
  editor.type(field, "张小满");
  server.on("PATCH", /d1$/, () => ({ status: 409, body: { detail: "这张表刚刚有改动。" } }));
  server.on("GET", /d1$/, () => ({ body: draft({ version: 7 }) }));
  expect(await editor.save()).toBe(false);
  expect(editor.form!.draft.version).toBe(7);
  expect(editor.form!.typed).toEqual({ child_name: "张小满" });
  expect(editor.form!.note).toContain("在别处改过");
});

test("what the server finds wrong with a field stands at the field", async () => {
  const server = new FakeServer();
  const { editor } = await claimed(server);
  editor.type(field, "张");
  server.on("PATCH", /d1$/, () => ({ status: 422, body: { detail: "有内容填得不对。", errors: [{ field: "child_name", detail: "请写全名。" }] } }));
  await editor.save();
  expect(editor.form!.problems).toEqual({ child_name: "请写全名。" });
});

test("an empty required field is named and nothing is confirmed", async () => {
  const server = new FakeServer();
  const { editor } = await claimed(server);
  expect(await editor.confirm()).toBe(false);
  expect(editor.form!.problems).toHaveProperty("child_name");
  expect(server.count("POST", /confirm$/)).toHaveLength(0);
});

test("confirming saves first and uses the person's token only", async () => {
  const server = new FakeServer();
  const full = draft({ version: 2, fields: [{ ...field, value: "张小满", origin: "typed" }] });
  server.on("PATCH", /d1$/, () => ({ body: full }));
  server.on("POST", /confirm$/, () => ({ body: { ...full, status: "confirmed" } }));
  const { editor } = await claimed(server);
  editor.type(field, "张小满");
  expect(await editor.confirm()).toBe(true);
  expect(editor.form!.draft.status).toBe("confirmed");
  expect(server.seen.filter((one) => one.method !== "GET").map((one) => [one.method, one.token])).toEqual([["PATCH", "Bearer person"], ["POST", "Bearer person"]]);
});

test("a draft that is not claimed goes with the conversation's token, and claiming it hands over the person's", async () => {
  const server = new FakeServer();
  server.on("GET", /d1$/, ({ token }) => (token === "Bearer talk" ? { body: draft({ status: "open" }) } : { status: 404 }));
  server.on("POST", /claim$/, ({ token, body }) => (token === "Bearer talk" && body["identity_token"] === "person" ? { body: draft({ version: 2 }) } : { status: 404 }));
  const editor = new DraftEditor(server.api, { conversation: () => "talk", identity: () => "person" }, memoryKeeper(), () => undefined, hastyClock);
  await editor.join(draft({ status: "open" }));
  expect(editor.claimed).toBe(false);
  expect(await editor.claim()).toBe(true);
  expect(editor.claimed).toBe(true);
});
