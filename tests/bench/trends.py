"""How often a trend over rounds is told where there is none, and where there is one: `trends.py [--worlds 2000]`.

Rounds in which nothing changes but chance: a measure (normal), one with heavy tails (Student's t, 3 degrees), a level
from 1 to 4 (before rounding, spread 0.7 around 2.3); and levels that rise from 1.2 to 3.6 (spread 0.6). `inside` is
the share of intervals that hold the true slope of a steady line with normal noise. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from interviewer.trend import trend

ROUNDS = (4, 5, 6, 8, 12, 20, 40)


WORLDS = {
    "normal": lambda chance, count: chance.normal(size=count),
    "heavy tails": lambda chance, count: chance.standard_t(3, count),
    "level": lambda chance, count: _levels(chance.normal(2.3, 0.7, count)),
    "level rises": lambda chance, count: _levels(np.linspace(1.2, 3.6, count) + chance.normal(0, 0.6, count)),
}


def _levels(places: np.ndarray) -> np.ndarray:
    return np.clip(places, 1, 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=2000)
    args = parser.parse_args()
    chance = np.random.default_rng(11)
    found = {}
    for count in ROUNDS:
        shares = {name: _told(made, count, chance, args.worlds) for name, made in WORLDS.items()}
        steady = [
            trend(list(0.3 * np.arange(count) + chance.normal(size=count))).slope for _ in range(args.worlds)
        ]
        inside = np.mean([one is not None and one.low <= 0.3 <= one.high for one in steady])
        found[count] = shares | {"inside": round(float(inside), 3)}
        print(f"{count:3} rounds", found[count])
    print(json.dumps(found))


def _told(made, count: int, chance: np.random.Generator, worlds: int) -> float:
    """Return the share of worlds in which a change is told."""
    told = [trend(list(made(chance, count))).direction in ("rising", "falling") for _ in range(worlds)]
    return round(float(np.mean(told)), 3)


if __name__ == "__main__":
    main()
