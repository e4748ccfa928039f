"""What the round has commanded and waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.round.commands import Examine, Finish, Say, Withdraw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from interviewer.round.commands import Close, Command, Listen


class Waiting:
    """Lines to be said, an answer to be heard, a question to be found; and what a pause holds back."""

    def __init__(self) -> None:
        self.saying: list[Say] = []
        self.listening: Listen | None = None
        self.examining: Examine | None = None
        self.closing: Close | None = None
        self.held: list[Command] = []
        self.amid = False
        """Whether the lines that are said come in the midst of an answer, which goes on after them."""
        self.put_off: list[Say] | None = None
        """Lines that wait for what the candidate says over another one; None where nobody cut in."""

    def expect(self, commands: Sequence[Command]) -> bool:
        """Note what must come back of these; return whether the last line of the round is among them."""
        for command in commands:
            if isinstance(command, Say):
                self.saying.append(command)
            elif isinstance(command, Examine):
                self.examining = command
        return any(isinstance(command, Say) and command.kind == "closing" for command in commands)

    def commands(self, dropped: bool) -> tuple[Command, ...]:
        """Return everything that has not come back yet; a `dropped` answer is to be ended at once."""
        ending = [Finish(self.listening.number)] if dropped and self.listening else []
        waits = (*self.saying, self.listening, *ending, self.examining, self.closing)
        return tuple(command for command in waits if command is not None)

    def heard(self, number: int) -> Say | None:
        """Take a line that was heard; return it where it was waited for."""
        said = next((say for say in self.saying if say.number == number), None)
        self.saying = [say for say in self.saying if say is not said]
        return said

    @property
    def interjects(self) -> bool:
        """Whether the answer that is open is said over lines which are still to come."""
        return self.put_off is not None

    def is_open(self, number: int) -> bool:
        """Whether this answer is open, and is one to what was asked."""
        return self.listening is not None and self.listening.number == number and not self.interjects

    def awaits(self, number: int, answers: int) -> bool:
        """Whether this answer is waited for, after so many others.

        One that ended as a line was asked for in its midst is, too.
        """
        if self.listening is not None:
            return number == self.listening.number
        return self.amid and number == answers + 1

    def put_lines_off(self) -> None:
        """Let what is still to be said wait until the candidate, who cut in, is done."""
        self.put_off, self.saying = self.saying, []

    def withdraw(self) -> list[Command]:
        """Stop waiting for a question."""
        examining, self.examining = self.examining, None
        return [Withdraw(examining.brief.request)] if examining else []

    def release(self) -> list[Command]:
        """Return what a pause held back."""
        held, self.held = self.held, []
        return held

    def clear(self) -> None:
        """Wait for nothing any more."""
        self.saying, self.listening, self.examining, self.closing, self.put_off = [], None, None, None, None
