"""What stands behind a debrief for paper: plain tables and colours that a rich-text engine prints as meant."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import evidence_words as words
from interviewer.debrief.advice import none_words
from interviewer.debrief.evidence_page import MANY
from interviewer.debrief.standing import METS, VALIDITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.claims import Claims
    from interviewer.debrief.evidence import Evidence
    from interviewer.debrief.rigour import Result
    from interviewer.debrief.standing import Standing
    from interviewer.debrief.timeline import Timeline, Who
    from interviewer.debrief.whys import Ladder

ACCENT, SOFT, WARN, QUOTE, FILL = "#1f5f5b", "#66625b", "#8a3b12", "#fff0c2", "#f4f1ea"
CELLS = 60
"""Cells of a row of the timeline."""
_SPOKE: dict[Who | None, str] = {"panel": "#7a4a86", "candidate": "#2b7a75", None: FILL}

_NAMES: dict[Who, str] = {"panel": "the panel", "candidate": "you"}


def overview(found: Evidence) -> str:
    """What to do next, and who spoke when."""
    steps = "".join(
        f"<p><b>{number}. {escape(step.do)}</b> {escape(step.because)}</p>"
        for number, step in enumerate(found.steps, 1)
    )
    none = soft(escape(none_words(found.standing, found.claims, found.ladders)))
    return f"<h2>{words.NEXT[len(found.steps)]}</h2>{steps or none}{_timeline(found.timeline)}"


def sections(found: Evidence) -> str:
    """Objections, ladders, grid and ledger."""
    return (
        f"<h2>Concede or hold</h2>{_standing(found.standing)}"
        f"<h2>Why-ladders</h2>{_ladders(found.ladders)}"
        f"<h2>Rigour grid</h2>{_grid(found.results)}"
        f"<h2>Claim ledger</h2>{_ledger(found.claims)}"
    )


def soft(inner: str) -> str:
    """Return a quieter paragraph, or nothing."""
    return f'<p style="color:{SOFT}">{inner}</p>' if inner else ""


def _timeline(found: Timeline) -> str:
    if not found.spans:
        return ""
    spoke = found.speakers(found.row / CELLS)
    rows = []
    for row in range(0, len(spoke), CELLS):
        cells = [*spoke[row : row + CELLS], *[None] * (CELLS - len(spoke[row : row + CELLS]))]
        drawn = "".join(f'<td bgcolor="{_SPOKE[who]}">&nbsp;</td>' for who in cells)
        begins = words.at(row / CELLS * found.row)
        rows.append(f'<tr><td width="8%"><span style="color:{SOFT}">{begins}</span></td>{drawn}</tr>')
    key = ", ".join(f'<span style="color:{_SPOKE[who]}">{name}</span>' for who, name in _NAMES.items())
    drawn = f'<table width="100%" cellspacing="0" cellpadding="0">{"".join(rows)}</table>'
    return f"<h2>Timeline</h2>{drawn}{soft(f'Who spoke most of {found.row / CELLS:.0f} seconds: {key}.')}"


def _standing(found: Standing) -> str:
    said = (*words.share(found), words.sensitivity(found), words.unknown(found))
    notes = "".join(soft(escape(one)) for one in said)
    if not found.cases:
        return notes
    counts = [
        [words.VALIDITIES[validity], *(str(found.count(validity, met)) for met in METS)]
        for validity in VALIDITIES
    ]
    cases = [
        [
            words.at(case.reply.at),
            f"“{words.cut(case.objection, 40)}” {case.why}".strip(),
            words.quoted(case.reply),
            words.case(case),
        ]
        for case in found.cases
    ]
    head = ["", *(words.METS[met] for met in METS)]
    return notes + table(head, counts) + table([], cases) + soft(escape(words.HOW_SURE))


def _ladders(found: Sequence[Ladder]) -> str:
    if not found:
        return soft(escape(words.NO_LADDERS))
    rows = [
        [words.at(one.rungs[0].at), words.ladder_title(one), words.ladder(one).capitalize()] for one in found
    ]
    return table(["At", "Asked about", "How deep"], rows)


def _grid(found: Sequence[Result]) -> str:
    if not found:
        return soft(escape(words.NO_RESULTS))
    parts = []
    for result in found[:MANY]:
        parts.append(f"<p><b>{words.at(result.claim.at)}</b> {escape(words.quoted(result.claim))}</p>")
        parts.append(table([], [[check.column, words.check(check)] for check in result.checks]))
    return "".join(parts) + soft(escape(words.GRID_NOTE))


def _ledger(found: Claims) -> str:
    if not found.made:
        return soft(escape(words.NO_CLAIMS))
    drifts = "".join(f'<p style="color:{WARN}">{escape(words.drift(one))}</p>' for one in found.drifted)
    rows = [[words.at(one.said.at), one.said.text, words.STANDINGS[one.standing]] for one in found.made]
    counts = soft(escape(words.claim_counts(found)))
    return f"{counts}{drifts}{table([], rows)}{soft(escape(words.LEDGER_NOTE))}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; its cells are escaped here."""
    heads = "".join(f'<td><span style="color:{SOFT}">{escape(cell)}</span></td>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<table width="100%" cellspacing="0" cellpadding="4" border="1" style="border-collapse:collapse;'
        f'border-color:#e4e0d8">{f"<tr>{heads}</tr>" if head else ""}{body}</table>'
    )
