"""How long the panel took to answer: shown stage by stage, told apart from what the candidate is measured by."""

from __future__ import annotations

import dataclasses
import json

import played_round
import pytest

from interviewer import journal
from interviewer.debrief import wording
from interviewer.debrief.document import as_json
from interviewer.debrief.export import render
from interviewer.debrief.rebase import rebased
from interviewer.debrief.report import build
from interviewer.debrief.turnaround import MANY, Turnaround, overall
from interviewer.events import (
    AnswerGiven,
    AnswerReopened,
    ExchangeTimed,
    RoundOpened,
    RoundPaused,
    RoundResumed,
)

FIRST = ExchangeTimed(1, 2, 19.2, 20.4, 20.5, 20.52, 20.6, foreseen=True)
SECOND = ExchangeTimed(2, 3, 41.0, 42.6, 42.7, 42.9, 43.0, foreseen=False)
SENTENCE = (
    "The panel answered 1.4 s after you stopped: 1.2 s until your key, 0.1 s for the words, "
    "0.0 s for the question, found in advance, 0.1 s until it sounded."
)


def with_timed(*timed, events=None):
    """A round in which these exchanges were timed, each event where the journal has it."""
    found = list(played_round.events() if events is None else events)
    for one in timed:
        at = max(
            n
            for n, event in enumerate(found)
            if isinstance(event, AnswerGiven) and event.number == one.answer
        )
        found.insert(at + 1, one)
    return found


def answers(tmp_path, events):
    report = build(played_round.play(tmp_path, events))
    return {answer.number: answer for exchange in report.exchanges for answer in exchange.answers}


def test_an_answer_carries_the_stages_in_seconds(tmp_path):
    found = answers(tmp_path, with_timed(FIRST))[1].turnaround
    assert (found.line, found.foreseen) == (2, True)
    assert (found.deciding, found.wording, found.finding, found.voicing) == pytest.approx(
        (1.2, 0.1, 0.02, 0.08)
    )
    assert found.whole == pytest.approx(1.4)


def test_the_report_s_json_holds_them_for_each_exchange_and_for_the_round(tmp_path):
    found = json.loads(render(build(played_round.play(tmp_path, with_timed(FIRST, SECOND))), "json"))
    first = found["exchanges"][0]["answers"][0]["turnaround"]
    assert {name: round(value, 3) for name, value in first.items()} == {
        "line": 2, "deciding": 1.2, "wording": 0.1, "finding": 0.02, "voicing": 0.08, "whole": 1.4, "foreseen": True,
    }  # fmt: skip
    whole = found["totals"]["turnaround"]
    assert (whole["most_is"], whole["of"]) == ("longest", 2)
    assert (whole["median"], whole["most"]) == pytest.approx((1.7, 2.0))
    assert found["exchanges"][2]["answers"][0]["turnaround"] is None


def test_nothing_is_shown_of_a_typed_answer_or_of_one_read_from_a_file(tmp_path):
    typed = ExchangeTimed(3, 4, 50.0, 51.0, 51.0, 51.0, 51.1, foreseen=False)
    fed = [
        dataclasses.replace(event, reason="file")
        if isinstance(event, AnswerGiven) and event.number == 1
        else event
        for event in with_timed(FIRST, typed)
    ]
    found = answers(tmp_path, fed)
    assert found[3].typed
    assert (found[1].turnaround, found[3].turnaround) == (None, None)


def test_a_session_without_the_events_opens_as_before(tmp_path):
    report = build(played_round.play(tmp_path))
    assert report.totals.turnaround is None
    for form in ("html", "md", "paper"):
        assert "The panel answered" not in render(report, form)
    assert as_json(report)["schema"] == 2


def test_what_was_timed_before_an_answer_went_on_does_not_count(tmp_path):
    """The panel had begun to answer when "I'm done" was taken back; the answer went on and ended again."""
    early = ExchangeTimed(1, 2, 6.0, 6.5, 6.6, 6.6, 6.8, foreseen=False)
    events = played_round.events()
    at = next(n for n, event in enumerate(events) if isinstance(event, AnswerReopened))
    events.insert(at, early)
    found = answers(tmp_path / "without", events)
    assert found[1].turnaround is None
    assert answers(tmp_path / "with", with_timed(FIRST, events=events))[1].turnaround.whole == pytest.approx(
        1.4
    )


