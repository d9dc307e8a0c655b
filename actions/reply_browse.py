"""Looking through everything that can be done here, by stage: for those who rather tap than say what happened."""

from __future__ import annotations

from actions import ask, messages, options, wording
from actions.talk import Talk
from knowledge.model import ColumnEntry, LifeEvent, Stage


def browse(talk: Talk) -> None:
    """The stages that hold something; of a stage its events, and what is recognised but not encoded."""
    stage = talk.bundle.stages.get(str(talk.act.get("stage")))
    talk.state["pending"] = None
    found = _of(talk, stage) if stage else []
    if stage is None or not found:
        talk.add(messages.events(wording.WHICH_STAGE, options=_stages(talk)))
        return
    buttons = [options.option(talk.bundle, talk.state, options.choose([one.id]), one.title) for one in found]
    buttons.append(options.option(talk.bundle, talk.state, options.browse(), wording.ALL_EVENTS, "quiet"))
    talk.add(messages.events(wording.IN_STAGE.format(stage=stage.name), options=buttons))


def _stages(talk: Talk) -> list[dict[str, object]]:
    """A button for each stage that holds something, those for persons first; without stages the few examples."""
    audiences = {"person": 0, "business": 1}
    ordered = sorted(talk.bundle.stages.values(), key=lambda stage: (audiences[stage.audience], stage.order))
    return [
        options.option(talk.bundle, talk.state, options.browse(stage.id), stage.name)
        for stage in ordered
        if _of(talk, stage)
    ] or ask.examples(talk)


def _of(talk: Talk, stage: Stage) -> list[LifeEvent | ColumnEntry]:
    here = (stage.name, stage.audience)
    events = [e for e in talk.place.events.values() if (e.stage, e.audience) == here and e.lifecycle != "retired"]
    return [*events, *(e for e in talk.bundle.column.values() if (e.stage, e.audience) == here)]
