"""Tells speech from silence, frame by frame, with the Silero model that comes with faster-whisper."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16000
FRAME = 512
CONTEXT = 64
# Silero's own thresholds: speech begins at 0.5 and goes on down to 0.35.
BEGIN, GO_ON = 0.5, 0.35


class Vad:
    """One stream of frames; the model's state and the last samples are carried from frame to frame."""

    def __init__(self) -> None:
        from faster_whisper.vad import get_vad_model

        self._session = get_vad_model().session
        self.reset()

    def reset(self) -> None:
        """Forget what was heard."""
        self._voiced = False
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._context = np.zeros(CONTEXT, np.float32)
        self._ahead: deque[float] = deque()

    def listen_ahead(self, samples: NDArray[np.float32]) -> None:
        """Hear whole frames that will be pushed next, at half the price of one by one."""
        frames = samples.reshape(-1, FRAME)
        before = np.concatenate([self._context, samples])
        contexts = before[np.arange(len(frames))[:, None] * FRAME + np.arange(CONTEXT)]
        heard = np.concatenate([contexts, frames], axis=1)
        output, self._h, self._c = self._session.run(None, {"input": heard, "h": self._h, "c": self._c})
        self._context = samples[-CONTEXT:]
        self._ahead.extend(output.reshape(-1).tolist())

    def push(self, frame: NDArray[np.float32]) -> float:
        """Return how likely the next frame of 512 samples is speech."""
        if self._ahead:
            return self._ahead.popleft()
        heard = np.concatenate([self._context, frame]).reshape(1, -1)
        output, self._h, self._c = self._session.run(None, {"input": heard, "h": self._h, "c": self._c})
        self._context = frame[-CONTEXT:]
        return float(output.reshape(-1)[0])

    def voiced(self, frame: NDArray[np.float32]) -> bool:
        """Return whether the next frame is speech; speech is harder to begin than to go on."""
        self._voiced = self.push(frame) >= (GO_ON if self._voiced else BEGIN)
        return self._voiced
