"""What stands behind a debrief as parts of its page: every text escaped, every quote leading to where it was said."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import evidence_words as words
from interviewer.debrief.advice import none_words
from interviewer.debrief.rigour import COLUMNS
from interviewer.debrief.standing import METS, VALIDITIES
from interviewer.debrief.timeline_svg import drawing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.claims import Claims
    from interviewer.debrief.evidence import Evidence
    from interviewer.debrief.rigour import Result
    from interviewer.debrief.said import Said
    from interviewer.debrief.standing import Standing
    from interviewer.debrief.whys import Ladder, Rung

MANY = 24
"""Rows that are shown at once; a longer list is folded, and of a grid the rest is left to the data."""


def overview(found: Evidence) -> str:
    """What to do next, and who spoke when."""
    return f"<h2>{words.NEXT[len(found.steps)]}</h2>{_steps(found)}{_timeline(found)}"


def sections(found: Evidence) -> str:
    """Objections, ladders, grid and ledger."""
    return (
        f"<h2>Concede or hold</h2>{_standing(found.standing)}"
        f"<h2>Why-ladders</h2>{_ladders(found.ladders)}"
        f"<h2>Rigour grid</h2>{_grid(found.results)}"
        f"<h2>Claim ledger</h2>{_ledger(found.claims)}"
    )


def _steps(found: Evidence) -> str:
    if not found.steps:
        return _soft(none_words(found.standing, found.claims, found.ladders))
    items = "".join(
        f"<li><strong>{escape(step.do)}</strong> {escape(step.because)} {_link(step.said)}</li>"
        for step in found.steps
    )
    return f'<ol class="steps">{items}</ol>'


def _timeline(found: Evidence) -> str:
    drawn = drawing(found.timeline)
    return f"<h2>Timeline</h2>{drawn}" if drawn else ""


def _standing(found: Standing) -> str:
    said = "".join(
        _soft(one) for one in (*words.share(found), words.sensitivity(found), words.unknown(found))
    )
    if not found.cases:
        return said
    head = "".join(f'<th scope="col">{words.METS[met]}</th>' for met in METS)
    rows = "".join(
        f'<tr><th scope="row">{words.VALIDITIES[validity]}</th>'
        + "".join(f"<td{_worth(validity, met, found.count(validity, met))}</td>" for met in METS)
        + "</tr>"
        for validity in VALIDITIES
    )
    cases = "".join(
        f"<tr><td>{_link(case.reply)}</td><td>“{escape(words.cut(case.objection, 40))}”"
        f"{_soft(case.why)}</td><td>{escape(words.quoted(case.reply))}</td>"
        f"<td>{escape(words.case(case))}</td></tr>"
        for case in found.cases
    )
    return (
        f'{said}<table class="counts"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f'<table class="list"><tbody>{cases}</tbody></table>{_soft(words.HOW_SURE)}'
    )


def _worth(validity: str, met: str, count: int) -> str:
    """Mark a cell as well or ill met, unless it is empty."""
    if not count:
        return ' class="zero">0'
    well = {"valid": ("concede", "revise")}.get(validity, ("hold",))
    return f' class="{"" if met == "unsure" else "well" if met in well else "ill"}">{count}'


def _ladders(found: Sequence[Ladder]) -> str:
    if not found:
        return _soft(words.NO_LADDERS)
    head = "".join(f'<th scope="col">{name}</th>' for name in words.RUNGS)
    rows = "".join(
        f'<tr><th scope="row">{escape(words.ladder_title(one))}</th>{_rungs(one)}'
        f"<td>{escape(words.ended(one))}</td></tr>"
        for one in found
    )
    key = ", ".join(f"{words.BROUGHT_SIGNS[name]} {said}" for name, said in words.BROUGHT.items())
    head += '<th scope="col">Ended by</th>'
    table = f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody>"
    return _folded(f'<table class="ladders">{table}</table>', f"{len(found)} ladders", len(found)) + _soft(
        key
    )


def _rungs(found: Ladder) -> str:
    shown = [rung for rung in found.rungs if not rung.easier][: len(words.RUNGS)]
    cells = "".join(f"<td>{_rung(rung)}</td>" for rung in shown)
    return cells + "<td></td>" * (len(words.RUNGS) - len(shown))


def _rung(found: Rung) -> str:
    sign = words.BROUGHT_SIGNS[found.brought]
    link = _link(found.reply) if found.reply else ""
    return f'<span class="{found.brought}">{sign}</span> {link}'


def _grid(found: Sequence[Result]) -> str:
    if not found:
        return _soft(words.NO_RESULTS)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in COLUMNS)
    rows = "".join(
        f'<tr><th scope="row">{escape(words.quoted(result.claim))} {_link(result.claim)}</th>'
        + "".join(
            f'<td class="{check.state}"><span title="{escape(words.check(check))}">{words.SIGNS[check.state]}</span>'
            f"{f' {_link(check.said)}' if check.said else ''}</td>"
            for check in result.checks
        )
        + "</tr>"
        for result in found[:MANY]
    )
    key = ", ".join(f"{words.SIGNS[state]} {said}" for state, said in words.STATES.items())
    return (
        f'<table class="grid"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'
        f"{_soft(f'{key}. {words.GRID_NOTE}')}{_soft(_more(len(found)))}"
    )


def _ledger(found: Claims) -> str:
    if not found.made:
        return _soft(words.NO_CLAIMS)
    drifts = "".join(f'<p class="false">{escape(words.drift(one))}</p>' for one in found.drifted)
    rows = "".join(
        f'<tr><td>{_link(one.said)}</td><td>{escape(one.said.text)}</td><td class="{one.standing}">'
        f"{words.STANDINGS[one.standing]}</td></tr>"
        for one in found.made
    )
    table = f'<table class="list"><tbody>{rows}</tbody></table>'
    return (
        f"{_soft(words.claim_counts(found))}{drifts}{_folded(table, 'All claims', len(found.made))}"
        f"{_soft(words.LEDGER_NOTE)}"
    )


def _folded(inner: str, name: str, count: int) -> str:
    return f"<details><summary>{escape(name)}</summary>{inner}</details>" if count > MANY else inner


def _more(count: int) -> str:
    return f"{count - MANY} more results are in report.json." if count > MANY else ""


def _link(said: Said | None) -> str:
    """Lead to the answer in which it was said, where its recording is."""
    return f'<a href="#answer-{said.answer:d}">{words.at(said.at)}</a>' if said else ""


def _soft(text: str) -> str:
    return f'<p class="soft">{escape(text)}</p>' if text else ""
