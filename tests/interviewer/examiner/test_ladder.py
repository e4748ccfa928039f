from __future__ import annotations

from itertools import product

import pytest

from interviewer.examiner.ladder import DEEPEST, Step, standing, step
from interviewer.examiner.reading import read
from interviewer.transcript import CANDIDATE, Turn

ASKED = 'You said "the routing loss earns the gain". What did you measure about the routing loss?'
THIN = "Well, I think it is really a very nice way of doing things in general."
PARTIAL = (
    "The routing loss is better by some points, that is what the routing loss gives you, about two points."
)
EVIDENCE = "We ran five seeds with and without the routing loss, and it is worth one point four."
MECHANISM = "Because the routing loss keeps rare experts alive, the tail classes get a gradient at all."
CONCEDED = "You're right, we never measured that, so I can't claim it."
UNKNOWN = "I don't know. I would train once without it and compare the tail classes."


def talk(*replies, kinds=("challenge", "follow_up", "follow_up", "follow_up", "follow_up")):
    turns = [
        Turn(1, "Ada", "question", "Present your project."),
        Turn(1, CANDIDATE, "answer", "We built it."),
    ]
    for number, (kind, reply) in enumerate(zip(kinds, replies, strict=False), 2):
        turns += [Turn(number, "Ada", kind, ASKED), Turn(number, CANDIDATE, "answer", reply)]
    return turns


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (EVIDENCE, "evidence"),
        (MECHANISM, "mechanism"),
        (CONCEDED, "concession"),
        (UNKNOWN, "unknown_with_test"),
    ],
)
def test_a_reply_with_substance_ends_the_ladder_with_its_reason(reply, reason):
    assert standing(talk(reply)) == Step("let_go", 0, reason)
    assert standing(talk(PARTIAL, reply)) == Step("let_go", 1, reason)


def test_half_a_reply_is_climbed_on_three_whys_deep_and_no_further():
    assert [standing(talk(*[PARTIAL] * count)) for count in range(1, 5)] == [
        Step("climb", 1),
        Step("climb", 2),
        Step("climb", 3),
        Step("let_go", 3, "depth"),
    ]


def test_after_two_empty_replies_comes_one_easier_question_and_then_something_else():
    assert standing(talk(THIN)) == Step("climb", 1)
    assert standing(talk(THIN, THIN)) == Step("anchor", 1)
    empty = "Hm, hard to say really, one would need to think about such matters."
    assert standing(talk(THIN, THIN, empty)) == Step("let_go", 1, "two_thin")
    assert standing(talk(THIN, THIN, PARTIAL)).action == "let_go"


def test_what_the_candidate_leaned_on_in_the_end_is_kept():
    assert standing(talk(THIN, THIN, THIN)).reason == "repetition"
    named = "Honestly everybody at Google does it like this."
    assert standing(talk(THIN, THIN, named)).reason == "authority"


def test_a_planted_objection_is_never_climbed_on():
    assert standing(talk(THIN), planted=True).action == "let_go"
    assert standing(talk(EVIDENCE), planted=True) == Step("let_go", 0, "evidence")


def test_a_question_of_the_file_ends_the_ladder_before_it():
    turns = [
        *talk(THIN),
        Turn(9, "Ada", "question", "What at ten times the compute?"),
        Turn(9, CANDIDATE, "answer", THIN),
    ]
    assert standing(turns) == Step("let_go", 0)
    assert standing([]) == Step("let_go", 0)


def test_every_ladder_ends_within_five_replies():
    for replies in product((THIN, PARTIAL, EVIDENCE, "", "No."), repeat=5):
        said = []
        for reply in replies:
            said.append(reply)
            found = standing(talk(*said))
            assert found.rung <= DEEPEST
            if found.action == "let_go":
                break
        assert found.action == "let_go"
        assert found.reason


def test_only_a_reply_with_an_ending_is_let_go_with_credit():
    assert step(0, "substantial", 0, "evidence") == Step("let_go", 0, "evidence")
    assert step(0, "thin", 1) == Step("climb", 1)
    assert step(3, "partial", 0).reason == "depth"


def test_a_number_about_something_else_is_no_evidence():
    assert read(ASKED, "Our office has forty people.").thinness == "thin"
    assert read(ASKED, EVIDENCE).ending == "evidence"
