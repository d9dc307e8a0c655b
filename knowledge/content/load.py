"""Reading the catalogue folder: YAML files to raw records, every mapping with the lines on which it was written.

The only module that reads YAML. Whatever a file holds, it yields records or problems with file and line; a file that
is too big, too deep or turns in on itself is refused before anything is built from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from knowledge.content.records import KEY_LINES, LINE, Problem
from knowledge.model import KINDS

MAX_FILE_BYTES = 2_000_000
#: Deeper YAML is no record; far above what conditions may use (`condition.MAX_DEPTH`), far below the stack.
MAX_YAML_DEPTH = 200
OVERLAYS = "overlays"
Records = dict[str, list[tuple[dict[str, Any], str]]]


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML in which only true/false are truth values and dates stay text, with lines kept."""


_PLAIN_TEXT = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in _PLAIN_TEXT]
    for first, pairs in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.constructor.ConstructorError(None, None, "键要写成一个词", key.start_mark)
        if key.value in lines and key.value != "<<":
            raise yaml.constructor.ConstructorError(None, None, f"同一处写了两次 {key.value}", key.start_mark)
        lines[key.value] = key.start_mark.line + 1
    loader.flatten_mapping(node)  # `<<: *other` brings in another mapping; own keys come later and win
    mapping = {loader.construct_object(k, deep=True): loader.construct_object(v, deep=True) for k, v in node.value}
    return {**mapping, LINE: node.start_mark.line + 1, KEY_LINES: lines}


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_file(path: Path, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the raw records of one file and what is wrong with it; an unusable file yields no record."""
    if path.stat().st_size > MAX_FILE_BYTES:
        return [], [Problem(name, 1, f"文件超过 {MAX_FILE_BYTES // 1_000_000} MB，请按事项拆成小文件")]
    data = path.read_bytes()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return [], [Problem(name, data.count(b"\n", 0, error.start) + 1, "这里不是 UTF-8 文字，请把文件存成 UTF-8")]
    try:
        if (wrong := _shape(text, name)) is not None:
            return [], [wrong]
        content = yaml.load(text, Loader=_Loader)  # noqa: S506 - subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [], [
            Problem(name, mark.line + 1 if mark else 1, f"YAML 写法有误：{error.problem}；请检查缩进、引号和括号")
        ]
    except yaml.reader.ReaderError as error:
        return [], [Problem(name, text.count("\n", 0, error.position) + 1, "这里有不能用的控制字符，请删掉")]
    except ValueError as error:
        return [], [Problem(name, 1, f"有一个值读不出来：{error}；文字请加引号")]
    if content is None:
        return [], [Problem(name, 1, "文件是空的；请写内容或删掉它")]
    records = content if isinstance(content, list) else [content]
    if any(not isinstance(record, dict) for record in records):
        return [], [Problem(name, 1, "文件应为一条记录或记录的列表，每条写成“键: 值”")]
    return records, []


def _shape(text: str, name: str) -> Problem | None:
    """What stands against building from this text at all; reads marks only and never recurses."""
    depth = 0
    anchored: list[bool] = []
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            anchored.append(event.anchor is not None)
            if depth > MAX_YAML_DEPTH:
                return Problem(name, _line(event), f"嵌套超过 {MAX_YAML_DEPTH} 层，请拆开来写")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
            anchored.pop()
        elif isinstance(event, yaml.AliasEvent) and any(anchored):
            # An alias inside an anchor multiplies, or never ends.
            return Problem(name, _line(event), f"*{event.anchor} 写在另一个 & 记号里面，请直接写出内容")
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def read_catalogue(root: Path) -> tuple[Records, list[Problem]]:
    """Return {folder: [(raw record, file)]} for every YAML file below `root`, in a stable order."""
    found: Records = {kind: [] for kind in [*KINDS, OVERLAYS]}
    problems: list[Problem] = []
    if not root.is_dir():
        return found, [Problem(str(root), 0, "没有这个目录，请检查路径")]
    for path, name in _files(root):
        folder, *inner = name.split("/")
        if folder not in found or not inner or (folder == OVERLAYS and len(inner) < 2):
            known = "、".join(found)
            problems.append(Problem(name, 1, f"文件放错了地方；目录可以用：{known}，覆盖项放 overlays/<区划代码>/"))
            continue
        if path.suffix != ".yml":
            problems.append(Problem(name, 1, "文件名请以 .yml 结尾，不然读不到"))
            continue
        records, wrong = read_file(path, name)
        problems += wrong
        for record in records:
            if folder == OVERLAYS:
                record["division"] = inner[0]
            found[folder].append((record, name))
    return found, problems


def _files(root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.rglob("*.y*ml")):
        if path.is_file():
            yield path, path.relative_to(root).as_posix()
