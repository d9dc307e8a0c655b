/**
 * What the citizen said and the server has not yet acknowledged: sent one at a time, in order, under one id, again and again with growing
 * pauses, until a definite answer. Nothing leaves the outbox any other way, so nothing typed is lost and nothing is counted twice.
 */
import { isDefinite, Problem } from "./problem";

export interface Clock { after(ms: number, run: () => void): () => void }

export const realClock: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface Listener<Item, Answer> {
  answered(id: string, answer: Answer, item: Item): void;
  /** The server's definite refusal; the item has left the outbox. */
  refused(id: string, problem: Problem, item: Item): void;
  /** No definite answer at the given attempt; it will be sent again. */
  waiting(id: string, attempt: number, error: unknown): void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Pause before attempt `attempt + 1`, in ms: 1, 2, 4 ... 30 s, or what the server asked for; up to a quarter more, so that clients do not come back together. */
export function pauseAfter(attempt: number, error: unknown, chance: number): number {
  const asked = error instanceof Problem && error.retryAfter !== null ? error.retryAfter * 1_000 : 0;
  const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
  return Math.round(Math.max(asked, grown) * (1 + chance / 4));
}

export class Outbox<Item, Answer> {
  private readonly items: { id: string; item: Item; attempt: number }[] = [];
  private busy = false;
  private cancelPause: (() => void) | null = null;
  private closed = false;

  constructor(
    private readonly send: (id: string, item: Item) => Promise<Answer>,
    private readonly listener: Listener<Item, Answer>,
    private readonly clock: Clock = realClock,
    private readonly chance: () => number = Math.random,
  ) {}

  get size(): number {
    return this.items.length;
  }

  add(id: string, item: Item): void {
    this.items.push({ id, item, attempt: 0 });
    if (this.cancelPause === null) void this.pump();
  }

  /** The line is back, or the citizen is impatient: do not wait for the pause to end. */
  hurry(): void {
    if (this.busy) return;
    this.cancelPause?.();
    this.cancelPause = null;
    void this.pump();
  }

  close(): void {
    this.closed = true;
    this.cancelPause?.();
    this.items.length = 0;
  }

  private async pump(): Promise<void> {
    const head = this.items[0];
    if (this.busy || this.closed || head === undefined) return;
    this.busy = true;
    head.attempt += 1;
    try {
      const answer = await this.send(head.id, head.item);
      if (!this.closed) this.leave(() => this.listener.answered(head.id, answer, head.item));
    } catch (error) {
      if (this.closed) return;
      if (isDefinite(error)) this.leave(() => this.listener.refused(head.id, error, head.item));
      else this.pause(head.id, head.attempt, error);
    }
  }

  private leave(tell: () => void): void {
    this.items.shift();
    this.busy = false;
    tell();
    void this.pump();
  }

  private pause(id: string, attempt: number, error: unknown): void {
    this.busy = false;
    this.cancelPause = this.clock.after(pauseAfter(attempt, error, this.chance()), () => {
      this.cancelPause = null;
      void this.pump();
    });
    this.listener.waiting(id, attempt, error);
  }
}
