"""What in a person's words changes the tone: a death, violence or self-harm, somebody asking for their codes."""

from __future__ import annotations

import re

#: A death, or a baby lost.
GRIEF = [
    "去世",
    "过世",
    "病逝",
    "逝世",
    "离世",
    "夭折",
    "没保住",
    "没能活",
    "没活成",
    "没能留住",
    "孩子没了",
    "人没了",
    "流产",
    "引产",
    "胎停",
    "死产",
]
#: Violence at home, or against oneself.
VIOLENCE = [
    "家暴",
    "打我",
    "打人",
    "打老婆",
    "打孩子",
    "威胁我",
    "跟踪我",
    "不想活",
    "想死",
    "自杀",
    "自残",
    "活不下去",
    "割腕",
    "跳楼",
]
#: Somebody asks for money or codes in our name.
FRAUD = ["验证码", "手续费", "转账", "汇款", "骗子", "诈骗", "被骗"]


#: What a line of the list says when it is about a death.
DEATH = ["死亡", "节哀", "遗体", "火化", "丧葬", "墓"]


#: 老爷子走了, 我妈昨晚没了: a person of the family is gone. At the end of a clause, so that 我妈走了户口那边 is not meant.
GONE = re.compile(
    r"(?:老爷子|老太太|老人家?|老伴|爷爷|奶奶|外公|外婆|姥爷|姥姥|爸爸?|妈妈?|父亲|母亲|老公|丈夫|老婆|妻子|媳妇|丈母娘|岳父|岳母|公公|婆婆|哥哥?|姐姐?|弟弟?)"
    r"(?:今天|昨天|昨晚|前天|刚刚?|上个月|这个月|去年|突然|已经|也)?(?:走了|没了|不在了|老了人)(?=$|[，。,.!！?？ 啊呀咧了])"
)


def of_death(text: str) -> bool:
    return any(word in text for word in DEATH)


def grieving(text: str) -> bool:
    return any(word in text for word in GRIEF) or GONE.search(text) is not None


def violent(text: str) -> bool:
    return any(word in text for word in VIOLENCE)


def fraudulent(text: str) -> bool:
    return any(word in text for word in FRAUD)
