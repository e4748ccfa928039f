"""Events survive the journal, and a broken journal loses only what was broken."""

from __future__ import annotations

import dataclasses
import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer import events, journal
from interviewer.events import AnswerGiven, HelpAsked, RoundClosed, RoundEvent, Stretch, Word
from interviewer.take_events import TakeBegun, TakeEvent, TakeMarked, TakeNoted

seconds = st.floats(allow_nan=False, allow_infinity=False)
text = st.text(alphabet=st.characters())


def any_event(kind: type) -> st.SearchStrategy[RoundEvent]:
    return st.builds(kind, **{name: any_value(hint) for name, hint in journal._hints(kind).items()})


def any_value(hint: object) -> st.SearchStrategy[object]:
    if hint is float:
        return seconds
    if hint == float | None:
        return st.none() | seconds
    if hint is str:
        return text
    if get_args(hint)[1:] == (Ellipsis,):
        inner = get_args(hint)[0]
        one = any_event(inner) if dataclasses.is_dataclass(inner) else any_value(inner)
        return st.lists(one, max_size=4).map(tuple)
    return st.from_type(hint)


any_round_event = st.one_of([any_event(kind) for kind in get_args(RoundEvent)])
any_take_event = st.one_of(
    any_event(TakeBegun),
    any_event(TakeMarked),
    st.builds(TakeNoted, st.integers(), st.integers(), any_round_event),
)

ANSWER = AnswerGiven(
    number=1,
    after=2,
    text="Line one\nand “two”\u2028 \x00",
    words=(Word("Line", 1.5, 1.75, 0.5),),
    stretches=(Stretch(1.5, 2.0),),
    opened=1.0,
    ended=4.0,
    reason="done",
    audio="audio/001",
    typed=False,
)
CLOSED = RoundClosed(9.0, "finished")


@settings(max_examples=300)
@given(any_round_event | any_take_event)
def test_every_event_comes_back_as_it_was_written(event):
    line = journal.encode(event)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert journal.decode(line) == event


def test_a_line_is_json_with_the_name_of_the_event():
    record = json.loads(journal.encode(HelpAsked(3.5, "hint")))
    assert record == {"type": "HelpAsked", "at": 3.5, "what": "hint"}


def test_half_a_surrogate_pair_can_be_written():
    event = dataclasses.replace(ANSWER, text="broken \ud83d end")
    assert journal.decode(journal.encode(event)) == event


@given(st.lists(any_round_event, min_size=1, max_size=6), st.data())
def test_a_journal_cut_anywhere_keeps_every_whole_line(written, data):
    content = journal.write(written)
    cut = data.draw(st.integers(0, len(content)))
    found = journal.read(content[:cut])
    whole = content[:cut].count(b"\n")
    assert found.events[:whole] == tuple(written[:whole])
    assert len(found.events) + len(found.unread) <= whole + 1


def test_a_torn_last_line_is_reported():
    found = journal.read(journal.encode(ANSWER) + journal.encode(CLOSED)[:20])
    assert found.events == (ANSWER,)
    assert [(one.line, one.why) for one in found.unread] == [(2, "it was cut off")]


def test_the_zeros_of_a_power_cut_are_reported_and_cost_nothing():
    found = journal.read(journal.encode(ANSWER) + b"\0" * 4096)
    assert found.events == (ANSWER,)
    assert found.unread[0].why == "it is zeros, as a power cut leaves them"


def test_an_event_behind_zeros_is_still_read():
    assert journal.read(b"\0" * 512 + journal.encode(CLOSED)).events == (CLOSED,)


def test_an_unknown_event_is_kept_and_reported():
    line = b'{"type": "PlanetAligned", "at": 1.0}\n'
    found = journal.read(line + journal.encode(CLOSED))
    assert found.events == (CLOSED,)
    assert found.unread[0].line == 1
    assert "PlanetAligned" in found.unread[0].text
    assert "knows no event" in found.unread[0].why


def test_a_field_of_a_later_version_is_passed_over():
    line = journal.encode(CLOSED).replace(b"}", b', "mood": "calm"}')
    assert journal.decode(line) == CLOSED


@pytest.mark.parametrize(
    "change",
    [
        {"at": "soon"},
        {"at": True},
        {"at": None},
        {"at": 10**400},
        {"reason": "boredom"},
        {"reason": 3},
    ],
)
def test_a_field_of_the_wrong_kind_makes_a_line_unreadable(change):
    record = {"type": "RoundClosed", "at": 9.0, "reason": "finished"} | change
    with pytest.raises(ValueError, match=r"is not what it should be|Exceeds"):
        journal.decode(json.dumps(record))


def test_numbers_that_are_none_are_refused():
    with pytest.raises(ValueError, match="NaN is no number"):
        journal.decode('{"type": "RoundClosed", "at": NaN, "reason": "finished"}')


def test_a_field_may_be_missing_only_from_the_line_that_lacks_it():
    found = journal.read(b'{"type": "RoundClosed", "at": 9.0}\n' + journal.encode(CLOSED))
    assert found.events == (CLOSED,)
    assert found.unread[0].why == "RoundClosed lacks reason"


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_never_raise(content):
    found = journal.read(content)
    assert len(found.events) + len(found.unread) <= content.count(b"\n") + 1


def test_a_line_nested_too_deep_is_reported():
    found = journal.read(b"[" * 100_000 + b"\n" + journal.encode(CLOSED))
    assert found.events == (CLOSED,)
    assert len(found.unread) == 1


def test_every_event_of_a_round_has_its_place_in_the_journal():
    assert set(journal.ROUND.values()) == set(get_args(events.RoundEvent))
    assert set(journal.TYPES.values()) == {*get_args(events.RoundEvent), *get_args(TakeEvent)}
