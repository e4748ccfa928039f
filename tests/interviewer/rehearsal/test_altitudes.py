"""The altitude drill: the same claim lower or higher, and whether it is still the same."""

from __future__ import annotations

import pytest

from interviewer.rehearsal.altitudes import RUNGS, drill, survived

CLAIM = "Calibrating by position wins back 80 percent of the loss without any retraining."


def test_the_product_lead_comes_first_and_the_seed_orders_the_rest():
    assert drill(3)[0].altitude == "product"
    assert drill(3) == drill(3)
    assert {rung.altitude for rung in drill(3)} == {"product", "formal", "recipe", "cost"}
    assert len({drill(seed) for seed in range(12)}) > 1


def test_a_claim_survives_in_plain_words():
    said = "On long documents we win back eighty percent of what is lost, if we calibrate each position, no retraining."
    found = survived(CLAIM, said, RUNGS[0], 18.0)
    assert found.survived
    assert found.numbers_lost == ()
    assert found.overtime == 0.0


def test_another_number_is_another_claim():
    found = survived(CLAIM, "Calibrating by position wins back 90 percent of the loss.", RUNGS[0], 26.0)
    assert not found.survived
    assert found.numbers_changed == ("90 percent",)
    assert found.overtime == pytest.approx(6.0)


def test_talk_about_something_else_loses_the_claim():
    assert not survived(CLAIM, "Customers like fast products and we work hard.", RUNGS[0], 5.0).survived
    assert not survived(CLAIM, "", RUNGS[0], 0.0).survived
