// Whatever a message holds, it is shown as text; a type nobody knows yet is shown by its text.
import { must } from "../browser.mjs";

const HOSTILE = `<img src=x onerror="window.broken=1"><script>window.broken=1</script><b>粗</b>`;

export default async function textOnly(citizen) {
  const page = await citizen.arrive();
  await page.locator("button.choice").first().waitFor();
  const messages = [
    { type: "text", text: HOSTILE },
    { type: "hologram", text: `新的一种：${HOSTILE}`, html: HOSTILE },
    { type: "notice", level: "emergency", text: HOSTILE },
    { type: "status", text: HOSTILE, changes: [{ kind: "added", text: HOSTILE }] },
    { type: "handoff", text: HOSTILE, phone: `12345"><img src=x>` },
    { type: "materials", text: HOSTILE, guidance: { events: [{ id: "x", name: HOSTILE }], region: { code: "620102", name: HOSTILE }, status: "complete", services: [{ id: "s", name: HOSTILE, route: HOSTILE, route_text: HOSTILE, state: "yes", how: [HOSTILE], times: [{ text: HOSTILE }] }], materials: [{ id: "m", name: HOSTILE, mode: HOSTILE, why: HOSTILE, services: ["s"] }], notices: [{ text: HOSTILE }], offices: [{ name: HOSTILE, phone: "javascript:alert(1)" }] } },
    { type: "receipt", text: "x", receipt: { case_no: HOSTILE, submitted_at: HOSTILE, services: [{ id: "s", name: HOSTILE }], not_submitted: [{ id: "t", name: HOSTILE, how: HOSTILE }], note: HOSTILE } },
    { type: "question", text: HOSTILE, question: { fact: "f", type: "enum", text: HOSTILE, help: HOSTILE, options: [{ id: "o", value: 1, label: HOSTILE, help: HOSTILE }] }, options: [{ id: "p", label: HOSTILE, style: "quiet" }] },
  ];
  await page.route("**/messages", (route) => route.fulfill({ json: { turn: 1, messages, state: {} } }));
  await citizen.heard(() => citizen.say(HOSTILE));
  await page.getByText("新的一种").waitFor();
  await page.waitForTimeout(300);
  const found = await page.evaluate(() => {
    const root = document.querySelector("daoban-chat").shadowRoot;
    return { made: root.querySelectorAll("img, script, [onerror]").length, bold: [...root.querySelectorAll("b")].filter((one) => one.textContent === "粗").length, broken: window.broken ?? null, scripts: root.querySelectorAll("a[href^='javascript']").length, shown: root.textContent.split("window.broken=1").length };
  });
  must(found.made === 0 && found.bold === 0 && found.broken === null && found.scripts === 0, `markup came out of a message: ${JSON.stringify(found)}`);
  must(found.shown > 20, "the hostile text is not shown as text");
}
