import { dateInWords, momentInWords, readAnswer, setValue, toggled } from "../../../clients/core/answers";
import { Question, QuestionType } from "../../../clients/core/protocol";

const asked = (type: QuestionType, more: Partial<Question> = {}): Question => ({ fact: "f", type, text: "？", options: [], ...more });
const options = [{ value: "army", label: "现役军人" }, { value: "foreign", label: "外籍" }, { value: "none", label: "都没有", exclusive: true }];

test("a number is read as a whole number with its unit, inside its bounds", () => {
  const area = asked("integer", { unit: "平方米", min: 1, max: 500 });
  expect(readAnswer(area, "６０")).toEqual({ value: 60, text: "60平方米" });
  expect(readAnswer(area, "0")).toEqual({ problem: "不能少于1平方米。" });
  expect(readAnswer(area, "501")).toEqual({ problem: "不能多于500平方米。" });
  for (const raw of ["", "六十", "6.5", "1e3"]) expect(readAnswer(area, raw)).toHaveProperty("problem");
});

test("a date is sent as written in ISO and said in words", () => {
  expect(readAnswer(asked("date"), "2026-11-01")).toEqual({ value: "2026-11-01", text: "2026年11月1日" });
  expect(readAnswer(asked("date"), "2026-02-30")).toHaveProperty("problem");
});

test("都没有 leaves no other choice, and any other choice takes it away", () => {
  expect(toggled(options, [0, 1], 2)).toEqual([2]);
  expect(toggled(options, [2], 1)).toEqual([1]);
  expect(toggled(options, [1], 0)).toEqual([0, 1]);
  expect(toggled(options, [0, 1], 0)).toEqual([1]);
});

test("the empty list stands for 都没有", () => {
  expect(setValue(options, [2])).toEqual([]);
  expect(setValue(options, [0, 1])).toEqual(["army", "foreign"]);
});

test("moments are said in China's time", () => {
  expect(momentInWords("2026-11-20T16:30:00Z")).toBe("11月21日 00:30");
  expect(momentInWords("not a time")).toBe("not a time");
  expect(dateInWords("2026-12-01T00:00:00+08:00")).toBe("2026年12月1日");
});
