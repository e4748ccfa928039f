"""What a model is told stands in a text file; notes stay at home, and what people said fills only its own place."""

from __future__ import annotations

import pytest

from interviewer.assets import asset
from interviewer.examiner import prompt
from interviewer.examiner.prompt_text import text

PRESSURES = ("calm", "probing", "hostile")


@pytest.mark.parametrize("pressure", PRESSURES)
def test_the_instructions_are_whole(pressure):
    told = prompt.instructions(pressure, "~~abc~~")
    assert "~~abc~~" in told
    assert "{" not in told
    assert told.splitlines()[-2:] == ["ANGLE: the number of the angle you took", "QUESTION: your question"]


def test_no_note_is_sent():
    sections = [
        name for name in asset("prompts", "examiner.md").read_text().splitlines() if name.startswith("## ")
    ]
    assert len(sections) > 10
    assert not any(">" in text(name[3:]) for name in sections)


def test_a_reason_cannot_fill_another_place():
    assert text("again", reason="{reason} and {fence}") == (
        "That cannot be asked: {reason} and {fence}. Write the two lines again."
    )


def test_the_file_tells_its_version():
    assert "\nVersion 1\n" in asset("prompts", "examiner.md").read_text()
