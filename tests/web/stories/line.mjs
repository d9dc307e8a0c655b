// The line breaks in every way: offline, server away, an answer lost on its way back. Nothing is lost, nothing counts twice.
import { must } from "../browser.mjs";

export default async function line(citizen) {
  const page = await citizen.arrive();
  const sent = [];
  page.on("request", (request) => /\/messages$/.test(request.url()) && sent.push(JSON.parse(request.postData())));
  await page.locator("button.choice").first().waitFor();

  await citizen.context.setOffline(true);
  await page.getByText("网络断了").waitFor();
  await page.locator("button.choice", { hasText: "孩子" }).first().click();
  await page.locator(".mine .bubble").first().waitFor();
  await page.fill("#say", "还没打完的半句");
  await citizen.state("offline");
  await citizen.heard(() => citizen.context.setOffline(false));
  await page.locator("[data-focus]").first().waitFor();
  must((await page.inputValue("#say")) === "还没打完的半句", "half a sentence was lost when the line came back");
  must((await page.getByText("网络断了").count()) === 0, "the page still says it is offline");
  must(new Set(sent.map((one) => one.client_msg_id)).size === 1, `one tap became several messages: ${sent.length}`);
  must(await turns(page) === 1, "the tap did not count once");

  let away = 2;
  await page.route("**/messages", async (route) => {
    if (away-- > 0) await route.fulfill({ status: 503, contentType: "application/problem+json", headers: { "retry-after": "1" }, body: JSON.stringify({ type: "urn:daoban:problem:unavailable", status: 503, detail: "系统正忙，这一步没有保存。" }) });
    else await route.continue();
  });
  const quiet = page.locator(".beside button", { hasText: "为什么问这个" });
  await citizen.heard(async () => {
    await quiet.last().click();
    await page.getByText("系统正忙").waitFor();
    await citizen.state("away");
  });
  must(await turns(page) === 2, "the tap during the outage did not count once");
  await page.unroute("**/messages");

  let lost = 1;
  await page.route("**/messages", async (route) => {
    if (lost-- > 0) {
      await route.fetch();
      await route.abort("connectionreset");
    } else await route.continue();
  });
  const before = sent.length;
  await citizen.heard(() => quiet.last().click());
  must(sent.length - before >= 2, "the lost answer was not asked for again");
  must(new Set(sent.slice(before).map((one) => one.client_msg_id)).size === 1, "the repeat had another id");
  must(await turns(page) === 3, "the repeated tap counted twice");
  must((await page.locator(".mine").count()) === 3, "the log does not show each tap once");
}

/** How many turns the server has counted. */
async function turns(page) {
  return page.evaluate(async () => {
    const { id, token } = JSON.parse(Object.entries(sessionStorage).find(([name]) => /620102$/.test(name))[1]);
    return (await (await fetch(`/v1/conversations/${id}`, { headers: { authorization: `Bearer ${token}` } })).json()).turn;
  });
}
