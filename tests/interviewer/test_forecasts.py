"""Forecasts made aloud: found with what was said of them, kept until they are due, and scored."""

from __future__ import annotations

import json
import os
from datetime import date

import played_round
import pytest

from interviewer.debrief.said import Talk
from interviewer.docket import Docket, due, entries, missing, score
from interviewer.docket_file import Entry
from interviewer.docketing import forecasts_of
from interviewer.errors import InterviewerError
from interviewer.forecasts import due as due_in
from interviewer.forecasts import forecasts, probability

SAID_ON = date(2026, 3, 4)
WHOLE = (
    "I expect four bit training to be within one percent of sixteen bits by the end of 2027. I'm seventy percent sure. "
    "If it is still three points behind then, I was wrong."
)


def found(text, said_on=SAID_ON):
    return forecasts(Talk([played_round.answer(1, 1, text, ((10.0, 40.0),))]), said_on)


def test_a_whole_forecast_has_its_five_parts():
    (one,) = found(WHOLE)
    assert one.metric == "four bit training to be within one percent"
    assert one.threshold == "one percent"
    assert (one.when, one.due) == ("by the end of 2027", date(2027, 12, 31))
    assert one.probability == pytest.approx(0.7)
    assert one.disconfirmed_by == "If it is still three points behind then, I was wrong."
    assert one.missing == ()


def test_it_keeps_its_words_and_their_place_in_the_recording():
    (one,) = found(f"We measured that. {WHOLE}")
    assert one.said.text.startswith("I expect four bit training")
    assert one.said.text in f"We measured that. {WHOLE}"
    assert one.said.at > 10.0
    assert (one.said.clip, one.said.answer) == ("audio/001", 1)


def test_what_was_not_said_stays_empty_and_is_named():
    (one,) = found("My bet is that sparse attention replaces the dense one within eighteen months.")
    assert (one.threshold, one.probability, one.disconfirmed_by) == ("", None, "")
    assert one.due == date(2027, 9, 4)
    assert one.missing == ("a threshold", "a probability", "what would show it wrong")


@pytest.mark.parametrize(
    "text",
    [
        "We measured four points over five seeds.",
        "It will probably matter a great deal.",
        "I will show you two examples.",
        "My contribution is one idea, plan over what people will do.",
        "By the end of 2024 we had five hundred users.",
        "Will it reach ninety percent by 2027?",
        "If we had trained for two years it would have won.",
        "",
    ],
)
def test_what_is_no_forecast_is_not_taken_for_one(text):
    assert found(text) == ()


def test_what_the_panel_said_is_nobodys_forecast():
    asked = played_round.line(1, "challenge", "I expect ten percent by 2027.", 0.0, 3.0)
    assert forecasts(Talk([asked]), SAID_ON) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("by the end of 2027", date(2027, 12, 31)),
        ("by end of twenty twenty seven", date(2027, 12, 31)),
        ("before 2028", date(2027, 12, 31)),
        ("within two years", date(2028, 3, 4)),
        ("in three months", date(2026, 6, 4)),
        ("by June", date(2026, 6, 30)),
        ("by January", date(2027, 1, 31)),
        ("by March of 2027", date(2027, 3, 31)),
        ("by December next year", date(2027, 12, 31)),
        ("next year", date(2027, 12, 31)),
        ("by the end of the year", date(2026, 12, 31)),
        ("next quarter", date(2026, 6, 30)),
        ("by next summer", date(2026, 8, 31)),
        ("by next spring", date(2027, 5, 31)),
        ("within two weeks", date(2026, 3, 18)),
        ("sooner or later", None),
    ],
)
def test_dates_as_they_are_said(text, wanted):
    assert due_in(f"It holds {text}", SAID_ON)[1] == wanted


