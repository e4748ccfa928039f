"""Two hard rounds as their journals tell them: one that was met well, one badly; the same panel asks both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import played_round

from interviewer.events import (
    CandidateCutIn,
    PanelCutIn,
    RoundClosed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
)
from interviewer.examiner import objections

if TYPE_CHECKING:
    from interviewer.events import AnswerGiven, LineSpoken, RoundEvent

PANEL = ("Ines Vale", "Tomas Reed", "Priya Nair")
PREMISES = ("languages", "production", "alone", "checkpoint")

TALK = (
    "We distil a reranker into a small one. Against the tuned baseline accuracy went from sixty one percent to "
    "sixty four percent. We ran five seeds. I think it also helps on long queries, and google uses the same idea."
)
GOOD = (
    (
        "why",
        "The range over the five seeds was half a point, and the baseline got forty trials, as many as ours, "
        "because we gave both the same budget. We measured it ourselves.",
    ),
    (
        "why",
        "It works because the teacher ranks pairs, so the small model sees the order and not only the label; we "
        "removed the pairs and lost two points.",
    ),
    ("premise", "I never claimed that. We only tested English and German."),
    ("drift", "Sorry, I misspoke: it was five seeds, and the three were for the ablation."),
    ("premise", "No, I did not say that; it has not run anywhere but on our bench."),
    (
        "why",
        "I don't know. I would run it on a second dataset to tell, and withdraw the claim if the gap closes.",
    ),
)
BAD = (
    ("why", "Well, everyone does it like that, and the paper says so."),
    ("why", "As I said, everyone in the field does it like that, the paper says so."),
    ("premise", "You're right, it works in every language."),
    ("drift", "I stand by three seeds. I disagree that this matters."),
    ("premise", "Fair point, in production the cache broke first."),
    ("why", "Hmm, hard to say."),
)


def events(replies: tuple[tuple[str, str], ...]) -> list[RoundEvent]:
    """Return a round with these replies; what the panel asks is the same for each."""
    opened = RoundOpened(0.0, "A smaller reranker", "presentation", 20.0, "hostile", 7, PANEL, "embedded")
    found: list[RoundEvent] = [
        opened,
        line(1, "question", "Present one recent project as an argument.", 2.0, 6.0),
        answer(1, 1, TALK, 8.0, 52.0),
        PanelCutIn(1, 52.5, "Long"),
    ]
    at, premises, ended = 55.0, iter(PREMISES), ""
    for number, (kind, reply) in enumerate(replies, 2):
        asked = _asked(number, kind, premises, at, ended)
        ended = "planted" if kind == "premise" else "evidence" if replies is GOOD else "authority"
        end = at + 10 + len(reply.split()) / 2.2
        found += [asked, answer(number, number, reply, at + (7 if replies is GOOD else 12), end + 4)]
        at = end + 12
    found.insert(7, CandidateCutIn(3, 80.0))
    found += [
        RoundPaused(at, "The candidate paused the round."),
        RoundResumed(at + 60),
        replace(line(20, "closing", "Thank you. We leave it there.", at + 62, at + 65), let_go=ended),
        RoundClosed(at + 66, "finished"),
    ]
    return found


def _asked(number: int, kind: str, premises: object, at: float, ended: str) -> LineSpoken:
    if kind == "premise":
        name = next(premises)  # type: ignore[call-overload]
        text = objections._PREMISES[name][0]
        return replace(
            line(number, "challenge", text, at, at + 5),
            validity="false_premise",
            move=f"PF-{name}",
            let_go=ended,
        )
    if kind == "drift":
        text = 'You said "five seeds", and later "three seeds". Which is it?'
        return replace(
            line(number, "challenge", text, at, at + 5), validity="valid", move="DR-seed", let_go=ended
        )
    if number == 3:
        text = "By what mechanism does it help?"
        return replace(line(number, "follow_up", text, at, at + 5), rung=1, move="whys", about=2)
    quote = "accuracy went from sixty one percent to sixty four percent"
    text = f'You said "{quote}". Why is that not noise between two runs?'
    return replace(
        line(number, "challenge", text, at, at + 5), quote=quote, move="ER-noise", about=1, let_go=ended
    )


def line(number: int, kind: str, text: str, start: float, end: float) -> LineSpoken:
    return played_round.line(number, kind, text, start, end, speaker=PANEL[number % 3], engine="embedded")


def answer(number: int, after: int, said: str, start: float, end: float) -> AnswerGiven:
    middle = start + 0.4 * (end - start)
    return played_round.answer(number, after, said, ((start, middle), (middle + 1.6, end)))


def nearly_empty() -> list[RoundEvent]:
    """Return a round that was left after one question."""
    opened = RoundOpened(0.0, "A smaller reranker", "discussion", 20.0, "calm", 7, PANEL, "embedded")
    return [
        opened,
        line(1, "question", "Which area do you know best?", 2.0, 6.0),
        answer(1, 1, "Um, well.", 9.0, 10.0),
        RoundClosed(14.0, "ended"),
    ]
