/** The cases of the person signed in, kept current: a case that is shown is read again whenever the server says that it moved. */
import { Api } from "./api";
import { copy } from "./copy";
import { EventStream } from "./event-stream";
import { Observable } from "./observable";
import { Clock, pauseAfter, realClock } from "./outbox";
import { isDefinite, Problem } from "./problem";
import { Case } from "./protocol";

export class CaseWatch extends Observable {
  readonly cases = new Map<string, Case>();
  list: Case[] | null = null;
  problem = "";
  /** What happened with the last correction, by task id. */
  readonly notes = new Map<string, string>();
  private readonly live = new Map<string, AbortController>();

  constructor(private readonly api: Api, private readonly identity: () => string | null, private readonly clock: Clock = realClock) {
    super();
  }

  async readList(): Promise<void> {
    const token = this.identity();
    if (!token) return;
    try {
      this.list = (await this.api.cases(token)).cases;
      this.problem = "";
      for (const one of this.list) void this.follow(one.case_no);
    } catch (error) {
      this.problem = wordsOf(error);
    }
    this.changed();
  }

  /** Read a case and stay with it until `leave`; safe to call again. */
  async follow(caseNo: string): Promise<void> {
    if (this.live.has(caseNo) || !this.identity()) return;
    const stop = new AbortController();
    this.live.set(caseNo, stop);
    for (let attempt = 1; !stop.signal.aborted; attempt += 1) {
      try {
        await this.read(caseNo);
        if (closed(this.cases.get(caseNo))) break;
        await this.listen(caseNo, stop.signal, () => (attempt = 0));
      } catch (error) {
        if (isDefinite(error)) {
          this.problem = wordsOf(error);
          this.changed();
          break;
        }
      }
      if (stop.signal.aborted) break;
      await new Promise<void>((go) => this.clock.after(pauseAfter(Math.max(1, attempt), null, Math.random()), go));
    }
    this.live.delete(caseNo);
  }

  leave(): void {
    for (const stop of this.live.values()) stop.abort();
    this.live.clear();
  }

  forget(): void {
    this.leave();
    this.cases.clear();
    this.list = null;
    this.changed();
  }

  correct(caseNo: string, task: string, values: Record<string, string>): Promise<boolean> {
    return this.act(caseNo, task, copy.correctionSent, (token) => this.api.correct(caseNo, task, token, values));
  }

  withdraw(caseNo: string, task: string): Promise<boolean> {
    return this.act(caseNo, task, copy.withdrawn, (token) => this.api.withdraw(caseNo, task, token));
  }

  private async act(caseNo: string, task: string, done: string, run: (token: string) => Promise<unknown>): Promise<boolean> {
    const token = this.identity();
    if (!token) return false;
    try {
      await run(token);
      this.notes.set(task, done);
      await this.read(caseNo);
      return true;
    } catch (error) {
      this.notes.set(task, wordsOf(error));
      this.changed();
      return false;
    }
  }

  private async read(caseNo: string): Promise<void> {
    const token = this.identity();
    if (!token) return;
    this.cases.set(caseNo, await this.api.caseOf(caseNo, token));
    this.problem = "";
    this.changed();
  }

  private async listen(caseNo: string, signal: AbortSignal, heard: () => void): Promise<void> {
    const response = await this.api.caseEvents(caseNo, this.identity() ?? "", signal);
    const reader = response.body!.getReader();
    const decoder = new TextDecoder();
    const events = new EventStream();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (events.push(decoder.decode(value, { stream: true })).length === 0) continue;
      heard();
      await this.read(caseNo);
    }
  }
}

function closed(one: Case | undefined): boolean {
  const tasks = one?.tasks ?? [];
  return tasks.length > 0 && tasks.every((task) => ["decided", "delivered", "rated", "withdrawn", "not_accepted", "closed"].includes(task.state));
}

function wordsOf(error: unknown): string {
  return error instanceof Problem && error.message ? error.message : copy.noAnswer;
}
