"""Builds and closes every part of a round, live or fed from files; knows no Qt, only a `post`."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING

from audio import events as heard
from audio.clock import ManualClock
from desktop import glossary
from desktop.conductor import Conductor
from desktop.fed_talk import FedTalk
from desktop.from_files import FileEar, PromptBrain, Queue
from desktop.ports import Parts, RoundFinished
from desktop.room_snapshot import House
from interviewer.debrief.report import build
from interviewer.events import RoundOpened
from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.endpoint import endpoint
from interviewer.round.panel import Panel, panel
from interviewer.round.round import Round
from interviewer.store import SessionFolder
from interviewer.talk_events import TalkEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from audio.listening.whisper import Device
    from audio.speaking.voices import Engine, Voice
    from desktop.fed_talk import TalkOrder
    from desktop.paths import Paths
    from interviewer.debrief.report import Report
    from interviewer.events import Pressure, QuestionProposed, RoundEvent, RoundKind
    from interviewer.examiner.examiner import Examiner
    from interviewer.question.question import Question


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be practised, and on which engines."""

    question: Question
    question_text: str
    kind: RoundKind = "discussion"
    minutes: float = 30.0
    pressure: Pressure = "probing"
    panel: tuple[str, ...] = ()
    seed: int = 0
    warm_up: bool = False
    focus: str = ""
    """The dimension of the rubric that the panel comes back to."""
    sealed: bool = True
    model_url: str = ""
    model: str = ""
    model_timeout: float = 2.5
    api_key: str = ""
    speech_model: str = "auto"
    speech_device: Device = "auto"
    voice: Engine | None = None
    talk: TalkOrder | None = None
    """The recording of the talk, in a round fed from files."""


def examiner_for(order: Order) -> Examiner:
    """Return the model behind the endpoint where one is named, else the embedded examiner."""
    embedded = EmbeddedExaminer()
    if order.sealed or not order.model_url:
        return embedded
    from interviewer.examiner.openai_model import OpenAIExaminer

    return OpenAIExaminer(order.model_url, order.model, order.api_key, order.model_timeout, fallback=embedded)


def engine_of(order: Order) -> str:
    """Name who will ask; raises where the model server's address cannot be used."""
    if order.sealed or not order.model_url:
        return "embedded"
    endpoint(order.model_url)
    return order.model


def voices_for(seated: Panel, engine: Engine | None) -> Callable[[str], Voice]:
    """Give each member of the panel a voice of its own."""
    from audio.speaking.voices import panel_voice

    found = {name: panel_voice(number, engine) for number, name in enumerate(seated.names)}
    return found.__getitem__


def opened(order: Order, seated: Panel, engine: str, at: float) -> RoundOpened:
    """Make the round's first event."""
    return RoundOpened(
        at=at,
        question=order.question.title,
        kind=order.kind,
        minutes=order.minutes,
        pressure=order.pressure,
        seed=order.seed,
        panel=seated.names,
        engine=engine,
        warm_up=order.warm_up,
        focus=order.focus,
    )


def round_for(order: Order, seated: Panel) -> Round:
    """Make the round that was ordered."""
    return Round(
        order.question,
        order.kind,
        order.minutes,
        order.pressure,
        seated,
        order.seed,
        order.warm_up,
        order.focus,
    )


def session_for(
    order: Order, seated: Panel, engine: str, root: Path, models: dict[str, str]
) -> SessionFolder:
    """Make the session's folder; settings go in, a key never does."""
    apart = ("question", "question_text", "api_key", "talk")
    settings = {field.name: getattr(order, field.name) for field in fields(order) if field.name not in apart}
    settings["panel"] = list(seated.names)
    return SessionFolder.create(
        root,
        datetime.now().astimezone(),
        title=order.question.title,
        question_text=order.question_text,
        settings=settings,
        seed=order.seed,
        engines={"examiner": engine, **models},
    )


