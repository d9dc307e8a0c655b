import { html, nothing } from "lit";
import { copy } from "../../../core/copy";
import { allConfirmed, canConfirm, Form, handedIn, sections, sideUnknown, stillMissing } from "../../../core/draft";
import { Message, Party } from "../../../core/protocol";
import { spoken } from "../../../core/spoken";
import { Desk } from "../desk";
import { fieldView } from "./form-field";
import { Standing } from "./log";
import { lines, View } from "./parts";
import { signInView } from "./sign-in";

/** The merged form, once: sign in, fill, confirm, submit. Only the latest form of the log can be worked on. */
export function formView(desk: Desk, message: Message, standing: Standing): View {
  const { form } = desk.editor;
  const lead = lines(spoken(message));
  if (!standing.form) return html`${lead}<p class="small">${copy.formOlder}</p>`;
  if (!form || form.draft.id !== message.draft!.id) return html`${lead}<section class="card">${signInView(desk, copy.formUnread)}</section>`;
  const identity = desk.signIn.identity;
  const signedIn = desk.editor.claimed && identity !== null;
  return html`${lead}<section class="card" aria-labelledby="form-title">
    <h3 class="title" id="form-title" tabindex="-1" data-focus="form">${copy.formTitle} <span class="demo">${copy.demo}</span></h3>
    ${stagesView(desk, form, signedIn)}
    ${handedIn(form.draft).length ? html`<p>${copy.formFor}${handedIn(form.draft).join("、")}</p>` : nothing}
    ${desk.editor.receipt || form.draft.status === "submitted" ? html`<p class="stamp">${copy.formSubmitted}</p>` : workView(desk, form, signedIn, identity?.person.name ?? "")}
  </section>`;
}

function stagesView(desk: Desk, form: Form, signedIn: boolean): View {
  const submitted = desk.editor.receipt !== null || form.draft.status === "submitted";
  const filled = stillMissing(form).length === 0;
  const confirmed = allConfirmed(form.draft);
  const now = submitted ? 4 : !signedIn ? 0 : !filled ? 1 : !confirmed ? 2 : 3;
  return html`<ol class="steps">${copy.stages.map((stage, index) => html`<li class=${index < now ? "done" : index === now ? "now" : ""} aria-current=${index === now ? "step" : nothing}>${stage}</li>`)}</ol>`;
}

function workView(desk: Desk, form: Form, signedIn: boolean, name: string): View {
  const { editor } = desk;
  const missing = stillMissing(form).length;
  const send = (event: Event): void => {
    event.preventDefault();
    void editor.save().then((fine) => fine || desk.focusWrong());
  };
  const confirm = async (): Promise<void> => {
    if (!(await editor.confirm())) desk.focusWrong();
  };
  return html`
    ${signedIn ? html`<p class="row"><span>${copy.signedInAs(name)}</span><button class="quiet" type="button" @click=${() => desk.signOut()}>${copy.signOut}</button></p>` : signInView(desk, copy.signInWhy)}
    <form class="stack" novalidate @submit=${send}>
      ${sections(form.draft).map((section) => html`<fieldset><legend>${section.title}</legend><div class="field-grid">${section.fields.map((field) => fieldView(editor, form, field))}</div></fieldset>`)}
      <div class="row"><button class="plain" type="submit" ?disabled=${form.work !== ""}>${form.work === "saving" ? copy.saving : copy.save}</button>
        ${Object.keys(form.typed).length ? html`<span class="small">${copy.unsaved}</span>` : nothing}</div>
    </form>
    ${partiesView(desk, form)}
    <p role="status" class=${form.warning ? "wrong" : "small"} ?hidden=${!form.note}>${form.note}</p>
    ${missing ? html`<p class="small">${copy.missing(missing)}</p>` : nothing}
    ${signedIn ? html`<div class="actions">
      ${canConfirm(form.draft) ? html`<button class="primary" ?disabled=${form.work !== ""} @click=${() => void confirm()}>${form.work === "confirming" ? copy.confirming : copy.confirmForm}</button>` : nothing}
      ${allConfirmed(form.draft) ? html`<button class="primary" ?disabled=${form.work !== ""} @click=${() => void editor.submit()}>${form.work === "submitting" ? copy.submitting : copy.submit}</button>` : nothing}
      ${!allConfirmed(form.draft) && !canConfirm(form.draft) && !sideUnknown(form.draft) ? html`<p class="small">${copy.waitOthers}</p>` : nothing}</div>` : nothing}`;
}

function partiesView(desk: Desk, form: Form): View {
  if (form.draft.parties.length < 2) return nothing;
  const { draft } = form;
  return html`<section class="stack" aria-label=${copy.partiesTitle}><h4 class="title">${copy.partiesTitle}</h4><p class="small">${copy.partiesText}</p>
    ${sideUnknown(draft) && desk.editor.claimed ? html`<div class="stack"><p><b>${copy.sideAsk}</b></p><div class="row">${draft.parties.map((party) => html`<button class="plain" type="button" ?disabled=${form.work !== ""} @click=${() => void desk.editor.side(party.id)}>${party.name || party.role}</button>`)}</div></div>` : nothing}
    <ul aria-live="polite">${draft.parties.map((party) => partyView(desk, party, party.id === draft.own_party))}</ul></section>`;
}

function partyView(desk: Desk, party: Party, own: boolean): View {
  const name = `${party.name || party.role}${own ? `（${copy.you}）` : party.person ? `（${party.person}）` : ""}`;
  const confirmed = party.status === "confirmed";
  const id = `link-${party.id}`;
  const note = desk.entering(id).raw;
  const copyLink = async (event: Event): Promise<void> => {
    const input = (event.currentTarget as HTMLElement).parentElement!.querySelector("input")!;
    try {
      await navigator.clipboard.writeText(input.value);
      desk.enter(id, { raw: copy.copied });
    } catch {
      input.select();
      desk.enter(id, { raw: copy.copyByHand });
    }
  };
  return html`<li class="party"><p class="row"><b>${name}</b> <span class="chip ${confirmed ? "carry" : "open"}">${confirmed ? copy.confirmedParty : party.lapsed ? copy.lapsedParty : copy.waitingParty}</span></p>
    ${party.link && !confirmed && !own ? html`<div class="link"><input readonly .value=${desk.address(party.link)} aria-label=${copy.linkOf(name)}><button class="plain" type="button" @click=${copyLink}>${copy.copyLink}</button></div>
      ${note ? html`<p class="small" role="status">${note}</p>` : nothing}` : nothing}</li>`;
}
