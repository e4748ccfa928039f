"""Takes the README's pictures: a real round in a real window, on a screen and a sound card of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "journeys")]

from screen import Screen  # noqa: E402
from virtual_card import RATE, virtual_card  # noqa: E402

from audio import sound_file  # noqa: E402
from audio.speaking.renderer import Renderer  # noqa: E402
from audio.speaking.voices import Voice  # noqa: E402

GRAB = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(["grab", "-platform", "xcb"])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def main(theme: str, out: Path) -> None:
    """Run a round and save a picture of each screen."""
    out.mkdir(parents=True, exist_ok=True)
    answers = [" ".join(a.split()) for a in (ROOT / "assets/sample/answers.md").read_text().split("---")][:3]
    with tempfile.TemporaryDirectory(prefix="vs-") as scratch:
        home = Path(scratch)
        config = home / "config" / "viva"
        config.mkdir(parents=True)
        choices = {"question": "research-engineer-efficient-inference", "patience": "hold", "theme": theme}
        (config / "settings.json").write_text(json.dumps(choices))
        screen = Screen()
        with virtual_card() as card:
            names = {
                f"XDG_{name.upper()}_HOME": str(home / name) for name in ("config", "data", "state", "cache")
            }
            environment = {**os.environ, **names, **screen.environment, "PULSE_SERVER": card.server}
            window = subprocess.Popen([sys.executable, "-m", "desktop"], env=environment, cwd=ROOT)
            _round(screen, card, environment, home, answers, theme, out)
            window.terminate()
            window.wait(20)
        screen.close()


def _round(screen, card, environment, home, answers, theme, out) -> None:  # noqa: ANN001 - a script of ours
    renderer, truth = Renderer(), card.record()
    recordings = []
    for number, text in enumerate(answers):
        clip = renderer.render(text, Voice("hibari", "heart"))
        path = home / f"{number}.wav"
        sound_file.write_wav(path, sound_file.resample(clip.samples, clip.rate, RATE), RATE)
        recordings.append(path)
    renderer.close()

    def grab(name: str) -> None:
        command = [sys.executable, "-c", GRAB, str(out / f"{name}-{theme}.png")]
        subprocess.run(command, env=environment, check=True)

    def wait_for(name: str, count: int) -> None:
        tick = threading.Event()
        while True:
            journals = list((home / "data/viva/sessions").glob("*/events.jsonl"))
            lines = journals[0].read_text().splitlines() if journals else []
            if sum(json.loads(line)["type"] == name for line in lines) >= count:
                return
            tick.wait(0.05)

    screen.window("Viva")
    truth.wait_more(3.0)
    card.feed(recordings[2])
    truth.wait_more(2.0)
    grab("setup")
    truth.wait_more(len(sound_file.read(recordings[2])) / RATE)
    screen.press("ctrl+Return")
    for number, path in enumerate(recordings, 1):
        wait_for("LineSpoken", number + 1)
        card.feed(path)
        seconds = len(sound_file.read(path)) / RATE
        truth.wait_more(0.7 * seconds)
        if number == 2:
            grab("room")
        truth.wait_more(0.3 * seconds + 0.8)
        screen.press("space")
        wait_for("AnswerGiven", number)
        truth.wait_more(2.5)
        if number == 1:
            grab("challenge")
    screen.press("Escape")
    screen.window("End this round")
    screen.press("Tab")
    screen.press("Return")
    wait_for("RoundClosed", 1)
    truth.wait_more(2.0)
    grab("debrief-top")
    screen.window("Viva")
    screen.press("Next")
    truth.wait_more(0.5)
    grab("debrief")
    truth.stop()


if __name__ == "__main__":
    main(
        sys.argv[1] if len(sys.argv) > 1 else "light",
        Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs",
    )
