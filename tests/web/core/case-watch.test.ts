import { CaseWatch } from "../../../clients/core/case-watch";
import { Api } from "../../../clients/core/api";
import { FakeServer, hastyClock, until } from "./server";

const oneCase = (state: string) => ({ case_no: "K1", state, tasks: [{ id: "t1", name: "社保卡", state, state_text: state }], timeline: [] });

/** A server whose case moves one step each time its event stream says so. */
function moving(steps: string[]) {
  const server = new FakeServer();
  let at = 0;
  let streams = 0;
  server.on("GET", /cases\/K1$/, ({ token }) => (token === "Bearer me" ? { body: oneCase(steps[at]!) } : { status: 404, body: { detail: "没有找到这个办件" } }));
  const fetch: typeof server.fetch = async (url, init) => {
    if (!url.endsWith("/events")) return server.fetch(url, init);
    expect(new Headers(init.headers).get("authorization")).toBe("Bearer me");
    streams += 1;
    const body = new ReadableStream<Uint8Array>({
      start(control) {
        at = Math.min(at + 1, steps.length - 1);
        control.enqueue(new TextEncoder().encode(": quiet\n\nid: 1\nevent: progress\nda"));
        control.enqueue(new TextEncoder().encode("ta: {}\n\n"));
        control.close();
      },
    });
    return new Response(body, { status: 200 });
  };
  return { server, api: new Api("", fetch), streams: () => streams };
}

test("a case that is followed is read again whenever the server says that it moved, until it is decided", async () => {
  const { api, streams } = moving(["received", "accepted", "decided"]);
  const watch = new CaseWatch(api, () => "me", hastyClock);
  const seen: string[] = [];
  watch.watch(() => seen.push(watch.cases.get("K1")?.state ?? ""));
  await watch.follow("K1");
  expect(watch.cases.get("K1")?.state).toBe("decided");
  expect([...new Set(seen)]).toEqual(["received", "accepted", "decided"]);
  expect(streams()).toBe(2);
});

test("following twice opens one stream, and somebody else's case says why it is not shown", async () => {
  const { api, server } = moving(["decided"]);
  const watch = new CaseWatch(api, () => "me", hastyClock);
  await Promise.all([watch.follow("K1"), watch.follow("K1")]);
  expect(server.count("GET", /K1$/)).toHaveLength(1);
  const stranger = new CaseWatch(api, () => "other", hastyClock);
  await stranger.follow("K1");
  expect(stranger.problem).toBe("没有找到这个办件");
});

test.each([["correct", /t1\/correction$/, "补正已交给部门。"], ["withdraw", /t1\/withdraw$/, "这一项已撤回。"]] as const)("%s goes to its task and the case is read again; a refusal is said at the task", async (act, path, done) => {
  const { api, server } = moving(["correction"]);
  const watch = new CaseWatch(api, () => "me", hastyClock);
  const run = (): Promise<boolean> => (act === "correct" ? watch.correct("K1", "t1", { phone: "1" }) : watch.withdraw("K1", "t1"));
  server.on("POST", path, () => ({ status: 422, body: { detail: "请填手机号。" } }));
  expect(await run()).toBe(false);
  expect(watch.notes.get("t1")).toBe("请填手机号。");
  server.on("POST", path, () => ({ body: {} }));
  expect(await run()).toBe(true);
  expect(watch.notes.get("t1")).toBe(done);
  expect(server.count("POST", path)[0]).toMatchObject({ token: "Bearer me", body: act === "correct" ? { values: { phone: "1" } } : {} });
  await until(() => watch.cases.has("K1"));
});
