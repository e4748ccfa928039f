from __future__ import annotations

import pytest

from interviewer.events import Word
from interviewer.examiner.grid import cells_of, emptiest, grid
from interviewer.examiner.ledger import drifts, ledger
from interviewer.examiner.numbers import quantities
from interviewer.transcript import CANDIDATE, Turn


def answers(*texts):
    return [
        Turn(n, CANDIDATE, "answer", text, start=10.0 * n, end=10.0 * n + 8)
        for n, text in enumerate(texts, 1)
    ]


def drifted(*texts):
    return [(drift.earlier, drift.later) for drift in drifts(ledger(answers(*texts)))]


@pytest.mark.parametrize(
    ("said", "value", "unit"),
    [
        ("five seeds", 5, "seed"),
        ("over 5 different seeds.", 5, "seed"),
        ("sixty eight point four percent", 68.4, "percent"),
        ("68.4%", 68.4, "percent"),
        ("three hundred and twenty thousand hours", 320_000, "hour"),
        ("about 1,200 users", 1200, "user"),
        ("forty-nine trials", 49, "trial"),
        ("a 7B model", 7e9, "model"),
        ("zero point nine two", 0.92, ""),
        ("twenty-two batteries", 22, "battery"),
    ],
)
def test_a_number_is_understood_spelled_or_in_digits(said, value, unit):
    (found,) = quantities(said.split())
    assert (found.value, found.unit) == (pytest.approx(value), unit)


def test_two_numbers_side_by_side_stay_two():
    assert [one.value for one in quantities(["three,", "four", "five", "layers"])] == [3, 4, 5]
    assert quantities(["one", "of", "them,"]) == ()


def test_a_number_that_changes_between_answers_is_found_in_any_spelling():
    assert drifted("We ran five seeds on all of it.", "The spread over 3 seeds is small.") == [
        ("five seeds", "3 seeds")
    ]
    assert drifted(
        "It was tested on four hospitals in the north.", "All three hospitals were tested blind."
    ) == [("four hospitals", "three hospitals")]


@pytest.mark.parametrize(
    "texts",
    [
        ("We ran five seeds on all of it.", "The five seeds agree with each other."),
        ("We ran five seeds.", "5 seeds, as we said before."),
        ("We ran five seeds on all of it.", "The baseline got three seeds on the cluster."),
        ("We ran five seeds on all of it.", "We added three more seeds after that."),
        ("We ran five seeds on all of it.", "Sorry, it was three seeds after all."),
        ("Five seeds for ours, three seeds for the other.", "With three seeds that is what you get."),
        ("It reaches 68 percent on news.", "It reaches 71 percent on mail."),
        ("We ran five seeds and then three seeds.",),
        ("A seed bank holds 4,000 seeds of grass.", "We ran five seeds on all of it."),
    ],
)
def test_two_numbers_that_may_both_be_right_are_no_drift(texts):
    assert drifted(*texts) == []


def test_every_claim_has_its_place_its_standing_and_its_words():
    text = "We measured four points more. I think the router learns it. According to the paper that is usual."
    words = tuple(Word(word, 3.0 + n, 3.5 + n, 0.9) for n, word in enumerate(text.split()))
    claims = ledger(answers(text), {1: words})
    assert [claim.standing for claim in claims] == ["measured", "believed", "cited"]
    assert [claim.start for claim in claims] == [3.0, 8.0, 14.0]
    assert all(claim.text in text and claim.answer == 1 for claim in claims)
    assert {claim.start for claim in ledger(answers(text))} == {10.0}


def test_the_panels_lines_are_no_claims():
    assert ledger([Turn(1, "Ada", "challenge", "You ran five seeds and won by four points, did you?")]) == ()


TALK = (
    "We beat the baseline by 4.1 points. The baseline got the same forty trials as ours. "
    "Five seeds, plus or minus 0.6. Without the gate half of the gain is gone. It ran once with the defaults."
)


def test_the_grid_has_a_row_for_a_headline_and_quotes_for_what_was_said():
    (row,) = grid(answers(TALK))
    assert "4.1 points" in row.claim.text
    assert row.cells["baseline tuned alike"].state in ("evidenced", "conceded")
    assert row.cells["spread over seeds"].state == "evidenced"
    assert row.cells["ablation isolates"].state != "empty"
    assert "test data untouched" in row.empty
    assert all(cell.quote in TALK for cell in row.cells.values())
    assert set(row.empty) == set(emptiest(answers(TALK)))


def test_a_later_answer_fills_the_cells_of_the_headline_before_it():
    told = answers("We beat the baseline by 4.1 points.", "The test set was opened once, at the end.")
    assert "test data untouched" in grid(told[:1])[0].empty
    (row,) = grid(told)
    assert row.cells["test data untouched"].state == "evidenced"
    assert row.cells["test data untouched"].answer == 2


def test_what_was_not_done_is_conceded():
    assert cells_of("We never measured the spread over the seeds.")["spread over seeds"].state == "conceded"
    assert grid(answers("I like this field very much.")) == ()
    assert emptiest([]) == ()
