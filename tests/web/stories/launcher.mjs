// One script tag on a page of somebody else, under a strict policy: a launcher, a panel, Escape.
import { createServer } from "node:http";
import { must } from "../browser.mjs";

/** A page of another origin with a strict policy. (A browser refuses loopback scripts to pages from elsewhere, so it stands on loopback too.) */
async function otherPage(base) {
  const policy = `default-src 'none'; script-src ${base}; connect-src ${base}; img-src data:`;
  const body = `<!doctype html><html lang="zh-CN"><title>别人的页面</title><main><h1>别人的页面</h1><script src="${base}/widget.js" data-region="620102" async></script></main></html>`;
  const server = createServer((_, answer) => answer.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy }).end(body));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

export default async function launcher(citizen) {
  const { base, browser } = citizen;
  citizen.context = await browser.newContext({ viewport: { width: citizen.width, height: citizen.height }, locale: "zh-CN" });
  const page = (citizen.page = await citizen.watch(await citizen.context.newPage()));
  const other = await otherPage(base);
  await page.goto(`http://127.0.0.1:${other.address().port}/`);
  const launch = page.getByRole("button", { name: "办事导办" });
  await launch.waitFor();
  await citizen.state("launcher");
  await launch.click();
  await page.locator("button.choice").first().waitFor();
  await citizen.state("launcher-open");
  must(await page.getByRole("dialog").count(), "the panel is no dialog");
  await page.keyboard.press("Escape");
  await launch.waitFor();
  must(await page.evaluate(() => document.querySelector("daoban-chat").shadowRoot.activeElement?.classList.contains("launch")), "the focus did not return to the launcher");
  other.close();
}
