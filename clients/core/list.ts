/** The list in reading order: services by route, materials by what to do with them. Order and headings only; every sentence comes from the server. */
import { Fee, GuidedMaterial, GuidedService, Guidance, Span } from "./protocol";

export const ROUTE_HEADINGS: Readonly<Record<string, string>> = {
  submit: "在这里交件", prefile: "网上先填，再到现场", jump: "到专门的网站办", book: "先预约，再到窗口办", by_other: "别人替您办好",
  guide: "照着说明自己去办", auto: "不用申请，自动办", duty: "要做到，不用申请",
};

export const MODE_CHIPS: Readonly<Record<string, string>> = {
  submit: "提交", show: "核验原件后退还", surrender: "收存", keep: "自备备查", form: "签字即可", sent_by_other: "由别的单位送来", produced: "办理中产生",
  exempt: "免提交", exempt_if_verified: "登录核验后可免（去窗口请带）", possible: "待定",
};

export const FORM_WORDS: Readonly<Record<string, string>> = { original: "原件", electronic: "电子件", either: "原件或电子件", paper: "纸质件" };

const MATERIAL_GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ["要交、要带的", ["submit", "show", "surrender"]],
  ["要填、要签的", ["form"]],
  ["登录核验后可免，去窗口请带上", ["exempt_if_verified"]],
  ["自己留好备查的", ["keep"]],
  ["不用您带的", ["produced", "sent_by_other", "exempt"]],
  ["还没定的", ["possible"]],
];

export interface Group<T> { heading: string; lines: T[] }
export interface MaterialChoice { choose: number; lines: GuidedMaterial[] }

/** Services that apply, by route; then those still open under one heading of their own. */
export function servicesByRoute(guidance: Guidance): Group<GuidedService>[] {
  const services = (guidance.services ?? []).filter((service) => service.state !== "no");
  const routes = [...Object.keys(ROUTE_HEADINGS), ...services.map((service) => service.route)].filter((route, index, all) => all.indexOf(route) === index);
  const groups = routes.map((route) => ({
    heading: ROUTE_HEADINGS[route] ?? services.find((service) => service.route === route)?.route_text ?? route,
    lines: services.filter((service) => service.state === "yes" && service.route === route),
  }));
  groups.push({ heading: "还没定要不要办的", lines: services.filter((service) => service.state === "possible") });
  return groups.filter((group) => group.lines.length > 0);
}

/** Materials under what to do with them; alternatives of one group stand together as one line. */
export function materialsByState(guidance: Guidance): Group<MaterialChoice>[] {
  const materials = guidance.materials ?? [];
  const known = MATERIAL_GROUPS.flatMap(([, modes]) => modes);
  const groups = [...MATERIAL_GROUPS.map(([heading, modes]) => ({ heading, lines: materials.filter((line) => modes.includes(line.mode)) })),
    { heading: "其他", lines: materials.filter((line) => !known.includes(line.mode)) }];
  return groups.filter((group) => group.lines.length > 0).map((group) => ({ heading: group.heading, lines: choices(group.lines) }));
}

function choices(lines: GuidedMaterial[]): MaterialChoice[] {
  const all: MaterialChoice[] = [];
  const byGroup = new Map<string, MaterialChoice>();
  for (const line of lines) {
    const existing = line.group ? byGroup.get(line.group) : undefined;
    if (existing) {
      existing.lines.push(line);
      continue;
    }
    const choice = { choose: line.choose ?? 1, lines: [line] };
    if (line.group) byGroup.set(line.group, choice);
    all.push(choice);
  }
  return all;
}

export function nameOfService(guidance: Guidance, id: string): string {
  return guidance.services?.find((service) => service.id === id)?.name ?? id;
}

export function feeInWords(fee: Fee): string {
  if (fee.text) return fee.text;
  if (fee.amount === 0) return "不收费";
  return typeof fee.amount === "number" ? `${fee.amount}元` : "";
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
  return [place, service.office?.name, service.jump?.name].filter(Boolean).join("；");
}
