"""What an interruption did to a talk: when its thread was found again, what was dropped, what it cost.

How a recording that is the whole talk holds an interruption at second `at`:

1. The question takes no time in it. Speech that runs at `at` and ends within 2 s and three words is the speaker being
   cut off.
2. The reply begins with the next voiced sample and ends with the first silence of at least 0.8 s after it. Where no
   such silence comes within a minute, there is no reply, and what follows counts from `at` itself.
3. The thread is found with the first clause after that which says something of the talk: one that holds a word of
   substance of the slides or the plan, or two words of substance, one of which was said before `at` or is said once
   more afterwards; where slides and plan hold fewer than 20 words of substance, one in a clause of at least four words
   is enough. “Um, where was I”, “right, back to it” and the like are no such clause.
4. Recovery runs from the reply's last voiced sample to the first sample of that clause.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.rehearsal.spoken_points import SpokenPoints
from interviewer.rehearsal.stems import Vocabulary, is_weak, stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.rehearsal.speech import Clause, TalkSpeech
    from interviewer.rehearsal.spoken_points import Place

CUT_OFF = 2.0
"""Seconds after the interruption within which a running sentence is broken off."""
CUT_WORDS = 3
REPLY_ENDS = 0.8
"""Seconds of silence that end a reply: sentences of one reply lie 0.3 to 0.6 s apart, and who looks for the thread
falls silent for longer."""
LONGEST_REPLY = 60.0
# A clause of the talk holds so many words of substance; one alone may be a sigh.
SUBSTANCE = 2
# With so little on paper any clause that speaks of something must do; a shorter one may be a sigh too.
FEW, CLAUSE = 20, 4
DONE = 0.8
"""Share of a point that shows that it was made just before the panel came in; then the next one was dropped."""
TOUCHED = 0.35
"""Share of a point that shows that the talk had reached it."""
SOON = 60
"""Words after a reply in which what was cut off is taken up again, where nothing but its words is known."""
HALF = 0.5

# Looking for the thread aloud: stems that say nothing of any talk.
_SEEKING = frozenset(
    stems(
        "where was I what was I saying lost my thread place sorry moment let me think remember back return returning "
        "continue continuing carry resume before question interrupted interruption coming come wait hold sure great "
        "good excellent thanks thank answer answers hope um uh hmm find track point pick picking move moving so "
        "anyway alright fine start started left stopped ask asked asking"
    )
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered to an interruption, on the talk's clock."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class DroppedPoint:
    """What was being said when the panel came in, or was to come next."""

    text: str
    source: str
    """`slide`, `plan` or `words`."""
    quote: str
    """The words that were cut off, verbatim."""
    returned: bool
    returned_at: float | None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What became of a talk after one interruption."""

    reply: Reply | None
    found_at: float | None
    """When the thread was found again; None where it never was."""
    recovery: float | None
    """Seconds from the end of the reply until then."""
    thread: str
    """The clause with which it was."""
    cost: float | None
    """Seconds of the talk from the interruption until the thread was found: what the plan has lost."""
    point: DroppedPoint | None


def recovered(
    speech: TalkSpeech,
    at: float,
    until: float,
    points: Sequence[PlacedPoint],
    vocabulary: Sequence[str] = (),
) -> Recovered:
    """Measure one interruption; `until`: the next one, or the talk's end.

    `points`: what was to be said about then and next, in order; `vocabulary`: all words of the
    slides and the plan.
    """
    reply = reply_to(speech, at, until)
    since = reply.end if reply else at
    found = _thread(speech, at, since, until, vocabulary)
    start = None if found is None else speech.voiced_near(found.start, since)
    return Recovered(
        reply=reply,
        found_at=start,
        recovery=None if start is None else max(0.0, start - since),
        thread=found.text if found else "",
        cost=None if start is None else start - at,
        point=dropped_point(speech, at, since, points),
    )


