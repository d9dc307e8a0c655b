"""Whoever waits can see that something is going on."""

import io

import pytest

from deploy.bootstrap.step import Step


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watch(stream: io.StringIO, seconds: float) -> str:
    """What a step of that length writes when it is looked at five times a second."""
    now = [0.0]
    with Step("安装", stream=stream, clock=lambda: now[0]) as step:
        while now[0] < seconds:
            now[0] = round(now[0] + 0.2, 1)
            step.tick()
    return stream.getvalue()


def test_a_short_step_is_one_line_in_a_log() -> None:
    assert watch(io.StringIO(), 1.0) == "✓ 安装  1.0 s\n"


def test_a_long_step_speaks_after_two_seconds_and_then_every_ten() -> None:
    assert watch(io.StringIO(), 25.0).splitlines() == ["安装 … 2 s", "安装 … 12 s", "安装 … 22 s", "✓ 安装  25.0 s"]


def test_on_a_terminal_one_line_counts_the_seconds() -> None:
    shown = watch(Terminal(), 3.0)
    assert shown.count("\n") == 1
    assert [f"安装 … {second} s" in shown for second in (1, 2, 3)] == [True] * 3


def test_a_step_that_fails_says_so() -> None:
    stream = io.StringIO()
    with pytest.raises(RuntimeError), Step("安装", stream=stream, clock=lambda: 0.0):
        raise RuntimeError
    assert stream.getvalue() == "✗ 安装  0.0 s\n"