def test_a_pause_in_the_middle_is_nobodys_wait(tmp_path):
    paused = dataclasses.replace(SECOND, found=52.9, sounded=53.0)
    events = with_timed(paused)
    at = events.index(paused)
    events[at:at] = [RoundPaused(42.75, ""), RoundResumed(52.75)]
    found = answers(tmp_path, events)[2].turnaround
    assert (found.finding, found.whole) == pytest.approx((0.2, 2.0))


def test_a_round_that_began_late_on_its_clock_still_takes_its_pauses_out():
    """Times are counted from the round's opening: the stages must move with the pauses."""
    opened = RoundOpened(100.0, "Q", "discussion", 15.0, "calm", 3, ("Ada",), "embedded")
    timed = ExchangeTimed(1, 2, 104.0, 105.0, 105.5, 105.6, 105.7, foreseen=False)
    assert rebased([opened, timed])[1] == ExchangeTimed(1, 2, 4.0, 5.0, 5.5, 105.6 - 100, 105.7 - 100, False)


def test_a_key_pressed_in_the_middle_of_a_word_takes_no_negative_time(tmp_path):
    early = dataclasses.replace(FIRST, decided=19.0)
    found = answers(tmp_path, with_timed(early))[1].turnaround
    assert found.deciding == 0.0
    assert found.whole == pytest.approx(1.4)


def test_the_words_say_what_the_time_went_on(tmp_path):
    found = answers(tmp_path, with_timed(FIRST, SECOND))
    assert wording.answered(found[1]) == SENTENCE
    waited = dataclasses.replace(found[2], reason="silence")
    assert "1.6 s to be sure you were done" in wording.answered(waited)
    assert "found in advance" not in wording.answered(waited)
    assert wording.answered(found[4]) == ""


def test_the_stages_that_are_shown_add_up_to_the_whole_that_is_shown(tmp_path):
    answer = answers(tmp_path, with_timed(FIRST))[1]
    crumbs = Turnaround(2, 0.04, 0.04, 0.04, 0.04, 0.16, foreseen=False)
    shown = wording.answered(dataclasses.replace(answer, turnaround=crumbs))
    numbers = [float(word) for word in shown.split() if word[0].isdigit()]
    assert numbers[0] == 0.2
    assert sum(numbers[1:]) == pytest.approx(numbers[0])


def test_every_form_of_the_report_says_it_and_that_it_counts_against_nobody(tmp_path):
    report = build(played_round.play(tmp_path, with_timed(FIRST, SECOND)))
    for form in ("html", "paper"):
        assert SENTENCE in render(report, form)
    markdown = render(report, "md")
    assert SENTENCE in markdown
    for text in (markdown, render(report, "html"), render(report, "paper")):
        assert "The panel answered 1.7 s after you stopped, median of 2 (the longest 2.0 s)." in text
        assert wording.NOT_YOURS.replace("'", "&#x27;") in text or wording.NOT_YOURS in text


def test_the_candidates_own_figures_are_the_same_with_and_without_it(tmp_path):
    with_it = build(played_round.play(tmp_path / "a", with_timed(FIRST, SECOND)))
    without = build(played_round.play(tmp_path / "b"))
    assert dataclasses.replace(with_it.totals, turnaround=None) == without.totals


def test_the_95_percent_is_told_where_there_are_many():
    several = [Turnaround(n, 0.1 * n, 0.0, 0.0, 0.0, 0.1 * n, foreseen=False) for n in range(1, MANY + 1)]
    found = overall(several)
    assert (found.most_is, found.of) == ("p95", MANY)
    assert found.most == pytest.approx(1.9)
    assert "(95 % within 1.9 s)" in wording.panel_pace(found)
    assert overall(several[:-1]).most_is == "longest"
    assert "timed once" in wording.panel_pace(overall(several[:1]))
    assert overall([]) is None


def test_a_journal_keeps_what_was_timed():
    assert journal.decode(journal.encode(FIRST)) == FIRST
