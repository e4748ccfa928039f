"""Claims, ladders, checks and the timeline of a round, and how they leave the program."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import long_session
import played_hard
import played_round
import pytest

from interviewer.debrief import evidence_words as words
from interviewer.debrief.document import as_json
from interviewer.debrief.export import render
from interviewer.debrief.report import build
from interviewer.debrief.said import LEAD, Talk
from interviewer.debrief.timeline import Timeline
from interviewer.debrief.whys import ladders
from interviewer.events import AnswerGiven, AnswerReopened, LineSpoken


def found(tmp_path, events):
    return build(played_round.play(tmp_path, events)).evidence


@pytest.fixture
def good(tmp_path):
    return found(tmp_path, played_hard.events(played_hard.GOOD))


@pytest.fixture
def bad(tmp_path):
    return found(tmp_path, played_hard.events(played_hard.BAD))


def test_each_claim_has_its_words_its_standing_and_its_place_in_the_recording(good):
    claim = next(one for one in good.claims.made if "five seeds" in one.said.text)
    assert (claim.said.text, claim.standing, claim.said.answer) == ("We ran five seeds.", "measured", 1)
    answer = next(event for event in played_hard.events(played_hard.GOOD) if isinstance(event, AnswerGiven))
    word = answer.words[[word.text for word in answer.words].index("five")]
    assert claim.said.at == pytest.approx(word.start - 2 * (word.end - word.start))
    assert claim.said.offset == pytest.approx(claim.said.at - answer.opened - LEAD)
    assert claim.said.clip == "audio/001"


def test_claims_are_told_apart_by_how_they_were_marked(good):
    standing = {one.said.text: one.standing for one in good.claims.made}
    assert standing["I think it also helps on long queries,"] == "believed"
    assert standing["and google uses the same idea."] == "cited"
    assert standing["We distil a reranker into a small one."] == "unmarked"
    assert sum(good.claims.count(name) for name in words.STANDINGS) == len(good.claims.made)


def test_a_number_that_drifted_is_shown_with_both_its_places(bad, good):
    (drift,) = bad.claims.drifted
    assert (drift.earlier, drift.later, drift.unit) == ("five seeds", "three seeds", "seed")
    assert (drift.before.answer, drift.after.answer) == (1, 5)
    assert drift.before.at < drift.after.at
    assert good.claims.drifted == ()


def test_an_answer_taken_back_is_read_once_and_in_its_last_words(tmp_path):
    events = played_hard.events(played_hard.GOOD)
    first = next(event for event in events if isinstance(event, AnswerGiven))
    draft = replace(first, text="We ran three seeds and nothing else.", words=())
    at = events.index(first)
    events[at:at] = [draft, AnswerReopened(1, 53.0)]
    claims = found(tmp_path, events).claims
    assert not any("three seeds and nothing" in one.said.text for one in claims.made)
    assert claims.drifted == ()


def test_calm_questions_requests_and_what_was_skipped_claim_nothing():
    events = played_hard.events(played_hard.BAD)
    lines = [event for event in events if isinstance(event, LineSpoken)]
    changed = [
        replace(event, kind="neutral")
        if event is lines[1]
        else replace(event, let_go="skipped")
        if event is lines[4]
        else event
        for event in events
    ]
    talk = Talk(changed)
    assert talk.aside == {2, 4}
    assert {turn.number for turn in talk.turns if turn.is_answer} == {1, 3, 5, 6, 7}


def test_words_that_were_disputed_are_no_claim():
    events = played_round.events()
    lines = [event for event in events if isinstance(event, LineSpoken)]
    changed = [replace(event, let_go="disputed") if event is lines[2] else event for event in events]
    said = " ".join(turn.text for turn in Talk(changed).turns if turn.is_answer)
    assert "just as good as the original" not in said
    assert "low precision inference" in said


def test_a_ladder_says_how_many_whys_it_survived_and_what_ended_it(good, bad):
    first, other = good.ladders[0], bad.ladders[0]
    assert (first.whys, first.survived, first.ended) == (1, 1, "evidence")
    assert words.ladder(first) == "1 of 1 why answered; ended by evidence of your own"
    assert (other.whys, other.survived, other.ended) == (1, 0, "authority")
    assert [rung.brought for rung in other.rungs] == ["thin", "thin"]
    assert first.rungs[1].reply.clip == "audio/003"


def test_planted_objections_are_no_ladders(good):
    assert all("every language" not in rung.asked for ladder in good.ladders for rung in ladder.rungs)
    assert len(good.ladders) == 3


def test_a_journal_that_does_not_say_what_ended_a_ladder_is_read_again():
    events = [
        replace(event, let_go="") if isinstance(event, LineSpoken) else event
        for event in played_hard.events(played_hard.GOOD)
    ]
    assert ladders(Talk(events))[0].ended == "evidence"


def test_the_grid_has_nine_checks_a_result_each_with_its_quote(good, bad):
    (result,) = good.results
    assert len(result.checks) == 9
    states = {check.column: check.state for check in result.checks}
    assert states["spread over seeds"] == "evidenced"
    assert states["test data untouched"] == "empty"
    baseline = result.checks[0]
    assert baseline.said is not None
    assert baseline.said.text in next(
        event.text for event in played_hard.events(played_hard.GOOD)
        if isinstance(event, AnswerGiven) and event.number == baseline.said.answer
    )  # fmt: skip
    assert len(bad.results[0].empty) > len(result.empty)


def test_the_timeline_knows_who_spoke_when_who_cut_in_and_when_nothing_ran(good):
    line = good.timeline
    assert [span.who for span in line.spans][:4] == ["panel", "candidate", "panel", "candidate"]
    assert [mark.what for mark in line.marks].count("planted") == 2
    assert {"candidate_cut_in", "panel_cut_in"} <= {mark.what for mark in line.marks}
    ((since, until),) = line.still
    assert until - since == pytest.approx(60.0)
    talk = next(span for span in line.spans if span.who == "candidate")
    assert talk.pauses == (pytest.approx((25.6, 27.2)),)
    assert talk.zero == pytest.approx(7.5)
    assert [span.start for span in line.spans] == sorted(span.start for span in line.spans)


@pytest.mark.parametrize(
    ("minutes", "row", "rows"),
    [
        (0.5, 1, 1),
        (9, 9, 1),
        (10, 10, 1),
        (30, 15, 2),
        (60, 15, 4),
        (120, 30, 4),
        (120.8, 31, 4),
        (300, 75, 4),
    ],
)
def test_a_row_of_the_timeline_is_as_long_as_the_round_asks(minutes, row, rows):
    found = Timeline(60.0 * minutes)
    assert (found.row, found.rows) == (60.0 * row, rows)


def test_who_spoke_most_of_each_stretch(good):
    speakers = good.timeline.speakers(10.0)
    assert speakers[:6] == ["panel", "candidate", "candidate", "candidate", "candidate", "panel"]
    assert speakers[-3] is None


def test_the_data_carry_the_matrix_and_every_case(tmp_path):
    report = build(played_round.play(tmp_path, played_hard.events(played_hard.BAD)))
    data = json.loads(json.dumps(as_json(report)))["evidence"]
    assert data["standing"]["matrix"]["false_premise"]["concede"] == 2
    assert data["standing"]["cases"][0]["reply"]["clip"] == "audio/004"
    assert data["claims"]["by_standing"]["measured"] == 3
    assert (data["ladders"][0]["whys"], data["ladders"][0]["survived"]) == (1, 0)
    assert data["results"][0]["checks"][0]["column"] == "baseline tuned alike"
    assert len(data["steps"]) == 3


@pytest.mark.parametrize("form", ["html", "md", "paper"])
def test_the_heading_promises_as_many_steps_as_there_are(tmp_path, form):
    report = build(played_round.play(tmp_path))
    assert len(report.evidence.steps) == 1
    text = render(report, form)
    assert "One thing to do next" in text
    assert "Three things" not in text


@pytest.mark.parametrize("form", ["html", "md", "paper"])
def test_every_form_shows_all_of_it(tmp_path, form):
    text = render(build(played_round.play(tmp_path, played_hard.events(played_hard.BAD))), form)
    bare = re.sub(r"\\(.)", r"\1", text)
    for wanted in (
        "Three things to do next",
        "Timeline",
        "Conceded wrongly",
        "Why-ladders",
        "who else does it",
        "Rigour grid",
        "spread over seeds",
        "Claim ledger",
        "“five seeds” at 0:32 became “three seeds” at 2:28.",
    ):
        assert wanted in bare, wanted


def test_a_quote_of_a_page_leads_to_the_answer_it_stands_in(tmp_path):
    text = render(build(played_round.play(tmp_path, played_hard.events(played_hard.BAD))), "html")
    links = set(re.findall(r'href="#(answer-\d+)"', text))
    assert links
    assert links <= set(re.findall(r'id="(answer-\d+)"', text))


@pytest.mark.parametrize("form", ["html", "md", "paper"])
def test_an_almost_empty_round_says_what_there_is_not(tmp_path, form):
    text = render(build(played_round.play(tmp_path, played_hard.nearly_empty())), form)
    for wanted in (
        words.NO_CASES,
        words.NO_LADDERS,
        words.NO_RESULTS,
        words.NO_CLAIMS,
        "nothing to advise on",
    ):
        assert wanted in text


def test_two_hours_are_read_in_a_few_seconds_and_folded_in_the_page(tmp_path):
    report = build(long_session.long_session(tmp_path))
    assert len(report.evidence.claims.made) > 1000
    assert "<details><summary>All claims</summary>" in render(report, "html")


def test_the_pace_of_a_moment_is_that_of_the_ten_seconds_around_it(good):
    (talk, *_) = [span for span in good.timeline.spans if span.who == "candidate"]
    words = next(
        event for event in played_hard.events(played_hard.GOOD) if isinstance(event, AnswerGiven)
    ).words
    at, pace = talk.paces[1]
    middles = [(word.start + word.end) / 2 for word in words]
    assert at == pytest.approx(talk.start + 10.0)
    assert pace == 6.0 * sum(talk.start + 5.0 <= middle < talk.start + 15.0 for middle in middles)
    assert all(talk.start + 5.0 <= moment <= talk.end - 5.0 for moment, _ in talk.paces)
    assert min(p for s in good.timeline.spans for _, p in s.paces) <= good.timeline.pace
    assert Timeline().pace is None
