"""`viva doctor`: what works on this machine, and what to do about the rest."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError
from desktop import secrets, settings
from desktop.commands.tools import Tools, say, show, show_json
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from desktop.paths import Paths

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type

# An hour of 16-bit mono at 16 kHz is 115 MB; twice that for the panel, and 500 MB so that the system never starves.
NEEDED_BYTES = 2 * 115_000_000 + 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the machine."""

    part: str
    ok: bool
    found: str
    advice: str = ""


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("doctor", help="what works on this machine, and what to do about the rest")
    parser.add_argument("--json", action="store_true", help="one JSON document on stdout")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, tools: Tools) -> int:
    """Look at every part; the exit code is 0 whatever is found, as looking worked."""
    findings = []
    for look in (_screen, _microphone, _speakers, _voices, _speech_model, _endpoint, _keyring, _disk):
        if sys.stderr.isatty():
            say(f"Looking at the {look.__name__.strip('_').replace('_', ' ')}…")
        findings.append(look(tools.paths))
    if args.json:
        show_json({"ready": all(f.ok for f in findings), "parts": [asdict(f) for f in findings]})
        return 0
    for finding in findings:
        show(f"{'works ' if finding.ok else 'NOT OK'}  {finding.part:14} {finding.found}")
        if finding.advice:
            show(f"{'':24}{finding.advice}")
    return 0


def _screen(paths: Paths) -> Finding:
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return Finding("screen", True, "here")
    return Finding("screen", False, "none", "Without a screen, `viva rehearse` runs a round from recordings.")


def _microphone(paths: Paths) -> Finding:
    from audio import devices

    try:
        device = devices.resolve_input(settings.load(paths.settings).input_device or None)
    except AudioError as error:
        return Finding("microphone", False, "none", str(error))
    return Finding("microphone", True, device.name)


def _speakers(paths: Paths) -> Finding:
    from audio import devices

    try:
        device = devices.resolve_output(settings.load(paths.settings).output_device or None)
    except AudioError as error:
        return Finding("speakers", False, "none", str(error))
    return Finding("speakers", True, device.name)


def _voices(paths: Paths) -> Finding:
    from audio.speaking import voices
    from audio.speaking.renderer import Renderer

    renderer = Renderer()
    try:
        clip = renderer.render("Why that baseline?", voices.panel_voice(0))
    except AudioError as error:
        return Finding("voice", False, "none speaks", str(error))
    finally:
        renderer.close()
    return Finding(
        "voice", True, f"{clip.engine} (installed: {', '.join(voices.installed())})", clip.fell_back
    )


def _speech_model(paths: Paths) -> Finding:
    from audio.listening import calibration, models

    chosen = settings.load(paths.settings)
    try:
        found = calibration.find(
            chosen.speech_model, paths.models, True, paths.speech_speed, chosen.speech_device
        )
        model = models.checked(found)
    except AudioError as error:
        return Finding("speech model", False, "none", str(error))
    return Finding("speech model", True, f"{model.name}, checksum {model.digest[:12]}")


def _endpoint(paths: Paths) -> Finding:
    chosen = settings.load(paths.settings)
    if chosen.offline or not chosen.model_url:
        return Finding("examiner", True, "embedded: no network needed")
    from interviewer.examiner.openai_model import probe

    try:
        names = probe(chosen.model_url, secrets.api_key(chosen.model_url))
    except InterviewerError as error:
        return Finding("examiner", False, chosen.model_url, str(error))
    return Finding(
        "examiner", True, f"{chosen.model_url}: {', '.join(names[:5]) or 'answers, names no model'}"
    )


def _keyring(paths: Paths) -> Finding:
    if secrets.has_keyring():
        return Finding("keyring", True, "here")
    advice = f"A key for a model server can be given in the environment as {secrets.VARIABLE}."
    return Finding("keyring", True, "none (only needed for a model server with a key)", advice)


def _disk(paths: Paths) -> Finding:
    folder: Path = paths.sessions
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Finding(
            "disk", False, f"{folder} cannot be written", "Give yourself the right to write there."
        )
    ok = free >= NEEDED_BYTES
    return Finding(
        "disk", ok, f"{free / 1e9:.1f} GB free", "" if ok else "An hour needs about 0.7 GB: free some space."
    )
