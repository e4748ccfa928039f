"""The folder of past rounds, asked and written on a thread of its own: a disk takes as long as it takes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from audio.worker import Worker
from desktop.errors import DesktopError
from desktop.paper import print_pdf
from interviewer import sessions, takes
from interviewer.debrief import export
from interviewer.debrief.report import build
from interviewer.errors import InterviewerError
from interviewer.slides.keeping import keep
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.sessions import Listed
    from interviewer.take_events import Mark
    from interviewer.takes import Wanted

Form = Literal["html", "md", "json", "pdf"]

MOST = 50
"""Rounds in the first screen's list: what somebody comes back to lies among the last ones."""

LAST_PAGES = 10.0
"""Seconds a closed window waits for a debrief that is being written."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SessionsListed:
    """The last rounds there are, the newest first."""

    found: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class DebriefWritten:
    """A debrief was written somewhere, or one sentence on why it was not."""

    path: Path
    out: Path
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TakeReady:
    """A line can be answered anew."""

    wanted: Wanted


@dataclass(frozen=True, slots=True)
class TakeRefused:
    """A line cannot be answered anew, and one sentence on why."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class TakeKept:
    """What the candidate wished of a take stands in the journal, or one sentence on why it does not."""

    path: Path
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class SlidesKept:
    """A talk's slides are in its session, or one sentence on why they are not."""

    path: Path
    trouble: str = ""


class Archive:
    """Each of its methods returns at once and answers with an event."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post
        self._worker: Worker[Callable[[], object]] = Worker("archive", self._do, self._failed)

    def list_sessions(self, root: Path) -> None:
        """List the last rounds held before: each is read whole, and the history has them all."""
        self._worker.submit(lambda: SessionsListed(tuple(sessions.list_sessions(root, MOST))))

    def export(self, path: Path, form: Form, out: Path) -> None:
        """Write a session's debrief to a file."""
        self._worker.submit(lambda: _written(path, form, out))

    def want_take(self, path: Path, line: int) -> None:
        """Read what a take of a line needs."""
        self._worker.submit(lambda: _wanted(path, line))

    def mark_take(self, path: Path, line: int, take: int, mark: Mark) -> None:
        """Note what the candidate wishes of a take."""
        self._worker.submit(lambda: _marked(path, line, take, mark))

    def keep_slides(self, pdf: Path, session: Path) -> None:
        """Copy a talk's slides into its session."""
        self._worker.submit(lambda: _slides_kept(pdf, session))

    def close(self) -> None:
        """Finish what is begun."""
        self._worker.close(LAST_PAGES)

    def _do(self, errand: Callable[[], object]) -> None:
        self._post(errand())

    def _failed(self, error: Exception) -> None:
        log.error("the archive failed: %s", type(error).__name__)


def _wanted(path: Path, line: int) -> TakeReady | TakeRefused:
    try:
        return TakeReady(takes.wanted(path, line))
    except InterviewerError as error:
        return TakeRefused(path, str(error))
    except Exception:
        log.exception("a take could not be prepared")
        return TakeRefused(path, "This session could not be read, so nothing was begun; open it again.")


def _marked(path: Path, line: int, take: int, mark: Mark) -> TakeKept:
    try:
        takes.mark(path, line, take, mark)
    except InterviewerError as error:
        return TakeKept(path, str(error))
    except Exception:
        log.exception("a take could not be marked")
        return TakeKept(path, "This could not be noted in the session; it is as it was.")
    return TakeKept(path)


def _written(path: Path, form: Form, out: Path) -> DebriefWritten:
    try:
        if form == "pdf":
            print_pdf(export.render(build(SessionFolder.open(path)), "paper"), str(out))
        else:
            export.export(path, form, out)
    except (InterviewerError, DesktopError) as error:
        return DebriefWritten(path, out, str(error))
    except Exception:
        log.exception("a debrief could not be written")
        return DebriefWritten(
            path, out, f"The debrief could not be written to {out}; the session is unharmed."
        )
    return DebriefWritten(path, out)


def _slides_kept(pdf: Path, session: Path) -> SlidesKept:
    try:
        keep(pdf, session)
    except InterviewerError as error:
        return SlidesKept(session, str(error))
    return SlidesKept(session)
