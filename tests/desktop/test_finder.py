from __future__ import annotations

from desktop.finder import Finder
from desktop.word_places import code_units

TEXT = "The baseline. A tuned Baseline, and no baseline."


def test_every_place_is_found_whatever_its_case():
    assert Finder(TEXT, "baseline").places == [4, 22, 39]
    assert Finder(TEXT, "baseline").words == "1 of 3"


def test_the_first_place_is_the_next_one_from_where_one_reads():
    assert Finder(TEXT, "baseline", near=10).place == 22


def test_going_on_goes_round_at_both_ends():
    finder = Finder(TEXT, "baseline", near=39)
    finder.step(True, 39)
    assert finder.place == 4
    finder.step(False, 4)
    assert (finder.place, finder.words) == (39, "3 of 3")


def test_signs_that_mean_something_in_patterns_are_only_signs():
    assert Finder("a+b (c) a+b", "a+b").places == [0, 8]
    assert Finder("a+b", ".*").words == "Not found"


def test_looking_for_nothing_finds_nothing():
    assert (Finder(TEXT, "").place, Finder(TEXT, "").words) == (None, "")


def test_what_qt_counts_twice_is_counted_twice():
    assert Finder(code_units("😀 loss"), code_units("loss")).places == [3]
