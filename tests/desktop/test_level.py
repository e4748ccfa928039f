from __future__ import annotations

import pytest

from audio.events import LevelMeasured
from desktop.widgets.level import FALL, FLOOR, HOLD, LevelJudge, share


def judged(rms: float, peak: float, *, voiced: bool = True, count: int = 40) -> LevelJudge:
    judge = LevelJudge()
    for number in range(count):
        judge.push(LevelMeasured(number * 0.05, rms, peak, voiced))
    return judge


def test_before_anything_is_heard_it_asks_for_a_sentence():
    assert LevelJudge().verdict == "waiting"
    assert LevelJudge().rms == FLOOR


@pytest.mark.parametrize(
    ("rms", "peak", "verdict"),
    [(-26.0, -12.0, "good"), (-50.0, -40.0, "quiet"), (-12.0, -0.2, "loud"), (-46.0, -30.0, "good")],
)
def test_speech_is_judged_by_its_level(rms, peak, verdict):
    assert judged(rms, peak).verdict == verdict


def test_a_quiet_room_is_not_called_too_quiet():
    assert judged(-58.0, -50.0, voiced=False).verdict == "waiting"


def test_a_muted_microphone_is_told_from_a_quiet_room():
    assert judged(-120.0, -120.0, voiced=False, count=60).verdict == "dead"


def test_pauses_between_words_do_not_make_speech_too_quiet():
    judge = LevelJudge()
    for number in range(60):
        speaks = number % 3 == 0
        judge.push(LevelMeasured(number * 0.05, -26.0 if speaks else -70.0, -12.0, speaks))
    assert judge.verdict == "good"


def test_loudness_is_forgotten_after_a_few_seconds():
    judge = judged(-10.0, -0.1)
    for number in range(80):
        judge.push(LevelMeasured(2.0 + number * 0.05, -26.0, -12.0, True))
    assert judge.verdict == "good"


def test_the_peak_stands_and_then_falls():
    judge = LevelJudge()
    judge.push(LevelMeasured(0.0, -20.0, -6.0, True))
    judge.push(LevelMeasured(HOLD, -40.0, -40.0, True))
    assert judge.peak == -6.0
    judge.push(LevelMeasured(HOLD + 0.5, -40.0, -40.0, True))
    assert judge.peak == pytest.approx(-6.0 - FALL / 2)


def test_another_microphone_starts_afresh():
    judge = judged(-26.0, -12.0)
    judge.push(LevelMeasured(0.0, -50.0, -40.0, True))
    assert judge.verdict == "waiting"


def test_the_meter_spans_sixty_decibels():
    assert [share(level) for level in (-120.0, -60.0, -30.0, 0.0, 3.0)] == [0.0, 0.0, 0.5, 1.0, 1.0]
