/** One conversation with the server: opens or resumes it, sends what the citizen says through the outbox, erases it. */
import { Api } from "./api";
import { after, Conversation, Entry, Happening, nothingSaid, theirs } from "./conversation";
import { randomId } from "./identifier";
import { kept, Keeper, Observable } from "./observable";
import { Clock, Outbox, pauseAfter, realClock } from "./outbox";
import { Problem, Unreachable } from "./problem";
import { FactValue, Guidance, Message, Option, Reply, Said } from "./protocol";

export const LONGEST_MESSAGE = 2_000;

interface Held { id: string; token: string }

export class Dialogue extends Observable {
  conversation: Conversation = nothingSaid;
  private held: Held | null = null;
  private outbox: Outbox<Said, Reply>;
  private cancelStart: (() => void) | null = null;
  private attempts = 0;

  constructor(private readonly api: Api, readonly region: string, private readonly keeper: Keeper, private readonly clock: Clock = realClock) {
    super();
    this.outbox = this.newOutbox();
  }

  get id(): string | null {
    return this.held?.id ?? null;
  }

  get token(): string | null {
    return this.held?.token ?? null;
  }

  /** Open a conversation, or take up the one of this visit; tries again until the server answers. */
  async start(): Promise<void> {
    this.cancelStart?.();
    this.cancelStart = null;
    try {
      this.held = kept<Held>(this.keeper, this.name);
      if (this.held) await this.resume(this.held);
      else await this.open();
      this.attempts = 0;
      this.outbox.hurry();
      if (this.conversation.line !== "open") this.apply({ kind: "line", line: "open" });
    } catch (error) {
      if (error instanceof Problem && error.status === 404 && this.held) {
        this.forget();
        return this.start();
      }
      this.attempts += 1;
      this.apply({ kind: "line", line: this.conversation.line === "offline" ? "offline" : "away", detail: wordsOf(error) });
      this.cancelStart = this.clock.after(pauseAfter(this.attempts, error, Math.random()), () => void this.start());
    }
  }

  say(text: string): void {
    this.put(text, { text });
  }

  choose(option: Option): void {
    this.put(option.label, { option_id: option.id });
  }

  chooseSeveral(ids: string[], label: string): void {
    this.put(label, ids.length === 1 ? { option_id: ids[0]! } : { option_ids: ids });
  }

  answer(answers: Record<string, FactValue>, label: string): void {
    this.put(label, { answers });
  }

  resend(id: string): void {
    const entry = this.conversation.entries.find((one) => one.id === id);
    if (entry?.from !== "citizen" || !entry.said || (entry.delivery !== "refused" && entry.delivery !== "unread")) return;
    this.apply({ kind: "resent", id });
    this.outbox.add(id, entry.said);
  }

  /** Take a refused message back; gives its text for the input. */
  withdraw(id: string): string {
    const entry = this.conversation.entries.find((one) => one.id === id);
    this.apply({ kind: "withdrawn", id });
    return entry?.from === "citizen" ? entry.text : "";
  }

  /** Show envelopes that came by another call than a message (a receipt, a form). */
  tell(messages: Message[]): void {
    this.apply({ kind: "told", messages });
  }

  network(online: boolean): void {
    if (!online) return this.apply({ kind: "line", line: "offline", detail: "" });
    this.apply({ kind: "line", line: this.outbox.size || this.conversation.phase === "starting" ? "away" : "open", detail: "" });
    this.tryNow();
  }

  tryNow(): void {
    if (this.conversation.phase === "starting") void this.start();
    else this.outbox.hurry();
  }

  /** Erase the conversation at the server, then here. Raises Problem or Unreachable when it could not be erased. */
  async erase(): Promise<void> {
    if (this.held) {
      try {
        await this.api.eraseConversation(this.held.id, this.held.token);
      } catch (error) {
        if (!(error instanceof Problem && error.status === 404)) throw error;
      }
    }
    this.forget();
    this.apply({ kind: "erased" });
  }

  async restart(): Promise<void> {
    this.forget();
    this.conversation = { ...nothingSaid, line: this.conversation.line };
    this.changed();
    await this.start();
  }

  close(): void {
    this.cancelStart?.();
    this.outbox.close();
  }

  private get name(): string {
    return `daoban/${this.api.base}/${this.region}`;
  }

  private put(text: string, said: Said): void {
    const id = randomId();
    this.apply({ kind: "said", id, text, said });
    this.outbox.add(id, said);
  }

  private newOutbox(): Outbox<Said, Reply> {
    return new Outbox<Said, Reply>(
      async (id, said) => {
        if (!this.held || this.conversation.phase !== "ready") throw new Unreachable("no conversation yet");
        return this.api.say(this.held.id, this.held.token, id, said);
      },
      {
        answered: (id, reply) => this.apply({ kind: "answered", id, reply }),
        refused: (id, problem) => {
          const messages = problem.details["messages"];
          this.apply({ kind: "refused", id, detail: problem.message, messages: Array.isArray(messages) ? (messages as Message[]) : [] });
          if (problem.status === 404) this.apply({ kind: "lost" });
        },
        waiting: (_id, _attempt, error) => {
          if (!this.held) return;
          const line = this.conversation.line === "offline" ? "offline" : "away";
          this.apply({ kind: "line", line, detail: wordsOf(error) });
        },
      },
      this.clock,
    );
  }

  private async open(): Promise<void> {
    const made = await this.api.openConversation(this.region);
    this.held = { id: made.id, token: made.token };
    this.keeper.set(this.name, JSON.stringify(this.held));
    this.apply({ kind: "opened", messages: made.messages, guidance: made.guidance ?? null, stage: made.state?.stage });
  }

  private async resume(held: Held): Promise<void> {
    const found = await this.api.conversation(held.id, held.token);
    const state = (found["state"] ?? {}) as { stage?: string };
    this.apply({ kind: "restored", entries: restoredEntries(found), guidance: (found["guidance"] ?? null) as Guidance | null, stage: state.stage });
  }

  private forget(): void {
    this.keeper.remove(this.name);
    this.held = null;
    this.outbox.close();
    this.outbox = this.newOutbox();
  }

  private apply(what: Happening): void {
    this.conversation = after(this.conversation, what);
    this.changed();
  }
}

interface Turn { turn?: number; client_msg_id?: string; said?: string | null; messages?: Message[] }

/** The log of a stored conversation: what was said, when the server keeps it, and every reply. */
function restoredEntries(found: Record<string, unknown>): Entry[] {
  const turns = Array.isArray(found["turns"]) ? (found["turns"] as Turn[]) : [{ messages: (found["messages"] ?? []) as Message[] }];
  return turns.flatMap((turn, index): Entry[] => {
    const id = turn.client_msg_id ?? `turn-${turn.turn ?? index}`;
    const mine: Entry[] = turn.said ? [{ from: "citizen", id, text: turn.said, said: null, delivery: "delivered" }] : [];
    return [...mine, ...theirs(id, turn.messages ?? [])];
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Problem ? error.message : "";
}
