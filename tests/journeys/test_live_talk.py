"""The journey of a presenter: slides turned by keys, the panel cutting in, the clock, the defence, the debrief."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import made_pdf
import numpy as np
import pytest
from virtual_card import RATE, find, require_pulseaudio, virtual_card

from audio import sound_file

sys.path.insert(0, str(Path(__file__).parent))
from at_the_desk import Folder, end_the_round, kill, opened, say, wait_for_report
from conftest import QUESTION
from screen import Screen

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]

PLAN = "- 0:20 Problem [slides 1-2]\n- 0:40 Method [slides 3-8]\n- 0:20 Results [slides 9-12]\n"
FIRST = (
    "Serving a large model is slow because every token reads all of its weights. "
    "Nobody had asked which of them may be rounded. We round four in five."
)
REPLY = "Because the usual baseline was never tuned."
BACK = "The method rounds each weight by how much the loss of the model would change."
LAST = "On the test set we lose half a point and save a third of the cost."


@pytest.fixture
def hall(home, tmp_path):
    """A window with slides, a plan and a panel that cuts in, ready to begin with one key."""
    require_pulseaudio()
    questions = Path(home["XDG_DATA_HOME"]) / "viva" / "questions"
    questions.mkdir(parents=True)
    (questions / "serving.md").write_text(QUESTION)
    deck, plan = tmp_path / "deck.pdf", tmp_path / "plan.md"
    deck.write_bytes(made_pdf.deck(12))
    plan.write_text(PLAN)
    config = Path(home["XDG_CONFIG_HOME"]) / "viva"
    config.mkdir(parents=True)
    chosen = {
        "question": "serving", "patience": "patient", "minutes": 15, "kind": "presentation", "pressure": "probing",
        "slides": str(deck), "plan": str(plan), "questions": "cut_in",
    }  # fmt: skip
    (config / "settings.json").write_text(json.dumps(chosen))
    screen = Screen()
    with virtual_card() as card:
        child = opened({**home, **screen.environment, "PULSE_SERVER": card.server})
        try:
            yield screen, card, Folder(Path(home["XDG_DATA_HOME"]) / "viva" / "sessions")
        finally:
            kill(child)
            screen.close()


def begin(screen, folder, truth):
    """Start as soon as the slides have been read."""
    screen.window("Viva")
    for _ in range(30):
        screen.press("ctrl+Return")
        truth.wait_more(0.5)
        if folder.events():
            return
    raise AssertionError("the round did not begin")


def test_a_talk_is_given_with_slides_cut_in_on_and_measured(hall, spoken):
    screen, card, folder = hall
    truth = card.record()
    begin(screen, folder, truth)
    began = folder.wait_for("TalkBegan")
    truth.wait_more(0.5)
    say(card, spoken(FIRST), truth)
    screen.press("Next")
    folder.wait_for("SlideShown", number=2)
    screen.press("Right")
    turned = folder.wait_for("SlideShown", number=3)
    screen.press("Left")
    folder.wait_for("SlideShown", number=2, at=folder.events()[-1]["at"])
    screen.press("Next")
    questioned = folder.wait_for("TalkQuestioned", timeout=60)
    came = folder.wait_for("TalkInterrupted")
    assert came["text"] == questioned["text"]
    say(card, spoken(REPLY), truth)
    truth.wait_more(1.0)
    say(card, spoken(BACK), truth)
    screen.press("End")
    folder.wait_for("SlideShown", number=12)
    say(card, spoken(LAST), truth)
    screen.press("space")
    talk = folder.wait_for("AnswerGiven", number=began["number"])
    assert talk["reason"] == "done", "no silence ends a talk"
    challenge = folder.wait_for("LineSpoken", kind="challenge")
    assert challenge["text"]
    end_the_round(screen, folder)
    report = wait_for_report(folder.path)
    left, _ = truth.stop()

    in_time_and_whole(folder, left, spoken)
    slides = {one["number"]: one for one in report["slides"]}
    assert len(slides) == 12
    assert slides[12]["words"] >= 8
    assert slides[4]["start"] is None
    assert turned["at"] > began["at"]
    assert (folder.path / "slides" / "deck.pdf").read_bytes() == made_pdf.deck(12)
    assert [one["name"] for one in report["sections"]] == ["Problem", "Method", "Results"]
    (interruption,) = report["interruptions"]
    assert interruption["text"] == came["text"]
    assert 0.5 < interruption["recovery_seconds"] < 5.0


def in_time_and_whole(folder, left, spoken):
    """The panel's lines left the speaker when the journal says; all that was said is one recording."""
    lines = [event for event in folder.events() if event["type"] == "LineSpoken"]
    asked = next(event for event in lines if event["kind"] == "interruption")
    challenge = next(event for event in lines if event["kind"] == "challenge")
    talk = next(event for event in folder.events() if event["type"] == "AnswerGiven")
    # By their first words: a busy machine may break a line with a gap later on.
    clips = [sound_file.read(folder.path / f"{event['audio']}.wav")[:RATE] for event in (asked, challenge)]
    apart = (find(clips[1], left) - find(clips[0], left)) / RATE
    assert challenge["start"] - asked["start"] == pytest.approx(apart, abs=0.05)
    kept = sound_file.read(folder.path / f"{talk['audio']}.wav")
    for text in (FIRST, REPLY, BACK, LAST):
        fed = sound_file.read(spoken(text))
        loud = np.flatnonzero(np.abs(fed.astype(int)) > 33)
        fed = fed[loud[0] : loud[0] + RATE]
        at = find(fed, kept)
        np.testing.assert_array_equal(kept[at : at + RATE], fed)
