"""What stands behind a debrief as Markdown: lists and tables in which nothing that was said can act as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.debrief import evidence_words as words
from interviewer.debrief.advice import none_words
from interviewer.debrief.escaping import escape
from interviewer.debrief.standing import METS, VALIDITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.claims import Claims
    from interviewer.debrief.evidence import Evidence
    from interviewer.debrief.rigour import Result
    from interviewer.debrief.standing import Standing
    from interviewer.debrief.timeline import Timeline, Who
    from interviewer.debrief.whys import Ladder

PER_MINUTE = 6
"""Signs that a minute of the timeline takes: one for ten seconds."""
_SIGNS: dict[Who | None, str] = {"panel": "P", "candidate": "y", None: "."}


def overview(found: Evidence) -> list[str]:
    """What to do next, and who spoke when."""
    return [f"## {words.NEXT[len(found.steps)]}", _steps(found), *_timeline(found.timeline)]


def sections(found: Evidence) -> list[str]:
    """Objections, ladders, grid and ledger."""
    return [
        "## Concede or hold",
        *_standing(found.standing),
        "## Why-ladders",
        *_ladders(found.ladders),
        "## Rigour grid",
        *_grid(found.results),
        "## Claim ledger",
        *_ledger(found.claims),
    ]


def _steps(found: Evidence) -> str:
    if not found.steps:
        return escape(none_words(found.standing, found.claims, found.ladders))
    return "\n".join(
        f"{number}. **{escape(step.do)}** {escape(step.because)}"
        for number, step in enumerate(found.steps, 1)
    )


def _timeline(found: Timeline) -> list[str]:
    """Draw a row for ten minutes, of indented text."""
    if not found.spans:
        return []
    signs = [_SIGNS[who] for who in found.speakers(60.0 / PER_MINUTE)]
    rows = ["".join(signs[at : at + 10 * PER_MINUTE]) for at in range(0, len(signs), 10 * PER_MINUTE)]
    drawn = "\n".join(f"    {words.at(600.0 * number):>7}  {row}" for number, row in enumerate(rows))
    return ["## Timeline", "Ten seconds a sign: P the panel, y you, a dot nobody.", drawn]


def _standing(found: Standing) -> list[str]:
    said = [escape(one) for one in (*words.share(found), words.sensitivity(found), words.unknown(found))]
    if not found.cases:
        return said
    counts = [
        [words.VALIDITIES[validity], *(str(found.count(validity, met)) for met in METS)]
        for validity in VALIDITIES
    ]
    cases = [
        [
            words.at(case.reply.at),
            f"“{words.cut(case.objection, 40)}”",
            words.quoted(case.reply),
            words.case(case),
            case.why,
        ]
        for case in found.cases
    ]
    return [
        *said,
        table(["", *(words.METS[met] for met in METS)], counts),
        table(["At", "Objection", "Your answer", "Met", ""], cases),
        escape(words.HOW_SURE),
    ]


def _ladders(found: Sequence[Ladder]) -> list[str]:
    if not found:
        return [escape(words.NO_LADDERS)]
    rows = []
    for ladder in found:
        rungs = [rung for rung in ladder.rungs if not rung.easier][: len(words.RUNGS)]
        shown = [f"{words.BROUGHT_SIGNS[rung.brought]} {words.BROUGHT[rung.brought]}" for rung in rungs]
        shown += [""] * (len(words.RUNGS) - len(shown))
        rows.append([words.at(ladder.rungs[0].at), words.ladder_title(ladder), *shown, words.ended(ladder)])
    return [table(["At", "", *words.RUNGS, "Ended by"], rows)]


def _grid(found: Sequence[Result]) -> list[str]:
    if not found:
        return [escape(words.NO_RESULTS)]
    made = []
    for result in found:
        title = f"**{words.at(result.claim.at)}** {escape(words.quoted(result.claim))}"
        rows = [[check.column, words.check(check)] for check in result.checks]
        made += [title, table(["Check", "What was said"], rows)]
    return [*made, escape(words.GRID_NOTE)]


def _ledger(found: Claims) -> list[str]:
    if not found.made:
        return [escape(words.NO_CLAIMS)]
    rows = [[words.at(one.said.at), one.said.text, words.STANDINGS[one.standing]] for one in found.made]
    return [
        escape(words.claim_counts(found)),
        *(escape(words.drift(one)) for one in found.drifted),
        table(["At", "Claim", "Standing"], rows),
        escape(words.LEDGER_NOTE),
    ]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; its cells are escaped here."""

    def row(cells: Sequence[str]) -> str:
        return f"| {' | '.join(escape(cell) if cell else ' ' for cell in cells)} |"

    return "\n".join([row(head), f"|{' --- |' * len(head)}", *map(row, rows)])
