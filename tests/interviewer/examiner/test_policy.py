from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.examiner import Brief
from interviewer.examiner.guard import refusal
from interviewer.examiner.leaks import leaked
from interviewer.examiner.move import WEAKNESSES
from interviewer.examiner.moves import MOVES, dimension_of
from interviewer.examiner.phrasing import ANCHORS, RUNGS
from interviewer.examiner.policy import choose
from interviewer.examiner.signals import Suspicion
from interviewer.question.question import Criterion, Hint, Part, Question
from interviewer.question.rubric import BY_ID, TWELVE
from interviewer.transcript import CANDIDATE, Turn

SOLID = "We compared two arms over eight sites, and the interval on the difference excludes zero."


def brief(moves=(), seed=7, part="presentation", text=SOLID, kind="challenge", **more):
    turns = (Turn(1, CANDIDATE, "answer", text),)
    return Brief(len(moves) + 1, kind, part, Question("A project"), turns, moves, "hostile", seed, **more)


def suspicions(**scores):
    found = [Suspicion(label, scores.get(label, 0.0), 0, 5) for label in WEAKNESSES]
    return sorted(found, key=lambda one: -one.score)


def first(found, **options):
    return choose(brief(**options), found)[0].move


@pytest.mark.parametrize("label", sorted(WEAKNESSES))
def test_a_strong_signal_is_what_gets_asked_about_first(label):
    for part in ("discussion", "presentation"):
        if any(label in move.labels and part in move.parts for move in MOVES):
            assert label in first(suspicions(**{label: 0.9}), part=part).labels


def test_an_open_dimension_comes_before_one_that_was_pressed_already():
    weak = suspicions(no_uncertainty=0.6, unjustified_choice=0.4)
    assert first(weak).dimension == "experimental_rigor"
    again = first(weak, moves=("ER-noise", "CO-pushback", "RP-ship"))
    assert again.dimension == "method_altitudes"


def test_a_round_has_a_pushback_and_a_product_move_by_its_fourth_challenge():
    weak = suspicions(no_uncertainty=0.9, test_leakage=0.9, untuned_baseline=0.9)
    for seed in range(20):
        moves = ()
        for _ in range(4):
            moves = (*moves, first(weak, moves=moves, seed=seed).id)
        dimensions = [dimension_of(move) for move in moves]
        assert "composure" in dimensions
        assert "research_to_product" in dimensions
        assert all(one != other for one, other in pairwise(dimensions))


def test_the_emptiest_cell_is_aimed_at_when_nothing_else_speaks():
    flat = suspicions()
    # Chance alone never makes up for an empty cell.
    aimed = [choose(brief(seed=seed), flat, ["spread over seeds"])[0].move.id for seed in range(20)]
    assert set(aimed) == {"ER-noise"}


@pytest.mark.parametrize("focus", [one.id for one in TWELVE])
def test_what_is_to_be_practised_comes_early_and_comes_back(focus):
    scope = BY_ID[focus].scope
    part = "presentation" if scope == "throughout" else scope
    weak = suspicions(no_uncertainty=0.6, test_leakage=0.5, unscoped_area=0.6, secondhand_evidence=0.5)
    there = sum(move.dimension == focus and part in move.parts for move in MOVES)
    for seed in range(6):
        moves = ()
        for _ in range(8):
            moves = (*moves, first(weak, moves=moves, seed=seed, part=part, focus=focus).id)
        asked = [dimension_of(move) for move in moves]
        assert focus in asked[:2]
        assert asked.count(focus) >= min(2, there)
        assert {"composure", "research_to_product"} <= set(asked)


def test_without_a_focus_the_choice_is_what_it_always_was():
    weak = suspicions(no_uncertainty=0.6)
    assert choose(brief(), weak) == choose(brief(focus=""), weak)


def test_in_a_hurry_only_what_is_wanted_is_asked():
    for seed in range(9):
        asked = choose(
            brief(seed=seed, in_a_hurry=True, wanted=("honest_limitations",)), suspicions(no_uncertainty=1.0)
        )
        assert {choice.move.dimension for choice in asked} == {"honest_limitations"}


class Sure:
    """Signals that find one label with one score."""

    def __init__(self, label, score):
        self.label, self.score = label, score

    def suspect(self, tokens, part):
        return tuple(
            sorted(
                (
                    Suspicion(label, self.score * (label == self.label), 0, len(tokens))
                    for label in WEAKNESSES
                ),
                key=lambda one: -one.score,
            )
        )


