"""What takes a moment and is nobody's turn: reading and writing reports, asking a server for its models."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop import secrets, wiring
from desktop.grader import grader_of
from interviewer import takes
from interviewer.correction_file import carry_out
from interviewer.debrief.export import put_reports, write_reports
from interviewer.debrief.report import build
from interviewer.errors import InterviewerError
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.correction_file import Wish
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
    grader: str = ""
    """The model that may be asked to grade it."""
    refuses: str = ""
    """Why nothing of it can be answered anew; empty where it can."""


@dataclass(frozen=True, slots=True)
class ReportFailed:
    """A session could not be reported on."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class ReportUnwritten:
    """A session's report was made, but its files in the session's folder are of before."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class CorrectionKept:
    """What was wished for is on the disk; the report of it follows once no other correction waits."""

    path: Path
    wish: Wish
    answers: tuple[int, ...]
    """Whose words it touches."""


@dataclass(frozen=True, slots=True)
class CorrectionFailed:
    """What was wished for was not done, and why."""

    path: Path
    wish: Wish
    sentence: str


@dataclass(frozen=True, slots=True)
class _Reporting:
    path: Path
    write: bool


@dataclass(frozen=True, slots=True)
class _Correcting:
    path: Path
    wish: Wish


class Errands:
    """Two threads, so that a server that does not answer keeps no debrief waiting."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post
        self._wished = self._done = 0
        """How many corrections were asked for and how many are through; each is counted by one thread."""
        self._stale: set[Path] = set()
        self._reports: Worker[_Reporting | _Correcting] = Worker("reports", self._carry_out, self._failed)
        self._servers: Worker[str] = Worker("model list", self._ask_server, self._failed)

    def report(self, path: Path, *, write: bool) -> None:
        """Read a session's report, and write its files where asked."""
        self._reports.submit(_Reporting(path, write))

    def correct(self, path: Path, wish: Wish) -> None:
        """Correct words of a session, or undo that; the report is made once nothing more is to be corrected."""
        self._wished += 1
        self._reports.submit(_Correcting(path, wish))

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

    def _carry_out(self, errand: _Reporting | _Correcting) -> None:
        if isinstance(errand, _Reporting):
            self._report(errand.path, write=errand.write)
            return
        self._post(self._correct(errand.path, errand.wish))
        self._done += 1
        if self._done == self._wished:
            for path in self._stale:
                self._report_anew(path)
            self._stale.clear()

    def _correct(self, path: Path, wish: Wish) -> CorrectionKept | CorrectionFailed:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        try:
            touched = carry_out(SessionFolder.open(path), wish, now)
        except InterviewerError as error:
            return CorrectionFailed(path, wish, str(error))
        except Exception:
            log.exception("a correction could not be kept")
            return CorrectionFailed(path, wish, "The correction could not be kept; the session is unharmed.")
        finally:
            # Also what failed is shown again as it stands: another window may have corrected it.
            self._stale.add(path)
        return CorrectionKept(path, wish, touched)

    def _report_anew(self, path: Path) -> None:
        """Show what was corrected, also where the session's own files cannot be written."""
        try:
            folder = SessionFolder.open(path)
            report = build(folder)
        except Exception as error:
            log.exception("a corrected session could not be reported on")
            self._post(ReportFailed(path, str(error)))
            return
        self._post(ReportReady(path, report, grader_of(folder.session), _refuses(path, report)))
        try:
            put_reports(folder, report)
        except InterviewerError as error:
            self._post(ReportUnwritten(path, str(error)))

    def _report(self, path: Path, *, write: bool) -> None:
        try:
            report = write_reports(path) if write else wiring.read_report(path)
            grader = grader_of(SessionFolder.open(path).session)
        except Exception as error:
            log.exception("a session could not be reported on")
            self._post(ReportFailed(path, str(error)))
            return
        self._post(ReportReady(path, report, grader, _refuses(path, report)))

    def _failed(self, error: Exception) -> None:
        log.error("an errand failed: %s", type(error).__name__)


def _refuses(path: Path, report: Report) -> str:
    folder = SessionFolder.open(path)
    # A round that is over is held by nobody for long: who holds it when a take begins is told then.
    if not report.duration.ended and folder.is_going_on_elsewhere:
        return "This round is going on in another window of Viva."
    return takes.refuses(folder)
