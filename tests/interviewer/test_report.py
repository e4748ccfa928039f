"""What a report says of a round, from its journal alone."""

from __future__ import annotations

import dataclasses
import json
import math
from pathlib import Path

import played_round
import pytest

from interviewer.answer import Pause, Timings
from interviewer.debrief.document import as_json, document
from interviewer.debrief.report import build
from interviewer.debrief.standstill import standstills, without
from interviewer.events import AnswerGiven, LineSpoken, RoundClosed, RoundPaused
from interviewer.question.rubric import TWELVE


@pytest.fixture
def folder(tmp_path):
    return played_round.play(tmp_path)


@pytest.fixture
def report(folder):
    return build(folder)


def test_each_line_stands_with_its_answer_in_order(report):
    assert [exchange.line.number for exchange in report.exchanges] == [1, 2, 3, 4, 5]
    assert [[answer.number for answer in exchange.answers] for exchange in report.exchanges] == [
        [1],
        [2],
        [3],
        [4],
        [],
    ]


def test_an_answer_taken_back_counts_once_with_its_last_words(report):
    answer = report.exchanges[0].answers[0]
    assert answer.text == played_round.FIRST
    assert answer.reopened == 1


def test_onset_is_from_the_last_sample_of_the_line_to_the_first_of_the_answer(report):
    assert report.exchanges[0].answers[0].timings.onset_delay == pytest.approx(1.2)


def test_a_pause_of_the_round_is_nobodys_hesitation(report):
    """Line 2 ended at 27.0, the round stood still from 28 to 32, the answer began at 33.8."""
    assert report.exchanges[1].answers[0].timings.onset_delay == pytest.approx(2.8)
    assert report.duration.paused == pytest.approx(4.0)


def test_a_standstill_inside_an_answer_leaves_its_pace_alone():
    found = Timings(1.0, 8.0, 20.0, (Pause(4.0, 14.0), Pause(15.0, 17.0)), 2, 30.0, 10)
    assert without(found, 0.0, [(5.0, 13.0)]) == Timings(1.0, 8.0, 12.0, (Pause(15.0, 17.0),), 1, 50.0, 10)
    assert standstills([RoundPaused(3.0, "")]) == ((3.0, math.inf),)


def test_a_quote_the_candidate_said_is_verified(report):
    assert report.exchanges[1].line.verified is True
    assert report.exchanges[2].line.verified is None


def test_a_quote_nobody_said_is_flagged(report):
    assert report.exchanges[3].line.verified is False
    assert any("could not be found in the transcript" in warning for warning in report.warnings)


def test_words_said_only_after_the_question_do_not_verify_its_quote(tmp_path):
    events = played_round.events()
    line = next(at for at, event in enumerate(events) if isinstance(event, LineSpoken) and event.number == 2)
    events[line] = dataclasses.replace(
        events[line], text='You said "on one benchmark".', quote="on one benchmark"
    )
    assert build(played_round.play(tmp_path, events)).exchanges[1].line.verified is False


def test_fallbacks_are_visible(report):
    assert report.engine == "openai"
    assert report.asked_by == {"embedded": 1, "openai": 2}
    assert report.exchanges[1].line.fallback == "The model server did not answer within 2.5 seconds."
    assert [fallback.engine for fallback in report.fallbacks] == ["embedded"]
    assert any("failed 1 time;" in warning for warning in report.warnings)


def test_totals_keep_typed_and_silent_answers_out_of_the_medians(report):
    total = report.totals
    assert (total.answers, total.spoken, total.typed, total.empty) == (4, 2, 1, 1)
    assert (total.questions, total.quoted) == (3, 1)
    assert total.onset.of == 2
    assert total.onset.median == pytest.approx(2.0)
    assert (total.onset.low, total.onset.high) == (pytest.approx(1.2), pytest.approx(2.8))
    assert total.long_pauses == 1


def test_help_is_counted(report):
    assert (report.hints, report.repeats) == (1, 0)


