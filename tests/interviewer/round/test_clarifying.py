"""A good candidate asks first, and is answered from the facts; an answer is never taken for a question."""

from __future__ import annotations

import pytest

from interviewer.round.clarifying import OPEN, facts, questions_in
from interviewer.round.spoken import request

ITEMS = (
    "Which round is this, and how long do I have? — The discussion, 45 minutes.",
    "Do you want breadth over the whole field or depth in one corner? — Two minutes of map, then depth.",
    "Must I have been the primary contributor to the project? — Yes for the part you defend.",
    "How deep should I go into the mathematics? – Far enough that we could implement it.",
    "Is the role tied to a product? Yes: a coding assistant.",
    "What does the traffic look like? - Prompts of 3,000 tokens at the median.",
    "May the model adapt to one user?",
)


def told(turn: str) -> tuple[str, ...]:
    return facts(questions_in(turn), ITEMS, "This is the discussion, about 20 minutes.")


@pytest.mark.parametrize(
    ("turn", "fact"),
    [
        ("Should I go broad over the field, or deep in one corner?", "Two minutes of map, then depth."),
        ("Do I have to be the main author of the project I talk about?", "Yes for the part you defend."),
        ("how mathematical do you want this to be", "Far enough that we could implement it."),
        ("Okay, so, is this position linked to some product?", "Yes: a coding assistant."),
        ("Um, what kind of traffic do you see?", "Prompts of 3,000 tokens at the median."),
    ],
)
def test_what_is_asked_in_other_words_is_answered_from_the_file(turn, fact):
    assert told(turn) == (fact,)


def test_two_questions_in_a_breath_get_two_facts():
    asked = "Before I start, two things. Is the role tied to a product? And how much maths should I go into?"
    assert told(asked) == ("Yes: a coding assistant.", "Far enough that we could implement it.")


def test_the_length_is_that_of_this_round_and_not_of_the_file():
    assert told("How long do I have?") == ("This is the discussion, about 20 minutes.",)


def test_what_no_fact_answers_is_left_to_the_candidate():
    assert told("May the model adapt to one user?") == (OPEN,)
    assert told("What colour is the office?") == (OPEN,)


@pytest.mark.parametrize(
    "turn",
    [
        "",
        "I group them by what they assume about noise.",
        "What matters most? I would say the label. We measured it twice.",
        "Two families, and the second one wins, right?",
        "What I would say is that there are two families.",
        "How we did it is with one model for each language.",
        "When we ran it the second time it broke.",
        f"{'So the first family is simple and it works on clean speech only. ' * 8} Does that make sense?",
    ],
)
def test_an_answer_is_not_a_question(turn):
    assert questions_in(turn) == ()


@pytest.mark.parametrize(
    ("turn", "wish"),
    [
        ("Sorry, could you repeat the question, please?", "repeat"),
        ("I didn't quite catch that.", "repeat"),
        ("Can you put it differently?", "rephrase"),
        ("I don't understand the question", "rephrase"),
        ("Can we skip this one?", "skip"),
        ("Pass.", "skip"),
        ("No, I never said that.", "dispute"),
        ("That's not what I said!", "dispute"),
        ("I never said it was better, I said it was cheaper.", None),
        ("We repeat the experiment with five seeds.", None),
        ("I pass the gradient through the second layer.", None),
        ("No.", None),
        ("", None),
    ],
)
def test_a_short_turn_may_only_ask_something_of_the_panel(turn, wish):
    assert request(turn) == wish
