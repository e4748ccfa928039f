"""The live mouth: renders a line on the voice thread, keeps it as a file and plays it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audio import sound_file
from audio.errors import AudioError
from audio.events import AudioEvent, PlayoutEnded, VoiceFailed, VoiceFellBack
from audio.speaking import captions
from audio.speaking.renderer import Clip
from audio.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import Clock
    from audio.speaking.player import Player
    from audio.speaking.renderer import Renderer
    from audio.speaking.voices import Voice


log = logging.getLogger(__name__)

RATE = 24_000
"""Of a line that is said again as it was kept: what our best engine speaks at."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to say; `stops` is how often the player had been stopped when it was asked for."""

    number: int
    text: str
    voice: Voice
    path: Path
    stops: int
    kept: bool = False
    """Whether it is said as it was kept at `path`, where that can still be read."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A line that may have to be said soon."""

    text: str
    voice: Voice


@dataclass(frozen=True, slots=True)
class Tone:
    """The test tone was asked for."""


class Speaker:
    """Says lines one after the other and makes nobody wait; every line ends in exactly one `PlayoutEnded`."""

    def __init__(
        self, renderer: Renderer, player: Player, post: Callable[[AudioEvent], None], clock: Clock
    ) -> None:
        self._renderer = renderer
        self._player = player
        self._post = post
        self._clock = clock
        self._current: Line | None = None
        self._newest: Ahead | None = None
        self._prepared: tuple[Ahead, Clip] | None = None
        self._worker: Worker[Line | Ahead | Tone] = Worker("voice", self._take, self._failed)
        renderer.warm_up()

    def say(self, line: int, text: str, voice: Voice, path: Path) -> None:
        """Say a line and keep it at `path`."""
        self._worker.submit(Line(line, text, voice, path, self._player.stops))

    def say_again(self, line: int, text: str, voice: Voice, path: Path) -> None:
        """Say a line as it was kept at `path`; where that recording is gone it is rendered and kept anew."""
        self._worker.submit(Line(line, text, voice, path, self._player.stops, kept=True))

    def prepare(self, text: str, voice: Voice) -> None:
        """Render a line that may have to be said soon; only the newest is worth it."""
        if self._newest != Ahead(text, voice):
            self._newest = Ahead(text, voice)
            self._worker.submit(self._newest)

    def stop(self) -> None:
        """Fall silent and drop what is queued; a line that never began ends as interrupted all the same."""
        self._player.stop()

    def hold(self) -> None:
        """Fall silent at once and keep the place; what is queued waits until `go_on` or `stop`."""
        self._player.hold()

    def go_on(self) -> None:
        """Go on after `hold`."""
        self._player.go_on()

    def tone(self) -> None:
        """Play the test tone."""
        self._worker.submit(Tone())

    def close(self) -> None:
        """Fall silent and end the voice thread, the render child and the player."""
        self.stop()
        self._renderer.close()
        self._worker.close()
        self._player.close()

    def _take(self, item: Line | Ahead | Tone) -> None:
        match item:
            case Ahead():
                self._current = None
                if item is self._newest:
                    self._prepared = item, self._renderer.render_soon(item.text, item.voice)
            case Line():
                self._current = item
                self._speak(item)
            case Tone():
                self._current = None
                self._player.tone()

    def _speak(self, line: Line) -> None:
        if line.stops != self._player.stops:
            self._post(PlayoutEnded(line.number, self._clock.now(), interrupted=True))
            return
        try:
            recalled = self._recalled(line)
            clip = recalled or self._clip(line)
        except AudioError as error:
            self._give_up(line, str(error))
            return
        if recalled is None:
            self._keep(line, clip)
        if clip.fell_back:
            self._post(VoiceFellBack(line.voice.engine, clip.engine, clip.fell_back))
        marks = captions.marks(line.text, clip.samples, clip.rate)
        self._player.play(line.number, clip.samples, clip.rate, line.stops, marks)

    def _recalled(self, line: Line) -> Clip | None:
        if not line.kept:
            return None
        try:
            return Clip(sound_file.read(line.path, RATE), RATE, line.voice.engine)
        except AudioError as error:
            log.info("a line is rendered anew: %s", error)
            return None

    def _clip(self, line: Line) -> Clip:
        prepared, self._prepared, self._newest = self._prepared, None, None
        if prepared is not None and prepared[0] == Ahead(line.text, line.voice):
            return prepared[1]
        return self._renderer.render_soon(line.text, line.voice)

    def _give_up(self, line: Line, sentence: str) -> None:
        self._post(VoiceFailed(line.number, sentence))
        self._post(PlayoutEnded(line.number, self._clock.now(), interrupted=line.stops != self._player.stops))

    def _keep(self, line: Line, clip: Clip) -> None:
        try:
            sound_file.write_wav(line.path, clip.samples, clip.rate)
        except AudioError as error:
            # The line is heard all the same; a full disk is told by the recorder, whose loss is the greater.
            log.warning("a line of the panel was not kept: %s", error)

    def _failed(self, error: Exception) -> None:
        line = self._current
        if line is not None:
            self._give_up(line, f"The voice failed ({error}); read this line on the screen.")
