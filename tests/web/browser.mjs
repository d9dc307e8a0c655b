// A citizen at the browser: what a story may do on the page, and what must hold on every state it shows.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(fileURLToPath(new URL("../../clients/web/package.json", import.meta.url)));
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--lang=zh-CN"];
const SMALLEST_TARGET = 44;

export const open = (executablePath) => chromium.launch({ executablePath, args: FLAGS });

export class Failed extends Error {}

export function must(held, why) {
  if (!held) throw new Failed(why);
}

export class Citizen {
  /** `options`: {base, width, height, shots, typed: what to type into a field, by its type}. */
  constructor(browser, options) {
    Object.assign(this, { browser, ...options });
    this.errors = [];
    this.reply = null;
  }

  async arrive(path = "/") {
    this.context = await this.browser.newContext({ viewport: { width: this.width, height: this.height }, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    this.page = await this.watch(await this.context.newPage());
    await this.page.goto(this.base + path);
    return this.page;
  }

  /** Errors of the page fail the story: an exception, a refusal by the content security policy. */
  async watch(page) {
    page.on("pageerror", (error) => this.errors.push(`page error: ${error.message}`));
    page.on("console", (message) => /Content Security Policy|Refused to/.test(message.text()) && this.errors.push(message.text()));
    page.on("response", async (response) => {
      if (!/\/v1\/conversations(\/[^/]+\/messages)?$/.test(new URL(response.url()).pathname) || !response.ok()) return;
      this.reply = await response.json().catch(() => this.reply);
    });
    return page;
  }

  async say(text) {
    await this.page.fill("#say", text);
    await this.page.keyboard.press("Enter");
  }

  /** Run until the assistant has answered what was done. */
  async heard(run) {
    const before = this.reply;
    await run();
    const until = Date.now() + 12_000;
    while (this.reply === before && Date.now() < until) await this.page.waitForTimeout(20);
    must(this.reply !== before, "no answer within 12 s");
    await this.page.waitForTimeout(60);
  }

  get question() {
    return [...(this.reply?.messages ?? [])].reverse().find((message) => message.type === "question")?.question ?? null;
  }

  get card() {
    return this.page.locator("section.card:not(.old)").filter({ has: this.page.locator("[data-focus]") }).last();
  }

  /** Answer the open questions by buttons and inputs from `facts` until nothing is asked. `each(fact)` runs at every question. */
  async interview(facts, each = async () => {}) {
    const asked = [];
    while (this.question) {
      const { fact, type, options } = this.question;
      must(fact in facts, `asked ${fact}: ${this.question.text}`);
      must(!asked.includes(fact), `asked ${fact} again`);
      asked.push(fact);
      await each(fact, type);
      await this.heard(() => this.answer(type, options, facts[fact]));
    }
    return asked;
  }

  async answer(type, options, value) {
    const label = (wanted) => options.find((option) => JSON.stringify(option.value) === JSON.stringify(wanted))?.label;
    if (type === "set") {
      const labels = value.length ? value.map(label) : [options.find((option) => option.exclusive).label];
      for (const one of labels) await this.card.locator("label.choice", { hasText: one }).first().click();
      await this.card.getByRole("button", { name: "就这样回答" }).click();
    } else if (options.length) {
      must(label(value) !== undefined, `no button for ${JSON.stringify(value)} among ${options.map((option) => option.label)}`);
      await this.card.getByRole("button", { name: label(value), exact: true }).click();
    } else {
      await this.card.locator(".entry input").fill(String(value));
      await this.card.getByRole("button", { name: "就这样回答" }).click();
    }
  }

  /** Fill every empty required field of the form with something fitting its type. */
  async fillForm() {
    for (const field of await this.page.locator("[data-field]").all()) {
      if ((await field.getAttribute("readonly")) !== null || (await field.inputValue()) !== "") continue;
      const isSelect = (await field.evaluate((element) => element.tagName)) === "SELECT";
      if (isSelect) await field.selectOption({ index: 1 });
      else if ((await field.getAttribute("aria-required")) === "true") await field.fill(this.typed[await field.getAttribute("data-type")]);
    }
  }

  /** What must hold on every state: nothing serious for axe, no sideways scrolling, large enough targets and type. Takes a picture. */
  async state(name) {
    await this.page.waitForTimeout(350);
    if (this.shots) await this.page.screenshot({ path: join(this.shots, `${this.width}-${name}.png`) });
    const cdp = await this.context.newCDPSession(this.page);
    const run = "axe.run(document, {resultTypes: ['violations']}).then((found) => JSON.stringify(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => [one.id, one.help, one.nodes.map((node) => node.target.join(' '))])))";
    const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", { expression: `${AXE};${run}`, awaitPromise: true });
    await cdp.detach();
    must(!exceptionDetails, `${name}: axe did not run: ${exceptionDetails?.text}`);
    must(result.value === "[]", `${name}: axe found ${result.value}`);
    const found = await this.page.evaluate(measure, SMALLEST_TARGET);
    must(found.wide.length === 0, `${name}: scrolls sideways: ${found.wide}`);
    must(found.small.length === 0, `${name}: targets under ${SMALLEST_TARGET} px: ${found.small}`);
    must(found.tiny.length === 0, `${name}: type under 16 px: ${found.tiny}`);
    must(this.errors.length === 0, `${name}: ${this.errors}`);
  }
}

/** Runs in the page. Links inside a sentence need no target size of their own (WCAG 2.5.8, inline). */
function measure(smallest) {
  const host = document.querySelector("daoban-chat, daoban-party");
  const root = host.shadowRoot;
  const shown = (element) => element.getClientRects().length > 0 && !element.closest(".only-heard");
  const name = (element) => `${element.tagName.toLowerCase()} ${(element.textContent || element.id).trim().slice(0, 20)}`;
  const wide = [document.documentElement, ...root.querySelectorAll(".shell, .log, .page, .card")].filter((element) => element.scrollWidth > element.clientWidth + 1).map(name);
  const targets = [...root.querySelectorAll("button, summary, select, textarea, input:not([type=checkbox]):not([type=radio]), label.choice")].filter(shown);
  const small = targets.filter((element) => element.getBoundingClientRect().height < smallest - 0.5 || element.getBoundingClientRect().width < smallest - 0.5).map(name);
  const texts = [...root.querySelectorAll("*")].filter((element) => shown(element) && [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const tiny = texts.filter((element) => parseFloat(getComputedStyle(element).fontSize) < 15.99).map(name);
  return { wide, small, tiny };
}
