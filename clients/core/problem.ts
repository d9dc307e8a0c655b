/** Two ways a call can fail: the server gave a definite answer (Problem), or none came (Unreachable). Only the second may be repeated. */

export interface ProblemDetails { type?: string; title?: string; status?: number; detail?: string; [more: string]: unknown }

const AGAIN = new Set([408, 425, 429]);

/** RFC 9457 problem details; `detail` is Chinese and says what to do next. */
export class Problem extends Error {
  readonly status: number;
  readonly details: ProblemDetails;
  readonly retryAfter: number | null;

  constructor(status: number, details: ProblemDetails, retryAfter: number | null = null) {
    super(details.detail ?? details.title ?? "");
    this.status = status;
    this.details = details;
    this.retryAfter = retryAfter;
  }

  /** True when repeating the same request at once cannot give another answer. A typed message that nobody can read now must not hold up the buttons behind it. */
  get definite(): boolean {
    if (String(this.details.type ?? "").endsWith("understanding-unavailable")) return true;
    return this.status >= 400 && this.status < 500 && !AGAIN.has(this.status);
  }
}

/** No answer: the line is down, the server did not respond in time, or what came was not ours. */
export class Unreachable extends Error {}

export function isDefinite(error: unknown): error is Problem {
  return error instanceof Problem && error.definite;
}
