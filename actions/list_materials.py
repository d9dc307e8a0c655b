"""The materials of the list in words: by what to do with them, alternatives together, what several share said once."""

from __future__ import annotations

from typing import Any

from actions import list_wording as words
from actions.changes import material_name
from actions.list_statements import MOST_REASONS, Reasons, basis, because

Guidance = dict[str, Any]
Material = dict[str, Any]
#: Materials that stand together: alternatives of one requirement, or one material alone.
Choice = list[Material]
Shared = tuple[str, ...]


def materials(guidance: Guidance) -> list[str]:
    """Heading, then the materials under what to do with them."""
    if not guidance["materials"]:
        return [words.MATERIALS, words.NO_MATERIALS]
    blocks = (_block(heading, choices, guidance) for heading, choices in _by_heading(guidance))
    return [words.MATERIALS, *(line for block in blocks for line in block)]


def _by_heading(guidance: Guidance) -> list[tuple[str, list[Choice]]]:
    """Every choice under the first heading that one of its materials belongs to."""
    by_group: dict[str, Choice] = {}
    for material in guidance["materials"]:
        by_group.setdefault(_slot(material), []).append(material)
    place = {mode: heading for heading, modes in words.MATERIAL_GROUPS for mode in modes}
    order = [heading for heading, _ in words.MATERIAL_GROUPS]
    under: dict[str, list[Choice]] = {heading: [] for heading in order}
    for choice in by_group.values():
        under[min((place[m["mode"]] for m in choice), key=order.index)].append(choice)
    return [(heading, choices) for heading, choices in under.items() if choices]


def _slot(material: Material) -> str:
    """Alternatives stand together as long as there is something to choose."""
    settled = material["group"] is None or len(material["satisfied_by"]) >= material["choose"]
    return str(material["id"] if settled else material["group"])


def _block(heading: str, choices: list[Choice], guidance: Guidance) -> list[str]:
    names = {s["id"]: s["name"] for s in guidance["services"]}
    known = {s["id"]: set(s["because"]) for s in guidance["services"]}
    reasons = Reasons(guidance["materials"])
    asking = guidance["status"] == "asking"
    # Choices that are alike in all but name and state stand together, and what they share is said under the last.
    alike: dict[Shared, list[Choice]] = {}
    for choice in choices:
        merely_named = asking and all(m["mode"] == "possible" for m in choice)
        shared = () if merely_named else _shared(choice, names, known, reasons)
        alike.setdefault(shared, []).append(choice)
    lines = [f"【{heading}】"]
    for shared, found in alike.items():
        lines += [line for choice in found for line in _members(choice, heading, asking)]
        count = len([m for choice in found for m in choice])
        lines += [f"   {line}" for line in _common(shared, count)]
    return lines


def _members(choice: Choice, heading: str, asking: bool) -> list[str]:
    """Each material of a choice with what only it has to say."""
    alternatives = len(choice) > 1
    lines = ["· " + _heading_of(choice)] if alternatives else []
    bullet, indent = ("   ◦ ", "     ") if alternatives else ("· ", "   ")
    for material in choice:
        named = asking and material["mode"] == "possible"
        first, *rest = [material_name(material)] if named else _own(material, heading)
        lines += [bullet + first, *(indent + line for line in rest)]
    return lines


def _heading_of(choice: Choice) -> str:
    there = len(choice[0]["satisfied_by"])
    sentence = words.CHOOSE_MORE if there else words.CHOOSE
    return sentence.format(of=len(choice), count=choice[0]["choose"], there=there)


def _own(material: Material, heading: str) -> list[str]:
    """Name and state, and what only this material has to say."""
    remarks = [remark.rstrip("。") for remark in material["remarks"]]
    if material["mode"] == "not_needed" and remarks:
        # Why it is not needed says more than that it is not.
        return [f"{material_name(material)}：{'；'.join(remarks)}"]
    form = words.FORMS[material["form"]] if material["mode"] in words.BROUGHT else ""
    form = "" if form in material["mode_text"] else form
    copies = words.COPIES.format(count=material["copies"]) if material["copies"] else ""
    # A heading that is the state itself is not said again with every line.
    state = "" if material["mode_text"].replace("；", "，") == heading else material["mode_text"]
    said = "，".join(filter(None, (state, form, copies)))
    return [
        material_name(material) + (f"：{said}" if said else ""),
        *([words.REASON.format(text=material["why"])] if material["why"] else []),
        *remarks,
        *_offer(material["options"]),
    ]


def _shared(choice: Choice, names: dict[str, str], known: dict[str, set[str]], reasons: Reasons) -> Shared:
    """(services, reasons, basis, "unverified" or empty) of a choice: what other choices may have alike."""
    used = list(dict.fromkeys(s for m in choice for s in m["services"]))
    if all(m["mode"] == "not_needed" for m in choice):
        return ("", "", "", "")
    # The reasons of a service stand with the service.
    told: set[str] = set().union(*(known.get(s, set()) for s in used))
    own = dict.fromkeys(reason for m in choice for reason in reasons.told(m, known=told))
    return (
        "、".join(names.get(s, s) for s in used),
        because(list(own)[:MOST_REASONS]),
        basis(b for m in choice for b in m["basis"]),
        "" if all(m["verified"] for m in choice) else "unverified",
    )


def _common(shared: Shared, count: int) -> list[str]:
    if not shared:
        return []
    used, reasons, cited, unverified = shared
    several = count > 1
    lines = (
        (words.USED_FOR_ALL if several else words.USED_FOR).format(text=used, count=count) if used else "",
        reasons,
        cited,
        (words.UNVERIFIED_ALL if several else words.UNVERIFIED_LINE).format(count=count) if unverified else "",
    )
    return [line for line in lines if line]


def _offer(options: list[dict[str, Any]]) -> list[str]:
    """What the applicant may choose instead, in one line; before choosing, what it leads to."""
    if not options:
        return []
    said = "；".join(dict.fromkeys(option["text"].rstrip("。") for option in options))
    unchecked = not all(option["verified"] for option in options) and words.UNVERIFIED not in said
    closed = not all(option["available"] for option in options)
    besides = "；".join([*([words.UNVERIFIED] if unchecked else []), *([words.NOT_YET] if closed else [])])
    open_ = [option["consequence"] for option in options if option["available"] and option["consequence"]]
    return [
        said + (f"（{besides}）" if besides else ""),
        *(words.CONSEQUENCE.format(text=text) for text in dict.fromkeys(open_)),
    ]
