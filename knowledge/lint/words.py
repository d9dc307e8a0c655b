"""Words: what a clerk may not write and a citizen should not have to read (QC-01, 02, 12, 13, 17, 19, 29, 34, 36)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.content.records import Problem
from knowledge.lint.checked import Checked
from knowledge.lint.parts import Path, texts
from knowledge.lint.rule import rule
from knowledge.model import OFFICES

#: Folders with texts for people, in the order in which they are read.
SPOKEN = ("events", "services", "facts", "materials", "fields")
#: QC-01: names that let anybody ask for anything.
CATCH_ALL = re.compile(r"其他.*材料|有关材料|相关材料|相关证明|其它.*资料|等材料$|规定的其他|需要的其他|窗口要求的")
#: QC-02: words that decide nothing; the second list only where a condition, a paper or a time is stated.
VAGUE = re.compile(r"原则上|视情况|酌情|按规定|可能需要|有关部门|相关手续|符合要求的")
VAGUE_TERMS = re.compile(r"必要时|适当|及时|一般(?!纳税人)|等(?=[，。；、）]|$)")
#: What is quoted is not ours: statute titles and quotations.
QUOTED = re.compile(r"《[^》]*》|“[^”]*”")
FIGURE = re.compile(r"[0-9一二两三四五六七八九十百]+\s*(?:个|天|日|月|年|元|平方|㎡|万|份|次|分钟|小时|%)")
#: QC-13: who writes a paper for money, and a name of one.
INTERMEDIARY = re.compile(r"鉴定机构|检测机构|评估机构|公证机构|设计单位|施工单位|体检机构|刻章店|中介|事务所|代理机构")
FREE_CHOICE = re.compile(r"自主选择|自己选|您.{0,4}选|任选|都可以")
#: A company by its name; 股份有限公司 and 是有限公司 are kinds.
FIRM = re.compile(
    r"[\u4e00-\u9fff]{2,}(?<!股份)(?<!一人)(?<![是个家办种的或和为])(?:有限公司|有限责任公司|股份公司|集团公司)"
    r"|[\u4e00-\u9fff]{2,}(?:会计师事务所|律师事务所)"
)
#: QC-17: names of offices that have been unified (种S4 10).
OLD_OFFICE = re.compile(r"为民服务中心|行政服务中心|政务(?:服务)?大厅|办事大厅|市民(?:服务)?中心|行政审批大厅")
#: Provinces and cities have service centres only.
ONLY_CENTRES = ("province", "city")
#: QC-19: an appointment or an online step made compulsory.
FORCED_ONLINE = re.compile(
    r"(?<!不)(?<!不用)须先(?:在网上|线上).*(?:预约|提交|申报)|(?<!不)必须.*(?:预约|网上)|只能(?:在)?(?:网上|线上|手机)"
)
#: QC-29: sentences are short; words of the trade are explained where they stand.
LONGEST_AVERAGE = 35
SENTENCE_ENDS = re.compile(r"[。！？；\n]")
JARGON = re.compile(
    r"容缺受理|并联审批|四级四同|即办件|承诺件|一网通办|行政相对人|兜底|跑动次数|一窗受理|要件|事项编码|颗粒化"
)
EXPLAINED = re.compile(r"就是|也就是|指的是|（|意思是")
#: QC-34: asking for what is wrong in instalments.
IN_INSTALMENTS = re.compile(r"陆续补|分次补|再另行(?:通知)?补|随时补(?:充|交)|多次补")
#: QC-36: what only a department may say.
DECIDES = re.compile(
    r"已批准|予以批准|不予批准|(?:您|你)不符合|不符合.{0,6}(?:拒|不予)|审批通过|审核通过|准予许可|批准了您"
)


def spoken(c: Checked, *folders: str) -> Iterator[tuple[str, str, Path, str]]:
    """(folder, id, path, text) for everything people read in these folders."""
    for kind in folders or SPOKEN:
        for key, record in c.of(kind):
            yield from ((kind, key, path, text) for path, text in texts(record))


def unquoted(text: str) -> str:
    """The text without what it quotes."""
    return QUOTED.sub("", text)


@rule("QC-01")
def qc_01_no_catch_all_materials(c: Checked) -> Iterator[Problem]:
    """No name lets a window ask for anything (种S1 二6); only national or public security may, and says so."""
    for key, material in c.of("materials"):
        for field in ("name", "notes"):
            found = CATCH_ALL.search(getattr(material, field) or "")
            if found and not material.security_reason:
                yield c.wrong("materials", key, f"“{found[0]}”是兜底的说法，请逐一写明要什么材料", field)


@rule("QC-02")
def qc_02_nothing_is_left_vague(c: Checked) -> Iterator[Problem]:
    """A guide says what decides: a condition beside it or a figure in it. Quoted statutes are exempt."""
    for kind, key, path, text in spoken(c, "services", "materials", "events"):
        bare = unquoted(text)
        if _decided(c, kind, key, path) or FIGURE.search(bare):
            continue
        if found := VAGUE.search(bare):
            say = f"“{_around(bare, found)}”说不准由什么决定，请写明条件或数字"
            yield (c.wrong if _is_term(kind, path) else c.remind)(kind, key, say, *path)
        elif _is_term(kind, path) and (found := VAGUE_TERMS.search(bare)):
            yield c.remind(kind, key, f"“{_around(bare, found)}”说不准，请写明有哪些、什么时候", *path)


def _is_term(kind: str, path: Path) -> bool:
    """Whether the text states a condition, a paper or a time."""
    parts = ("requirements", "times", "deadlines", "route_when", "presence_when", "fees")
    return kind == "materials" or (kind == "services" and path[0] in parts)


def _decided(c: Checked, kind: str, key: str, path: Path) -> bool:
    """Whether a condition stands beside the text."""
    if kind != "services" or len(path) < 2:
        return False
    listed = getattr(c.view.services[key], path[0], ())
    parts = listed if isinstance(listed, tuple) else ()
    here = next((p for p in parts if path[1] in (getattr(p, "id", None), getattr(p, "name", None))), None)
    return getattr(here, "when", None) is not None


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 8) : found.end() + 8]


@rule("QC-13")
def qc_13_intermediaries_are_chosen_freely(c: Checked) -> Iterator[Problem]:
    """Nobody is sent to a named firm, and the free choice is said (种S1 七20，S4 9)."""
    for key, material in c.of("materials"):
        said = f"{material.issuer or ''} {material.notes or ''} {material.guide or ''}"
        if INTERMEDIARY.search(material.issuer or "") and not FREE_CHOICE.search(said):
            yield c.missing("materials", key, f"由{material.issuer}出，请写明哪一家由群众自己选", "notes")
    for kind, key, path, text in spoken(c):
        if found := FIRM.search(unquoted(text)):
            yield c.wrong(kind, key, f"点了“{found[0]}”的名，请改成由群众自己选", *path)


@rule("QC-17")
def qc_17_offices_have_their_names(c: Checked) -> Iterator[Problem]:
    """County and above 政务服务中心, town 便民服务中心, village 便民服务站 (种S4 10)."""
    for key, region in c.of("regions"):
        for n, office in enumerate(region.offices):
            ending = OFFICES.get(office.kind)
            if ending and not office.name.endswith(ending):
                yield c.remind("regions", key, f"“{office.name}”应叫{ending}", "offices", str(n))
            elif region.level in ONLY_CENTRES and office.kind != "service_center":
                text = f"这一级的“{office.name}”应叫{OFFICES['service_center']}"
                yield c.remind("regions", key, text, "offices", str(n))
    for kind, key, path, text in spoken(c):
        if found := OLD_OFFICE.search(unquoted(text)):
            yield c.remind(kind, key, f"“{found[0]}”请改成政务服务中心、便民服务中心或便民服务站", *path)


@rule("QC-19")
def qc_19_nobody_is_forced_online(c: Checked) -> Iterator[Problem]:
    """Neither an appointment nor an online step is a must at the window (种S4 25).

    Replies in conversation are held to the same pattern in tests/actions/test_qc_replies.py.
    """
    for kind, key, path, text in spoken(c):
        if found := FORCED_ONLINE.search(text):
            yield c.wrong(kind, key, f"“{found[0]}”把网上一步写成了前提，请写明窗口也能直接办", *path)


@rule("QC-29")
def qc_29_sentences_are_short_and_plain(c: Checked) -> Iterator[Problem]:
    """At most 35 characters a sentence on average, and no unexplained words of the trade (种S4 21)."""
    for kind, key, path, text in spoken(c, "events", "services", "facts"):
        sentences = [s for s in SENTENCE_ENDS.split(text) if s.strip()]
        average = sum(map(len, sentences)) / len(sentences) if sentences else 0
        if average > LONGEST_AVERAGE:
            yield c.remind(
                kind, key, f"“{text[:12]}…”平均一句 {average:.0f} 个字，请拆短到 {LONGEST_AVERAGE} 字以内", *path
            )
        if (found := JARGON.search(unquoted(text))) and not EXPLAINED.search(text):
            yield c.remind(kind, key, f"“{found[0]}”一般人听不懂，请换个说法或解释一句", *path)


@rule("QC-34")
def qc_34_corrections_are_told_once(c: Checked) -> Iterator[Problem]:
    """No text announces corrections in instalments.

    That a correction notice names every failing paper with what is wrong, by when and how to mend it, is checked where
    notices are made: tests/api/cases/test_qc_34_correction.py.
    """
    for kind, key, path, text in spoken(c):
        if found := IN_INSTALMENTS.search(text):
            yield c.wrong(kind, key, f"“{found[0]}”：补正要一次说全，请写明补什么、几天内、怎么补", *path)


@rule("QC-36")
def qc_36_the_machine_decides_nothing(c: Checked) -> Iterator[Problem]:
    """预审 and 提示, never 批准 or 不符合 (行政许可法34、38，个人信息保护法24).

    What the code itself says is held to the same pattern in tests/actions/test_qc_replies.py.
    """
    for kind, key, path, text in spoken(c):
        if found := DECIDES.search(unquoted(text)):
            yield c.wrong(kind, key, f"“{found[0]}”是部门才能说的，请改成预审或提示的说法", *path)
