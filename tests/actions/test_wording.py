"""What the assistant never says (the rules of its wording), read from the copy files and from real turns."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest

from actions import list_wording, wording
from tests.actions.conversation import Conversation

NEVER = (
    "亲，", "亲~", "哦哦", "！", "!", "原则上", "按规定", "视情况", "您不符合", "必须先网上预约", "可能需要",
    "死者", "销户", "下一件事", "恭喜", "残废", "正常人", "患者", "为什么还", "私生", "黑户", "超生", "劝返",
    "批准", "政府关怀", "温馨提示",
)  # fmt: skip
LONGEST = 35
EMOJI = re.compile("[\U0001f000-\U0001faff☀-➿️]")


def sentences(module: ModuleType) -> list[str]:
    """Every text of a copy file."""
    found: list[str] = []

    def collect(value: Any) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for item in value.values():
                collect(item)
        elif isinstance(value, (list, tuple)):
            for item in value:
                collect(item)

    for name, value in vars(module).items():
        if name.isupper():
            collect(value)
    return found


@pytest.mark.parametrize("module", [wording, list_wording], ids=lambda m: m.__name__)
def test_no_forbidden_word_and_no_long_sentence(module: ModuleType) -> None:
    texts = sentences(module)
    assert len(texts) > 30, "the copy file was read"
    for text in texts:
        assert not EMOJI.search(text), text
        for word in NEVER:
            assert word not in text, f"{word} in {text}"
        for sentence in re.split("[。？]", re.sub("{[a-z]+}", "", text)):
            assert len(sentence) <= LONGEST, sentence


def test_no_sentence_is_kept_outside_the_copy_files() -> None:
    """Logic holds no Chinese but in comments, docstrings and the words that are listened for."""
    import ast
    from pathlib import Path

    import actions

    folder = Path(actions.__file__ or "").parent
    for path in folder.glob("*.py"):
        if path.stem in ("wording", "list_wording", "tone") or path.stem.startswith("rasa"):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef))
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                assert len(re.findall("[一-鿿]", node.value)) <= 1, f"{path.name}: {node.value}"


@pytest.mark.parametrize("act", ["complaint", "human_agent", "out_of_scope", "faq_general", "stop", "goodbye"])
def test_answers_end_with_somebody_to_turn_to(talk: Conversation, act: str) -> None:
    assert "12345" in talk.act(act).text
