"""Speaks a talk with a synthetic voice, so that all of it is known: slides, sections, omissions, interruptions.

A talk's text lies in `talks/*.md`: a section a heading, the sentence that opens it, and its points as
`- bullet || one way to say it || another || what one adds`. Each section is a slide; the seed decides what is said,
what is left out, where the panel comes in and how long the thread is lost.
"""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audio import sound_file
from audio.listening.vad import RATE
from audio.speaking.renderer import Renderer

if TYPE_CHECKING:
    from audio.speaking.voices import Voice

TALKS = Path(__file__).parent / "talks"
REPLIES = (
    "Because the obvious choice was tried first, and it was slower and no better.",
    "Good question. We compared it against the strongest public system. It had the same budget as ours.",
    "I would say about ten seeds, and the spread was below half a point.",
)
LOST = ("", "", "Um, where was I.", "Right. So. Let me find my place again.")


@dataclass(frozen=True)
class Point:
    """A bullet and the ways it is spoken."""

    bullet: str
    ways: tuple[str, ...]
    more: str


@dataclass(frozen=True)
class Part:
    """A section with its slide."""

    name: str
    opening: str
    points: tuple[Point, ...]


@dataclass
class Interrupted:
    """An interruption as it was spoken."""

    at: float
    reply_end: float
    thread: float
    point: str
    returned: bool

    @property
    def recovery(self) -> float:
        return self.thread - self.reply_end


@dataclass
class Talk:
    """A recording and the truth about it."""

    samples: np.ndarray
    slides: list[str]
    plan: str
    slide_times: list[float]
    starts: list[float]
    """Of the sections' first words."""
    omitted: list[str]
    spoken: list[str]
    interruptions: list[Interrupted] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    def write(self, folder: Path, *, ranges: bool = True) -> dict[str, Path]:
        """Write what the command reads; without `ranges` the plan names no slides."""
        folder.mkdir(parents=True, exist_ok=True)
        paths = {name: folder / name for name in ("talk.wav", "slides.json", "times.json", "plan.md")}
        sound_file.write_wav(paths["talk.wav"], self.samples, RATE)
        paths["slides.json"].write_text(json.dumps(self.slides))
        paths["times.json"].write_text(json.dumps([round(at, 3) for at in self.slide_times]))
        plan = self.plan if ranges else self.plan.replace("[", "\n<!-- ").replace("]", " -->")
        paths["plan.md"].write_text("\n".join(row for row in plan.splitlines() if "<!--" not in row))
        return paths


