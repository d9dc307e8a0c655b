import { Clock, Outbox, pauseAfter } from "../../../clients/core/outbox";
import { Problem, Unreachable } from "../../../clients/core/problem";

/** Time that passes only when told to. */
class HandClock implements Clock {
  private waiting: { at: number; run: () => void }[] = [];
  now = 0;

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.now + ms, run };
    this.waiting.push(entry);
    return () => void (this.waiting = this.waiting.filter((one) => one !== entry));
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.waiting.filter((one) => one.at <= this.now);
    this.waiting = this.waiting.filter((one) => one.at > this.now);
    due.forEach((one) => one.run());
    await settle();
  }

  get pauses(): number[] {
    return this.waiting.map((one) => one.at - this.now);
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

function trial(script: (() => Promise<string>)[]) {
  const sent: string[] = [];
  const told: string[] = [];
  const clock = new HandClock();
  const outbox = new Outbox<string, string>(
    (id, item) => {
      sent.push(`${id}:${item}`);
      return (script.shift() ?? (async () => "late"))();
    },
    {
      answered: (id, answer) => told.push(`${id} answered ${answer}`),
      refused: (id, problem) => told.push(`${id} refused ${problem.status}`),
      waiting: (id, attempt) => told.push(`${id} waiting ${attempt}`),
    },
    clock,
    () => 0,
  );
  return { outbox, sent, told, clock };
}

const lost = async (): Promise<string> => { throw new Unreachable("line down"); };
const refused = (status: number, details = {}, after: number | null = null) => async (): Promise<string> => { throw new Problem(status, details, after); };

test("a message is sent again under the same id until it is acknowledged", async () => {
  const { outbox, sent, told, clock } = trial([lost, lost, async () => "好"]);
  outbox.add("m1", "我媳妇刚生了");
  await settle();
  await clock.pass(1_000);
  await clock.pass(2_000);
  expect(sent).toEqual(["m1:我媳妇刚生了", "m1:我媳妇刚生了", "m1:我媳妇刚生了"]);
  expect(told).toEqual(["m1 waiting 1", "m1 waiting 2", "m1 answered 好"]);
  expect(outbox.size).toBe(0);
});

test("messages keep their order: the second waits for the first", async () => {
  const { outbox, sent, clock } = trial([lost, async () => "一", async () => "二"]);
  outbox.add("m1", "a");
  outbox.add("m2", "b");
  await settle();
  expect(sent).toEqual(["m1:a"]);
  await clock.pass(1_000);
  expect(sent).toEqual(["m1:a", "m1:a", "m2:b"]);
});

test("a definite refusal leaves the outbox at once and the next message goes", async () => {
  const { outbox, told } = trial([refused(422), async () => "二"]);
  outbox.add("m1", "a");
  outbox.add("m2", "b");
  await settle();
  expect(told).toEqual(["m1 refused 422", "m2 answered 二"]);
});

test.each([408, 425, 429, 500, 502, 503])("status %i is not definite: it is asked again", async (status) => {
  const { outbox, told } = trial([refused(status)]);
  outbox.add("m1", "a");
  await settle();
  expect(told).toEqual(["m1 waiting 1"]);
  expect(outbox.size).toBe(1);
});

test("typed words that nobody can read now do not hold up the buttons behind them", async () => {
  const { outbox, told } = trial([refused(503, { type: "urn:daoban:problem:understanding-unavailable" }), async () => "按钮"]);
  outbox.add("m1", "打的字");
  outbox.add("m2", "option");
  await settle();
  expect(told).toEqual(["m1 refused 503", "m2 answered 按钮"]);
});

test("the server's Retry-After is respected", async () => {
  const { outbox, clock } = trial([refused(503, {}, 7)]);
  outbox.add("m1", "a");
  await settle();
  expect(clock.pauses).toEqual([7_000]);
});

test("when the line is back nothing waits for the pause to end", async () => {
  const { outbox, told, clock } = trial([lost, async () => "好"]);
  outbox.add("m1", "a");
  await settle();
  outbox.hurry();
  await settle();
  expect(told).toEqual(["m1 waiting 1", "m1 answered 好"]);
  expect(clock.pauses).toEqual([]);
});

test("hurrying while a message is on its way does not send it twice at once", async () => {
  let answer: (text: string) => void = () => undefined;
  const { outbox, sent } = trial([() => new Promise((resolve) => (answer = resolve))]);
  outbox.add("m1", "a");
  outbox.hurry();
  outbox.hurry();
  await settle();
  expect(sent).toHaveLength(1);
  answer("好");
  await settle();
  expect(outbox.size).toBe(0);
});

test("a closed outbox says nothing more", async () => {
  const { outbox, told, clock } = trial([lost]);
  outbox.add("m1", "a");
  await settle();
  outbox.close();
  await clock.pass(60_000);
  expect(told).toEqual(["m1 waiting 1"]);
});

test("pauses grow from one second to thirty and never beyond, with at most a quarter of chance", () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => pauseAfter(attempt, null, 0));
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  expect(pauseAfter(6, null, 1)).toBe(37_500);
});