def test_the_last_day_of_a_month_exists_whatever_the_day():
    assert due_in("within one month", date(2027, 1, 31))[1] == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("with a probability of 0.8", 0.8),
        ("I'm ninety percent sure", 0.9),
        ("a chance of one in four", 0.25),
        ("my bet, sixty five percent or so", 0.65),
        ("probably", None),
        ("it gains ten percent", None),
        ("fewer than one in five new indexes", None),
        ("a chance of 140 percent", None),
    ],
)
def test_only_a_number_is_a_probability(text, wanted):
    likely, _ = probability(text.split())
    assert likely == (None if wanted is None else pytest.approx(wanted))


# The docket


@pytest.fixture
def docket(tmp_path):
    return Docket(tmp_path / "data" / "forecasts.json")


def entry(identity, due_on, likely=None, **more):
    values = {
        "session": "s", "said_on": "2026-03-04", "quote": "q", "clip": "", "offset": 0.0, "metric": "m",
        "threshold": "", "when": "", "disconfirmed_by": "",
    }  # fmt: skip
    return Entry(id=identity, due=due_on, probability=likely, **(values | more))


def test_forecasts_go_on_the_docket_once_and_keep_their_outcome(docket, tmp_path):
    made = entries("2026-03-04_1000_abc", SAID_ON, found(WHOLE))
    assert docket.take(made) == 1
    docket.settle(made[0].id, "came_true", date(2028, 1, 2))
    assert docket.take(entries("2026-03-04_1000_abc", SAID_ON, found(WHOLE))) == 0
    again = Docket(tmp_path / "data" / "forecasts.json")
    (kept,) = again.entries
    assert (kept.outcome, kept.settled_on, kept.due) == ("came_true", "2028-01-02", "2027-12-31")
    assert kept == docket.entries[0]


def test_what_is_due_comes_back_until_it_is_settled(docket):
    docket.take(
        [entry("a", "2026-06-01"), entry("b", "2026-05-01"), entry("c", "2027-01-01"), entry("d", "")]
    )
    assert [one.id for one in due(docket.entries, date(2026, 6, 1))] == ["b", "a"]
    docket.settle("b", "did_not", date(2026, 6, 1))
    assert [one.id for one in due(docket.entries, date(2026, 6, 1))] == ["a"]
    docket.settle("b", "open", date(2026, 6, 2))
    assert docket.entries[1].settled_on == ""
    assert len(due(docket.entries, date(2026, 6, 1))) == 2


def test_the_brier_score_counts_what_was_settled_with_a_probability(docket):
    docket.take(
        [
            entry(name, "2026-01-01", likely)
            for name, likely in (("a", 0.9), ("b", 0.8), ("c", None), ("d", 0.5))
        ]
    )
    assert score(docket.entries) is None
    docket.settle("a", "came_true", SAID_ON)
    docket.settle("b", "did_not", SAID_ON)
    docket.settle("c", "came_true", SAID_ON)
    docket.settle("d", "cannot_tell", SAID_ON)
    found = score(docket.entries)
    assert found.brier == pytest.approx((0.01 + 0.64) / 2)
    assert found.of == 2


def test_the_score_gets_an_interval_from_five_forecasts_on(docket):
    for number, likely in enumerate((0.9, 0.8, 0.6, 0.7)):
        docket.take([entry(str(number), "2026-01-01", likely)])
        docket.settle(str(number), "came_true" if number % 2 else "did_not", SAID_ON)
    assert (score(docket.entries).low, score(docket.entries).high) == (None, None)
    docket.take([entry("e", "2026-01-01", 0.5)])
    docket.settle("e", "came_true", SAID_ON)
    found = score(docket.entries)
    assert 0 <= found.low < found.brier < found.high <= 1
    assert score(docket.entries) == found


def test_what_a_forecast_lacks_is_named(docket):
    assert missing(entry("a", "")) == (
        "a threshold",
        "a date",
        "a probability",
        "what would show it wrong",
    )
    assert missing(entry("a", "2026-01-01", 0.0, threshold="3", disconfirmed_by="if")) == ()