def read(name: str) -> tuple[Part, ...]:
    """Read a talk's text."""
    parts: list[Part] = []
    for line in (TALKS / f"{name}.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            parts.append(Part(line[2:], "", ()))
        elif line.startswith("- "):
            bullet, *ways, more = (piece.strip() for piece in line[2:].split("||"))
            points = (*parts[-1].points, Point(bullet, tuple(ways), more))
            parts[-1] = Part(parts[-1].name, parts[-1].opening, points)
        elif line.strip():
            parts[-1] = Part(parts[-1].name, line.strip(), parts[-1].points)
    return tuple(parts)


class Speaker:
    """Renders sentences, each once; trimmed to what is voiced. Give it a folder to keep them between runs."""

    def __init__(self, voice: Voice, folder: Path | None = None) -> None:
        self._voice = voice
        self._folder = folder
        self._renderer = Renderer()
        self._kept: dict[str, np.ndarray] = {}

    def __call__(self, text: str) -> np.ndarray:
        if text not in self._kept:
            self._kept[text] = self._from_disk(text)
        return self._kept[text]

    def close(self) -> None:
        self._renderer.close()

    def _from_disk(self, text: str) -> np.ndarray:
        if self._folder is None:
            return self._rendered(text)
        key = hashlib.sha256(f"{self._voice}|{text}".encode()).hexdigest()[:24]
        path = self._folder / f"{key}.npy"
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            np.save(path, self._rendered(text))
        return np.load(path)

    def _rendered(self, text: str) -> np.ndarray:
        clip = self._renderer.render(text, self._voice)
        return voiced(sound_file.resample(clip.samples, clip.rate, RATE))


def voiced(samples: np.ndarray) -> np.ndarray:
    """Cut what is silent before and after, to 10 ms."""
    frame = RATE // 100
    levels = np.abs(samples[: len(samples) // frame * frame].reshape(-1, frame).astype(float)).max(axis=1)
    loud = np.flatnonzero(levels > 0.03 * levels.max())
    return samples[loud[0] * frame : (loud[-1] + 1) * frame]


class _Recording:
    def __init__(self) -> None:
        self.pieces: list[np.ndarray] = []
        self.length = 0

    @property
    def now(self) -> float:
        return self.length / RATE

    def add(self, samples: np.ndarray) -> None:
        self.pieces.append(samples)
        self.length += len(samples)

    def silence(self, seconds: float) -> None:
        self.add(np.zeros(round(seconds * RATE), np.int16))


def make(
    name: str,
    seed: int,
    speak: Speaker,
    *,
    sections: int | None = None,
    interruptions: int = 2,
    omissions: int = 3,
    whole: bool = False,
) -> Talk:
    """Give a talk, or several in a row (`one+other`); `whole` says every point in both ways.

    Both talks whole take some nine minutes.
    """
    return _Giving(name, seed, speak, sections, interruptions, omissions, whole).talk()


class _Giving:
    """One talk while it is given."""

    def __init__(self, name, seed, speak, sections, interruptions, omissions, whole) -> None:
        self._parts = tuple(part for one in name.split("+") for part in read(one))[:sections]
        self._speak = speak
        self._chance = random.Random(f"{name}:{seed}")
        self._whole = whole
        self._out = _Recording()
        places = [(i, j) for i, part in enumerate(self._parts) for j in range(len(part.points))]
        # The first point of a slide is never dropped, so that a section keeps its beginning.
        droppable = [place for place in places if place[1]]
        self._omitted = set(self._chance.sample(droppable, omissions))
        cuts = [
            (i, j)
            for i, j in droppable
            if i and (i, j) not in self._omitted and (i, j - 1) not in self._omitted
        ]
        self._cuts = {
            place: self._chance.random() < 0.5 for place in self._chance.sample(cuts, interruptions)
        }
        self._came: list[Interrupted] = []
        self._spoken: list[str] = []
        self._dropped: list[str] = []

    def talk(self) -> Talk:
        out, shown, starts = self._out, [], []
        out.silence(0.3)
        for i, part in enumerate(self._parts):
            if i:
                out.silence(self._chance.uniform(0.3, 0.6))
            shown.append(out.now if i else 0.0)
            if i:
                out.silence(self._chance.uniform(0.4, 0.8))
            starts.append(out.now)
            self._say(part.opening)
            for j, point in enumerate(part.points):
                self._point(point, (i, j), part)
        end = out.now
        out.silence(0.3)
        slides = ["\n".join((part.name, *(f"- {one.bullet}" for one in part.points))) for part in self._parts]
        bounds = [0.0, *starts[1:], end]
        plan = []
        for i, part in enumerate(self._parts):
            wish = (bounds[i + 1] - bounds[i]) * self._chance.uniform(0.7, 1.3)
            plan.append(f"- {int(wish // 60)}:{int(wish % 60):02d} {part.name} [slide {i + 1}]")
        omitted = [self._parts[i].points[j].bullet for i, j in sorted(self._omitted)]
        return Talk(
            np.concatenate(out.pieces), slides, "\n".join(plan), shown, starts,
            omitted + self._dropped, self._spoken, self._came,
        )  # fmt: skip

    def _point(self, point: Point, place: tuple[int, int], part: Part) -> None:
        if place in self._omitted:
            return
        way = self._chance.choice(point.ways)
        if place in self._cuts and not self._interrupt(point, way, place, part):
            return
        self._say(way)
        if self._whole:
            self._say(next(one for one in point.ways if one != way))
        self._say(point.more)
        self._spoken.append(point.bullet)

    def _interrupt(self, point: Point, way: str, place: tuple[int, int], part: Part) -> bool:
        """Be cut off in the middle of a point; return whether it is taken up again."""
        out, chance = self._out, self._chance
        words = way.split()
        out.add(self._speak(" ".join(words[: max(3, len(words) // 3)])))
        at = out.now
        out.silence(chance.uniform(0.5, 1.0))
        for index, sentence in enumerate(_sentences(chance.choice(REPLIES))):
            if index:
                out.silence(chance.uniform(0.25, 0.5))
            out.add(self._speak(sentence))
        reply_end = out.now
        out.silence(chance.uniform(1.0, 4.0))
        for sentence in _sentences(chance.choice(LOST)):
            out.add(self._speak(sentence))
            out.silence(chance.uniform(0.4, 1.5))
        returned = (
            self._cuts[place] or place[1] + 1 >= len(part.points) or (place[0], place[1] + 1) in self._omitted
        )
        self._came.append(Interrupted(at, reply_end, out.now, point.bullet, returned))
        if not returned:
            self._dropped.append(point.bullet)
        return returned

    def _say(self, text: str) -> None:
        for sentence in _sentences(text):
            self._out.add(self._speak(sentence))
            self._out.silence(self._chance.uniform(0.3, 0.6))


def _sentences(text: str) -> list[str]:
    return [one.strip() + "." for one in text.split(". ") if one.strip(" .")] if text else []
