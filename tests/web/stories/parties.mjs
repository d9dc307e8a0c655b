// All sides of a sale: nothing can be submitted until everybody has confirmed, each by their own link.
import { must } from "../browser.mjs";

/** Who claims the form, then who stands behind each link: one person confirms for one party only. */
const PEOPLE = ["陈静", "赵建国", "周秀英", "马军"];

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
  await page.locator(".people button", { hasText: PEOPLE[0] }).click();
  await page.getByText("已登录：").waitFor();
  await citizen.fillForm();
  await page.getByRole("button", { name: "内容没错，我确认" }).click();
  await page.getByText("您已确认").waitFor();
  await citizen.state("parties");
  must((await page.getByRole("button", { name: "提交", exact: true }).count()) === 0, "submitting is offered before all have confirmed");

  const links = await page.locator(".party input").evaluateAll((inputs) => inputs.map((input) => input.value));
  must(links.length, "no link for the other side");
  for (const [index, link] of links.entries()) {
    const person = PEOPLE[index + 1];
    const other = await citizen.browser.newContext({ viewport: { width: citizen.width, height: citizen.height }, locale: "zh-CN" });
    const first = { page: citizen.page, context: citizen.context };
    citizen.context = other;
    citizen.page = await citizen.watch(await other.newPage());
    await citizen.page.goto(link);
    await citizen.page.locator(".people button", { hasText: person }).waitFor();
    await citizen.state("party");
    await citizen.page.locator(".people button", { hasText: person }).click();
    await citizen.page.getByRole("button", { name: "内容没错，我确认" }).click();
    await citizen.page.locator("#done").waitFor();
    await citizen.state("party-confirmed");
    await other.close();
    Object.assign(citizen, first);
  }
  const submit = page.getByRole("button", { name: "提交", exact: true });
  await submit.waitFor({ timeout: 15_000 });
  await submit.click();
  await page.getByText("提交回执").first().waitFor({ timeout: 15_000 });
  await citizen.state("receipt-home");
}
