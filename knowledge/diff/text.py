"""What differs between two bundles in words, bases, times, fees and addresses, and changes nobody's outcome.

Raw records are compared field by field; what conditions and modes say is told by its effect (`knowledge.diff.compare`), and here
only where it has none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from knowledge.bundle import Bundle
from knowledge.content.overlay import KEYS
from knowledge.model import KINDS
from knowledge.words import MODE, TIME, UNIT

#: Fields whose change is told by its effect on citizens.
DECIDING = (
    "when",
    "route",
    "presence",
    "route_when",
    "presence_when",
    "mode",
    "exempt_by",
    "form",
    "copies",
    "group",
    "result_of",
    "material",
    "subject",
    "derive",
    "count",
    "map",
    "per",
    "impossible",
)
#: Lists of which an item that comes or goes is told by its effect on citizens.
DECIDING_LISTS = ("requirements", "fields", "notices", "duties", "deadlines", "fees", "services", "groups", "parties")
#: Kinds that no citizen and no clerk reads.
UNREAD = ("personas",)
KIND = {
    "facts": "情形",
    "fields": "填的项",
    "materials": "材料",
    "licences": "证照和数据",
    "departments": "部门",
    "laws": "法规",
    "regions": "地方",
    "place_roles": "办理地",
    "parameters": "标准",
    "services": "事项",
    "events": "一件事",
    "calendar": "放假安排",
    "regimes": "程序规则",
    "cancelled": "已取消清单",
    "stages": "专栏阶段",
    "column": "专栏条目",
    "lists": "国家清单",
    "overlays": "地方的改动",
}
FIELD = {
    "name": "名称",
    "title": "标题",
    "question": "问法",
    "help": "说明",
    "why": "为什么",
    "text": "文字",
    "how": "怎么办",
    "basis": "依据",
    "times": "时限",
    "fees": "费用",
    "days": "天数",
    "unit": "单位",
    "amount": "金额",
    "payer": "谁付",
    "phone": "电话",
    "address": "地址",
    "hours": "上班时间",
    "offices": "窗口",
    "value": "数值",
    "source": "出处",
    "verified": "是否核实",
    "phrases": "常见说法",
    "options": "选项",
    "notices": "提醒",
    "duties": "要做到的",
    "deadlines": "您的期限",
    "requirements": "材料要求",
    "chapters": "问的次序",
    "faq": "常见问答",
    "choose": "选几样",
    "handler": "谁来办",
    "handlers": "谁来办",
    "windows": "办事窗口",
    "spoken": "念的话",
    "instead": "现在怎么办",
    "joins": "一起办的",
    "items": "各项",
    "stage": "阶段",
    "notes": "备注",
    "because": "原因",
    "label": "选项",
    "prior": "多见少见",
    "deferral": "容缺",
    "commitment": "告知承诺",
    "issued_within": "多久内开的",
    "results": "办完拿到的",
    "place": "去哪里",
    "kind": "种类",
    "from": "从哪天起",
    "to": "到哪天",
    "law": "法规",
    "article": "条款",
    "note": "说明",
}
VALUE = {**TIME, **UNIT, **MODE}
NEW, GONE, REWRITTEN = "新加了一条", "去掉了", "条件换了写法，结果没有变"
NOTHING = "（没有）"
Difference = tuple[tuple[str, ...], Any, Any]


def text_changes(old: Bundle, new: Bundle, touched: Collection[str]) -> Iterator[dict[str, Any]]:
    """{kind, id, what, field, path, old, new} for every field that reads otherwise.

    `touched`: services whose outcome changes for somebody; how their conditions are written is then not told again.
    """
    for kind in KINDS:
        if kind not in UNREAD:
            before, after = (_by_id(bundle.raw["records"].get(kind, [])) for bundle in (old, new))
            yield from _records(kind, before, after, touched)
    yield from _records("overlays", _overlays(old), _overlays(new), touched)


def _by_id(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(record.get("id") or record.get("code")): record for record in records}


def _overlays(bundle: Bundle) -> dict[str, dict[str, Any]]:
    """Overlays by division and what they change; several of the same by number."""
    found: dict[str, dict[str, Any]] = {}
    for raw in bundle.raw["overlays"]:
        name = next((str(raw[kind]) for kind in ("service", "parameter", "event", "fact") if kind in raw), "")
        division = str(raw.get("division", ""))
        region = bundle.regions.get(division)
        key = f"{region.full_name if region else division} {name}"
        found[key if key not in found else f"{key} {len(found)}"] = raw
    return found


def _records(
    kind: str, old: dict[str, dict[str, Any]], new: dict[str, dict[str, Any]], touched: Collection[str]
) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys([*new, *old]):
        record = new.get(name) or old[name]
        line = {"kind": kind, "id": name, "what": f"{KIND[kind]}：{record.get('name', name)}"}
        if name not in old or name not in new:
            there = name in new
            if kind != "events":  # told with the events
                yield line | {"field": "", "path": "", "old": NOTHING if there else "", "new": NEW if there else GONE}
            continue
        rewritten = False
        for path, before, after in differences(old[name], new[name]):
            if decides(path, before, after):
                rewritten = True
                continue
            label = next((FIELD[step] for step in reversed(path) if step in FIELD), path[-1])
            yield line | {"field": label, "path": ".".join(path), "old": told(before), "new": told(after)}
        if rewritten and kind == "services" and name not in touched:
            yield line | {"field": "", "path": "when", "old": "", "new": REWRITTEN}


def decides(path: tuple[str, ...], before: Any, after: Any) -> bool:
    """Whether a difference is one that citizens notice by its effect, if at all."""
    if any(step in DECIDING for step in path):
        return True
    return len(path) > 1 and path[-2] in DECIDING_LISTS and (before is None or after is None)


def differences(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[Difference]:
    """(path, old, new) of everything that differs; None for what is not there.

    Items of lists go by their key; those without one by their place, where there are as many as before.
    """
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*new, *old]):
            yield from differences(old.get(key), new.get(key), (*path, str(key)))
        return
    if isinstance(old, list) and isinstance(new, list):
        before, after = _keyed(old), _keyed(new)
        if before is not None and after is not None:
            for name in dict.fromkeys([*after, *before]):
                yield from differences(before.get(name), after.get(name), (*path, name))
            return
        if len(old) == len(new) and all(isinstance(item, dict) for item in (*old, *new)):
            for number, pair in enumerate(zip(old, new, strict=True), 1):
                yield from differences(*pair, (*path, str(number)))
            return
    yield path, old, new


def _keyed(items: list[Any]) -> dict[str, Any] | None:
    """Items by key; None where they have none, or share one."""
    found: dict[str, Any] = {}
    for item in items:
        name = next((str(item[key]) for key in KEYS if key in item), None) if isinstance(item, dict) else None
        if name is None or name in found:
            return None
        found[name] = item
    return found


def told(value: Any) -> str:
    """A value as a clerk reads it."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "，".join(f"{FIELD.get(key, key)} {told(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return "；".join(told(item) for item in value) or NOTHING
    return VALUE.get(value, str(value))
