"""Word errors against a reference, and how sure their rate is."""

from __future__ import annotations

import re

import numpy as np

SMALL = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
SPELT = {
    "mr": "mister",
    "mrs": "missus",
    "dr": "doctor",
    "ok": "okay",
    **{str(n): w for n, w in enumerate(SMALL)},
}
BLOCK = 20  # words that are drawn together: errors come in runs
DRAWS = 2000


def plain(text: str) -> list[str]:
    """Return the words as they are compared: lower case, no punctuation, small numbers spelt."""
    text = re.sub(r"[^a-z0-9' ]", "", re.sub(r"[-–—/]", " ", text.lower().replace("’", "'")))
    return [SPELT.get(word, word) for word in text.split() if word.strip("'")]


def errors(reference: str, said: str) -> np.ndarray:
    """Return the errors that fall on each reference word; a word too many falls on the one before it."""
    want, have = plain(reference), plain(said)
    cost = np.zeros((len(want) + 1, len(have) + 1), int)
    cost[:, 0], cost[0] = np.arange(len(want) + 1), np.arange(len(have) + 1)
    for i, word in enumerate(want, 1):
        for j, other in enumerate(have, 1):
            cost[i, j] = min(cost[i - 1, j] + 1, cost[i, j - 1] + 1, cost[i - 1, j - 1] + (word != other))
    found = np.zeros(len(want), int)
    i, j = len(want), len(have)
    while i or j:
        if i and j and cost[i, j] == cost[i - 1, j - 1] + (want[i - 1] != have[j - 1]):
            found[i - 1] += want[i - 1] != have[j - 1]
            i, j = i - 1, j - 1
        elif j and cost[i, j] == cost[i, j - 1] + 1:
            found[max(i - 1, 0)] += 1
            j -= 1
        else:
            found[i - 1] += 1
            i -= 1
    return found


def interval(counts: list[np.ndarray]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the mean, blocks of neighbouring words drawn together."""
    blocks = [each[at : at + BLOCK] for each in counts for at in range(0, len(each), BLOCK)]
    sums = np.array([block.sum() for block in blocks])
    sizes = np.array([len(block) for block in blocks])
    drawn = np.random.default_rng(0).integers(0, len(blocks), (DRAWS, len(blocks)))
    rates = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.percentile(rates, (2.5, 97.5))
    return float(low), float(high)
