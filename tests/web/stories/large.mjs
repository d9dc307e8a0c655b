// 大字 at 320 px: type of at least 22 px, nothing scrolls sideways, everything is there.
import { must } from "../browser.mjs";

export default async function large(citizen, { facts }) {
  const page = await citizen.arrive();
  await page.locator("button.choice").first().waitFor();
  await page.getByRole("button", { name: "大字" }).click();
  const sizes = async () => page.evaluate(() => [...document.querySelector("daoban-chat").shadowRoot.querySelectorAll(".log p, .log button, .log h3, #say")].map((one) => parseFloat(getComputedStyle(one).fontSize)));
  must(Math.max(...(await sizes())) >= 22 && (await sizes()).filter((size) => size < 21).length === 0, `大字 is too small: ${await sizes()}`);
  await citizen.state("large-start");
  await citizen.heard(() => page.locator("button.choice", { hasText: "孩子" }).first().click());
  await citizen.state("large-question");
  await citizen.interview(facts);
  await citizen.state("large-list");
  must((await page.getByRole("button", { name: "大字" }).getAttribute("aria-pressed")) === "true", "the toggle does not say that it is on");
}
