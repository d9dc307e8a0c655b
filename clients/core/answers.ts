/** Answers to questions: reading what was put into an input, refusing what cannot be, and saying it back in words. */
import { isDate, halfWidth } from "./field-rules";
import { FactValue, Question, QuestionOption } from "./protocol";

export type Read = { value: FactValue; text: string } | { problem: string };

/** Read the raw text of a date, number or free-text input against its question. */
export function readAnswer(question: Question, raw: string): Read {
  const text = halfWidth(raw).trim();
  if (text === "") return { problem: question.type === "date" ? "请先选好日期。" : "请先填上。" };
  if (question.type === "date") return isDate(text) ? { value: text, text: dateInWords(text) } : { problem: "请填年月日，比如2026年3月5日。" };
  if (question.type !== "integer" && question.type !== "money") return { value: text, text };
  const plain = text.replace(/,/g, "");
  if (!/^-?\d+$/.test(plain)) return { problem: "请填整数，不带小数和字。" };
  const value = Number(plain);
  const { min, max } = question;
  const unit = question.unit ?? "";
  if (min !== null && min !== undefined && value < min) return { problem: `不能少于${min}${unit}。` };
  if (max !== null && max !== undefined && value > max) return { problem: `不能多于${max}${unit}。` };
  return { value, text: `${value}${unit}` };
}

/** The choice after tapping `tapped`: 都没有 leaves no other, any other takes 都没有 away. Keys are option positions. */
export function toggled(options: QuestionOption[], chosen: readonly number[], tapped: number): number[] {
  if (chosen.includes(tapped)) return chosen.filter((index) => index !== tapped);
  if (isExclusive(options[tapped])) return [tapped];
  return [...chosen.filter((index) => !isExclusive(options[index])), tapped].sort((a, b) => a - b);
}

export function isExclusive(option: QuestionOption | undefined): boolean {
  if (!option) return false;
  return option.exclusive === true || option.value === "none" || (Array.isArray(option.value) && option.value.length === 0);
}

/** The value of a set question: the empty list stands for 都没有. */
export function setValue(options: QuestionOption[], chosen: readonly number[]): string[] {
  return chosen.map((index) => options[index]).filter((option): option is QuestionOption => !!option && !isExclusive(option)).map((option) => String(option.value));
}

/** 2026-03-05 -> 2026年3月5日; other text stays. Accepts a date with a time behind it. */
export function dateInWords(text: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : text;
}

/** An instant as 3月5日 14:07 in China's time, whatever the device's zone. */
export function momentInWords(text: string): string {
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) return text;
  const china = new Date(instant + 8 * 3_600_000);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${china.getUTCMonth() + 1}月${china.getUTCDate()}日 ${two(china.getUTCHours())}:${two(china.getUTCMinutes())}`;
}
