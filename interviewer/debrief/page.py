"""The report as one HTML page: nothing loaded from elsewhere, no script, every text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import composure_page, corrected, evidence_page, takes_page, talk_page, wording
from interviewer.debrief.style import SHEET

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.debrief.report import Judged, Report
    from interviewer.debrief.takes import Takes

Sound = Callable[[str], str]
"""Gives the file of a sound, relative to the page, or nothing where there is none."""

_DIGEST = base64.b64encode(hashlib.sha256(SHEET.encode()).digest()).decode()
_SCOPES = {
    "discussion": "Research discussion",
    "presentation": "Research presentation",
    "throughout": "Throughout",
}
# 'self' alone does not cover a page opened from disk in every browser; file: reaches no network.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; media-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)


def no_sound(_: str) -> str:
    """For a page that leaves its session folder."""
    return ""


def page(found: Report, sound: Sound = no_sound) -> str:
    """Write the page; `sound` gives the links to recordings beside it."""
    quotes = [exchange.line for exchange in found.exchanges if exchange.line and exchange.line.verified]
    longest = max(
        (answer.end - _from(answer) for exchange in found.exchanges for answer in exchange.answers),
        default=0.0,
    )
    title = escape(found.question or "A round without a question")
    exchanges = "\n".join(
        _exchange(one, quotes, longest, sound, takes_page.of_exchange(found, one)) for one in found.exchanges
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}: debrief</title>
<style>{SHEET}</style>
</head>
<body>
<main>
{_head(found, title)}
{_notes(found.warnings)}
{evidence_page.overview(found.evidence)}
{_figures(found)}
{talk_page.page(found)}
{composure_page.page(found)}
{evidence_page.sections(found.evidence)}
<h2>What was said</h2>
{exchanges or '<p class="none">Nothing was said in this round.</p>'}
<h2>Rubric</h2>
<p class="soft">{escape(found.grading)}</p>
{_rubric(found.rubric)}
{_foot(found)}
</main>
</body>
</html>
"""


def _head(found: Report, title: str) -> str:
    kind = escape(wording.ROUNDS.get(found.kind, found.kind or "Round"))
    facts = [found.created.replace("T", " ")[:16], wording.lasted(found.duration), ", ".join(found.panel)]
    return (
        f'<p class="eyebrow">Debrief · {kind} · {escape(found.pressure)}</p>\n<h1>{title}</h1>\n'
        f'<p class="soft">{escape(" · ".join(fact for fact in facts if fact))}</p>'
    )


def _notes(warnings: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(warning)}</li>" for warning in warnings)
    return f'<ul class="notes">{items}</ul>' if items else ""


def figures(found: Report) -> list[tuple[str, str, str]]:
    """The round's figures: the number, what it counts, and what stands behind it."""
    total = found.totals
    onset, onset_range = wording.spread(total.onset, "s", 1)
    pace, pace_range = wording.spread(total.pace, "wpm", 0)
    rate, between = wording.filler_rate(total.fillers)
    apart = f"{total.spoken} spoken, {total.typed} typed, {total.empty} without words"
    return [
        (str(total.answers), "answers", apart),
        (str(total.questions), "challenges", f"{total.quoted} quoted your own words"),
        (onset, "until you began, median", onset_range),
        (pace, "your pace, median", pace_range),
        (str(total.long_pauses), "pauses of a second or more", f"{total.words} words in all"),
        (rate, "fillers, at least", between),
    ]


def _figures(found: Report) -> str:
    items = "".join(
        f"<li><strong>{escape(figure)}</strong>{escape(name)}<span>{escape(more)}</span></li>"
        for figure, name, more in figures(found)
    )
    return f'<ul class="figures">{items}</ul>{_soft(wording.panel_pace(found.totals.turnaround))}'


def _soft(text: str) -> str:
    return f'<p class="soft">{escape(text)}</p>' if text else ""


def _exchange(
    exchange: Exchange, quotes: list[Line], longest: float, sound: Sound, takes: Takes | None
) -> str:
    line = exchange.line
    passing = ' class="passing"' if line and not exchange.answers and takes is None else ""
    asked = _line(line, sound) if line else ""
    answers = "".join(_answer(answer, quotes, longest, sound) for answer in exchange.answers)
    again = takes_page.page(takes, lambda name: _player(sound(name)))
    return f"<article{passing}>{asked}{answers}{again}</article>"


def _line(line: Line, sound: Sound) -> str:
    text = marked(line.text, [line.quote] if line.verified else [])
    more = ""
    if line.verified is False:
        more += f'<p class="false">Unverified: “{escape(line.quote)}” is not in the transcript.</p>'
    more += _soft(corrected.requoted(line.quote_now))
    if line.fallback:
        more += f'<p class="false">Asked by the {escape(line.engine)} examiner: {escape(line.fallback)}</p>'
    if line.interrupted:
        more += '<p class="soft">Cut short.</p>'
    return (
        f'<header><b>{escape(line.speaker)}</b><span class="soft">{escape(wording.kind(line))}</span>'
        f"<time>{wording.clock(line.start)}</time></header>"
        f'<p class="asked">{text}</p>{more}{_player(sound(line.audio))}'
    )


