"""Whether a phrase is meant: denied before it, asked about, or only supposed."""

from __future__ import annotations

import re

_DENIED = re.compile(
    r"(?:不是|并不是|不算|没有|没|不|未|无|别|并非|不用|不想|不要|不打算|不准备|不随|不跟|冇|莫)(?:[在再想要去跟给随是有过太怎么什么打算准备]{0,3})$"
)
_NOT_GONE = re.compile(r"没(?:有)?(?:去|到|上|赶到|送到)[^，。！？；]{0,4}$")
_NOT_A_DENIAL = re.compile(
    r"(?:有没有?|是不|要不|能不|办不|行不|好不|对不|会不|不得不|差不多|不过|没错|不光|不但|不仅|还不如)$"
)
_ASKED_BEFORE = re.compile(
    r"(?:能不能|可不可以|可以不可以|要不要|需不需要|是不是|该不该|有没有|能|可以|需要|必须|得|应该|想问|问问|怎么|咋|如何|哪里|去哪)[^，。！？；]{0,4}$"
)
_ASKED_AFTER = re.compile(
    r"^[^，。！？；]{0,6}(?:吗|么|不行|行不|行吗|可以不|要不|不|呢|嘛|啵|啊)?[？]|^[^，。！？；]{0,6}(?:吗|么|行不行|可以不|中不中|得不得行)(?:$|[，。！？；])"
)
_PUT_IN_DOUBT = re.compile(
    r"^[^，。！？；]{0,3}(?:能行吗|行吗|行不行|行不|可以吗|可以不|可不可以|好吗|好不好|合适吗|成不成|中不中|能不能行|好不)(?:$|[，。！？；])"
    r"|^[^，。！？；]{0,3}(?:要不要|需不需要|用不用|需要|要)(?:另外|单独|额外|再)"
)
#: 领没领, 结没结: a question without any word of asking. 还没还完 is none: 还 is first "yet", then "repay".
_OR_NOT = re.compile(r"(?!还没还[完清上])([^没不有])[没不]\1")
_BROUGHT_UP = re.compile(r"(?:要不要|需不需要|用不用|该不该|是不是要|一定要)[^，。！？；]{0,2}$")
_SUPPOSED = re.compile(
    r"(?:如果|(?<![主只])要是(?!的)|假如|万一|假设|倘若|若是|要不然|比如|比方说|别人|人家说|听说|邻居|朋友)[^，。！？；]{0,8}$"
)
_CLAUSE = re.compile(r"[，。！？；]")


def is_denied(text: str, start: int) -> bool:
    """Return whether the phrase that begins at `start` is denied by what stands right before it in its clause."""
    before = _CLAUSE.split(text[:start])[-1]
    return bool(_NOT_GONE.search(before) or _DENIED.search(before)) and not _NOT_A_DENIAL.search(before)


def is_asked(text: str, start: int, end: int) -> bool:
    """Return whether the citizen asks about the phrase instead of saying that it holds."""
    before = _CLAUSE.split(text[:start])[-1]
    if _OR_NOT.search(text[max(0, start - 2) : end]):
        return True
    if _PUT_IN_DOUBT.search(text[end:]) or _BROUGHT_UP.search(before):
        return True
    return bool(_ASKED_BEFORE.search(before)) and bool(_ASKED_AFTER.search(text[end:]))


def is_supposed(text: str, start: int) -> bool:
    """Return whether the phrase is only supposed (如果, 要是) or about somebody else."""
    return bool(_SUPPOSED.search(_CLAUSE.split(text[:start])[-1]))


def has_denial(text: str) -> bool:
    """Return whether the text contains any word of denial; tells 领了 from 没领 where wordings are compared."""
    return bool(re.search(r"没|不(?!动产|过|光|但|仅)|未|无|别(?!人)|冇", text))
