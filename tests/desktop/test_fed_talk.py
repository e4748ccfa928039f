"""A recorded talk is heard when the panel asks for it, once, and never lost."""

from __future__ import annotations

from pathlib import Path

from desktop.fed_talk import FedTalk, TalkOrder
from interviewer.events import LineSpoken
from interviewer.rehearsal.coming_in import ComesIn
from interviewer.talk_events import SlideShown, TalkBegan, TalkInterrupted

TALK = Path("talk.wav")
ORDER = TalkOrder(TALK, slide_times=(0.0, 30.0), interruptions=(ComesIn(20.0, "Why?", "given"),))


def line(kind) -> LineSpoken:
    return LineSpoken(1, "Lin", kind, "…", "", None, "", "", 0.0, 1.0, "", interrupted=False)


def test_the_question_of_the_presentation_asks_for_the_talk():
    talk = FedTalk(ORDER, whole_onsite=False, interrupter="Lin")
    talk.hear(line("warm_up"))
    assert talk.take(1, 5.0, last=False) == (None, [])
    talk.hear(line("question"))
    recording, happened = talk.take(2, 100.0, last=False)
    assert recording == TALK
    assert happened == [
        TalkBegan(2, 100.0),
        SlideShown(1, 100.0),
        TalkInterrupted(120.0, 120.0, "Lin", "Why?", "given"),
        SlideShown(2, 130.0),
    ]
    assert talk.take(3, 200.0, last=True) == (None, [])


def test_in_a_whole_onsite_it_waits_for_the_second_part():
    talk = FedTalk(ORDER, whole_onsite=True, interrupter="Lin")
    talk.hear(line("question"))
    assert talk.take(1, 0.0, last=False) == (None, [])
    talk.hear(line("bridge"))
    talk.hear(line("question"))
    assert talk.take(2, 0.0, last=False)[0] == TALK


def test_a_round_that_never_asks_for_it_hears_it_last():
    assert FedTalk(ORDER, whole_onsite=True, interrupter="Lin").take(4, 0.0, last=True)[0] == TALK
