// The page is loaded again in mid-conversation and goes on; 清除记录 leaves nothing, here and at the server.
import { must } from "../browser.mjs";

export default async function again(citizen, { facts }) {
  const page = await citizen.arrive();
  const first = page.locator("button.choice", { hasText: "孩子" }).first();
  await first.waitFor();
  await citizen.heard(() => first.click());
  const { type, options, fact, text } = citizen.question;
  await citizen.heard(() => citizen.answer(type, options, facts[fact]));
  const next = citizen.question.text;
  must(next !== text, "the same question again");
  await page.reload();
  await page.locator("[data-focus]", { hasText: next }).waitFor();
  await citizen.state("reloaded");

  const held = await page.evaluate(() => JSON.parse(Object.entries(sessionStorage).find(([name]) => /620102$/.test(name))[1]));
  await page.getByRole("button", { name: "清除记录" }).click();
  await citizen.state("erase");
  await page.getByRole("button", { name: "确定清除" }).click();
  await page.getByText("这次对话的记录已经清除").waitFor();
  await citizen.state("erased");
  const left = await page.evaluate(async ({ id, token }) => ({ kept: Object.values(sessionStorage).join(), status: (await fetch(`/v1/conversations/${id}`, { headers: { authorization: `Bearer ${token}` } })).status }), held);
  must(left.status === 404, `the server still answers ${left.status}`);
  must(!left.kept.includes(held.token), "the token is still kept");
  must((await page.locator(".said, .mine").count()) === 0, "the log still shows something");
  await page.getByRole("button", { name: "重新开始" }).click();
  await page.locator("button.choice").first().waitFor();
}
