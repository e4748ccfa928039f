"""Everything live that the window needs: microphone, speaker, speech model, examiner; built and closed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio import events as heard
from audio.clock import MonotonicClock
from audio.listening import calibration, endpoint
from audio.listening.expecting import Expecting
from audio.listening.filler_pass import FillerPass
from audio.listening.listener import Listener
from audio.listening.microphone import Microphone
from audio.listening.recorder import Recorder
from audio.listening.transcriber import Transcriber
from audio.listening.voice_pass import VoicePass
from audio.listening.whisper import Whisper
from audio.loudspeaker import Loudspeaker
from audio.speaking.player import Player
from audio.speaking.renderer import Renderer
from audio.speaking.speaker import Speaker
from desktop import again, glossary, wiring
from desktop.clips import Clips
from desktop.conductor import Conductor
from desktop.device_list import list_devices
from desktop.dictation_studio import DictationStudio
from desktop.errands import Errands
from desktop.grader import Grader
from desktop.patience import DICTATION, PATIENCE, TALK
from desktop.ports import Parts, RoundFinished
from desktop.room_snapshot import House
from desktop.talk_conductor import TalkConductor
from desktop.talk_floor import TalkFloor
from desktop.thread_brain import ThreadBrain
from interviewer.round.panel import panel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from audio.listening.whisper import Recogniser
    from desktop.cut_off import CutOff
    from desktop.paths import Paths
    from desktop.settings import Patience, Settings
    from desktop.talk_floor import Brought
    from interviewer.correction_file import Wish
    from interviewer.round.round import Round
    from interviewer.store import SessionFolder
    from interviewer.takes import Wanted


class Studio:
    """Lives as long as the window; devices may be changed between rounds."""

    def __init__(self, paths: Paths, settings: Settings, post: Callable[[object], None]) -> None:
        self.clock = MonotonicClock()
        self._paths = paths
        self._post = post
        self._renderer = Renderer()
        self._recorder = Recorder(post)
        self._models: dict[str, str] = {}
        self.dictation = DictationStudio(paths.dictations, post)
        self._terms: tuple[str, ...] = ()
        self._recogniser: Expecting | None = None
        self._transcriber = Transcriber(lambda: self._load(settings), self._heard)
        self._fillers = FillerPass(self._transcriber.when_idle, post)
        self._voices = VoicePass(self._transcriber.when_idle, post)
        self._loudspeaker = Loudspeaker()
        self._player = Player(self._heard, self.clock, settings.output_device or None, self._loudspeaker)
        self._player.set_volume(settings.volume / 100)
        self._speaker = Speaker(self._renderer, self._player, post, self.clock)
        self._listener: Listener | None = None
        self._brain: ThreadBrain | again.Nobody | None = None
        self._folder: SessionFolder | None = None
        self._clips = Clips(self._player, post, self.clock)
        self.errands = Errands(post)
        self.grader = Grader(post)
        self.use_input(settings.input_device)
        list_devices(post)

    # Devices

    def use_input(self, name: str) -> None:
        """Hear this microphone, or the system's default one."""
        if self._listener is not None:
            self._listener.close()
        self._listener = Listener(
            Microphone(self._post, self.clock, name),
            self._transcriber,
            self._recorder,
            self._post,
            self.clock,
            endpoint.PATIENT,
            self._speaker,
            self._loudspeaker,
        )
        self._listener.start()

    def use_output(self, name: str) -> None:
        """Speak through this speaker, or the system's default one."""
        self._speaker.stop()
        self._player.use(name or None)

    def use_volume(self, percent: int) -> None:
        """Speak at that percent of the full volume."""
        self._player.set_volume(percent / 100)

    def tone(self) -> None:
        """Play the test tone."""
        self._speaker.tone()

    # Recordings and reports

    def play(self, path: Path, start: float, line: int) -> None:
        """Play a recording back; `PlayoutEnded` of that line tells when it is over."""
        self._clips.play(line, path, start)

    def hush(self) -> None:
        """Stop what is playing."""
        self._player.stop()

    def report(self, path: Path, *, write: bool) -> None:
        """Read a session's report, and write its files where asked."""
        self.errands.report(path, write=write)

    def correct(self, path: Path, wish: Wish) -> None:
        """Correct words of a session, or undo that, and report on it anew."""
        self.errands.correct(path, wish)

    # A dictation

    def dictate(self, answer: int, path: Path) -> None:
        """Hear a dictation as if it were an answer: on disk first, and silence never ends it."""
        assert self._listener is not None
        self.dictation.files.hold("dictation")
        self._expect(glossary.terms(self._paths.glossary))
        self._listener.set_patience(DICTATION)
        self._listener.open_answer(answer, path, self.clock.now())

    def end_dictation(self) -> None:
        """The dictation ends now; its words follow as an `Utterance`."""
        assert self._listener is not None
        self._listener.end_turn()

    # A round

    def begin(self, order: wiring.Order, patience: Patience, talk: Brought | None = None) -> Conductor:
        """Build a round, with what is brought to its talk; it begins with `Conductor.begin`."""
        self.leave()
        seated = panel(order.panel) if order.panel else panel()
        engine = wiring.engine_of(order)
        folder = wiring.session_for(order, seated, engine, self._paths.sessions, self._models)
        conductor = self._room(order, wiring.round_for(order, seated), folder, patience, talk)
        conductor.begin(wiring.opened(order, seated, engine, self.clock.now()))
        return conductor

    def take_up(self, cut_off: CutOff, settings: Settings) -> Conductor:
        """Go on with a round that was cut off, exactly where it was."""
        self.leave()
        cut_off.hold()
        # The devices are opened anew, as their samples were counted on the clock before it jumped.
        self.clock.move_to(cut_off.restored.last)
        self.use_input(settings.input_device)
        self.use_output(settings.output_device)
        order, round_ = cut_off.order, cut_off.restored.round
        conductor = self._room(order, round_, cut_off.folder, settings.patience, cut_off.talk)
        conductor.take_up(cut_off.restored)
        return conductor

    def again(self, wanted: Wanted, patience: Patience) -> Conductor:
        """Have a line answered anew, at once; raises where another window has the session or it cannot be written."""
        folder, found = self._folder, wanted.folder
        self.leave()
        if folder is None or folder.path != found.path:
            folder = found
            self._fillers.forget()
            self._voices.forget()
        assert self._listener is not None
        self._expect(glossary.terms(self._paths.glossary, [folder.question_text]))
        self._listener.set_patience(PATIENCE[patience])
        speech = self._models.get("speech", "")
        conductor = again.conducted(
            wanted, folder, self._listener, self._speaker, self.clock, self._heard, speech
        )
        self.dictation.files.hold("round")
        self._folder, self._brain = folder, again.Nobody()
        return conductor

    def _room(
        self,
        order: wiring.Order,
        round_: Round,
        folder: SessionFolder,
        patience: Patience,
        talk: Brought | None = None,
    ) -> Conductor:
        seated = panel(order.panel) if order.panel else panel()
        listener = self._listener
        assert listener is not None
        # A model server that grades the round before would answer this one late.
        self.grader.stop()
        self._fillers.forget()
        self._voices.forget()
        self._expect(wiring.expected(order, self._paths, talk.words if talk else ()))
        self.dictation.files.hold("round")
        listener.set_patience(PATIENCE[patience])
        self._folder = folder
        self._brain = ThreadBrain(
            lambda: wiring.examiner_for(order), self.clock, self._post, wiring.keeper(folder)
        )
        parts = Parts(
            ear=listener,
            mouth=self._speaker,
            brain=self._brain,
            journal=folder,
            clock=self.clock,
            post=self._heard,
            voice_of=wiring.voices_for(seated, order.voice),
        )
        house = House(seated.names, wiring.engine_of(order), order.sealed)
        if talk is None:
            return Conductor(round_, parts, house)
        turns = (PATIENCE[patience], TALK)
        return TalkConductor(
            round_, parts, house, TalkFloor(talk), lambda on: listener.set_patience(turns[on])
        )

    @property
    def session(self) -> Path | None:
        """The folder of the round that is on or was last."""
        return self._folder.path if self._folder else None

    def leave(self) -> None:
        """Let the last round go."""
        if self._brain is not None:
            self._brain.close()
        self._brain = None
        self.rest()
        self.dictation.files.release("round")

    def rest(self) -> None:
        """Let other windows write the session again, after something of it came late."""
        if self._folder is not None and self._brain is None:
            self._folder.close()

    def close(self) -> None:
        """Close everything, in the order in which nobody posts to somebody gone."""
        if self._listener is not None:
            self._listener.close()
        self._speaker.close()
        self.dictation.close()
        self._transcriber.close()
        self._recorder.close()
        self._clips.close()
        self.errands.close()
        self.grader.close()
        self.leave()

    def _expect(self, terms: tuple[str, ...]) -> None:
        self._terms = terms
        if self._recogniser is not None:
            self._recogniser.expect(terms)

    # On the workers' threads

    def _heard(self, event: object) -> None:
        """Have a round's answer heard once more while the panel speaks: before, its voice needs the processor."""
        match event:
            case heard.Utterance() if self._brain is not None:
                self._fillers.add(event)
                self._voices.add(event)
            case heard.PlayoutStarted(line=line) if line > 0:
                self._count()
            case RoundFinished():
                self._count()
        self._post(event)

    def _count(self) -> None:
        # The voice takes a third of a second, a second hearing for fillers several.
        self._voices.begin()
        self._fillers.begin()

    def _load(self, settings: Settings) -> Recogniser:
        device = settings.speech_device
        try:
            store, memory = self._paths.models, self._paths.speech_speed
            found = calibration.find(settings.speech_model, store, True, memory, device)
            loaded = Expecting(Whisper(found, device), self._terms)
        except Exception as error:
            self.dictation.shelf.put(f"Nothing can be put into words: {error}")
            raise
        self.dictation.shelf.put(loaded)
        self._models = {"speech": loaded.name, "speech_digest": loaded.digest}
        # What was asked for while it loaded holds.
        self._recogniser = loaded
        loaded.expect(self._terms)
        return loaded
