"""Reading the catalogue folder: YAML files to records, with file and line for every mistake."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from knowledge.model import KINDS, Overlay
from knowledge.records import LINE, Problem, Reader

MAX_FILE_BYTES = 2_000_000
OVERLAYS = "overlays"


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]
    """YAML in which only true/false are truth values and dates stay text, with lines kept."""


_PLAIN_TEXT = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if tag not in _PLAIN_TEXT]
    for first, pairs in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    written = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    for key in written:
        if written.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"同一处写了两次 {key}", node.start_mark)
    loader.flatten_mapping(node)  # `<<: *other` brings in another mapping; own keys come later and win
    mapping = {loader.construct_object(k, deep=True): loader.construct_object(v, deep=True) for k, v in node.value}
    # Only records and their parts are addressed by line; one-key conditions need none.
    if len(mapping) > 1:
        mapping[LINE] = node.start_mark.line + 1
    return mapping


_Loader.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_file(path: Path, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the raw records of one file and what is wrong with it; an unusable file yields no record."""
    if path.stat().st_size > MAX_FILE_BYTES:
        return [], [Problem(name, 0, f"文件超过 {MAX_FILE_BYTES // 1_000_000} MB，请按事项拆成小文件")]
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - subclass of SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        return [], [Problem(name, line, f"YAML 写法有误：{error.problem}")]
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        return [], [Problem(name, 0, f"文件读不出来：{type(error).__name__}；请存成 UTF-8 的 YAML")]
    if content is None:
        return [], [Problem(name, 0, "文件是空的；请写内容或删掉它")]
    records = content if isinstance(content, list) else [content]
    bad = [r for r in records if not isinstance(r, dict)]
    if bad:
        return [], [Problem(name, 0, "文件应为一条记录或记录的列表")]
    return records, []


def read_catalogue(root: Path) -> tuple[dict[str, list[tuple[dict[str, Any], str]]], list[Problem]]:
    """Return {folder: [(raw record, file)]} for every YAML file below `root`, in a stable order."""
    found: dict[str, list[tuple[dict[str, Any], str]]] = {kind: [] for kind in [*KINDS, OVERLAYS]}
    problems: list[Problem] = []
    if not root.is_dir():
        return found, [Problem(str(root), 0, "没有这个目录")]
    for path in sorted(root.rglob("*.yml")):
        name = path.relative_to(root).as_posix()
        folder = name.split("/")[0]
        if folder not in found:
            problems.append(Problem(name, 0, f"目录 {folder} 不认识；可以用：{'、'.join(found)}"))
            continue
        records, wrong = read_file(path, name)
        problems += wrong
        for record in records:
            if folder == OVERLAYS:
                record["division"] = name.split("/")[1]
            found[folder].append((record, name))
    return found, problems


def parse_record(cls: type, raw: dict[str, Any], file: str) -> tuple[Any | None, list[Problem]]:
    """Read one raw mapping into its record."""
    reader = Reader(file)
    record = reader.read(cls, raw, str(raw.get("id") or raw.get("code") or cls.__name__))
    return record, reader.problems


__all__ = ["OVERLAYS", "Overlay", "parse_record", "read_catalogue", "read_file"]
