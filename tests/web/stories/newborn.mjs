// From the first button to a decided case, by buttons alone (no bot is running).
import { must } from "../browser.mjs";

export default async function newborn(citizen, { facts }) {
  const page = await citizen.arrive();
  const birth = page.locator("button.choice", { hasText: "孩子" }).first();
  await birth.waitFor();
  await citizen.state("start");
  await citizen.heard(() => birth.click());
  await citizen.state("question");
  const kinds = new Set();
  const asked = await citizen.interview(facts, async (fact, type) => {
    must(await page.evaluate(() => document.querySelector("daoban-chat").shadowRoot.activeElement?.matches("[data-focus]")), `focus is not on the question ${fact}`);
    if (!kinds.has(type)) await citizen.state(`question-${type}`);
    kinds.add(type);
  });
  must(asked.length >= 3, `only ${asked} were asked`);
  await page.getByText("一次性告知").first().waitFor();
  await citizen.state("list");
  for (const heading of ["要办的事", "材料", "窗口和电话"]) must(await page.locator("h4", { hasText: heading }).count(), `the list has no ${heading}`);
  const why = page.locator(".listing summary").first();
  await why.click();
  await citizen.state("list-why");

  await citizen.heard(() => page.getByRole("button", { name: "帮我办" }).last().click());
  await page.getByText("先登录核验身份").waitFor();
  await citizen.state("form");
  await page.locator(".people button", { hasText: "王芳" }).click();
  await page.getByText("已登录：").waitFor();
  const locked = page.locator("input[readonly][data-field]");
  must(await locked.count(), "no locked identity field after signing in");
  await page.getByRole("button", { name: "内容没错，我确认" }).click();
  const wrong = page.locator("[aria-invalid=true]");
  must(await wrong.count(), "confirming an empty form shows no message at a field");
  await citizen.state("form-missing");
  must(await page.evaluate(() => document.querySelector("daoban-chat").shadowRoot.activeElement?.getAttribute("aria-invalid")) === "true", "the focus is not on the first wrong field");
  await citizen.fillForm();
  await citizen.state("form-filled");
  await page.getByRole("button", { name: "内容没错，我确认" }).click();
  const submit = page.getByRole("button", { name: "提交", exact: true });
  await submit.waitFor({ timeout: 10_000 });
  await submit.click();
  await page.getByText("提交回执").first().waitFor({ timeout: 15_000 });
  await citizen.state("receipt");
  const caseNo = (await page.locator(".number").first().textContent()).trim();
  must(caseNo.length > 5, "no case number on the receipt");
  for (const words of ["演示，无法律效力", "没有提交、要您另外办的"]) must(await page.getByText(words).count(), `the receipt does not say ${words}`);

  await page.getByRole("button", { name: "看办到哪一步" }).click();
  await page.locator(".page .number", { hasText: caseNo }).waitFor();
  await citizen.state("progress");
  await followed(citizen, page);
  await citizen.state("progress-decided");
}

/** The page moves by itself as the case moves; a correction is answered on it. */
async function followed(citizen, page) {
  const until = Date.now() + 40_000;
  while (Date.now() < until) {
    const correction = page.locator("form.notice input").first();
    if (await correction.count()) {
      await citizen.state("correction");
      if ((await correction.inputValue()) === "") await correction.fill("甘肃省兰州市城关区演示路1号");
      await page.getByRole("button", { name: "交补正" }).first().click();
      await page.waitForTimeout(400);
    }
    const chips = await page.locator(".page .task .chip").allTextContents();
    if (chips.length && chips.every((text) => /办结|办好|决定|完成|发证|送达/.test(text))) return;
    await page.waitForTimeout(200);
  }
  must(false, `the case did not come to its end: ${await page.locator(".page .task .chip").allTextContents()}`);
}
