"""What the listener gets its sound from: blocks of samples in order, and their place in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from audio.clock import SampleClock

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Block:
    """Samples in order; `sample` is the number of the first one, and jumps over what never arrived."""

    sample: int
    samples: Samples


class Source(Protocol):
    """Whatever the listener gets its sound from; called from the listener's thread only."""

    def read(self, timeout: float) -> Block | None:
        """Return the next block, or nothing when none came in time."""

    def clock(self) -> SampleClock | None:
        """Return the map from samples to the session's clock, once there is one."""

    def close(self) -> None:
        """End the stream; never hangs."""