def reply_to(speech: TalkSpeech, at: float, until: float) -> Reply | None:
    """Find what was answered, by the silence after it."""
    begin = at
    running = next((one for one in speech.stretches if one.start < at < one.end), None)
    if running is not None and running.end - at <= CUT_OFF:
        said = [word for word in speech.words if at <= word.start < running.end]
        begin = running.end if len(said) <= CUT_WORDS else at
    start, end = None, 0.0
    for one in speech.stretches:
        if one.end <= begin or one.start >= until:
            continue
        if start is None:
            start, end = max(one.start, begin), one.end
        elif one.start - end >= REPLY_ENDS:
            break
        else:
            end = one.end
        if end - start > LONGEST_REPLY:
            return None
    else:
        return None
    if start is None:
        return None
    return Reply(start, end, " ".join(word.text for word in speech.between(start, end)))


@dataclass(frozen=True, slots=True)
class PlacedPoint:
    """A point that was to be made, and where it comes from."""

    text: str
    source: str
    """`slide` or `plan`."""
    place: Place


def dropped_point(
    speech: TalkSpeech, at: float, since: float, points: Sequence[PlacedPoint]
) -> DroppedPoint | None:
    """Return the point that was begun and not finished, else the next one to come, else the words cut off.

    It came back where so much of it is heard after the reply as any point needs to count as spoken; where only words
    name it, where half of their substance is said again in the next sentences.
    """
    cut = speech.index_at(at)
    clause = next((one for one in reversed(speech.clauses()) if one.start < at), None)
    if clause is None:
        return None
    quote = " ".join(word.text for word in speech.words[clause.first : max(cut, clause.first + 1)])
    after = SpokenPoints(speech.words[speech.index_at(since) :])
    point = _point(speech, at, quote, points)
    if point is not None:
        back = after.heard(point.text, replace(point.place, since=since))
        return DroppedPoint(point.text, point.source, quote, back.spoken, back.at if back.spoken else None)
    again = SpokenPoints(speech.words[speech.index_at(since) :][:SOON]).heard(quote)
    returned = again.share >= HALF and again.at is not None
    return DroppedPoint(quote, "words", quote, returned, again.at if returned else None)


def _point(speech: TalkSpeech, at: float, quote: str, points: Sequence[PlacedPoint]) -> PlacedPoint | None:
    """Return the point that the words cut off belong to, unless they made it; else the first one not reached."""
    cut = speech.index_at(at)
    said = SpokenPoints(speech.words[: max(0, cut - len(quote.split()))])
    whole = SpokenPoints(speech.words[:cut])
    before = [said.heard(one.text, one.place) for one in points]
    words = Vocabulary(stems(quote))
    named = [
        (sum(stem in words and not is_weak(stem) for stem in dict.fromkeys(stems(one.text))), -index)
        for index, one in enumerate(points)
        if not before[index].spoken
    ]
    hits, place = max(named, default=(0, 0))
    if hits and whole.heard(points[-place].text, points[-place].place).share < DONE:
        return points[-place]
    reached = max((index for index, one in enumerate(before) if one.share >= TOUCHED), default=-1)
    if hits:
        reached = max(reached, -place)
    ahead = [index for index in range(reached + 1, len(points)) if not before[index].spoken]
    return points[ahead[0]] if ahead else None


def _thread(
    speech: TalkSpeech, at: float, since: float, until: float, vocabulary: Sequence[str]
) -> Clause | None:
    clauses = [one for one in speech.clauses() if one.start >= since - 0.15 and one.start < until]
    said_before = [word.text for word in speech.words[: speech.index_at(at)]]
    known, on_paper = Vocabulary(stems(" ".join(said_before))), stems(" ".join(vocabulary))
    written, unaided = Vocabulary(on_paper), len(set(on_paper)) < FEW
    for index, clause in enumerate(clauses):
        found = [stem for stem in stems(clause.text) if stem not in _SEEKING]
        if any(stem in written for stem in found):
            return clause
        if unaided and found and len(clause.text.split()) >= CLAUSE:
            return clause
        if len(found) < SUBSTANCE:
            continue
        later = Vocabulary(stems(" ".join(one.text for one in clauses[index + 1 :])))
        if any(stem in known or stem in later for stem in found):
            return clause
    return None
