"""When each word of a line begins: on sounds of known make, and against a recogniser's times."""

from __future__ import annotations

import difflib
import itertools
import re

import numpy as np
import pytest

from audio import sound_file
from audio.listening import models
from audio.listening.whisper import Whisper
from audio.speaking.captions import marks, spoken_lengths
from audio.speaking.renderer import Renderer
from audio.speaking.voices import panel_voice
from audio.speaking.wording import LIMIT

RATE = 8000
LETTER = 0.06


def sound(*stretches):
    """Noise of so many letters, silence of so many seconds, in turn."""
    rng = np.random.default_rng(1)
    parts = []
    for at, length in enumerate(stretches):
        seconds, level = (length * LETTER, 4000) if at % 2 == 0 else (length, 2)
        parts.append(rng.normal(0, level, round(seconds * RATE)))
    return np.clip(np.concatenate(parts), -32768, 32767).astype(np.int16)


def begins(text, samples):
    return [mark / RATE for mark in marks(text, samples, RATE)]


def test_words_share_the_voiced_time_by_their_length():
    assert begins("abcd abcdefghi", sound(15)) == pytest.approx([0.0, 5 * LETTER], abs=0.02)


def test_a_word_after_a_pause_begins_behind_it():
    found = begins("abcd abcd. abcdefghi abcd", sound(10, 0.5, 15))
    assert found[2] == pytest.approx(10 * LETTER + 0.5, abs=0.02)
    assert found[3] == pytest.approx(20 * LETTER + 0.5, abs=0.02)


def test_a_pause_corrects_what_the_letters_say():
    # The first sentence is said a quarter slower than its letters tell.
    found = begins("abcd abcd abcd. Abcd abcd abcd.", sound(18.75, 0.4, 11.25))
    assert found[3] == pytest.approx(18.75 * LETTER + 0.4, abs=0.02)


def test_a_comma_without_a_pause_and_a_pause_without_a_comma_move_nothing_far():
    found = begins("abcd, abcd abcd abcd. Abcdefghi.", sound(12, 0.15, 8, 0.5, 10))
    assert found[1] == pytest.approx(5 * LETTER, abs=0.03)
    assert found[4] == pytest.approx(20 * LETTER + 0.65, abs=0.02)


def test_what_is_read_longer_than_it_is_written_takes_longer():
    lengths, whole = spoken_lengths("at p95 of 120 ms")
    assert np.diff([*lengths, whole]).tolist() == [3, 13, 3, 13, 13]


def test_signs_are_read_together_with_their_neighbours():
    lengths, whole = spoken_lengths("where p < 0.05 holds")
    assert lengths == sorted(lengths)
    assert whole > lengths[-1] > lengths[1]


def test_what_no_voice_says_begins_with_the_word_after_it():
    lengths, _ = spoken_lengths("so — why")
    assert lengths[1] == lengths[2]


def test_words_beyond_what_a_voice_is_handed_begin_at_the_end():
    text = "word " * 300
    samples = sound(LIMIT)
    found = marks(text, samples, RATE)
    assert len(found) == 300
    assert sum(mark < len(samples) for mark in found) <= LIMIT / 5
    assert set(found[150:]) == {len(samples)}


@pytest.mark.parametrize(
    "text", ["", "…", "— ?!", "***", '"."', "x", "¿Qué?", "一 二", "a\u202eb c", "[[inpt PHON]]"]
)
def test_any_text_has_a_mark_for_each_word_in_order_and_inside_the_sound(text):
    for samples in (sound(12, 0.3, 4), sound(1), np.zeros(4000, np.int16), np.zeros(0, np.int16)):
        found = marks(text, samples, RATE)
        assert len(found) == len(text.split())
        assert list(found) == sorted(found)
        assert all(0 <= mark <= len(samples) for mark in found)


def test_marks_are_in_order_whatever_is_written_and_heard():
    rng = np.random.default_rng(3)
    words = [
        "why",
        "p95",
        "<",
        "0.05,",
        "it.",
        "—",
        '"tuned"',
        "et",
        "al.",
        "10³",
        "LLM?",
        "…",
        "i.e.",
        "~3e-4;",
    ]
    for _ in range(60):
        text = " ".join(rng.choice(words, rng.integers(1, 30)))
        stretches = itertools.chain.from_iterable(
            (rng.uniform(1, 30), rng.uniform(0.02, 0.6)) for _ in range(rng.integers(1, 6))
        )
        samples = sound(*stretches)
        found = marks(text, samples, RATE)
        assert list(found) == sorted(found)
        assert len(found) == len(text.split())


LINES = (
    'You said "the larger model won on every benchmark". Which run of yours shows that?',
    "Stay with that. What did you measure there, and how often?",
    'I do not buy it. You said "we tuned both models equally". How would you have ruled out that the baseline was'
    " simply tuned less?",
    "What would show that to be wrong?",
    "Good morning. I am Dr Chen, and with me are Professor Okafor and Dr Lindqvist. We have fifteen minutes.",
    "How would you explain that to somebody who has only the raw data?",
    "Your p95 latency went from 120 ms to 85 ms. With n = 5 seeds, is that within the noise?",
    "You noted that the KL penalty was 0.05, and the reward kept growing. By what mechanism?",
    "If that turned out false tomorrow, what else would fall with it?",
    "Let me ask about one thing. Why should that be so, and not the reverse?",
    "What is the last problem in that area that you worked on with your own hands?",
    'Back to "it generalises". To which distribution, and how far from the one you trained on?',
    "Suppose a reviewer says that your gain of 2.3% comes from a larger batch. What do you answer?",
    "We trained on 10,000 examples for 3 epochs; the loss fell to 0.12, but accuracy stayed at 71%. What happened?",
    "Then tell me this. Where does that stop being true?",
    "Thank you. That was the last question; we will talk now, and you will see the report in a moment.",
    "You compared RLHF with DPO at the same compute, yet the preference data came from the first one.",
    "That goes too fast for me. What lies one layer below that?",
    "Imagine that the effect is real, but half as large as you say it is. Would you still publish it?",
    "I am not convinced. What has to be true of the data for that to happen?",
)


def plain(word):
    return re.sub(r"[^a-z0-9']", "", word.lower())


def test_words_are_marked_when_a_recogniser_hears_them(tmp_path):
    whisper = Whisper(models.find("tiny.en", tmp_path, offline=True), "cpu")
    renderer = Renderer()
    errors = []
    try:
        for number, line in enumerate(LINES):
            clip = renderer.render(line, panel_voice(number))
            found = marks(line, clip.samples, clip.rate)
            samples = sound_file.resample(clip.samples, clip.rate, 16000).astype(np.float32) / 32768
            heard = whisper.transcribe(samples)
            written, read = [plain(word) for word in line.split()], [plain(word.text) for word in heard]
            matcher = difflib.SequenceMatcher(None, written, read, autojunk=False)
            for at, there, length in matcher.get_matching_blocks():
                errors += [
                    abs(found[at + k] / clip.rate - heard[there + k].start)
                    for k in range(length)
                    if written[at + k]
                ]
    finally:
        renderer.close()
    assert len(errors) > 200
    # The recogniser's own times are rounded to 20 ms, and some 70 ms late behind a pause.
    assert np.median(errors) < 0.09
    assert np.percentile(errors, 95) < 0.4
