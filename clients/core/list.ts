/** The list in reading order: services by route, materials by what to do with them. Order and headings only; every sentence comes from the server. */
import { Alternative, Fee, GuidedMaterial, GuidedService, Guidance, Office, Span } from "./protocol";

export const ROUTE_HEADINGS: Readonly<Record<string, string>> = {
  submit: "在这里交件", prefile: "网上先填，再到现场", jump: "到专门的网站办", book: "先预约，再到窗口办", by_other: "别人替您办好",
  guide: "照着说明自己去办", auto: "不用申请，自动办", duty: "要做到，不用申请",
};

export const MODE_CHIPS: Readonly<Record<string, string>> = {
  submit: "提交", show: "核验原件后退还", surrender: "收存", keep: "自备备查", form: "签字即可", sent_by_other: "由别的单位送来", produced: "办理中产生",
  exempt: "免提交", exempt_if_verified: "登录核验后可免（去窗口请带）", possible: "待定", not_needed: "不用交",
};

export const FORM_WORDS: Readonly<Record<string, string>> = { original: "原件", electronic: "电子件", either: "原件或电子件", paper: "纸质件" };

const MATERIAL_GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ["要交、要带的", ["submit", "show", "surrender"]],
  ["要填、要签的", ["form"]],
  ["登录核验后可免，去窗口请带上", ["exempt_if_verified"]],
  ["自己留好备查的", ["keep"]],
  ["不用您带的", ["produced", "sent_by_other", "exempt", "not_needed"]],
  ["还没定的", ["possible"]],
];

const LOCAL = "以当地窗口为准", FREE = "不收费";

export interface Group<T> { heading: string; lines: T[] }
export interface MaterialChoice { choose: number; /** How many of them are there anyway. */ there: number; lines: GuidedMaterial[] }

/** Services that apply, by route; then those still open under one heading of their own. */
export function servicesByRoute(guidance: Guidance): Group<GuidedService>[] {
  const services = (guidance.services ?? []).filter((service) => service.state !== "no");
  const routes = [...Object.keys(ROUTE_HEADINGS), ...services.map((service) => service.route)].filter((route, index, all) => all.indexOf(route) === index);
  const groups = routes.map((route) => ({
    heading: services.find((service) => service.route === route)?.route_text ?? ROUTE_HEADINGS[route] ?? route,
    lines: services.filter((service) => service.state === "yes" && service.route === route),
  }));
  groups.push({ heading: "还没定要不要办的", lines: services.filter((service) => service.state === "possible") });
  return groups.filter((group) => group.lines.length > 0);
}

/** Materials under what to do with them; alternatives of one group stand together, under the first heading that one of them belongs to. */
export function materialsByState(guidance: Guidance): Group<MaterialChoice>[] {
  const all = choices(guidance.materials ?? []);
  const headings = [...MATERIAL_GROUPS.map(([heading]) => heading), "其他"];
  const place = (line: GuidedMaterial): number => {
    const at = MATERIAL_GROUPS.findIndex(([, modes]) => modes.includes(line.mode));
    return at < 0 ? headings.length - 1 : at;
  };
  return headings.map((heading, index) => ({ heading, lines: all.filter((choice) => Math.min(...choice.lines.map(place)) === index) }))
    .filter((group) => group.lines.length > 0);
}

/** How many papers the list comes to for certain: of alternatives as many as are to be chosen, and none of what is not needed. */
export function materialCount(guidance: Guidance): number {
  return choices((guidance.materials ?? []).filter((line) => !["not_needed", "possible"].includes(line.mode))).reduce((sum, choice) => sum + Math.min(choice.choose, choice.lines.length), 0);
}

function choices(lines: GuidedMaterial[]): MaterialChoice[] {
  const all: MaterialChoice[] = [];
  const byGroup = new Map<string, MaterialChoice>();
  for (const line of lines) {
    // Where papers that are there anyway will do, there is nothing left to choose.
    const there = line.satisfied_by?.length ?? 0;
    const group = there < (line.choose ?? 1) ? line.group : null;
    const existing = group ? byGroup.get(group) : undefined;
    if (existing) {
      existing.lines.push(line);
      continue;
    }
    const choice = { choose: line.choose ?? 1, there, lines: [line] };
    if (group) byGroup.set(group, choice);
    all.push(choice);
  }
  return all;
}

export function nameOfService(guidance: Guidance, id: string): string {
  return guidance.services?.find((service) => service.id === id)?.name ?? id;
}

/** How much, who pays and what may be left off; of what costs nothing only 不收费. Empty when not known. */
export function feeInWords(fee: Fee): string {
  const text = fee.text?.replace(/。$/, "") ?? "";
  // After a semicolon stands what is charged beside it.
  if (fee.amount === 0) return text.includes("；") ? text : FREE;
  const much = text || (typeof fee.amount === "number" ? `${fee.amount}元` : "");
  return much ? [much, fee.payer ? `谁交：${fee.payer}` : "", ...(fee.reductions ?? []), fee.cash === false ? "这里不收现金，请问窗口" : ""].filter(Boolean).join("，") : "";
}

export interface TimeAndFee { times: string[]; fees: string[]; /** Which of the two is to be asked at the window; said once. */ open: string[] }

