from __future__ import annotations

import pytest

from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.examiner import Brief
from interviewer.examiner.guard import quotations, refusal
from interviewer.examiner.moves import MOVES, is_planted
from interviewer.examiner.objections import planted, reveal
from interviewer.examiner.policy import challenges_of
from interviewer.question.question import Question
from interviewer.transcript import CANDIDATE, Turn

TALK = (
    "We beat the baseline by 4.1 points, and the baseline was tuned with the same forty trials. "
    "Five seeds, plus or minus 0.6. Without the gate half of the gain is gone. It costs four cents a request. "
    "The test set was opened once. Three datasets agree. It fails on long tables, twelve percent of them."
)
ASKED = ("ER-noise", "MA-choice", "RP-ship")


def brief(text=TALK, moves=ASKED, seed=7, kind="challenge", request=9, pressure="probing"):
    turns = (Turn(1, CANDIDATE, "answer", text),)
    return Brief(request, kind, "presentation", Question("A project"), turns, moves, pressure, seed)


def due(text=TALK, moves=ASKED):
    """Return everything planted over many seeds."""
    return [made for seed in range(60) for made in planted(brief(text, moves, seed))]


def test_both_kinds_are_planted_each_with_what_is_wrong_about_it():
    made = due()
    assert {one.validity for one in made} == {"invalid", "false_premise"}
    for one in made:
        assert is_planted(one.move)
        assert reveal(one.move)
        assert reveal(one.move) == one.why
        assert not refusal(one.text, one.quote, brief().turns)
        assert len(one.text.split()) <= 35


def test_a_false_premise_never_stands_in_quotation_marks_and_was_never_said():
    for one in due():
        if one.validity == "false_premise":
            assert not quotations(one.text)
            assert one.quote == ""
    assert not any(one.move == "PF-languages" for one in due("We trained on four languages and it held up."))
    assert any(one.move == "PF-languages" for one in due("We trained it and it held up on the bench."))


def test_a_wrong_argument_quotes_what_was_really_shown():
    wrong = [one for one in due() if one.validity == "invalid"]
    assert {"PI-seeds", "PI-tuning"} <= {one.move for one in wrong}
    assert all(one.quote in TALK for one in wrong)
    assert not [one for one in due("We never tuned anything at all.") if one.validity == "invalid"]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_the_first_challenges_are_never_planted(count):
    assert due(moves=ASKED[:count]) == []


def test_over_many_rounds_at_most_a_quarter_of_the_challenges_is_planted_and_none_is_first():
    examiner, shares = EmbeddedExaminer(), []
    for seed in range(12):
        moves, turns = [], []
        for number in range(1, 17):
            turns.append(Turn(number, CANDIDATE, "answer", TALK))
            asked = examiner.propose(
                Brief(
                    number,
                    "challenge",
                    "presentation",
                    Question("A"),
                    tuple(turns),
                    tuple(moves),
                    "calm",
                    seed,
                )
            )
            turns.append(Turn(number, "Ada", "challenge", asked.text))
            moves.append(asked.move)
            assert is_planted(asked.move) == (asked.validity in ("invalid", "false_premise"))
            assert sum(map(is_planted, moves)) <= len(moves) / 4
        assert not is_planted(moves[0])
        assert len(set(moves)) == len(moves)
        shares.append(sum(map(is_planted, moves)))
    assert sum(shares) > 0


def test_no_share_means_none_and_a_why_is_never_planted():
    assert not list(planted(brief(), share=0.0))
    assert not [one for seed in range(30) for one in planted(brief(seed=seed, kind="follow_up"))]
    for seed in range(30):
        assert not is_planted(EmbeddedExaminer(planted_share=0.0).propose(brief(seed=seed)).move)


def test_the_same_seed_plants_the_same():
    assert [list(planted(brief(seed=seed))) for seed in range(9)] == [
        list(planted(brief(seed=seed))) for seed in range(9)
    ]


def test_other_moves_have_nothing_to_reveal():
    assert not any(reveal(move.id) for move in MOVES)
    assert reveal("PI-nothing") == reveal("PF-nothing") == reveal("") == ""
    assert challenges_of(("a", "a", "b", "a")) == ["a", "b", "a"]
