"""The talk's report comes from the journal alone, on the talk's own clock, and every form of the debrief shows it."""

from __future__ import annotations

import json

import pytest
from rehearsal_speech import spoken

from interviewer import journal
from interviewer.debrief import talk_page
from interviewer.debrief.talk_svg import drawing
from interviewer.events import AnswerGiven, RoundPaused, RoundResumed, Stretch, Word
from interviewer.rehearsal.found_parts import FoundPart
from interviewer.rehearsal.talk_report import talk_report
from interviewer.talk_events import (
    PlannedSection,
    SlideShown,
    SlideText,
    TalkBegan,
    TalkInterrupted,
    TalkPlanned,
)

SLIDES = (
    SlideText(1, "Problem", "- Agents wait 9 seconds\n- Wrong passages cost trust"),
    SlideText(2, "Results", "- Delay falls to 3.4 seconds\n- Recall stays at 91 %", "smile <b>now</b>"),
)
PLAN = (
    PlannedSection("Problem", 8.0, 1, 1, ("say <i>why</i> it matters to auditors",)),
    PlannedSection("Results", 20.0, 2, 2),
)
OPENED = 100.0


def events(*more, still: float = 0.0):
    speech = spoken(
        (0.2, "An agent waits nine seconds for each answer."),
        (6.0, "The delay goes down"),
        (8.0, "Because it was slower and no better."),
        (12.0, "The delay falls to three point four seconds."),
        (16.0, "The recall stays at ninety one percent."),
    )

    def at(seconds: float) -> float:
        return OPENED + seconds + (still if seconds > 5.0 else 0.0)

    words = tuple(Word(one.text, at(one.start), at(one.end), 1.0) for one in speech.words)
    stretches = tuple(Stretch(at(one.start), at(one.end)) for one in speech.stretches)
    answer = AnswerGiven(3, 2, "…", words, stretches, OPENED, at(18.5), "file", "audio/003", typed=False)
    pause = (RoundPaused(OPENED + 4.0, ""), RoundResumed(OPENED + 4.0 + still)) if still else ()
    return (
        TalkPlanned(0.0, PLAN, SLIDES, notes=("Line 3 of the plan was left out.",)),
        TalkBegan(3, OPENED),
        SlideShown(1, OPENED),
        *pause,
        SlideShown(2, at(5.5)),
        TalkInterrupted(at(7.2), at(7.2), "Lin", "Why <b>that</b> baseline?", "given"),
        *more,
        answer,
    )


def test_a_talk_is_reported_on_its_own_clock():
    found = talk_report(events())
    assert found is not None
    assert (found.answer, found.opened, found.audio) == (3, OPENED, "audio/003")
    first, second = found.slides
    assert (first.start, first.end, first.planned, first.words) == (0.0, 5.5, 8.0, 8)
    assert first.unspoken_points == ("Wrong passages cost trust",)
    assert second.unspoken_points == ()
    assert [one.name for one in found.sections] == ["Problem", "Results"]
    assert found.sections[0].drift == pytest.approx(-2.5)
    assert found.sections[0].unspoken_points == PLAN[0].points
    assert found.overrun == pytest.approx(found.seconds - 28.0)
    (came,) = found.interruptions
    assert came.recovery_seconds == pytest.approx(12.0 - 9.75)
    assert (came.point, came.point_returned, came.point_quote) == (
        "Delay falls to 3.4 seconds", True, "The delay goes down",
    )  # fmt: skip
    assert found.skeleton is None


def test_time_in_which_the_round_stood_still_never_counts():
    assert talk_report(events(still=40.0)) == talk_report(events())


def test_the_journal_keeps_all_of_it():
    assert journal.read(journal.write(events())).events == events()


def test_without_a_talk_there_is_no_report():
    assert talk_report(()) is None
    assert talk_report(events()[:-1]) is None


def test_a_finder_of_the_argument_is_asked_and_its_gaps_are_told():
    def find(speech):
        return [FoundPart("problem", 0.2, speech.words[0].text), FoundPart("limitations", None, None)]

    found = talk_report(events(), find)
    assert found is not None
    assert found.skeleton == (FoundPart("problem", 0.2, "An"), FoundPart("limitations", None, None))


def test_every_form_shows_the_talk_and_no_text_acts_as_markup():
    found = talk_report(events())
    assert found is not None

    class Holds:
        talk = found

    html, paper = talk_page.page(Holds), talk_page.sheet(Holds)
    for shown in (html, paper):
        assert "2.2 s after your reply" in shown
        assert "Why &lt;b&gt;that&lt;/b&gt; baseline?" in shown
        assert "say &lt;i&gt;why&lt;/i&gt;" in shown
        assert "<b>that" not in shown
    text = "\n".join(talk_page.text(Holds))
    assert "came back at 0:12" in text
    assert "<b>" not in text
    assert drawing(found).count("<rect") == 4


def test_a_talk_with_nothing_but_a_recording_is_told_in_a_sentence():
    found = talk_report((TalkBegan(3, OPENED), events()[-1]))
    assert found is not None
    assert (found.slides, found.sections, found.overrun) == ((), (), None)
    assert drawing(found) == ""
    json.dumps([found.seconds])
