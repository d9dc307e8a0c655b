"""What in a person's words changes the tone: a death, violence or self-harm, somebody asking for their codes."""

from __future__ import annotations

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


def of_death(text: str) -> bool:
    return any(word in text for word in DEATH)


def grieving(text: str) -> bool:
    return any(word in text for word in GRIEF)


def violent(text: str) -> bool:
    return any(word in text for word in VIOLENCE)


def fraudulent(text: str) -> bool:
    return any(word in text for word in FRAUD)
