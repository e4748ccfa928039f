"""An answer taken out of a stream: no syllable lost, no gap, no clock bent."""

from __future__ import annotations

import numpy as np
import pytest
from hearing_room import BEGAN, RATE, STEADY, Room, silence

from audio.clock import ManualClock
from audio.events import (
    EndForeseen,
    FramesDropped,
    LevelMeasured,
    PatienceAsked,
    SpeechEnded,
    SpeechStarted,
    TurnEnded,
)
from audio.listening.endpoint import HOLD, PATIENT, Patience
from audio.listening.playback import Playback
from audio.sound_file import read


def test_levels_are_measured_without_an_answer(voice):
    room = Room()
    room.say(silence(1.0), voice)
    levels = room.events(LevelMeasured)
    assert len(levels) == pytest.approx(20 * len(room.sound) / RATE, abs=2)
    assert max(level.rms for level in levels[:19]) < -60
    assert max(level.rms for level in levels) > -30
    assert not any(level.voiced for level in levels[:19])
    assert any(level.voiced for level in levels)
    assert levels[0].at == pytest.approx(BEGAN + 0.05)


def test_an_answer_begins_at_its_sample_even_when_that_is_past(voice, tmp_path):
    room = Room()
    room.say(silence(2.0), voice[: RATE // 2])
    room.open(tmp_path / "1.wav", since=BEGAN + 1.5)
    room.say(voice[RATE // 2 :], silence(1.0))
    room.ear.end(room.now)
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(BEGAN + 1.5, room.now))
    started = room.events(SpeechStarted)[0]
    assert started.at == pytest.approx(BEGAN + 2.0, abs=0.03)
    assert room.words.last("open")[2].at(0) == BEGAN + 1.5


def test_an_answer_can_be_opened_for_a_moment_to_come(voice, tmp_path):
    room = Room()
    room.say(silence(1.0))
    room.open(tmp_path / "1.wav", since=BEGAN + 1.7)
    room.say(silence(1.0, seed=1), voice, silence(0.5))
    room.ear.end(room.now)
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(BEGAN + 1.7, room.now))


def test_an_answer_opened_before_any_sound_waits_for_it(voice, tmp_path):
    room = Room()
    room.ear.open(1, tmp_path / "1.wav", BEGAN + 0.5, None)
    room.say(silence(1.0), voice, silence(0.5))
    room.ear.end(room.now)
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(BEGAN + 0.5, room.now))


def test_done_ends_the_turn_with_the_sample_of_that_moment(voice, tmp_path):
    room = Room()
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice)
    done_at = room.now + 0.1  # the key is pressed while the last 0.1 s are still on their way
    room.ear.end(done_at)
    assert room.events(TurnEnded) == []
    room.say(silence(1.0))
    (ended,) = room.events(TurnEnded)
    assert (ended.answer, ended.at, ended.reason) == (1, done_at, "done")
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(BEGAN, done_at))


def test_done_does_not_wait_for_a_device_that_is_gone(voice, tmp_path):
    room = Room()
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice)
    done_at = room.now + 0.4
    room.ear.end(done_at)
    room.ear.tick(done_at + 0.4)
    assert room.events(TurnEnded) == []
    room.ear.tick(done_at + 0.6)
    assert room.events(TurnEnded) == [TurnEnded(1, done_at, "done")]


def test_a_patient_silence_ends_the_turn_and_a_pause_to_think_does_not(voice, tmp_path):
    room = Room(STEADY)
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice, silence(2.7), voice)
    assert room.events(TurnEnded) == []
    spoken_until = room.clock.at(len(room.sound))
    room.say(silence(4.0))
    (ended,) = room.events(TurnEnded)
    assert ended.reason == "silence"
    assert ended.at == pytest.approx(spoken_until + 3.0, abs=0.15)
    _, turn, tail = room.words.last("finish")
    assert len(turn.stretches) >= 2
    # The long pause has closed the last window: nothing is left to do at the end.
    assert tail is None


def test_a_reopened_answer_goes_on_without_a_gap(voice, tmp_path):
    room = Room(HOLD)
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice[:20000])
    room.ear.end(room.now)
    room.say(voice[20000:], silence(0.5))
    room.ear.reopen(room.now)
    room.say(silence(1.0), voice, silence(1.0))
    room.ear.end(room.now)
    assert [ended.reason for ended in room.events(TurnEnded)] == ["done", "done"]
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(BEGAN, room.now))
    _, turn, _ = room.words.last("finish")
    # The word that was cut by the key is one stretch again.
    assert len(turn.stretches) == 2
    assert turn.stretches[0].end == pytest.approx(0.5 + len(voice) / RATE, abs=0.06)
    assert room.words.last("reopen") == ("reopen", 1)


def test_after_a_silence_was_taken_back_patience_begins_anew(voice, tmp_path):
    room = Room(STEADY)
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice, silence(3.5))
    assert len(room.events(TurnEnded)) == 1
    room.say(silence(2.0))
    reopened_at = room.now
    room.ear.reopen(reopened_at)
    room.say(silence(2.8))
    assert len(room.events(TurnEnded)) == 1
    room.say(silence(0.5))
    assert room.events(TurnEnded)[1].at == pytest.approx(reopened_at + 3.0, abs=0.05)


