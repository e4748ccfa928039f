"""An objection that was planted knowing it to be wrong is always revealed in the debrief."""

from __future__ import annotations

from types import SimpleNamespace

from interviewer.debrief.report import planted
from interviewer.examiner import objections
from interviewer.examiner.moves import FALSE_PREMISE, INVALID


def exchange(move: str):
    return SimpleNamespace(line=SimpleNamespace(speaker="Ada", text="Is it not noise?", move=move))


def test_every_planted_move_is_revealed_with_its_reason():
    wrong = [f"{INVALID}-{name}" for name, _, _ in objections._ARGUMENTS.values()]
    false = [f"{FALSE_PREMISE}-{name}" for name in objections._PREMISES]
    for move in (*wrong, *false):
        (said,) = planted([exchange(move)])
        assert said.startswith("Ada asked “Is it not noise?” on purpose")
        assert objections.reveal(move) in said


def test_an_honest_challenge_reveals_nothing():
    assert planted([exchange("SD-narrow"), SimpleNamespace(line=None)]) == ()
