"""The repairs of Rasa hold for exactly one version, and change speed only."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from bot.patches import PATCHED_VERSION, apply_patches


def test_the_installed_rasa_is_the_one_the_patches_were_read_against() -> None:
    import rasa

    assert rasa.__version__ == PATCHED_VERSION == "3.6.21"


def test_another_version_is_left_alone(monkeypatch: Any) -> None:
    import rasa
    from rasa.core.actions.action import RemoteAction

    monkeypatch.setattr(rasa, "__version__", "3.6.99")
    before = RemoteAction._validate_action_result
    assert apply_patches() is False
    assert RemoteAction._validate_action_result is before


def test_a_bad_action_result_is_still_refused() -> None:
    from rasa.core.actions.action import RemoteAction

    assert apply_patches()
    action = RemoteAction("action_turn", None)
    assert action._validate_action_result({"events": [], "responses": []})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": [], "responses": "no list"})


def test_every_event_is_found_under_its_name_as_before() -> None:
    from rasa.shared.core.events import Event
    from rasa.shared.utils.common import all_subclasses

    assert apply_patches()
    for kind in all_subclasses(Event):
        assert Event.resolve_by_type(kind.type_name).type_name == kind.type_name
    with pytest.raises(ValueError, match="Unknown event name"):
        Event.resolve_by_type("no such event")
    assert Event.resolve_by_type("topic") is None
