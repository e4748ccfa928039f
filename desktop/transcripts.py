"""What was said in one recording, and the forms it is written in; window and command share them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from audio.events import Word
from audio.listening import subtitles
from audio.listening.whole_file import Segment
from desktop.errors import DesktopError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Format = Literal["txt", "json", "srt", "vtt"]

# A pause that begins a new line: longer than those between sentences (0.5 to 0.8 s in read speech).
PAUSE = 1.0
# Characters after which the next sentence begins a new line: about two lines of a page.
LONG = 160
# Characters after which any word does: a recogniser that writes no full stops would make an hour one line, and what
# is marked in such a line takes Qt a second to lay out.
LONGEST = 640

_SENTENCE_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of a recording, line by line, and what heard them."""

    file: str
    model: str
    device: str
    duration: float
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        """One line a segment."""
        return "\n".join(segment.text for segment in self.segments)

    @property
    def words(self) -> list[Word]:
        """Every word in order."""
        return [word for segment in self.segments for word in segment.words]


def in_lines(words: Iterable[Word]) -> tuple[Segment, ...]:
    """Cut words into lines that can be read: at long pauses, and between sentences once a line is long."""
    found: list[Segment] = []
    held: list[Word] = []
    letters = 0
    for word in words:
        if held and _begins_line(held[-1], letters, word):
            found.append(_segment(held))
            held, letters = [], 0
        held.append(word)
        letters += len(word.text) + 1
    if held:
        found.append(_segment(held))
    return tuple(found)


def _begins_line(last: Word, letters: int, word: Word) -> bool:
    """Whether a line of so many letters ends before this word."""
    if word.start - last.end >= PAUSE or letters >= LONGEST:
        return True
    return last.text.endswith(_SENTENCE_ENDS) and letters >= LONG


def _segment(words: Sequence[Word]) -> Segment:
    text = " ".join(word.text for word in words)
    return Segment(words[0].start, max(word.end for word in words), text, tuple(words))


def render(transcript: Transcript, form: Format) -> str:
    """Write a transcript in one of the forms it can be exported in."""
    match form:
        case "txt":
            return transcript.text + "\n"
        case "json":
            return json.dumps(document(transcript), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
        case "srt":
            return subtitles.srt(subtitles.cues(transcript.words))
        case "vtt":
            return subtitles.vtt(subtitles.cues(transcript.words))


def document(transcript: Transcript) -> dict[str, Any]:
    """Return a transcript as what JSON can hold."""
    return {
        "file": transcript.file,
        "model": transcript.model,
        "device": transcript.device,
        "duration": round(transcript.duration, 3),
        "segments": [
            {
                "start": round(segment.start, 3),
                "end": round(segment.end, 3),
                "text": segment.text,
                "words": [_word(word) for word in segment.words],
            }
            for segment in transcript.segments
        ],
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "start": round(word.start, 3),
        "end": round(word.end, 3),
        "text": word.text,
        "probability": round(word.probability, 3),
    }


def from_document(found: Any) -> Transcript:  # noqa: ANN401 - whatever stands in the file
    """Read a transcript that was written as JSON.

    Raises:
        DesktopError: It is no such document.
    """
    try:
        segments = tuple(
            Segment(
                float(each["start"]),
                float(each["end"]),
                str(each["text"]),
                tuple(
                    Word(str(w["text"]), float(w["start"]), float(w["end"]), float(w["probability"]))
                    for w in each["words"]
                ),
            )
            for each in found["segments"]
        )
        return Transcript(
            str(found["file"]), str(found["model"]), str(found["device"]), float(found["duration"]), segments
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DesktopError("This transcript is damaged; put its recording into words again.") from error
