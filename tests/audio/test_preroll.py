"""The last seconds, by sample number."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from audio.listening.preroll import Preroll


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 40)), max_size=30), st.integers(0, 400))
def test_it_gives_back_what_it_was_given_from_any_sample_on(blocks, since):
    ring, whole = Preroll(64), np.zeros(0, np.int16)
    for gap, length in blocks:
        whole = np.concatenate([whole, np.zeros(gap, np.int16)])
        block = np.arange(len(whole), len(whole) + length).astype(np.int16) + 1
        ring.push(len(whole), block)
        whole = np.concatenate([whole, block])
    # A gap is only known when something comes after it, even if that is nothing.
    first, samples = ring.since(since)
    assert first == min(max(since, ring.begin), len(whole))
    assert np.array_equal(samples, whole[first:])
    assert ring.end == len(whole)
    assert ring.end - ring.begin <= 64


def test_a_block_longer_than_the_ring_leaves_its_end():
    ring = Preroll(10)
    ring.push(0, np.arange(25, dtype=np.int16))
    assert ring.since(0)[0] == 15
    assert list(ring.since(0)[1]) == list(range(15, 25))


def test_what_is_handed_out_does_not_change_later():
    ring = Preroll(10)
    ring.push(0, np.arange(10, dtype=np.int16))
    _, before = ring.since(0)
    ring.push(10, np.full(10, 7, np.int16))
    assert list(before) == list(range(10))


def test_a_long_gap_is_silence():
    ring = Preroll(10)
    ring.push(0, np.full(10, 5, np.int16))
    ring.push(1000, np.full(4, 9, np.int16))
    first, samples = ring.since(0)
    assert first == 994
    assert list(samples) == [0] * 6 + [9] * 4
