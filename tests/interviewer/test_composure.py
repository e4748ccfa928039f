"""Composure: against one's own calm, on a fair clock, with intervals that are honest about few turns."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from simulated_speaker import CALM, SHAKEN, Speaker, a_round

from interviewer import journal
from interviewer.debrief import composure as subject
from interviewer.debrief.baseline import baseline
from interviewer.debrief.composure import composure
from interviewer.debrief.measured import measured
from interviewer.debrief.measures import COMPARED, MEASURES
from interviewer.debrief.recovery import recovery
from interviewer.events import (
    AnswerGiven,
    LineSpoken,
    RoundPaused,
    RoundResumed,
    Stretch,
    VoiceHeard,
    VoiceWindow,
    Word,
)

ROOT = Path(__file__).parents[2]


def changes(found, measure):
    return [change for shift in found.shifts for change in shift.changes if change.measure == measure]


def whole(found, measure):
    return next(change for change in found.whole if change.measure == measure)


def spoken(events):
    return [one for event in events if isinstance(event, AnswerGiven) and (one := measured(event, events))]


def line(number, kind, start, end, **more):
    values = (number, "Ines Vale", kind, "Why?", "", None, "", "script", start, end, "panel/001", False)
    return replace(LineSpoken(*values), **more)


def answer(number, after, *stretches, words=(), **more):
    given = tuple(Stretch(*one) for one in stretches)
    text = " ".join(word.text for word in words)
    ended = given[-1].end + 1.0
    values = (number, after, text, words, given, given[0].start - 1.0, ended, "done", "", False)
    return replace(AnswerGiven(*values), **more)


@pytest.fixture(scope="module")
def shaken():
    return composure(a_round(3, SHAKEN, challenges=8, calm_turns=4))


def test_a_planted_change_is_found_in_its_direction(shaken):
    assert shaken.missing == ""
    assert 60 < shaken.calm_seconds < 130
    assert whole(shaken, "onset").change > 1.3
    assert whole(shaken, "pause_ratio").change > 5
    assert whole(shaken, "articulation").change < 0
    assert whole(shaken, "pitch").change == pytest.approx(1.8, abs=1.2)
    clear = {change.measure for change in shaken.whole if change.verdict == "clear change"}
    assert {"onset", "pause_ratio", "pace", "pitch"} <= clear
    assert "pitch_spread" not in clear


def test_a_change_says_no_clear_change_where_its_interval_spans_none(shaken):
    none = {measure.id: 0.0 if measure.scale == "difference" else 1.0 for measure in COMPARED}
    for change in (*shaken.whole, *(one for shift in shaken.shifts for one in shift.changes)):
        low = -math.inf if change.low is None else change.low
        high = math.inf if change.high is None else change.high
        spans = low <= none[change.measure] <= high
        assert change.verdict == ("no clear change" if spans else "clear change")
        assert low <= change.change <= high
        assert change.low_alone is None or low <= change.low_alone


def test_each_challenge_has_its_own_answers_and_those_to_its_follow_ups():
    events = a_round(5, challenges=6, calm_turns=3)
    kinds = {event.number: event.kind for event in events if isinstance(event, LineSpoken)}
    after = {event.number: event.after for event in events if isinstance(event, AnswerGiven)}
    found = composure(events)
    assert [kinds[shift.line] for shift in found.shifts] == ["challenge"] * 6
    for shift in found.shifts:
        first, *others = shift.answers
        assert after[first] == shift.line
        assert all(kinds[after[other]] == "follow_up" for other in others)
    together = [number for shift in found.shifts for number in shift.answers]
    asked = [number for number, of in after.items() if kinds[of] in ("challenge", "follow_up")]
    assert sorted(together) == sorted(asked)
    assert len(set(together)) == len(together)
    assert set(together).isdisjoint(found.calm_answers)


def test_the_same_journal_gives_the_same_figures_and_they_are_json():
    events = a_round(11)
    first, again = composure(events), composure(events)
    assert first == again
    assert json.loads(json.dumps(asdict(first), allow_nan=False))["missing"] == ""
    assert composure(journal.read(journal.write(events)).events) == first


def test_where_nothing_changed_few_rounds_show_a_clear_change():
    """A smoke check; tests/bench/composure.py measures the rate over thousands of rounds."""
    clear, looks, covered = 0, 0, []
    for seed in range(25):
        found = composure(a_round(seed, challenges=6))
        for measure in ("onset", "articulation", "pause_ratio", "pitch"):
            these = changes(found, measure)
            looks += 1
            clear += any(change.verdict == "clear change" for change in these)
            none = 1.0 if measure == "onset" else 0.0
            covered += [change.low_alone <= none <= change.high_alone for change in these]
    assert clear <= 0.15 * looks
    assert 0.90 < np.mean(covered) < 0.99


def test_one_onset_has_the_prediction_interval_of_the_calm_ones():
    speaker = Speaker(np.random.default_rng(1))
    for _ in range(4):
        speaker.asked("warm_up")
        speaker.answers_for(25.0, CALM)
    speaker.asked("challenge")
    speaker.answers_for(25.0, CALM)
    logs = np.log([one.reading("onset").value for one in spoken(speaker.events)])
    calm, now = logs[:4], logs[4]
    found = changes(composure(speaker.events), "onset")[0]
    reach = 3.182446 * np.std(calm, ddof=1) * math.sqrt(1 + 1 / 4)
    assert found.calm == pytest.approx(np.exp(calm.mean()))
    assert found.change == pytest.approx(np.exp(now - calm.mean()))
    assert found.low_alone == pytest.approx(np.exp(now - calm.mean() - reach), rel=1e-4)
    assert found.high_alone == pytest.approx(np.exp(now - calm.mean() + reach), rel=1e-4)


@pytest.mark.parametrize(
    ("turns", "seconds", "says"),
    [
        (0, 0.0, "Nothing calm was recorded"),
        (2, 40.0, "2 calm answers were recorded and 3"),
        (3, 8.0, "s of calm speech"),
    ],
)
def test_without_enough_calm_it_says_what_is_missing_and_what_to_do(turns, seconds, says):
    speaker = Speaker(np.random.default_rng(2))
    for _ in range(turns):
        speaker.asked("warm_up")
        speaker.answers_for(seconds, CALM)
    speaker.asked("challenge")
    speaker.answers_for(30.0, SHAKEN)
    found = composure(speaker.events)
    assert says in found.missing
    assert "next time" in found.missing
    assert found.whole == ()
    assert [(shift.changes, shift.recovery.ending) for shift in found.shifts] == [((), "unknown")]


def test_a_neutral_question_in_the_round_counts_as_calm_and_a_talk_does_not():
    events = a_round(4, calm_turns=4)
    kinds = {event.number: event.kind for event in events if isinstance(event, LineSpoken)}
    assert list(kinds.values())[:4] == ["warm_up", "warm_up", "warm_up", "neutral"]
    assert composure(events).calm_answers == (1, 2, 3, 4)


def test_the_clock_is_fair():
    words = tuple(Word("fine", at, at + 0.3, 0.9) for at in np.arange(12.0, 20.0, 0.5).tolist())
    events = [
        line(1, "challenge", 0.0, 5.0),
        RoundPaused(6.0, "The microphone was lost."),
        RoundResumed(11.0),
        answer(1, 1, (12.0, 14.0), (17.0, 20.0), words=words),
        line(2, "aside", 14.5, 16.0),
    ]
    found = measured(events[3], events)
    assert found.reading("onset").value == pytest.approx(2.0)
    assert found.reading("content").value == pytest.approx(2.0)
    # The panel said "take your time" in the only pause.
    assert found.reading("pause_ratio").value == 0.0
    assert found.reading("long_pauses").count == 0
    assert found.sounding.paused.sum() == 0.0
    assert found.sounding.speech == pytest.approx(5.0)


def test_talking_over_is_kept_apart_from_the_onset():
    events = [line(1, "challenge", 0.0, 5.0), answer(1, 1, (4.2, 9.0))]
    found = measured(events[1], events)
    assert found.reading("onset") is None
    assert found.reading("talk_over").value == pytest.approx(0.8)


def test_a_line_that_was_only_shown_has_no_onset():
    events = [line(1, "challenge", 0.0, 5.0, audio=""), answer(1, 1, (6.0, 12.0))]
    assert measured(events[1], events).reading("onset") is None


def test_an_answer_that_asked_for_the_line_again_is_none():
    events = a_round(6, challenges=6)
    first = next(event for event in events if isinstance(event, LineSpoken) and event.kind == "challenge")
    asked = next(event for event in events if isinstance(event, AnswerGiven) and event.after == first.number)
    at = events.index(asked) + 1
    again = line(99, "repeat", asked.ended + 0.1, asked.ended + 0.2)
    left = {n for shift in composure([*events[:at], again, *events[at:]]).shifts for n in shift.answers}
    assert asked.number not in left


def test_recovery_is_the_moment_of_going_back_and_censored_where_it_never_came():
    hurried = replace(SHAKEN, stretch=1.0, pause=1.3, rate=3.2)
    errors, never = [], 0
    for seed in range(16):
        for after in (20.0, 99.0):
            speaker = Speaker(np.random.default_rng(seed))
            for _ in range(4):
                speaker.asked("warm_up")
                speaker.answers_for(30.0, CALM)
            speaker.asked("challenge")
            speaker.answers_for(50.0, hurried, after, CALM)
            every = spoken(speaker.events)
            found = recovery(every[-1].sounding, baseline(every, speaker.events))
            if after > 50.0:
                never += found.ending == "not within this answer"
                assert found.seconds is None or found.ending != "not within this answer"
            elif found.ending == "recovered":
                errors.append(found.seconds - speaker.returned)
    assert never >= 14
    assert len(errors) >= 8
    assert abs(np.median(errors)) <= 2.0


def test_a_short_answer_has_no_recovery():
    events = a_round(8)
    every = spoken(events)
    calm = baseline(every, events)
    short = measured(answer(1, 0, (5.0, 9.0)), [])
    assert recovery(short.sounding, calm).ending == "unknown"


def test_pitch_is_that_of_the_version_given_last():
    given = answer(1, 1, (6.0, 16.0))
    windows = tuple(VoiceWindow(6.0 + at, 7.0 + at, 0.5, 14.0 + (at == 9), 2.0, -20.0) for at in range(10))
    of_another = VoiceHeard(1, given.ended - 5.0, (replace(windows[0], pitch=30.0),))
    events = [line(1, "challenge", 0.0, 5.0), given, of_another, VoiceHeard(1, given.ended, windows)]
    found = measured(given, events)
    assert found.reading("pitch").value == pytest.approx(14.1, abs=0.1)
    assert found.reading("pitch_spread").value == pytest.approx(math.sqrt(4.0 + 0.09))
    assert found.reading("loudness").value == -20.0
    assert journal.decode(journal.encode(events[-1])) == events[-1]


def test_a_typed_or_silent_answer_is_not_measured():
    assert measured(answer(1, 1, (6.0, 7.0), stretches=()), []) is None
    assert measured(answer(1, 1, (6.0, 7.0), typed=True), []) is None


def test_every_measure_says_how_it_is_computed_and_what_it_cannot_see():
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    for measure in MEASURES:
        assert measure.computed.endswith(".")
        assert measure.blind.endswith(".")


def test_no_feeling_is_named():
    here = ROOT / "interviewer" / "debrief"
    names = "baseline composure content intervals measured measures recovery scales syllables windows".split()  # noqa: SIM905
    for name in names:
        text = (here / f"{name}.py").read_text(encoding="utf-8").casefold()
        assert not any(word in text for word in ("str" + "ess", "nervous", "anxious", "anxiety"))


def test_directness_is_judged_of_the_answer_to_the_challenge(shaken):
    assert all(shift.directness.words > 0 for shift in shaken.shifts)
    assert {shift.directness.judged for shift in shaken.shifts} <= {"direct", "delayed", "never"}
    assert subject.composure([]).shifts == ()
