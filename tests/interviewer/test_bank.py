"""Questions are found by what people call them, and imports never overwrite anything."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from interviewer.errors import InterviewerError
from interviewer.question.bank import Bank

BUNDLED = Path(__file__).parents[2] / "assets" / "questions"


@pytest.fixture
def bank(tmp_path):
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    (bundled / "speech-asr.md").write_text("# Recognise speech on a phone\n\nWhy?\n")
    (bundled / "vision-detection.md").write_text("# Detect defects in steel\n\nWhy?\n")
    (bundled / "vision-depth.md").write_text("# Estimate depth\n\nWhy?\n")
    (bundled / "broken.md").write_text("")
    (bundled / "icon.png").write_bytes(b"\0")
    return Bank(bundled, tmp_path / "mine")


def test_a_file_that_cannot_be_read_does_not_hide_the_others(bank):
    assert [entry.id for entry in bank.entries()] == ["speech-asr", "vision-depth", "vision-detection"]


@pytest.mark.parametrize(
    "name",
    ["speech-asr", "Speech-ASR", "speech-asr.md", "speech", "Recognise speech on a phone", "recognise"],
)
def test_a_question_is_found_by_id_beginning_file_name_and_title(bank, name):
    assert bank.find(name).title == "Recognise speech on a phone"


def test_a_question_is_found_by_its_path(bank, tmp_path):
    path = tmp_path / "other.md"
    path.write_text("# Other\n\nx\n")
    assert bank.find(str(path)).title == "Other"
    assert bank.text(str(path)) == "# Other\n\nx\n"


def test_a_name_that_fits_several_questions_names_them(bank):
    with pytest.raises(InterviewerError, match="vision-depth, vision-detection"):
        bank.find("vision")


@pytest.mark.parametrize("name", ["nothing", "", "   "])
def test_a_name_that_fits_none_says_where_to_look(bank, name):
    with pytest.raises(InterviewerError, match="viva questions list"):
        bank.find(name)


def test_an_imported_question_is_copied_privately_and_listed_first(bank, tmp_path):
    path = tmp_path / "My Question (1).md"
    path.write_text("# Mine\n\nx\n")
    entry = bank.add(path)
    assert entry.id == "my-question-1"
    assert stat.S_IMODE(entry.path.stat().st_mode) == 0o600
    assert bank.entries()[0].title == "Mine"
    assert not bank.entries()[0].bundled


def test_importing_twice_makes_one_copy_and_a_changed_file_makes_two(bank, tmp_path):
    path = tmp_path / "mine.md"
    path.write_text("# Mine\n\nx\n")
    assert bank.add(path).id == bank.add(path).id == "mine"
    path.write_text("# Mine\n\ny\n")
    assert bank.add(path).id == "mine-2"
    assert len(bank.entries()) == 5


def test_an_import_never_stands_in_the_way_of_a_bundled_question(bank, tmp_path):
    path = tmp_path / "speech-asr.md"
    path.write_text("# Mine\n\nx\n")
    assert bank.add(path).id == "speech-asr-2"
    assert bank.find("speech-asr").title == "Recognise speech on a phone"


def test_a_file_without_a_question_is_not_imported(bank, tmp_path):
    path = tmp_path / "empty.md"
    path.write_text("\n")
    with pytest.raises(InterviewerError, match=r"empty\.md: There is no question"):
        bank.add(path)
    assert not (tmp_path / "mine").exists()


def test_every_bundled_question_is_in_the_bank(tmp_path):
    entries = Bank(BUNDLED, tmp_path).entries()
    assert len(entries) == len(list(BUNDLED.glob("*.md"))) > 0
    assert len({entry.title for entry in entries}) == len(entries)
