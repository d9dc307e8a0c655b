"""What the material list says in Chinese beside modes and reasons. No logic that decides anything."""

from __future__ import annotations

from datetime import date

from knowledge.model import Period
from knowledge.words import LOCAL

UNITS = {"natural_day": "天", "month": "个月", "year": "年"}

# Why a holding does not spare the paper: what is the case, then what to do.
NOT_AUTHORISED = "还没有本人授权，没有查{name}。本人授权后能查；不查的，请带上"
NOT_FOUND = "没有查到{name}，请带上"
NO_MATCH = "查到的{name}和要办的对不上，请带上原件核对"
NOT_VALID = "查到的{name}现在用不了，请带上有效的"
EXPIRED = "查到的{name}{day}已经到期，请先换新的"
EXPIRES_BEFORE = "查到的{name}{day}到期，预计{due}才办结，请先换新的"
TOO_OLD = "查到的{name}是{day}出的，要{period}内的，请重新开"
ISSUE_UNKNOWN = "查到的{name}没写哪天出的，要{period}内的，请带上"
DUE_UNKNOWN = "查到的{name}{day}到期；{told}，怕赶不上的先换新的"
BAD_HOLDING = "持有情况的 {field} 写得不对：{value!r}"
FRESH = "要{period}内开的"

# What another paper makes unnecessary.
COVERED = "“{covered}”已由“{covering}”涵盖，不用另交"
SATISFIED = "已有“{names}”，这一样不用交"

# One original, several services that want it.
HAND_OVER_LAST = "先办{first}，再办{taker}：{taker}要收走原件"
TAKEN_BEFORE = "{taker}要收走原件，后面的{later}还要看。交之前先问窗口，能不能留扫描件给{later}用；" + LOCAL
TAKEN_TWICE = "{takers}都要收走原件，一份交不了两家。先打12345问清交给哪一家；" + LOCAL

# What the applicant may choose. Never chosen for them.
MAY_CHOOSE = "可以"
CHOSEN = "您选了"
DEFERRED = {
    "promised": "先办后补：{due}交上",
    "before_licence": "先办后补：领证前交齐",
    "sibling_result": "先预审：别的事项办出来就转到这里，不用您补",
}
DUE_LOCAL = "补交的日子" + LOCAL + "，到时"
PROMISED = {
    "replaces_proof": "书面承诺代替：签了承诺，这一样不用交",
    "procedure": "按告知承诺办：先许可，后核查",
}
REFUSING = "不选也行，按一般办法办，不受影响"
NOT_CHECKED = "登录并查过严重失信名单以后才能选；查不了的，按一般办法办"
LISTED = (
    "查到您在严重失信主体名单上，这次不能选先办后补和告知承诺。别的都照常办。"
    "哪个部门列入的，向哪个部门提异议或申请信用修复；问怎么办，打12345。"
)
CREDIT_SOURCE = "依据的是法定的严重失信主体名单，不看分数"


def period(length: Period) -> str:
    """3个月, 30天."""
    return f"{length.amount}{UNITS.get(length.unit, length.unit)}"


def day(value: date) -> str:
    """2026年11月20日."""
    return f"{value.year}年{value.month}月{value.day}日"


#: An open fact may still ask for more than what is certain.
MAY_BECOME = "也可能要“{mode}”，还没定。"
#: A paper of one person for which another on the list would do as well.
INSTEAD = "也可以用{names}代替，任选{choose}样。"
