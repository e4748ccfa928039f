"""How a debrief tells of composure: each measure by itself, with its interval, against the candidate's own calm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from interviewer.debrief.measures import BY_ID
from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from interviewer.debrief.composure import Change, Composure, Shift
    from interviewer.debrief.recovery import Recovery

TITLE = "Composure, against your own calm"
HEAD = ("Measure", "Calm", "Under challenge", "Change", "95 % interval", "")
SURE = 0.5
"""Of three ways an answer can meet a challenge: below this none is likelier than the others together."""
_POINTS = {"%": "points"}
CLEAR, UNCLEAR = "clear change", "no clear change"
NOTE = (
    "Each measure stands by itself: none says by itself that you were at ease or not, and they are never added up. "
    "What each one cannot see stands in report.json."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measure in words."""

    name: str
    calm: str
    under: str
    change: str
    interval: str
    clear: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the row as a table holds it."""
        return (
            self.name,
            self.calm,
            self.under,
            self.change,
            self.interval,
            CLEAR if self.clear else UNCLEAR,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """One challenge in words."""

    at: float
    asked: str
    sentences: tuple[str, ...]
    """What changed clearly, how long it lasted, how directly it was answered."""
    clear: bool


def basis(found: Composure) -> str:
    """Say against what is compared, or why nothing can be."""
    if found.missing:
        return found.missing
    answers = len(found.calm_answers)
    return f"Against {found.calm_seconds:.0f} s of your own calm speech in {answers} answers of this round."


def rows(changes: Sequence[Change]) -> tuple[Row, ...]:
    """Tell of changes, the clear ones first."""
    return tuple(sorted(map(_row, changes), key=lambda row: not row.clear))


def told(found: Composure, asked: Mapping[int, str]) -> tuple[Told, ...]:
    """Tell of each challenge of which there is something to tell; `asked` are the lines' words by their numbers."""
    every = (_told(shift, asked.get(shift.line, ""), compared=not found.missing) for shift in found.shifts)
    return tuple(one for one in every if one.sentences)


def _told(shift: Shift, asked: str, *, compared: bool) -> Told:
    clear = [row for row in rows(shift.changes) if row.clear]
    said = [f"{row.name}: {row.under} against {row.calm} ({row.change}, {row.interval})." for row in clear]
    if compared and not said:
        said = ["No clear change in any measure."]
    said += [one for one in (_recovery(shift.recovery), _direct(shift)) if one]
    return Told(shift.at, asked, tuple(said), bool(clear))


def _recovery(found: Recovery) -> str:
    match found.ending:
        case "recovered":
            return f"Yourself again after {found.seconds:.0f} s of the answer, by pauses and articulation."
        case "not within this answer":
            return f"Not yet as in the calm when the answer ended, after {found.of:.0f} s."
        case _:
            return ""


def _direct(shift: Shift) -> str:
    over = f"You spoke over the panel for {shift.talked_over:.1f} s." if shift.talked_over >= 0.1 else ""
    if shift.directness is None or shift.directness.certainty < SURE:
        return over
    judged = {"direct": "at once", "delayed": "after a detour", "never": "not directly"}[
        shift.directness.judged
    ]
    return f"The objection was met {judged} (certainty {shift.directness.certainty:.0%}). {over}".strip()


def _row(change: Change) -> Row:
    measure = BY_ID[change.measure]
    ratio = measure.scale in ("ratio", "rate")

    def value(number: float) -> str:
        return f"{_plain(number)} {measure.unit}"

    def moved(number: float | None, *, unbounded: str) -> str:
        if number is None:
            return unbounded
        return f"\N{MULTIPLICATION SIGN}{number:.2f}" if ratio else _signed(number)

    low, high = moved(change.low, unbounded="any"), moved(change.high, unbounded="any")
    return Row(
        measure.name,
        value(change.calm),
        value(change.under),
        moved(change.change, unbounded="") + ("" if ratio else f" {_POINTS.get(measure.unit, measure.unit)}"),
        f"{low} to {high}",
        change.verdict == CLEAR,
    )


def _plain(number: float) -> str:
    text = f"{number:.2f}" if abs(number) < 2 else f"{number:.1f}" if abs(number) < 20 else f"{number:.0f}"
    return text.replace("-", "\N{MINUS SIGN}")


def _signed(number: float) -> str:
    return ("+" if number >= 0 else "\N{MINUS SIGN}") + _plain(abs(number))


def at(seconds: float) -> str:
    """Return a time of the round."""
    return clock(seconds)
