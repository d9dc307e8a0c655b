import { DaobanChat } from "./chat";
import { DaobanParty } from "./party";
import { scriptRegion } from "./place";

if (!customElements.get("daoban-chat")) customElements.define("daoban-chat", DaobanChat);
if (!customElements.get("daoban-party")) customElements.define("daoban-party", DaobanParty);

/** `<script src=".../widget.js" data-region="620102" async>` puts the launcher on a page that has no chat of its own. */
function launch(): void {
  if (scriptRegion === null || document.querySelector("daoban-chat")) return;
  const chat = document.createElement("daoban-chat");
  chat.setAttribute("region", scriptRegion);
  chat.setAttribute("launcher", "");
  document.body.append(chat);
}

if (document.body) launch();
else document.addEventListener("DOMContentLoaded", launch);
