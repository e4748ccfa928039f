"""Takes the snapshot of a round that the room shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.room_view import RoomView, phase_of

if TYPE_CHECKING:
    from desktop.asking import Asking
    from desktop.floor import Floor
    from desktop.notices import Notices
    from desktop.panel_voice import PanelVoice
    from desktop.ports import Course
    from desktop.room_view import Standing
    from desktop.trouble import Trouble


@dataclass(frozen=True, slots=True)
class House:
    """What does not change during a round."""

    seats: tuple[str, ...]
    engine: str
    sealed: bool
    plain: bool = False
    """A single line answered anew, and nothing after it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who takes part in it."""

    round: Course
    voice: PanelVoice
    floor: Floor
    asking: Asking
    trouble: Trouble
    notices: Notices


def snapshot(scene: Scene, house: House, standing: Standing, *, can_type: bool) -> RoomView:
    """Return what the screen shows now."""
    voice, floor = scene.voice, scene.floor
    saying, sounding = voice.saying, voice.sounds
    line = saying or scene.round.last_line
    return RoomView(
        phase=phase_of(standing, saying is not None, sounding, scene.asking.awaits, floor.ear),
        seats=house.seats,
        speaking=saying.speaker if saying and sounding else "",
        line=line.text if line else "",
        quote=line.quote if line else "",
        turns=scene.round.turns,
        committed=floor.committed,
        tentative=floor.tentative,
        can_undo=floor.can_undo and standing == "on",
        can_type=can_type,
        banner=scene.trouble.banner,
        notice=scene.notices.sentence or floor.notice,
        engine=house.engine,
        sealed=house.sealed,
        sounded=voice.sounded,
        plain=house.plain,
    )
