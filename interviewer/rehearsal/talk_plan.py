"""A talk's plan, read from Markdown as people write it, or learned from the last rehearsal of the same slides."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError
from interviewer.talk_events import PlannedSection

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 4 * 3600.0
"""Seconds of a whole talk; a longer plan is a slip of the pen."""
MOST_SECTIONS = 60

_NUMBER = r"\d+(?:[.,]\d+)?"
_TIME = (
    rf"(?P<clock>\d{{1,3}}:[0-5]\d)(?:\s*(?:min(?:utes?|s)?\b\.?|m\b))?|"
    rf"(?P<minutes>{_NUMBER})\s*(?:min(?:ute)?s?\b\.?|m\b|['′])"
    rf"(?:\s*(?P<rest>\d{{1,2}})\s*(?:s(?:ec(?:ond)?s?)?\b\.?|[\"″]))?|"
    rf"(?P<seconds>{_NUMBER})\s*(?:s(?:ec(?:ond)?s?)?\b\.?|[\"″])"
)
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>#{1,6}\s+|[-*+•–]\s+|\d{1,2}[.)]\s+|)(?P<text>.*\S)\s*$")
_LEADING = re.compile(rf"^[(\[]?(?:{_TIME})[)\]]?(?:\s*[-–—:|.,]+\s*|\s+)(?P<name>\S.*)$", re.IGNORECASE)
_TRAILING = re.compile(rf"^(?P<name>\S.*?)(?:\s*[-–—:|,]+\s*|\s+)?[(\[]?(?:{_TIME})[)\]]?$", re.IGNORECASE)
_SLIDES = re.compile(
    r"[\[(]\s*(?:slides?|s|pp?|pages?)\.?\s*(?P<first>\d{1,4})(?:\s*(?:-|–|—|to|\.\.)\s*(?P<last>\d{1,4}))?\s*[\])]",
    re.IGNORECASE,
)
# A total or a heading without a time is how people frame a plan; it plans nothing itself.
_FRAME = re.compile(r"^(?:total|sum|overall|all)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A line of a plan that says nothing to us."""

    line: int
    text: str
    why: str

    @property
    def sentence(self) -> str:
        """It in one sentence."""
        return f"Line {self.line} of the plan was left out ({self.why}): {self.text[:80]}"


@dataclass(frozen=True, slots=True)
class TalkPlan:
    """The sections of a talk, in order."""

    sections: tuple[PlannedSection, ...]
    not_understood: tuple[NotUnderstood, ...] = ()

    @property
    def seconds(self) -> float:
        """The whole talk's time."""
        return sum(section.seconds for section in self.sections)

    def scaled(self, seconds: float) -> TalkPlan:
        """The same shares of another length."""
        if not (0 < seconds <= LONGEST) or not self.seconds:
            raise InterviewerError("A talk needs a length above zero and at most four hours.")
        by = seconds / self.seconds
        return replace(self, sections=tuple(replace(one, seconds=one.seconds * by) for one in self.sections))


def read_plan(text: str, slides: int | None = None) -> TalkPlan:
    """Read a plan; `slides`: how many the deck has. Raises where no section can be found.

    What stands indented under a section, or without a time after a heading that has one, is a point of it.
    """
    sections: list[PlannedSection] = []
    unread: list[NotUnderstood] = []
    headed = False
    for number, raw in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        item = _ITEM.match(raw)
        if item is None or not re.search(r"\w", item["text"]):
            continue
        said = re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", item["text"])
        indented, heading = bool(item["indent"]), item["mark"].startswith("#")
        if sections and not heading and item["mark"] and (indented or (headed and _section(said)[0] is None)):
            sections[-1] = replace(sections[-1], points=(*sections[-1].points, said))
            continue
        section, why = _section(said)
        if section is not None:
            section, wrong = _checked(section, slides)
            sections.append(section)
            headed = heading
            if wrong:
                unread.append(NotUnderstood(number, said, wrong))
        elif not (heading or _FRAME.match(said)):
            unread.append(NotUnderstood(number, said, why))
    _refuse(sections)
    return TalkPlan(tuple(sections), tuple(unread))


def learned(plan: Sequence[PlannedSection], actual: Sequence[float], seconds: float) -> TalkPlan:
    """Plan the next rehearsal by what each section really took in the last one, scaled to the wished length.

    A section that was not reached keeps its planned time before the scaling.
    """
    took = [
        replace(section, seconds=real if real > 0 else section.seconds)
        for section, real in zip(plan, actual, strict=True)
    ]
    return TalkPlan(tuple(took)).scaled(seconds)


def _section(text: str) -> tuple[PlannedSection | None, str]:
    found = _SLIDES.search(text)
    bare = " ".join(_SLIDES.sub(" ", text).split())
    timed = _LEADING.match(bare) or _TRAILING.match(bare)
    if timed is None or not re.search(r"\w", timed["name"]):
        return None, "no time such as 2:00 or 90 s stands in it, or no name"
    seconds = _seconds(timed)
    name = timed["name"].strip(" -–—:|,")
    if not 0 < seconds <= LONGEST:
        return None, "its time is not between a second and four hours"
    if _FRAME.match(name):
        return None, "it is the total"
    first = int(found["first"]) if found else None
    last = int(found["last"] or found["first"]) if found else None
    return PlannedSection(name, seconds, first, last), ""


def _seconds(found: re.Match[str]) -> float:
    if found["clock"]:
        minutes, seconds = found["clock"].split(":")
        return 60.0 * int(minutes) + int(seconds)
    if found["minutes"]:
        return 60.0 * float(found["minutes"].replace(",", ".")) + int(found["rest"] or 0)
    return float(found["seconds"].replace(",", "."))


def _checked(section: PlannedSection, slides: int | None) -> tuple[PlannedSection, str]:
    first, last = section.first_slide, section.last_slide
    if first is None or last is None:
        return section, ""
    wrong = ""
    if not 1 <= first <= last:
        wrong = "its slides are not a range from 1 on"
    elif slides is not None and last > slides:
        wrong = f"the slides end at {slides}"
    return (replace(section, first_slide=None, last_slide=None), wrong) if wrong else (section, "")


def _refuse(sections: Sequence[PlannedSection]) -> None:
    if not sections:
        raise InterviewerError(
            "The plan has no section that could be read: write a line for each, such as “- 2:00 Problem”."
        )
    if len(sections) > MOST_SECTIONS:
        raise InterviewerError(f"The plan has more than {MOST_SECTIONS} sections: join some of them.")
    if sum(section.seconds for section in sections) > LONGEST:
        raise InterviewerError(
            "The plan is longer than four hours: write minutes as 2:00 and seconds as 90 s."
        )
