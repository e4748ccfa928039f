"""Let a report leave the program: into the session folder, or as one file elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

from interviewer import private_files
from interviewer.debrief import markdown
from interviewer.debrief.document import as_json
from interviewer.debrief.page import no_sound, page
from interviewer.debrief.report import build, sound_file
from interviewer.debrief.sheet import sheet
from interviewer.errors import InterviewerError
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.debrief.report import Report

Format = Literal["html", "md", "json", "paper"]
"""`paper` is HTML for a printer that knows neither grids nor variables, such as a rich-text engine."""


def render(report: Report, form: Format, beside: Path | None = None) -> str:
    """Write a report as text; a page that lies `beside` the recordings plays them."""
    match form:
        case "json":
            return json.dumps(as_json(report), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        case "md":
            return markdown.report(report)
        case "paper":
            return sheet(report)
        case "html":
            return page(report, no_sound if beside is None else lambda name: sound_file(beside, name))


def write_reports(path: Path) -> Report:
    """Put report.json, report.html and transcript.md into a session."""
    folder = SessionFolder.open(path)
    report = build(folder)
    put_reports(folder, report)
    return report


def put_reports(folder: SessionFolder, report: Report) -> None:
    """Put the files of a report that was made already into its session, unless a later version made that."""
    if not folder.read_only:
        folder.write(folder.path / "report.json", render(report, "json"))
        folder.write(folder.path / "transcript.md", markdown.transcript(report))
        folder.write(folder.path / "report.html", render(report, "html", folder.path))


def export(path: Path, form: Format, out: Path) -> Path:
    """Write a session's report to a file of the user's choice."""
    inside = out.resolve().parent == path.resolve()
    text = render(build(SessionFolder.open(path)), form, path if inside else None)
    try:
        private_files.replace(out, text.encode("utf-8", "replace"))
    except OSError as error:
        reason = (error.strerror or "the disk refused it").lower()
        raise InterviewerError(
            f"The debrief could not be written to {out} ({reason}); choose another place."
        ) from error
    return out
