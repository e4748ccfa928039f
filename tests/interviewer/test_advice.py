"""What to do next: tied to what was said, the same each time, and never invented."""

from __future__ import annotations

import played_hard
import played_round
import pytest

from interviewer.debrief.advice import NOTHING, NOTHING_WEAK, Graded, Moved, none_words, steps
from interviewer.debrief.claims import Claims, claims
from interviewer.debrief.rigour import rigour
from interviewer.debrief.said import Said, Talk
from interviewer.debrief.standing import Standing, standing
from interviewer.debrief.whys import ladders


def rooms(events):
    talk = Talk(events)
    return standing(talk), claims(talk), ladders(talk), rigour(talk)


@pytest.fixture
def bad():
    return rooms(played_hard.events(played_hard.BAD))


def test_a_bad_round_is_told_the_three_worst_things_each_with_its_time_and_words(bad):
    first, second, third = steps(*bad)
    assert first.do == "Settle on one figure before you go in: how many seeds?"
    assert first.because == "At 0:32 you said “five seeds”, at 2:28 “three seeds”."
    assert second.do == "Say “I did not claim that” when a question rests on what you never said."
    assert "You had never said that it works in every language." in second.because
    assert third.do == "Give a reason of your own where you named who else does it."
    assert [step.said.answer for step in (first, second, third)] == [5, 4, 3]


def test_every_step_quotes_words_that_were_really_said(bad):
    answers = Talk(played_hard.events(played_hard.BAD)).answers
    for step in steps(*bad):
        assert step.said.text in answers[step.said.answer].text


def test_the_same_round_always_gives_the_same_steps(bad):
    assert steps(*bad) == steps(*rooms(played_hard.events(played_hard.BAD)))


def test_a_good_round_is_told_what_it_left_open_and_is_not_praised():
    found = steps(*rooms(played_hard.events(played_hard.GOOD)))
    assert found[0].do == "Say how the test data were kept apart."
    assert found[0].because.startswith("At 0:17 you claimed “Against the tuned baseline")
    assert not any(
        word in step.do + step.because for step in found for word in ("great", "well done", "good job")
    )


def test_a_result_without_a_spread_is_asked_for_its_seeds():
    talk = played_hard.events(played_hard.GOOD)[:3]
    said = talk[2].text.replace("We ran five seeds. ", "")
    talk[2] = played_hard.answer(1, 1, said, 8.0, 52.0)
    first = steps(*rooms(talk))[0]
    assert first.do == "Say how many seeds, and how far they lay apart."
    assert first.because.endswith("with no spread.")


def test_steps_come_from_different_rooms_where_there_are_enough(bad):
    assert len({step.about for step in steps(*bad)}) == 3


def test_a_round_without_words_gets_no_steps_and_says_why():
    made = rooms(played_hard.nearly_empty())
    assert steps(*made) == ()
    assert none_words(*made[:3]) == NOTHING


def test_a_round_in_which_nothing_weak_was_found_is_no_verdict():
    assert none_words(Standing(), Claims(), rooms(played_round.events())[2]) == NOTHING_WEAK


def test_judged_dimensions_and_measures_are_taken_where_they_are_given(bad):
    said = Said("hard to say", 7, 200.0, "audio/007", 0.0)
    graded = (Graded("Scoped depth", "What is the area?", 1, said), Graded("Other", "Fine?", 3))
    moved = (Moved("Breathe before you begin.", "Your pace rose by a third under challenge.", None, 0.97),)
    found = steps(Standing(), Claims(), (), (), graded, moved)
    assert [step.about for step in found] == ["composure", "grades"]
    assert found[1].because == "Scoped depth was judged at level 1 of 4, as at 3:20: “hard to say”."
    assert steps(*bad, graded, moved)[1].do == "Breathe before you begin."