def test_what_was_said_too_long_ago_is_silence_and_said_so(voice, tmp_path):
    room = Room(HOLD)
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice)
    room.ear.end(room.now)
    ended_at = room.now
    room.say(silence(45.0))
    room.ear.reopen(room.now)
    room.say(silence(0.5))
    room.ear.end(room.now)
    recording = read(tmp_path / "1.wav")
    assert len(recording) == len(room.between(BEGAN, room.now))
    (dropped,) = room.events(FramesDropped)
    assert dropped.at == pytest.approx(ended_at)
    assert dropped.seconds == pytest.approx(15.0, abs=0.1)
    assert np.array_equal(recording[-30 * RATE :], room.sound[: room.heard][-30 * RATE :])


def test_a_gap_in_the_stream_is_silence_that_nobody_is_blamed_for(voice, tmp_path):
    room = Room(STEADY)
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice, silence(1.0))
    room.lose(20.0)
    room.say(silence(2.0))
    assert room.events(TurnEnded) == []
    room.say(voice, silence(0.5))
    room.ear.end(room.now)
    assert np.array_equal(read(tmp_path / "1.wav"), room.between(BEGAN, room.now))
    assert room.events(SpeechStarted)[-1].at == pytest.approx(room.now - 0.5 - len(voice) / RATE, abs=0.1)


def test_a_paused_ear_hears_and_keeps_nothing_and_ends_nothing(voice, tmp_path):
    room = Room()
    room.say(silence(0.5))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(voice, silence(0.5))
    room.ear.pause(True)
    paused_from = room.heard
    room.say(voice, silence(10.0), voice)
    paused_to = room.heard
    room.ear.pause(False)
    room.say(silence(1.0))
    assert room.events(TurnEnded) == []
    room.ear.end(room.now)
    recording = read(tmp_path / "1.wav")
    assert not recording[paused_from:paused_to].any()
    assert np.array_equal(recording[:paused_from], room.sound[:paused_from])
    assert len(recording) == room.heard
    assert len(room.words.last("finish")[1].stretches) == 1


def test_an_endless_turn_is_ended_by_the_limit_with_and_without_sound(voice, tmp_path):
    room = Room(Patience(silence=None, limit=10.0))
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(silence(10.5))
    assert [ended.reason for ended in room.events(TurnEnded)] == ["time"]
    room.ear.open(2, tmp_path / "2.wav", room.now, room.clock)
    room.ear.tick(room.now + 9.0)
    assert len(room.events(TurnEnded)) == 1
    room.ear.tick(room.now + 10.5)
    assert [ended.reason for ended in room.events(TurnEnded)] == ["time", "time"]


def test_closing_keeps_an_open_answer(voice, tmp_path):
    room = Room()
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(silence(0.5), voice)
    room.ear.close(room.now)
    assert np.array_equal(read(tmp_path / "1.wav"), room.sound[: room.heard])
    assert room.words.last("finish")[1].answer == 1


def test_done_without_any_sound_is_an_empty_answer(tmp_path):
    room = Room()
    room.ear.open(1, tmp_path / "1.wav", BEGAN, None)
    room.ear.end(BEGAN + 3.0)
    room.ear.tick(BEGAN + 4.0)
    assert room.events(TurnEnded) == [TurnEnded(1, BEGAN + 3.0, "done")]
    assert room.words.last("finish")[1].stretches == ()


class Counting:
    """A recogniser without words that counts what it hears."""

    name, digest, device = "counting", "", "cpu"

    def __init__(self):
        self.windows = []

    def transcribe(self, samples, prompt=""):
        self.windows.append(len(samples))
        return []


def test_live_and_played_back_the_same_sound_is_heard_alike(voice, tmp_path):
    room = Room(HOLD)
    room.open(tmp_path / "1.wav", since=BEGAN)
    room.say(
        silence(1.2),
        voice,
        silence(0.6),
        voice,
        voice,
        silence(0.9),
        voice,
        silence(2.5),
        voice,
        silence(0.7),
    )
    room.ear.end(room.now)
    live = room.words.last("finish")
    posted, counting = [], Counting()
    again = Playback(counting, posted.append, ManualClock(BEGAN))
    again.answer(1, tmp_path / "1.wav", tmp_path / "2.wav", since=BEGAN)
    stretches = [(each.start + BEGAN, each.end + BEGAN) for each in live[1].stretches]
    assert [(each.start, each.end) for each in posted[-1].stretches] == stretches
    edges = [event for event in posted if isinstance(event, SpeechStarted | SpeechEnded)]
    assert edges == [event for event in room.posted if isinstance(event, SpeechStarted | SpeechEnded)]
    windows = [len(given[2].samples) for given in room.words.given if given[0] == "commit"]
    assert counting.windows == [*windows, *([len(live[2].samples)] if live[2] else [])]


def opened(path, patience=PATIENT):
    room = Room(patience)
    room.say(silence(0.5))
    room.open(path, since=BEGAN)
    return room


