import { halfWidth, isCreditCode, isDate, isIdNumber, problemWith } from "../../../clients/core/field-rules";
import { DraftField } from "../../../clients/core/protocol";

const field = (type: string, more: Partial<DraftField> = {}): DraftField => ({ id: "x", name: "x", type, value: null, origin: null, ...more });

/** A number with the right check digit for any seventeen digits: the rule read backwards, by remainder. */
function withCheckDigit(body: string): string {
  const weights = Array.from({ length: 17 }, (_, index) => 2 ** (17 - index) % 11);
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  const digit = (12 - (sum % 11)) % 11;
  return body + (digit === 10 ? "X" : String(digit));
}

test("an ID number with the right check digit passes, with every other one fails", () => {
  for (const body of ["62010219900307283", "11010119491231002", "83000019900101001", "36073219880229101"]) {
    const right = withCheckDigit(body);
    expect(isIdNumber(right), right).toBe(true);
    for (const digit of "0123456789X") if (digit !== right[17]) expect(isIdNumber(body + digit)).toBe(false);
  }
});

test("a small x counts as X, and a day that never was is refused", () => {
  const body = Array.from({ length: 1000 }, (_, index) => `62010219900307${String(index).padStart(3, "0")}`).find((one) => withCheckDigit(one).endsWith("X"))!;
  expect(isIdNumber(`${body}x`)).toBe(true);
  expect(isIdNumber(withCheckDigit("62010219900230001"))).toBe(false);
});

test("swapping two neighbouring digits is noticed", () => {
  const right = withCheckDigit("62010219900307283");
  expect(isIdNumber(`${right.slice(0, 15)}${right[16]}${right[15]}${right[17]}`)).toBe(false);
});

test("a credit code passes with its check sign only", () => {
  const body = "91350100M000100Y4";
  const right = [..."0123456789ABCDEFGHJKLMNPQRTUWXY"].filter((sign) => isCreditCode(body + sign));
  expect(right).toEqual(["3"]);
  expect(isCreditCode("91350100M000100I43")).toBe(false);
});

test("dates exist or do not", () => {
  expect(["2024-02-29", "2026-11-01"].every(isDate)).toBe(true);
  expect(["2026-02-29", "2026-13-01", "26-1-1", "2026/01/01", ""].some(isDate)).toBe(false);
});

test("an empty value is never a wrong value", () => {
  for (const type of ["id_number", "phone", "credit_code", "date", "integer", "money", "bank_account"]) expect(problemWith(field(type), "  ")).toBe("");
});

test.each([
  ["phone", "13812345678", true], ["phone", "0931-8123456", true], ["phone", "138 1234 5678", true], ["phone", "１３８１２３４５６７８", true], ["phone", "23812345678", false], ["phone", "123", false],
  ["integer", "60", true], ["integer", "6.5", false], ["money", "1,200.50", true], ["money", "一千", false], ["bank_account", "6222 0000 0000 0000 000", true], ["bank_account", "6222", false],
])("%s %s", (type, raw, fine) => {
  expect(problemWith(field(type), raw) === "").toBe(fine);
});

test("length counts signs as people do", () => {
  expect(problemWith(field("text", { max_length: 3 }), "𠮷祥㐂")).toBe("");
  expect(problemWith(field("text", { max_length: 3 }), "张小满呀")).toContain("最多3个字");
});

test("wide digits and letters become narrow", () => {
  expect(halfWidth("６２Ｘ　ａ")).toBe("62X a");
});
