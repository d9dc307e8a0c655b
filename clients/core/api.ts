/** The calls of the public API as typed functions over an injected `fetch`. Raises Problem or Unreachable, nothing else. */
import { Problem, ProblemDetails, Unreachable } from "./problem";
import { Case, Draft, FactValue, Identity, Opened, Person, Receipt, Reply, Said } from "./protocol";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Call { method: string; path: string; token?: string | undefined; body?: unknown; key?: string; timeoutMs?: number }

export interface PartyView {
  id?: string; role?: string; name?: string; status?: "waiting" | "confirmed"; event?: string; title?: string; person?: string | null; fields?: Draft["fields"];
  parties?: Draft["parties"]; lapsed?: boolean; services?: { id: string; name: string }[]; text?: string; seen?: string; demo?: boolean;
}

export class Api {
  constructor(readonly base: string, private readonly fetch: Fetch, private readonly timeoutMs = 20_000) {}

  openConversation(region: string): Promise<Opened> {
    return this.call({ method: "POST", path: "/v1/conversations", body: { channel: "web", region } });
  }

  conversation(id: string, token: string): Promise<Record<string, unknown>> {
    return this.call({ method: "GET", path: `/v1/conversations/${seg(id)}`, token });
  }

  eraseConversation(id: string, token: string): Promise<void> {
    return this.call({ method: "DELETE", path: `/v1/conversations/${seg(id)}`, token });
  }

  say(id: string, token: string, clientMsgId: string, said: Said): Promise<Reply> {
    return this.call({ method: "POST", path: `/v1/conversations/${seg(id)}/messages`, token, body: { client_msg_id: clientMsgId, ...said } });
  }

  people(): Promise<{ people: Person[] } | Person[]> {
    return this.call({ method: "GET", path: "/v1/sign-in/people" });
  }

  signIn(person: string): Promise<Identity> {
    return this.call({ method: "POST", path: "/v1/sign-in", body: { person } });
  }

  openDraft(conversation: string, token: string): Promise<Draft> {
    return this.call({ method: "POST", path: "/v1/drafts", token, body: { conversation } });
  }

  draft(id: string, token: string): Promise<Draft> {
    return this.call({ method: "GET", path: `/v1/drafts/${seg(id)}`, token });
  }

  saveDraft(id: string, token: string, version: number, values: Record<string, FactValue | null>, party?: string): Promise<Draft> {
    return this.call({ method: "PATCH", path: `/v1/drafts/${seg(id)}`, token, body: party ? { version, values, party } : { version, values } });
  }

  claimDraft(id: string, token: string, identityToken: string): Promise<Draft> {
    return this.call({ method: "POST", path: `/v1/drafts/${seg(id)}/claim`, token, body: { identity_token: identityToken } });
  }

  confirmDraft(id: string, identityToken: string): Promise<Draft> {
    return this.call({ method: "POST", path: `/v1/drafts/${seg(id)}/confirm`, token: identityToken, body: {} });
  }

  party(link: string, identityToken?: string): Promise<PartyView> {
    return this.call({ method: "GET", path: `/v1/parties/${seg(link)}`, token: identityToken });
  }

  confirmParty(link: string, identityToken: string, seen?: string): Promise<PartyView> {
    return this.call({ method: "POST", path: `/v1/parties/${seg(link)}/confirm`, token: identityToken, body: seen ? { seen } : {} });
  }

  submit(identityToken: string, key: string, draft: string, version: number): Promise<{ case_no: string; receipt: Receipt }> {
    return this.call({ method: "POST", path: "/v1/applications", token: identityToken, key, body: { draft, version } });
  }

  cases(identityToken: string): Promise<{ cases: Case[] }> {
    return this.call({ method: "GET", path: "/v1/cases", token: identityToken });
  }

  caseOf(caseNo: string, identityToken: string): Promise<Case> {
    return this.call({ method: "GET", path: `/v1/cases/${seg(caseNo)}`, token: identityToken });
  }

  correct(caseNo: string, task: string, identityToken: string, values: Record<string, string>): Promise<Case> {
    return this.call({ method: "POST", path: `/v1/cases/${seg(caseNo)}/tasks/${seg(task)}/correction`, token: identityToken, body: { values } });
  }

  withdraw(caseNo: string, task: string, identityToken: string): Promise<unknown> {
    return this.call({ method: "POST", path: `/v1/cases/${seg(caseNo)}/tasks/${seg(task)}/withdraw`, token: identityToken, body: {} });
  }

  /** The open response of a case's live updates; the caller reads its body and cancels by the signal. */
  async caseEvents(caseNo: string, identityToken: string, signal: AbortSignal): Promise<Response> {
    const headers = { authorization: `Bearer ${identityToken}`, accept: "text/event-stream" };
    const response = await this.fetch(`${this.base}/v1/cases/${seg(caseNo)}/events`, { method: "GET", headers, signal, cache: "no-store", credentials: "omit" });
    if (!response.ok || !response.body) throw new Problem(response.status, {});
    return response;
  }

  private async call<T>({ method, path, token, body, key, timeoutMs }: Call): Promise<T> {
    const headers: Record<string, string> = { accept: "application/json" };
    if (token) headers["authorization"] = `Bearer ${token}`;
    if (key) headers["idempotency-key"] = key;
    if (body !== undefined) headers["content-type"] = "application/json";
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), timeoutMs ?? this.timeoutMs);
    let response: Response;
    let answer: unknown;
    try {
      const init: RequestInit = { method, headers, signal: stop.signal, cache: "no-store", credentials: "omit" };
      if (body !== undefined) init.body = JSON.stringify(body);
      response = await this.fetch(this.base + path, init);
      answer = response.status === 204 ? undefined : parse(await response.text());
    } catch (error) {
      throw new Unreachable(String(error));
    } finally {
      clearTimeout(timer);
    }
    if (response.ok) {
      if (answer === null && method !== "DELETE") throw new Unreachable("not JSON");
      return answer as T;
    }
    throw new Problem(response.status, isDetails(answer) ? answer : {}, seconds(response.headers.get("retry-after")));
  }
}

function seg(text: string): string {
  return encodeURIComponent(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isDetails(answer: unknown): answer is ProblemDetails {
  return typeof answer === "object" && answer !== null && !Array.isArray(answer);
}

function seconds(header: string | null): number | null {
  const value = Number(header);
  return header !== null && Number.isFinite(value) && value >= 0 ? value : null;
}
