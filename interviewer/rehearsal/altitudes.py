"""The altitude drill: the same claim in twenty seconds for somebody else, and whether its core survived."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

from interviewer.examiner.numbers import quantities
from interviewer.examiner.quoting import tokens_of
from interviewer.rehearsal.stems import Vocabulary, stems

Altitude = Literal["product", "formal", "recipe", "cost"]
# As much of what the contribution says as one hears again from a listener who understood it.
SURVIVED = 0.4


@dataclass(frozen=True, slots=True)
class Rung:
    """One line of the drill and the seconds there are for it."""

    altitude: Altitude
    text: str
    seconds: float


RUNGS = (
    Rung("product", "The same in twenty seconds, for a product lead.", 20.0),
    Rung("formal", "Now the loss: what exactly is minimised, in symbols you say aloud? Forty seconds.", 40.0),
    Rung("recipe", "Now the recipe: what would I have to type to get it running? Thirty seconds.", 30.0),
    Rung("cost", "Now the cost: compute, memory and delay, in numbers. Twenty seconds.", 20.0),
)


@dataclass(frozen=True, slots=True)
class Survived:
    """What of the core claim came through at one altitude."""

    altitude: Altitude
    share: float
    """Of the words of substance of the contribution, how many were heard again."""
    numbers_kept: tuple[str, ...]
    numbers_lost: tuple[str, ...]
    """Figures of the contribution that were not said here."""
    numbers_changed: tuple[str, ...]
    """Figures said here with the unit of one of the contribution and another value."""
    overtime: float
    """Seconds beyond the limit; 0 within it."""

    @property
    def survived(self) -> bool:
        """Whether the claim is still the same one: enough of its words, and no figure that became another."""
        return self.share >= SURVIVED and not self.numbers_changed


def drill(seed: int) -> tuple[Rung, ...]:
    """Return the lines of the drill: for the product lead first, then the others in an order of the seed."""
    rest = list(RUNGS[1:])
    random.Random(f"{seed}:altitudes").shuffle(rest)
    return (RUNGS[0], *rest)


def survived(contribution: str, reply: str, rung: Rung, seconds: float) -> Survived:
    """Compare a reply that took so many seconds with the sentence that states the contribution."""
    core = list(dict.fromkeys(stems(contribution)))
    said = Vocabulary(stems(reply))
    figures = _figures(contribution)
    here = _figures(reply)
    kept = [name for name, figure in figures.items() if figure in here.values()]
    lost = [name for name in figures if name not in kept]
    units = {unit for _, unit in (figures[name] for name in lost) if unit}
    changed = [
        n for n, (value, unit) in here.items() if unit in units and (value, unit) not in figures.values()
    ]
    share = sum(one in said for one in core) / len(core) if core else 0.0
    return Survived(
        rung.altitude, share, tuple(kept), tuple(lost), tuple(changed), max(0.0, seconds - rung.seconds)
    )


def _figures(text: str) -> dict[str, tuple[float, str]]:
    tokens = tokens_of(text)
    return {" ".join(tokens[one.start : one.stop]): (one.value, one.unit) for one in quantities(tokens)}
