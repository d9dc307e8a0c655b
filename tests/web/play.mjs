// node tests/web/play.mjs STORY '{"base", "chromium", "width", "height", "shots", ...}': plays one story; exit code 1 and the reason when it fails.
import { Citizen, open } from "./browser.mjs";

const [story, settings] = [process.argv[2], JSON.parse(process.argv[3])];
const { default: play } = await import(new URL(`./stories/${story}.mjs`, import.meta.url));
const browser = await open(settings.chromium);
const citizen = new Citizen(browser, settings);
try {
  await play(citizen, settings);
} catch (error) {
  console.error(`${story} at ${settings.width} px: ${error.stack}`);
  console.error(`last reply: ${JSON.stringify(citizen.reply?.messages?.map((message) => [message.type, message.text.slice(0, 80)]))}`);
  if (citizen.page && settings.shots) await citizen.page.screenshot({ path: `${settings.shots}/${story}-failed.png` }).catch(() => {});
  process.exitCode = 1;
} finally {
  await browser.close();
  process.exit();
}
