import { EventStream } from "../../../clients/core/event-stream";
import { randomId } from "../../../clients/core/identifier";
import { feeInWords, materialsByState, order, servicesByRoute, timeAndFee } from "../../../clients/core/list";
import { Guidance, GuidedMaterial, GuidedService } from "../../../clients/core/protocol";
import { spoken } from "../../../clients/core/spoken";

test("beside a question only what leads to it is said, not the question again", () => {
  const question = { fact: "a", type: "enum" as const, text: "一个还是双胞胎？", options: [] };
  expect(spoken({ type: "question", text: "我听到的：昨天。\n一个还是双胞胎？\n1. 一个\n2. 双胞胎", question })).toBe("我听到的：昨天。");
});

test("numbered lines that only repeat the buttons go; other lines stay", () => {
  const options = [{ id: "x", label: "孩子出生" }];
  expect(spoken({ type: "events", text: "您要办哪一件？\n1. 孩子出生\n2. 说好的事", options })).toBe("您要办哪一件？\n2. 说好的事");
});

const service = (id: string, route: string, state: GuidedService["state"] = "yes"): GuidedService => ({ id, name: id, route, state });
const material = (id: string, mode: string, more: Partial<GuidedMaterial> = {}): GuidedMaterial => ({ id, name: id, mode, ...more });
const list = (services: GuidedService[], materials: GuidedMaterial[] = []): Guidance => ({ events: [], region: "", status: "complete", services, materials });

test("services stand under their route; what does not apply is left out; what is open stands last", () => {
  const groups = servicesByRoute(list([service("b", "guide"), service("a", "submit"), service("n", "submit", "no"), service("p", "submit", "possible")]));
  expect(groups.map((group) => [group.heading, group.lines.map((line) => line.id)])).toEqual([["在这里交件", ["a"]], ["照着说明自己去办", ["b"]], ["还没定要不要办的", ["p"]]]);
});

test("a route or a material state that is not known yet is still shown", () => {
  expect(servicesByRoute(list([{ ...service("a", "drone"), route_text: "送上门" }]))[0]).toMatchObject({ heading: "送上门" });
  expect(materialsByState(list([], [material("m", "hologram")])).flatMap((group) => group.lines)).toHaveLength(1);
});

test("no material is lost and alternatives stand together", () => {
  const materials = [material("a", "submit"), material("b", "show", { group: "g", choose: 1 }), material("c", "show", { group: "g", choose: 1 }), material("d", "exempt"), material("e", "possible"), material("f", "keep")];
  const groups = materialsByState(list([], materials));
  expect(groups.flatMap((group) => group.lines.flatMap((choice) => choice.lines)).map((line) => line.id).sort()).toEqual(["a", "b", "c", "d", "e", "f"]);
  expect(groups[0]!.lines[1]!.lines.map((line) => line.id)).toEqual(["b", "c"]);
});

test("a fee that is not known is not called free", () => {
  expect(feeInWords({ amount: null })).toBe("");
  expect(feeInWords({ amount: 0 })).toBe("不收费");
});

test("what costs nothing is only called free; what is charged beside it stays", () => {
  expect(feeInWords({ amount: 0, text: "办证不收费", payer: "申请人" })).toBe("不收费");
  expect(feeInWords({ amount: 0, text: "登记不收费；工本费5元" })).toBe("登记不收费；工本费5元");
  expect(feeInWords({ amount: 80, text: "登记费：80元/件", payer: "新房主" })).toBe("登记费：80元/件，谁交：新房主");
});

test("alternatives of different states stand together under the heading of the first", () => {
  const materials = [material("letter", "form", { group: "g", choose: 1 }), material("licence", "exempt_if_verified", { group: "g", choose: 1 }), material("report", "submit", { group: "g", choose: 1 }), material("sheet", "form")];
  const groups = materialsByState(list([], materials));
  expect(groups.map((group) => [group.heading, group.lines.map((choice) => choice.lines.map((line) => line.id))])).toEqual([["要交、要带的", [["letter", "licence", "report"]]], ["要填、要签的", [["sheet"]]]]);
});

test("what is not known of time and fee is said once, and not at all of what nobody applies for", () => {
  const known = { ...service("a", "submit"), times: [{ text: "法定：10个工作日", verified: true }] };
  expect(timeAndFee({ ...list([known]), fees: [{ service: "a", amount: 0, verified: false }] }, known)).toEqual({ times: ["法定10个工作日"], fees: ["不收费"], open: ["费用"] });
  const unknown = { ...service("b", "guide"), times: [{ text: "没有公布天数，以当地窗口为准", verified: false }] };
  expect(timeAndFee(list([unknown]), unknown)).toEqual({ times: [], fees: [], open: ["时间", "费用"] });
  expect(timeAndFee(list([]), service("c", "duty"))).toEqual({ times: [], fees: [], open: [] });
});

test("the order names level by level what is sure and not done by itself", () => {
  const guidance = { ...list([service("a", "guide"), service("b", "submit"), service("c", "auto"), service("d", "submit", "possible")]), steps: [{ level: 1, services: ["a", "c"] }, { level: 2, services: ["b", "d"] }] };
  expect(order(guidance)).toEqual([["a"], ["b"]]);
  expect(order(list([service("a", "guide")]))).toEqual([]);
});

test("an event stream is read whole wherever it is cut", () => {
  const text = ": beat\n\nid: 7\nevent: task\ndata: {\"a\":1}\ndata: x\n\ndata: y\r\n\r\n";
  for (let cut = 0; cut <= text.length; cut += 1) {
    const stream = new EventStream();
    const events = [...stream.push(text.slice(0, cut)), ...stream.push(text.slice(cut))];
    expect(events, `cut at ${cut}`).toEqual([{ event: "task", data: "{\"a\":1}\nx", id: "7" }, { event: "message", data: "y", id: "7" }]);
  }
});

test("ids are 32 hexadecimal digits and differ", () => {
  const ids = new Set(Array.from({ length: 200 }, () => randomId()));
  expect(ids.size).toBe(200);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
});
