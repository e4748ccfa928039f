"""What was said in the round so far, as the round and its examiner need it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from interviewer.examiner.quoting import words_of
from interviewer.talk_events import TalkPlanned
from interviewer.transcript import CANDIDATE, Turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.events import AnswerGiven, LineSpoken, RoundEvent
    from interviewer.talk_events import SlideText


class Record:
    """Lines and answers in the order in which they were journaled."""

    def __init__(self) -> None:
        self._turns: list[Turn] = []
        self._lines: dict[int, LineSpoken] = {}
        self._aside: set[int] = set()
        self.slides: tuple[SlideText, ...] = ()
        self.drill: tuple[str, ...] = ()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """Everything said, oldest first."""
        return tuple(self._turns)

    @property
    def last_line(self) -> LineSpoken | None:
        """The line the panel spoke last; a remark that asks nothing stands in nobody's way."""
        return next((line for line in reversed(self._lines.values()) if line.kind != "aside"), None)

    @property
    def last_answer(self) -> Turn | None:
        """The candidate's last turn."""
        return next((turn for turn in reversed(self._turns) if turn.is_answer), None)

    @property
    def moves(self) -> tuple[str, ...]:
        """The moves asked so far, in order, a why counted with its challenge."""
        asked = ("challenge", "follow_up")
        return tuple(line.move for line in self._lines.values() if line.move and line.kind in asked)

    @property
    def challenges(self) -> int:
        """How many challenges were put."""
        return sum(line.kind == "challenge" for line in self._lines.values())

    @property
    def covered(self) -> frozenset[str]:
        """The dimensions asked about so far."""
        return frozenset(line.dimension for line in self._lines.values() if line.dimension)

    @property
    def last_examined(self) -> Turn | None:
        """The last answer that may be asked about."""
        return next((turn for turn in reversed(self._turns) if self._may_be_examined(turn)), None)

    def examined(self, struck: Sequence[str]) -> tuple[Turn, ...]:
        """Return every line, and the answers that may be asked about, without words that were struck."""
        return tuple(
            replace(turn, text=_without(turn.text, struck)) if turn.is_answer else turn
            for turn in self._turns
            if not turn.is_answer or turn.number not in self._aside
        )

    def line(self, number: int) -> LineSpoken:
        """Return a line by its number."""
        return self._lines[number]

    def note(self, event: RoundEvent) -> None:
        """Take what leads to nothing by itself: the slides of a talk, and the drill after it."""
        if isinstance(event, TalkPlanned):
            self.slides, self.drill = event.slides, event.drill

    def hear(self, line: LineSpoken) -> None:
        """Keep a line of the panel."""
        self._lines[line.number] = line
        self._turns.append(
            Turn(line.number, line.speaker, line.kind, line.text, line.quote, line.start, line.end)
        )

    def take(self, answer: AnswerGiven) -> None:
        """Keep an answer; one typed or silent lies between its opening and its end."""
        self._aside.discard(answer.number)
        start = min((stretch.start for stretch in answer.stretches), default=answer.opened)
        end = max((stretch.end for stretch in answer.stretches), default=answer.ended)
        self._turns.append(Turn(answer.number, CANDIDATE, "answer", answer.text, "", start, end))

    def set_aside(self, number: int) -> None:
        """Keep an answer in the record but out of the examiner's sight."""
        self._aside.add(number)

    def forget(self, answer: Turn) -> None:
        """Drop an answer that was taken back; it will be given again under its number."""
        self._turns.remove(answer)

    def _may_be_examined(self, turn: Turn) -> bool:
        return turn.is_answer and turn.number not in self._aside


def _without(text: str, struck: Sequence[str]) -> str:
    """Return a text with the struck words replaced by dots, wherever they stand."""
    for quote in struck:
        text = _struck(text, quote)
    return text


# Asked again for every answer before every question of a round: an hour has some hundred of each.
@lru_cache(maxsize=4096)
def _struck(text: str, quote: str) -> str:
    sought, tokens = words_of(quote), text.split()
    owners = [(word, index) for index, token in enumerate(tokens) for word in words_of(token)]
    for first in range(len(owners) - len(sought) + 1):
        found = owners[first : first + len(sought)]
        if sought and [word for word, _ in found] == sought:
            for _, index in found:
                tokens[index] = "…"
    return " ".join(tokens)
