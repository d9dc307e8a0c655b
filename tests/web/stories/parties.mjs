// Seller and buyer: nothing can be submitted until the other side has confirmed by their own link.
import { must } from "../browser.mjs";

export default async function parties(citizen, { facts }) {
  await citizen.arrive();
  // The sample page speaks for one county; this story happens in another.
  await citizen.page.route(citizen.base + "/", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace('region="620102"', 'region="360732"') });
  });
  const page = citizen.page;
  await page.goto(citizen.base + "/");
  const home = page.locator("button.choice", { hasText: "房" }).first();
  await home.waitFor();
  await citizen.heard(() => home.click());
  await citizen.interview(facts);
  await citizen.heard(() => page.getByRole("button", { name: "帮我办" }).last().click());
  await page.locator(".people button", { hasText: "赵建国" }).click();
  await page.getByText("已登录：").waitFor();
  await citizen.fillForm((key, type) => (type === "date" ? "2026-11-10" : /phone/.test(key) ? "13800000003" : /(cert|id)_no|id_number/.test(key) ? "36073219900718030X" : /no$/.test(key) ? "赣(2020)兴国县不动产权第0000000号" : /amount|price|area/.test(key) ? "800000" : "演示内容"));
  await page.getByRole("button", { name: "内容没错，我确认" }).click();
  await page.getByText("您已确认").waitFor();
  await citizen.state("parties");
  must((await page.getByRole("button", { name: "提交", exact: true }).count()) === 0, "submitting is offered before the buyer has confirmed");

  const links = await page.locator(".party input").evaluateAll((inputs) => inputs.map((input) => input.value));
  must(links.length, "no link for the other side");
  for (const link of links) {
    const other = await citizen.browser.newContext({ viewport: { width: citizen.width, height: citizen.height }, locale: "zh-CN" });
    const seller = { page: citizen.page, context: citizen.context };
    citizen.context = other;
    citizen.page = await citizen.watch(await other.newPage());
    await citizen.page.goto(link);
    await citizen.page.locator(".people button", { hasText: "陈静" }).waitFor();
    await citizen.state("party");
    await citizen.page.locator(".people button", { hasText: "陈静" }).click();
    await citizen.page.getByRole("button", { name: "内容没错，我确认" }).click();
    await citizen.page.getByText("您已经确认").waitFor();
    await citizen.state("party-confirmed");
    await other.close();
    Object.assign(citizen, seller);
  }
  const submit = page.getByRole("button", { name: "提交", exact: true });
  await submit.waitFor({ timeout: 15_000 });
  await submit.click();
  await page.getByText("提交回执").first().waitFor({ timeout: 15_000 });
  await citizen.state("receipt-home");
}
