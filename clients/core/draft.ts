/** The merged form while it is filled in: what the server holds, what is typed and not yet saved, and what is wrong with it. */
import { Draft, DraftField, FactValue } from "./protocol";
import { halfWidth, problemWith } from "./field-rules";

export type Work = "" | "saving" | "claiming" | "confirming" | "submitting" | "reading";

export interface Form {
  draft: Draft;
  /** Raw text by field key, not yet acknowledged by the server. */
  typed: Readonly<Record<string, string>>;
  /** A sentence by field key. */
  problems: Readonly<Record<string, string>>;
  work: Work;
  note: string;
  warning: boolean;
}

export function opened(draft: Draft): Form {
  return { draft, typed: {}, problems: serverProblems(draft), work: "", note: "", warning: false };
}

/** The field's key in the contract: its id, or `id[2]` for the second of a repeated one. */
export function keyOf(field: DraftField): string {
  return field.key ?? (field.per && field.index ? `${field.id}[${field.index}]` : field.id);
}

export function shownValue(form: Form, field: DraftField): string {
  const typed = form.typed[keyOf(field)];
  if (typed !== undefined) return typed;
  return field.value === null || field.value === undefined ? "" : String(field.value);
}

export function typedIn(form: Form, field: DraftField, raw: string): Form {
  const key = keyOf(field);
  const problems = { ...form.problems };
  delete problems[key];
  return { ...form, typed: { ...form.typed, [key]: raw }, problems };
}

/** Check one field when it is left, or all of them before saving. */
export function checked(form: Form, only?: DraftField): Form {
  const problems = { ...form.problems };
  for (const field of only ? [only] : form.draft.fields) {
    if (form.typed[keyOf(field)] === undefined) continue;
    const problem = problemWith(field, shownValue(form, field));
    if (problem) problems[keyOf(field)] = problem;
    else delete problems[keyOf(field)];
  }
  return { ...form, problems };
}

/** Required fields that are still empty get their sentence; used before confirming. */
export function required(form: Form): Form {
  const problems = { ...form.problems };
  for (const field of form.draft.fields) {
    if (field.required && !field.locked && shownValue(form, field).trim() === "") problems[keyOf(field)] = `请填“${field.name}”。`;
  }
  return { ...form, problems };
}

/** What goes to the server: typed values that differ from what it holds, narrowed and trimmed; an emptied field becomes null. */
export function unsaved(form: Form): Record<string, FactValue | null> {
  const values: Record<string, FactValue | null> = {};
  for (const field of form.draft.fields) {
    const key = keyOf(field);
    if (form.typed[key] === undefined || field.locked || form.problems[key]) continue;
    const raw = form.typed[key].trim();
    const value = ["text", "address", "enum"].includes(field.type) ? raw : halfWidth(raw).replace(/\s/g, "");
    if (value !== (field.value ?? "")) values[key] = value === "" ? null : field.type === "integer" ? Number(value) : value;
  }
  return values;
}

/** The server took `sent`: they leave the typed ones, unless the citizen has typed on meanwhile. */
export function saved(form: Form, draft: Draft, sent: Readonly<Record<string, string>>): Form {
  const typed = { ...form.typed };
  for (const [key, raw] of Object.entries(sent)) if (typed[key] === raw) delete typed[key];
  return { ...form, draft, typed, problems: { ...keep(form.problems, typed), ...serverProblems(draft) } };
}

/** The server holds something newer: take it and keep everything that was typed here. */
export function reread(form: Form, draft: Draft): Form {
  return { ...form, draft, problems: { ...keep(form.problems, form.typed), ...serverProblems(draft) } };
}

function keep(problems: Form["problems"], typed: Form["typed"]): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).filter(([key]) => typed[key] !== undefined));
}

function serverProblems(draft: Draft): Record<string, string> {
  return Object.fromEntries(draft.fields.filter((field) => field.error).map((field) => [keyOf(field), String(field.error)]));
}

export interface Section { title: string; fields: DraftField[] }

/** Fields by section in the server's order; a person of a list has a section of their own. */
export function sections(draft: Draft): Section[] {
  const found: Section[] = [];
  for (const field of draft.fields) {
    const title = field.section || "基本情况";
    let section = found.find((one) => one.title === title);
    if (!section) found.push((section = { title, fields: [] }));
    section.fields.push(field);
  }
  return found;
}

/** Names of the services this form is handed in for; the others are done on their own ways. */
export function handedIn(draft: Draft): string[] {
  return (draft.services ?? []).filter((service) => (service.route ?? "submit") === "submit" && (service.state ?? "yes") === "yes").map((service) => service.name);
}

/** Whether everybody who must confirm has confirmed what the form is now. */
export function allConfirmed(draft: Draft): boolean {
  return draft.status === "confirmed" || (draft.parties.length > 0 && draft.parties.every((party) => party.status === "confirmed"));
}

/** Whether the person who claimed the form is the one to confirm next. */
export function canConfirm(draft: Draft): boolean {
  if (draft.parties.length === 0) return draft.status !== "confirmed";
  return draft.parties.some((party) => party.id === draft.own_party && party.status === "waiting");
}

/** Whether it must first be said which party the claimant is. */
export function sideUnknown(draft: Draft): boolean {
  return draft.parties.length > 0 && !draft.own_party;
}

/** Keys of required fields without a value, as it stands on this screen. */
export function stillMissing(form: Form): string[] {
  return form.draft.fields.filter((field) => field.required && shownValue(form, field).trim() === "").map(keyOf);
}
