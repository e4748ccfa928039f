"""Composure as a part of the page, of Markdown and of paper; nothing that was said can act as markup in any."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import composure_words as words
from interviewer.debrief import escaping, evidence_sheet, evidence_text
from interviewer.debrief.evidence_words import cut

if TYPE_CHECKING:
    from interviewer.debrief.report import Report

LONGEST = 24
"""Words of a challenge that name it."""


def asked(found: Report) -> dict[int, str]:
    """Return the words of each line by its number."""
    return {one.line.number: one.line.text for one in found.exchanges if one.line}


def page(found: Report) -> str:
    """Return the part of the page."""
    if found.composure is None:
        return ""
    told = "".join(
        f"<tr><td>{words.at(one.at)}</td><td>“{escape(cut(one.asked, LONGEST))}”</td>"
        f"<td>{'<br>'.join(map(escape, one.sentences))}</td></tr>"
        for one in words.told(found.composure, asked(found))
    )
    listed = f'<table class="list"><tbody>{told}</tbody></table>' if told else ""
    return (
        f"<h2>{words.TITLE}</h2>{_soft(words.basis(found.composure))}{_table(found)}"
        f"{_soft(found.composure.chance)}{listed}{_soft(words.NOTE)}"
    )


def text(found: Report) -> list[str]:
    """Return the blocks of Markdown."""
    if found.composure is None:
        return []
    rows = [row.cells for row in words.rows(found.composure.whole)]
    escape_ = escaping.escape
    told = "\n".join(
        f"- **{words.at(one.at)}** {escape_(cut(one.asked, LONGEST))}: {escape_(' '.join(one.sentences))}"
        for one in words.told(found.composure, asked(found))
    )
    return [
        f"## {words.TITLE}",
        escaping.escape(words.basis(found.composure)),
        evidence_text.table(words.HEAD, rows) if rows else "",
        escaping.escape(found.composure.chance),
        told,
        escaping.escape(words.NOTE),
    ]


def sheet(found: Report) -> str:
    """Return the part for paper."""
    if found.composure is None:
        return ""
    rows = [row.cells for row in words.rows(found.composure.whole)]
    told = [
        (words.at(one.at), cut(one.asked, LONGEST), " ".join(one.sentences))
        for one in words.told(found.composure, asked(found))
    ]
    soft = evidence_sheet.soft
    return (
        f"<h2>{words.TITLE}</h2>{soft(escape(words.basis(found.composure)))}"
        f"{evidence_sheet.table(words.HEAD, rows) if rows else ''}{soft(escape(found.composure.chance))}"
        f"{evidence_sheet.table((), told) if told else ''}{soft(escape(words.NOTE))}"
    )


def _table(found: Report) -> str:
    assert found.composure is not None
    rows = words.rows(found.composure.whole)
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in words.HEAD)
    body = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells[1:])
        + "</tr>"
        for row in rows
    )
    return f'<table class="composure"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _soft(said: str) -> str:
    return f'<p class="soft">{escape(said)}</p>' if said else ""
