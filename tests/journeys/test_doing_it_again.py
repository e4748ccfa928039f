"""A challenge done again in the debrief, by keys and voice: both answers side by side, sound and words."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
from virtual_card import RATE, find

from audio import sound_file
from interviewer.debrief.report import build
from interviewer.store import SessionFolder

sys.path.insert(0, str(Path(__file__).parent))
from at_the_desk import FIRST, SECOND, end_the_round, kill, opened, say, until, voiced, wait_for_report

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]

AGAIN = (
    "You are right. We measured it on three test sets with five seeds each, and the spread was half a point."
)
REACHED = ("alt+a", "space")


def noted(folder, name: str) -> list[dict]:
    """Return what happened in takes so far, by the name of the event."""
    every = [event["event"] for event in folder.events() if event["type"] == "TakeNoted"]
    return [event for event in every if event["type"] == name]


def answer_a_challenge(screen, card, folder, truth, spoken) -> dict:
    """Go through a round of one challenge and end it; return the challenge."""
    screen.window("Viva")
    screen.press("ctrl+Return")
    folder.wait_for("LineSpoken", kind="question")
    truth.wait_more(0.5)
    say(card, spoken(FIRST), truth)
    screen.press("space")
    challenge = folder.wait_for("LineSpoken", kind="challenge")
    truth.wait_more(0.5)
    say(card, spoken(SECOND), truth)
    screen.press("space")
    folder.wait_for("AnswerGiven", number=2)
    folder.wait_for("LineSpoken", number=challenge["number"] + 1)
    end_the_round(screen, folder)
    return challenge


def do_it_again(screen, folder, truth, take: int = 1, keys: tuple[str, ...] = REACHED) -> dict:
    """Reach the challenge by its key and have it asked again; return what was begun."""

    def begun() -> list[dict]:
        return [e for e in folder.events() if e["type"] == "TakeBegun" and e["take"] == take]

    def begins() -> bool:
        """The key leads to the first of several challenges, where Space asks it; a single one is asked at once."""
        for key in keys:
            screen.press(key)
            truth.wait_more(0.7)
            if begun():
                return True
        return False

    until(begins, truth)
    return begun()[0]


def test_a_challenge_is_done_again_and_both_answers_stand_side_by_side(desk, spoken):
    screen, card, folder, (child,) = desk
    truth = card.record()
    challenge = answer_a_challenge(screen, card, folder, truth, spoken)
    before = [event for event in folder.events() if not event["type"].startswith("Take")]

    began = truth.seconds
    begun = do_it_again(screen, folder, truth)
    assert (begun["line"], begun["take"]) == (challenge["number"], 1)
    until(lambda: noted(folder, "LineSpoken"), truth)
    truth.wait_more(0.8)
    answer_from = truth.seconds
    say(card, spoken(AGAIN), truth)
    screen.press("space")
    until(lambda: noted(folder, "RoundClosed"), truth)
    # It is heard again for fillers and voice, as an answer of the round is.
    until(lambda: noted(folder, "FillersHeard") and noted(folder, "VoiceHeard"), truth)
    report = wait_for_takes(folder.path, truth)
    left, right = truth.stop()
    assert child.poll() is None

    # The challenge was heard as it was kept in the round, sample for sample.
    kept = sound_file.read(folder.path / f"{challenge['audio']}.wav")
    since = round(began * RATE)
    heard_at = since + find(kept, left[since:])
    likeness = np.corrcoef(kept, left[heard_at : heard_at + len(kept)])[0, 1]
    assert likeness > 0.95, likeness
    # The recording of the take is what was fed, sample for sample.
    fed = sound_file.read(spoken(AGAIN))
    fed = fed[voiced(fed)[0] : voiced(fed)[-1] + 1]
    take = sound_file.read(folder.path / "takes" / f"{challenge['number']:03d}-1.wav")
    at = find(fed, take)
    np.testing.assert_array_equal(take[at : at + len(fed)], fed)
    # Both answers are in the report, each with its own timings.
    (found,) = report["takes"]
    assert found["line"] == challenge["number"]
    assert "benchmark" in found["first"]["answer"]["text"].lower()
    (again,) = found["takes"]
    assert "seeds" in again["answer"]["text"].lower()
    onset = again["answer"]["timings"]["onset_delay"]
    last_played = heard_at + voiced(left[heard_at : heard_at + len(kept)])[-1]
    first_voiced = round(answer_from * RATE) + voiced(right[round(answer_from * RATE) :])[0]
    assert onset == pytest.approx((first_voiced - last_played) / RATE, abs=0.06)
    # Nothing was asked after it, and nothing of it stands among the round's own events.
    after = [event for event in folder.events() if not event["type"].startswith("Take")]
    late = ("FillersHeard", "VoiceHeard")
    assert [e for e in after if e["type"] not in late] == [e for e in before if e["type"] not in late]
    assert len(noted(folder, "LineSpoken")) == 1
    assert report["totals"]["answers"] == sum(len(one["answers"]) for one in report["exchanges"])
    assert not any(
        one["text"] == again["answer"]["text"] for e in report["exchanges"] for one in e["answers"]
    )


def test_a_take_survives_a_kill_another_window_and_the_loss_of_its_folder(desk, spoken, home):
    screen, card, folder, children = desk
    truth = card.record()
    challenge = answer_a_challenge(screen, card, folder, truth, spoken)
    do_it_again(screen, folder, truth)
    until(lambda: noted(folder, "LineSpoken"), truth)
    truth.wait_more(0.3)
    card.feed(spoken(AGAIN))
    truth.wait_more(2.5)
    kill(children[0])
    truth.wait_more(len(sound_file.read(spoken(AGAIN))) / RATE)

    take = sound_file.read(folder.path / "takes" / f"{challenge['number']:03d}-1.wav")
    fed = sound_file.read(spoken(AGAIN))
    start = voiced(fed)[0]
    at = find(fed[start : start + RATE], take)
    np.testing.assert_array_equal(take[at : at + RATE], fed[start : start + RATE])
    (found,) = build(SessionFolder.open(folder.path)).takes
    assert [one.ending for one in found.takes] == ["cut off"]
    assert found.first is not None

    environment = {**home, **screen.environment, "PULSE_SERVER": card.server}
    children[:] = [opened(environment)]
    screen.window("Viva")
    screen.press("alt+s")
    truth.wait_more(1.0)
    screen.press("Return")
    truth.wait_more(1.5)
    do_it_again(screen, folder, truth, take=2)
    # Another window on the same session leaves it alone.
    other = SessionFolder.open(folder.path)
    assert other.is_going_on_elsewhere
    screen.press("Escape")
    until(lambda: [e for e in noted(folder, "RoundClosed") if e["reason"] == "ended"], truth)
    until(lambda: not other.is_going_on_elsewhere, truth)
    (found,) = build(SessionFolder.open(folder.path)).takes
    assert [one.ending for one in found.takes] == ["cut off"], "who left before a word left nothing"

    # Somebody deletes the session while it is answered: what was said before and now is written again.
    truth.wait_more(1.0)
    # The keyboard is where it was: on the challenge that was left.
    do_it_again(screen, folder, truth, take=3, keys=("space",))
    until(lambda: len(noted(folder, "LineSpoken")) == 2, truth)
    path, events = folder.path, SessionFolder.open(folder.path).events()
    shutil.rmtree(path)
    say(card, spoken(AGAIN), truth)
    screen.press("space")
    until(lambda: noted(folder, "AnswerGiven"), truth)
    until(lambda: (path / "report.json").is_file(), truth)
    assert children[0].poll() is None
    assert SessionFolder.open(path).events()[: len(events)] == events
    (found,) = build(SessionFolder.open(path)).takes
    assert [one.take for one in found.takes] == [1, 3]
    assert "seeds" in found.takes[1].answer.text.lower()
    truth.stop()


def wait_for_takes(path: Path, truth) -> dict:
    report: dict = {}

    def told() -> bool:
        report.update(wait_for_report(path))
        return any(one["answer"]["fillers"] for found in report["takes"] for one in found["takes"])

    until(told, truth)
    return report
