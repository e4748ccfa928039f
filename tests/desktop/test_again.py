"""A challenge done again: the conductor of a round carries it, into the session's own journal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fakes import FakeEar, Table
from played_round import play

from audio import events as heard
from audio.clock import ManualClock
from desktop.again import conducted
from desktop.ports import RoundFinished
from interviewer.debrief.report import build
from interviewer.errors import InterviewerError
from interviewer.round.retake import Retake
from interviewer.store import SessionFolder
from interviewer.take_events import TakeBegun, TakeNoted
from interviewer.takes import TakeJournal, wanted


@pytest.fixture
def folder(tmp_path):
    made = play(tmp_path)
    made.hold()
    made.append(TakeBegun(2, 1, "2026-03-05T10:00:00+01:00", "tiny"))
    yield made
    made.close()


@pytest.fixture
def table(folder):
    found = wanted(folder.path, 2)
    journal = TakeJournal(folder, 2, 1)
    return Table(Retake(found.line, 2001), replace(found.opened, at=0.0), journal=journal)


def noted(folder: SessionFolder) -> list[str]:
    return [type(one.event).__name__ for one in folder.journal().takes if isinstance(one, TakeNoted)]


def the_take(folder: SessionFolder):
    (found,) = build(SessionFolder.open(folder.path)).takes
    return found.takes[0]


def test_the_challenge_is_said_answered_and_over(table, folder):
    table.hear_lines()
    assert table.ear.opened == [2001]
    table.answer("On three sets, with five seeds each")
    assert table.posted[-1] == RoundFinished("finished")
    assert table.brain.briefs == []
    assert noted(folder) == ["RoundOpened", "LineSpoken", "AnswerGiven", "RoundClosed"]
    assert the_take(folder).answer.text == "On three sets, with five seeds each"
    assert folder.journal().events == SessionFolder.open(folder.path).journal().events


def test_its_clock_shows_the_answers_own_time(table):
    assert table.conductor.times() == (0.0, None)
    table.hear_lines()
    table.clock.move_to(table.clock.now() + 3.0)
    assert table.conductor.times() == (3.0, None)


def test_a_lost_microphone_pauses_it_and_an_answer_can_be_typed(table, folder):
    table.hear_lines()
    table.conductor.on_event(heard.DeviceLost(table.clock.now(), "input", "The microphone went away."))
    assert table.conductor.view().phase == "paused"
    assert table.conductor.view().can_type
    table.conductor.type_answer("On three sets")
    assert the_take(folder).answer.typed
    assert table.posted[-1] == RoundFinished("finished")


def test_without_a_microphone_from_the_start_it_waits_for_a_typed_answer(table, folder):
    table.conductor.on_event(heard.DeviceLost(0.0, "input", "There is no microphone."))
    table.hear_lines()
    table.conductor.type_answer("On three sets")
    assert the_take(folder).answer.text == "On three sets"


def test_who_leaves_in_mid_answer_keeps_what_was_said(table, folder):
    table.hear_lines()
    table.clock.move_to(table.clock.now() + 4.0)
    table.conductor.end()
    table.conductor.on_event(heard.TurnEnded(2001, table.clock.now(), "done"))
    table.words_come("On three", table.clock.now())
    assert table.posted == type(table.posted)([RoundFinished("ended")])
    assert noted(folder)[-1] == "RoundClosed"
    assert (the_take(folder).ending, the_take(folder).answer.text) == ("left", "On three")


def test_who_leaves_while_it_is_being_asked_leaves_nothing(table, folder):
    table.conductor.end()
    assert table.posted[-1] == RoundFinished("ended")
    assert build(SessionFolder.open(folder.path)).takes == ()


def test_a_pause_in_the_answer_is_measured_as_none(table, folder):
    table.hear_lines()
    table.conductor.pause()
    table.clock.move_to(table.clock.now() + 100.0)
    table.conductor.resume()
    table.answer("On three sets")
    # The fake hears 1 s after the answer begins: the pause of 100 s lies before it.
    assert the_take(folder).answer.timings.onset_delay < 5.0


def test_who_cuts_in_on_the_challenge_is_heard(table, folder):
    line = table.mouth.said[-1][0]
    table.conductor.on_event(heard.PlayoutStarted(line, 0.5))
    table.conductor.on_event(heard.Interrupted(2.0))
    table.conductor.on_event(heard.PlayoutEnded(line, 2.2, interrupted=True))
    assert table.ear.opened == [2001]
    assert "CandidateCutIn" in noted(folder)


def test_nothing_is_asked_twice_when_done_is_taken_back(table, folder):
    table.hear_lines()
    ended = table.turn_ends()
    assert table.conductor.view().can_undo
    table.conductor.undo()
    assert table.ear.asked[-1] == "reopen"
    table.words_come("half", ended)
    assert "AnswerGiven" not in noted(folder)
    table.clock.move_to(ended + 5.0)
    table.answer("the whole of it")
    assert the_take(folder).answer.text == "the whole of it"


def test_fillers_counted_after_it_is_over_are_kept_with_it(table, folder):
    table.hear_lines()
    table.answer("um on three sets")
    found = heard.Fillers(1, 0.02, 5.6, (), 0)
    table.conductor.on_event(heard.FillersCounted(2001, table.clock.now(), found))
    assert noted(folder)[-1] == "FillersHeard"
    assert the_take(folder).answer.fillers.at_least == 1


class Voice:
    """A speaker that notes what it was to say, and from which file."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str, object]] = []

    def say_again(self, line, text, voice, path):
        self.said.append((line, text, path))

    def prepare(self, text, voice): ...

    def stop(self): ...

    def hold(self): ...

    def go_on(self): ...


def test_a_take_is_refused_while_another_window_holds_the_session(tmp_path):
    path = play(tmp_path).path
    other = SessionFolder.open(path)
    other.hold()
    found = wanted(path, 2)
    before = (path / "events.jsonl").read_bytes()
    with pytest.raises(InterviewerError, match="another window"):
        conducted(found, found.folder, FakeEar(), Voice(), ManualClock(), [].append, "tiny")
    assert (path / "events.jsonl").read_bytes() == before
    other.close()


def test_the_line_is_said_from_its_recording_and_the_session_is_held(tmp_path):
    path = play(tmp_path).path
    (path / "panel" / "002.wav").write_bytes(b"RIFF")
    found, voice = wanted(path, 2), Voice()
    conducted(found, found.folder, FakeEar(), voice, ManualClock(), [].append, "tiny")
    assert voice.said == [(2, found.line.text, path / "panel" / "002.wav")]
    assert SessionFolder.open(path).is_going_on_elsewhere
    found.folder.close()
    assert not SessionFolder.open(path).is_going_on_elsewhere
