/** What the citizen sees of one conversation, as frozen data, and the one function that changes it. */
import { Guidance, Message, Question, Reply, Said } from "./protocol";

/** `unread`: delivered while nobody could read typed words; it may be sent again under the same id. */
export type Delivery = "sending" | "delivered" | "unread" | "refused";

export interface Mine { from: "citizen"; id: string; text: string; said: Said | null; delivery: Delivery; problem?: string }
export interface Theirs { from: "assistant"; id: string; message: Message }
export type Entry = Mine | Theirs;

/** How the line is: `offline` the device has no network, `away` the server gives no definite answer. */
export type Line = "open" | "offline" | "away";

export interface Conversation {
  phase: "starting" | "ready" | "lost" | "erased";
  entries: readonly Entry[];
  guidance: Guidance | null;
  stage: string;
  /** Every question seen so far by fact, so that an earlier answer can be changed in the form view. */
  questions: Readonly<Record<string, Question>>;
  /** Messages sent and not yet acknowledged. */
  pending: number;
  line: Line;
  /** The server's own words when it is away, or "". */
  lineDetail: string;
}

export type Happening =
  | { kind: "opened"; messages: Message[]; guidance?: Guidance | null; stage?: string | undefined }
  | { kind: "restored"; entries: Entry[]; guidance?: Guidance | null; stage?: string | undefined }
  | { kind: "said"; id: string; text: string; said: Said }
  | { kind: "answered"; id: string; reply: Reply }
  | { kind: "refused"; id: string; detail: string; messages?: Message[] }
  | { kind: "resent"; id: string }
  | { kind: "withdrawn"; id: string }
  | { kind: "told"; messages: Message[] }
  | { kind: "line"; line: Line; detail?: string }
  | { kind: "lost" }
  | { kind: "erased" };

export const nothingSaid: Conversation = {
  phase: "starting", entries: [], guidance: null, stage: "idle", questions: {}, pending: 0, line: "open", lineDetail: "",
};

export function after(now: Conversation, what: Happening): Conversation {
  switch (what.kind) {
    case "opened":
      return informed(begun(now, theirs("open", what.messages), what.stage), what.guidance, what.messages);
    case "restored":
      return informed(begun(now, what.entries, what.stage), what.guidance, messagesOf(what.entries));
    case "said":
      if (now.entries.some((entry) => entry.id === what.id)) return now;
      return counted({ ...now, entries: [...now.entries, { from: "citizen", id: what.id, text: what.text, said: what.said, delivery: "sending" }] });
    case "answered":
      return answered(now, what.id, what.reply);
    case "refused":
      return counted(insert({ ...now, entries: change(now.entries, what.id, { delivery: "refused", problem: what.detail }) }, what.id, what.messages ?? []));
    case "resent":
      return counted({ ...now, entries: change(now.entries, what.id, { delivery: "sending", problem: "" }).filter((entry) => !entry.id.startsWith(`${what.id}/`)) });
    case "withdrawn":
      return counted({ ...now, entries: now.entries.filter((entry) => entry.id !== what.id) });
    case "told":
      return { ...now, entries: [...now.entries, ...theirs(`told-${now.entries.length}`, what.messages)] };
    case "line":
      return { ...now, line: what.line, lineDetail: what.line === "open" ? "" : (what.detail ?? now.lineDetail) };
    case "lost":
      return { ...now, phase: "lost", pending: 0 };
    case "erased":
      return { ...nothingSaid, phase: "erased", line: now.line };
  }
}

/** The entry whose buttons count: the last question, event choice or list the assistant has shown. */
export function currentQuestion(now: Conversation): Theirs | null {
  for (let index = now.entries.length - 1; index >= 0; index -= 1) {
    const entry = now.entries[index];
    if (entry?.from === "assistant" && (entry.message.type === "question" || entry.message.type === "events")) {
      return now.entries.slice(index + 1).some((later) => later.from === "citizen" && later.delivery !== "refused" && later.delivery !== "unread") ? null : entry;
    }
  }
  return null;
}

/** The conversation at its beginning; what was typed before the server answered stays under it. */
function begun(now: Conversation, entries: readonly Entry[], stage = "idle"): Conversation {
  const waiting = now.entries.filter((entry) => entry.from === "citizen" && entry.delivery === "sending");
  return counted({ ...nothingSaid, line: now.line, phase: "ready", entries: [...entries, ...waiting], stage });
}

function answered(now: Conversation, id: string, reply: Reply): Conversation {
  if (!now.entries.some((entry) => entry.id === id) || now.entries.some((entry) => entry.id.startsWith(`${id}/`))) return now;
  const entries = change(now.entries, id, { delivery: reply.messages.some((message) => message.retry) ? "unread" : "delivered", problem: "" });
  return informed(counted({ ...insert({ ...now, entries }, id, reply.messages), stage: reply.state?.stage ?? now.stage, line: "open", lineDetail: "" }), reply.guidance, reply.messages);
}

/** A reply stands under what it answers, before whatever the citizen has said meanwhile. */
function insert(now: Conversation, id: string, messages: Message[]): Conversation {
  const at = now.entries.findIndex((entry) => entry.id === id) + 1;
  return { ...now, entries: [...now.entries.slice(0, at), ...theirs(id, messages), ...now.entries.slice(at)] };
}

function informed(now: Conversation, guidance: Guidance | null | undefined, messages: Message[]): Conversation {
  const shown = guidance ?? messages.map((message) => message.guidance).filter(Boolean).pop() ?? now.guidance;
  const questions = { ...now.questions };
  for (const message of messages) if (message.question) questions[message.question.fact] = message.question;
  for (const question of shown?.open ?? []) questions[question.fact] = { ...questions[question.fact], ...question };
  return { ...now, guidance: shown ?? null, questions };
}

function counted(now: Conversation): Conversation {
  return { ...now, pending: now.entries.filter((entry) => entry.from === "citizen" && entry.delivery === "sending").length };
}

function change(entries: readonly Entry[], id: string, what: Partial<Mine>): Entry[] {
  return entries.map((entry) => (entry.id === id && entry.from === "citizen" ? { ...entry, ...what } : entry));
}

export function theirs(id: string, messages: Message[]): Theirs[] {
  return messages.map((message, index) => ({ from: "assistant", id: `${id}/${index}`, message }));
}

function messagesOf(entries: readonly Entry[]): Message[] {
  return entries.flatMap((entry) => (entry.from === "assistant" ? [entry.message] : []));
}
