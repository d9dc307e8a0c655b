"""A death is shown to those whom it concerns, and to nobody else."""

from __future__ import annotations

from actions.considerate import considerate
from knowledge.bundle import Bundle
from tests.actions.conversation import Conversation, fact


def test_parents_of_a_newborn_see_no_death_while_questions_are_open(shipped: Bundle) -> None:
    talk = Conversation(shipped).event(("newborn", 0.95)).act("show_list")
    engine = [s["id"] for s in talk_guidance(talk)["services"] if s["state"] == "possible"]
    assert "infant_death_registration" in engine, "the engine keeps both worlds"
    for message in talk.messages:
        assert "死亡" not in message["text"]
        assert "请节哀" not in message["text"]
    shown = talk.message("materials")["guidance"]
    assert not any("死亡" in line["name"] for line in (*shown["services"], *shown["materials"]))
    assert not any("节哀" in line["text"] for line in shown["notices"])


def test_who_lost_a_child_sees_what_is_to_be_done(shipped: Bundle) -> None:
    talk = Conversation(shipped).event(("newborn", 0.95))
    talk.act("answer", fact("rare_cases", ["child_gone"]))
    assert talk.text.startswith("请节哀")
    assert "infant_death_registration" in {s["id"] for s in considerate(talk_guidance(talk))["services"]}


def talk_guidance(talk: Conversation) -> dict[str, object]:
    """The engine's answer, nothing left out."""
    from knowledge.guidance import guide
    from tests.actions.conversation import TODAY

    return guide(talk.bundle, talk.state["events"], talk.state["region"], talk.state["facts"], TODAY)
