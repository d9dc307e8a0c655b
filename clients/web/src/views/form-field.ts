import { html, nothing } from "lit";
import { copy } from "../../../core/copy";
import { Form, keyOf, shownValue } from "../../../core/draft";
import { DraftEditor } from "../../../core/draft-editor";
import { DraftField } from "../../../core/protocol";
import { View } from "./parts";

const INPUT_MODES: Readonly<Record<string, string>> = { phone: "tel", integer: "numeric", money: "decimal", bank_account: "numeric" };

/** One field: its name, whether it must be filled, where its value came from, what is wrong with it. */
export function fieldView(editor: DraftEditor, form: Form, field: DraftField): View {
  const key = keyOf(field);
  const id = `f-${key.replace(/\W/g, "-")}`;
  const value = shownValue(form, field);
  const problem = form.problems[key] ?? "";
  const typed = form.typed[key] !== undefined;
  const origin = typed ? copy.origins["typed"] : field.origin && value ? copy.origins[field.origin] : "";
  const about = [problem ? `${id}-wrong` : "", `${id}-about`].filter(Boolean).join(" ");
  const wide = field.type === "address" || (field.type === "text" && (field.max_length ?? 0) > 40);
  const input = (event: Event): void => editor.type(field, (event.target as HTMLInputElement).value);
  const leave = (): void => editor.leave(field);
  return html`<div class="formfield ${wide ? "wide" : ""}">
    <label for=${id}>${field.name}${field.unit ? `（${field.unit}）` : ""} <span class="must">${field.locked ? (value ? copy.locked : "") : field.required ? copy.must : copy.optional}</span></label>
    ${field.options?.length && !field.locked
      ? html`<select id=${id} data-field=${key} data-type=${field.type} aria-invalid=${problem !== ""} aria-describedby=${about} @change=${(event: Event) => { input(event); leave(); }}>
          <option value="" ?selected=${value === ""}>${copy.choose}</option>
          ${field.options.map((option) => html`<option value=${String(option.value)} ?selected=${String(option.value) === value}>${option.label}</option>`)}</select>`
      : html`<input id=${id} data-field=${key} data-type=${field.type} type=${inputType(field)} inputmode=${INPUT_MODES[field.type] ?? nothing} .value=${field.locked ? (field.text ?? optionLabel(field, value)) : value} ?readonly=${field.locked}
          aria-required=${field.required === true} aria-invalid=${problem !== ""} aria-describedby=${about} autocomplete="off" @input=${input} @blur=${leave}>`}
    ${!problem && !typed && field.warning ? html`<p class="small">${field.warning}</p>` : nothing}
    ${problem ? html`<p class="wrong" id="${id}-wrong">${problem}</p>` : nothing}
    <div class="small" id="${id}-about">${[[origin, field.help, !value && field.example ? `${copy.example}${field.example}` : ""].filter(Boolean).join("　"), field.purpose ? `${copy.purpose}：${field.purpose}` : ""].map((line) => (line ? html`<p>${line}</p>` : nothing))}</div>
  </div>`;
}

function inputType(field: DraftField): string {
  if (field.type === "date") return "date";
  return field.type === "datetime" ? "datetime-local" : "text";
}

function optionLabel(field: DraftField, value: string): string {
  return field.options?.find((option) => String(option.value) === value)?.label ?? value;
}
