/** Small pieces shared by the cards. */
import { html, nothing, TemplateResult } from "lit";
import { copy } from "../../../core/copy";
import { Basis } from "../../../core/protocol";

export type View = TemplateResult | typeof nothing;

export const mark = (verified: boolean | undefined): View => (verified === false ? html`<span class="mark">${copy.local}</span>` : nothing);

export const lines = (text: string | null | undefined): View => (text ? html`<p class="lines">${text}</p>` : nothing);

export function basisText(basis: readonly Basis[] | undefined): string {
  return (basis ?? []).map((one) => one.text || `${one.law}${one.article ? `第${one.article}条` : ""}`).filter(Boolean).join("；");
}

/** 为什么、依据, closed until asked for. Nothing when there is nothing to say. */
export function reasons(why: string | null | undefined, because: readonly string[] | undefined, basis: readonly Basis[] | undefined, besides: readonly string[] = []): View {
  const cited = basisText(basis);
  const conditions = (because ?? []).filter(Boolean);
  if (!why && !cited && conditions.length === 0 && besides.length === 0) return nothing;
  return html`<details><summary>${copy.why}</summary><div class="reasons">
    ${why ? html`<p>${why}</p>` : nothing}
    ${besides.map((text) => html`<p>${text}</p>`)}
    ${conditions.length ? html`<p>${copy.decidedBy}${conditions.join("；")}</p>` : nothing}
    ${cited ? html`<p>${copy.basis}${cited}</p>` : nothing}
  </div></details>`;
}
