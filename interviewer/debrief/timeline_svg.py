"""The timeline as a drawing inside a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief.timeline import FASTEST, SLOWEST
from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from interviewer.debrief.timeline import Mark, Span, Timeline

WIDE, HIGH = 1000.0, 84.0
PANEL, YOU, PACE, AXIS = (14.0, 12.0), (28.0, 16.0), (48.0, 20.0), 70.0
SEATS = 3
SIGNS = {"challenge": "▼", "planted": "▽", "candidate_cut_in": "↯", "panel_cut_in": "↯"}
# Every so many seconds a minute is named, for rows of up to so many seconds.
_EVERY = ((120.0, 15.0), (300.0, 30.0), (600.0, 60.0), (960.0, 120.0), (2400.0, 300.0))


def drawing(found: Timeline) -> str:
    """Return the drawing; nothing where nobody spoke."""
    if not found.spans:
        return ""
    rows = found.rows
    parts = [part for row in range(rows) for part in _row(found, row)]
    label = f"Who spoke when, over {clock(found.seconds)}"
    return (
        f'<svg class="timeline" viewBox="0 0 {WIDE:g} {rows * HIGH:g}" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>{_LEGEND}"
    )


_LEGEND = (
    '<p class="soft legend"><span class="key seat0"></span>panel<span class="key you"></span>you, your pauses of a '
    "second left open<b>▼</b> challenge<b>▽</b> planted objection<b>↯</b> somebody cut in"
    '<span class="key stood"></span>the round stood still; the line beneath is your pace, the dashes your median</p>'
)


def every(row: float) -> float:
    """Return how far apart the named moments of a row lie."""
    return next((step for longest, step in _EVERY if row <= longest), 600.0)


def _row(found: Timeline, row: int) -> Iterator[str]:
    since, top = row * found.row, row * HIGH
    until = since + found.row
    for start, end in found.still:
        yield _box("stood", start, end, since, found.row, top + PANEL[0], AXIS - PANEL[0])
    for span in found.spans:
        if span.end > since and span.start < until:
            yield from _span(span, since, found.row, top)
            yield _pace(span, since, found.row, top)
    if found.pace is not None:
        y = top + height(found.pace)
        yield f'<line class="middle" x1="0" x2="{WIDE:g}" y1="{y:.1f}" y2="{y:.1f}"/>'
    yield f'<line class="axis" x1="0" x2="{WIDE:g}" y1="{top + AXIS:g}" y2="{top + AXIS:g}"/>'
    step = every(found.row)
    for number in range(-int(-found.row // step)):
        moment = since + number * step
        if moment <= found.seconds:
            x = WIDE * (moment - since) / found.row
            side = ' text-anchor="end"' if x > 0.96 * WIDE else ""
            yield f'<text class="minute"{side} x="{x:.1f}" y="{top + AXIS + 11:g}">{clock(moment)}</text>'
    for mark in found.marks:
        if since <= mark.at < until:
            yield _mark(mark, since, found.row, top)


def _span(span: Span, since: float, row: float, top: float) -> Iterator[str]:
    kind = "you" if span.who == "candidate" else f"seat{span.seat % SEATS}"
    y, high = YOU if span.who == "candidate" else PANEL
    title = f"<title>{clock(span.start)} {escape(span.speaker)}: {escape(span.label)}</title>"
    yield f"<g>{title}{_box(kind, span.start, span.end, since, row, top + y, high)}"
    for start, end in span.pauses:
        yield _box("gap", start, end, since, row, top + y + 2, high - 4)
    yield "</g>"


def height(pace: float) -> float:
    """Return how far below the top of its row a pace is drawn."""
    return PACE[0] + PACE[1] * lower(pace)


def lower(pace: float) -> float:
    """Return where a pace is drawn between the fastest, 0, and the slowest, 1."""
    return (FASTEST - min(max(pace, SLOWEST), FASTEST)) / (FASTEST - SLOWEST)


def _pace(span: Span, since: float, row: float, top: float) -> str:
    points = [
        f"{WIDE * (at - since) / row:.1f},{top + height(pace):.1f}"
        for at, pace in span.paces
        if since <= at < since + row
    ]
    return f'<polyline class="pace" points="{" ".join(points)}"/>' if points else ""


def _box(kind: str, start: float, end: float, since: float, row: float, y: float, high: float) -> str:
    left, right = max(start, since), min(end, since + row)
    if right <= left:
        return ""
    x, wide = WIDE * (left - since) / row, max(1.0, WIDE * (right - left) / row)
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:g}" width="{wide:.1f}" height="{high:g}"/>'


def _mark(mark: Mark, since: float, row: float, top: float) -> str:
    x = WIDE * (mark.at - since) / row
    return f'<text class="mark" x="{x:.1f}" y="{top + 11:g}">{SIGNS[mark.what]}</text>'
