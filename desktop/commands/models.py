"""`viva models`: which speech models are here, and how to get another one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audio.listening import calibration, models
from desktop.commands.tools import Progress, Tools, say, show
from desktop.errors import DesktopError

if TYPE_CHECKING:
    from audio.listening.calibration import Candidate

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("models", help="speech models: what is here, what fits, how to get one")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="the models on this machine")
    listing.set_defaults(run=_list)
    getting = actions.add_parser("get", help="fetch a model from Hugging Face, or take one from a folder")
    getting.add_argument("name", metavar="NAME", help="small.en, large-v3-turbo, or any owner/name")
    getting.add_argument(
        "--from", dest="folder", metavar="DIR", help="a folder that holds the model: no network"
    )
    getting.add_argument("--yes", action="store_true", help="do not ask before downloading")
    getting.set_defaults(run=_get)


def _list(args: argparse.Namespace, tools: Tools) -> int:
    say("Measuring what is not known yet: a second or two for each model…")
    found = calibration.candidates(tools.paths.models, tools.paths.speech_speed)
    if not found:
        raise DesktopError(f"There is no speech model on this machine; {models.HOW_TO_GET_ONE}.")
    chosen = calibration.best(found)
    for one in found:
        mark = "*" if one is chosen else " "
        show(f"{mark} {one.model.name:24} {one.size / 1e6:6.0f} MB  {_fits(one):38}  {one.model.folder}")
    show(f"* what auto takes: the largest one whose last words take {calibration.BUDGET:g} s or less.")
    return 0


def _fits(one: Candidate) -> str:
    if one.speed is None:
        return "too large for this machine, or damaged"
    return f"{'fits' if one.fits else 'too slow'}: {one.speed.seconds:.2f} s for the last words"


def _get(args: argparse.Namespace, tools: Tools) -> int:
    if args.folder:
        taken = models.take(args.name, Path(args.folder), tools.paths.models)
        show(f"{taken.name} is ready in {taken.folder}.")
        return 0
    if args.name in {model.name for model in models.installed(tools.paths.models)}:
        # Packaged with Viva: whole, or in halves that are joined now.
        here = models.checked(models.find(args.name, tools.paths.models, offline=True))
        show(f"{here.name} is ready in {here.folder}.")
        return 0
    if not args.yes:
        _ask(args.name)
    progress = Progress(f"Fetching {args.name}")
    try:
        fetched = models.fetch(args.name, tools.paths.models, progress)
    finally:
        progress.close()
    show(f"{fetched.name} is ready in {fetched.folder}.")
    return 0


def _ask(name: str) -> None:
    """Ask before anything is downloaded."""
    host = urlsplit(models.endpoint()).hostname
    say(f"This downloads {models.hub_name(name)} from {host}; nothing of yours is sent. Go on? [y/N]")
    answer = sys.stdin.readline().strip().lower() if sys.stdin else ""
    if answer not in ("y", "yes"):
        raise DesktopError("Nothing was downloaded; answer y, or add --yes, to fetch the model.")
