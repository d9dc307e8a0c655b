import { html, nothing } from "lit";
import { dateInWords } from "../../../core/answers";
import { copy } from "../../../core/copy";
import { corrections, elsewhere, eventNames, FORM_WORDS, materialCount, materialsByState, MaterialChoice, MODE_CHIPS, nameOf, nameOfService, offer, order, overall, placeInWords, regionName, remarks, servicesByRoute, timeAndFee } from "../../../core/list";
import { Deadline, Guidance, GuidedMaterial, GuidedService, Message, Office, Remark } from "../../../core/protocol";
import { spoken } from "../../../core/spoken";
import { Desk } from "../desk";
import { buttons, Standing } from "./log";
import { basisText, lines, mark, reasons, View } from "./parts";

/** 一次性告知: everything this person needs, once; each line with where, when, how much, why and on what basis. */
export function listView(desk: Desk, message: Message, { last }: Standing): View {
  const guidance = message.guidance!;
  const services = (guidance.services ?? []).filter((one) => one.state === "yes").length;
  const possible = (guidance.services ?? []).filter((one) => one.state === "possible").length;
  const about = [eventNames(guidance), regionName(guidance), guidance.on ? dateInWords(guidance.on) : ""].filter(Boolean).join(" · ");
  return html`${lines(spoken(message))}<article class="card listing" aria-label=${copy.listTitle}>
    <header><h3 class="title" tabindex="-1" data-focus="list">${copy.listTitle}</h3><p>${about}</p>
      ${guidance.status === "asking" ? html`<p><span class="mark">${copy.listPart}</span></p>${guidance.remaining ? html`<p class="small">${copy.remaining(guidance.remaining)}</p>` : nothing}` : nothing}
      <div class="figures"><span><b>${services}</b> ${copy.figureServices}</span><span><b>${materialCount(guidance)}</b> ${copy.figureMaterials}</span>
        ${possible ? html`<span><b>${possible}</b> ${copy.figurePossible}</span>` : nothing}</div>
      ${guidance.contradiction ? contradictionView(desk, guidance.contradiction) : nothing}</header>
    <section class="block"><h4>${copy.blockServices}</h4>${servicesByRoute(guidance).map((group) => html`<div class="group"><h5>${group.heading}</h5>
      <ul>${group.lines.map((service) => serviceView(guidance, service))}</ul></div>`)}${orderView(guidance, possible)}${correctionsView(guidance)}</section>
    <section class="block"><h4>${copy.blockMaterials}</h4>${guidance.materials?.length ? materialsByState(guidance).map((group) => html`<div class="group"><h5>${group.heading}</h5>
      <ul>${group.lines.map((choice) => choiceView(guidance, choice))}</ul></div>`) : html`<p>${copy.noMaterials}</p>`}</section>
    ${block(copy.blockDeadlines, guidance.deadlines, (one) => deadlineView(one))}
    ${block(copy.blockNotices, guidance.notices, remarkView)}
    ${block(copy.blockDuties, guidance.duties, remarkView)}
    <section class="block"><h4>${copy.blockOffices}</h4><ul class="bullets">${(guidance.offices ?? []).map(officeView)}
      <li><b>${copy.hotline}</b>　${copy.hotlineText} <a class="tel" href="tel:12345">12345</a></li></ul>
      ${elsewhere(guidance).map((place) => html`<div class="group"><h5>${copy.officesElsewhere(place.region, place.services.join("、"))}</h5><ul class="bullets">${place.offices.map(officeView)}</ul></div>`)}<p class="small">${copy.decides}</p></section>
    ${last && message.options?.length ? html`<div class="block">${buttons(desk, message.options)}</div>` : nothing}
  </article>`;
}

/** The answers cannot all be so: said gently, with a way to look at them. */
function contradictionView(desk: Desk, told: string): View {
  return html`<div class="notice warning"><p>${copy.contradiction(told)}</p><p>${copy.contradictionDo}</p>
    <div><button class="plain" @click=${() => desk.show("answers")}>${copy.contradictionChange}</button></div></div>`;
}

function block<T>(heading: string, items: readonly T[] | undefined, view: (item: T) => View): View {
  return items?.length ? html`<section class="block"><h4>${heading}</h4><ul class="bullets">${items.map(view)}</ul></section>` : nothing;
}

function serviceView(guidance: Guidance, service: GuidedService): View {
  const { times, fees, open } = timeAndFee(guidance, service);
  // What is known but not checked carries its mark beside it; two of them are said in one line.
  const askTime = open.length === 1 && open[0] === "时间" && times.length > 0;
  const askFee = open.length === 1 && open[0] === "费用" && fees.length > 0;
  const asks = service.route !== "auto" && service.route !== "duty";
  const how = service.how ?? [];
  return html`<li class="item"><p class="name">${service.name} ${mark(service.verified)}</p>
    <dl class="facts">
      <dt>${copy.who}</dt><dd>${service.handler || nameOf(service.department) || copy.local}</dd>
      <dt>${copy.where}</dt><dd>${placeInWords(service) || copy.local}</dd>
      ${service.presence_text && asks ? html`<dt>${copy.presence}</dt><dd>${service.presence_text}</dd>` : nothing}
      ${times.length ? html`<dt>${copy.time}</dt><dd>${times.map((time) => html`<div>${time} ${askTime ? mark(false) : nothing}</div>`)}</dd>` : nothing}
      ${fees.length ? html`<dt>${copy.fee}</dt><dd>${fees.map((fee) => html`<div>${fee} ${askFee ? mark(false) : nothing}</div>`)}</dd>` : nothing}
      ${open.length && !askTime && !askFee ? html`<dt>${open.length === 2 && (times.length || fees.length) ? copy.unchecked : open.join("、")}</dt><dd>${open.length === 2 && (times.length || fees.length) ? copy.uncheckedBoth : copy.local}</dd>` : nothing}
      ${how.length ? html`<dt>${copy.how}</dt><dd>${how.length > 1 ? html`<ol>${how.map((step) => html`<li>${step}</li>`)}</ol>` : how[0]}</dd>` : nothing}
    </dl>${service.local?.length ? html`<p class="small">${service.local.join("、")}：${copy.local}</p>` : nothing}${reasons(service.why, service.because, service.basis, (service.layers ?? []).map((layer) => copy.layer(layer.name, basisText(layer.basis))))}</li>`;
}

