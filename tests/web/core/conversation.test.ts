import { after, Conversation, currentQuestion, Happening, nothingSaid } from "../../../clients/core/conversation";
import { Message, Question } from "../../../clients/core/protocol";

const question = (fact: string): Question => ({ fact, type: "enum", text: `${fact}？`, options: [{ id: `${fact}-1`, value: "a", label: "甲" }] });
const asks = (fact: string): Message => ({ type: "question", text: `${fact}？`, question: question(fact) });
const says = (text: string): Message => ({ type: "text", text });
const play = (...what: Happening[]): Conversation => what.reduce(after, nothingSaid);
const texts = (now: Conversation): string[] => now.entries.map((entry) => (entry.from === "citizen" ? `您：${entry.text}` : entry.message.text));
const opened: Happening = { kind: "opened", messages: [says("您好")] };
const said = (id: string, text: string): Happening => ({ kind: "said", id, text, said: { text } });
const answered = (id: string, ...messages: Message[]): Happening => ({ kind: "answered", id, reply: { messages } });

test("what is said is shown at once, before the server answers", () => {
  const now = play(opened, said("1", "刚生了"));
  expect(texts(now)).toEqual(["您好", "您：刚生了"]);
  expect(now.pending).toBe(1);
});

test("a reply stands under what it answers, even when more was said meanwhile", () => {
  const now = play(opened, said("1", "一"), said("2", "二"), answered("1", says("答一")), answered("2", says("答二")));
  expect(texts(now)).toEqual(["您好", "您：一", "答一", "您：二", "答二"]);
  expect(now.pending).toBe(0);
});

test("the same reply twice, and the same message twice, count once", () => {
  const now = play(opened, said("1", "一"), said("1", "一"), answered("1", says("答")), answered("1", says("答")));
  expect(texts(now)).toEqual(["您好", "您：一", "答"]);
});

test("a reply to something not said here is ignored", () => {
  expect(texts(play(opened, answered("7", says("别人的"))))).toEqual(["您好"]);
});

test("what was typed before the conversation was opened stays under the greeting", () => {
  const now = play(said("1", "急事"), opened);
  expect(texts(now)).toEqual(["您好", "您：急事"]);
  expect(now.pending).toBe(1);
});

test("a refused message keeps its words and says why; sent again it waits again", () => {
  const refused = play(opened, said("1", "长"), { kind: "refused", id: "1", detail: "太长了" });
  expect(refused.entries[1]).toMatchObject({ text: "长", delivery: "refused", problem: "太长了" });
  expect(refused.pending).toBe(0);
  const again = after(refused, { kind: "resent", id: "1" });
  expect(again.entries[1]).toMatchObject({ delivery: "sending", problem: "" });
  expect(again.pending).toBe(1);
});

test("a message that could not be read may be sent again, and the real reply takes the place of the apology", () => {
  const away = play(opened, said("1", "字"), answered("1", { type: "notice", text: "读不懂", retry: true }, asks("a")));
  expect(away.entries[1]).toMatchObject({ delivery: "unread" });
  const again = after(after(away, { kind: "resent", id: "1" }), answered("1", says("读到了")));
  expect(texts(again)).toEqual(["您好", "您：字", "读到了"]);
});

test("only the last question is open, and it closes when something was said after it", () => {
  const asked = play(opened, said("1", "x"), answered("1", asks("a")));
  expect(currentQuestion(asked)?.message.question?.fact).toBe("a");
  const next = after(asked, said("2", "甲"));
  expect(currentQuestion(next)).toBeNull();
  expect(currentQuestion(after(next, answered("2", asks("b"))))?.message.question?.fact).toBe("b");
});

test("a refused answer leaves its question open", () => {
  const now = play(opened, said("1", "x"), answered("1", asks("a")), said("2", "甲"), { kind: "refused", id: "2", detail: "过时" });
  expect(currentQuestion(now)?.message.question?.fact).toBe("a");
});

test("every question seen is remembered for the form view, with its button ids", () => {
  const guidance = { events: [], region: "", status: "asking" as const, open: [{ ...question("a"), options: [{ value: "a", label: "甲" }] }, question("b")] };
  const now = play(opened, said("1", "x"), { kind: "answered", id: "1", reply: { messages: [asks("a")], guidance } });
  expect(Object.keys(now.questions)).toEqual(["a", "b"]);
  expect(now.guidance?.open).toHaveLength(2);
});

test("a message without guidance keeps the list that is known", () => {
  const guidance = { events: [], region: "", status: "complete" as const };
  const now = play(opened, said("1", "x"), { kind: "answered", id: "1", reply: { messages: [], guidance } }, said("2", "谢谢"), answered("2", says("不客气")));
  expect(now.guidance).toBe(guidance);
});

test("an answer opens the line again", () => {
  const now = play(opened, said("1", "x"), { kind: "line", line: "away", detail: "正忙" });
  expect([now.line, now.lineDetail]).toEqual(["away", "正忙"]);
  expect(after(now, answered("1", says("好")))).toMatchObject({ line: "open", lineDetail: "" });
});

test("erasing leaves nothing", () => {
  const now = play(opened, said("1", "x"), { kind: "erased" });
  expect(now).toMatchObject({ phase: "erased", entries: [], guidance: null, questions: {} });
});
