"""Places of single roles: where the conversation's region is not where it counts."""

from __future__ import annotations

import json

import pytest

from actions.turn import open_conversation, turn
from knowledge.bundle import Bundle
from tests.actions.conversation import TODAY

HERE, THERE = "620102", "360732"
BABY = {"act": "state_event", "events": [{"id": "baby", "score": 0.95}], "facts": [], "source": "text"}


def test_a_place_elsewhere_is_read_back_once_the_event_is_known(bundle: Bundle) -> None:
    opened = open_conversation(
        bundle, salt="s", channel="web", region=HERE, places={"target_hukou": THERE, "insured_place": HERE}, now=TODAY
    )
    said = "\n".join(message["text"] for message in turn(bundle, opened.state, BABY, TODAY).messages)
    assert f"户口所在地在{bundle.regions[THERE].full_name}的" in said
    assert "参保地在" not in said, "it is where the conversation is"


def test_starting_over_keeps_the_places(bundle: Bundle) -> None:
    opened = open_conversation(bundle, salt="s", channel="web", region=HERE, places={"target_hukou": THERE}, now=TODAY)
    state = turn(bundle, opened.state, BABY, TODAY).state
    for act in ({"act": "start_over"}, {"act": "affirm"}):
        state = turn(bundle, state, {**act, "source": "text", "facts": []}, TODAY).state
    assert state["events"] == []
    assert state["places"] == {"target_hukou": THERE}


@pytest.mark.parametrize("places", [{"moon": HERE}, {"target_hukou": "999999"}])
def test_unknown_places_are_refused_at_the_door(bundle: Bundle, places: dict[str, str]) -> None:
    with pytest.raises(LookupError):
        open_conversation(bundle, salt="s", channel="web", region=HERE, places=places, now=TODAY)


def test_a_place_that_the_next_bundle_does_not_know_is_laid_aside(bundle: Bundle) -> None:
    opened = open_conversation(
        bundle, salt="s", channel="web", region=HERE, places={"target_hukou": THERE, "insured_place": THERE}, now=TODAY
    )
    raw = json.loads(json.dumps(bundle.raw))
    raw["records"]["place_roles"] = [role for role in raw["records"]["place_roles"] if role["id"] != "insured_place"]
    for service in raw["records"]["services"]:
        service["place_role"] = "target_hukou"
    assert turn(Bundle(raw), opened.state, BABY, TODAY).state["places"] == {"target_hukou": THERE}


def test_a_state_from_before_places_were_kept_goes_on(bundle: Bundle) -> None:
    opened = open_conversation(bundle, salt="s", channel="web", region=HERE, now=TODAY)
    older = {key: value for key, value in opened.state.items() if key != "places"}
    assert turn(bundle, older, BABY, TODAY).state["events"] == ["baby"]
