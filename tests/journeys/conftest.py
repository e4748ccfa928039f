"""What every journey needs: folders of its own, the real command, and a voice that plays the candidate."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from virtual_card import card, own_card, require_pulseaudio, virtual_card  # noqa: F401

from audio import sound_file
from audio.listening import models
from audio.speaking.renderer import Renderer
from audio.speaking.voices import Voice

sys.path.insert(0, str(Path(__file__).parent))
from at_the_desk import Folder, kill, opened
from screen import Screen

ROOT = Path(__file__).resolve().parents[2]

QUESTION = """# Serving a large model

Role: Research Engineer

## Part 1 — Discussion

Which way of making a model cheaper would you choose?

```hint Bytes first
Ask which resource is scarce.
```

## Part 2 — Presentation

Present one project of yours.
"""


@pytest.fixture
def home(tmp_path):
    return environment(tmp_path / "home")


def environment(folder: Path) -> dict[str, str]:
    """Return an environment in which nothing of the user's is seen or touched, and `auto` means tiny.en."""
    (folder / "state" / "viva").mkdir(parents=True)
    (folder / "state" / "viva" / "speech-models.json").write_text(
        json.dumps(speeds(**{"tiny.en": 0.3, "base": 9.0}))
    )
    return {
        **{
            name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "VIVA_", "HF_"))
        },
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
        "PYTHONPATH": str(ROOT),
    }


def speeds(**seconds: float) -> list[dict]:
    """What `auto` would have measured of the packaged models, so that no test measures a busy machine."""
    from audio.listening.whisper import cuda_devices

    digests = {"tiny.en": models.TINY_DIGEST, "base": models.BASE_DIGEST}
    machine = {"device": "auto", "cpus": os.cpu_count() or 1, "cards": cuda_devices()}
    return [
        {"name": name, "digest": digests[name], "seconds": taken, **machine}
        for name, taken in seconds.items()
    ]


@pytest.fixture
def viva(home, tmp_path):
    """Run the real command in a process of its own; returns it finished."""

    def run(*arguments: object, before: tuple[str, ...] = (), timeout: float = 120.0, **variables: str):
        return subprocess.run(
            [*before, sys.executable, "-m", "desktop", *map(str, arguments)],
            env={**home, **variables},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.fixture
def question(tmp_path):
    path = tmp_path / "serving.md"
    path.write_text(QUESTION, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def spoken(tmp_path_factory):
    """Speak a sentence with a synthetic voice into a 16 kHz WAV with silence around it."""
    folder = tmp_path_factory.mktemp("spoken")
    renderer = Renderer()
    made: dict[tuple[str, float, float], Path] = {}

    def speak(text: str, before: float = 0.6, after: float = 0.4) -> Path:
        key = (text, before, after)
        if key not in made:
            clip = renderer.render(text, Voice("hibari", "heart"))
            samples = sound_file.resample(clip.samples, clip.rate, 16000)
            made[key] = folder / f"{len(made):03d}.wav"
            import numpy as np

            silence = [np.zeros(round(seconds * 16000), np.int16) for seconds in (before, after)]
            sound_file.write_wav(made[key], np.concatenate([silence[0], samples, silence[1]]), 16000)
        return made[key]

    yield speak
    renderer.close()


def events_of(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "events.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def journal():
    return events_of


@pytest.fixture
def desk(home, question):
    """A window at which a round can be begun with one key, on a card and a screen of its own."""
    require_pulseaudio()
    questions = Path(home["XDG_DATA_HOME"]) / "viva" / "questions"
    questions.mkdir(parents=True)
    (questions / "serving.md").write_text(question.read_text())
    config = Path(home["XDG_CONFIG_HOME"]) / "viva"
    config.mkdir(parents=True)
    (config / "settings.json").write_text(
        json.dumps({"question": "serving", "patience": "hold", "minutes": 15})
    )
    screen = Screen()
    with virtual_card() as own:
        environment = {**home, **screen.environment, "PULSE_SERVER": own.server}
        children = [opened(environment)]
        try:
            yield screen, own, Folder(Path(home["XDG_DATA_HOME"]) / "viva" / "sessions"), children
        finally:
            for child in children:
                kill(child)
            screen.close()
