"""Whether the candidate gave way to the objections that were right, and only to those."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import comb
from statistics import NormalDist

import played_hard
import played_round
import pytest

from interviewer.debrief import evidence_words as words
from interviewer.debrief.said import Talk
from interviewer.debrief.standing import FEWEST, Case, Standing, meet, sensitivity, standing
from interviewer.events import AnswerGiven, LineSpoken


def met(replies):
    return standing(Talk(played_hard.events(replies)))


def test_who_holds_against_what_was_never_said_and_corrects_what_was_wrong_met_everything_well():
    found = met(played_hard.GOOD)
    assert [(case.validity, case.met) for case in found.cases] == [
        ("false_premise", "hold"),
        ("valid", "revise"),
        ("false_premise", "hold"),
    ]
    assert all(case.well_met for case in found.cases)
    assert (found.right, found.wrong) == ((1, 1), (0, 2))


def test_who_gives_way_to_what_was_never_said_and_holds_what_was_wrong_met_nothing_well():
    found = met(played_hard.BAD)
    assert [case.met for case in found.cases] == ["concede", "hold", "concede"]
    assert not any(case.well_met for case in found.cases)
    assert (found.right, found.wrong) == ((0, 1), (2, 2))
    assert found.count("false_premise", "concede") == 2


def test_a_case_says_what_was_wrong_and_leads_to_the_recording():
    case = met(played_hard.BAD).cases[0]
    assert case.why == "You had never said that it works in every language."
    assert case.reply.clip == "audio/004"
    assert case.reply.text == "You're right, it works in every language."
    assert case.clip == "panel/004"


def test_challenges_that_nobody_can_judge_are_counted_and_left_out():
    found = met(played_hard.GOOD)
    assert found.unknown == 2
    assert "2 other challenges are left out" in words.unknown(found)


def test_an_objection_without_an_answer_in_words_is_no_case():
    events = [
        replace(event, text="") if isinstance(event, AnswerGiven) and event.number == 4 else event
        for event in played_hard.events(played_hard.BAD)
    ]
    assert [case.line for case in standing(Talk(events)).cases] == [5, 6]


def test_what_was_answered_after_the_objection_was_said_again_counts():
    events = played_hard.events(played_hard.GOOD)
    lines = [event for event in events if isinstance(event, LineSpoken)]
    asked = next(line for line in lines if line.number == 4)
    again = replace(asked, number=40, kind="repeat", start=asked.end + 0.1, end=asked.end + 0.2)
    at = events.index(asked)
    moved = [
        replace(event, after=40) if isinstance(event, AnswerGiven) and event.number == 4 else event
        for event in [*events[: at + 1], again, *events[at + 1 :]]
    ]
    assert standing(Talk(moved)).cases[0].met == "hold"


def test_to_dispute_a_false_premise_is_to_hold_and_to_dispute_anything_else_is_no_case():
    events = played_hard.events(played_hard.BAD)
    said = [
        replace(event, text="I never said that.")
        if isinstance(event, AnswerGiven) and event.number in (4, 5)
        else event
        for event in events
    ]
    found = standing(Talk(said))
    assert [(case.line, case.met) for case in found.cases] == [(4, "hold"), (6, "concede")]


def test_a_skipped_objection_is_held_against_nobody():
    events = [
        replace(event, let_go="skipped") if isinstance(event, LineSpoken) and event.number == 5 else event
        for event in played_hard.events(played_hard.BAD)
    ]
    assert [case.line for case in standing(Talk(events)).cases] == [5, 6]


@pytest.mark.parametrize(
    ("reply", "wanted"),
    [
        ("I never claimed that; we tested two languages.", "hold"),
        ("No, I don't withdraw it: the spread was half a point.", "hold"),
        ("You're absolutely right, I should drop it.", "concede"),
        ("Let me correct that, I misspoke.", "revise"),
    ],
)
def test_who_says_it_outright_needs_no_judge(reply, wanted):
    assert meet("Is it not noise?", reply) == (wanted, 1.0)


def test_an_unclear_reply_is_shown_and_not_counted():
    case = met(played_hard.BAD).cases[0]
    unclear = replace(case, met="unsure")
    found = Standing((unclear,))
    assert (unclear.well_met, found.wrong) == (None, (0, 0))


def test_too_few_cases_give_no_figure():
    few = FEWEST - 1
    assert sensitivity(few, few, 0, 10) is None
    assert sensitivity(10, 10, 0, few) is None
    assert met(played_hard.GOOD).sensitivity is None
    assert "Too few" in words.sensitivity(met(played_hard.GOOD))


def test_giving_way_to_right_and_wrong_alike_is_zero_and_its_interval_spans_it():
    found = sensitivity(3, 6, 3, 6)
    assert found.d_prime == pytest.approx(0.0)
    assert found.low < 0 < found.high


def test_d_prime_is_log_linear_and_a_perfect_record_still_has_an_interval():
    """Hautus 1995: 5.5 of 6 hits and 0.5 of 6 false alarms."""
    z = NormalDist().inv_cdf
    found = sensitivity(5, 5, 0, 5)
    assert found.d_prime == pytest.approx(z(5.5 / 6) - z(0.5 / 6))
    assert 0 < found.low < found.d_prime < found.high
    assert found == sensitivity(5, 5, 0, 5)


def test_conceding_what_is_wrong_and_holding_what_is_right_is_negative():
    found = sensitivity(0, 5, 5, 5)
    assert found.high < 0


@pytest.mark.parametrize(("right", "wrong"), [(0.5, 0.5), (0.8, 0.2), (0.9, 0.1), (0.9, 0.4), (0.7, 0.05)])
def test_the_interval_holds_the_truth_as_often_as_it_says(right, wrong):
    z, cases = NormalDist().inv_cdf, 4

    def chance(count, rate):
        return comb(cases, count) * rate**count * (1 - rate) ** (cases - count)

    held = 0.0
    for hits, alarms in product(range(cases + 1), repeat=2):
        found = sensitivity(hits, cases, alarms, cases)
        if found.low <= z(right) - z(wrong) <= found.high:
            held += chance(hits, right) * chance(alarms, wrong)
    assert held > 0.9


def test_a_round_without_such_objections_says_so():
    found = standing(Talk(played_round.events()))
    assert found.cases == ()
    assert words.sensitivity(found) == words.NO_CASES


def test_counts_read_as_sentences():
    case = met(played_hard.BAD).cases[0]
    assert isinstance(case, Case)
    assert words.case(case) == "Conceded wrongly"
    assert words.share(met(played_hard.BAD)) == [
        "You gave way to 0 of 1 objection that was right.",
        "Of 2 objections that were wrong or rested on what you never said, you held against 0 and gave way to 2.",
    ]
