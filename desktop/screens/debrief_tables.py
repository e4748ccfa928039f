"""The evidence of a debrief as rows of tables and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.widgets.cell_table import Cell, TableRow, Tone
from desktop.widgets.quote_list import Quote
from interviewer.debrief import evidence_words as words
from interviewer.debrief.standing import METS, VALIDITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.claims import Claims
    from interviewer.debrief.rigour import Checked, Result
    from interviewer.debrief.standing import Met, Standing
    from interviewer.debrief.whys import Ladder, Rung
    from interviewer.events import Validity
    from interviewer.examiner.grid import State

_BROUGHT: dict[str, Tone] = {"substantial": "good", "partial": "plain", "thin": "warn", "silent": "muted"}
_STATES: dict[State, Tone] = {"empty": "muted", "claimed": "plain", "evidenced": "good", "conceded": "warn"}
STATES_KEY = ", ".join(f"{words.SIGNS[state]} {said}" for state, said in words.STATES.items())


def ladders_key() -> str:
    """Say what the signs of a ladder stand for."""
    return ", ".join(f"{words.BROUGHT_SIGNS[name]} {said}" for name, said in words.BROUGHT.items())


def standing_rows(found: Standing) -> list[TableRow]:
    """Return the matrix: what the objections were worth against how they were met."""
    return [
        TableRow(words.VALIDITIES[validity], tuple(_count(found, validity, met) for met in METS))
        for validity in VALIDITIES
    ]


def _count(found: Standing, validity: Validity, met: Met) -> Cell:
    cases = [case for case in found.cases if (case.validity, case.met) == (validity, met)]
    if not cases:
        return Cell("0", "none", "muted")
    tones: dict[bool | None, Tone] = {True: "good", False: "warn", None: "plain"}
    replies = "; ".join(f"{words.at(case.reply.at)} {words.quoted(case.reply)}" for case in cases[:3])
    first = cases[0].reply
    return Cell(str(len(cases)), replies, tones[cases[0].well_met], first.clip, first.offset)


def case_quotes(found: Standing) -> list[Quote]:
    """Return each objection with its answer."""
    tones: dict[bool | None, Tone] = {True: "good", False: "warn", None: "plain"}
    return [
        Quote(
            words.at(case.reply.at),
            words.quoted(case.reply),
            words.case(case),
            tones[case.well_met],
            tuple(line for line in (f"{case.speaker}: {case.objection}", case.why) if line),
            case.reply.clip,
            case.reply.offset,
        )
        for case in found.cases
    ]


def ladder_rows(found: Sequence[Ladder]) -> list[TableRow]:
    """Return a row for each ladder, the challenge first."""
    return [
        TableRow(
            f"{words.at(one.rungs[0].at)} {words.ladder_title(one)}",
            tuple(_rung(rung) for rung in one.rungs if not rung.easier)[: len(words.RUNGS)],
            f"Ended by {words.ended(one)}",
        )
        for one in found
    ]


def _rung(found: Rung) -> Cell:
    clip, offset = (found.reply.clip, found.reply.offset) if found.reply else ("", 0.0)
    asked = f"{words.rung(found)} to “{words.cut(found.asked)}”"
    return Cell(words.BROUGHT_SIGNS[found.brought], asked, _BROUGHT[found.brought], clip, offset)


def grid_rows(found: Sequence[Result]) -> list[TableRow]:
    """Return a row for each headline result."""
    return [
        TableRow(
            f"{words.at(result.claim.at)} {words.quoted(result.claim)}",
            tuple(map(_check, result.checks)),
        )
        for result in found
    ]


def _check(found: Checked) -> Cell:
    clip, offset = (found.said.clip, found.said.offset) if found.said else ("", 0.0)
    when = f"{words.at(found.said.at)} " if found.said else ""
    return Cell(words.SIGNS[found.state], f"{when}{words.check(found)}", _STATES[found.state], clip, offset)


def claim_quotes(found: Claims) -> list[Quote]:
    """Return every claim with how it stands."""
    tones: dict[str, Tone] = {"measured": "good", "cited": "plain", "believed": "plain", "unmarked": "muted"}
    return [
        Quote(
            words.at(one.said.at),
            one.said.text,
            words.STANDINGS[one.standing],
            tones[one.standing],
            (),
            one.said.clip,
            one.said.offset,
        )
        for one in found.made
    ]
