import { html, LitElement, nothing } from "lit";
import { Api, PartyView } from "../../core/api";
import { copy } from "../../core/copy";
import { Problem } from "../../core/problem";
import { SignIn } from "../../core/sign-in";
import { visitKeeper } from "./keeper";
import { origin } from "./place";
import { base } from "./styles/base";
import { cards } from "./styles/cards";
import { lines, View } from "./views/parts";
import { signInView } from "./views/sign-in";

/** `<daoban-party>` on `/p/{link}`: another party reads what concerns them, signs in and confirms. */
export class DaobanParty extends LitElement {
  static override properties = { api: { type: String }, link: { type: String }, large: { type: Boolean, reflect: true } };
  static override styles = [base, cards];

  api = origin;
  link = "";
  large = false;
  signIn!: SignIn;
  private client!: Api;
  private party: PartyView | null = null;
  private problem = "";
  private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    this.link ||= decodeURIComponent(location.pathname.split("/").filter(Boolean).pop() ?? "");
    this.client = new Api(this.api, (url, init) => fetch(url, init));
    this.signIn = new SignIn(this.client, visitKeeper());
    this.signIn.watch(() => this.requestUpdate());
    void this.read();
  }

  override render(): View {
    const { party } = this;
    const confirmed = party?.status === "confirmed";
    const wrong = this.problem ? html`<p class="wrong" role="alert">${this.problem}</p><div><button class="plain" @click=${() => void this.read()}>${copy.readAgain}</button></div>` : nothing;
    return html`<article class="card" aria-labelledby="party-title">
      <h2 class="title" id="party-title">${copy.partyTitle} <span class="demo">${copy.demo}</span></h2>
      <div><button class="quiet" aria-pressed=${this.large} @click=${() => (this.large = !this.large)}>${copy.large}</button></div>
      ${!party ? (this.problem ? wrong : this.busy ? html`<p>${copy.reading}</p>` : signInView(this, copy.partySignIn)) : html`
        ${party.text ? nothing : html`<p>${copy.partyIntro}</p>`}
        <p><b>${party.name || party.role}</b>${party.person ? `（${party.person}）` : ""} <span class="chip ${confirmed ? "carry" : "open"}">${confirmed ? copy.confirmedParty : copy.waitingParty}</span></p>
        ${confirmed ? nothing : lines(party.text)}
        ${party.services?.length ? html`<section class="group"><h3>${copy.partyServices}</h3><ul>${party.services.map((one) => html`<li class="item">${one.name}</li>`)}</ul></section>` : nothing}
        ${party.fields?.length ? html`<section class="group"><h3>${copy.partyFields}</h3><dl class="facts">${party.fields.map((field) => html`<dt>${field.name}</dt><dd>${field.text || (field.value === null || field.value === "" ? field.help || copy.notFilled : String(field.value))}</dd>`)}</dl></section>` : nothing}
        <p class="stamp">${copy.noEffect}</p>
        ${wrong}
        ${confirmed ? html`<p role="status" tabindex="-1" id="done"><b>${party.text || copy.partyDone}</b></p>` : this.signIn.identity
          ? html`<p class="row"><span>${copy.signedInAs(this.signIn.identity.person.name)}</span><button class="quiet" @click=${() => this.signIn.out()}>${copy.signOut}</button></p>
            <div><button class="primary" ?disabled=${this.busy} @click=${() => void this.confirm()}>${this.busy ? copy.confirming : copy.confirmForm}</button></div>`
          : signInView(this, copy.partySignIn)}`}
    </article>`;
  }

  async signInAs(person: string): Promise<void> {
    if (await this.signIn.as(person)) await this.read();
  }

  private read(): Promise<void> {
    return this.attempt(async () => {
      this.party = await this.client.party(this.link, this.signIn.identity?.token);
    }, copy.partyMissing);
  }

  private confirm(): Promise<void> {
    return this.attempt(async () => {
      const answer = await this.client.confirmParty(this.link, this.signIn.identity?.token ?? "", this.party?.seen);
      this.party = { ...this.party, ...answer, status: "confirmed" };
      await this.updateComplete;
      this.requestUpdate();
      void this.updateComplete.then(() => this.shadowRoot?.querySelector<HTMLElement>("#done")?.focus());
    }, "");
  }

  private async attempt(run: () => Promise<void>, missing: string): Promise<void> {
    this.busy = true;
    this.problem = "";
    this.requestUpdate();
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Problem)) this.problem = copy.noAnswer;
      else if (error.status === 401) this.signIn.out();
      else this.problem = error.status === 404 && missing ? missing : error.message || copy.noAnswer;
    } finally {
      this.busy = false;
      this.requestUpdate();
    }
  }
}
