"""`viva transcribe`: recordings into words, on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError
from audio.listening import calibration
from desktop import glossary, sealed
from desktop.commands.tools import Progress, Tools, say, show, show_json
from desktop.errors import DesktopError

if TYPE_CHECKING:
    from audio.listening.whisper import Recogniser
    from desktop.transcripts import Format, Transcript

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("transcribe", help="recordings into words, on this machine")
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
    parser.add_argument("--format", choices=("txt", "json", "srt", "vtt"), default="txt")
    parser.add_argument("--model", default="auto", metavar="NAME|DIR", help="a speech model (default: auto)")
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    parser.add_argument("--terms", metavar="FILE", type=Path, help="terms to expect, one a line")
    parser.add_argument("--offline", action="store_true", help="refuse any use of the network")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, tools: Tools) -> int:
    """Transcribe each file; what could not be read is named, the rest is still done."""
    from audio.listening.expecting import Expecting
    from audio.listening.whisper import Whisper
    from desktop.transcripts import document

    if args.offline:
        sealed.shut()
    for file in args.files:
        if not file.is_file():
            raise AudioError(f"There is no sound file at {file}; check its name.")
    terms = _terms(args.terms, tools)
    model = calibration.find(
        args.model, tools.paths.models, args.offline, tools.paths.speech_speed, args.device
    )
    whisper = Whisper(model, args.device)
    if whisper.note:
        say(whisper.note)
    recogniser = Expecting(whisper, terms)
    documents, failed = [], 0
    for file in args.files:
        try:
            found = _transcribed(file, recogniser, tools.paths.state)
        except AudioError as error:
            say(str(error))
            failed += 1
            continue
        if args.format == "json":
            documents.append(document(found))
        else:
            _show(found, args.format, several=len(args.files) > 1)
    if documents:
        show_json(documents[0] if len(args.files) == 1 else documents)
    return 1 if failed else 0


def _terms(file: Path | None, tools: Tools) -> tuple[str, ...]:
    """Return the terms of a file before those of the user's own glossary."""
    if file is not None and not file.is_file():
        raise DesktopError(f"There is no list of terms at {file}; check its name.")
    named = glossary.read(file) if file is not None else []
    return (*named, *glossary.terms(tools.paths.glossary))


def _transcribed(file: Path, recogniser: Recogniser, scratch: Path) -> Transcript:
    from desktop.transcription import transcribe

    progress = Progress(f"Transcribing {file.name}")
    try:
        # The system's own temporary folder lies in memory on many machines.
        found = transcribe(file, recogniser, scratch if scratch.is_dir() else None, progress)
    finally:
        progress.close()
    assert found is not None, "nothing cancels it here"
    return found


def _show(found: Transcript, form: Format, *, several: bool) -> None:
    from desktop.transcripts import render

    if form == "txt" and several:
        show(f"{found.file}:")
    show(render(found, form))
