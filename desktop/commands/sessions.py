"""`viva sessions`: what was practised; delete a session, or close one that a crash left open."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from desktop.commands.tools import Tools, say, show, show_json
from desktop.errors import DesktopError
from interviewer import sessions
from interviewer.debrief.export import write_reports
from interviewer.docket import Docket
from interviewer.events import RoundClosed
from interviewer.round.restoring import last_moment
from interviewer.store import SessionFolder

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("sessions", help="what was practised")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every session, the newest first")
    listing.add_argument("--json", action="store_true", help="one JSON document on stdout")
    listing.set_defaults(run=_list)
    deleting = actions.add_parser("delete", help="delete a session with everything in it")
    deleting.add_argument("session", metavar="SESSION")
    deleting.add_argument("--yes", action="store_true", help="do not ask first")
    deleting.set_defaults(run=_delete)
    recovering = actions.add_parser(
        "recover", help="close sessions that a crash left open and write their debrief"
    )
    recovering.set_defaults(run=_recover)


def _list(args: argparse.Namespace, tools: Tools) -> int:
    found = sessions.list_sessions(tools.paths.sessions)
    if args.json:
        show_json(
            [
                {
                    "id": one.id,
                    "path": str(one.path),
                    "created": one.created,
                    "title": one.title,
                    "round": one.kind,
                    "answers": one.answers,
                    "closed": one.closed,
                    "going_on": one.going_on,
                }
                for one in found
            ]
        )
        return 0
    for one in found:
        state = (
            ""
            if one.closed
            else "  (going on now)"
            if one.going_on
            else "  (cut off: `viva sessions recover`)"
        )
        show(
            f"{one.id}  {one.created[:16].replace('T', ' ')}  {one.kind:12} {one.answers:3} answers  {one.title}{state}"
        )
    if not found:
        say("There are no sessions yet; run `viva`, or `viva rehearse --sample`.")
    return 0


def _delete(args: argparse.Namespace, tools: Tools) -> int:
    folder = sessions.find(tools.paths.sessions, args.session)
    if not args.yes:
        say(f"Delete {folder.path.name} ({folder.session.title}) with its recordings? [y/N]")
        answer = sys.stdin.readline().strip().lower() if sys.stdin else ""
        if answer not in ("y", "yes"):
            raise DesktopError("Nothing was deleted; answer y, or add --yes, to delete it.")
    sessions.delete(folder)
    # What was forecast in it is a part of what was said in it.
    Docket(tools.paths.docket).forget(folder.path.name)
    show(
        f"{folder.path.name} is deleted. Copies that you made elsewhere, and what a disk keeps of it, are not."
    )
    return 0


def _recover(args: argparse.Namespace, tools: Tools) -> int:
    cut_off = [
        one for one in sessions.list_sessions(tools.paths.sessions) if not (one.closed or one.going_on)
    ]
    for one in cut_off:
        folder = SessionFolder.open(one.path)
        if folder.read_only:
            say(f"{one.path.name} was made by a later version of Viva; it was left as it is.")
            continue
        folder.append(RoundClosed(last_moment(folder.events()), "crashed"))
        folder.close()
        write_reports(one.path)
        show(f"{one.path.name}: closed after {one.answers} answers; the debrief: {one.path / 'report.html'}")
    if not cut_off:
        show("No session was cut off.")
    return 0
