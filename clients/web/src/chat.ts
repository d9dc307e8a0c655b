import { html, LitElement, nothing, PropertyValues } from "lit";
import { Api } from "../../core/api";
import { CaseWatch } from "../../core/case-watch";
import { Entry } from "../../core/conversation";
import { copy } from "../../core/copy";
import { Dialogue, LONGEST_MESSAGE } from "../../core/dialogue";
import { DraftEditor } from "../../core/draft-editor";
import { Draft, Receipt } from "../../core/protocol";
import { SignIn } from "../../core/sign-in";
import { Desk, Entering, Screen } from "./desk";
import { visitKeeper } from "./keeper";
import { origin } from "./place";
import { base } from "./styles/base";
import { cards } from "./styles/cards";
import { layout } from "./styles/layout";
import { answersPage } from "./views/answers-page";
import { composerView, headView, lineView } from "./views/head";
import { logView } from "./views/log";
import { View } from "./views/parts";
import { casesPage } from "./views/progress-card";

const THINKING_AFTER_MS = 600;
const SLOW_AFTER_MS = 8_000;
const PARTIES_EVERY_MS = 4_000;
const NARROW_PX = 600;
const NOTHING_ENTERED: Entering = { chosen: [], raw: "", problem: "", open: false };

/** `<daoban-chat region="620102">`: the whole assistant. Attributes: `region`, `api` (origin), `launcher`, `large`. */
export class DaobanChat extends LitElement implements Desk {
  static override properties = {
    region: { type: String }, api: { type: String }, launcher: { type: Boolean, reflect: true }, large: { type: Boolean, reflect: true }, opened: { state: true },
  };
  static override styles = [base, layout, cards];

  region = "";
  api = origin;
  launcher = false;
  large = false;
  opened = false;
  screen: Screen = "chat";
  typed = "";
  asking: "" | "erase" = "";
  note = "";
  thinking: "" | "thinking" | "slow" = "";
  dialogue!: Dialogue;
  editor!: DraftEditor;
  signIn!: SignIn;
  caseWatch!: CaseWatch;

