"""What a talk's report says, in sentences and rows that any form of the debrief shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.debrief.wording import clock, seconds

if TYPE_CHECKING:
    from interviewer.rehearsal.talk_parts import (
        DrillReport,
        InterruptionReport,
        SectionReport,
        SlideReport,
        TalkReport,
    )

TITLE = "The talk against its plan"
SECTIONS = ("Section", "Planned", "Took", "From", "To", "Drift at its end")
SLIDES = ("Slide", "From", "Shown", "Planned", "Words a minute", "Read aloud", "Left unsaid")
NOTHING = "—"
DRILL = "The same at other altitudes"
# Reading the greater part of a slide aloud is worth a word; single sentences are not.
READS = 0.5
SURE = 0.9
"""Verdicts on parts of the argument that are so sure are right in 99 of 100 (tests/bench/skeleton.py); others in 74."""


def summary(found: TalkReport) -> str:
    """How long it took, and what that is against the plan."""
    took = f"You spoke for {clock(found.seconds)}"
    if found.planned is None or found.overrun is None:
        return f"{took}; there was no plan."
    if abs(found.overrun) < 1:
        return f"{took}, as planned."
    beyond = f"{clock(abs(found.overrun))} {'more' if found.overrun > 0 else 'less'} than planned"
    return f"{took}, {beyond} ({clock(found.planned)})."


def basis(found: TalkReport) -> str:
    """What the sections' boundaries rest on."""
    by = {
        "slides": "Sections begin with their slides.",
        "words": "Sections begin where your words turn to them, as well as plain code can tell.",
    }
    return " ".join(
        (by.get(found.sections_by, ""), "All times here count from the talk's first sample.")
    ).strip()


def section(one: SectionReport) -> tuple[str, ...]:
    """One row of the sections."""
    if one.start is None or one.end is None or one.drift is None:
        return (one.name, clock(one.planned), "not reached", NOTHING, NOTHING, NOTHING)
    return (
        one.name,
        clock(one.planned),
        clock(one.seconds),
        clock(one.start),
        clock(one.end),
        drift(one.drift),
    )


def drift(value: float) -> str:
    """Say how far ahead or behind."""
    if abs(value) < 1:
        return "on time"
    return f"{clock(abs(value))} {'behind' if value > 0 else 'ahead'}"


def slide(one: SlideReport) -> tuple[str, ...]:
    """One row of the slides."""
    name = f"{one.number}. {one.title}".strip()
    return (
        name,
        clock(one.start) if one.start is not None else "not shown",
        clock(one.seconds) if one.seconds is not None else NOTHING,
        clock(one.planned) if one.planned is not None else NOTHING,
        f"{one.pace_wpm:.0f}" if one.pace_wpm is not None else NOTHING,
        f"{100 * one.read_off:.0f} %" if one.read_off >= READS else NOTHING,
        "; ".join(one.unspoken_points) or NOTHING,
    )


def unspoken(found: TalkReport) -> tuple[str, ...]:
    """The points of the plan that never came, each with its section."""
    return tuple(
        f"{one.name}: {point}"
        for one in found.sections
        if one.start is not None
        for point in one.unspoken_points
    )


def interruption(one: InterruptionReport) -> tuple[str, ...]:
    """What an interruption did, in sentences."""
    if one.recovery_seconds is None:
        told = ["The thread was not found again before the next interruption or the end."]
    else:
        told = [f"{seconds(one.recovery_seconds)} after your reply you had the thread again."]
    if one.cost_seconds is not None:
        told.append(f"It cost the plan {seconds(one.cost_seconds)}.")
    if one.point and one.point_returned and one.point_returned_at is not None:
        told.append(f"“{one.point}” came back at {clock(one.point_returned_at)}.")
    elif one.point and one.point_returned is False:
        told.append(f"“{one.point}” never came back.")
    return tuple(told)


def missing(found: TalkReport, *, surely: bool) -> tuple[str, ...]:
    """The parts of the argument that were not found: those that surely are missing, or the others."""
    return tuple(
        named(part.part)
        for part in found.skeleton or ()
        if part.found_at is None and (part.sure >= SURE) == surely
    )


def named(part: str) -> str:
    """Name a part of the argument."""
    return part.replace("_", " ")


def argument(found: TalkReport) -> str:
    """Which parts of the argument are missing, and how late the contribution came; nothing where nobody looked."""
    if found.skeleton is None:
        return ""
    surely, perhaps = missing(found, surely=True), missing(found, surely=False)
    told = [f"Not heard in the talk: {', '.join(surely)}."] if surely else []
    told += [f"Perhaps not heard either: {', '.join(perhaps)}."] if perhaps else []
    late = next((part.found_at for part in found.skeleton if part.part == "contribution"), None)
    if late is not None and found.seconds > 0:
        told.append(
            f"Your contribution came at {clock(late)}, {100 * late / found.seconds:.0f} % into the talk."
        )
    return " ".join(told or ["Every part of the argument was heard."])


def drill(one: DrillReport) -> str:
    """How the contribution was said again at one altitude."""
    over = one.seconds - one.limit
    took = f"{seconds(one.seconds)} of {seconds(one.limit)}" + (
        f", {seconds(over)} over" if over >= 1 else ""
    )
    told = [f"{one.text} You took {took}."]
    if one.survived is None:
        told.append("The talk had no contribution to hold it against.")
    else:
        told.append("The claim was still the same." if one.survived else "The claim was hardly the same.")
    if one.numbers_changed:
        told.append(f"A figure became another: {', '.join(one.numbers_changed)}.")
    elif one.numbers_lost:
        told.append(f"Not said again: {', '.join(one.numbers_lost)}.")
    return " ".join(told)
