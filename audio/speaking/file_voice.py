"""The panel's voice in a round with no speaker: a line becomes a file, and the clock moves by its length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio import sound_file
from audio.errors import AudioError
from audio.events import AudioEvent, PlayoutEnded, PlayoutStarted, VoiceFailed, VoiceFellBack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.clock import ManualClock
    from audio.speaking.renderer import Renderer
    from audio.speaking.voices import Voice


class FileVoice:
    """Says a line before `say` returns; same text and voice, same samples and times."""

    def __init__(self, renderer: Renderer, post: Callable[[AudioEvent], None], clock: ManualClock) -> None:
        self._renderer = renderer
        self._post = post
        self._clock = clock

    def say(self, line: int, text: str, voice: Voice, path: Path) -> None:
        """Render the line, keep it at `path` and post when its first and last sample would have been heard.

        A line that no engine can say takes no time: it is posted as failed, and as ended where it began.
        """
        start = self._clock.now()
        try:
            clip = self._renderer.render(text, voice)
            sound_file.write_wav(path, clip.samples, clip.rate)
        except AudioError as error:
            self._post(VoiceFailed(line, str(error)))
            self._post(PlayoutEnded(line, start, interrupted=False))
            return
        if clip.fell_back:
            self._post(VoiceFellBack(voice.engine, clip.engine, clip.fell_back))
        self._post(PlayoutStarted(line, start))
        self._clock.move_to(start + clip.seconds)
        self._post(PlayoutEnded(line, self._clock.now(), interrupted=False))

    def prepare(self, text: str, voice: Voice) -> None:
        """Nothing to do: nobody waits for the line."""

    def stop(self) -> None:
        """Nothing to do: a line has been said when `say` returns."""

    def hold(self) -> None:
        """Nothing to do: a line has been said when `say` returns."""

    def go_on(self) -> None:
        """Nothing to do: nothing was held."""