/** How long and how much, as far as known, and once, what of it is to be asked at the window. Where nobody applies, nobody waits or pays unless it is said. */
export function timeAndFee(guidance: Guidance, service: GuidedService): TimeAndFee {
  const isOpen = (text: string): boolean => text.includes(LOCAL);
  const times = spans(service.times).filter((time) => !isOpen(time.text));
  const charged = (guidance.fees ?? []).filter((fee) => fee.service === service.id && feeInWords(fee));
  const fees = [...new Set(charged.map(feeInWords))];
  const asks = !["auto", "duty"].includes(service.route);
  const open: string[] = [];
  // What is known of a service that is not verified as a whole carries its mark.
  const doubtful = (lines: readonly { verified?: boolean }[]): boolean => service.verified !== false && lines.some((line) => line.verified === false);
  if (times.length ? doubtful(times) : asks) open.push("时间");
  if (fees.length ? doubtful(charged) && !fees.some(isOpen) : asks) open.push("费用");
  return { times: [...new Set(times.map((time) => time.text.replace("：", "")))], fees, open };
}

/** What comes first and what after it, by name; empty when everything can be done at once. What happens by itself is not waited for. */
export function order(guidance: Guidance): string[][] {
  const names = new Map((guidance.services ?? []).filter((one) => one.state === "yes" && one.route !== "auto").map((one) => [one.id, one.name]));
  const levels = (guidance.steps ?? []).map((step) => step.services.flatMap((id) => names.get(id) ?? [])).filter((level) => level.length > 0);
  return levels.length > 1 ? levels : [];
}

/** How long everything takes at most, in words; null before the list is whole and where nobody applies for anything. */
export function overall(guidance: Guidance): string | null {
  return guidance.status === "complete" && appliedFor(guidance).length ? guidance.schedule?.text_min ?? null : null;
}

export interface Correction { services: string[]; text: string; verified: boolean | undefined }

/** How each body of law deals with missing papers, once, with the services that follow it. */
export function corrections(guidance: Guidance): Correction[] {
  const found = new Map<string, Correction>();
  for (const { name, regime } of appliedFor(guidance)) {
    if (!regime?.correction) continue;
    const known = found.get(regime.id);
    if (known) known.services.push(name);
    else found.set(regime.id, { services: [name], text: regime.correction, verified: regime.verified });
  }
  return [...found.values()];
}

function appliedFor(guidance: Guidance): GuidedService[] {
  return (guidance.services ?? []).filter((one) => one.state === "yes" && one.route !== "auto" && one.route !== "duty");
}

export interface Elsewhere { region: string; services: string[]; offices: Office[] }

/** The windows of other places where something on the list is done: those of the place itself, else the nearest above it. */
export function elsewhere(guidance: Guidance): Elsewhere[] {
  const found = new Map<string, Elsewhere>();
  for (const service of guidance.services ?? []) {
    if (service.state === "no" || !service.offices?.length) continue;
    const region = regionOf(service);
    const there = service.offices.filter((office) => office.region === region);
    const known = found.get(region);
    if (known) known.services.push(service.name);
    else found.set(region, { region, services: [service.name], offices: there.length ? there : service.offices.slice(0, 1) });
  }
  return [...found.values()];
}

function regionOf(service: GuidedService): string {
  return (typeof service.place === "string" ? "" : service.place?.region) ?? "";
}

/** What has to be known of a paper at once, and the rest for whoever asks. */
export function remarks(material: GuidedMaterial): { first: string | null; others: string[] } {
  const all = material.remarks ?? [];
  const first = material.conflict?.text ?? all[0] ?? null;
  return { first, others: all.filter((text) => text !== first) };
}

export interface Offer { text: string; available: boolean; verified: boolean; details: string[] }

/** What may be chosen instead of bringing a paper, in one line, with what it leads to; null when nothing may. */
export function offer(options: readonly Alternative[] | undefined): Offer | null {
  if (!options?.length) return null;
  const once = (texts: (string | null | undefined)[]): string[] => [...new Set(texts.flatMap((text) => text?.replace(/。$/, "") || []))];
  return {
    text: once(options.map((one) => one.text)).join("；"),
    available: options.every((one) => one.available !== false),
    verified: options.every((one) => one.verified !== false),
    details: once(options.flatMap((one) => [one.template && `“${one.template.replace(/。$/, "")}”`, one.withheld, one.consequence, one.verify, one.excluded, one.refusing])),
  };
}

/** Texts of spans, each with whether it has been checked. */
export function spans(lines: readonly (Span | string)[] | undefined): Span[] {
  return (lines ?? []).map((line) => (typeof line === "string" ? { text: line } : line)).filter((line) => line.text);
}

export function eventNames(guidance: Guidance): string {
  return guidance.events.map((event) => (typeof event === "string" ? "" : event.name)).filter(Boolean).join("、");
}

/** The name of what comes as a name or as a record. */
export function nameOf(one: { name: string } | string | null | undefined): string {
  return (typeof one === "string" ? one : one?.name) ?? "";
}

export function regionName(guidance: Guidance): string {
  return typeof guidance.region === "string" ? "" : guidance.region.name;
}

export function placeInWords(service: GuidedService): string {
  const place = typeof service.place === "string" ? service.place : service.place?.text;
  const where = [place, service.office?.name, service.jump?.name].filter(Boolean).join("；");
  const region = service.offices?.length ? regionOf(service) : "";
  return where && region ? `${where}（在${region}）` : where || region;
}