def test_a_forecast_can_be_given_a_date_and_comes_back_on_it(docket):
    docket.take([entry("a", "")])
    docket.set_due("a", date(2026, 5, 1))
    assert [one.id for one in due(docket.entries, date(2026, 5, 1))] == ["a"]


def test_every_change_can_be_taken_back_the_last_first(docket):
    docket.take([entry("a", "2026-01-01"), entry("b", "2026-01-02")])
    docket.settle("a", "came_true", SAID_ON)
    docket.settle("a", "did_not", SAID_ON)
    docket.strike("b")
    assert docket.undo().id == "b"
    assert docket.undo().outcome == "came_true"
    assert docket.undo().outcome == "open"
    assert docket.undo() is None
    assert [one.outcome for one in docket.entries] == ["open", "open"]


def test_what_was_struck_is_not_found_again(docket, tmp_path):
    made = entries("s", SAID_ON, found(WHOLE))
    docket.take(made)
    docket.strike(made[0].id)
    again = Docket(tmp_path / "data" / "forecasts.json")
    assert again.take(made) == 0
    assert again.entries == ()


def test_a_deleted_sessions_forecasts_go_with_it(docket):
    docket.take([entry("a", ""), entry("b", "", session="other")])
    assert docket.forget("s") == 1
    assert [one.id for one in docket.entries] == ["b"]


def test_two_windows_lose_nothing_of_each_other(docket, tmp_path):
    docket.take([entry("a", "2026-01-01"), entry("b", "2026-01-02")])
    other = Docket(tmp_path / "data" / "forecasts.json")
    docket.settle("a", "came_true", SAID_ON)
    other.settle("b", "did_not", SAID_ON)
    docket.look()
    assert [one.outcome for one in docket.entries] == ["came_true", "did_not"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_what_the_disk_refuses_has_not_happened(docket):
    import resource

    docket.take([entry("a", "2026-01-01")])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, limits[1]))
    try:
        with pytest.raises(InterviewerError, match="could not be written"):
            docket.settle("a", "came_true", SAID_ON)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert docket.entries[0].outcome == "open"
    assert not docket.can_undo


def test_a_session_gives_its_forecasts_with_the_day_they_were_made(tmp_path):
    folder = played_round.play(tmp_path, [played_round.answer(1, 1, WHOLE, ((10.0, 40.0),))])
    (one,) = forecasts_of(folder.path)
    assert (one.session, one.said_on, one.due) == (folder.path.name, "2026-03-04", "2027-12-31")
    assert forecasts_of(tmp_path / "gone") == []


def test_what_was_no_forecast_is_struck(docket):
    docket.take([entry("a", "2026-01-01")])
    docket.strike("a")
    docket.strike("a")
    assert docket.entries == ()
    with pytest.raises(InterviewerError, match="no longer on the docket"):
        docket.settle("a", "open", SAID_ON)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"schema": 1}', '{"schema": 1, "forecasts": [{"id": "a"}]}', "\x00"]
)
def test_a_docket_that_cannot_be_read_is_kept_beside_a_new_one(tmp_path, content):
    path = tmp_path / "forecasts.json"
    path.write_text(content)
    made = Docket(path)
    assert made.entries == ()
    assert "forecasts.json.broken" in made.notice
    assert (tmp_path / "forecasts.json.broken").read_text() == content
    made.take([entry("a", "")])
    assert len(Docket(path).entries) == 1
    path.write_text("broken again")
    Docket(path)
    assert (tmp_path / "forecasts.json.broken").read_text() == content


def test_a_docket_of_a_later_version_is_left_alone(tmp_path):
    path = tmp_path / "forecasts.json"
    path.write_text(json.dumps({"schema": 99, "forecasts": []}))
    with pytest.raises(InterviewerError, match="later version"):
        Docket(path)
    assert json.loads(path.read_text())["schema"] == 99
