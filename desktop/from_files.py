"""A round with no screen and no microphone: recordings answer, the panel's lines are rendered, nothing waits."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from desktop.ports import AnswersRanOut
from interviewer.events import QuestionProposed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audio.clock import ManualClock
    from audio.listening.playback import Playback
    from desktop.fed_talk import FedTalk
    from interviewer.examiner.examiner import Brief, Examiner, Proposal
    from interviewer.examiner.move import PartName


class Queue:
    """Events in the order they came, for a round that runs on one thread."""

    def __init__(self) -> None:
        self._waiting: deque[object] = deque()

    def post(self, event: object) -> None:
        """Add an event."""
        self._waiting.append(event)

    def drain(self, on_event: Callable[[object], None]) -> None:
        """Hand over every event, those that come up meanwhile too."""
        while self._waiting:
            on_event(self._waiting.popleft())


class FileEar:
    """Each recording is exactly one turn, in order."""

    def __init__(
        self,
        recordings: Sequence[Path],
        playback: Playback,
        post: Callable[[object], None],
        talk: FedTalk | None = None,
    ) -> None:
        self._recordings = deque(recordings)
        self._playback = playback
        self._post = post
        self._talk = talk

    def open_answer(self, number: int, path: Path, since: float) -> None:
        """Hear the next recording as this answer, or the talk where it is its turn."""
        talk, happened = (
            self._talk.take(number, since, last=not self._recordings) if self._talk else (None, [])
        )
        for event in happened:
            self._post(event)
        if talk is not None:
            self._playback.answer(number, talk, path, since)
        elif self._recordings:
            self._playback.answer(number, self._recordings.popleft(), path, since)
        else:
            self._post(AnswersRanOut())

    def end_turn(self) -> None:
        """Nothing to do: a recording ends by itself."""

    def reopen_answer(self) -> None:
        """Nothing to do: nobody is there to take an "I'm done" back."""

    def watch(self) -> None:
        """Nothing to do: nothing is heard between recordings."""

    def unwatch(self) -> None:
        """Nothing to do."""

    def pause(self) -> None:
        """Nothing to do: nothing is heard between recordings."""

    def resume(self) -> None:
        """Nothing to do."""


class PromptBrain:
    """Asks the examiner there and then."""

    def __init__(
        self,
        examiner: Examiner,
        clock: ManualClock,
        post: Callable[[object], None],
        keep: Callable[[int, Examiner], None],
    ) -> None:
        self._examiner = examiner
        self._clock = clock
        self._post = post
        self._keep = keep

    def examine(self, brief: Brief) -> None:
        """Find the next question; what a model server takes passes on the round's clock too."""
        began = time.monotonic()
        found = self._examiner.propose(brief)
        if self._examiner.name != "embedded":
            self._clock.move_to(self._clock.now() + time.monotonic() - began)
        self._keep(brief.request, self._examiner)
        self._post(proposed(brief, found, self._clock.now()))

    def foresee(self, brief: Brief, ticket: int) -> None:
        """Nothing to do: nobody waits for the question."""

    def withdraw(self, request: int) -> None:
        """Nothing to do: no reply is ever late."""

    def read_ahead(self, committed: str, part: PartName) -> None:
        """Nothing to do: nobody waits for the question."""


def proposed(brief: Brief, found: Proposal, at: float) -> QuestionProposed:
    """Make the journal's event of an examiner's proposal."""
    return QuestionProposed(
        request=brief.request,
        at=at,
        text=found.text,
        quote=found.quote,
        move=found.move,
        dimension=found.dimension,
        engine=found.engine,
        fallback=found.fallback,
        validity=found.validity,
        rung=found.rung,
        let_go=found.let_go,
        slide=found.slide,
    )
