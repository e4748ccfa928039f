"""The report for paper: plain HTML of tables and colours, which rich-text engines print as it is meant."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import composure_page, corrected, evidence_sheet, takes_page, talk_page, wording
from interviewer.debrief.evidence_sheet import ACCENT, FILL, QUOTE, SOFT, WARN, soft
from interviewer.debrief.page import figures, grouped, marked, provenance

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.debrief.report import Judged, Report

_MARK = f'<span style="background-color:{QUOTE}">'


def sheet(found: Report) -> str:
    """Write the report for printing."""
    title = escape(found.question or "A round without a question")
    kind = escape(wording.ROUNDS.get(found.kind, found.kind or "Round"))
    facts = [found.created.replace("T", " ")[:16], wording.lasted(found.duration), ", ".join(found.panel)]
    quotes = [one.line for one in found.exchanges if one.line and one.line.verified]
    parts = [
        f'<p style="color:{ACCENT}"><b>Debrief · {kind} · {escape(found.pressure)}</b></p>',
        f"<h1>{title}</h1>",
        soft(escape(" · ".join(fact for fact in facts if fact))),
        *(f'<p style="color:{WARN}">{escape(warning)}</p>' for warning in found.warnings),
        evidence_sheet.overview(found.evidence),
        _figures(found),
        soft(escape(wording.panel_pace(found.totals.turnaround))),
        talk_page.sheet(found),
        composure_page.sheet(found),
        evidence_sheet.sections(found.evidence),
        "<h2>What was said</h2>",
        *(
            _exchange(exchange, quotes) + takes_page.sheet(takes_page.of_exchange(found, exchange))
            for exchange in found.exchanges
        ),
        "<h2>Rubric</h2>",
        soft(escape(found.grading)),
        *(f"<h3>{escape(name)}</h3>{_rubric(judged)}" for name, judged in grouped(found.rubric).items()),
        "<hr>",
        soft("<br>".join(map(escape, provenance(found)))),
    ]
    head = f'<meta charset="utf-8"><title>{title}: debrief</title>'
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body>\n'
        + "\n".join(parts)
        + "\n</body></html>\n"
    )


def _figures(found: Report) -> str:
    cells = "".join(
        f'<td width="16%" bgcolor="{FILL}"><b>{escape(figure)}</b><br>{escape(name)}<br>'
        f'<span style="color:{SOFT}">{escape(more)}</span></td>'
        for figure, name, more in figures(found)
    )
    return (
        f'<table width="100%" cellspacing="3" cellpadding="4" style="font-size:9pt"><tr>{cells}</tr></table>'
    )


def _exchange(exchange: Exchange, quotes: list[Line]) -> str:
    said = _line(exchange.line) if exchange.line else ""
    return said + "".join(_answer(answer, quotes) for answer in exchange.answers)


def _line(line: Line) -> str:
    notes = [escape(now)] if (now := corrected.requoted(line.quote_now)) else []
    if line.verified is False:
        notes.append(f"Unverified: “{escape(line.quote)}” is not in the transcript.")
    if line.fallback:
        notes.append(f"Asked by the {escape(line.engine)} examiner: {escape(line.fallback)}")
    kind = f'<span style="color:{SOFT}">{escape(wording.kind(line))}</span>'
    text = marked(line.text, [line.quote] if line.verified else [], _MARK, "</span>")
    return f"{_head(f'<b>{escape(line.speaker)}</b> &nbsp; {kind}', line.start)}<p>{text}</p>" + "".join(
        f'<p style="color:{WARN}">{note}</p>' for note in notes
    )


def _answer(answer: Answer, quotes: list[Line]) -> str:
    quoted = [line.quote for line in quotes if line.about in (answer.number, None)]
    said = (
        "<i>Nothing was put into words.</i>"
        if answer.empty
        else marked(answer.text, quoted, _MARK, "</span>")
    )
    changed = soft(escape(corrected.noted(answer.correction)))
    measured = soft(escape(" · ".join(wording.measured(answer)))) + soft(escape(wording.answered(answer)))
    inner = f"{_head('<b>You</b>', answer.start)}<p>{said}</p>{changed}{measured}"
    return (
        '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:8px"><tr>'
        f'<td width="3" bgcolor="{ACCENT}"></td>'
        f'<td width="10"></td><td>{inner}</td></tr></table><br>'
    )


def _head(who: str, at: float) -> str:
    when = f'<td align="right"><span style="color:{SOFT}">{wording.clock(at)}</span></td>'
    return f'<table width="100%" cellspacing="0" cellpadding="0"><tr><td>{who}</td>{when}</tr></table>'


def _quotes(one: Judged) -> str:
    said = [text for text in (wording.anchor(one), *wording.quoted(one)) if text]
    inner = "<br>".join(map(escape, said))
    return f'<tr><td></td><td colspan="2"><span style="color:{SOFT}">{inner}</span></td></tr>' if said else ""


def _rubric(judged: list[Judged]) -> str:
    rows = "".join(
        f'<tr><td width="30%"><b>{escape(one.name)}</b></td><td width="55%">{escape(one.asks)}</td>'
        f'<td width="15%"><span style="color:{SOFT}">'
        f"{escape(wording.level(one))}</span></td></tr>{_quotes(one)}"
        for one in judged
    )
    return f'<table width="100%" cellspacing="0" cellpadding="3">{rows}</table>'