FINISHED = "We tuned every baseline with exactly the same budget."
UNFINISHED = "We tuned every baseline with exactly the same budget because the"


def ends_after(room, seconds):
    """Let silence pass; return how long after the last word the turn ended."""
    spoken_until = room.events(SpeechEnded)[-1].at
    room.say(silence(seconds))
    return [ended.at - spoken_until for ended in room.events(TurnEnded)]


def test_a_finished_thought_is_answered_soon(voice, tmp_path):
    room = opened(tmp_path / "1.wav")
    room.say(voice, silence(0.3))
    room.words.known = FINISHED
    (after,) = ends_after(room, 5.0)
    assert after < PATIENT.unsure - 0.3
    assert room.events(PatienceAsked) == []


def test_trailing_words_lengthen_the_wait(voice, tmp_path):
    waits = []
    for number, known in enumerate((FINISHED, UNFINISHED)):
        room = opened(tmp_path / f"{number}.wav")
        room.say(voice, silence(0.3))
        room.words.known = known
        waits += ends_after(room, 12.0)
    assert waits[1] > waits[0] + 0.3


def test_in_the_middle_of_a_thought_the_candidate_is_asked_once(voice, tmp_path):
    room = opened(tmp_path / "1.wav", Patience(open=100.0))
    room.say(voice, silence(0.3))
    assert ends_after(room, 6.0) == []
    (asked,) = room.events(PatienceAsked)
    assert asked.answer == 1
    assert asked.at == pytest.approx(room.events(SpeechEnded)[-1].at + 4.0, abs=0.05)
    room.say(voice, silence(8.0))
    assert len(room.events(PatienceAsked)) == 1
    room.say(silence(3.0))
    assert [ended.reason for ended in room.events(TurnEnded)] == ["silence"]


def test_a_recogniser_that_never_answers_holds_no_turn_up(voice, tmp_path):
    room = opened(tmp_path / "1.wav")
    room.say(voice, silence(0.3))
    (after,) = ends_after(room, 12.0)
    assert after <= PATIENT.silence + 0.05


def test_in_hold_no_silence_ends_a_turn(voice, tmp_path):
    room = opened(tmp_path / "1.wav", HOLD)
    room.words.known = FINISHED
    room.say(voice, silence(60.0))
    assert room.events(TurnEnded) == []
    assert room.events(PatienceAsked) == []


def test_the_tail_is_speculated_on_in_a_silence_and_discarded_when_speech_goes_on(voice, tmp_path):
    room = opened(tmp_path / "1.wav")
    room.say(voice, silence(0.15))
    assert [given for given in room.words.given if given[0] == "speculate"] == []
    room.say(silence(0.2))
    _, answer, tail = room.words.last("speculate")
    assert answer == 1
    assert len(tail.samples) > len(voice)
    room.say(silence(0.2), voice)
    kinds = [given[0] for given in room.words.given if given[0] in ("speculate", "discard", "finish")]
    assert kinds == ["discard", "speculate", "discard"]


def test_interim_text_is_asked_for_while_speech_goes_on_and_not_in_silence(voice, tmp_path):
    room = opened(tmp_path / "1.wav", HOLD)
    room.say(voice)
    during = [given for given in room.words.given if given[0] == "preview"]
    assert len(during) == pytest.approx(len(voice) / RATE / 0.6, abs=1.5)
    room.say(silence(3.0))
    assert len([given for given in room.words.given if given[0] == "preview"]) <= len(during) + 1


def test_after_a_take_back_in_silence_the_words_are_asked_for_again(voice, tmp_path):
    room = opened(tmp_path / "1.wav")
    room.say(voice, silence(0.4))
    room.ear.end(room.now)
    room.ear.reopen(room.now)
    assert [given[0] for given in room.words.given[-2:]] == ["reopen", "speculate"]


def test_what_follows_is_prepared_once_in_a_silence_that_may_be_the_end(voice, tmp_path):
    room = opened(tmp_path / "1.wav")
    room.say(voice, silence(0.3))
    assert room.events(EndForeseen) == []
    room.words.known = FINISHED
    room.say(silence(0.5))
    assert room.events(EndForeseen) == [EndForeseen(1, FINISHED)]
    assert room.events(TurnEnded) == []
    room.say(voice)
    room.words.known = f"{FINISHED} {FINISHED}"
    room.say(silence(0.9))
    assert [event.text for event in room.events(EndForeseen)] == [FINISHED, f"{FINISHED} {FINISHED}"]


def test_without_words_nothing_is_foreseen(voice, tmp_path):
    room = opened(tmp_path / "1.wav")
    room.say(voice, silence(1.0))
    assert room.events(EndForeseen) == []


def test_in_hold_mode_it_is_prepared_although_no_silence_ends_the_turn(voice, tmp_path):
    room = opened(tmp_path / "1.wav", HOLD)
    room.words.known = FINISHED
    room.say(voice, silence(1.0))
    assert room.events(EndForeseen) == [EndForeseen(1, FINISHED)]
    assert room.events(TurnEnded) == []
