import { html, nothing } from "lit";
import { copy } from "../../../core/copy";
import { Desk } from "../desk";
import { View } from "./parts";

/** The demo identities as buttons. Real sign-in would leave to the provincial identity service. */
export function signInView(desk: Pick<Desk, "signIn" | "signInAs">, why: string): View {
  const { signIn } = desk;
  if (!signIn.people && !signIn.busy && !signIn.problem) void Promise.resolve().then(() => signIn.offer());
  return html`<section class="signin" aria-label=${copy.signInTitle}>
    <h4 class="title" tabindex="-1" data-focus="sign-in">${copy.signInTitle} <span class="demo">${copy.demo}</span></h4>
    <p>${why}</p><p class="small">${copy.signInText}</p>
    ${signIn.problem ? html`<p class="wrong" role="alert">${signIn.problem}</p><div><button class="plain" @click=${() => void signIn.offer()}>${copy.readAgain}</button></div>` : nothing}
    ${signIn.busy && !signIn.people ? html`<p class="thinking"><i></i>${copy.reading}</p>` : nothing}
    ${signIn.people ? html`<div class="people">${signIn.people.map((person) => html`<button class="plain" ?disabled=${signIn.busy} @click=${() => void desk.signInAs(person.id)}>
      <b>${person.name}</b>${person.cert_no_masked ? html`<br><span class="small">${person.cert_no_masked}</span>` : nothing}</button>`)}</div>` : nothing}
  </section>`;
}
