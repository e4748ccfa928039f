"""The panel's lines on their way out."""

from __future__ import annotations

from desktop.lines import Lines
from interviewer.round.commands import Say


def say(number):
    return Say(number, "Dr Chen", "challenge", "Why is that so?", "", None, "", "")


def test_the_words_of_the_line_that_sounds_are_counted():
    lines = Lines()
    lines.add(say(1))
    lines.next()
    assert lines.sounded == 0
    lines.heard(1, 2)
    assert lines.sounded == 2


def test_words_of_another_line_are_not_counted():
    lines = Lines()
    lines.heard(1, 2)
    lines.add(say(2))
    lines.next()
    lines.heard(1, 3)
    assert lines.sounded == 0


def test_the_next_line_begins_with_no_word_heard():
    lines = Lines()
    for number in (1, 2):
        lines.add(say(number))
    lines.next()
    lines.heard(1, 4)
    lines.ended(1)
    lines.next()
    assert lines.sounded == 0


def test_a_line_said_again_after_a_pause_begins_with_no_word_heard():
    lines = Lines()
    lines.add(say(1))
    lines.next()
    lines.heard(1, 3)
    lines.hold()
    lines.heard(1, 4)
    lines.ended(1)
    lines.release()
    lines.next()
    assert lines.sounded == 0
