/** The contract's answers in memory, with a line that can break in each way. For tests of what holds a conversation together. */
import { Api, Fetch } from "../../../clients/core/api";
import { Clock } from "../../../clients/core/outbox";

export interface Seen { method: string; path: string; token: string | null; key: string | null; body: Record<string, unknown> }
type Answer = (seen: Seen) => { status?: number; body?: unknown } | "lost";

export class FakeServer {
  readonly seen: Seen[] = [];
  private readonly routes: [string, RegExp, Answer][] = [];

  on(method: string, path: RegExp, answer: Answer): this {
    this.routes.unshift([method, path, answer]);
    return this;
  }

  readonly fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const seen = { method: init.method ?? "GET", path: url, token: headers.get("authorization"), key: headers.get("idempotency-key"), body: init.body ? JSON.parse(String(init.body)) : {} };
    this.seen.push(seen);
    const route = this.routes.find(([method, path]) => method === seen.method && path.test(url));
    const answer = route ? route[2](seen) : { status: 404, body: { detail: "没有找到" } };
    if (answer === "lost") throw new TypeError("failed to fetch");
    return new Response(answer.status === 204 ? null : JSON.stringify(answer.body ?? {}), { status: answer.status ?? 200, headers: { "content-type": "application/json" } });
  };

  get api(): Api {
    return new Api("", this.fetch);
  }

  count(method: string, path: RegExp): Seen[] {
    return this.seen.filter((one) => one.method === method && path.test(one.path));
  }
}

/** Every pause is over at once. */
export const hastyClock: Clock = {
  after(_ms, run) {
    const timer = setTimeout(run, 0);
    return () => clearTimeout(timer);
  },
};

export async function until(held: () => boolean): Promise<void> {
  for (let turn = 0; turn < 500; turn += 1) {
    if (held()) return;
    await new Promise((go) => setTimeout(go, 1));
  }
  throw new Error("it never came to hold");
}
