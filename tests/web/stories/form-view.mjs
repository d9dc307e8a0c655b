// Everything by 表单方式: all open questions at once, until the list is complete.
import { must } from "../browser.mjs";

export default async function formView(citizen, { facts }) {
  const page = await citizen.arrive();
  const first = page.locator("button.choice", { hasText: "孩子" }).first();
  await first.waitFor();
  await citizen.heard(() => first.click());
  await page.getByRole("button", { name: "表单方式" }).click();
  await page.getByText("一张表答完所有问题").waitFor();
  await citizen.state("answers");
  await page.getByRole("button", { name: "更新清单" }).click();
  await page.getByText("请至少答一个").waitFor();
  for (let round = 0; round < 12 && (await page.locator("#answers-title").count()); round += 1) {
    const open = (citizen.reply.guidance ?? citizen.reply.messages.find((message) => message.guidance)?.guidance).open;
    must(open.length, "the form view stays although nothing is open");
    for (const question of open) {
      must(question.fact in facts, `open question ${question.fact} is not in the story`);
      const field = page.locator("fieldset", { has: page.locator("legend", { hasText: question.text }) }).first();
      const value = facts[question.fact];
      const labels = question.options.filter((option) => (Array.isArray(value) ? (value.length ? value.includes(option.value) : option.exclusive) : option.value === value)).map((option) => option.label);
      if (question.options.length) for (const label of labels) await field.locator("label.choice", { hasText: label }).first().click();
      else await field.locator("input").first().fill(String(value));
    }
    await citizen.heard(() => page.getByRole("button", { name: "更新清单" }).click());
  }
  await page.getByText("一次性告知").first().waitFor();
  must((await page.locator("#answers-title").count()) === 0, "the form view is still open");
}
