"""What the room shows at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from desktop.talk_floor import TalkView
    from interviewer.transcript import Turn

Phase = Literal["preparing", "speaking", "listening", "transcribing", "thinking", "paused", "closed"]
Standing = Literal["on", "paused", "closed"]


def phase_of(
    standing: Standing,
    saying: bool,
    sounding: bool,
    thinking: bool,
    ear: Literal["listening", "transcribing"] | None,
) -> Phase:
    """Return what is going on: of several things the one that the candidate must know."""
    if standing != "on":
        return standing
    if saying:
        return "speaking" if sounding else "preparing"
    return "thinking" if thinking or ear is None else ear


@dataclass(frozen=True, slots=True)
class RoomView:
    """A snapshot; the screen paints it and keeps no state of its own."""

    phase: Phase
    seats: tuple[str, ...]
    """The panel's names, in order."""
    speaking: str
    """The seat whose line is being heard, or nothing."""
    line: str
    """The panel's current or last line."""
    quote: str
    """The candidate's words inside it, or nothing."""
    turns: tuple[Turn, ...]
    """Everything said and finished so far."""
    committed: str
    """Recognised text of the running answer that will not change."""
    tentative: str
    """Recognised text that still may."""
    can_undo: bool
    """Whether an "I'm done" can still be taken back."""
    can_type: bool
    """Whether a typed answer would be taken."""
    banner: str
    """One sentence on trouble that lasts (a lost microphone), or nothing."""
    notice: str
    """One sentence on something that passed (another voice engine spoke), or nothing."""
    engine: str
    """Who asks the questions."""
    sealed: bool
    """Offline: no socket leaves the machine."""
    sounded: int = 0
    """How many words of the line have been heard, while the panel has the floor."""
    plain: bool = False
    """A single line is answered anew: nothing is asked after it, and no time runs out."""
    talk: TalkView | None = None
    """Where a talk with its slides stands; None in a round without one."""
