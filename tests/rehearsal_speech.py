"""Speech for tests: sentences with their seconds, made into words and stretches."""

from __future__ import annotations

from interviewer.events import Stretch, Word
from interviewer.rehearsal.speech import TalkSpeech


def spoken(*sentences: tuple[float, str], word: float = 0.25, recorded: float = 0.0) -> TalkSpeech:
    """Say each sentence from its second on, a word every quarter second."""
    words: list[Word] = []
    stretches: list[Stretch] = []
    for start, text in sentences:
        tokens = text.split()
        words += [Word(one, start + i * word, start + (i + 1) * word, 1.0) for i, one in enumerate(tokens)]
        stretches.append(Stretch(start, start + len(tokens) * word))
    return TalkSpeech(tuple(words), tuple(stretches), recorded or stretches[-1].end)
