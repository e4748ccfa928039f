"""The talk as a part of the page, of Markdown and of paper; nothing that was said or planned can act as markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import escaping, evidence_text
from interviewer.debrief import talk_words as words
from interviewer.debrief.evidence_sheet import FILL, SOFT, soft
from interviewer.debrief.talk_svg import cells, drawing
from interviewer.debrief.wording import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.debrief.report import Report
    from interviewer.rehearsal.talk_parts import InterruptionReport, TalkReport

COLOURS = ("#2b7a75", "#a2662f", "#4f6ea8", "#7a4a86")
"""Of the sections in turn, as the page's style has them."""
CELLS = 80


def page(found: Report) -> str:
    """Return the part of the page."""
    talk = found.talk
    if talk is None:
        return ""
    notes = "".join(f"<li>{escape(note)}</li>" for note in talk.notes)
    came = "".join(
        f"<tr><td>{clock(one.at)}</td><td>{escape(one.speaker)}: “{escape(one.text)}”</td>"
        f"<td>{'<br>'.join(map(escape, words.interruption(one)))}</td></tr>"
        for one in talk.interruptions
    )
    return (
        f"<h2>{words.TITLE}</h2><p>{escape(words.summary(talk))}</p>"
        f"{_wrapped('<ul class=notes>', notes, '</ul>')}{drawing(talk)}"
        f"{_table(words.SECTIONS, [words.section(one) for one in talk.sections])}{_soft(words.basis(talk))}"
        f"{_listed('Planned and never said', words.unspoken(talk))}"
        f"{_wrapped('<h3>Interruptions</h3><table class=list><tbody>', came, '</tbody></table>')}"
        f"{_soft(words.argument(talk))}"
        f"{_listed(words.DRILL, [words.drill(one) for one in talk.drill])}"
        f"{'<h3>Slides</h3>' if talk.slides else ''}"
        f"{_table(words.SLIDES, [words.slide(one) for one in talk.slides])}"
    )


def text(found: Report) -> list[str]:
    """Return the blocks of Markdown."""
    talk = found.talk
    if talk is None:
        return []
    safe = escaping.escape
    sections = [words.section(one) for one in talk.sections]
    slides = [words.slide(one) for one in talk.slides]
    return [
        f"## {words.TITLE}",
        safe(words.summary(talk)),
        *(f"> **Note.** {safe(note)}" for note in talk.notes),
        evidence_text.table(words.SECTIONS, sections) if sections else "",
        safe(words.basis(talk)),
        "\n".join(f"- Never said: {safe(one)}" for one in words.unspoken(talk)),
        "\n".join(_told(one) for one in talk.interruptions),
        safe(words.argument(talk)),
        "\n".join(f"- {safe(words.drill(one))}" for one in talk.drill),
        evidence_text.table(words.SLIDES, slides) if slides else "",
    ]


def sheet(found: Report) -> str:
    """Return the part for paper."""
    talk = found.talk
    if talk is None:
        return ""
    came = "".join(
        f"<p><b>{clock(one.at)} {escape(one.speaker)}: “{escape(one.text)}”</b><br>"
        f"{escape(' '.join(words.interruption(one)))}</p>"
        for one in talk.interruptions
    )
    unspoken = "".join(f"<p>Never said: {escape(one)}</p>" for one in words.unspoken(talk))
    return (
        f"<h2>{words.TITLE}</h2><p>{escape(words.summary(talk))}</p>"
        f"{''.join(soft(escape(note)) for note in talk.notes)}{_strips(talk)}"
        f"{_rows(words.SECTIONS, [words.section(one) for one in talk.sections])}{soft(escape(words.basis(talk)))}"
        f"{unspoken}{came}{soft(escape(words.argument(talk)))}"
        f"{''.join(f'<p>{escape(words.drill(one))}</p>' for one in talk.drill)}"
        f"{_rows(words.SLIDES, [words.slide(one) for one in talk.slides])}"
    )


def _wrapped(before: str, inner: str, after: str) -> str:
    return f"{before}{inner}{after}" if inner else ""


def _told(one: InterruptionReport) -> str:
    told = " ".join(words.interruption(one))
    return escaping.escape(f"{clock(one.at)} {one.speaker}: “{one.text}” {told}") + "  "


def _soft(said: str) -> str:
    return f'<p class="soft">{escape(said)}</p>' if said else ""


def _listed(title: str, items: Sequence[str]) -> str:
    rows = "".join(f"<li>{escape(one)}</li>" for one in items)
    return f"<h3>{title}</h3><ul>{rows}</ul>" if rows else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    top = "".join(f'<th scope="col">{one}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(one)}</td>" for one in row[1:])}</tr>'
        for row in rows
    )
    return f'<table class="talk"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


def _rows(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    top = "".join(f'<td><span style="color:{SOFT}">{one}</span></td>' for one in head)
    body = "".join(f"<tr>{''.join(f'<td>{escape(one)}</td>' for one in row)}</tr>" for row in rows)
    return f'<table width="100%" cellspacing="0" cellpadding="3"><tr>{top}</tr>{body}</table><br>'


def _strips(talk: TalkReport) -> str:
    """Plan above, talk beneath, as coloured cells: a rich-text engine draws no pictures of ours."""
    if not talk.sections:
        return ""
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td bgcolor="{FILL if one is None else COLOURS[one % len(COLOURS)]}" '
            f'width="{100 / CELLS:.2f}%">&nbsp;</td>'
            for one in row
        )
        + "</tr>"
        for row in cells(talk, CELLS)
    )
    legend = " &nbsp; ".join(
        f'<span style="color:{COLOURS[index % len(COLOURS)]}">■</span> {escape(one.name)}'
        for index, one in enumerate(talk.sections)
    )
    told = soft("Above the plan, beneath the talk.")
    return f'<table width="100%" cellspacing="1" cellpadding="0">{rows}</table><p>{legend}</p>{told}'
