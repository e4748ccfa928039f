"""The last look at a question before it is spoken, whichever engine made it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from interviewer.examiner.leaks import leaked
from interviewer.examiner.quoting import occurs, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from interviewer.question.question import Question
    from interviewer.transcript import Turn

LONGEST_WORDS = 35
# A spoken line of 35 long words; more is not speech.
LONGEST_CHARACTERS = 400
# Two questions that share this much of their words sound like the same one.
SAME = 0.85

_MARKUP = re.compile(r"<[A-Za-z/!?]|[`*|{}\\]|__|\]\(|\[\[|\]\]|!\[|^\s*(#|[-+] )|^\s*\w+:\s*$")
_ADDRESS = re.compile(r"://|www\.|\b[\w-]+\.(com|org|net|io|ai|dev|de|uk)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
_MARKS = re.compile(r"[\"“”„«»]")


def refusal(
    text: str, quote: str, turns: Sequence[Turn], question: Question | None = None, slide: str = ""
) -> str:
    """Return why a question may not be spoken, or nothing.

    `quote` must stand in the text, and whatever stands in quotation marks must be the candidate's own words; of a
    question about a slide, that `slide`'s.
    Nothing of `question` may be in it that the candidate is not shown.
    """
    shape = _shape(text)
    if shape:
        return shape
    said = [slide] if slide else [turn.text for turn in turns if turn.is_answer]
    if quote and not occurs(quote, text):
        return "its quote is not in the question"
    if len(_MARKS.findall(text)) % 2:
        return "a quotation mark is left open"
    if not all(_was_said(words, said) for words in (quote, *quotations(text)) if words):
        return "it quotes words that were not said"
    if asked_before(text, (turn.text for turn in turns if not turn.is_answer)):
        return "it was asked before"
    if question is not None and leaked(text, question, (turn.text for turn in turns)):
        return "it gives away what the question's file keeps hidden"
    return ""


def quotations(text: str) -> list[str]:
    """Return what stands in quotation marks."""
    return [words.strip() for words in _QUOTED.findall(text) if words.strip()]


def asked_before(text: str, lines: Iterable[str]) -> bool:
    """Tell whether a question sounds like one of these lines."""
    words = set(words_of(text))
    return any(len(words & set(words_of(line))) >= SAME * len(words | set(words_of(line))) for line in lines)


def _shape(text: str) -> str:
    if not text.strip():
        return "it is empty"
    if len(text) > LONGEST_CHARACTERS or len(text.split()) > LONGEST_WORDS:
        return f"it is longer than {LONGEST_WORDS} words"
    if any(unicodedata.category(character).startswith("C") for character in text):
        return "it holds control characters"
    if _MARKUP.search(text):
        return "it holds markup"
    if _ADDRESS.search(text):
        return "it holds an address"
    if text.count("?") != 1 or not text.endswith("?"):
        return "it is not exactly one question"
    return "" if len(words_of(text)) > 1 else "it asks nothing"


def _was_said(words: str, said: list[str]) -> bool:
    return any(occurs(words, answer) for answer in said)
