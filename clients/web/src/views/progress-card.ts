import { html, nothing } from "lit";
import { dateInWords, momentInWords } from "../../../core/answers";
import { copy } from "../../../core/copy";
import { nameOf } from "../../../core/list";
import { Case, Task } from "../../../core/protocol";
import { Desk } from "../desk";
import { lines, View } from "./parts";
import { signInView } from "./sign-in";

/** Cases with each department's step; what the watch has read since stands before what the envelope brought. */
export function progressView(desk: Desk, cases: readonly Case[]): View {
  if (!cases.length) return nothing;
  return html`${cases.map((one) => {
    if (desk.signIn.identity) void Promise.resolve().then(() => desk.caseWatch.follow(one.case_no));
    return caseView(desk, desk.caseWatch.cases.get(one.case_no) ?? one);
  })}`;
}

/** The page 我的办件. */
export function casesPage(desk: Desk): View {
  const { caseWatch, signIn } = desk;
  return html`<section class="page" aria-labelledby="cases-title"><div class="row"><button class="quiet" @click=${() => desk.show("chat")}>${copy.back}</button></div>
    <h2 id="cases-title" tabindex="-1" data-focus="cases">${copy.casesTitle}</h2>
    ${signIn.identity === null ? signInView(desk, copy.casesSignIn) : html`<p class="row"><span>${copy.signedInAs(signIn.identity.person.name)}</span><button class="quiet" @click=${() => desk.signOut()}>${copy.signOut}</button></p>
      ${caseWatch.problem ? html`<p class="wrong" role="alert">${caseWatch.problem}</p><div><button class="plain" @click=${() => void caseWatch.readList()}>${copy.readAgain}</button></div>` : nothing}
      ${caseWatch.list === null ? (caseWatch.problem ? nothing : html`<p class="thinking"><i></i>${copy.reading}</p>`) : caseWatch.list.length ? progressView(desk, caseWatch.list) : html`<p>${copy.noCases}</p>`}`}
  </section>`;
}

function caseView(desk: Desk, one: Case): View {
  const names = new Map((one.tasks ?? []).map((task) => [task.id, task.name]));
  return html`<article class="card" aria-label="${copy.progressTitle} ${one.case_no}">
    <h3 class="title">${copy.progressTitle}</h3>
    <div><p class="small">${copy.caseNo}</p><p class="number">${one.case_no}</p></div>
    ${one.demo === false ? nothing : html`<p class="stamp">${copy.noEffect}</p>`}
    <ul aria-live="polite">${(one.tasks ?? []).map((task) => taskView(desk, one.case_no, task))}</ul>
    ${one.timeline?.length ? html`<details><summary>${copy.timeline}（${one.timeline.length}）</summary><ol class="timeline">${[...one.timeline].reverse().map((entry) => html`<li>
      <p class="small">${momentInWords(entry.at)}${entry.task && names.get(entry.task) ? `　${names.get(entry.task)}` : ""}</p><p>${entry.text}</p></li>`)}</ol></details>` : nothing}
    <p class="small">${copy.hotline} <a class="tel" href="tel:12345">12345</a></p>
  </article>`;
}

const LOOK: Readonly<Record<string, string>> = { correction: "open", not_accepted: "bad", decided: "carry", delivered: "carry", accepted: "carry" };

function taskView(desk: Desk, caseNo: string, task: Task): View {
  return html`<li class="task"><div class="top"><p class="name"><b>${task.name}</b></p><span class="chip ${LOOK[task.state] ?? ""}">${task.state_text || task.state}</span></div>
    <p class="small">${nameOf(task.department)}　${task.due ? copy.due(dateInWords(task.due)) : task.due_text || (task.may_withdraw === false ? "" : copy.noDue)}</p>
    ${!task.correction ? nothing : desk.signIn.identity ? correctionView(desk, caseNo, task) : html`<div class="notice warning">${lines(task.correction.text)}<div><button class="primary" @click=${() => desk.openCases()}>${copy.correctionSignIn}</button></div></div>`}
    ${task.may_withdraw && desk.signIn.identity && desk.screen === "cases" ? withdrawView(desk, caseNo, task) : nothing}
    ${desk.caseWatch.notes.get(task.id) ? html`<p class="small" role="status">${desk.caseWatch.notes.get(task.id)}</p>` : nothing}</li>`;
}

function withdrawView(desk: Desk, caseNo: string, task: Task): View {
  const key = `withdraw-${task.id}`;
  if (!desk.entering(key).open) return html`<div><button class="quiet flush" @click=${() => desk.enter(key, { open: true })}>${copy.withdraw}</button></div>`;
  return html`<div class="notice warning" role="group" aria-label=${copy.withdraw}><p>${copy.withdrawAsk}</p><div class="row">
    <button class="primary" @click=${() => void desk.caseWatch.withdraw(caseNo, task.id)}>${copy.withdrawYes}</button>
    <button class="plain" @click=${() => desk.enter(key, { open: false })}>${copy.withdrawNo}</button></div></div>`;
}

function correctionView(desk: Desk, caseNo: string, task: Task): View {
  const wanted = task.correction!;
  const key = `correction-${task.id}`;
  const { raw, problem } = desk.entering(key);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!raw.trim()) return desk.enter(key, { problem: copy.correctionEmpty });
    if (await desk.caseWatch.correct(caseNo, task.id, { [wanted.field]: raw.trim() })) desk.enter(key, { raw: "", problem: "" });
  };
  return html`<form class="notice warning" novalidate @submit=${send}><h4><b>${copy.correctionTitle}</b> ${wanted.by ? copy.correctionBy(dateInWords(wanted.by)) : nothing}</h4>${lines(wanted.text)}
    <label for=${key}>${wanted.name || wanted.field}</label>
    <div class="entry"><input id=${key} .value=${raw} aria-invalid=${problem !== ""} @input=${(event: Event) => desk.enter(key, { raw: (event.target as HTMLInputElement).value, problem: "" })}><button class="primary" type="submit">${copy.correctionSend}</button></div>
    ${problem ? html`<p class="wrong" role="alert">${problem}</p>` : nothing}</form>`;
}
