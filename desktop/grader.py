"""Has a round's own model grade it, once the round is over; it can be stopped."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio.worker import Worker
from desktop import secrets
from interviewer.debrief.kept_grading import grade_session
from interviewer.errors import InterviewerError
from interviewer.examiner.endpoint import endpoint
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from interviewer.examiner.model_talk import ModelTalk
    from interviewer.session import Session

log = logging.getLogger(__name__)

STOPPED = "Grading was stopped; the levels shown stand."


@dataclass(frozen=True, slots=True)
class SessionGraded:
    """A model's marks are in the session, or one sentence on why they are not."""

    path: Path
    model: str
    trouble: str = ""


def grader_of(session: Session) -> str:
    """Name the model that may grade a session, with its host where that is another machine; nothing where none may."""
    url, model = session.model
    try:
        where = endpoint(url) if url else None
    except InterviewerError:
        return ""
    if where is None or session.newer:
        return ""
    return model if where.local else f"{model} at {where.host}"


def grade(folder: SessionFolder, began: Callable[[ModelTalk], None] = lambda _: None) -> str:
    """Have a round's own model grade it; return one sentence where it did not. `began` is given what to close.

    Raises:
        InterviewerError: The round has no model, or the session cannot be written.
    """
    # The client of a model server takes half a second to import.
    from interviewer.examiner.model_talk import ModelTalk

    url, model = folder.session.model
    if not url:
        raise InterviewerError("No model was allowed for this round, so none is asked to grade it.")
    talk = ModelTalk(url, model, secrets.api_key(url))
    try:
        began(talk)
        return grade_session(folder, talk)
    finally:
        talk.close()


class Grader:
    """A thread of its own: a small machine takes minutes. One session at a time."""

    def __init__(self, post: Callable[[object], None]) -> None:
        self._post = post
        self._worker: Worker[tuple[Path, int]] = Worker("grader", self._grade, self._failed)
        self._turn = threading.Lock()
        self._talk: ModelTalk | None = None
        self._stops = 0
        """How often it was stopped: what was asked for before is not done any more."""

    def grade(self, path: Path) -> None:
        """Have a session graded; `SessionGraded` tells when it is."""
        self._worker.submit((path, self._stops))

    def stop(self) -> None:
        """Stop at once, and forget what was asked for."""
        with self._turn:
            self._stops += 1
            if self._talk is not None:
                self._talk.close()

    def close(self) -> None:
        """Stop; a server that does not let go is left behind."""
        self.stop()
        self._worker.close(timeout=0.2)

    def _grade(self, wanted: tuple[Path, int]) -> None:
        path, stops = wanted
        model, trouble = "", ""
        try:
            folder = SessionFolder.open(path)
            _, model = folder.session.model
            trouble = grade(folder, lambda talk: self._began(talk, stops))
        except InterviewerError as error:
            trouble = str(error)
        except Exception:
            log.exception("a session could not be graded")
            trouble = "The round could not be graded by the model; the levels shown stand."
        with self._turn:
            self._talk = None
            trouble = STOPPED if trouble and stops != self._stops else trouble
        self._post(SessionGraded(path, model, trouble))

    def _began(self, talk: ModelTalk, stops: int) -> None:
        with self._turn:
            self._talk = talk
            if stops != self._stops:
                talk.close()

    def _failed(self, error: Exception) -> None:
        log.error("the grader failed: %s", type(error).__name__)
