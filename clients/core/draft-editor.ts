/** The form with the server: reads, saves by version, binds it to the person, confirms, submits once. */
import { Api } from "./api";
import { copy } from "./copy";
import { checked, Form, opened, required, reread, saved, stillMissing, typedIn, unsaved, Work } from "./draft";
import { randomId } from "./identifier";
import { kept, Keeper, Observable } from "./observable";
import { Clock, pauseAfter, realClock } from "./outbox";
import { isDefinite, Problem } from "./problem";
import { Draft, DraftField, Receipt } from "./protocol";

const SUBMIT_ATTEMPTS = 8;

/** The tokens that open the draft: the conversation's until it is claimed, the person's afterwards. */
export interface Keys { conversation: () => string | null; identity: () => string | null }

export class DraftEditor extends Observable {
  form: Form | null = null;
  receipt: Receipt | null = null;
  private mine = false;

  constructor(
    private readonly api: Api,
    private readonly keys: Keys,
    private readonly keeper: Keeper,
    private readonly done: (receipt: Receipt) => void,
    private readonly clock: Clock = realClock,
  ) {
    super();
  }

  /** Take a draft that came in an envelope. What was typed into the same draft stays. */
  take(draft: Draft): void {
    if (this.form?.draft.id === draft.id) {
      if (draft.version > this.form.draft.version) this.put(reread(this.form, draft));
      return;
    }
    this.receipt = null;
    this.put(opened(draft));
  }

  /** Take a draft of a conversation taken up again: read it anew with whichever key opens it. */
  async join(draft: Draft): Promise<void> {
    this.take(draft);
    this.mine = false;
    for (const [key, mine] of [[this.keys.identity(), true], [this.keys.conversation(), false]] as const) {
      if (key === null) continue;
      try {
        const read = await this.api.draft(draft.id, key);
        this.mine = mine;
        if (this.form?.draft.id === draft.id) this.put(reread(this.form, read));
        return;
      } catch (error) {
        if (!(error instanceof Problem)) return;
      }
    }
  }

  /** Whether the draft is bound to the person signed in. */
  get claimed(): boolean {
    return this.form !== null && this.mine && this.keys.identity() !== null;
  }

  type(field: DraftField, raw: string): void {
    if (this.form) this.put(typedIn(this.form, field, raw));
  }

  leave(field: DraftField): void {
    if (this.form) this.put(checked(this.form, field));
  }

  /** Save what was typed. True when the server holds everything that can be right. */
  async save(): Promise<boolean> {
    if (!this.form) return false;
    this.put(checked(this.form));
    const values = unsaved(this.form);
    const sent = { ...this.form.typed };
    if (Object.keys(values).length === 0) {
      const fine = Object.keys(this.form.problems).length === 0;
      this.say(fine ? copy.saved : copy.savedPartly, !fine);
      return fine;
    }
    return this.work("saving", async (form, token) => {
      const draft = await this.api.saveDraft(form.draft.id, token, form.draft.version, values);
      this.put(saved(this.form ?? form, draft, sent));
      const fine = Object.keys(this.form!.problems).length === 0;
      this.say(fine ? copy.saved : copy.savedPartly, !fine);
    });
  }

  /** Say which party the person signed in is. */
  async side(party: string): Promise<boolean> {
    return this.work("saving", async (form, token) => this.put(reread(form, await this.api.saveDraft(form.draft.id, token, form.draft.version, {}, party))));
  }

  /** Bind the draft to the person signed in, or open it again when it is theirs already. */
  async claim(): Promise<boolean> {
    const identity = this.keys.identity();
    const conversation = this.keys.conversation();
    if (!this.form || !identity || !conversation) return false;
    await this.join(this.form.draft);
    if (this.mine) return true;
    return this.work("claiming", async (form) => {
      const draft = await this.api.claimDraft(form.draft.id, conversation, identity);
      this.mine = true;
      this.put(reread(form, draft));
      this.say(copy.claimed, false);
    });
  }

