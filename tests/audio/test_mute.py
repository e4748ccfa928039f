"""Exact zeros are said to the candidate, and nothing more: a gated headset sends them while somebody thinks."""

from __future__ import annotations

from audio.listening.mute import GATED_AFTER, ZEROS_AFTER, Mute


def changes(*stretches: tuple[float, bool]) -> list[tuple[float, str]]:
    """Push stretches of (seconds, silent) in blocks of 32 ms; return when what changed."""
    mute, at, found = Mute(), 0.0, []
    for seconds, silent in stretches:
        for _ in range(round(seconds / 0.032)):
            at += 0.032
            if change := mute.push(0.032, silent):
                found.append((round(at, 1), change))
    return found


def test_zeros_are_told_after_two_seconds_and_taken_back_with_the_first_sound():
    assert changes((5.0, True), (1.0, False)) == [(ZEROS_AFTER, "muted"), (5.0, "heard")]


def test_a_short_silence_is_nothing():
    assert changes((1.9, True), (0.1, False), (1.9, True)) == []


def test_a_gate_that_opens_by_itself_is_believed_longer():
    assert changes((3.0, True), (1.0, False), (GATED_AFTER - 1, True), (1.0, False)) == [
        (2.0, "muted"),
        (3.0, "heard"),
    ]


def test_a_headset_that_falls_silent_for_good_is_told_again():
    found = changes((3.0, True), (1.0, False), (GATED_AFTER + 1, True))
    assert [what for _, what in found] == ["muted", "heard", "muted"]
