import { html, nothing } from "lit";
import { copy } from "../../../core/copy";
import { Desk } from "../desk";
import { View } from "./parts";

export function headView(desk: Desk): View {
  const open = desk.dialogue.conversation.guidance?.open?.length ?? 0;
  const answered = desk.dialogue.conversation.guidance?.answered?.length ?? 0;
  return html`<header class="head">
    <h2 id="daoban-title">${copy.title}<span class="demo">${copy.demo}</span></h2>
    <div class="tools" role="group" aria-label=${copy.title}>
      ${open || answered ? html`<button aria-current=${desk.screen === "answers"} @click=${() => desk.show(desk.screen === "answers" ? "chat" : "answers")}>${copy.formView}</button>` : nothing}
      <button aria-current=${desk.screen === "cases"} @click=${() => (desk.screen === "cases" ? desk.show("chat") : desk.openCases())}>${copy.myCases}</button>
      <button aria-pressed=${desk.large} @click=${() => desk.toggleLarge()}>${copy.large}</button>
      <button @click=${() => desk.askErase(true)}>${copy.erase}</button>
      ${desk.launcher ? html`<button @click=${() => desk.closePanel()}>${copy.close}</button>` : nothing}
    </div>
  </header>`;
}

/** What is wrong with the line, in words, and what still works; a question before erasing. */
export function lineView(desk: Desk): View {
  const { line, lineDetail, phase } = desk.dialogue.conversation;
  return html`<div role="status">
    ${line === "open" ? nothing : html`<div class="line">
      <p>${line === "offline" ? copy.offline : lineDetail || copy.away}</p>
      ${line === "away" ? html`${lineDetail.includes("12345") ? nothing : html`<p>${copy.awayElse}</p>`}<button class="quiet" @click=${() => desk.dialogue.tryNow()}>${copy.tryNow}</button>` : nothing}
    </div>`}
    ${desk.note ? html`<div class="line"><p>${desk.note}</p></div>` : nothing}
    ${phase === "lost" || phase === "erased" ? html`<div class="line">
      <p>${phase === "lost" ? copy.lost : copy.erased}</p><button class="plain" @click=${() => void desk.dialogue.restart()}>${copy.startNew}</button>
    </div>` : nothing}
  </div>
  ${desk.asking === "erase" ? html`<section class="ask stack" role="group" aria-labelledby="ask-erase">
    <p id="ask-erase" tabindex="-1" data-focus="ask">${copy.eraseAsk}</p>
    <div class="row"><button class="primary" @click=${() => void desk.erase()}>${copy.eraseYes}</button><button class="plain" @click=${() => desk.askErase(false)}>${copy.eraseNo}</button></div>
  </section>` : nothing}`;
}

export function composerView(desk: Desk): View {
  const count = Array.from(desk.typed).length;
  const tooLong = count > 2_000;
  const send = (event: Event): void => {
    event.preventDefault();
    desk.sendTyped();
  };
  return html`<form class="composer" @submit=${send}>
    <div class="field">
      ${tooLong ? html`<p class="wrong" id="too-long">${copy.tooLong(count)}</p>` : nothing}
      <label class="only-heard" for="say">${copy.inputLabel}</label>
      <textarea id="say" rows="1" enterkeyhint="send" placeholder=${copy.placeholder} .value=${desk.typed} aria-invalid=${tooLong} aria-describedby=${tooLong ? "too-long" : nothing}
        @input=${(event: Event) => desk.typeText((event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => event.key === "Enter" && !event.shiftKey && !event.isComposing && send(event)}></textarea>
    </div>
    <button class="primary" type="submit" ?disabled=${tooLong}>${copy.send}</button>
  </form>`;
}
