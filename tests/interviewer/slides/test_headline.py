from __future__ import annotations

from interviewer.slides.headline import Line, headline


def test_the_largest_line_near_the_top_is_the_title():
    lines = [
        Line("A conference", 9, 0.02),
        Line("What we found", 30, 0.1),
        Line("point", 20, 0.3),
        Line("12", 40, 0.95),
    ]
    assert headline(lines) == "What we found"


def test_a_title_of_two_lines_is_one():
    lines = [Line("Why distillation", 30, 0.1), Line("beats pruning", 30, 0.18), Line("point", 20, 0.3)]
    assert headline(lines) == "Why distillation beats pruning"


def test_a_first_slide_has_its_title_in_the_middle():
    lines = [
        Line("Department of things", 14, 0.1),
        Line("The talk", 44, 0.55),
        Line("Somebody, 2026", 16, 0.7),
    ]
    assert headline(lines) == "The talk"


def test_a_large_number_is_no_title():
    assert headline([Line("95 %", 90, 0.4), Line("of rounds end well", 30, 0.6)]) == "of rounds end well"
    assert headline([Line("95 %", 90, 0.4)]) == ""


def test_nothing_has_no_title():
    assert headline([]) == ""
    assert headline([Line("words without a size", 0, 0.1)]) == ""


def test_a_long_title_is_cut_between_words():
    found = headline([Line("word " * 60, 30, 0.1)])
    assert len(found) <= 120
    assert found.endswith("word…")
