"""Stand-ins for the edges, where a test looks at a decision and not at sound."""

from __future__ import annotations

from collections import deque
from pathlib import Path

from audio import events as heard
from audio.clock import ManualClock
from audio.speaking.voices import Voice
from interviewer.events import QuestionProposed


class FakeEar:
    """Notes what it was asked; the test says what was heard."""

    def __init__(self) -> None:
        self.opened: list[int] = []
        self.asked: list[str] = []

    def open_answer(self, number, path, since):
        self.opened.append(number)
        self.asked.append(f"open {number}")

    def end_turn(self):
        self.asked.append("end")

    def reopen_answer(self):
        self.asked.append("reopen")

    def watch(self):
        self.asked.append("watch")

    def unwatch(self):
        self.asked.append("unwatch")

    def pause(self):
        self.asked.append("pause")

    def resume(self):
        self.asked.append("resume")


class FakeMouth:
    """Notes what it was to say; the test says when it was heard."""

    def __init__(self) -> None:
        self.said: list[tuple[int, str]] = []
        self.prepared: list[str] = []
        self.stops = 0
        self.holds = 0
        self.held = False
        self.went_on = 0

    def say(self, line, text, voice, path):
        self.said.append((line, text))

    def prepare(self, text, voice):
        self.prepared.append(text)

    def stop(self):
        self.stops += 1
        self.held = False

    def hold(self):
        self.holds += 1
        self.held = True

    def go_on(self):
        self.held = False
        self.went_on += 1


class FakeBrain:
    """Keeps the briefs; the test answers them."""

    def __init__(self) -> None:
        self.briefs: list[object] = []
        self.withdrawn: list[int] = []
        self.foreseen: list[tuple[object, int]] = []
        self.read: list[tuple[str, str]] = []

    def examine(self, brief):
        self.briefs.append(brief)

    def foresee(self, brief, ticket):
        self.foreseen.append((brief, ticket))

    def withdraw(self, request):
        self.withdrawn.append(request)

    def read_ahead(self, committed, part):
        self.read.append((committed, part))


class MemoryJournal:
    """A journal in memory."""

    def __init__(self) -> None:
        self.events: list[object] = []

    def append(self, event):
        self.events.append(event)

    def audio_path(self, number):
        return Path(f"audio/{number:03d}.wav")

    def panel_path(self, number):
        return Path(f"panel/{number:03d}.wav")

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events]


class Table:
    """A conductor with fakes around it, and words for what happens in a round."""

    def __init__(self, round_, opened=None, restored=None, journal=None, conducts=None) -> None:
        from desktop.conductor import Conductor
        from desktop.ports import Parts
        from desktop.room_snapshot import House

        self.ear, self.mouth, self.brain, self.journal = (
            FakeEar(),
            FakeMouth(),
            FakeBrain(),
            journal or MemoryJournal(),
        )
        self.clock = ManualClock()
        self.posted: deque[object] = deque()
        parts = Parts(
            self.ear,
            self.mouth,
            self.brain,
            self.journal,
            self.clock,
            self.posted.append,
            lambda _: Voice("pyttsx3", "en-us"),
        )
        self.conductor = (conducts or Conductor)(round_, parts, House(("Ada",), "embedded", sealed=True))
        if restored is None:
            self.conductor.begin(opened)
        else:
            self.clock.move_to(restored.last)
            self.conductor.take_up(restored)

    def hear_line(self, seconds: float = 2.0) -> None:
        """The line that was asked for last is played to its end."""
        line = self.mouth.said[-1][0]
        self.conductor.on_event(heard.PlayoutStarted(line, self.clock.now()))
        self.clock.move_to(self.clock.now() + seconds)
        self.conductor.on_event(heard.PlayoutEnded(line, self.clock.now(), interrupted=False))

    def hear_lines(self) -> None:
        """Every line that waits is played."""
        while self.conductor.view().phase in ("preparing", "speaking"):
            self.hear_line()

    def turn_ends(self, seconds: float = 5.0) -> float:
        """The candidate presses "I'm done"; returns when."""
        self.clock.move_to(self.clock.now() + seconds)
        self.conductor.done()
        self.conductor.on_event(heard.TurnEnded(self.ear.opened[-1], self.clock.now(), "done"))
        return self.clock.now()

    def words_come(self, text: str, ended: float) -> None:
        """The recogniser is ready."""
        words = tuple(heard.Word(word, ended - 2, ended - 1, 0.9) for word in text.split())
        self.conductor.on_event(
            heard.Utterance(
                self.ear.opened[-1],
                text,
                words,
                (heard.Stretch(ended - 4, ended - 1),),
                ended - 5,
                ended,
                "done",
                Path("audio/001.wav"),
            )
        )

    def answer(self, text: str) -> None:
        """Say an answer and press "I'm done"."""
        self.words_come(text, self.turn_ends())

    def question_comes(self, text: str = 'You said "it is better". Better than what?') -> None:
        """The examiner is ready."""
        brief = self.brain.briefs[-1]
        self.conductor.on_event(
            QuestionProposed(
                brief.request,
                self.clock.now(),
                text,
                "it is better",
                "vague",
                "comparative_judgment",
                "embedded",
                "",
            )
        )
