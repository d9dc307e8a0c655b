import { html, nothing } from "lit";
import { momentInWords } from "../../../core/answers";
import { copy } from "../../../core/copy";
import { nameOf } from "../../../core/list";
import { Message } from "../../../core/protocol";
import { Desk } from "../desk";
import { View } from "./parts";

/** 提交回执: the number, what went to whom, and what did not go anywhere and how to do it. */
export function receiptView(desk: Desk, message: Message): View {
  const receipt = message.receipt!;
  return html`<article class="card" aria-labelledby="receipt-title">
    <h3 class="title" id="receipt-title" tabindex="-1" data-focus="receipt">${copy.receiptTitle}</h3>
    <p class="stamp">${receipt.note || copy.noEffect}</p>
    <div><p class="small">${copy.caseNo}</p><p class="number">${receipt.case_no}</p><p class="small">${copy.submittedAt}：${momentInWords(receipt.submitted_at)}</p></div>
    <section class="group"><h4>${copy.submittedTo}</h4><ul>${receipt.services.map((service) => html`<li class="item"><p class="name">${service.name}</p><p class="small">${nameOf(service.department)}</p></li>`)}</ul></section>
    ${receipt.not_submitted?.length ? html`<section class="group"><h4>${copy.notSubmitted}</h4><ul>${receipt.not_submitted.map((service) => html`<li class="item"><p class="name">${service.name} ${service.route_text ? html`<span class="chip">${service.route_text}</span>` : nothing}</p>
      ${steps(service.how).map((step) => html`<p>${step}</p>`)}</li>`)}</ul></section>` : nothing}
    <div class="actions"><button class="primary" @click=${() => desk.openCases()}>${copy.seeProgress}</button></div>
    <p class="small">${copy.decides}　${copy.hotline} <a class="tel" href="tel:12345">12345</a></p>
  </article>`;
}

function steps(how: string | string[] | null | undefined): string[] {
  return Array.isArray(how) ? how : how ? [how] : [];
}
