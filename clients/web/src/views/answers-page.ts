import { html, nothing } from "lit";
import { readAnswer, setValue, toggled } from "../../../core/answers";
import { copy } from "../../../core/copy";
import { FactValue, Question } from "../../../core/protocol";
import { Desk, Entering } from "../desk";
import { mark, reasons, View } from "./parts";

const UNSURE = "unsure";
const DECLINED = "declined";

/** The form view: every question that can still change something, at once. Works while nobody can read typed words. */
export function answersPage(desk: Desk): View {
  const { guidance, questions } = desk.dialogue.conversation;
  const open = guidance?.open ?? [];
  const answered = guidance?.answered ?? [];
  const { problem } = desk.entering("answers");
  const pending = desk.dialogue.conversation.pending > 0;
  const send = (event: Event): void => {
    event.preventDefault();
    submit(desk, [...open, ...answered.map((one) => questions[one.fact]).filter((one): one is Question => !!one)]);
  };
  return html`<section class="page" aria-labelledby="answers-title"><div class="row"><button class="quiet" @click=${() => desk.show("chat")}>${copy.back}</button></div>
    <h2 id="answers-title" tabindex="-1" data-focus="answers">${copy.answersTitle}</h2>
    <p>${open.length ? copy.answersText : copy.answersNone}</p>
    ${guidance?.contradiction ? html`<div class="notice warning"><p>${copy.contradiction(guidance.contradiction)}</p><p>${copy.contradictionDo}</p></div>` : nothing}
    ${open.length && guidance?.remaining ? html`<p class="small">${copy.remaining(guidance.remaining)}。${copy.answersFewer}</p>` : nothing}
    <form class="stack" novalidate @submit=${send}>
      ${open.map((question) => questionField(desk, question, ""))}
      ${answered.length ? html`<details ?open=${!!guidance?.contradiction}><summary>${copy.answersAlready}（${answered.length}）</summary><div class="stack">${answered.map((one) => {
        const question = questions[one.fact];
        return question ? questionField(desk, question, one.text) : html`<p>${one.name}：<b>${one.text}</b></p>`;
      })}</div></details>` : nothing}
      ${problem ? html`<p class="wrong" role="alert">${problem}</p>` : nothing}
      <div class="actions"><button class="primary" type="submit" ?disabled=${pending}>${pending ? copy.answersSent : copy.answersSend}</button></div>
    </form></section>`;
}

const keyFor = (question: Question): string => `answers/${question.fact}`;

function questionField(desk: Desk, question: Question, now: string): View {
  const key = keyFor(question);
  const entering = desk.entering(key);
  const id = `a-${question.fact}`;
  const set = (what: Partial<Entering>): void => desk.enter(key, { problem: "", ...what });
  const unknowns = [...(question.unsure ? [[UNSURE, copy.dontKnow]] : []), ...(question.decline ? [[DECLINED, copy.declined]] : [])];
  const radio = (value: string, label: string, help?: string): View => html`<label class="choice ${entering.raw === value ? "chosen" : ""}"><input type="radio" name=${id} .checked=${entering.raw === value} @change=${() => set({ raw: value, chosen: [] })}><span>${label}${help ? html`<span class="small">${help}</span>` : nothing}</span></label>`;
  return html`<fieldset class="card" aria-describedby=${entering.problem ? `${id}-wrong` : nothing}><legend class="only-heard">${question.text}</legend>
    <div aria-hidden="true"><b>${question.text}</b></div>
    ${now ? html`<p class="small">${copy.chosen(now)}</p>` : nothing}${question.help ? html`<p class="small lines">${question.help}</p>` : nothing}
    ${question.options.length ? html`<div class="choices ${question.options.every((option) => option.label.length <= 8 && !option.help) ? "short" : ""}">
      ${question.options.map((option, index) => question.type === "set"
        ? html`<label class="choice ${entering.chosen.includes(index) ? "chosen" : ""}"><input type="checkbox" .checked=${entering.chosen.includes(index)} @change=${() => set({ raw: "", chosen: toggled(question.options, entering.chosen, index) })}><span>${option.label}</span></label>`
        : radio(String(index), option.label, option.help))}
      ${unknowns.map(([value, label]) => radio(value!, label!))}</div>`
    : html`<div class="entry"><input aria-label=${question.text} type=${question.type === "date" ? "date" : "text"} inputmode=${question.type === "integer" || question.type === "money" ? "numeric" : nothing}
        .value=${entering.raw === UNSURE || entering.raw === DECLINED ? "" : entering.raw} aria-invalid=${entering.problem !== ""} @input=${(event: Event) => set({ raw: (event.target as HTMLInputElement).value })}>${question.unit ? html`<span>${question.unit}</span>` : nothing}</div>
      ${unknowns.length ? html`<div class="choices short">${unknowns.map(([value, label]) => radio(value!, label!))}</div>` : nothing}`}
    ${entering.problem ? html`<p class="wrong" id="${id}-wrong" role="alert">${entering.problem}</p>` : nothing}
    ${mark(undefined)}${reasons(question.why, [], question.basis)}</fieldset>`;
}

function submit(desk: Desk, asked: readonly Question[]): void {
  const answers: Record<string, FactValue> = {};
  let wrong = false;
  for (const question of asked) {
    const { raw, chosen } = desk.entering(keyFor(question));
    if (raw === UNSURE || raw === DECLINED) answers[question.fact] = { unknown: raw };
    else if (question.type === "set" && question.options.length) {
      if (chosen.length) answers[question.fact] = setValue(question.options, chosen);
    } else if (question.options.length) {
      if (raw !== "") answers[question.fact] = question.options[Number(raw)]!.value as FactValue;
    } else if (raw.trim() !== "") {
      const read = readAnswer(question, raw);
      if ("problem" in read) {
        desk.enter(keyFor(question), { problem: read.problem });
        wrong = true;
      } else answers[question.fact] = read.value;
    }
  }
  if (wrong) return;
  const count = Object.keys(answers).length;
  if (!count) return desk.enter("answers", { problem: copy.answersChoose });
  desk.enter("answers", { problem: "" });
  for (const question of asked) if (question.fact in answers) desk.enter(keyFor(question), { raw: "", chosen: [], problem: "" });
  desk.dialogue.answer(answers, `${copy.formView}：${asked.filter((question) => question.fact in answers).map((question) => `${question.name ?? question.text}——${inWords(question, answers[question.fact]!)}`).join("；")}`);
}

function inWords(question: Question, value: FactValue): string {
  if (typeof value === "object" && !Array.isArray(value)) return value.unknown === UNSURE ? copy.dontKnow : copy.declined;
  if (Array.isArray(value)) return value.length ? value.map((one) => question.options.find((option) => option.value === one)?.label ?? one).join("、") : "都没有";
  return question.options.find((option) => option.value === value)?.label ?? `${value}${question.unit ?? ""}`;
}
