"""Plan against actual as a drawing inside a page: two bars to one scale, slides and interruptions beneath."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief.timeline_svg import every
from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from interviewer.rehearsal.talk_parts import TalkReport

WIDE, HIGH = 1000.0, 126.0
PLAN, TALK, SLIDES, AXIS = 14.0, 54.0, 86.0, 104.0
BAR = 22.0
# A letter is about so wide; a name that does not fit its bar is left to the tooltip and the table.
LETTER = 6.4


def drawing(found: TalkReport) -> str:
    """Return the drawing; nothing where there was no plan to hold the talk against."""
    if not found.sections or found.planned is None:
        return ""
    whole = max(found.planned, found.seconds, 1.0)
    label = f"Plan of {clock(found.planned)} above, the talk of {clock(found.seconds)} below"
    parts = [*_bars(found, whole), *_slides(found, whole), *_marks(found, whole), *_axis(whole)]
    return (
        f'<svg class="timeline talk" viewBox="0 0 {WIDE:g} {HIGH:g}" role="img" aria-label="{escape(label)}">'
        f"{''.join(parts)}</svg>{_LEGEND}"
    )


_LEGEND = (
    '<p class="soft legend">above: the plan; beneath: the talk, each section in the same colour; ticks: slides'
    "<b>↯</b> the panel came in<b>┊</b> the planned end</p>"
)


def _bars(found: TalkReport, whole: float) -> Iterator[str]:
    at = 0.0
    for index, one in enumerate(found.sections):
        yield _bar(index, at, at + one.planned, PLAN, one.name, whole)
        at += one.planned
        if one.start is not None and one.end is not None:
            yield _bar(index, one.start, one.end, TALK, one.name, whole)
    planned = found.planned or 0.0
    x = WIDE * planned / whole
    yield f'<line class="due" x1="{x:.1f}" x2="{x:.1f}" y1="{PLAN - 8:g}" y2="{AXIS:g}"/>'


def _bar(index: int, start: float, end: float, top: float, name: str, whole: float) -> str:
    x, wide = WIDE * start / whole, max(1.0, WIDE * (end - start) / whole - 1.5)
    said = f"{name}: {clock(end - start)}"
    text = name if LETTER * len(name) + 8 <= wide else ""
    return (
        f'<g><title>{escape(said)}</title><rect class="section{index % 4}" x="{x:.1f}" y="{top:g}" '
        f'width="{wide:.1f}" height="{BAR:g}" rx="3"/>'
        f'<text class="named" x="{x + 5:.1f}" y="{top + 15:g}">{escape(text)}</text></g>'
    )


def _slides(found: TalkReport, whole: float) -> Iterator[str]:
    moments = sorted((start, one.number) for one in found.slides for start, _ in one.showings)
    reached = -100.0
    for start, number in moments:
        x = WIDE * start / whole
        yield f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{SLIDES - 4:g}" y2="{SLIDES + 4:g}"/>'
        if x - reached >= 16:
            yield f'<text class="minute" x="{x + 3:.1f}" y="{SLIDES + 6:g}">{number}</text>'
            reached = x


def _marks(found: TalkReport, whole: float) -> Iterator[str]:
    for one in found.interruptions:
        x = WIDE * one.at / whole
        yield f'<text class="mark" x="{x:.1f}" y="{TALK - 4:g}"><title>{escape(one.text)}</title>↯</text>'


def _axis(whole: float) -> Iterator[str]:
    yield f'<line class="axis" x1="0" x2="{WIDE:g}" y1="{AXIS:g}" y2="{AXIS:g}"/>'
    step = every(whole)
    for number in range(int(whole / step) + 1):
        x = min(WIDE * number * step / whole, WIDE - 26)
        yield f'<text class="minute" x="{x:.1f}" y="{AXIS + 14:g}">{clock(number * step)}</text>'


def cells(found: TalkReport, count: int) -> tuple[Sequence[int | None], Sequence[int | None]]:
    """Return which section the plan and the talk are in, in so many equal steps: a drawing for tables."""
    whole = max(found.planned or 0.0, found.seconds, 1.0)
    plan: list[int | None] = []
    talk: list[int | None] = []
    for step in range(count):
        at = (step + 0.5) * whole / count
        due = 0.0
        planned = None
        for index, one in enumerate(found.sections):
            due += one.planned
            if at < due:
                planned = index
                break
        plan.append(planned)
        spoken = [
            index
            for index, one in enumerate(found.sections)
            if one.start is not None and one.end is not None and one.start <= at < one.end
        ]
        talk.append(spoken[0] if spoken else None)
    return plan, talk
