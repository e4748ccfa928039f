"""What takes a moment and is nobody's turn: reading and writing reports, asking a server for its models."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop import secrets, wiring
from interviewer import takes
from interviewer.debrief.export import write_reports
from interviewer.errors import InterviewerError
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.debrief.report import Report

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ModelsListed:
    """What the model server at an address offers, or one sentence on why it could not be asked."""

    url: str
    names: tuple[str, ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class ReportReady:
    """A session's report was read or written."""

    path: Path
    report: Report
    refuses: str = ""
    """Why nothing of it can be answered anew; empty where it can."""


@dataclass(frozen=True, slots=True)
class ReportFailed:
    """A session could not be reported on."""

    path: Path
    sentence: str


class Errands:
    """Two threads, so that a server that does not answer keeps no debrief waiting."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post
        self._reports: Worker[tuple[Path, bool]] = Worker("reports", self._report, self._failed)
        self._servers: Worker[str] = Worker("model list", self._ask_server, self._failed)

    def report(self, path: Path, *, write: bool) -> None:
        """Read a session's report, and write its files where asked."""
        self._reports.submit((path, write))

    def list_models(self, url: str) -> None:
        """Ask a model server what it offers; nothing that was said goes there."""
        self._servers.submit(url)

    def close(self) -> None:
        """End what is begun; a server that does not answer is left behind."""
        self._reports.close()
        self._servers.close(timeout=0.2)

    def _ask_server(self, url: str) -> None:
        # The client of a model server takes half a second to import.
        from interviewer.examiner.openai_model import probe

        try:
            self._post(ModelsListed(url, tuple(probe(url, secrets.api_key(url)))))
        except InterviewerError as error:
            self._post(ModelsListed(url, (), str(error)))

    def _report(self, wanted: tuple[Path, bool]) -> None:
        path, write = wanted
        try:
            report = write_reports(path) if write else wiring.read_report(path)
        except Exception as error:
            log.exception("a session could not be reported on")
            self._post(ReportFailed(path, str(error)))
            return
        self._post(ReportReady(path, report, _refuses(path, report)))

    def _failed(self, error: Exception) -> None:
        log.error("an errand failed: %s", type(error).__name__)


def _refuses(path: Path, report: Report) -> str:
    folder = SessionFolder.open(path)
    # A round that is over is held by nobody for long: who holds it when a take begins is told then.
    if not report.duration.ended and folder.is_going_on_elsewhere:
        return "This round is going on in another window of Viva."
    return takes.refuses(folder)
