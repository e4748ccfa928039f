from __future__ import annotations

import pytest

from interviewer.examiner.cues import CUES, RELIEFS
from interviewer.examiner.guard import refusal
from interviewer.examiner.move import WEAKNESSES
from interviewer.examiner.moves import MOVES, move_of
from interviewer.examiner.phrasing import TONES, in_other_words
from interviewer.examiner.quoting import tokens_of
from interviewer.examiner.signals import LexicalSignals, clauses
from interviewer.transcript import CANDIDATE, Turn

QUOTE = "a b c d e f g h i j k l"
TURNS = (Turn(1, CANDIDATE, "answer", QUOTE),)
RUBRIC = {*WEAKNESSES.values(), "composure"}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.id)
def test_every_phrasing_passes_the_guard_with_the_longest_quote_and_tone(move):
    tones = {tone for some in TONES.values() for tone in some}
    for template in (*move.ask, *move.whys):
        assert template.count('"{quote}"') == 1
        for tone in tones:
            text = f"{tone} {template.replace('{quote}', QUOTE)}".strip()
            assert refusal(text, QUOTE, TURNS) == ""
    assert refusal(move.plain, "", TURNS) == ""
    assert len(move.ask) >= 3
    assert len(move.whys) >= 3


def test_every_dimension_and_every_weakness_has_a_move_in_its_part():
    assert {move.dimension for move in MOVES} == RUBRIC
    assert len(RUBRIC) == 12
    for label, dimension in WEAKNESSES.items():
        assert any(label in move.labels and move.dimension == dimension for move in MOVES), label
    assert len({move.id for move in MOVES}) == len(MOVES) >= 35


def test_every_weakness_has_cues_and_every_cue_a_weakness():
    assert set(CUES) == set(WEAKNESSES)
    assert set(RELIEFS) <= set(WEAKNESSES)


def test_other_words_are_other_words_and_keep_the_quote():
    for move in MOVES:
        asked = move.ask[0].replace("{quote}", "we never tried it")
        again = in_other_words(asked, "we never tried it", move.id, "challenge")
        assert '"we never tried it"' in again
        assert asked not in again


@pytest.mark.parametrize(
    ("label", "weak", "met"),
    [
        (
            "no_uncertainty",
            "It improved by one point four, so it is better.",
            "It improved by one point four over five seeds.",
        ),
        (
            "secondhand_evidence",
            "People say it is well known to help.",
            "People say it helps, and I ran it myself.",
        ),
        (
            "untuned_baseline",
            "The baseline used the defaults.",
            "The baseline left its defaults and both got the same budget.",
        ),
    ],
)
def test_what_meets_a_weakness_lowers_its_suspicion(label, weak, met):
    def score(text):
        found = LexicalSignals().suspect(tokens_of(text), "discussion")
        return next(one.score for one in found if one.label == label)

    assert score(weak) > score(met)


def test_signals_rank_every_weakness_and_stay_inside_the_answer():
    tokens = tokens_of("it is just better and " * 30)
    found = LexicalSignals().suspect(tokens, "discussion")
    assert {one.label for one in found} == set(WEAKNESSES)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.start < one.stop <= len(tokens) for one in found)
    spans = clauses(tokens)
    assert [start for start, _ in spans] == [0, *(stop for _, stop in spans[:-1])]
    assert spans[-1][1] == len(tokens)


def test_an_unknown_move_is_none():
    assert move_of("XX-none") is None
