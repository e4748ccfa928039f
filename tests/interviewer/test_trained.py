"""The trained judgements: what they weigh, that they are quick, and that the shipped weights still understand."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pytest

from interviewer.examiner import stance
from interviewer.examiner.move import WEAKNESSES
from interviewer.examiner.text_model import TextModel, grams, letter_grams, load, word_grams
from interviewer.examiner.trained import TrainedSignals, windows

TEXTS = ["the baseline was tuned twice", "the baseline was not tuned", "we tuned it, we tuned it again"]


def test_the_weights_of_grams_are_those_of_scikit_learn():
    text_features = pytest.importorskip("sklearn.feature_extraction.text")
    theirs = text_features.TfidfVectorizer(
        token_pattern=r"[a-z0-9']+", ngram_range=(1, 2), sublinear_tf=True, min_df=1
    )
    expected = theirs.fit_transform(TEXTS).toarray()
    ours = grams([word_grams(text) for text in TEXTS], 1)
    assert sorted(ours.index) == sorted(theirs.vocabulary_)
    for row, text in zip(expected, TEXTS, strict=True):
        places, values = ours.of(word_grams(text))
        for gram, place in ours.index.items():
            found = dict(zip(places, values, strict=True)).get(place, 0.0)
            assert found == pytest.approx(row[theirs.vocabulary_[gram]], abs=1e-5)


def test_a_model_comes_back_from_disk_as_it_was(tmp_path):
    words = grams([word_grams(text) for text in TEXTS], 1)
    letters = grams([letter_grams(text) for text in TEXTS], 1)
    rows = len(words.index) + len(letters.index)
    weights = np.random.default_rng(0).normal(0, 1, (rows, 2)).astype(np.float32)
    model = TextModel(("yes", "no"), words, letters, weights, np.array([0.5, -0.5], np.float32))
    model.save(tmp_path / "m.npz")
    again = load(tmp_path / "m.npz")
    assert again.labels == model.labels
    for text in TEXTS:
        assert again.score(text) == pytest.approx(model.score(text), abs=0.02)


def test_windows_that_are_whole_do_not_change_while_more_words_come():
    for count in range(1, 200):
        before, after = windows(count), windows(count + 1)
        assert before[:-1] == after[: len(before) - 1]
        assert before[-1][1] == count


ANSWER = (
    "So we took the recommender they had and added three things at once, a new encoder, longer histories and a "
    "different negative sampling, and retention went up by four points over six weeks on forty thousand users, and "
    "the gain comes from the encoder, I am convinced of that, because it is the most interesting of the three and it "
    "was the part that I designed, and so we wrote it up as a paper about encoders."
)


def test_every_weakness_is_suspected_once_the_likeliest_first():
    found = TrainedSignals().suspect(ANSWER.split(), "presentation")
    assert sorted(one.label for one in found) == sorted(WEAKNESSES)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.start < one.stop <= len(ANSWER.split()) for one in found)
    # Which comes first hangs on the wording; that the cause of the gain was not isolated is among the first of 19.
    assert "missing_ablation" in [one.label for one in found[:6]]


def test_an_answer_of_five_minutes_costs_little_once_it_was_read_as_it_came():
    signals, words = TrainedSignals(), (ANSWER * 10).split()
    for count in range(20, len(words), 20):
        signals.suspect(words[:count], "presentation")
    began = time.process_time()
    signals.suspect([*words, "indeed"], "presentation")
    # Measured: 12 ms; the question must be ready within 100 ms of the final text.
    assert time.process_time() - began < 0.1


def test_stance_and_directness_of_plain_replies():
    challenge = "Is the gain not just the longer schedule?"
    conceded = stance.judge(
        challenge, "Yes, you're right, I never controlled for the schedule, so I cannot claim it."
    )
    assert conceded.stance == "concede"
    assert 0.25 <= conceded.certainty <= 1.0
    assert stance.judge(challenge, "   ") == stance.Stance("deflect", 1.0, "never", 1.0)


def test_the_shipped_weights_are_what_the_training_script_writes(tmp_path):
    pytest.importorskip("sklearn")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
    import examiner

    fresh = examiner.stances(examiner.rows("replies", []), "stance")
    text = stance.marked("Why?", "Because we measured it with five seeds.")
    assert fresh.score(text) == pytest.approx(stance._model("stance.npz").score(text), abs=0.05)
