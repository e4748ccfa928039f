"""What was said in the round so far, as the round and its examiner need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.transcript import CANDIDATE, Turn

if TYPE_CHECKING:
    from interviewer.events import AnswerGiven, LineSpoken


class Record:
    """Lines and answers in the order in which they were journaled."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._lines: dict[int, LineSpoken] = {}

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything said, oldest first."""
        return tuple(self._turns)

    @property
    def last_line(self) -> LineSpoken | None:
        """The line the panel spoke last."""
        return next(reversed(self._lines.values()), None)

    @property
    def last_answer(self) -> Turn | None:
        """The candidate's last turn."""
        return next((turn for turn in reversed(self._turns) if turn.is_answer), None)

    @property
    def moves(self) -> tuple[str, ...]:
        """The moves asked so far, in order, a why counted with its challenge."""
        asked = ("challenge", "follow_up")
        return tuple(line.move for line in self._lines.values() if line.move and line.kind in asked)

    def line(self, number: int) -> LineSpoken:
        """Return a line by its number."""
        return self._lines[number]

    def hear(self, line: LineSpoken) -> None:
        """Keep a line of the panel."""
        self._lines[line.number] = line
        self._turns.append(
            Turn(line.number, line.speaker, line.kind, line.text, line.quote, line.start, line.end)
        )

    def take(self, answer: AnswerGiven) -> None:
        """Keep an answer; one typed or silent lies between its opening and its end."""
        start = min((stretch.start for stretch in answer.stretches), default=answer.opened)
        end = max((stretch.end for stretch in answer.stretches), default=answer.ended)
        self._turns.append(Turn(answer.number, CANDIDATE, "answer", answer.text, "", start, end))

    def forget(self, answer: Turn) -> None:
        """Drop an answer that was taken back; it will be given again under its number."""
        self._turns.remove(answer)
