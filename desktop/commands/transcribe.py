"""`viva transcribe`: recordings into words, on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audio import sound_file
from audio.errors import AudioError
from audio.listening import models, subtitles
from desktop import sealed
from desktop.commands.tools import Progress, Tools, say, show, show_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from audio.listening.whisper import Whisper
    from audio.listening.whole_file import Segment

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("transcribe", help="recordings into words, on this machine")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--format", choices=("txt", "json", "srt", "vtt"), default="txt")
    parser.add_argument("--model", default="auto", metavar="NAME|DIR", help="a speech model (default: auto)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--offline", action="store_true", help="refuse any use of the network")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, tools: Tools) -> int:
    """Transcribe each file; what could not be read is named, the rest is still done."""
    from audio.listening.whisper import Whisper

    if args.offline:
        sealed.shut()
    for file in args.files:
        if not file.is_file():
            raise AudioError(f"There is no sound file at {file}; check its name.")
    whisper = Whisper(models.find(args.model, tools.paths.models, args.offline), args.device)
    if whisper.note:
        say(whisper.note)
    documents, failed = [], 0
    for file in args.files:
        try:
            document = _document(file, whisper)
        except AudioError as error:
            say(str(error))
            failed += 1
            continue
        documents.append(document)
        if args.format != "json":
            _show(document, args.format, several=len(args.files) > 1)
    if args.format == "json" and documents:
        show_json(documents[0] if len(args.files) == 1 else documents)
    return 1 if failed else 0


def _document(file: Path, whisper: Whisper) -> dict[str, Any]:
    from audio.listening.whole_file import transcribe_file

    samples = sound_file.read(file)
    progress = Progress(f"Transcribing {file.name}")
    try:
        segments = transcribe_file(whisper, samples.astype(np.float32) / np.float32(32768), progress)
    finally:
        progress.close()
    return {
        "file": str(file),
        "model": whisper.name,
        "device": whisper.device,
        "duration": round(len(samples) / 16000, 3),
        "segments": [_segment(segment) for segment in segments],
    }


def _segment(segment: Segment) -> dict[str, Any]:
    words = [
        {
            "start": round(w.start, 3),
            "end": round(w.end, 3),
            "text": w.text,
            "probability": round(w.probability, 3),
        }
        for w in segment.words
    ]
    return {
        "start": round(segment.start, 3),
        "end": round(segment.end, 3),
        "text": segment.text,
        "words": words,
    }


def _show(document: dict[str, Any], form: str, *, several: bool) -> None:
    if form == "txt":
        if several:
            show(f"{document['file']}:")
        show("\n".join(segment["text"] for segment in document["segments"]))
        return
    found = subtitles.cues(_words(document["segments"]))
    show(subtitles.srt(found) if form == "srt" else subtitles.vtt(found))


def _words(segments: Sequence[dict[str, Any]]) -> list[Any]:
    from audio.events import Word

    return [Word(w["text"], w["start"], w["end"], w["probability"]) for s in segments for w in s["words"]]
