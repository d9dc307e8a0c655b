"""Commands that need no server: help, wrong use, guide, catalogue, and what is missing."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.cli import build, catalogue, guide, wording
from api.cli.errors import CommandError
from knowledge.bundle import CURRENT

Daoban = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    "command", [[], ["serve"], ["chat"], ["guide"], ["understand"], ["catalogue"], ["proof"], ["train"]]
)
def test_help_is_chinese(command: list[str], capsys: pytest.CaptureFixture[str], daoban: Daoban) -> None:
    with pytest.raises(SystemExit) as left:
        daoban(*command, "--help")
    said = capsys.readouterr().out
    assert left.value.code == 0
    assert said.startswith("用法：daoban")
    assert "usage" not in said
    assert "show this help" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "还缺 命令"),
        (["dance"], "“dance”不在可选的里面"),
        (["serve", "--port", "x"], "不是0 到 65535 的端口号"),
        (["serve", "--port", "70000"], "不是0 到 65535 的端口号"),
        (["serve", "--prot", "1"], "多了不认识的 --prot 1"),
        (["chat", "--server"], "--server 后面要跟一个值"),
        (["guide", "newborn", "--on", "明天"], "不是日期"),
        (["guide", "nothing"], "没有“nothing”这件事，可以写："),
        (["guide", "newborn", "hukou_follow"], "要写成 情形=取值"),
        (["guide", "newborn", "no_fact=1"], "没有“no_fact”这个情形，可以写："),
        (["guide", "newborn", "hukou_follow=月球"], "不能是“月球”"),
        (["guide", "newborn", "--region", "999999"], "没有“999999”这个地方"),
        (["guide", "newborn", "--place", "户口所在地"], "要写成 办理地=代码"),
        (["guide", "newborn", "--place", "moon=620102"], "没有“moon”这种办理地，可以写：anywhere（哪里都能办）"),
        (["guide", "newborn", "--place", "户口所在地=999999"], "没有“999999”这个地方"),
    ],
)
def test_wrong_use_is_one_chinese_line_and_exit_code_2(daoban: Daoban, words: list[str], said: str) -> None:
    code, out, err = daoban(*words)
    assert code == 2
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_guide_prints_the_list(daoban: Daoban) -> None:
    code, out, _ = daoban("guide", "newborn", "hukou_follow=mother", "parents_married=不知道", "--on", "2026-11-20")
    assert code == 0
    assert out.startswith("新生儿出生——甘肃省兰州市城关区，2026年11月20日")
    assert "12345" in out


def test_guide_as_json_is_the_guidance(daoban: Daoban) -> None:
    code, out, _ = daoban("guide", "newborn", "rare_cases=none", "--json", "--on", "2026-11-20", "--region", "360732")
    guidance = json.loads(out)
    assert code == 0
    assert guidance["region"]["code"] == "360732"
    assert [a["value"] for a in guidance["answered"]] == [[]]


def test_a_place_may_be_elsewhere_by_its_name_or_id(daoban: Daoban) -> None:
    words = ["--place", "出生地=360732", "--place", "target_hukou=360700", "--json", "--on", "2026-11-20"]
    code, out, _ = daoban("guide", "newborn", *words)
    assert code == 0
    places = {line["id"]: line["place"]["region"] for line in json.loads(out)["services"]}
    assert places["birth_certificate"] == "江西省赣州市兴国县"
    assert places["birth_hukou"] == "江西省赣州市"
    assert places["vaccination_certificate"] == "甘肃省兰州市城关区"


def test_facts_are_read_in_every_type() -> None:
    bundle = build.current_bundle()
    read = {
        text: guide.read_fact(bundle, "newborn", text)[1]
        for text in ("parents_married=false", "rare_cases=military,foreign", "born_on=2026-11-01", "hukou_follow=?")
    }
    assert [*read.values()] == [False, ["military", "foreign"], "2026-11-01", {"unknown": "unsure"}]


def test_catalogue_check_and_build(daoban: Daoban, data_folder: Path) -> None:
    code, out, _ = daoban("catalogue", "check")
    assert code == 0
    assert "知识目录没有错误" in out
    code, out, _ = daoban("catalogue", "build")
    assert code == 0
    digest = (data_folder / "bundle" / CURRENT).read_text(encoding="utf-8")
    assert digest in out
    assert (data_folder / "bundle" / f"{digest}.json").exists()


def test_catalogue_schema_writes_one_schema_a_folder(daoban: Daoban, tmp_path: Path) -> None:
    code, out, _ = daoban("catalogue", "schema", str(tmp_path / "schema"))
    assert code == 0
    assert str(tmp_path / "schema") in out
    assert (tmp_path / "schema" / "facts.json").read_bytes() == (catalogue.SCHEMAS / "facts.json").read_bytes()


def test_a_broken_catalogue_names_file_and_line(
    daoban: Daoban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "catalogue"
    (broken / "laws").mkdir(parents=True)
    (broken / "laws" / "l.yml").write_text("- {id: a, name: 甲}\n", encoding="utf-8")
    monkeypatch.setattr("api.cli.catalogue.CATALOGUE", broken)
    code, _, err = daoban("catalogue", "check")
    assert code == 1
    assert "laws/l.yml:1" in err
    assert err.strip().splitlines()[-1].startswith("知识目录有")
    monkeypatch.setattr("api.cli.build.CATALOGUE", broken)
    with pytest.raises(CommandError, match=r"laws/l\.yml"):
        build.current_bundle()


def test_the_bundle_is_compiled_only_when_something_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    first = build.current_bundle()
    monkeypatch.setattr("api.cli.build.compile_catalogue", lambda _: pytest.fail("compiled again"))
    assert build.current_bundle().hash == first.hash


def test_a_damaged_bundle_is_compiled_again(data_folder: Path) -> None:
    bundle = build.current_bundle()
    path = data_folder / "bundle" / f"{bundle.hash}.json"
    path.write_text(path.read_text(encoding="utf-8")[:-100], encoding="utf-8")
    assert build.current_bundle().hash == bundle.hash
    json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("words", [["train"], ["understand", "生孩子了"]])
def test_without_the_bots_environment_it_says_what_to_do(daoban: Daoban, words: list[str]) -> None:
    code, _, err = daoban(*words)
    assert code == 1
    assert "make run" in err


def test_training_that_fails_names_the_log(daoban: Daoban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOBAN_BOT_PYTHON", str(fake_bot(tmp_path, "exit 3")))
    code, _, err = daoban("train", "--force")
    assert code == 1
    assert "退出码 3" in err
    assert "train.log" in err


def fake_bot(folder: Path, script: str) -> Path:
    """An interpreter that answers `-m bot.train` and `-m bot.understand` with a shell script."""
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_what_a_sentence_is_heard_as_in_words(daoban: Daoban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = {
        "act": "state_event",
        "events": [{"id": "newborn", "score": 0.98}],
        "facts": [{"fact": "hukou_follow", "value": "mother"}],
    }
    script = f"[ $2 = bot.train ] || echo '{json.dumps(heard)}'"
    monkeypatch.setenv("DAOBAN_BOT_PYTHON", str(fake_bot(tmp_path, script)))
    code, out, _ = daoban("understand", "刚生了，户口随妈妈")
    assert code == 0
    assert out == "在做什么：state_event\n哪件事：新生儿出生（newborn，0.98）\n情形：户口随谁——随妈妈\n"


def test_a_failure_to_understand_is_one_line(daoban: Daoban, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAOBAN_BOT_PYTHON", str(fake_bot(tmp_path, "[ $2 = bot.train ] || { echo 坏了 >&2; exit 4; }")))
    code, _, err = daoban("understand", "你好")
    assert code == 1
    assert err.strip() == "没有听成（退出码 4）：坏了。先运行 daoban train 再试。"


def test_an_unexpected_fault_is_a_line_and_a_log(
    daoban: Daoban, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.cli.build.current_bundle", lambda: 1 / 0)
    code, _, err = daoban("guide", "newborn")
    assert code == 1
    assert "Traceback" not in err
    assert "ZeroDivisionError" in (data_folder / "logs" / "daoban.log").read_text(encoding="utf-8")


def test_a_closed_pipe_is_no_error() -> None:
    done = subprocess.run(
        f"{sys.executable} -m api.cli.main guide newborn | head -1",
        shell=True,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.startswith("新生儿出生")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_every_sentence_of_the_command_line_is_in_its_copy_file() -> None:
    assert wording.PROGRAM
    folder = Path(build.__file__).parent
    import ast
    import re

    for path in folder.glob("*.py"):
        if path.stem in ("wording", "coverage_wording", "guide", "parser"):  # words that are read, not said
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [str(v.value) for v in node.values if isinstance(v, ast.Constant)]
                assert not re.search("[一-鿿]{2,}", "".join(parts)), f"{path.name}:{node.lineno}"
