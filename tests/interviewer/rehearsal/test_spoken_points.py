"""A point counts as spoken in other words too, and a neighbour's words do not speak it."""

from __future__ import annotations

import pytest
from rehearsal_speech import spoken

from interviewer.rehearsal.spoken_points import Place, SpokenPoints
from interviewer.rehearsal.stems import stems


@pytest.mark.parametrize(
    ("slide", "said"),
    [
        ("32k inputs", "inputs of thirty two thousand"),
        ("68.9 %", "sixty eight point nine percent"),
        ("Baselines tuned", "tuning the baseline"),
        ("quantization", "quantised"),
        ("w/o router", "without the routers"),
    ],
)
def test_slides_and_speech_say_the_same_thing_differently(slide, said):
    assert set(stems(slide)) == set(stems(said))


BESIDE = ("Setup", "Baselines tuned with 40 trials", "Five seeds for every number", "Trained on 50k tickets")


def heard(point: str, *sentences: tuple[float, str]) -> bool:
    return SpokenPoints(spoken(*sentences).words).heard(point, Place(0.0, 30.0, BESIDE)).spoken


def test_a_paraphrase_speaks_a_point():
    assert heard(BESIDE[1], (0.0, "Each baseline got the same budget of forty tuning trials."))
    assert heard(BESIDE[2], (0.0, "Every number is a mean over five seeds."))


def test_a_point_left_out_is_not_spoken_by_its_neighbours():
    others = (
        (0.0, "Every number is a mean over five seeds."),
        (4.0, "We trained on fifty thousand tickets."),
    )
    assert not heard(BESIDE[1], *others)


def test_a_point_may_come_later_if_it_is_said_plainly():
    late = (60.0, "I forgot: the baselines were tuned with forty trials.")
    assert heard(BESIDE[1], (0.0, "Let us see."), late)
    assert not heard(BESIDE[1], (0.0, "Let us see."), (60.0, "The baselines come from the literature."))


def test_a_point_without_substance_is_never_missed():
    assert heard("And so on", (0.0, "Let us see."))
    assert SpokenPoints(()).heard("…").spoken
    assert not SpokenPoints(()).heard("Five seeds").spoken
