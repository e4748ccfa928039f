"""One dictation from the first key to its words."""

from __future__ import annotations

from pathlib import Path

from audio import events as heard
from desktop.dictating import Dictating, transcript


def utterance(answer: int) -> heard.Utterance:
    words = (heard.Word("we", 11.0, 11.2, 0.9), heard.Word("tuned", 11.3, 11.6, 0.9))
    return heard.Utterance(answer, "we tuned", words, (), 10.0, 13.5, "done", Path("a.wav"))


def test_a_dictation_listens_then_waits_for_its_words_then_is_over():
    dictating = Dictating()
    number = dictating.begin("id", 10.0)
    dictating.measure(12.5)
    assert (dictating.live.phase, dictating.live.seconds) == ("listening", 2.5)
    assert dictating.take(heard.TurnEnded(number, 13.5, "done"))
    assert dictating.live.phase == "transcribing"
    assert dictating.take(utterance(number))
    assert dictating.live.phase == "idle"


def test_words_are_shown_as_they_come():
    dictating = Dictating()
    number = dictating.begin("id", 10.0)
    dictating.take(heard.InterimTranscript(number, "We tuned", "the base"))
    assert (dictating.live.committed, dictating.live.tentative) == ("We tuned", "the base")


def test_answers_of_a_round_are_left_to_the_round():
    dictating = Dictating()
    dictating.begin("id", 10.0)
    assert not dictating.take(heard.TurnEnded(1, 11.0, "done"))
    assert not dictating.take(utterance(1))
    assert dictating.live.phase == "listening"


def test_a_late_word_of_the_last_dictation_does_not_touch_this_one():
    dictating = Dictating()
    first = dictating.begin("a", 10.0)
    dictating.take(utterance(first))
    second = dictating.begin("b", 20.0)
    assert second != first
    assert dictating.take(heard.InterimTranscript(first, "old", ""))
    assert dictating.live.committed == ""


def test_a_dictation_without_words_says_why():
    dictating = Dictating()
    number = dictating.begin("id", 10.0)
    dictating.take(heard.TranscriptionFailed(number, "It could not be put into words.", None))
    assert (dictating.live.phase, dictating.live.banner) == ("idle", "It could not be put into words.")


def test_the_transcript_counts_from_the_first_sample_of_its_recording():
    made = transcript(utterance(-1), "id.wav", ("tiny.en", "cpu"))
    assert [word.start for word in made.words] == [1.0, 11.3 - 10.0]
    assert made.duration == 3.5
    assert made.text == "we tuned"
