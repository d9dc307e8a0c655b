import { corrections, elsewhere, materialCount, materialsByState, offer, overall, placeInWords, remarks } from "../../../clients/core/list";
import { Guidance, GuidedMaterial, GuidedService } from "../../../clients/core/protocol";

const service = (id: string, more: Partial<GuidedService> = {}): GuidedService => ({ id, name: id, route: "submit", state: "yes", ...more });
const material = (id: string, mode: string, more: Partial<GuidedMaterial> = {}): GuidedMaterial => ({ id, name: id, mode, ...more });
const list = (services: GuidedService[], materials: GuidedMaterial[] = []): Guidance => ({ events: [], region: "", status: "complete", services, materials, schedule: { text_min: "最长5个工作日" } });

test("where a paper is there anyway nothing is left to choose, and what is not needed stands with what nobody brings", () => {
  const group = { group: "g", choose: 1, satisfied_by: ["a"] };
  const groups = materialsByState(list([], [material("a", "submit", group), material("b", "not_needed", group)]));
  expect(groups.map((one) => [one.heading, one.lines.map((choice) => choice.lines.map((line) => line.id))])).toEqual([["要交、要带的", [["a"]]], ["不用您带的", [["b"]]]]);
});

test("where one of several is there the others are still chosen from", () => {
  const lines = ["a", "b", "c"].map((id) => material(id, "submit", { group: "g", choose: 2, satisfied_by: ["a"] }));
  const [choice] = materialsByState(list([], lines))[0]!.lines;
  expect([choice!.choose, choice!.there, choice!.lines.length]).toEqual([2, 1, 3]);
});

test("only papers that are certain count, and of alternatives as many as are to be chosen", () => {
  const group = { group: "g", choose: 1 };
  expect(materialCount(list([], [material("a", "submit", group), material("b", "form", group), material("c", "show"), material("d", "not_needed"), material("e", "possible")]))).toBe(2);
});

test("how long everything takes is told of a whole list on which somebody applies", () => {
  expect(overall(list([service("a")]))).toBe("最长5个工作日");
  expect(overall({ ...list([service("a")]), status: "asking" })).toBeNull();
  expect(overall(list([service("a", { route: "duty" }), service("b", { state: "possible" })]))).toBeNull();
});

test("corrections are told once for the services of one body of law", () => {
  const regime = { id: "permit", name: "许可", correction: "五天内说清。", verified: true };
  const services = [service("a", { regime }), service("b", { regime }), service("c", { regime: { ...regime, id: "tax", correction: null } }), service("d", { regime, state: "no" }), service("e", { regime, route: "auto" })];
  expect(corrections(list(services))).toEqual([{ services: ["a", "b"], text: "五天内说清。", verified: true }]);
});

test("what is done elsewhere says where, and the windows there are named once", () => {
  const [hall, capital] = [{ name: "大厅", region: "乙县" }, { name: "省厅", region: "省" }];
  const there = (id: string, more: Partial<GuidedService> = {}): GuidedService => service(id, { place: { text: "派出所", region: "乙县" }, offices: [hall!, capital!], ...more });
  expect(placeInWords(there("a"))).toBe("派出所（在乙县）");
  expect(placeInWords(service("b", { place: { text: "派出所", region: "甲县" }, offices: [] }))).toBe("派出所");
  expect(elsewhere(list([service("x"), there("a"), there("b"), there("c", { state: "no" })]))).toEqual([{ region: "乙县", services: ["a", "b"], offices: [hall] }]);
  expect(elsewhere(list([there("a", { offices: [capital!] })]))[0]!.offices).toEqual([capital]);
});

test("of several remarks a conflict over the original comes first", () => {
  expect(remarks(material("a", "show", { remarks: ["要3个月内开的", "先办甲，再办乙"], conflict: { text: "先办甲，再办乙" } }))).toEqual({ first: "先办甲，再办乙", others: ["要3个月内开的"] });
  expect(remarks(material("a", "show"))).toEqual({ first: null, others: [] });
});

test("what may be chosen stands in one line, with what it leads to for whoever asks", () => {
  expect(offer([])).toBeNull();
  const told = offer([
    { kind: "deferral", text: "可以先办后补：领证前交齐", available: false, verified: true, withheld: "补齐之前不发证", refusing: "不选也行。" },
    { kind: "commitment", text: "可以书面承诺代替", available: false, verified: false, template: "内容真实。", refusing: "不选也行。" },
  ]);
  expect(told).toEqual({ text: "可以先办后补：领证前交齐；可以书面承诺代替", available: false, verified: false, details: ["补齐之前不发证", "不选也行", "“内容真实”"] });
});
