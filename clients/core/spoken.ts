/** The words of an envelope that are to be shown beside its own rendering: the fallback text without what the buttons or the card already say. */
import { Message } from "./protocol";

export function spoken(message: Message): string {
  if (message.type === "question" && message.question) {
    const start = message.text.indexOf(message.question.text);
    return start < 0 ? "" : message.text.slice(0, start).trim();
  }
  if (message.type === "materials" && message.guidance) return (message.text.split("\n\n")[0] ?? "").trim();
  if (message.type === "progress" && message.cases?.length) {
    const numbers = message.cases.map((one) => one.case_no);
    return message.text.split("\n").filter((line) => !line.startsWith("·") && !numbers.some((number) => line.startsWith(number))).join("\n");
  }
  return withoutNumbered(message.text, (message.options ?? []).map((option) => option.label));
}

/** Drop the closing lines that only count the buttons: `1. 孩子出生`. */
function withoutNumbered(text: string, labels: readonly string[]): string {
  const numbered = new Set(labels.map((label, index) => `${index + 1}. ${label}`));
  return text.split("\n").filter((line) => !numbered.has(line.trim())).join("\n").trim();
}
