"""Grades a round on the rubric from the candidate's words alone: a level only where words of theirs carry it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from interviewer.debrief.graded_speech import graded
from interviewer.debrief.grading_model import (
    SILENT,
    SIZE,
    balance,
    level,
    masses,
    position,
    shipped,
    windows,
)
from interviewer.debrief.grading_quotes import find
from interviewer.examiner import stance
from interviewer.examiner.quoting import SHORTEST, cut, tokens_of
from interviewer.examiner.signals import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from interviewer.debrief.grading_model import GradingModel
    from interviewer.debrief.grading_quotes import Evidence, Said, Says
    from interviewer.question.rubric import Dimension

Shown = Literal["shown", "not shown", "poorly heard", "unstable"]
ENGINE = "embedded"
COMPOSURE = "composure"
OBJECTIONS = ("challenge", "follow_up")
# With fewer words than two windows hold, nothing is judged.
FEWEST_WORDS = 2 * SIZE
# Words of one's own work in a clause that tells something.
TELLING = 2
# Less evidence than this, in windows' worth for and against together, is none. With ABOUT it was chosen on pairs of
# our own authors, each left out in turn (tests/bench/RESULTS.md): 0.5 and all twelve grade whatever is said.
LEAST_EVIDENCE = 1.5
# A window is quoted on the dimensions to which it leans most: words that lean to everything are about nothing. The
# place on the scale takes all windows: with these alone it hangs on too little, and padding moves it.
ABOUT = 2
# Quotes for the side that made the level, and for the other.
MOST_QUOTES, MOST_OTHER = 3, 2
# The range of a level: what it were if any fifth of what was said had not been said.
FOLDS = 5
# Words that a quote has at least, where its window has them: a shorter one tells nobody what was meant. Our judgement.
TELLS = 7
# A quote of more words than this is cut to what can be read at a glance.
READ = 20
# Windows' worth that a reply to an objection weighs by its stance alone, at full certainty. Our judgement.
REPLY = 4.0


@dataclass(frozen=True, slots=True)
class Graded:
    """One dimension and what the words said of it; a level never stands without evidence."""

    dimension: str
    level: int | None
    """From 1 to 4, as the rubric's anchors; None where nothing was shown or nobody can tell."""
    shown: Shown
    evidence: tuple[Evidence, ...] = ()
    engine: str = ENGINE
    coverage: float = 0.0
    """The share of what was said that speaks of the dimension, for or against."""
    low: int | None = None
    """With `high` how far the level moves when some of what was said is left out, or from one pass to the next."""
    high: int | None = None
    place: float | None = None
    """Where on the scale from 1 to 4 it stands before it is rounded."""


@dataclass(frozen=True, slots=True)
class _Window:
    said: Said
    tokens: Sequence[str]
    places: tuple[int, ...]
    """Of its tokens among those of the answer, in order; some between them may not be graded."""
    says: Says
    """Which side it is read for."""


def grade(
    answers: Sequence[Said], dimensions: Sequence[Dimension], model: GradingModel | None = None
) -> tuple[Graded, ...]:
    """Grade every dimension by the embedded model, in their order."""
    model = model or shipped()
    found, scores = _scored(answers, model)
    return tuple(_one(dimension, answers, found, scores, model) for dimension in dimensions)


def leaning(answers: Sequence[Said], dimension: str, model: GradingModel) -> float:
    """Return the balance of evidence on one dimension, before it is made a level."""
    return balance(_scored(answers, model)[1][:, model.dimensions.index(dimension)].tolist())


def _scored(answers: Sequence[Said], model: GradingModel) -> tuple[list[_Window], NDArray[np.float64]]:
    """Return the windows of all that was heard, in order, each with its scores for its side."""
    heard = [said for said in answers if not said.is_poor]
    tokens = [tokens_of(said.text) for said in heard]
    kept = graded(tokens)
    told = [_telling(own, places, model) for own, places in zip(tokens, kept, strict=True)]
    found = [*_windows(heard, tokens, kept, "against"), *_windows(heard, tokens, told, "for")]
    order = {said.number: at for at, said in enumerate(heard)}
    found.sort(key=lambda window: (order[window.said.number], window.places[0]))
    texts = [" ".join(window.tokens[place] for place in window.places) for window in found]
    signs = np.array([1.0 if window.says == "for" else -1.0 for window in found])[:, np.newaxis]
    scores = np.array([model.score(text) for text in texts]).reshape(len(found), len(model.dimensions))
    # Against a dimension speaks whatever was said; for it, only what tells of some work.
    return found, np.where(scores * signs > 0, scores, 0.0)


