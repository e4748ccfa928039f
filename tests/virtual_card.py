"""A virtual sound card for tests: a private PulseAudio daemon whose two directions are sample-synchronous.

One null sink `card` has two channels. The sink `speaker` is its left channel, the sink `micfeed` its right
one, and the source `mic` hears the right one. So a single recording of `card.monitor` holds, on one sample
count, what was heard at the speaker (left) and what was said into the microphone (right).

Measured on PulseAudio 16.1, two busy cores:
- The first 100 ms fed into a sink at rest are lost: the card keeps a stream of zeros alive.
- `paplay` with a latency under 200 ms tears gaps of up to 200 ms into what it feeds: it keeps its default
  here, and what it feeds begins within 20 ms. It returns up to 2 s after its last sample: go by the file's
  length, never by its exit.
- A reader at another rate than 16 kHz goes through the daemon's resampler: read at 16 kHz for bit-exactness.
- PortAudio finds the daemon only when `PULSE_SERVER` is set before it is initialised: `joined` sees to that.
- A socket's path may hold 107 characters: the daemon lives in a short folder of its own, not in `tmp_path`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import wave
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE = 16_000
RAW = ("--format=s16le", f"--rate={RATE}")
READY_SECONDS = 20.0
"""The daemon answers after about 60 ms; the rest is for a machine under load."""

MODULES = """
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=card format=s16le rate={rate} channels=2 \
channel_map=front-left,front-right
load-module module-remap-sink sink_name=speaker master=card format=s16le rate={rate} channels=1 \
channel_map=mono master_channel_map=front-left remix=no
load-module module-remap-sink sink_name=micfeed master=card format=s16le rate={rate} channels=1 \
channel_map=mono master_channel_map=front-right remix=no
load-module module-remap-source source_name=mic master=card.monitor format=s16le rate={rate} channels=1 \
channel_map=mono master_channel_map=front-right remix=no
set-default-sink speaker
set-default-source mic
"""

PROGRAMS = ("pulseaudio", "paplay", "parecord", "pacat", "pactl")


class Recording:
    """A running recording of both sides of the card."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        assert process.stdout is not None
        self._stdout = process.stdout
        self._chunks: list[bytes] = []
        self._arrived = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while chunk := self._stdout.read1(4096):
            with self._arrived:
                self._chunks.append(chunk)
                self._arrived.notify_all()

    @property
    def seconds(self) -> float:
        """How much has been recorded so far."""
        return sum(map(len, self._chunks)) / (4 * RATE)

    def wait_for(self, seconds: float, timeout: float = 30.0) -> None:
        """Return once so many seconds have been recorded since it began."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: self.seconds >= seconds, timeout), (
                "the recording stands still"
            )

    def wait_more(self, seconds: float) -> None:
        """Let it go on for so many seconds of sound: a wait on the card's own clock."""
        self.wait_for(self.seconds + seconds)

    def wait_for_sound(self, timeout: float = 60.0) -> None:
        """Return once the speaker plays something that was not to be heard when this was called."""
        for _ in range(round(timeout / 0.1)):
            before = round(self.seconds * RATE)
            self.wait_more(0.1)
            if np.abs(self.sides()[0][before:].astype(np.int32)).max(initial=0) > 300:
                return
        raise AssertionError("the speaker stays silent")

    def sides(self) -> tuple[np.ndarray, np.ndarray]:
        """Return what the speaker has played and what the microphone was fed so far, as int16."""
        both = np.frombuffer(b"".join(self._chunks), dtype="<i2")
        both = both[: both.size // 2 * 2].reshape(-1, 2)
        return both[:, 0].copy(), both[:, 1].copy()

    def stop(self) -> tuple[np.ndarray, np.ndarray]:
        """End it; return both sides."""
        end(self._process)
        self._reader.join(5)
        self._stdout.close()
        return self.sides()


class VirtualCard:
    """The daemon and everything that plays into it or records from it; `close` ends them all."""

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="vc-", dir="/tmp"))
        self._children: list[subprocess.Popen[bytes]] = []
        self.server = f"unix:{self._home}/s"
        self.environment = {
            **os.environ,
            "HOME": str(self._home),
            "XDG_RUNTIME_DIR": str(self._home),
            "XDG_CONFIG_HOME": str(self._home / "config"),
            "PULSE_SERVER": self.server,
        }
        self.start()

    def start(self) -> None:
        """Start the daemon (again, after `kill`) and return when it answers."""
        script = self._home / "card.pa"
        script.write_text(MODULES.format(socket=self._home / "s", rate=RATE))
        options = "--daemonize=no --exit-idle-time=-1 --disable-shm=yes --use-pid-file=no --log-level=error"
        # PULSE_SERVER set, the daemon would refuse to start: it would take itself for a client.
        private = {name: value for name, value in self.environment.items() if name != "PULSE_SERVER"}
        self._daemon = self._spawn(["pulseaudio", "-n", "-F", str(script), *options.split()], env=private)
        self._await_daemon()
        # Zeros added to what is fed leave it bit-exact, and the sink never rests.
        self._spawn(["pacat", "--device=micfeed", *RAW, "--channels=1", "--latency-msec=200", "/dev/zero"])
        # A sink that rested has rendered 2 s of silence ahead: that must have passed.
        warm = self.record()
        warm.wait_for(0.3)
        warm.stop()

    def _await_daemon(self) -> None:
        pause = threading.Event()
        for _ in range(int(READY_SECONDS / 0.05)):
            if self._daemon.poll() is not None:
                raise RuntimeError(f"pulseaudio ended at once with {self._daemon.returncode}")
            if (self._home / "s").exists() and self.control("info", check=False) == 0:
                return
            pause.wait(0.05)
        raise RuntimeError("pulseaudio does not answer")

    def _spawn(self, command: list[str], **options) -> subprocess.Popen[bytes]:
        options = {
            "env": self.environment,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        } | options
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, **options)
        self._children.append(child)
        return child

    def control(self, *words: str, check: bool = True) -> int:
        """Run `pactl`, for example `control("set-sink-mute", "speaker", "1")`."""
        return subprocess.run(
            ["pactl", *words], env=self.environment, capture_output=True, check=check, timeout=10
        ).returncode

    def feed(self, path: Path) -> subprocess.Popen[bytes]:
        """Say a WAV file (16 kHz mono s16 stays bit-exact) into the microphone; it starts at once."""
        return self._spawn(["paplay", "--device=micfeed", str(path)])

    def record(self) -> Recording:
        """Begin to record both sides of the card; its first sample has been taken when this returns."""
        command = ["parecord", "--device=card.monitor", "--raw", *RAW, "--channels=2", "--latency-msec=20"]
        command += ["--channel-map=front-left,front-right"]
        recording = Recording(self._spawn(command, stdout=subprocess.PIPE))
        recording.wait_for(0.02)
        return recording

    def remove(self, name: str) -> None:
        """Unplug the sink `speaker` or the source `mic`, with what that does to its streams."""
        modules = subprocess.run(
            ["pactl", "list", "short", "modules"],
            env=self.environment,
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for line in modules.splitlines():
            if f"_name={name} " in line:
                self.control("unload-module", line.split()[0])

    def suspend(self) -> None:
        """Make the daemon hang."""
        self._daemon.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let a hung daemon go on."""
        self._daemon.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """Kill the daemon as a crash would; `start` brings the card back."""
        self._daemon.kill()
        self._daemon.wait(5)
        (self._home / "s").unlink(missing_ok=True)

    def close(self) -> None:
        """End the daemon and every child that was started here."""
        self.resume()
        for child in reversed(self._children):
            end(child)
            if child.stdout is not None:
                child.stdout.close()
        shutil.rmtree(self._home, ignore_errors=True)


def end(child: subprocess.Popen[bytes]) -> None:
    """End a child, by force after five seconds."""
    child.terminate()
    try:
        child.wait(5)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait(5)


@contextlib.contextmanager
def joined(card: VirtualCard) -> Iterator[VirtualCard]:
    """Make the card the only sound device of this process, whether or not PortAudio was loaded before."""
    before = os.environ.get("PULSE_SERVER")
    os.environ["PULSE_SERVER"] = card.server
    reset_portaudio()
    try:
        yield card
    finally:
        if before is None:
            del os.environ["PULSE_SERVER"]
        else:
            os.environ["PULSE_SERVER"] = before
        card.resume()
        reset_portaudio()


def reset_portaudio() -> None:
    """Let PortAudio look for devices again; open streams become invalid."""
    if "sounddevice" in sys.modules:
        sounddevice = sys.modules["sounddevice"]
        sounddevice._terminate()
        sounddevice._initialize()


def write_wav(path: Path, samples: np.ndarray, rate: int = RATE) -> Path:
    """Write mono int16 samples."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples.astype("<i2").tobytes())
    return path


def find(needle: np.ndarray, hay: np.ndarray) -> int:
    """Return the sample of `hay` at which `needle` fits best, by cross-correlation."""
    size = 1 << (needle.size + hay.size).bit_length()
    product = np.fft.rfft(hay.astype(float), size) * np.conj(np.fft.rfft(needle.astype(float), size))
    return int(np.argmax(np.fft.irfft(product, size)[: hay.size]))


@contextlib.contextmanager
def virtual_card() -> Iterator[VirtualCard]:
    """A card of its own, joined by this process."""
    card = VirtualCard()
    try:
        with joined(card):
            yield card
    finally:
        card.close()


def require_pulseaudio() -> None:
    """Skip where PulseAudio is not installed; with VIVA_NEED_CARD set, as in CI, fail instead."""
    if missing := [name for name in PROGRAMS if shutil.which(name) is None]:
        message = f"needs {', '.join(missing)}"
        if os.environ.get("VIVA_NEED_CARD"):
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="module")
def card() -> Iterator[VirtualCard]:
    """One card for the tests of a module."""
    require_pulseaudio()
    with virtual_card() as made:
        yield made


@pytest.fixture
def own_card() -> Iterator[VirtualCard]:
    """A card for one test, which may break it."""
    require_pulseaudio()
    with virtual_card() as made:
        yield made
