"""Local transcription in a real window: words spoken into a virtual microphone, and a recording dropped on the page."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from virtual_card import RATE, find, require_pulseaudio, virtual_card

from audio import sound_file

sys.path.insert(0, str(Path(__file__).parent))
from screen import Screen

pytestmark = [pytest.mark.journey, pytest.mark.timeout(400)]

SPOKEN = "The baseline was tuned with forty trials, and the new method with four hundred."
DROPPED = "We measured the latency on one machine. The spread over five seeds was small."
STAMP = r"\d\d:\d\d:\d\d,\d{3}"


class Folder:
    """The folder of dictations as it fills."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def wait_for(self, pattern: str, count: int = 1, timeout: float = 150.0) -> list[Path]:
        tick, deadline = threading.Event(), time.monotonic() + timeout
        while time.monotonic() < deadline:
            found = sorted(self.path.glob(pattern))
            if len(found) >= count:
                return found
            tick.wait(0.02)
        raise AssertionError(f"no {pattern} came: {sorted(p.name for p in self.path.glob('*'))}")


def start(home, screen, card):
    environment = {**home, **screen.environment, "PULSE_SERVER": card.server}
    child = subprocess.Popen([sys.executable, "-m", "desktop"], env=environment, cwd=home["HOME"])
    screen.window("Viva")
    return child


@pytest.fixture
def desk(home):
    """A window on a card and a screen of its own, with room beside it for another one."""
    require_pulseaudio()
    screen = Screen("1500x800x24")
    with virtual_card() as card:
        child = start(home, screen, card)
        try:
            yield screen, card, Folder(Path(home["XDG_DATA_HOME"]) / "viva" / "dictations"), child
        finally:
            child.kill()
            child.wait(10)
            screen.close()


def words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def dictate(screen, card, folder, path: Path) -> None:
    """Begin a dictation and say a recording to its end."""
    truth = card.record()
    before = len(list(folder.path.glob("*.wav")))
    screen.press("ctrl+d")
    folder.wait_for("*.wav", before + 1)
    truth.wait_more(0.3)
    card.feed(path)
    truth.wait_more(len(sound_file.read(path)) / RATE + 0.3)
    truth.stop()


@contextlib.contextmanager
def dropped_on(screen, environment, path: Path):
    """Drag a file out of another window onto Viva's; the other window stays until its file was taken."""
    script = Path(__file__).parent / "drag_source.py"
    source = subprocess.Popen([sys.executable, str(script), str(path), "1340", "200"], env=environment)
    try:
        screen.xdotool("search", "--sync", "--onlyvisible", "--name", "drag-source")
        screen.xdotool("mousemove", "--sync", "1400", "260", "mousedown", "1")
        # A drag begins with movement, and Viva must have answered to it before the button is let go.
        for across in (1390, 1360, 1200, 1000, *range(900, 880, -2)):
            screen.xdotool("mousemove", "--sync", str(across), "300", "sleep", "0.15")
        screen.xdotool("mouseup", "1")
        yield
    finally:
        source.kill()
        source.wait(5)


def test_a_dictation_and_a_dropped_recording_become_text(desk, home, spoken, tmp_path):
    screen, card, folder, child = desk
    screen.press("ctrl+t")
    dictate(screen, card, folder, spoken(SPOKEN))
    screen.press("ctrl+d")
    (document,) = folder.wait_for("*.json")
    told = json.loads(document.read_text())
    text = " ".join(segment["text"] for segment in told["segments"])
    assert "baseline was tuned with" in words(text)
    assert "new method" in words(text)
    assert document.with_suffix(".txt").read_text().strip() == "\n".join(s["text"] for s in told["segments"])
    # The recording is what was said, sample for sample, and the words lie where they were said.
    fed = sound_file.read(spoken(SPOKEN))
    voiced = np.flatnonzero(np.abs(fed.astype(np.int32)) > 33)
    kept = sound_file.read(document.with_suffix(".wav"))
    at = find(fed[voiced[0] : voiced[-1]], kept)
    np.testing.assert_array_equal(kept[at : at + voiced[-1] - voiced[0]], fed[voiced[0] : voiced[-1]])
    first = told["segments"][0]["words"][0]
    assert first["start"] == pytest.approx(at / RATE, abs=0.15)

    recording = tmp_path / "latency.wav"
    recording.write_bytes(spoken(DROPPED).read_bytes())
    with dropped_on(screen, {**home, **screen.environment}, recording):
        dropped = next(p for p in folder.wait_for("*.json", 2) if p != document)
    told = json.loads(dropped.read_text())
    assert told["file"] == str(recording)
    assert "latency on one machine" in words(" ".join(segment["text"] for segment in told["segments"]))

    screen.window("Viva")
    out = tmp_path / "latency.srt"
    screen.press("alt+x")
    screen.press("Down")
    screen.press("Down")
    screen.press("Return")
    screen.window("Export the text")
    screen.press("ctrl+a")
    screen.xdotool("type", "--delay", "5", str(out))
    screen.press("Return")
    Folder(tmp_path).wait_for("latency.srt")
    assert_subtitles(out.read_text(), "latency on one machine")
    assert child.poll() is None


def assert_subtitles(text: str, says: str) -> None:
    reached = ""
    blocks = text.strip().split("\n\n")
    for number, block in enumerate(blocks, 1):
        index, times, *lines = block.splitlines()
        assert index == str(number)
        found = re.fullmatch(rf"({STAMP}) --> ({STAMP})", times)
        assert found
        assert reached <= found[1] < found[2]
        reached = found[2]
        assert 1 <= len(lines) <= 2
    assert says in words(text)


def test_a_killed_dictation_is_offered_and_put_into_words_next_time(desk, home, spoken):
    screen, card, folder, child = desk
    screen.press("ctrl+t")
    dictate(screen, card, folder, spoken(SPOKEN))
    child.kill()
    child.wait(10)
    (recording,) = folder.wait_for("*.wav")
    assert not list(folder.path.glob("*.json"))
    again = start(home, screen, card)
    try:
        screen.press("ctrl+t")
        # The unfinished recording is the only one there is, and therefore chosen as soon as it is listed.
        for _ in range(10):
            screen.press("alt+w")
            screen.xdotool("sleep", "0.5")
        (document,) = folder.wait_for("*.json")
        told = json.loads(document.read_text())
        assert told["file"] == recording.name
        assert "baseline was tuned" in words(" ".join(segment["text"] for segment in told["segments"]))
    finally:
        again.kill()
        again.wait(10)
