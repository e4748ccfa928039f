"""`viva debrief`: a finished round as a page, a text, a PDF or data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.tools import Tools, show
from desktop.errors import DesktopError
from desktop.grader import grade
from interviewer import sessions
from interviewer.debrief import export
from interviewer.debrief.report import build

if TYPE_CHECKING:
    from interviewer.store import SessionFolder

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("debrief", help="a finished round as a page, a text, a PDF or data")
    parser.add_argument("session", metavar="SESSION", help="a session's id, name or folder")
    parser.add_argument("--format", choices=("html", "md", "pdf", "json"), default="md")
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help="where to write it (default: stdout; a PDF needs it)"
    )
    parser.add_argument(
        "--grade",
        action="store_true",
        help="first have the round's own model grade it; its marks are kept in the session",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, tools: Tools) -> int:
    """Write the debrief of one session."""
    folder = sessions.find(tools.paths.sessions, args.session)
    if args.grade:
        _grade(folder)
    if args.format == "pdf":
        if args.out is None:
            raise DesktopError(
                "A PDF cannot be shown in the terminal; say where to write it with --out FILE."
            )
        tools.print_pdf(export.render(build(folder), "paper"), str(args.out))
    elif args.out is None:
        show(export.render(build(folder), args.format))
        return 0
    else:
        export.export(folder.path, args.format, args.out)
    show(f"The debrief: {args.out}")
    return 0


def _grade(folder: SessionFolder) -> None:
    trouble = grade(folder)
    if trouble:
        raise DesktopError(f"The round was not graded by its model: {trouble}")