def test_a_solid_stretch_gets_a_question_and_no_accusation():
    doubts = ("I do not buy it", "I am not convinced", "too fast for me")
    for seed in range(30):
        calm = EmbeddedExaminer(Sure("no_uncertainty", 0.1)).propose(brief(seed=seed)).text
        assert not any(doubt in calm for doubt in doubts)
    pressed = {
        EmbeddedExaminer(Sure("no_uncertainty", 0.9)).propose(brief(seed=seed)).text for seed in range(30)
    }
    assert any(doubt in text for text in pressed for doubt in doubts)


def test_each_rung_asks_its_own_kind_of_why():
    reply = "It is the routing loss that gives us the two points we have here."
    for rung in (1, 2, 3):
        asked = EmbeddedExaminer().propose(brief(("ER-ablate",), text=reply, kind="follow_up", rung=rung))
        assert asked.rung == rung
        assert asked.move == "ER-ablate"
        assert asked.quote in reply
        own = next(move for move in MOVES if move.id == "ER-ablate").whys[rung - 1]
        tails = [*RUNGS[rung - 1], own.split('". ')[-1]]
        assert any(asked.text.endswith(tail) for tail in tails)


@pytest.mark.parametrize(
    "reply", ["Sorry, I lost the thread.", "Hm, hard to say, really.", "I don't know, let me think."]
)
def test_nobody_is_quoted_on_having_lost_the_thread(reply):
    for kind in ("challenge", "follow_up"):
        asked = EmbeddedExaminer().propose(brief(("ER-ablate",), text=reply, kind=kind, rung=1))
        assert asked.quote == ""
        assert '"' not in asked.text


def test_after_two_empty_replies_the_question_is_an_easier_one():
    asked = EmbeddedExaminer().propose(brief(("ER-ablate",), text="Hm, well.", kind="anchor", rung=1))
    assert ANCHORS["experimental_rigor"] in asked.text
    assert (asked.move, asked.rung, asked.quote) == ("ER-ablate", 1, "")


def test_what_ended_a_ladder_is_kept_with_the_next_challenge():
    assert EmbeddedExaminer().propose(brief(let_go="evidence")).let_go == "evidence"


def test_a_number_that_drifted_is_said_with_both_quotes_and_once():
    turns = (
        Turn(1, CANDIDATE, "answer", "We ran five seeds on each of the two sets."),
        Turn(1, "Ada", "challenge", "What is the interval?"),
        Turn(2, CANDIDATE, "answer", "It is small, the three seeds are close together."),
    )
    asked = EmbeddedExaminer().propose(replace(brief(("ER-noise",)), turns=turns))
    assert '"five seeds"' in asked.text
    assert '"three seeds"' in asked.text
    assert (asked.validity, asked.dimension) == ("valid", "intellectual_honesty")
    again = (*turns, Turn(2, "Ada", "challenge", asked.text), Turn(3, CANDIDATE, "answer", "Five, sorry."))
    other = EmbeddedExaminer().propose(replace(brief(("ER-noise", asked.move)), turns=again))
    assert not other.move.startswith("DR")


HIDDEN = Question(
    "Caching",
    introduction="Serve long chats cheaply.",
    parts=(
        Part(
            "Discussion",
            "Which ideas carry the field?",
            hints=(Hint("Memory", "Think of how the memory grows with every new token."),),
            dimensions=(Criterion("Falsifiable forecasting", "Names the date by which the bet is lost."),),
        ),
    ),
    dimensions=(Criterion("Honest limitations", "Says which users are served worse than before."),),
    summary="A strong answer relates eviction to attention mass.",
)


@pytest.mark.parametrize(
    "text",
    [
        "Have you thought of how the memory grows with every new token?",
        "Can you tell which users are served worse than before?",
        "What about honest limitations here?",
        "What relates eviction to attention mass in that?",
    ],
)
def test_nothing_the_file_keeps_hidden_is_given_away(text):
    assert "gives away" in refusal(text, "", (), HIDDEN)
    assert refusal(text, "", ()) == ""


def test_what_was_shown_or_said_is_no_secret():
    said = [
        Turn(1, CANDIDATE, "answer", "The memory grows with every new token, and eviction to attention mass.")
    ]
    assert refusal("So the memory grows with every new token, but how fast?", "", said, HIDDEN) == ""
    assert refusal("How would you serve long chats cheaply at night?", "", (), HIDDEN) == ""
    assert leaked("How would you serve it?", HIDDEN, ()) == ""
