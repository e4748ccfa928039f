"""The journey of a candidate: a real window, a virtual sound card, real models, keys pressed and words spoken."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from noises import cough
from virtual_card import RATE, find, write_wav

from audio import sound_file
from audio.listening import models
from audio.listening.whisper import Whisper

sys.path.insert(0, str(Path(__file__).parent))
from at_the_desk import FIRST, SECOND, end_the_round, kill, opened, say, voiced, wait_for_report, words

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]

THINKING = 1.5


def test_a_spoken_answer_is_heard_challenged_and_timed(desk, spoken):
    screen, card, folder, (child,) = desk
    truth = card.record()
    screen.window("Viva")
    screen.press("ctrl+Return")
    folder.wait_for("LineSpoken", kind="question")
    truth.wait_more(0.8)
    say(card, spoken(FIRST), truth)
    screen.press("space")
    challenge = folder.wait_for("LineSpoken", kind="challenge")
    truth.wait_more(THINKING)
    answer_from = truth.seconds
    say(card, spoken(SECOND), truth)
    screen.press("space")
    second = folder.wait_for("AnswerGiven", number=2)
    folder.wait_for("LineSpoken", number=challenge["number"] + 1)
    end_the_round(screen, folder)
    left, right = truth.stop()
    assert child.poll() is None, "the window must still be there, with the debrief"

    events = folder.events()
    first = next(event for event in events if event["type"] == "AnswerGiven" and event["number"] == 1)
    # The words of the answer came in by the microphone and stand in the challenge.
    assert "quanti" in first["text"].lower()
    assert challenge["quote"]
    assert " ".join(words(challenge["quote"])) in " ".join(words(first["text"]))
    # What left the speaker is that challenge: transcribed back, it contains the quoted words.
    clip = sound_file.read(folder.path / f"{challenge['audio']}.wav")
    heard_at = find(clip, left)
    heard = left[heard_at : heard_at + len(clip)]
    whisper = Whisper(models.find("tiny.en", folder.models, offline=True), "cpu")
    back = words(" ".join(word.text for word in whisper.transcribe(heard.astype(np.float32) / 32768)))
    quoted = words(challenge["quote"])
    assert sum(word in back for word in quoted) >= 0.8 * len(quoted), (quoted, back)
    # The recording is what was fed, sample for sample.
    for number, text in ((1, FIRST), (2, SECOND)):
        fed = sound_file.read(spoken(text))
        fed = fed[voiced(fed)[0] : voiced(fed)[-1] + 1]
        kept = sound_file.read(folder.path / "audio" / f"{number:03d}.wav")
        at = find(fed, kept)
        np.testing.assert_array_equal(kept[at : at + len(fed)], fed)
    # The onset delay against the card's own samples: first voiced one of the answer minus last one of the challenge.
    last_played = heard_at + voiced(heard)[-1]
    spoken_from = round(answer_from * RATE)
    first_voiced = spoken_from + voiced(right[spoken_from:])[0]
    report = wait_for_report(folder.path)
    exchange = next(e for e in report["exchanges"] if e["line"]["number"] == challenge["number"])
    measured = exchange["answers"][0]["timings"]["onset_delay"]
    assert measured == pytest.approx((first_voiced - last_played) / RATE, abs=0.06)
    assert second["reason"] == "done"
    every_exchange_tells_its_stages(events)
    for name in ("session.json", "events.jsonl", "transcript.md", "report.html"):
        assert (folder.path / name).is_file()


def every_exchange_tells_its_stages(events: list[dict]) -> None:
    timed = [event for event in events if event["type"] == "ExchangeTimed"]
    assert [event["answer"] for event in timed] == [1, 2]
    for event in timed:
        assert event["stopped"] < event["decided"] <= event["worded"] <= event["found"] <= event["sounded"]


def test_a_round_whose_program_was_killed_goes_on_in_a_new_window(desk, spoken, home):
    screen, card, folder, children = desk
    truth = card.record()
    screen.window("Viva")
    screen.press("ctrl+Return")
    folder.wait_for("LineSpoken", kind="question")
    truth.wait_more(0.5)
    say(card, spoken(FIRST), truth)
    screen.press("space")
    challenge = folder.wait_for("LineSpoken", kind="challenge")
    card.feed(spoken(SECOND))
    truth.wait_more(2.0)
    kill(children[0])
    truth.wait_more(len(sound_file.read(spoken(SECOND))) / RATE)

    environment = {**home, **screen.environment, "PULSE_SERVER": card.server}
    children[:] = [opened(environment)]
    screen.window("Viva")
    screen.press("alt+s")
    truth.wait_more(1.0)
    screen.press("Return")
    for _ in range(20):  # the debrief is read before its button is there
        screen.press("alt+g")
        truth.wait_more(0.5)
        if any(event["type"] == "RoundResumed" for event in folder.events()):
            break
    folder.wait_for("RoundResumed", timeout=1.0)
    truth.wait_more(0.5)
    say(card, spoken(SECOND), truth)
    screen.press("space")
    second = folder.wait_for("AnswerGiven", number=2)
    assert "benchmark" in second["text"].lower()
    assert second["opened"] >= challenge["end"]
    assert folder.wait_for("QuestionProposed", request=2)
    begun = sound_file.read(folder.path / "audio" / "002-cut-off.wav")
    fed = sound_file.read(spoken(SECOND))
    start = voiced(fed)[0]
    # What had been said before the crash is on disk up to the last half second.
    at = find(fed[start : start + RATE], begun)
    np.testing.assert_array_equal(begun[at : at + RATE], fed[start : start + RATE])


def test_who_cuts_in_is_heard_at_once_and_a_cough_is_not(desk, spoken, tmp_path):
    screen, card, folder, _ = desk
    truth = card.record()
    screen.window("Viva")
    screen.press("ctrl+Return")
    truth.wait_for_sound()
    truth.wait_more(0.6)
    card.feed(write_wav(tmp_path / "cough.wav", np.concatenate([cough(3), cough(4)])))
    truth.wait_more(1.2)
    before = truth.seconds
    say(card, spoken("Sorry, which round is this, and how long does it take?"), truth)
    cut_in = folder.wait_for("CandidateCutIn")
    opening = folder.wait_for("LineSpoken", kind="opening")
    assert opening["interrupted"]
    assert opening["number"] == cut_in["line"]
    left, right = truth.sides()
    onset = round(before * RATE) + voiced(right[round(before * RATE) :])[0]
    last = voiced(left[: round(truth.seconds * RATE)])[-1]
    # The bench measures how soon; here the program still loads its models, and its line would go on for seconds.
    assert (last - onset) / RATE < 1.2
    assert (last - onset) / RATE > -0.6, "the cough stopped it"
    screen.press("space")
    answer = folder.wait_for("AnswerGiven", number=1)
    assert "round" in answer["text"].lower()
    told = folder.wait_for("LineSpoken", kind="clarification")
    assert "15 minutes" in told["text"]
    # What was still to be said is said then.
    assert folder.wait_for("LineSpoken", kind="question")["start"] > told["end"]
    truth.stop()
