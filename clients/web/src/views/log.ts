import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Mine, Theirs, currentQuestion } from "../../../core/conversation";
import { copy } from "../../../core/copy";
import { Message, Option } from "../../../core/protocol";
import { spoken } from "../../../core/spoken";
import { Desk } from "../desk";
import { formView } from "./form-card";
import { listView } from "./list-card";
import { lines, View } from "./parts";
import { progressView } from "./progress-card";
import { questionView } from "./question-card";
import { receiptView } from "./receipt-card";

export function logView(desk: Desk): View {
  const { conversation } = desk.dialogue;
  const current = currentQuestion(conversation);
  const latest = (type: string): Theirs | undefined => [...conversation.entries].reverse().find((one): one is Theirs => one.from === "assistant" && one.message.type === type);
  const form = latest("form");
  const last = conversation.entries.filter((entry) => entry.from === "assistant").pop();
  return html`<div class="log" role="log" aria-live="polite" aria-relevant="additions" aria-label=${copy.logLabel} tabindex="0">
    ${conversation.phase === "starting" && conversation.line === "open" ? html`<p class="thinking"><i></i>${copy.starting}</p>` : nothing}
    ${repeat(conversation.entries, (entry) => entry.id, (entry) => entry.from === "citizen" ? mineView(desk, entry)
      : html`<div class="said arriving stack" data-entry=${entry.id}>${messageView(desk, entry, { active: entry === current, form: entry === form, last: entry === last })}</div>`)}
    ${desk.thinking && conversation.line === "open" ? html`<p class="thinking"><i></i>${desk.thinking === "slow" ? copy.slow : copy.thinking}</p>` : nothing}
  </div>`;
}

function mineView(desk: Desk, entry: Mine): View {
  const again = (): void => desk.dialogue.resend(entry.id);
  const edit = (): void => desk.typeText(desk.dialogue.withdraw(entry.id));
  const typed = entry.said !== null && "text" in entry.said;
  return html`<div class="mine ${entry.delivery}" data-entry=${entry.id}>
    <p class="bubble"><span class="only-heard">${copy.mine}</span>${entry.text}</p>
    ${entry.delivery === "refused" || entry.delivery === "unread" ? html`${entry.problem ? html`<p class="wrong">${entry.problem}</p>` : nothing}<div class="row">
      ${typed ? html`<button class="quiet" @click=${edit}>${copy.edit}</button>` : nothing}
      <button class="quiet" @click=${again}>${copy.resend}</button></div>` : nothing}
  </div>`;
}

export interface Standing { active: boolean; form: boolean; last: boolean }

/** One envelope. What is not known is shown as its text: a newer server never breaks an older page. */
function messageView(desk: Desk, entry: Theirs, standing: Standing): View {
  const { message } = entry;
  switch (message.type) {
    case "question": return message.question ? questionView(desk, entry, standing) : plainView(desk, message);
    case "materials": return message.guidance ? listView(desk, message, standing) : plainView(desk, message);
    case "form": return message.draft ? formView(desk, message, standing) : plainView(desk, message);
    case "receipt": return message.receipt ? receiptView(desk, message) : plainView(desk, message);
    case "progress": return html`${lines(spoken(message))}${progressView(desk, message.cases ?? [])}<div><button class="plain" @click=${() => desk.openCases()}>${copy.myCases}</button></div>`;
    case "notice": return html`<div class="notice ${message.level ?? "info"}" role=${message.level === "emergency" ? "alert" : nothing}>${lines(spoken(message))}${buttons(desk, message.options)}</div>`;
    case "status": return statusView(desk, message);
    case "handoff": return html`<div class="notice">${lines(spoken(message))}${message.phone ? html`<p><a class="phone" href="tel:${message.phone}">${message.phone}</a></p>` : nothing}${buttons(desk, message.options)}</div>`;
    case "events": return eventsView(desk, message, standing.active);
    case "text": return eventsView(desk, message, standing.last);
    default: return plainView(desk, message);
  }
}

function plainView(desk: Desk, message: Message): View {
  return html`${lines(spoken(message))}${buttons(desk, message.options)}`;
}

/** Buttons of an envelope; quiet ones as words, the others as keys. */
export function buttons(desk: Desk, options: readonly Option[] | undefined): View {
  if (!options?.length) return nothing;
  return html`<div class="row">${options.map((option) => html`<button class=${option.style ?? "plain"} @click=${() => desk.dialogue.choose(option)}>${option.label}</button>`)}</div>`;
}

/** Words with large buttons while they are the last thing said; the quiet and the primary ones keep their own look. */
function eventsView(desk: Desk, message: Message, open: boolean): View {
  const words = spoken(message);
  const large = (message.options ?? []).filter((option) => !option.style);
  if (!open || !message.options?.length) return lines(words);
  return html`${lines(words)}${large.length ? html`<div class="choices ${large.length > 3 ? "short" : ""}" role="group" aria-label=${words.split("\n").pop() ?? ""}>
    ${large.map((option) => html`<button class="choice" @click=${() => desk.dialogue.choose(option)}><span>${option.label}</span></button>`)}</div>` : nothing}
    ${buttons(desk, message.options.filter((option) => option.style))}`;
}

function statusView(desk: Desk, message: Message): View {
  const words = { added: copy.added, removed: copy.removed, changed: copy.changedTo };
  const said = (message.changes ?? []).map((change) => change.text);
  const lead = spoken(message).split("\n").filter((line) => !said.some((text) => line.includes(text))).join("\n");
  return html`${lines(lead)}${message.changes?.length ? html`<div class="card"><ul class="changes" aria-label=${copy.changesTitle}>${message.changes.map((change) => html`<li>
    <span class="chip ${change.kind === "added" ? "carry" : change.kind === "removed" ? "free" : ""}">${words[change.kind] ?? copy.changedTo}</span><span>${change.text}</span></li>`)}</ul></div>` : nothing}${buttons(desk, message.options)}`;
}
