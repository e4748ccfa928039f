"""Takes beside the first answer, as a part of the page, of Markdown and of paper; what was said is never markup."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from interviewer.debrief import escaping
from interviewer.debrief import take_words as words
from interviewer.debrief.evidence_sheet import ACCENT, FILL, SOFT, soft

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.debrief.exchanges import Exchange
    from interviewer.debrief.report import Report
    from interviewer.debrief.takes import Take, Takes


def of_exchange(found: Report, exchange: Exchange) -> Takes | None:
    """Return what was answered anew to a line."""
    number = exchange.line.number if exchange.line else 0
    return next((one for one in found.takes if one.line == number and one.takes), None)


def answers(found: Takes) -> tuple[Take, ...]:
    """Return all that stands side by side, the first answer first."""
    return (*([found.first] if found.first else []), *found.takes)


def page(found: Takes | None, player: Callable[[str], str]) -> str:
    """Return the part of the page; `player` makes the sound of a recording."""
    if found is None:
        return ""
    tiles = "".join(_tile(take, found, player) for take in answers(found))
    return (
        f'<section class="takes"><h3>{words.TITLE}</h3><div>{tiles}</div>'
        f'<p class="soft">{escape(words.NOTE)}</p></section>'
    )


def text(found: Takes | None) -> list[str]:
    """Return the blocks of Markdown."""
    if found is None:
        return []
    blocks = [f"#### {words.TITLE}"]
    for take in answers(found):
        blocks += [
            f"**{escaping.escape(_head(take))}**",
            f"> {escaping.escape(words.said(take))}",
            "\n".join(
                f"- {escaping.escape(label)}: {escaping.escape(value)}"
                for label, value in (
                    *words.rows(take, found),
                    *(("Quoted", one) for one in words.quotes(take)),
                )
            ),
            "\n".join(f"- {escaping.escape(one)}" for one in words.differs(take, found)),
        ]
    return [*blocks, escaping.escape(words.NOTE)]


def sheet(found: Takes | None) -> str:
    """Return the part of the paper: two answers to a row."""
    if found is None:
        return ""
    every = answers(found)
    rows = "".join(
        "<tr>" + "".join(_cell(take, found) for take in every[at : at + 2]) + "</tr>"
        for at in range(0, len(every), 2)
    )
    return (
        f"<h4>{words.TITLE}</h4>"
        f'<table width="100%" cellspacing="6" cellpadding="8">{rows}</table>{soft(escape(words.NOTE))}<br>'
    )


def _tile(take: Take, found: Takes, player: Callable[[str], str]) -> str:
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in words.rows(take, found)
    )
    told = "".join(f"<li>{escape(one)}</li>" for one in words.differs(take, found))
    return (
        f"<section><header><b>{escape(words.name(take))}</b>"
        f'<span class="soft">{escape(_after_name(take))}</span></header>'
        f"<p>{escape(words.said(take))}</p>{player(take.audio)}<dl>{rows}</dl>"
        + "".join(f'<p class="soft">{escape(one)}</p>' for one in words.quotes(take))
        + (f"<ul>{told}</ul>" if told else "")
        + "</section>"
    )


def _cell(take: Take, found: Takes) -> str:
    rows = "<br>".join(
        f'<span style="color:{SOFT}">{escape(label)}</span> {escape(value)}'
        for label, value in words.rows(take, found)
    )
    quoted = "".join(soft(escape(one)) for one in words.quotes(take))
    told = "".join(f"<li>{escape(one)}</li>" for one in words.differs(take, found))
    return (
        f'<td width="50%" valign="top" bgcolor="{FILL}"><b style="color:{ACCENT}">{escape(_head(take))}</b>'
        f"<p>{escape(words.said(take))}</p><p>{rows}</p>{quoted}{f'<ul>{told}</ul>' if told else ''}</td>"
    )


def _head(take: Take) -> str:
    after = _after_name(take)
    return words.name(take) + (f" · {after}" if after else "")


def _after_name(take: Take) -> str:
    return " · ".join(part for part in (words.when(take), words.BETTER if take.preferred else "") if part)
