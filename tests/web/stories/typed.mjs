// Typed words, read by the real bot: said at once, answered, corrected.
import { must } from "../browser.mjs";

export default async function typed(citizen) {
  const page = await citizen.arrive();
  await page.locator("button.choice").first().waitFor();
  await citizen.heard(() => citizen.say("我媳妇刚生了，要办啥手续"));
  must(citizen.question?.fact === "born_on", `asked ${citizen.question?.fact}`);
  await citizen.heard(() => citizen.say("11月10号生的，就一个"));
  await citizen.heard(() => citizen.say("没领证，户口想随妈妈"));
  const before = citizen.question.fact;
  await citizen.heard(() => citizen.say("为什么要问这个？"));
  must(citizen.question.fact === before, "the question was not asked again after why");
  await citizen.heard(() => citizen.say("不对，我说错了，领证了"));
  must(citizen.reply.messages.some((message) => message.type === "status"), "a correction says nothing of what changed");
  await citizen.state("corrected");
  must(await page.evaluate(() => document.querySelector("daoban-chat").shadowRoot.activeElement?.id === "say"), "the focus left the input while typing");
}
