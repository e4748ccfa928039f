"""The killable child process: turns lines of text into WAV files, and does nothing else.

`python -m audio.speaking.render` reads one JSON object a line (`Request`) from its stdin and answers each
with one on its stdout (`Reply`). It ends when its stdin closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import sys
import threading
import wave
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hibari import Hibari

# A render that still runs this long after the parent has gone hangs; nobody would be left to kill it.
ORPHAN_SECONDS = 5.0

# What espeak-ng takes after synthesis to write its file: it was always under 0.1 s.
FILE_SECONDS = 5.0

WAV_HEADER_BYTES = 44


@dataclass(frozen=True, slots=True)
class Request:
    """One line to render into `path`; an empty text only loads the engine."""

    id: int
    engine: str
    voice: str
    rate: float
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a request; `error` is empty when the file is whole."""

    id: int
    error: str


class Hibaris:
    """The hibari engine; each voice is loaded once."""

    def __init__(self) -> None:
        self._voices: dict[str, Hibari] = {}

    def load(self, name: str) -> Hibari:
        """Return a voice whose model lies on this machine; one that does not is never downloaded."""
        from hibari import Hibari
        from hibari.voices import voice_path

        if name not in self._voices:
            model = voice_path(name, download_missing=False)
            self._voices[name] = Hibari(voice=name, model=model)
            # The pronunciation tables load with the first word: 0.3 s that no question should wait for.
            self._voices[name]("Ready.", seed=0)
        return self._voices[name]

    def render(self, request: Request) -> None:
        """Write the line; the same text gives the same samples."""
        import numpy as np

        voice = self.load(request.voice)
        sound = voice(request.text, speed=request.rate, seed=0)
        samples = (np.clip(sound, -1.0, 1.0) * 32767.0).astype("<i2")
        with wave.open(request.path, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(voice.sample_rate)
            file.writeframes(samples.tobytes())


ESPEAK_RATE = 200
"""Words a minute: what the espeak driver of pyttsx3 2.99 sets as its normal rate."""


class Pyttsx3:
    """The system's own engine through pyttsx3. `say` is never called: after it later files would be empty."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._finished = threading.Event()
        self._error: Exception | None = None

    def load(self) -> None:
        """Make the engine on first use."""
        if self._engine is None:
            import pyttsx3

            self._engine = pyttsx3.init()
            self._engine.connect("finished-utterance", self._on_finished)
            self._engine.connect("error", self._on_error)
            espeak = self._engine.driver_name == "espeak"
            # espeak-ng takes the driver's first rate on another thread: asked for too soon, it still names its own 175.
            self._normal_rate = ESPEAK_RATE if espeak else self._engine.getProperty("rate")

    def _on_finished(self, name: str | None, completed: bool) -> None:
        self._finished.set()

    def _on_error(self, name: str | None, exception: Exception) -> None:
        self._error = exception

    def render(self, request: Request) -> None:
        """Write the line. On macOS the file is an AIFF whatever its name says."""
        self.load()
        engine = self._engine
        self._finished.clear()
        self._error = None
        voice = self._known(request.voice)
        if voice is not None:
            engine.setProperty("voice", voice)
        engine.setProperty("rate", round(self._normal_rate * request.rate))
        engine.save_to_file(request.text, request.path)
        engine.runAndWait()
        # runAndWait may return before the file is written; SAPI5 writes it at once and may send no event.
        if engine.driver_name != "sapi5" and not self._finished.wait(FILE_SECONDS):
            raise RuntimeError("the engine did not finish") from self._error
        path = Path(request.path)
        if not path.is_file() or path.stat().st_size <= WAV_HEADER_BYTES:
            raise RuntimeError("the engine wrote no sound") from self._error

    def _known(self, name: str) -> str | None:
        """Return the engine's own name for a voice, or None for its default one."""
        if self._engine.driver_name == "espeak":
            return name
        voices = self._engine.getProperty("voices")
        return next((str(voice.id) for voice in voices if name in (voice.id, voice.name)), None)


class Engines:
    """Answers requests with whichever engine they ask for."""

    def __init__(self) -> None:
        self._hibari = Hibaris()
        self._pyttsx3 = Pyttsx3()

    def answer(self, request: Request) -> Reply:
        """Render one line; whatever goes wrong in an engine becomes the reply's error."""
        try:
            match request.engine, request.text:
                case "hibari", "":
                    self._hibari.load(request.voice)
                case "hibari", _:
                    self._hibari.render(request)
                case "pyttsx3", "":
                    self._pyttsx3.load()
                case "pyttsx3", _:
                    self._pyttsx3.render(request)
                case _:
                    return Reply(request.id, f"there is no engine called {request.engine}")
        except Exception as error:  # the engines raise anything, from OSError to AttributeError
            return Reply(request.id, f"{type(error).__name__}: {error}")
        return Reply(request.id, "")


def _refuse_network(event: str, _arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        raise PermissionError("a voice engine may not use the network")


def _private_stdout() -> IO[str]:
    """Return a copy of stdout and point the shared one at stderr: pyttsx3 prints to it."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return replies


def _read_requests(requests: queue.SimpleQueue[str | None]) -> None:
    for line in sys.stdin:
        requests.put(line)
    requests.put(None)
    threading.Event().wait(ORPHAN_SECONDS)
    os._exit(1)


def main() -> int:
    """Serve requests until stdin closes."""
    # The terminal sends Ctrl-C to this process too; the parent decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = _private_stdout()
    sys.addaudithook(_refuse_network)
    requests: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_read_requests, args=(requests,), name="requests", daemon=True).start()
    engines = Engines()
    # The parent may be gone already: then there is nobody to tell.
    with contextlib.suppress(BrokenPipeError):
        while (line := requests.get()) is not None:
            reply = engines.answer(Request(**json.loads(line)))
            print(json.dumps(asdict(reply)), file=replies, flush=True)
    return 0


if __name__ == "__main__":
    # COM objects and daemon threads of the engines are not worth a slow or crashing shutdown.
    os._exit(main())
