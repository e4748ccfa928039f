from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.slides.notes import Notes, beside, read_notes, understood


def found(text, count=9):
    return understood(text, count, "talk.md")


@pytest.mark.parametrize(
    "heading",
    [
        "## 3",
        "# 3",
        "###3",
        "## Slide 3",
        "## slide 3:",
        "## SLIDE #3",
        "## Page 3",
        "## 3.",
        "## 3)",
        "## 3 ##",
    ],
)
def test_headings_name_slides_in_many_ways(heading):
    assert found(f"{heading}\nSay this.\n\n## 4\nThen that.\n") == Notes({3: "Say this.", 4: "Then that."})


def test_the_rest_of_a_heading_belongs_to_the_notes():
    assert found("## 3: Results\nSay this.").by_slide == {3: "Results\nSay this."}


@pytest.mark.parametrize("heading", ["## 3.2 Ablation", "## 3rd try", "## Results 3", "##", "3", "## v3"])
def test_a_heading_that_names_no_slide_stays_text(heading):
    assert found(f"## 1\n{heading}\nmore").by_slide == {1: f"{heading}\nmore"}


def test_rules_part_slides_where_no_heading_names_one():
    assert found("One\n---\n\n---\nThree\n* * *\n- - -\nFour").by_slide == {
        1: "One",
        3: "Three\n* * *",
        4: "Four",
    }


def test_a_rule_between_headings_is_no_note():
    assert found("## 1\nOne\n---\n## 2\nTwo").by_slide == {1: "One", 2: "Two"}


def test_a_rule_before_everything_parts_nothing():
    assert found("---\nOne\n---\nTwo").by_slide == {1: "One", 2: "Two"}


def test_a_head_of_keys_is_left_out_and_told():
    notes = found("---\ntitle: Talk\nauthor: Me\n---\nOne\n---\nTwo")
    assert notes.by_slide == {1: "One", 2: "Two"}
    assert notes.remarks == (
        "The head of keys at the top of the notes belongs to no slide and was left out.",
    )


def test_what_lies_in_a_fence_parts_nothing():
    assert found("## 1\n```\n## 2\n---\n```\nmore\n## 2\nTwo").by_slide == {
        1: "```\n## 2\n---\n```\nmore",
        2: "Two",
    }


def test_text_without_any_slide_goes_to_the_first_and_is_told():
    notes = found("Just a text.")
    assert notes.by_slide == {1: "Just a text."}
    assert notes.remarks[0].startswith("talk.md names no slides, so all of it went to slide 1;")


def test_what_belongs_to_no_slide_is_told():
    notes = found("Hello\nthere\n## 2\nTwo\n## 2\nAgain\n## 12\nFar\n## 0\nZero", 3)
    assert notes.by_slide == {2: "Two\n\nAgain"}
    assert notes.remarks == (
        "In talk.md 2 lines stand before the first slide's heading and belong to no slide.",
        "talk.md names slide 2 twice; both parts were kept.",
        "talk.md has notes for slides 12, 0, but the deck has 3 slides; they were left out.",
    )


def test_an_empty_file_has_no_notes_and_nothing_to_tell():
    assert found("") == found(" \n\n") == Notes()


def test_markup_stays_as_it_was_written():
    assert found("## 1\n<b>bold</b> & **strong**").by_slide == {1: "<b>bold</b> & **strong**"}


@given(st.text(), st.integers(1, 5))
def test_any_text_is_taken(text, count):
    notes = found(text, count)
    assert all(1 <= slide <= count and said for slide, said in notes.by_slide.items())


def test_the_notes_lie_beside_the_deck(tmp_path):
    deck = tmp_path / "talk.pdf"
    assert beside(deck) is None
    deck.with_suffix(".md").write_text("## 1\nOne")
    assert beside(deck) == tmp_path / "talk.md"
    assert beside(tmp_path / "talk.md") is None


def test_notes_that_cannot_be_used_are_told_in_a_sentence(tmp_path):
    path = tmp_path / "talk.md"
    path.write_bytes(b"x" * ((1 << 20) + 1))
    assert read_notes(path, 3).remarks == (
        "The notes in talk.md are longer than 1 MB and were left out; shorten the file.",
    )
    path.unlink()
    assert read_notes(path, 3).remarks == (
        "The notes in talk.md could not be read; check who may read the file.",
    )


def test_a_byte_order_mark_is_no_text(tmp_path):
    path = tmp_path / "talk.md"
    path.write_bytes("## 1\nÉtude".encode("utf-8-sig"))
    assert read_notes(path, 3) == Notes({1: "Étude"})
