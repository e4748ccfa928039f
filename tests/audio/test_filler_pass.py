"""The second hearing: in pieces, when nobody speaks, on the session's clock."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

import numpy as np
import pytest

from audio.events import FillersCounted, Stretch, Utterance, Word
from audio.listening.filler_pass import LONGEST, MARGIN, PROMPT, FillerPass, pieces
from audio.sound_file import write_wav

RATE = 16000
OPENED = 100.0


class Idle:
    """Jobs that wait until the test lets nobody speak."""

    def __init__(self, recogniser):
        self.recogniser = recogniser
        self.jobs = deque()

    def __call__(self, job):
        self.jobs.append(job)

    def run(self, count=99):
        while self.jobs and count:
            self.jobs.popleft()(self.recogniser)
            count -= 1


class Hears:
    """Says the next of its lines; `heard` keeps the sound it was given."""

    name, digest, device = "hears", "", "cpu"

    def __init__(self, *lines):
        self.lines = list(lines)
        self.heard = []
        self.prompts = []

    def sketch(self, samples, prompt=""):
        self.heard.append(samples)
        self.prompts.append(prompt)
        line = self.lines.pop(0)
        if isinstance(line, Exception):
            raise line
        return [Word(word, 0.2 + at * 0.5, 0.4 + at * 0.5, 0.9) for at, word in enumerate(line.split())]


def utterance(path, text, stretches, number=1, ended=130.0):
    words = tuple(
        Word(word, OPENED + 2.0 + at * 0.5, OPENED + 2.2 + at * 0.5, 0.9)
        for at, word in enumerate(text.split())
    )
    moved = tuple(Stretch(OPENED + start, OPENED + end) for start, end in stretches)
    return Utterance(number, text, words, moved, OPENED, ended, "done", path)


@pytest.fixture
def wav(tmp_path):
    path = tmp_path / "001.wav"
    ramp = np.arange(60 * RATE) // RATE * 100
    write_wav(path, ramp.astype(np.int16), RATE)
    return path


def test_an_answer_is_counted_only_when_it_was_begun_and_nobody_speaks(wav):
    hears, posted = Hears("we um tuned it for days"), []
    idle = Idle(hears)
    second = FillerPass(idle, posted.append)
    second.add(utterance(wav, "we tuned it for days", [(2.0, 5.0)]))
    assert not idle.jobs
    second.begin()
    assert hears.heard == []
    idle.run()
    assert [(event.answer, event.ended, event.fillers.at_least) for event in posted] == [(1, 130.0, 1)]
    assert hears.prompts == [PROMPT]


def test_it_hears_the_speech_alone_and_times_are_the_sessions(wav):
    hears, posted = Hears("we um tuned it for days"), []
    idle = Idle(hears)
    second = FillerPass(idle, posted.append)
    second.add(utterance(wav, "we tuned it for days", [(2.0, 3.0), (50.0, 52.0)]))
    second.begin()
    idle.run()
    (sound,) = hears.heard
    assert len(sound) == round((3.0 + 4 * MARGIN) * RATE)
    assert sound[RATE] == pytest.approx(200 / 32768)
    assert sound[-RATE] == pytest.approx(5100 / 32768)
    (filler,) = posted[0].fillers.words
    # 0.7 s into the sound, which begins MARGIN before the stretch at 102.
    assert filler.start == pytest.approx(102.0 + 0.7 - MARGIN)


def test_a_word_of_the_second_stretch_is_placed_there(wav):
    hears, posted = Hears("we tuned um it for days"), []
    idle = Idle(hears)
    second = FillerPass(idle, posted.append)
    given = utterance(wav, "we tuned it for days", [(2.0, 2.6), (50.0, 52.0)])
    late = [replace(word, start=word.start + 47.0, end=word.end + 47.0) for word in given.words[2:]]
    second.add(replace(given, words=(*given.words[:2], *late)))
    second.begin()
    idle.run()
    (filler,) = posted[0].fillers.words
    # 1.2 s into the sound; the second stretch begins 1.0 + MARGIN into it.
    assert filler.start == pytest.approx(150.0 + 1.2 - (0.6 + 3 * MARGIN))


def test_pieces_hold_a_window_each_and_miss_nothing():
    spoken = [Stretch(at * 5.0, at * 5.0 + 4.0) for at in range(20)]
    found = pieces(spoken)
    assert [stretch for piece in found for stretch in piece] == spoken
    assert all(sum(s.end - s.start + 2 * MARGIN for s in piece) <= LONGEST for piece in found)
    assert len(found) == 4


def test_an_hour_without_a_pause_is_cut_all_the_same():
    found = pieces([Stretch(0.0, 3600.0)])
    assert found[0][0].start == 0.0
    assert found[-1][-1].end == 3600.0
    assert all(sum(s.end - s.start + 2 * MARGIN for s in piece) <= LONGEST + 1e-6 for piece in found)


def test_silence_and_answers_without_a_recording_are_passed_over(wav):
    idle = Idle(Hears())
    second = FillerPass(idle, lambda event: pytest.fail("nothing was to be counted"))
    second.add(utterance(wav, "", []))
    second.add(utterance(None, "words", [(1.0, 2.0)], number=2))
    second.begin()
    assert not idle.jobs


def test_an_answer_taken_back_and_given_again_counts_once(wav):
    posted = []
    idle = Idle(Hears("we um tuned it for days"))
    second = FillerPass(idle, posted.append)
    second.add(utterance(wav, "we tuned", [(2.0, 3.0)], ended=110.0))
    second.begin()
    second.add(utterance(wav, "we tuned it for days", [(2.0, 5.0)], ended=130.0))
    second.begin()
    idle.run()
    assert [event.ended for event in posted] == [130.0]


def test_a_long_answer_leaves_room_between_its_pieces(wav):
    posted = []
    hears = Hears("we um tuned", "it for days")
    idle = Idle(hears)
    second = FillerPass(idle, posted.append)
    second.add(utterance(wav, "we tuned it for days", [(2.0, 22.0), (30.0, 50.0)]))
    second.begin()
    idle.run(1)
    assert (len(hears.heard), posted) == (1, [])
    idle.run()
    assert len(posted) == 1


def test_what_was_not_counted_is_forgotten_with_its_round(wav):
    hears = Hears()
    idle = Idle(hears)
    second = FillerPass(idle, lambda event: pytest.fail("its round is over"))
    second.add(utterance(wav, "we tuned it", [(2.0, 5.0)]))
    second.begin()
    second.forget()
    idle.run()
    assert hears.heard == []


def test_a_pass_that_fails_gives_no_count_and_harms_no_other(wav, caplog):
    posted = []
    idle = Idle(Hears(RuntimeError("out of memory"), "we um tuned it for days"))
    second = FillerPass(idle, posted.append)
    second.add(utterance(wav, "we tuned it for days", [(2.0, 5.0)]))
    second.add(utterance(wav, "we tuned it for days", [(2.0, 5.0)], number=2))
    second.begin()
    idle.run()
    assert [event.answer for event in posted] == [2]


def test_real_ums_of_a_synthetic_voice_are_found(tmp_path_factory):
    """On the real recogniser: the plain pass leaves most of them out."""
    from audio import sound_file
    from audio.clock import ManualClock
    from audio.listening import models
    from audio.listening.playback import Playback
    from audio.listening.whisper import Whisper
    from audio.speaking.renderer import Renderer
    from audio.speaking.voices import Voice, installed

    if "hibari" not in installed():
        pytest.skip("hibari-tts is not installed")
    folder = tmp_path_factory.mktemp("um")
    text = "Um, we started from a simple baseline and, uh, tuned it for a week. That was, um, not enough."
    renderer = Renderer()
    try:
        clip = renderer.render(text, Voice("hibari", "heart"))
    finally:
        renderer.close()
    sound_file.write_wav(folder / "a.wav", sound_file.resample(clip.samples, clip.rate, RATE), RATE)
    whisper = Whisper(models.find("tiny.en", folder, offline=True), "cpu")
    posted = []
    Playback(whisper, posted.append, ManualClock()).answer(1, folder / "a.wav", folder / "001.wav", since=0.0)
    second = FillerPass(lambda job: job(whisper), posted.append)
    (given,) = [event for event in posted if isinstance(event, Utterance)]
    second.add(given)
    second.begin()
    (event,) = [event for event in posted if isinstance(event, FillersCounted)]
    assert 2 <= event.fillers.at_least <= 3
    starts = [word.start for word in event.fillers.words]
    assert starts == sorted(starts)
