"""What a debrief says of composure: every measure by itself, nothing as markup, and why where nothing can be said."""

from __future__ import annotations

from dataclasses import replace

import played_round
import pytest
from simulated_speaker import SHAKEN, a_round

from interviewer.debrief import composure_page, composure_words
from interviewer.debrief.composure import Directness, composure
from interviewer.debrief.document import as_json
from interviewer.debrief.report import build


@pytest.fixture(scope="module")
def shaken():
    return composure(a_round(3, SHAKEN, challenges=8))


def test_a_measure_that_moved_is_told_with_its_interval_and_the_clear_ones_come_first(shaken):
    rows = composure_words.rows(shaken.whole)
    assert any(row.clear for row in rows)
    clear = [row.clear for row in rows]
    assert clear == sorted(clear, reverse=True)
    for row in rows:
        assert " to " in row.interval
        assert row.calm.split()[0] != ""
        assert row.cells[-1] in ("clear change", "no clear change")


def test_without_enough_calm_speech_it_says_why_and_nothing_else():
    events = a_round(3, SHAKEN, challenges=4)
    without = [
        replace(event, kind="question") if getattr(event, "kind", "") in ("warm_up", "neutral") else event
        for event in events
    ]
    found = composure(without)
    assert found.missing
    assert composure_words.basis(found) == found.missing
    assert composure_words.rows(found.whole) == ()
    told = composure_words.told(found, {})
    assert not any("change" in sentence for one in told for sentence in one.sentences)


class Report:
    """As much of a report as these parts look at."""

    def __init__(self, found):
        self.composure, self.exchanges = found, ()


def test_every_form_tells_the_same_and_the_word_that_must_not_be_said_is_not(shaken):
    report = Report(shaken)
    texts = [
        composure_page.page(report),
        "\n".join(composure_page.text(report)),
        composure_page.sheet(report),
    ]
    for text in texts:
        assert composure_words.TITLE in text
        assert "clear change" in text
        assert "stress" not in text.lower()
    assert composure_page.page(Report(None)) == ""


def test_what_was_asked_is_never_markup(shaken):
    report = Report(shaken)
    line = shaken.shifts[0].line
    exchange = type("Exchange", (), {"line": type("Line", (), {"number": line, "text": "<b>Why</b> *so*?"})})
    report.exchanges = (exchange,)
    assert "<b>Why" not in composure_page.page(report)
    assert "<b>Why" not in composure_page.sheet(report)
    assert "*so*" not in "\n".join(composure_page.text(report))
    assert replace(shaken.shifts[0], line=line) == shaken.shifts[0]


def test_a_guess_about_directness_is_not_told(shaken):
    (shift, *_) = shaken.shifts
    for certainty, told in ((0.4, False), (0.8, True)):
        one = replace(shift, directness=Directness(12, "never", certainty))
        ((sentences),) = (each.sentences for each in composure_words.told(replace(shaken, shifts=(one,)), {}))
        assert any("not directly" in sentence for sentence in sentences) is told


def test_what_each_measure_cannot_see_stands_in_the_report(tmp_path):
    record = as_json(build(played_round.play(tmp_path)))
    explained = {measure["id"]: measure["blind"] for measure in record["measured_how"]}
    assert set(record["measures"]) <= set(explained)
    assert all(explained.values())