def test_a_level_stands_only_on_words_that_were_said(report):
    assert [one.id for one in report.rubric[:12]] == [one.id for one in TWELVE]
    said = " ".join(answer.text for exchange in report.exchanges for answer in exchange.answers)
    for one in report.rubric:
        assert (one.level is None) == (one.shown != "shown")
        assert one.level is None or one.evidence
        assert all(each.quote in said for each in one.evidence)
    assert "from your words alone" in report.grading


def test_a_questions_own_dimensions_stand_under_their_part(report):
    assert [(one.name, one.part) for one in report.rubric[12:]] == [("Bytes", "Research discussion")]


def test_the_rubric_has_words_for_every_level():
    assert len({one.id for one in TWELVE}) == 12
    for one in TWELVE:
        assert len(set(one.anchors)) == 4
        assert one.asks.endswith("?")


def test_a_round_that_was_cut_off_is_reported_up_to_there(tmp_path):
    events = [event for event in played_round.events() if not isinstance(event, RoundClosed)]
    folder = played_round.play(tmp_path, events)
    path = folder.path / "events.jsonl"
    path.write_bytes(path.read_bytes()[:-30])
    report = build(folder)
    assert report.duration.ended == ""
    assert len(report.exchanges) == 4
    assert any("cut off before its end" in warning for warning in report.warnings)
    assert any("1 line of the journal could not be read and was left out" in one for one in report.warnings)


def test_a_round_closed_late_with_an_early_time_still_lasts_to_its_last_words(tmp_path):
    events = [*played_round.events()[:-1], RoundClosed(0.0, "crashed")]
    report = build(played_round.play(tmp_path, events))
    assert report.duration.whole == pytest.approx(72.0)
    assert report.duration.ended == "crashed"


def test_an_empty_session_still_has_a_report(tmp_path):
    report = build(played_round.play(tmp_path, []))
    assert report.exchanges == ()
    assert report.totals.onset is None
    assert report.question == "Make it cheaper"


def test_the_talk_before_any_line_is_not_lost(tmp_path):
    talk = next(event for event in played_round.events() if isinstance(event, AnswerGiven))
    report = build(played_round.play(tmp_path, [dataclasses.replace(talk, after=0)]))
    assert report.exchanges[0].line is None
    assert report.exchanges[0].answers[0].text == "I work on"


def test_a_sound_that_is_not_ours_becomes_no_link(tmp_path):
    events = [
        dataclasses.replace(event, audio="../../secret") if isinstance(event, AnswerGiven) else event
        for event in played_round.events()
    ]
    report = build(played_round.play(tmp_path, events))
    assert {answer.audio for exchange in report.exchanges for answer in exchange.answers} == {""}


def test_the_document_has_the_shape_other_tools_read(folder):
    folder.audio_path(1).write_bytes(b"RIFF")
    found = document(folder.path)
    assert set(found) == {"session", "seed", "engine", "turns", "report"}
    assert found["session"] == str(folder.path)
    assert (found["seed"], found["engine"]) == (7, "openai")
    first, second = found["turns"][:2]
    wanted = {"speaker", "kind", "text", "quote", "start", "end", "onset_delay", "audio"}
    assert all(wanted <= set(turn) for turn in found["turns"])
    assert (first["kind"], first["onset_delay"]) == ("opening", None)
    assert (second["speaker"], second["kind"], second["audio"]) == ("candidate", "answer", "audio/001.wav")
    assert second["onset_delay"] == pytest.approx(1.2)
    assert [turn["start"] for turn in found["turns"]] == sorted(turn["start"] for turn in found["turns"])
    assert json.loads(json.dumps(found, allow_nan=False))["report"]["schema"] == 2


def test_the_report_is_the_same_however_often_it_is_built(folder):
    assert as_json(build(folder)) == as_json(build(type(folder).open(folder.path)))


def test_every_field_is_told_of_in_the_documentation(report):
    told = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    assert [name for name in as_json(report) if f"`{name}`" not in told] == []