def expected(order: Order, paths: Paths, brought: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the terms that this round is likely to hear, the user's own first."""
    slides = order.talk.words if order.talk else brought
    return glossary.terms(paths.glossary, [*slides, order.question_text])


def keeper(folder: SessionFolder) -> Callable[[int, Examiner], None]:
    """Keep what was sent to a model and what came back; the embedded examiner sends nothing."""

    def keep(request: int, examiner: Examiner) -> None:
        exchange = getattr(examiner, "last_exchange", None)
        if exchange is not None:
            folder.write_prompt(request, exchange.sent, exchange.received)

    return keep


def with_fallback(event: QuestionProposed, sentence: str) -> QuestionProposed:
    """Say why another examiner than the wished one made this question."""
    return replace(event, fallback=sentence)


def read_report(path: Path) -> Report:
    """Read a session without changing it."""
    return build(SessionFolder.open(path))


class FileRound:
    """One whole round on one thread and a manual clock."""

    def __init__(self, order: Order, paths: Paths, root: Path, tell: Callable[[object], None]) -> None:
        from audio.listening import calibration
        from audio.listening.expecting import Expecting
        from audio.listening.whisper import Whisper
        from audio.speaking.renderer import Renderer

        self._order = order
        self._root = root
        self._tell = tell
        self._panel = panel(order.panel) if order.panel else panel()
        self._examiner = examiner_for(order)
        self._clock = ManualClock()
        self._queue = Queue()
        device = order.speech_device
        model = calibration.find(order.speech_model, paths.models, order.sealed, paths.speech_speed, device)
        self._whisper = Expecting(Whisper(model, device), expected(order, paths))
        self._renderer = Renderer()
        self._voice_of = voices_for(self._panel, order.voice)

    def speak(self, text: str, path: Path) -> Path:
        """Let a synthetic voice speak an answer into a file."""
        from audio import sound_file

        clip = self._renderer.render(text, self._voice_of(self._panel.names[-1]))
        sound_file.write_wav(path, clip.samples, clip.rate)
        return path

    def run(self, recordings: Sequence[Path]) -> Path:
        """Run the round to its end and return its folder."""
        from audio.listening.filler_pass import FillerPass
        from audio.listening.playback import Playback
        from audio.listening.voice_pass import VoicePass
        from audio.speaking.file_voice import FileVoice

        models = {"speech": self._whisper.name, "speech_digest": self._whisper.digest}
        folder = session_for(self._order, self._panel, self._examiner.name, self._root, models)
        self._tell(heard.SpeechModelLoaded(self._whisper.name, self._whisper.digest, self._whisper.device))
        post = self._queue.post
        fillers = FillerPass(lambda job: job(self._whisper), post)
        voices = VoicePass(lambda job: job(self._whisper), post)

        def heard_by_playback(event: heard.AudioEvent) -> None:
            post(event)
            if isinstance(event, heard.Utterance):
                for again in (voices, fillers):
                    again.add(event)
                    again.begin()

        talk = self._talk()
        parts = Parts(
            ear=FileEar(recordings, Playback(self._whisper, heard_by_playback, self._clock), post, talk),
            mouth=FileVoice(self._renderer, post, self._clock),
            brain=PromptBrain(self._examiner, self._clock, post, keeper(folder)),
            journal=_Telling(folder, self._tell, talk),
            clock=self._clock,
            post=post,
            voice_of=self._voice_of,
        )
        self._conduct(parts)
        folder.close()
        return folder.path

    def _conduct(self, parts: Parts) -> None:
        """Carry the round to its end."""
        order, now = self._order, self._clock.now()
        house = House(self._panel.names, self._examiner.name, order.sealed)
        conductor = Conductor(round_for(order, self._panel), parts, house)
        conductor.begin(opened(order, self._panel, self._examiner.name, now))
        if order.talk:
            self._queue.post(order.talk.planned(now))
        finished: list[RoundFinished] = []

        def on_event(event: object) -> None:
            # What happens in a talk is told as it is written down.
            if not isinstance(event, TalkEvent):
                self._tell(event)
            if isinstance(event, RoundFinished):
                finished.append(event)
            conductor.on_event(event)

        self._queue.drain(on_event)
        if not finished:
            raise RuntimeError("the round stood still before its end")

    def _talk(self) -> FedTalk | None:
        if self._order.talk is None:
            return None
        whole, asker = self._order.kind == "onsite", self._panel.names[-1]
        return FedTalk(self._order.talk, whole_onsite=whole, interrupter=asker)

    def close(self) -> None:
        """End the voice's child."""
        self._renderer.close()


class _Telling:
    """The journal, with somebody who listens along."""

    def __init__(
        self, folder: SessionFolder, tell: Callable[[object], None], talk: FedTalk | None = None
    ) -> None:
        self._folder = folder
        self._tell = tell
        self._talk = talk
        self.audio_path = folder.audio_path
        self.panel_path = folder.panel_path

    def append(self, event: RoundEvent) -> None:
        """Write one event, then tell it."""
        self._folder.append(event)
        if self._talk:
            self._talk.hear(event)
        self._tell(event)
