import { Dialogue } from "../../../clients/core/dialogue";
import { memoryKeeper } from "../../../clients/core/observable";
import { FakeServer, hastyClock, until } from "./server";

const MESSAGES = /\/messages$/;
const greeting = { id: "c1", token: "t1", messages: [{ type: "text", text: "您好" }], state: { stage: "idle" } };

function begin(server = new FakeServer()) {
  server.on("POST", /\/v1\/conversations$/, () => ({ status: 201, body: greeting }));
  server.on("POST", MESSAGES, ({ body }) => ({ body: { turn: 1, messages: [{ type: "text", text: `听到：${body["text"]}` }], state: {} } }));
  const keeper = memoryKeeper();
  return { server, keeper, dialogue: new Dialogue(server.api, "620102", keeper, hastyClock) };
}

const words = (dialogue: Dialogue): string[] => dialogue.conversation.entries.map((entry) => (entry.from === "citizen" ? entry.text : entry.message.text));

test("what is typed before the server answers is sent as soon as it does", async () => {
  const { server, dialogue } = begin();
  let tries = 0;
  server.on("POST", /\/v1\/conversations$/, () => (tries++ < 2 ? "lost" : { status: 201, body: greeting }));
  void dialogue.start();
  dialogue.say("刚生了");
  await until(() => words(dialogue).includes("听到：刚生了"));
  expect(words(dialogue)).toEqual(["您好", "刚生了", "听到：刚生了"]);
  expect(new Set(server.count("POST", MESSAGES).map((one) => one.path))).toEqual(new Set(["/v1/conversations/c1/messages"]));
});

test("an answer lost on its way is asked for again under the same id", async () => {
  const { server, dialogue } = begin();
  await dialogue.start();
  let lost = 2;
  server.on("POST", MESSAGES, () => (lost-- > 0 ? "lost" : { body: { messages: [{ type: "text", text: "好" }] } }));
  dialogue.say("在吗");
  await until(() => words(dialogue).includes("好"));
  const sent = server.count("POST", MESSAGES);
  expect(sent).toHaveLength(3);
  expect(new Set(sent.map((one) => one.body["client_msg_id"])).size).toBe(1);
  expect(dialogue.conversation.line).toBe("open");
});

test("a later visit with the same store takes the conversation up again", async () => {
  const { server, keeper, dialogue } = begin();
  await dialogue.start();
  server.on("GET", /\/v1\/conversations\/c1$/, ({ token }) => (token === "Bearer t1" ? { body: { messages: [{ type: "text", text: "上次说到这里" }], state: { stage: "asking" } } } : { status: 404 }));
  const again = new Dialogue(server.api, "620102", keeper, hastyClock);
  await again.start();
  expect(words(again)).toEqual(["上次说到这里"]);
  expect(again.conversation.stage).toBe("asking");
  expect(server.count("POST", /\/v1\/conversations$/)).toHaveLength(1);
});

test("a conversation that is gone at the server is replaced by a new one", async () => {
  const { server, keeper, dialogue } = begin();
  keeper.set("daoban//620102", JSON.stringify({ id: "old", token: "old" }));
  await dialogue.start();
  expect(dialogue.id).toBe("c1");
  expect(server.count("GET", /old/)).toHaveLength(1);
});

test("a stale button shows the question again that the server sends along", async () => {
  const { server, dialogue } = begin();
  await dialogue.start();
  server.on("POST", MESSAGES, () => ({ status: 409, body: { type: "urn:daoban:problem:stale-option", detail: "这个按钮已经过时了。", messages: [{ type: "text", text: "再问一遍" }] } }));
  dialogue.choose({ id: "x", label: "甲" });
  await until(() => dialogue.conversation.pending === 0);
  expect(words(dialogue)).toEqual(["您好", "甲", "再问一遍"]);
  expect(dialogue.conversation.entries[1]).toMatchObject({ delivery: "refused", problem: "这个按钮已经过时了。" });
});

test("erasing asks the server first; when it cannot be reached, nothing is forgotten", async () => {
  const { server, keeper, dialogue } = begin();
  await dialogue.start();
  server.on("DELETE", /c1$/, () => "lost");
  await expect(dialogue.erase()).rejects.toThrow();
  expect(dialogue.conversation.phase).toBe("ready");
  server.on("DELETE", /c1$/, () => ({ status: 204 }));
  await dialogue.erase();
  expect(dialogue.conversation.phase).toBe("erased");
  expect(keeper.get("daoban//620102")).toBeNull();
});
