/** What crosses the wall between a client and the API, as docs/contracts.md fixes it. Every list may be absent: a client never breaks on what it does not know. */

export interface Unknown { unknown: "unsure" | "declined" }
export type FactValue = string | number | boolean | string[] | Unknown;

export interface Basis { law: string; article: string; text?: string; note?: string; verified?: boolean }

/** A button: the id is opaque and only the server can read it. */
export interface Option { id: string; label: string; style?: "primary" | "quiet" }

export interface QuestionOption { id?: string; value: unknown; label: string; help?: string; exclusive?: boolean }

export type QuestionType = "bool" | "enum" | "set" | "integer" | "money" | "date" | "region" | "text";

export interface Question {
  fact: string; name?: string; subject?: string | null; type: QuestionType; text: string; help?: string | null; why?: string | null; basis?: Basis[];
  options: QuestionOption[]; unit?: string | null; min?: number | null; max?: number | null; unsure?: boolean; decline?: boolean; chapter?: string | null;
}

export interface Office { region?: string; kind?: string; name: string; address?: string | null; hours?: string | null; phone?: string | null }
export interface Named { id: string; name: string }
export interface NamedEvent extends Named { title?: string; demo?: boolean }
export interface Span { text: string; verified?: boolean }

export interface GuidedService {
  id: string; name: string; department?: Named | string; handler?: string | null; route: string; route_text?: string; presence_text?: string; agent?: string;
  place?: { role?: string; text?: string | null; region?: string } | string | null; office?: Office | null;
  /** Windows of the place where it is done, when that is not the place of the list. */
  offices?: Office[];
  /** The body of law it follows; `correction`: how missing papers are dealt with. */
  regime?: { id: string; name: string; correction?: string | null; verified?: boolean } | null;
  /** Divisions with rules of their own for it. */
  layers?: { name: string; basis?: Basis[]; verified?: boolean }[]; jump?: { name: string; url?: string | null } | null;
  why?: string | null; local?: string[]; state: "yes" | "no" | "possible"; because?: string[]; how?: string[]; times?: Span[]; basis?: Basis[];
  verified?: boolean;
}

export interface GuidedMaterial {
  id: string; name: string; subject_name?: string; mode: string; mode_text?: string; group?: string | null; choose?: number | null; services?: string[];
  uses?: { service: string; mode: string }[]; form?: string | null; copies?: number; because?: string[]; why?: string | null; basis?: Basis[];
  options?: Alternative[]; verified?: boolean;
  /** Papers that are there anyway and do for this choice. */
  satisfied_by?: string[]; remarks?: string[]; conflict?: { text: string } | null;
}

/** 容缺 or 告知承诺: what the applicant may choose instead of the ordinary route. */
export interface Alternative {
  kind: string; text?: string; available?: boolean; verified?: boolean; refusing?: string | null;
  withheld?: string | null; template?: string | null; consequence?: string | null; excluded?: string | null; verify?: string | null;
}

export interface Deadline { id: string; text: string; service?: string; due?: string | null; remark?: string | null; state?: "yes" | "possible"; because?: string[]; basis?: Basis[]; verified?: boolean }
export interface Remark { id?: string; text: string; service?: string; state?: "yes" | "possible"; because?: string[]; basis?: Basis[]; verified?: boolean }
export interface Fee { service?: string; text?: string | null; amount?: number | null; payer?: string | null; reductions?: string[]; paid_when?: string | null; cash?: boolean; verified?: boolean }
export interface Answered { fact: string; name: string; value: FactValue; text: string }

export interface Guidance {
  events: (NamedEvent | string)[]; region: { code: string; name: string } | string; on?: string; status: "asking" | "complete"; question?: Question | null; open?: Question[];
  services?: GuidedService[]; materials?: GuidedMaterial[]; deadlines?: Deadline[]; notices?: Remark[]; duties?: Remark[]; fees?: Fee[]; steps?: { level: number; services: string[] }[];
  offices?: Office[]; answered?: Answered[]; demo?: boolean;
  /** Why the answers cannot all be so. */
  contradiction?: string | null;
  /** About how many questions are still to come. */
  remaining?: number; schedule?: { text_min: string } | null;
}

export interface DraftField {
  id: string; key?: string; name: string; type: string; per?: string | null; index?: number | null; section?: string | null; services?: string[]; required?: boolean;
  purpose?: string | null; help?: string | null; example?: string | null; options?: { value: string; label: string }[] | null; max_length?: number | null;
  value: unknown; origin: "identity" | "lookup" | "answer" | "typed" | null; locked?: boolean; error?: string | null;
  /** Looks odd and is taken all the same. `text`: the value in words. */
  warning?: string | null; text?: string | null; unit?: string | null;
}

export interface Party { id: string; role: string; name?: string; index?: number | null; status: "waiting" | "confirmed";
  /** Confirmed once; the form has changed since. */
  lapsed?: boolean; person?: string | null; link?: string | null }

export interface Draft {
  id: string; version: number; status: string; event?: string; events?: string[]; fields: DraftField[]; parties: Party[];
  /** Which party the claimant is; null while that is not known. */
  own_party?: string | null; title?: string; services?: { id: string; name: string; route?: string; state?: string }[]; materials?: GuidedMaterial[]; missing?: string[]; demo?: boolean;
}

export interface Receipt {
  case_no: string; submitted_at: string; services: { id: string; name: string; department?: Named | string; task?: string }[];
  not_submitted: { id: string; name: string; route_text?: string; how?: string | string[] | null }[]; note?: string; demo?: boolean;
}

export interface CorrectionRequest { text: string; field: string; name?: string; by?: string | null }
export interface Task { id: string; service?: string; name: string; department?: Named | string; state: string; state_text?: string; due?: string | null; due_text?: string | null; correction?: CorrectionRequest | null;
  may_withdraw?: boolean }
export interface TimelineEntry { at: string; task?: string | null; text: string }
export interface Case { case_no: string; state: string; state_text?: string; title?: string; tasks?: Task[]; timeline?: TimelineEntry[]; submitted_at?: string; demo?: boolean }

export interface Change { kind: "added" | "removed" | "changed"; text: string }

/** One envelope. `text` is always there; a client that does not know `type` shows it. */
export interface Message {
  type: string; text: string; options?: Option[]; question?: Question; guidance?: Guidance; draft?: Draft; cases?: Case[];
  level?: "info" | "warning" | "emergency";
  /** The message it answers could not be read now and may be sent again under the same id. */
  retry?: boolean;
  /** Signing in would show more. */
  sign_in?: boolean; phone?: string | null; receipt?: Receipt; changes?: Change[];
}

export interface ConversationState { events?: string[]; facts?: Record<string, FactValue>; pending?: unknown; stage?: string; region?: string; bundle?: string }
export interface Opened { id: string; token: string; messages: Message[]; guidance?: Guidance | null; state?: ConversationState }
export interface Reply { turn?: number; messages: Message[]; state?: ConversationState; guidance?: Guidance | null }

/** What the citizen did; exactly one of these goes out with a `client_msg_id`. */
export type Said = { text: string } | { option_id: string } | { option_ids: string[] } | { answers: Record<string, FactValue> };

export interface Person { id: string; name: string; cert_no_masked?: string; [more: string]: unknown }
export interface Identity { token: string; person: { name: string; cert_no_masked?: string }; expires_at?: string; demo?: boolean }
