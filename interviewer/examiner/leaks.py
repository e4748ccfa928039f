"""Keeps what a question's file hides out of what is spoken: hints, strong answers, the rubric's wording."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from interviewer.examiner.quoting import substance_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from interviewer.question.question import Question

# So many words of a hidden text side by side are no accident: shorter runs are ordinary phrases.
RUN = 5
# A run like "is it that of the" gives nothing away.
SUBSTANCE = 2

Run = tuple[str, ...]


def leaked(text: str, question: Question, said: Iterable[str]) -> str:
    """Return the words of a hidden text that a question would give away, or nothing.

    What the candidate was shown or heard, or has said themselves, is no secret.
    """
    words = words_of(text)
    hidden = _runs(_hidden(question))
    found = [run for run in _runs_of(words) if run in hidden]
    found += [name for name in _names(question) if _side_by_side(name, words)]
    if not found:
        return ""
    known = [f" {' '.join(words_of(heard))} " for heard in (*_shown(question), *said)]
    for run in found:
        if not any(f" {' '.join(run)} " in heard for heard in known):
            return " ".join(run)
    return ""


def _hidden(question: Question) -> tuple[str, ...]:
    criteria = [*question.dimensions, *(one for part in question.parts for one in part.dimensions)]
    hints = [hint.text for part in question.parts for hint in part.hints]
    return (*hints, *(one.description for one in criteria), question.summary)


def _names(question: Question) -> list[Run]:
    """Return the rubric's own names of two words or more; a single word is anybody's."""
    criteria = [*question.dimensions, *(one for part in question.parts for one in part.dimensions)]
    names = [tuple(words_of(one.name)) for one in criteria]
    return [name for name in names if len(name) > 1]


def _shown(question: Question) -> tuple[str, ...]:
    parts = [words for part in question.parts for words in (part.title, part.text, *part.cover)]
    return (
        question.title,
        *question.fields.values(),
        question.introduction,
        *question.constraints,
        *parts,
        *question.follow_ups,
    )


@lru_cache(maxsize=32)
def _runs(texts: tuple[str, ...]) -> frozenset[Run]:
    return frozenset(run for text in texts for run in _runs_of(words_of(text)))


def _runs_of(words: list[str]) -> list[Run]:
    runs = [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
    return [run for run in runs if len(substance_of(" ".join(run))) >= SUBSTANCE]


def _side_by_side(sought: Run, words: list[str]) -> bool:
    return f" {' '.join(sought)} " in f" {' '.join(words)} "