/** What comes first and what after it, and how long everything takes at most. */
function orderView(guidance: Guidance, possible: number): View {
  const levels = order(guidance);
  const time = overall(guidance);
  if (!levels.length && !time) return nothing;
  const told = time ? `${time}${possible ? copy.overallOpen : ""}` : "";
  if (!levels.length) return html`<div class="group"><h5>${copy.overall}</h5><p>${told}</p></div>`;
  return html`<div class="group"><h5>${copy.blockOrder}</h5>${levels.some((level) => level.length > 1) ? html`<p class="small">${copy.together}</p>` : nothing}
    <dl class="facts">${levels.map((level, index) => html`<dt>${copy.orderStep(index, levels.length)}</dt><dd>${level.join("、")}</dd>`)}
      ${time ? html`<dt>${copy.overall}</dt><dd>${told}</dd>` : nothing}</dl></div>`;
}

/** How missing papers are dealt with, closed until asked for: once for all services of one body of law. */
function correctionsView(guidance: Guidance): View {
  const found = corrections(guidance);
  return found.length ? html`<details><summary>${copy.correctionHow}</summary><div class="reasons">
    ${found.map((one) => html`<p><b>${one.services.join("、")}</b>：${one.text} ${mark(one.verified)}</p>`)}</div></details>` : nothing;
}

function choiceView(guidance: Guidance, choice: MaterialChoice): View {
  if (choice.lines.length === 1) return materialView(guidance, choice.lines[0]!);
  return html`<li class="item"><p>${copy.chooseOf(choice.choose, choice.lines.length, choice.there)}</p><ul class="either">${choice.lines.map((line) => materialView(guidance, line))}</ul></li>`;
}

const CHIP_LOOK: Readonly<Record<string, string>> = { submit: "carry", show: "carry", surrender: "give", form: "carry", exempt: "free", produced: "free", sent_by_other: "free", not_needed: "free", possible: "open" };

function materialView(guidance: Guidance, material: GuidedMaterial): View {
  const { first, others } = remarks(material);
  const chosen = offer(material.options);
  const wanted = material.mode !== "not_needed";
  const used = !wanted ? "" : (material.services ?? []).map((id) => nameOfService(guidance, id)).join("、");
  const kind = [["submit", "show", "surrender"].includes(material.mode) ? FORM_WORDS[material.form ?? ""] : "", material.copies ? copy.copies(material.copies) : ""].filter(Boolean).join("，");
  return html`<li class="item material">
    <p class="name">${material.subject_name ? `${material.subject_name}：` : ""}${material.name} ${mark(material.verified)}</p>
    <span class="chip ${CHIP_LOOK[material.mode] ?? ""}">${MODE_CHIPS[material.mode] ?? material.mode_text ?? material.mode}</span>
    <div class="rest">
      ${kind ? html`<p class="small">${kind}</p>` : nothing}
      ${used ? html`<p class="small">${copy.usedFor}${used}</p>` : nothing}
      ${first ? html`<p class="small">${first}</p>` : nothing}
      ${chosen ? html`<p class="small">${chosen.text}${chosen.available ? nothing : `（${copy.notYet}）`} ${mark(material.verified === false || chosen.verified)}</p>` : nothing}
      ${wanted ? reasons(material.why, material.because, material.basis, [...others, ...(chosen?.details ?? [])]) : nothing}
    </div></li>`;
}

function deadlineView(deadline: Deadline): View {
  return html`<li>${deadline.text} ${deadline.due ? html`<b>${copy.latest(dateInWords(deadline.due))}</b>` : nothing} ${deadline.remark ? html`<span class="small">（${deadline.remark}）</span>` : nothing} ${mark(deadline.verified)}${reasons(null, deadline.because, deadline.basis)}</li>`;
}

function remarkView(remark: Remark): View {
  return html`<li>${remark.text} ${mark(remark.verified)}${reasons(null, remark.because, remark.basis)}</li>`;
}

function officeView(office: Office): View {
  return html`<li><b>${office.name}</b> ${office.address ? html`<p>${office.address}</p>` : nothing}
    <p class="small">${copy.hours}：${office.hours || copy.local}　${copy.phone}：${office.phone ? html`<a class="tel" href="tel:${office.phone.replace(/[^\d+]/g, "")}">${office.phone}</a>` : copy.local}</p></li>`;
}
