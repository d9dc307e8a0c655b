/**
 * Whether a typed value can be right, before it is sent. The server checks again; this only spares a round trip.
 * Each rule gives the sentence to show at the field, or "" when nothing is wrong.
 */
import { DraftField } from "./protocol";

export function problemWith(field: DraftField, raw: string): string {
  const value = halfWidth(raw).trim();
  if (value === "") return "";
  if (field.max_length && Array.from(value).length > field.max_length) return `最多${field.max_length}个字，现在是${Array.from(value).length}个字。`;
  switch (field.type) {
    case "id_number": return isIdNumber(value) ? "" : "身份证号是18位，末位由前17位算出。请对照证件再看一遍。";
    case "phone": return /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(value.replace(/[\s-]/g, "")) ? "" : "请填11位手机号，或带区号的座机号。";
    case "credit_code": return isCreditCode(value.toUpperCase()) ? "" : "统一社会信用代码是18位。请对照执照再看一遍。";
    case "bank_account": return /^\d{12,30}$/.test(value.replace(/\s/g, "")) ? "" : "银行账号只有数字，请对照银行卡再看一遍。";
    case "date": return isDate(value) ? "" : "请填年月日，比如2026年3月5日。";
    case "integer": return /^-?\d+$/.test(value) ? "" : "请填整数。";
    case "money": return /^\d+(\.\d{1,2})?$/.test(value.replace(/,/g, "")) ? "" : "请填金额，比如1200或1200.50。";
    default: return "";
  }
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Shape, date of birth and check digit of a citizen's or residence permit number (GB 11643-1999). */
export function isIdNumber(text: string): boolean {
  const value = text.toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(value)) return false;
  if (!isDate(`${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`)) return false;
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0);
  return value[17] === "10X98765432"[sum % 11];
}

const CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Shape and check sign of a unified social credit code (GB 32100-2015): weights are powers of 3 modulo 31. */
export function isCreditCode(value: string): boolean {
  if (value.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const sign of value.slice(0, 17)) {
    const worth = CREDIT_SIGNS.indexOf(sign);
    if (worth < 0) return false;
    sum += worth * weight;
    weight = (weight * 3) % 31;
  }
  return value[17] === CREDIT_SIGNS[(31 - (sum % 31)) % 31];
}

/** Whether the text is an existing day written 2026-03-05. */
export function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Digits and letters as typed with a Chinese keyboard, made narrow. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, " ");
}
