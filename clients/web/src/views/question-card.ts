import { html, nothing } from "lit";
import { isExclusive, readAnswer, setValue, toggled } from "../../../core/answers";
import { Theirs } from "../../../core/conversation";
import { copy } from "../../../core/copy";
import { Question } from "../../../core/protocol";
import { spoken } from "../../../core/spoken";
import { Desk } from "../desk";
import { buttons, Standing } from "./log";
import { lines, View } from "./parts";

/** A question in the log: large buttons while it is asked; afterwards one line, and the buttons again on request (a correction). */
export function questionView(desk: Desk, entry: Theirs, { active }: Standing): View {
  const question = entry.message.question!;
  const open = active || desk.entering(entry.id).open;
  const lead = lines(spoken(entry.message));
  if (!open) {
    return html`${lead}<section class="card old"><h3>${question.text}</h3>
      <div><button class="quiet" @click=${() => desk.enter(entry.id, { open: true })}>${copy.change}</button></div></section>`;
  }
  const remaining = active ? desk.dialogue.conversation.guidance?.remaining : 0;
  const heading = `q-${entry.id.replace(/\W/g, "-")}`;
  return html`${lead}<section class="card" aria-labelledby=${heading}>
    <div>${remaining ? html`<p class="small">${copy.remaining(remaining)}</p>` : nothing}<h3 class="title" id=${heading} tabindex="-1" data-focus=${entry.id}>${question.text}</h3></div>
    ${question.help ? html`<p class="small lines">${question.help}</p>` : nothing}
    ${answersTo(desk, entry.id, question, heading)}
    ${entry.message.options?.length ? html`<div class="beside">${buttons(desk, entry.message.options)}</div>` : nothing}
    ${active ? nothing : html`<div><button class="quiet" @click=${() => desk.enter(entry.id, { open: false })}>${copy.keepAnswer}</button></div>`}
  </section>`;
}

function answersTo(desk: Desk, key: string, question: Question, heading: string): View {
  if (question.type === "set" && question.options.length) return severalView(desk, key, question, heading);
  if (question.options.length) {
    const short = question.options.every((option) => option.label.length <= 8 && !option.help);
    return html`<div class="choices ${short ? "short" : ""}" role="group" aria-labelledby=${heading}>${question.options.map((option) => html`<button class="choice"
      @click=${() => pick(desk, key, question, option.id, option.value, option.label)}><span>${option.label}${option.help ? html`<span class="small">${option.help}</span>` : nothing}</span></button>`)}</div>`;
  }
  return entryView(desk, key, question, heading);
}

function pick(desk: Desk, key: string, question: Question, id: string | undefined, value: unknown, label: string): void {
  desk.enter(key, { open: false });
  if (id) desk.dialogue.choose({ id, label });
  else desk.dialogue.answer({ [question.fact]: value as string }, label);
}

function severalView(desk: Desk, key: string, question: Question, heading: string): View {
  const { chosen, problem } = desk.entering(key);
  const send = (event: Event): void => {
    event.preventDefault();
    if (!chosen.length) return desk.enter(key, { problem: copy.pickSome });
    const picked = chosen.map((index) => question.options[index]!);
    const label = picked.map((option) => option.label).join("、");
    desk.enter(key, { open: false });
    if (picked.every((option) => option.id)) desk.dialogue.chooseSeveral(picked.map((option) => option.id!), label);
    else desk.dialogue.answer({ [question.fact]: setValue(question.options, chosen) }, label);
  };
  return html`<form class="stack" @submit=${send}>
    <div class="choices" role="group" aria-labelledby=${heading}>${question.options.map((option, index) => html`<label class="choice ${chosen.includes(index) ? "chosen" : ""}">
      <input type="checkbox" .checked=${chosen.includes(index)} @change=${() => desk.enter(key, { chosen: toggled(question.options, chosen, index), problem: "" })} data-exclusive=${isExclusive(option)}>
      <span>${option.label}${option.help ? html`<span class="small">${option.help}</span>` : nothing}</span></label>`)}</div>
    ${problem ? html`<p class="wrong" role="alert">${problem}</p>` : nothing}
    <div><button class="primary" type="submit">${copy.confirm}</button></div>
  </form>`;
}

function entryView(desk: Desk, key: string, question: Question, heading: string): View {
  const { raw, problem } = desk.entering(key);
  const number = question.type === "integer" || question.type === "money";
  const unit = question.unit || (question.type === "money" ? copy.yuan : "");
  const send = (event: Event): void => {
    event.preventDefault();
    const read = readAnswer(question, raw);
    if ("problem" in read) return desk.enter(key, { problem: read.problem });
    desk.enter(key, { open: false });
    desk.dialogue.answer({ [question.fact]: read.value }, read.text);
  };
  return html`<form class="stack" novalidate @submit=${send}>
    <div class="entry">
      <input type=${question.type === "date" ? "date" : "text"} inputmode=${number ? "numeric" : nothing} .value=${raw} aria-labelledby=${heading} aria-invalid=${problem !== ""}
        aria-describedby=${problem ? `${heading}-wrong` : nothing} min=${question.type === "date" ? "1900-01-01" : nothing} max=${question.type === "date" ? "2100-12-31" : nothing}
        @input=${(event: Event) => desk.enter(key, { raw: (event.target as HTMLInputElement).value, problem: "" })}>
      ${unit ? html`<span class="unit">${unit}</span>` : nothing}
      <button class="primary" type="submit">${copy.confirm}</button>
    </div>
    ${problem ? html`<p class="wrong" role="alert" id="${heading}-wrong">${problem}</p>` : nothing}
    <p class="small">${copy.orType}</p>
  </form>`;
}
