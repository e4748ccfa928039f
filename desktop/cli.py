"""The commands of `viva`: reads the command line, runs one command, and turns trouble into one sentence."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from importlib import metadata
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from audio.errors import AudioError
from desktop.commands import debrief, doctor, models, questions, rehearse, sessions, transcribe
from desktop.commands.tools import Tools, say
from desktop.errors import DesktopError
from desktop.paths import user_paths
from desktop.sealed import SealedRoomError
from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop.paths import Paths

log = logging.getLogger(__name__)

DONE, FAILED = 0, 1
INTERRUPTED = 130  # what shells report after Ctrl+C


def run(arguments: list[str], open_window: Callable[[], int], print_pdf: Callable[[str, str], None]) -> int:
    """Run the command that `arguments` name; 0 done, 1 failed with one sentence on stderr, 2 wrong usage."""
    parser = _parser()
    try:
        args = parser.parse_args(arguments)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    paths = user_paths()
    _keep_log(paths)
    tools = Tools(paths, open_window, print_pdf)
    try:
        return int(args.run(args, tools)) if hasattr(args, "run") else open_window()
    except (AudioError, InterviewerError, DesktopError, SealedRoomError) as error:
        log.info("failed: %s", type(error).__name__)
        say(str(error))
        return FAILED
    except KeyboardInterrupt:
        say("Stopped; what was recorded is kept.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away: nothing is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        log.exception("unexpected")
        say(
            f"Viva failed in a way nobody foresaw ({type(error).__name__}); what was recorded is kept, "
            f"and the details are in {paths.log}."
        )
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="viva",
        description="Rehearse, aloud, the hardest hour of a research interview. With no command, the window opens.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"viva {metadata.version('viva-voce')}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands")
    for command in (rehearse, transcribe, questions, debrief, sessions, models, doctor):
        command.add(commands)
    return parser


def _keep_log(paths: Paths) -> None:
    """Log names and numbers, never what was said, to a small file; without it where it cannot be written."""
    root = logging.getLogger()
    if any(isinstance(handler, RotatingFileHandler) for handler in root.handlers):
        return
    try:
        paths.state.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(
            paths.log, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    for ours in ("audio", "interviewer", "desktop"):
        logging.getLogger(ours).setLevel(logging.INFO)