def _about(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave each window the scores of the dimensions to which it leans most."""
    rank = np.argsort(np.argsort(-np.abs(scores), axis=1, kind="stable"), axis=1, kind="stable")
    return np.where(rank < ABOUT, scores, 0.0)


def _telling(tokens: Sequence[str], places: Sequence[int], model: GradingModel) -> list[int]:
    """Return the places of the clauses that say something of somebody's own work."""
    told: list[int] = []
    for start, stop in clauses([tokens[place] for place in places]):
        clause = places[start:stop]
        if model.special(" ".join(tokens[place] for place in clause)) >= TELLING:
            told += clause
    return told


def _windows(
    heard: Sequence[Said], tokens: Sequence[Sequence[str]], kept: Sequence[Sequence[int]], says: Says
) -> Iterator[_Window]:
    for said, own, places in zip(heard, tokens, kept, strict=True):
        if len(places) >= SHORTEST:
            for start, stop in windows(len(places)):
                yield _Window(said, own, tuple(places[start:stop]), says)


def _one(
    dimension: Dimension,
    answers: Sequence[Said],
    found: Sequence[_Window],
    scores: NDArray[np.float64],
    model: GradingModel,
) -> Graded:
    if dimension.id not in model.dimensions:
        return Graded(dimension.id, None, "not shown")
    mine = concerned(dimension, answers)
    if mine and all(said.is_poor for said in mine):
        return Graded(dimension.id, None, "poorly heard")
    column = model.dimensions.index(dimension.id)
    numbers = {said.number for said in mine}
    places = [at for at, window in enumerate(found) if window.said.number in numbers]
    own = [found[at] for at in places]
    weighed = [float(scores[at, column]) for at in places]
    about = [float(score) for score in _about(scores[places])[:, column]]
    speaking = sum(abs(score) > SILENT for score in about)
    coverage = 2.0 * speaking / len(about) if weighed else 0.0
    if dimension.id == COMPOSURE:
        for window, score in _replies(own):
            own.append(window)
            weighed.append(score)
            about.append(score)
    if len({(w.said.number, place) for w in own for place in w.places}) < FEWEST_WORDS:
        return Graded(dimension.id, None, "not shown", coverage=coverage)
    return _judged(dimension.id, own, weighed, about, coverage, model)


def _judged(
    identity: str,
    own: list[_Window],
    weighed: list[float],
    about: list[float],
    coverage: float,
    model: GradingModel,
) -> Graded:
    column = model.dimensions.index(identity)
    place = position(weighed, model.cuts)
    made = level(place)
    sides: tuple[Says, Says] = ("for", "against") if made > 2 else ("against", "for")
    quotes = [
        *_quotes(own, about, column, sides[0], MOST_QUOTES, model),
        *_quotes(own, about, column, sides[1], MOST_OTHER, model),
    ]
    carried = any(one.says == "for" for one in quotes) if made > 2 else bool(quotes)
    if sum(masses(about)) < LEAST_EVIDENCE or not carried:
        return Graded(identity, None, "not shown", coverage=coverage)
    others = [level(position(fold, model.cuts)) for fold in _folds(weighed)]
    low, high = min([made, *others]), max([made, *others])
    return Graded(identity, made, "shown", tuple(quotes), ENGINE, coverage, low, high, place)


def concerned(dimension: Dimension, answers: Sequence[Said]) -> list[Said]:
    """Return the answers in which a dimension is looked for."""
    if dimension.id == COMPOSURE and any(said.kind is not None for said in answers):
        return [said for said in answers if said.kind in OBJECTIONS]
    if dimension.scope == "throughout":
        return list(answers)
    return [said for said in answers if said.part is None or said.part == dimension.scope]


def _replies(own: Sequence[_Window]) -> list[tuple[_Window, float]]:
    """Return how each objection was met, as evidence at the place where the reply begins."""
    found = []
    first = {window.said.number: window for window in reversed(own)}
    for window in first.values():
        said = window.said
        if not said.line or said.kind not in OBJECTIONS:
            continue
        places = sorted({place for one in own if one.said is said for place in one.places})
        text = " ".join(window.tokens[place] for place in places)
        met = stance.judge(said.line, text)
        if met.stance == "deflect":
            found.append((window, -SILENT - REPLY * met.certainty))
        elif met.directness == "direct":
            found.append((window, SILENT + REPLY * met.certainty * met.directness_certainty))
    return found


def _folds(weighed: Sequence[float]) -> list[list[float]]:
    """Return the scores with each fifth of them left out in turn."""
    size = -(-len(weighed) // FOLDS)
    return [[*weighed[:at], *weighed[at + size :]] for at in range(0, len(weighed), size)]


def _quotes(
    own: Sequence[_Window], weighed: Sequence[float], column: int, says: Says, most: int, model: GradingModel
) -> list[Evidence]:
    """Return the words that carry a side, from the windows that lean most to it."""
    sign = 1.0 if says == "for" else -1.0
    found: list[Evidence] = []
    used: set[tuple[int, int]] = set()
    for at in sorted(range(len(own)), key=lambda at: (-sign * weighed[at], at)):
        window = own[at]
        places = {(window.said.number, place) for place in window.places}
        if len(found) == most or sign * weighed[at] <= SILENT:
            break
        if places & used:
            continue
        quote = _sharpest(window, column, sign, model)
        evidence = find(quote, [window.said], says) if quote else None
        if evidence and evidence.quote not in {one.quote for one in found}:
            found.append(evidence)
            used |= places
    return found


def _sharpest(window: _Window, column: int, sign: float, model: GradingModel) -> str:
    """Return the clause of a window that alone leans most to a side, as it would be quoted."""
    best, quote = 0.0, ""
    for run in _runs(window.places):
        tokens = list(window.tokens[run[0] : run[-1] + 1])
        for start, stop in _telling_clauses(tokens):
            score = sign * float(model.lean(" ".join(tokens[start:stop]))[column])
            said = " ".join(tokens[start:stop]) if stop - start <= READ else cut(tokens, start, stop)
            if score > best and said:
                best, quote = score, said
    return quote


def _telling_clauses(tokens: list[str]) -> Iterator[tuple[int, int]]:
    """Yield each clause, with those after it and then before it until it tells something."""
    found = list(clauses(tokens))
    for number, (first, last) in enumerate(found):
        start, stop = first, last
        for _, end in found[number + 1 :]:
            stop = end if stop - start < TELLS else stop
        for begin, _ in reversed(found[:number]):
            start = begin if stop - start < TELLS else start
        yield start, stop


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Yield the stretches of tokens that stand side by side in the answer."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
