"""How finished a thought sounds: by its words, by its sound, by both."""

from __future__ import annotations

import shutil
import subprocess

import numpy as np
import pytest

from audio.listening import completeness, completeness_sound, completeness_words
from audio.listening.completeness import Thought
from audio.listening.endpoint import PATIENT
from audio.sound_file import read

RATE = 16000
WHOLE = "We ran five seeds and reported the worst of them."


@pytest.mark.parametrize(
    "unfinished",
    [
        "We ran five seeds and",
        "We ran five seeds and reported the",
        "We ran five seeds and reported the worst of",
        "We ran five seeds because",
        "We ran five seeds so um",
        "If we had run five seeds",
        "The reason that we",
        "What I would",
    ],
)
def test_trailing_words_sound_unfinished(unfinished):
    assert completeness_words.finished(unfinished) < completeness_words.finished(WHOLE) - 0.5


def test_only_the_last_sentence_counts():
    earlier = "I tuned it. We measured that on held out data."
    assert completeness_words.features(f"{earlier} {WHOLE}") == completeness_words.features(WHOLE)


def test_the_recognisers_marks_and_case_do_not_reach_the_words():
    assert completeness_words.features("we ran, five seeds") == completeness_words.features(
        "We ran five seeds."
    )


def test_words_that_nobody_knows_are_no_surprise():
    assert np.isfinite(completeness_words.finished("Blorfed zyx qarantin"))
    assert np.isfinite(completeness_words.finished(""))
    assert np.isfinite(completeness_words.finished("?!"))


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """A whole sentence, without silence at its ends."""
    engine = shutil.which("espeak-ng")
    if engine is None:
        pytest.skip("espeak-ng is not installed")
    path = tmp_path_factory.mktemp("speech") / "a.wav"
    subprocess.run(
        [engine, "-v", "en-us", "-s", "150", "-w", str(path), "--stdin"], input=WHOLE.encode(), check=True
    )
    sound = read(path)
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 200)
    return sound[loud[0] : loud[-1] + 1]


def test_a_sentence_broken_off_sounds_less_finished_than_its_end(said):
    end = completeness_sound.finished(said)
    broken = [completeness_sound.finished(said[: round(len(said) * share)]) for share in (0.4, 0.5, 0.6, 0.7)]
    assert end > np.mean(broken) + 1.0


def test_loudness_does_not_matter(said):
    assert completeness_sound.finished(said // 4) == pytest.approx(completeness_sound.finished(said), abs=0.7)


def test_too_little_voice_tells_nothing(said):
    assert completeness_sound.finished(said[:1000]) is None
    assert completeness_sound.finished(np.zeros(RATE, np.int16)) is None
    assert completeness_sound.finished(np.zeros(0, np.int16)) is None


def test_without_evidence_nothing_is_claimed():
    assert Thought(None).finished(None) is None
    assert Thought(np.zeros(RATE, np.int16)).finished(None) is None


def test_words_that_come_late_change_the_judgement(said):
    thought = Thought(said)
    alone = thought.finished(None)
    assert alone is not None
    assert thought.finished("We ran five seeds and the") < thought.finished(WHOLE)
    assert thought.finished(None) == alone


def test_the_recognisers_own_dots_lengthen_the_wait():
    assert completeness.finished("We ran five seeds...", 0.0) < completeness.finished(
        "We ran five seeds.", 0.0
    )


@pytest.mark.parametrize("text", ["We ran five seeds so.", "We ran five seeds, um...", "and", "We ran the"])
def test_a_last_word_that_ends_no_sentence_outweighs_the_most_final_melody(text):
    assert completeness.finished(text, 3.0) < PATIENT.sure - 0.5
