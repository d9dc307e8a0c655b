// The way to the list and to signing in without a pointer: Tab, arrows, Space, Enter, Escape.
import { must } from "../browser.mjs";

const entered = (page) => page.evaluate(() => document.querySelector("daoban-chat").shadowRoot.activeElement.value);

/** A native date input takes its parts in the order of the machine's language. */
async function typeDate(page, value) {
  const [year, month, day] = value.split("-");
  for (const keys of [[month, day, year], [year, month, day], [day, month, year]]) {
    for (let part = 0; part < 3; part += 1) await page.keyboard.press("ArrowLeft");
    for (let part = 0; part < 3; part += 1) {
      await page.keyboard.press("Backspace");
      await page.keyboard.press("ArrowRight");
    }
    for (let part = 0; part < 3; part += 1) await page.keyboard.press("ArrowLeft");
    for (let part = 0; part < 3; part += 1) {
      await page.keyboard.type(keys[part]);
      if (keys[part].length === 4 && part < 2) await page.keyboard.press("ArrowRight");
    }
    if ((await entered(page)) === value) return;
  }
  must(false, `the date cannot be typed: ${await entered(page)}`);
}

export default async function keyboard(citizen, { facts }) {
  const page = await citizen.arrive();
  await page.locator("button.choice").first().waitFor();
  const focused = () => page.evaluate(() => {
    const one = document.querySelector("daoban-chat").shadowRoot.activeElement;
    if (!one) return null;
    const style = getComputedStyle(one);
    return { text: (one.closest("label")?.textContent ?? one.textContent).trim().replace(/\s+/g, " "), tag: one.tagName, type: one.type ?? "", seen: style.outlineStyle !== "none" || one.matches("[type=checkbox]"), ring: parseFloat(style.outlineWidth) };
  });
  const reach = async (fits, what, backwards = false) => {
    for (let step = 0; step < 200; step += 1) {
      const now = await focused();
      if (now && fits(now)) {
        must(now.seen && now.ring >= 2, `the focus on ${what} cannot be seen`);
        return now;
      }
      await page.keyboard.press(backwards ? "Shift+Tab" : "Tab");
    }
    throw new Error(`cannot reach ${what} by keyboard`);
  };
  const button = (text) => (now) => now.tag === "BUTTON" && now.text === text;

  const first = (await page.locator("button.choice", { hasText: "孩子" }).first().textContent()).trim();
  await reach(button(first), first);
  await citizen.heard(() => page.keyboard.press("Enter"));
  while (citizen.question) {
    const { fact, type, options } = citizen.question;
    const value = facts[fact];
    if (type === "set") {
      const label = (value.length ? options.find((option) => option.value === value[0]) : options.find((option) => option.exclusive)).label;
      await reach((now) => now.type === "checkbox" && now.text.startsWith(label), label);
      await page.keyboard.press("Space");
      await reach(button("就这样回答"), "就这样回答");
      await citizen.heard(() => page.keyboard.press("Enter"));
    } else if (options.length) {
      const label = options.find((option) => option.value === value).label;
      await reach((now) => now.tag === "BUTTON" && now.text.startsWith(label), label);
      await citizen.heard(() => page.keyboard.press("Enter"));
    } else {
      await reach((now) => now.tag === "INPUT", `input of ${fact}`);
      if (type === "date") await typeDate(page, value);
      else await page.keyboard.type(String(value));
      await citizen.heard(() => page.keyboard.press("Enter"));
    }
  }
  await reach(button("帮我办"), "帮我办");
  await citizen.heard(() => page.keyboard.press("Enter"));
  await page.locator(".people button").first().waitFor();
  await reach((now) => now.tag === "BUTTON" && now.text.startsWith("王芳"), "王芳");
  await page.keyboard.press("Enter");
  await page.getByText("已登录：").waitFor();
  await reach(button("清除记录"), "清除记录", true);
  await page.keyboard.press("Enter");
  await page.getByText("确定清除吗").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("确定清除吗").waitFor({ state: "detached" });
}