  private readonly entered = new Map<string, Entering>();
  private readonly leaving: (() => void)[] = [];
  private seen: readonly Entry[] = [];
  private focusNext = "";
  private waitingSince: ReturnType<typeof setTimeout>[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    const keeper = visitKeeper();
    const api = new Api(this.api, (url, init) => fetch(url, init));
    this.signIn = new SignIn(api, keeper);
    const identity = (): string | null => this.signIn.identity?.token ?? null;
    this.dialogue = new Dialogue(api, this.region, keeper);
    this.editor = new DraftEditor(api, { conversation: () => this.dialogue.token, identity }, keeper, (receipt) => this.received(receipt));
    this.caseWatch = new CaseWatch(api, identity);
    const redraw = (): void => this.redraw();
    this.leaving.push(this.dialogue.watch(() => this.heard()), this.editor.watch(redraw), this.signIn.watch(redraw), this.caseWatch.watch(redraw));
    this.listen(window, "online", () => this.dialogue.network(true));
    this.listen(window, "offline", () => this.dialogue.network(false));
    this.listen(this, "keydown", (event) => (event as KeyboardEvent).key === "Escape" && this.escape());
    const size = new ResizeObserver(() => this.toggleAttribute("narrow", (this.shadowRoot?.querySelector(".shell")?.clientWidth ?? this.clientWidth) < NARROW_PX * (this.large ? 1.35 : 1)));
    size.observe(this);
    const timer = setInterval(() => this.lookAtParties(), PARTIES_EVERY_MS);
    this.leaving.push(() => size.disconnect(), () => clearInterval(timer));
    if (!navigator.onLine) this.dialogue.network(false);
    if (!this.launcher) void this.dialogue.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const leave of this.leaving.splice(0)) leave();
    this.dialogue.close();
    this.caseWatch.leave();
  }

  override render(): View {
    if (this.launcher && !this.opened) return html`<button class="launch" @click=${() => this.openPanel()}>${copy.launch}</button>`;
    const page = this.screen === "answers" ? answersPage(this) : this.screen === "cases" ? casesPage(this) : logView(this);
    return html`<section class="shell" role=${this.launcher ? "dialog" : "region"} aria-labelledby="daoban-title">
      ${headView(this)}${lineView(this)}${page}${this.screen === "chat" ? composerView(this) : nothing}</section>`;
  }

  override updated(_changed: PropertyValues): void {
    this.grow();
    const entries = this.dialogue.conversation.entries;
    const fresh = entries.filter((entry) => !this.seen.some((old) => old.id === entry.id));
    this.seen = entries;
    if (fresh.length && this.screen === "chat") this.reveal(fresh, fresh.length === entries.length);
    if (this.focusNext) {
      const target = this.shadowRoot?.querySelector<HTMLElement>(`[data-focus="${this.focusNext}"]`);
      if (target) {
        this.focusNext = "";
        target.focus();
      }
    }
  }

  redraw(): void {
    this.requestUpdate();
  }

  focusWrong(): void {
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>('[data-field][aria-invalid="true"]')?.focus());
  }

  address(link: string): string {
    return new URL(link.includes("/") ? link : `/p/${link}`, this.api).href;
  }

  entering(key: string): Entering {
    return this.entered.get(key) ?? NOTHING_ENTERED;
  }

  enter(key: string, what: Partial<Entering>): void {
    this.entered.set(key, { ...this.entering(key), ...what });
    this.redraw();
  }

  typeText(text: string): void {
    this.typed = text;
    this.redraw();
  }

  sendTyped(): void {
    const text = this.typed.trim();
    if (!text || Array.from(text).length > LONGEST_MESSAGE) return;
    this.typed = "";
    this.dialogue.say(text);
    this.shadowRoot?.querySelector<HTMLElement>("#say")?.focus();
  }

  show(screen: Screen): void {
    this.screen = screen;
    this.seen = screen === "chat" ? this.dialogue.conversation.entries : this.seen;
    this.focusNext = screen === "chat" ? "" : screen;
    this.redraw();
    if (screen === "chat") void this.updateComplete.then(() => {
      const log = this.shadowRoot?.querySelector(".log");
      log?.scrollTo({ top: log.scrollHeight });
      this.shadowRoot?.querySelector<HTMLElement>("#say")?.focus();
    });
  }

  toggleLarge(): void {
    this.large = !this.large;
    this.toggleAttribute("narrow", this.clientWidth < NARROW_PX * (this.large ? 1.35 : 1));
  }

  askErase(ask: boolean): void {
    this.asking = ask ? "erase" : "";
    this.focusNext = ask ? "ask" : "";
    this.redraw();
  }

  async erase(): Promise<void> {
    this.asking = "";
    try {
      await this.dialogue.erase();
      this.note = "";
      this.entered.clear();
      this.typed = "";
      this.screen = "chat";
      this.editor.forget();
      this.caseWatch.forget();
      this.signIn.out();
    } catch {
      this.note = copy.eraseFailed;
    }
    this.redraw();
  }

  openPanel(): void {
    this.opened = true;
    if (this.dialogue.conversation.phase === "starting") void this.dialogue.start();
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>("#say")?.focus());
  }

  closePanel(): void {
    this.opened = false;
    void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>(".launch")?.focus());
  }

  async signInAs(person: string): Promise<void> {
    if (!(await this.signIn.as(person))) return;
    if (this.screen === "cases") {
      this.focusNext = "cases";
      await this.caseWatch.readList();
    } else if (this.editor.form) {
      this.focusNext = "form";
      await this.editor.claim();
    }
    this.redraw();
  }

  signOut(): void {
    this.signIn.out();
    this.caseWatch.forget();
    this.redraw();
  }

  openCases(): void {
    this.show("cases");
    if (this.signIn.identity) void this.caseWatch.readList();
  }

  private escape(): void {
    if (this.asking) this.askErase(false);
    else if (this.screen !== "chat") this.show("chat");
    else if (this.launcher && this.opened) this.closePanel();
  }

  private listen(target: EventTarget, name: string, run: (event: Event) => void): void {
    target.addEventListener(name, run);
    this.leaving.push(() => target.removeEventListener(name, run));
  }

  /** The conversation changed: take a new draft to the editor, start or end 正在想……, leave the form view when all is answered. */
  private heard(): void {
    const { entries, pending, phase, guidance } = this.dialogue.conversation;
    const draft = this.latestDraft(entries);
    if (draft && draft.id !== this.editor.form?.draft.id) void this.editor.join(draft);
    if (pending && phase === "ready" && !this.waitingSince.length) this.wait();
    if (!pending && this.waitingSince.length) {
      this.waitingSince.splice(0).forEach(clearTimeout);
      this.thinking = "";
      if (this.screen === "answers" && (guidance?.status === "complete" || !guidance?.open?.length)) {
        this.screen = "chat";
        this.seen = this.seen.slice();
      }
    }
    this.redraw();
  }

  private wait(): void {
    const think = (how: "thinking" | "slow", ms: number): ReturnType<typeof setTimeout> => setTimeout(() => {
      this.thinking = how;
      this.redraw();
      if (how === "thinking") void this.updateComplete.then(() => this.shadowRoot?.querySelector(".log > .thinking")?.scrollIntoView({ block: "nearest" }));
    }, ms);
    this.waitingSince = [think("thinking", THINKING_AFTER_MS), think("slow", SLOW_AFTER_MS)];
  }

  private latestDraft(entries: readonly Entry[]): Draft | null {
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index]!;
      if (entry.from === "assistant" && entry.message.draft) return entry.message.draft;
    }
    return null;
  }

  private received(receipt: Receipt): void {
    this.focusNext = "receipt";
    this.dialogue.tell([{ type: "receipt", text: `${copy.receiptTitle} ${receipt.case_no}`, receipt }]);
  }

  private lookAtParties(): void {
    const { form } = this.editor;
    if (this.screen !== "chat" || document.hidden || !form || form.draft.status === "submitted") return;
    if (form.draft.parties.some((party) => party.status === "waiting" && party.id !== form.draft.own_party)) void this.editor.look();
  }

  /** Bring what is new into view from its beginning, and the focus to the new question unless the citizen is typing. */
  private reveal(fresh: readonly Entry[], first: boolean): void {
    const log = this.shadowRoot?.querySelector<HTMLElement>(".log");
    const start = fresh.find((entry) => entry.from === "assistant") ?? fresh[0]!;
    const element = log?.querySelector<HTMLElement>(`[data-entry="${start.id}"]`);
    if (!log || !element || first) return;
    const previous = element.previousElementSibling as HTMLElement | null;
    const from = previous?.classList.contains("mine") ? previous : element;
    log.scrollTo({ top: Math.min(from.offsetTop - 16, log.scrollHeight - log.clientHeight) });
    const typing = this.shadowRoot?.activeElement?.id === "say";
    const heading = [...log.querySelectorAll<HTMLElement>("[data-focus]")].pop();
    const inside = this.shadowRoot?.activeElement !== null && this.shadowRoot?.activeElement !== undefined;
    const lost = this.shadowRoot?.activeElement === null && document.activeElement === document.body && this.hadFocus;
    if (start.from === "assistant" && heading && !typing && (inside || lost)) heading.focus({ preventScroll: true });
    this.hadFocus = inside || lost;
  }

  private hadFocus = false;

  private grow(): void {
    const area = this.shadowRoot?.querySelector<HTMLTextAreaElement>("#say");
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  }
}
