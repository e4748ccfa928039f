"""A corrected round: judged by the corrected words, quoted as it was heard, and never in secret."""

from __future__ import annotations

import json
from dataclasses import replace

import played_round
import pytest

from interviewer import correction_file
from interviewer.correction_file import Edit, Undo, carry_out
from interviewer.debrief.document import as_json
from interviewer.debrief.export import render, write_reports
from interviewer.debrief.report import build
from interviewer.events import AnswerGiven, AnswerReopened, FillersHeard, VoiceHeard, VoiceWindow
from interviewer.history import History
from interviewer.history_index import stamp
from interviewer.store import SessionFolder

NOW = "2026-03-04T16:00:00+01:00"
FIRST = played_round.FIRST


@pytest.fixture
def folder(tmp_path):
    return played_round.play(tmp_path / "sessions")


def change(folder: SessionFolder, number: int, old: str, new: str):
    """Correct an answer, and report anew."""
    text = said(build(folder), number).text
    assert old in text
    carry_out(folder, Edit(number, text, text.replace(old, new)), NOW)
    return build(folder)


def said(report, number: int):
    return next(one for each in report.exchanges for one in each.answers if one.number == number)


def quotes(report) -> str:
    return json.dumps(as_json(report)["rubric"]) + json.dumps(as_json(report)["evidence"])


def test_everything_that_is_judged_is_judged_of_the_corrected_words(folder):
    before = build(folder)
    assert "one benchmark" in quotes(before)
    after = change(folder, 2, "one benchmark, over five thousand", "six benchmarks, over nine thousand")
    assert "one benchmark" not in quotes(after)
    assert "six benchmarks" in quotes(after)
    assert said(after, 2).correction.heard == played_round.SECOND


def test_undone_the_report_is_the_one_before(folder):
    before = as_json(build(folder))
    change(folder, 2, "one benchmark", "six benchmarks")
    carry_out(folder, Undo(), NOW)
    after = as_json(build(folder))
    assert after.pop("corrections")["redoable"]
    before.pop("corrections")
    assert after == before


def test_what_was_measured_of_the_sound_stays_as_it_was(tmp_path):
    events = played_round.events()
    at = next(n for n, event in enumerate(events) if isinstance(event, AnswerGiven) and event.number == 2)
    window = VoiceWindow(34.0, 35.0, 0.8, 12.0, 1.0, -20.0)
    events[at + 1 : at + 1] = [
        FillersHeard(2, 42.0, 3, 0.6, 8.8, (), 1),
        VoiceHeard(2, 42.0, (window, replace(window, start=35.0, end=36.0))),
    ]
    folder = played_round.play(tmp_path, events)
    before = said(build(folder), 2)
    after = said(change(folder, 2, "Just as good was", "Um, well, it"), 2)
    assert (after.start, after.end, after.fillers) == (before.start, before.end, before.fillers)
    for name in ("onset_delay", "speaking", "span", "pauses", "long_pauses"):
        assert getattr(after.timings, name) == getattr(before.timings, name)
    assert after.timings.words == before.timings.words - 1
    assert after.timings.pace_wpm < before.timings.pace_wpm


def test_when_the_first_word_with_content_was_said_cannot_be_corrected(folder):
    from interviewer.debrief.measured import measured

    events = folder.events()
    answer = next(event for event in events if isinstance(event, AnswerGiven) and event.number == 2)
    slow = replace(answer, words=(replace(answer.words[0], text="Um"), *answer.words[1:]))
    quick = measured(replace(answer, words=answer.words), events, slow.words)
    assert quick.reading("content") == measured(slow, events).reading("content")
    assert quick.reading("content") != measured(answer, events).reading("content")


def test_the_panels_quotes_are_checked_against_what_was_heard(folder):
    report = change(folder, 1, "good as the original", "fast as the teacher")
    line = report.exchanges[1].line
    assert line.verified is True
    assert line.quote_now == "just as fast as the teacher"
    for form in ("md", "html", "paper"):
        assert "That is what was heard; you corrected it to “just as fast as the teacher”." in render(
            report, form
        )


def test_words_nobody_said_are_not_made_said_by_correcting(folder):
    report = change(folder, 2, "I have one run", "It never fails")
    assert report.exchanges[3].line.verified is False