def _answer(answer: Answer, quotes: list[Line], longest: float, sound: Sound) -> str:
    quoted = [line.quote for line in quotes if line.about in (answer.number, None)]
    said = f'<p class="said">{marked(answer.text, quoted)}</p>'
    if answer.empty:
        said = '<p class="none">Nothing was put into words.</p>'
    return (
        f'<section class="answer" id="answer-{answer.number:d}">'
        f"<header><b>You</b><time>{wording.clock(answer.start)}</time></header>{said}"
        f"{_soft(corrected.noted(answer.correction))}"
        f"{_bar(answer, longest)}"
        f'<p class="measured">{escape(" · ".join(wording.measured(answer)))}</p>'
        f"{_soft(wording.answered(answer))}"
        f"{_player(sound(answer.audio))}</section>"
    )


def marked(text: str, quotes: Iterable[str], before: str = "<mark>", after: str = "</mark>") -> str:
    """The text, escaped, with the quoted words marked."""
    spans = sorted(span for quote in quotes if (span := wording.find(quote, text)))
    pieces, at = [], 0
    for start, end in spans:
        if start >= at:
            pieces += [escape(text[at:start]), before, escape(text[start:end]), after]
            at = end
    return "".join([*pieces, escape(text[at:])])


def _from(answer: Answer) -> float:
    """Where an answer's bar begins: with the wait before it."""
    return answer.start - max(0.0, answer.timings.onset_delay or 0.0)


def _bar(answer: Answer, longest: float) -> str:
    """Waiting, speech and pauses, to one scale over the whole round."""
    if answer.timings.span <= 0 or longest <= 0:
        return ""
    began = _from(answer)

    def rectangle(kind: str, start: float, end: float) -> str:
        left, width = 1000 * (start - began) / longest, 1000 * (end - start) / longest
        height = 10 if kind == "speech" else 4
        return (
            f'<rect class="{kind}" x="{left:.1f}" y="{(12 - height) / 2:g}" '
            f'width="{max(width, 1):.1f}" height="{height}"/>'
        )

    parts = [rectangle("wait", began, answer.end)]
    at = answer.start
    for pause in answer.timings.pauses:
        parts.append(rectangle("speech", at, pause.start))
        at = pause.end
    parts.append(rectangle("speech", at, answer.end))
    label = escape("; ".join(wording.measured(answer)))
    return (
        f'<svg viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label="{label}">'
        f"{''.join(parts)}</svg>"
    )


def _player(file: str) -> str:
    return f'<audio controls preload="metadata" src="{escape(file)}"></audio>' if file else ""


def grouped(rubric: Sequence[Judged]) -> dict[str, list[Judged]]:
    """The rubric under the headings it is read by."""
    groups: dict[str, list[Judged]] = {}
    for one in rubric:
        own = one.id.startswith("own_")
        name = one.part or ("What this question asks for" if own else _SCOPES[one.scope])
        groups.setdefault(name, []).append(one)
    return groups


def _rubric(rubric: Sequence[Judged]) -> str:
    return "".join(f"<h3>{escape(name)}</h3>{_table(found)}" for name, found in grouped(rubric).items())


def _table(rubric: Iterable[Judged]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(_sentence(one.asks))}</td>'
        f"<td>{escape(wording.level(one))}</td></tr>{_quotes(one)}"
        for one in rubric
    )
    return f"<table><tbody>{rows}</tbody></table>"


def _quotes(one: Judged) -> str:
    said = [text for text in (wording.anchor(one), *wording.quoted(one)) if text]
    return (
        f'<tr><td></td><td colspan="2" class="soft">{"<br>".join(map(escape, said))}</td></tr>'
        if said
        else ""
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def provenance(found: Report) -> list[str]:
    """Which engines, which seed, which session."""
    asked = ", ".join(f"{engine} {count}" for engine, count in found.asked_by.items()) or "nobody"
    engines = ", ".join(f"{name} {engine}" for name, engine in found.engines.items())
    facts = [
        f"Examiner wished for: {found.engine or 'unknown'}; questions asked by: {asked}.",
        f"Engines: {engines}." if engines else "",
        f"Seed {found.seed}. Hints asked for: {found.hints}. Lines asked for again: {found.repeats}.",
        f"Session {found.session}. Written by Viva from the session's journal alone.",
    ]
    return [fact for fact in facts if fact]


def _foot(found: Report) -> str:
    return f"<footer>{'<br>'.join(map(escape, provenance(found)))}</footer>"