  /** Confirm as the person signed in: everything saved, nothing required missing. */
  async confirm(): Promise<boolean> {
    if (!this.form || !this.identityToken()) return false;
    this.put(required(this.form));
    if (stillMissing(this.form!).length || Object.keys(this.form!.problems).length) {
      this.say(copy.notFilledYet, true);
      return false;
    }
    if (!(await this.save())) return false;
    return this.work("confirming", async (form) => {
      const draft = await this.api.confirmDraft(form.draft.id, this.identityToken()!);
      this.put(reread(form, draft));
      this.say(copy.confirmedByYou, false);
    });
  }

  /** Read the draft again: for the other parties' confirmations. Silent when the server does not answer. */
  async look(): Promise<void> {
    const token = this.token();
    if (!this.form || !token || this.form.work) return;
    try {
      const draft = await this.api.draft(this.form.draft.id, token);
      if (this.form && (draft.version !== this.form.draft.version || JSON.stringify(draft.parties) !== JSON.stringify(this.form.draft.parties))) this.put(reread(this.form, draft));
    } catch {
      // The next look asks again; nothing on the screen has become wrong.
    }
  }

  /** Submit once: one key until a definite answer, even across a reload of the page. */
  async submit(): Promise<void> {
    const identity = this.identityToken();
    if (!this.form || !identity || this.form.work) return;
    const { id, version } = this.form.draft;
    const name = `daoban/submit/${id}`;
    const held = kept<{ key: string; version: number }>(this.keeper, name) ?? { key: randomId(), version };
    this.keeper.set(name, JSON.stringify(held));
    this.mark("submitting", "");
    for (let attempt = 1; attempt <= SUBMIT_ATTEMPTS; attempt += 1) {
      try {
        const { receipt } = await this.api.submit(identity, held.key, id, held.version);
        this.keeper.remove(name);
        this.receipt = receipt;
        this.mark("", "");
        this.done(receipt);
        return;
      } catch (error) {
        if (isDefinite(error)) {
          this.keeper.remove(name);
          await this.refused(error);
          return;
        }
        this.mark("submitting", copy.submitAgain, true);
        await new Promise<void>((go) => this.clock.after(pauseAfter(attempt, error, Math.random()), go));
      }
    }
    this.mark("", copy.submitLater, true);
  }

  forget(): void {
    this.form = null;
    this.receipt = null;
    this.mine = false;
    this.changed();
  }

  private token(): string | null {
    return this.mine ? this.keys.identity() : this.keys.conversation();
  }

  private identityToken(): string | null {
    return this.mine ? this.keys.identity() : null;
  }

  private async work(kind: Work, run: (form: Form, token: string) => Promise<void>): Promise<boolean> {
    const token = this.token();
    if (!this.form || !token || this.form.work) return false;
    this.mark(kind, "");
    try {
      await run(this.form, token);
      this.mark("", this.form.note, this.form.warning);
      return Object.keys(this.form.problems).length === 0;
    } catch (error) {
      await this.refused(error);
      return false;
    }
  }

  private async refused(error: unknown): Promise<void> {
    if (!(error instanceof Problem)) return this.mark("", copy.noAnswerKept, true);
    const marks: Record<string, string> = {};
    for (const { field, detail } of errorsOf(error)) marks[field] = detail;
    if (this.form) this.put({ ...this.form, problems: { ...this.form.problems, ...marks } });
    this.mark("", error.message || copy.noAnswerKept, true);
    if (error.status !== 409) return;
    const before = this.form?.draft.version;
    await this.look();
    if (this.form && this.form.draft.version !== before) this.say(copy.changedElsewhere, true);
  }

  private mark(work: Work, note: string, warning = false): void {
    if (this.form) this.put({ ...this.form, work, note, warning });
  }

  private say(note: string, warning: boolean): void {
    if (this.form) this.put({ ...this.form, note, warning });
  }

  private put(form: Form): void {
    this.form = form;
    this.changed();
  }
}

function errorsOf(problem: Problem): { field: string; detail: string }[] {
  const errors = problem.details["errors"];
  if (!Array.isArray(errors)) return [];
  return errors.filter((one): one is { field: string; detail: string } => typeof one?.field === "string" && typeof one?.detail === "string");
}