@pytest.mark.parametrize("form", ["md", "html", "paper", "json"])
def test_every_export_says_how_much_was_corrected_and_what_was_heard(folder, form):
    change(folder, 1, "low precision", "lower precision")
    report = change(folder, 2, "five thousand prompts", "nine prompts")
    text = render(report, form)
    assert "3 words in 2 answers were corrected by you, in 2 places" in text
    if form != "json":
        assert "1 word corrected: “lower”, heard as “low”." in text
    else:
        record = json.loads(text)
        answers = [answer for exchange in record["exchanges"] for answer in exchange["answers"]]
        assert answers[0]["correction"]["heard"] == FIRST
        assert answers[0]["correction"]["changes"][0]["heard"] == "low"
        assert record["corrections"]["count"] == 2
        assert "words" not in answers[0]


@pytest.mark.parametrize("form", ["md", "html", "paper"])
def test_an_answer_that_was_much_changed_is_marked(folder, form):
    report = change(folder, 2, "Just as good was measured on one", "We tested it with great care on every")
    assert report.corrections.much == (2,)
    text = render(report, form)
    assert "In answer 2 more than a fifth of the words was changed" in text.replace(
        "were changed", "was changed"
    )
    assert "words corrected, " in text


def test_the_transcript_is_of_the_corrected_words_with_what_was_heard(folder):
    change(folder, 1, "four bit", "three bit")
    write_reports(folder.path)
    text = (folder.path / "transcript.md").read_text(encoding="utf-8")
    assert "Our three bit model" in text
    assert "“three”, heard as “four”" in text
    assert "1 word in 1 answer was corrected by you" in text


def test_an_answer_nobody_gave_can_be_struck(folder):
    report = change(folder, 2, played_round.SECOND, "")
    answer = said(report, 2)
    assert (answer.text, answer.empty, answer.timings.words) == ("", True, 0)
    assert answer.timings.pace_wpm is None
    assert f"nothing, heard as “{played_round.SECOND[:20]}" in render(report, "md")


def test_markup_stays_text_everywhere(folder):
    report = change(folder, 1, "low precision", "<img src=x onerror=alert(1)> **low** [a](b)")
    assert "<img" not in render(report, "html")
    assert "<img" not in render(report, "paper")
    assert "**low**" not in render(report, "md")


def test_corrections_of_an_answer_given_again_hold_where_they_fit(folder):
    change(folder, 2, "one benchmark", "six benchmarks")
    change(folder, 2, "no interval", "an interval")
    last = played_round.answer(2, 2, "Just as good was measured on one benchmark, I think.", ((33.8, 44.0),))
    reopened = SessionFolder.open(folder.path)
    reopened.append(AnswerReopened(2, 42.0))
    reopened.append(last)
    reopened.close()
    report = build(folder)
    assert said(report, 2).text == "Just as good was measured on six benchmarks, I think."
    assert report.corrections.unfitting == 1
    assert any(
        "1 correction no longer fits the words of the answer and is left out" in one
        for one in report.warnings
    )


def test_an_answer_taken_back_for_good_has_no_corrections(folder):
    change(folder, 2, "one benchmark", "six benchmarks")
    reopened = SessionFolder.open(folder.path)
    reopened.append(AnswerReopened(2, 42.0))
    reopened.close()
    assert build(folder).corrections.unfitting == 1


def test_lines_that_cannot_be_read_are_said(folder):
    (folder.path / correction_file.NAME).write_bytes(b"\xff\nnonsense\n")
    report = build(folder)
    assert "2 lines of the corrections could not be read and were left out." in report.warnings
    assert said(report, 1).text == FIRST


def test_an_answer_of_ten_thousand_words_is_corrected_at_both_ends(tmp_path):
    text = " ".join(["I", *[played_round.SECOND] * 500, "end"])
    events = played_round.events()
    at = next(n for n, event in enumerate(events) if isinstance(event, AnswerGiven) and event.number == 2)
    events[at] = played_round.answer(2, 2, text, ((33.8, 4000.0),))
    folder = played_round.play(tmp_path, events)
    carry_out(folder, Edit(2, text, "We" + text[1:-3] + "close"), NOW)
    known = correction_file.read(folder.path)
    assert [(one.heard, one.text) for one in known.active] == [("I", "We"), ("end", "close")]


def test_the_history_notices_a_correction_and_finds_the_round_by_its_words(folder, tmp_path):
    history = History(tmp_path / "sessions", tmp_path / "state")
    history.refresh()
    before = stamp(str(folder.path))
    assert history.search("quantised") == []
    change(folder, 1, "low precision", "quantised")
    assert stamp(str(folder.path)) != before
    assert history.refresh().read == 1
    assert [found.held.name for found in history.search("quantised")] == [folder.path.name]
    history.close()


def test_a_session_that_was_never_corrected_keeps_its_stamp(folder):
    parts = stamp(str(folder.path)).split("|")
    assert len(parts) == 3
