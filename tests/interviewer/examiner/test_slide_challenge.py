"""The panel challenges the slides too, in their own words and under their number."""

from __future__ import annotations

from interviewer.debrief.exchanges import is_verified
from interviewer.events import LineSpoken
from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.examiner import Brief
from interviewer.examiner.guard import refusal
from interviewer.examiner.quoting import occurs
from interviewer.examiner.slide_challenge import on_slide
from interviewer.question.reader import read
from interviewer.talk_events import SlideText, TalkPlanned
from interviewer.transcript import CANDIDATE, Turn

SLIDES = (
    SlideText(1, "Problem", "- Agents wait nine seconds for every answer"),
    SlideText(2, "Results", "- We beat the default baseline on one dataset with a single run"),
)
SAID = "We built a cascade and it was faster for us on the data that we had at that time."


def brief(asked: tuple[str, ...], slides=SLIDES) -> Brief:
    turns = (Turn(1, CANDIDATE, "answer", SAID),)
    return Brief(1, "challenge", "presentation", read("# Q\n"), turns, asked, "probing", 3, slides=slides)


def test_the_first_challenge_is_about_the_words_and_the_second_about_a_slide():
    examiner = EmbeddedExaminer(planted_share=0.0)
    first, second = examiner.propose(brief(())), examiner.propose(brief(("CC-delta",)))
    assert first.slide is None
    assert second.slide in (1, 2)
    assert second.text.startswith(f'Slide {second.slide} says "{second.quote}".')
    assert occurs(second.quote, SLIDES[second.slide - 1].text)
    assert not occurs(second.quote, SAID)


def test_without_slides_nothing_changes():
    examiner = EmbeddedExaminer(planted_share=0.0)
    assert examiner.propose(brief(("CC-delta",), ())).slide is None


def test_words_of_a_slide_are_never_quoted_as_spoken():
    text = 'You said "the default baseline on one dataset". Why that one?'
    turns = brief(()).turns
    assert refusal(text, "the default baseline on one dataset", turns)
    assert not refusal(text, "the default baseline on one dataset", turns, slide=SLIDES[1].text)
    assert refusal(
        'Slide 2 says "we invented all of it". Why?', "we invented all of it", turns, slide=SLIDES[1].text
    )


def test_a_quote_stands_on_one_line_of_one_slide():
    assert on_slide("wait nine seconds for", SLIDES) == 1
    assert on_slide("every answer We beat", SLIDES) is None


def test_the_debrief_checks_a_slides_quote_against_the_slide():
    def line(slide: int) -> LineSpoken:
        text = f'Slide {slide} says "wait nine seconds for". Who measured it?'
        return LineSpoken(
            4, "Lin", "challenge", text, "wait nine seconds for", 1, "CC-you", "embedded",
            5.0, 9.0, "", interrupted=False, slide=slide,
        )  # fmt: skip

    journal = (TalkPlanned(0.0, (), SLIDES),)
    assert is_verified(line(1), (*journal, line(1))) is True
    assert is_verified(line(2), (*journal, line(2))) is False
