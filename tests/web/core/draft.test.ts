import { checked, keyOf, opened, required, reread, saved, sections, shownValue, stillMissing, typedIn, unsaved } from "../../../clients/core/draft";
import { Draft, DraftField } from "../../../clients/core/protocol";

const field = (id: string, more: Partial<DraftField> = {}): DraftField => ({ id, name: id, type: "text", value: null, origin: null, required: true, section: "孩子", ...more });
const draft = (fields: DraftField[], version = 1): Draft => ({ id: "d", version, status: "open", fields, parties: [] });

const name = field("child_name");
const phone = field("phone", { type: "phone", section: "妈妈" });
const locked = field("mother_name", { value: "张秀英", origin: "identity", locked: true, section: "妈妈" });

test("what is typed is shown, and goes out trimmed and narrow", () => {
  const form = typedIn(typedIn(opened(draft([name, phone])), name, " 张小满 "), phone, "１３８ １２３４ ５６７８");
  expect(shownValue(form, name)).toBe(" 张小满 ");
  expect(unsaved(form)).toEqual({ child_name: "张小满", phone: "13812345678" });
});

test("what cannot be right stays here, the rest is saved", () => {
  const form = checked(typedIn(typedIn(opened(draft([name, phone])), name, "张小满"), phone, "123"));
  expect(form.problems).toHaveProperty("phone");
  expect(unsaved(form)).toEqual({ child_name: "张小满" });
});

test("typing on while saving is not lost", () => {
  const form = typedIn(opened(draft([name])), name, "张小");
  const sent = { ...form.typed };
  const meanwhile = typedIn(form, name, "张小满");
  const done = saved(meanwhile, draft([field("child_name", { value: "张小", origin: "typed" })], 2), sent);
  expect(shownValue(done, name)).toBe("张小满");
  expect(done.draft.version).toBe(2);
});

test("a saved value leaves the typed ones", () => {
  const form = typedIn(opened(draft([name])), name, "张小满");
  expect(saved(form, draft([field("child_name", { value: "张小满" })], 2), form.typed).typed).toEqual({});
});

test("a newer version from elsewhere keeps everything typed here", () => {
  const form = reread(typedIn(opened(draft([name, phone])), name, "张小满"), draft([name, field("phone", { type: "phone", value: "13800000000" })], 5));
  expect(shownValue(form, name)).toBe("张小满");
  expect(shownValue(form, form.draft.fields[1]!)).toBe("13800000000");
});

test("locked fields never go out", () => {
  expect(unsaved(typedIn(opened(draft([locked])), locked, "别人"))).toEqual({});
});

test("an emptied field becomes null", () => {
  const filled = field("child_name", { value: "张小满" });
  expect(unsaved(typedIn(opened(draft([filled])), filled, ""))).toEqual({ child_name: null });
});

test("required fields without a value are named before confirming; optional ones are not", () => {
  const form = required(opened(draft([name, locked, field("address", { required: false })])));
  expect(Object.keys(form.problems)).toEqual(["child_name"]);
  expect(stillMissing(form)).toEqual(["child_name"]);
});

test("what the server finds wrong is shown at the field and goes when it is typed anew", () => {
  const form = opened(draft([field("child_name", { error: "姓名里有生僻符号" })]));
  expect(form.problems).toEqual({ child_name: "姓名里有生僻符号" });
  expect(typedIn(form, name, "张").problems).toEqual({});
});

test("fields of several persons have their own keys and sections", () => {
  const second = field("child_name", { per: "child", index: 2, section: "孩子2" });
  expect(keyOf(second)).toBe("child_name[2]");
  expect(sections(draft([field("child_name", { per: "child", index: 1, section: "孩子1" }), second, phone])).map((one) => one.title)).toEqual(["孩子1", "孩子2", "妈妈"]);
});
