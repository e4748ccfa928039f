"""The report and the transcript as Markdown; nothing that was said can act as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.debrief import composure_page, corrected, evidence_text, takes_page, talk_page, wording
from interviewer.debrief.escaping import escape
from interviewer.question.rubric import BY_ID

if TYPE_CHECKING:
    from interviewer.debrief.exchanges import Answer, Exchange, Line
    from interviewer.debrief.report import Report


def report(found: Report) -> str:
    """The whole report."""
    blocks = [
        f"# {escape(found.question or 'A round without a question')}",
        _facts(found),
        *(f"> **Note.** {escape(warning)}" for warning in found.warnings),
        *evidence_text.overview(found.evidence),
        "## In figures",
        _figures(found),
        escape(wording.panel_pace(found.totals.turnaround)),
        *talk_page.text(found),
        *composure_page.text(found),
        *evidence_text.sections(found.evidence),
        "## What was said",
        *(
            block
            for exchange in found.exchanges
            for block in (*_exchange(exchange), *takes_page.text(takes_page.of_exchange(found, exchange)))
        ),
        "## Rubric",
        escape(found.grading),
        "\n".join(
            f"- **{escape(one.name)}** ({escape(one.part or one.scope)}): "
            f"{escape(wording.level(one))}. {escape(one.asks)}"
            + "".join(f"\n  - {escape(said)}" for said in (wording.anchor(one), *wording.quoted(one)) if said)
            for one in found.rubric
        ),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def transcript(found: Report) -> str:
    """Who said what, and when."""
    blocks = [
        f"# {escape(found.question or 'Transcript')}",
        escape(found.created),
        *(f"> **Note.** {escape(sentence)}" for sentence in corrected.words(found.corrections)),
    ]
    for exchange in found.exchanges:
        if exchange.line:
            line = exchange.line
            head = f"**{escape(line.speaker)}** {wording.clock(line.start)}"
            blocks.append(f"{head}  \n{escape(line.text)}")
        for answer in exchange.answers:
            blocks.append(f"**You** {wording.clock(answer.start)}  \n{escape(answer.text) or '_no words_'}")
            blocks.append(escape(corrected.noted(answer.correction)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _facts(found: Report) -> str:
    engines = ", ".join(f"{engine} ({count})" for engine, count in found.asked_by.items())
    rows = [
        ("Round", f"{wording.ROUNDS.get(found.kind, found.kind)}, {found.pressure}"),
        *([("Practised", BY_ID[found.focus].name)] if found.focus in BY_ID else []),
        ("Began", found.created),
        ("Lasted", wording.lasted(found.duration)),
        ("Panel", ", ".join(found.panel)),
        ("Examiner", f"{found.engine}; questions asked by {engines or 'nobody'}"),
        ("Seed", str(found.seed)),
    ]
    return "\n".join(f"- **{name}:** {escape(value)}" for name, value in rows if value)


def _figures(found: Report) -> str:
    total = found.totals
    onset = wording.spread(total.onset, "s", 1)
    pace = wording.spread(total.pace, "words a minute", 0)
    rate, between = wording.filler_rate(total.fillers)
    return "\n".join(
        [
            f"- Answers: {total.answers} ({total.typed} typed, {total.empty} without words)",
            f"- Questions: {total.questions}; {total.quoted} quoted you",
            f"- Onset, median: {onset[0]} ({onset[1]})",
            f"- Pace, median: {pace[0]} ({pace[1]})",
            f"- Long pauses: {total.long_pauses}",
            f"- Fillers, at least: {rate}{f' ({between})' if between else ''}",
            f"- Hints asked for: {found.hints}",
        ]
    )


def _exchange(exchange: Exchange) -> list[str]:
    blocks = _line(exchange.line) if exchange.line else []
    for answer in exchange.answers:
        blocks += _answer(answer)
    return blocks


def _line(line: Line) -> list[str]:
    head = f"### {wording.clock(line.start)} {escape(line.speaker)}: {wording.kind(line)}"
    blocks = [head, escape(line.text)]
    if line.verified:
        whose = "you" if line.slide is None else f"slide {line.slide}"
        blocks.append(f"Quoted from {whose}: “{escape(line.quote)}”")
        blocks.append(escape(corrected.requoted(line.quote_now)))
    if line.verified is False:
        blocks.append(f"**Unverified quote:** “{escape(line.quote)}” is not in the transcript.")
    if line.fallback:
        blocks.append(f"Asked by {escape(line.engine)}: {escape(line.fallback)}")
    return blocks


def _answer(answer: Answer) -> list[str]:
    said = escape(answer.text) or "_Nothing was put into words._"
    return [
        f"**You, {wording.clock(answer.start)}**",
        f"> {said}",
        escape(corrected.noted(answer.correction)),
        escape("; ".join(wording.measured(answer))),
        escape(wording.answered(answer)),
    ]
