"""A model's marks are kept in the session, and believed only where their quotes stand in the transcript."""

from __future__ import annotations

import json
import random

import played_round
import pytest

from interviewer.debrief.document import as_json
from interviewer.debrief.kept_grading import NAME, grade_session
from interviewer.debrief.report import OUTDATED, build
from interviewer.errors import InterviewerError
from interviewer.examiner.quoting import occurs

QUOTE = "measured on one benchmark, over five thousand prompts"
DIMENSION = "comparative_judgment"


class Judge:
    """Replies the same each time."""

    name = "judge-7b"

    def __init__(self, *quotes, level=2):
        self.reply = json.dumps({DIMENSION: {"level": level, "quotes": list(quotes or (QUOTE,))}})

    def ask(self, rules, material, schema):
        return self.reply


@pytest.fixture
def folder(tmp_path):
    return played_round.play(tmp_path)


def judged(folder):
    report = build(folder)
    return report, next(one for one in report.rubric if one.id == DIMENSION)


def kept(folder, change):
    """Change the kept marks on the disk."""
    path = folder.path / NAME
    document = json.loads(path.read_bytes())
    change(document)
    path.write_text(json.dumps(document))


def test_a_models_marks_stand_in_the_report_under_its_name(folder):
    assert build(folder).graded_by == "embedded"
    assert grade_session(folder, Judge()) == ""
    report, mark = judged(folder)
    assert report.graded_by == mark.engine == "judge-7b"
    assert (mark.level, mark.low, mark.high, mark.shown) == (2, 2, 2, "shown")
    (evidence,) = mark.evidence
    assert (evidence.answer, evidence.says) == (2, "against")
    assert evidence.quote in played_round.SECOND
    assert evidence.start > 0
    assert "judge-7b" in report.grading
    assert {one.engine for one in report.rubric} == {"judge-7b"}
    assert as_json(report)["graded_by"] == "judge-7b"
    assert OUTDATED not in report.warnings


def test_words_that_were_not_said_leave_the_embedded_marks_and_no_file(folder):
    assert grade_session(folder, Judge("we beat every baseline by a mile")).endswith(".")
    assert not (folder.path / NAME).exists()
    assert build(folder).graded_by == "embedded"


def test_marks_given_on_another_transcript_say_so(folder):
    grade_session(folder, Judge())
    kept(folder, lambda document: document.update(of="0" * 16))
    assert OUTDATED in build(folder).warnings


def _mark(document):
    return next(one for one in document["marks"] if one["dimension"] == DIMENSION)


@pytest.mark.parametrize(
    "change",
    [
        {"level": 7}, {"level": True}, {"level": "2"}, {"level": None}, {"level": 4}, {"low": None}, {"high": 2.0},
        {"shown": "unstable"}, {"place": float("nan")}, {"coverage": -1.0},
        {"quotes": []}, {"quotes": [{"quote": "nobody said these words", "says": "for"}]},
    ],
)  # fmt: skip
def test_a_mark_changed_on_the_disk_is_not_shown(folder, change):
    grade_session(folder, Judge())
    kept(folder, lambda document: _mark(document).update(change))
    _, mark = judged(folder)
    assert (mark.level, mark.shown, mark.evidence) == (None, "not shown", ())


def test_a_file_that_cannot_be_read_leaves_viva_to_grade(folder):
    grade_session(folder, Judge())
    whole = (folder.path / NAME).read_bytes()
    chance = random.Random(3)
    engines = set()
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (folder.path / NAME).write_bytes(bytes(damaged[: chance.choice((len(damaged), len(damaged) // 2))]))
        report, mark = judged(folder)
        engines.add(report.graded_by)
        assert mark.level is None or mark.level in (1, 2, 3, 4)
        said = [answer.text for exchange in report.exchanges for answer in exchange.answers]
        assert all(any(occurs(one.quote, text) for text in said) for one in mark.evidence)
    assert "embedded" in engines


def test_a_session_of_a_later_version_is_not_written(folder):
    session = folder.path / "session.json"
    session.write_text(json.dumps(json.loads(session.read_bytes()) | {"schema": 99}))
    with pytest.raises(InterviewerError):
        grade_session(type(folder).open(folder.path), Judge())
    assert not (folder.path / NAME).exists()
