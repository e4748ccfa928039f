from __future__ import annotations

import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.examiner import Brief
from interviewer.examiner.guard import refusal
from interviewer.examiner.moves import MOVES, dimension_of
from interviewer.examiner.quoting import occurs, tokens_of
from interviewer.question.question import Question
from interviewer.transcript import CANDIDATE, Turn

ANSWER = (
    "So we tuned our model with forty trials, and the baseline ran with the defaults that came with it. "
    "On our test set we are three points better, so the method is clearly the best one for any language."
)


def brief(text=ANSWER, kind="challenge", part="presentation", moves=(), request=1, seed=7, earlier=()):
    turns = (*earlier, Turn(1, CANDIDATE, "answer", text))
    return Brief(request, kind, part, Question("A project"), turns, moves, "probing", seed)


def test_it_quotes_the_candidate_word_for_word():
    asked = EmbeddedExaminer().propose(brief())
    assert asked.quote in ANSWER
    assert 4 <= len(asked.quote.split()) <= 12
    assert f'"{asked.quote}"' in asked.text
    assert (asked.engine, asked.fallback) == ("embedded", "")


def test_a_baseline_left_at_its_defaults_is_what_gets_asked_about():
    text = "I ran a full sweep for ours. The baseline we took from the public checkpoint with its defaults."
    asked = EmbeddedExaminer().propose(brief(text))
    assert asked.move == "ER-baseline"
    assert "baseline" in asked.quote


@pytest.mark.parametrize("text", ["", "No.", "I don't know", "?!"])
def test_a_very_short_answer_gets_a_question_without_a_quote(text):
    for kind in ("challenge", "follow_up"):
        asked = EmbeddedExaminer().propose(brief(text, kind, moves=("ER-noise",)))
        assert asked.quote == ""
        assert not refusal(asked.text, "", brief(text).turns)


def test_the_same_brief_gives_the_same_question_and_another_seed_may_not():
    assert EmbeddedExaminer().propose(brief()) == EmbeddedExaminer().propose(brief())
    assert len({EmbeddedExaminer().propose(brief("It works well.", seed=seed)).move for seed in range(9)}) > 1


def test_a_why_digs_into_the_same_move_with_words_of_the_new_answer():
    asked = EmbeddedExaminer().propose(
        brief("Because the router learns which expert to trust.", "follow_up", moves=("MA-choice",))
    )
    assert (asked.move, asked.dimension) == ("MA-choice", "method_altitudes")
    assert asked.quote in "Because the router learns which expert to trust."


def test_a_long_round_repeats_no_question_no_move_and_no_dimension_in_a_row():
    examiner, turns, moves, texts = EmbeddedExaminer(), [], [], []
    for request in range(1, 16):
        for kind in ("challenge", "follow_up"):
            turns.append(Turn(len(turns), CANDIDATE, "answer", ANSWER))
            asked = examiner.propose(
                replace(brief(), kind=kind, request=request, turns=tuple(turns), moves_used=tuple(moves))
            )
            assert not refusal(asked.text, asked.quote, turns)
            turns.append(Turn(len(turns), "Ada", kind, asked.text))
            moves.append(asked.move)
            texts.append(asked.text)
    challenges = moves[::2]
    assert moves[1::2] == challenges
    assert len(set(challenges)) == len(challenges)
    assert len(set(texts)) == len(texts)
    dimensions = [dimension_of(move) for move in challenges]
    assert all(one != other for one, other in pairwise(dimensions))


def test_a_question_is_ready_in_less_time_than_a_breath():
    long = " ".join([ANSWER] * 12)
    began = time.process_time()
    for request in range(10):
        EmbeddedExaminer().propose(brief(long, request=request))
    # 50 ms each on an idle core; a shared one is given four times that.
    assert (time.process_time() - began) / 10 < 0.2


words = st.text(
    st.one_of(st.characters(codec="utf-8"), st.sampled_from('"“”<>[]{}`*_#?!.,;:/@\\ \n\t’\u200b')),
    max_size=400,
)


@settings(max_examples=300, deadline=None)
@given(words, st.sampled_from(["challenge", "follow_up"]), st.integers(0, 99), st.sampled_from(MOVES))
def test_whatever_was_said_the_question_passes_the_guard(text, kind, seed, move):
    asked = brief(text, kind, seed=seed, moves=(move.id,) if kind == "follow_up" else ())
    proposal = EmbeddedExaminer().propose(asked)
    assert not refusal(proposal.text, proposal.quote, asked.turns)
    assert not proposal.quote or occurs(proposal.quote, text)


@given(st.lists(st.from_regex(r"[a-z]{1,9}[.,?]?", fullmatch=True), min_size=4, max_size=60))
def test_four_plain_words_are_always_quoted(said):
    text = " ".join(said)
    assert len(tokens_of(text)) == len(said)
    assert occurs(EmbeddedExaminer().propose(brief(text)).quote, text)
