"""`viva questions`: what can be practised, and what Viva understands of a question file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.tools import Tools, show, show_json
from desktop.paths import assets
from interviewer.question import bank as banks
from interviewer.question import reader

if TYPE_CHECKING:
    from interviewer.question.bank import Bank
    from interviewer.question.question import Question

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse names no public type


def add(commands: Commands) -> None:
    """Add the command's options."""
    parser = commands.add_parser("questions", help="what can be practised; import and check question files")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="every question, bundled and imported")
    showing = actions.add_parser("show", help="one question in full")
    showing.add_argument("question", metavar="Q")
    importing = actions.add_parser("import", help="copy a question file among yours")
    importing.add_argument("file", metavar="FILE", type=Path)
    checking = actions.add_parser("check", help="what was understood of a file, and what was not")
    checking.add_argument("file", metavar="FILE", type=Path)
    for action, run in ((listing, _list), (showing, _show), (importing, _import), (checking, _check)):
        action.add_argument("--json", action="store_true", help="one JSON document on stdout")
        action.set_defaults(run=run)


def open_bank(tools: Tools) -> Bank:
    """Return the bundled and the user's own questions."""
    return banks.Bank(assets() / "questions", tools.paths.questions)


def _list(args: argparse.Namespace, tools: Tools) -> int:
    entries = open_bank(tools).entries()
    if args.json:
        show_json(
            [{"id": e.id, "title": e.title, "path": str(e.path), "bundled": e.bundled} for e in entries]
        )
        return 0
    for entry in entries:
        show(f"{entry.id:44} {entry.title}")
    return 0


def _show(args: argparse.Namespace, tools: Tools) -> int:
    question = open_bank(tools).find(args.question)
    if args.json:
        show_json(reader.check(question))
    else:
        show(_readable(question))
    return 0


def _import(args: argparse.Namespace, tools: Tools) -> int:
    entry = open_bank(tools).add(args.file)
    if args.json:
        show_json({"id": entry.id, "title": entry.title, "path": str(entry.path)})
    else:
        show(f"{entry.title} is now among your questions, as {entry.id}.")
    return 0


def _check(args: argparse.Namespace, tools: Tools) -> int:
    question = reader.read_file(args.file)
    if args.json:
        show_json(reader.check(question))
        return 0
    show(_readable(question))
    lost = question.not_understood
    show("" if lost else "\nEverything was understood.")
    for remark in lost:
        show(f"line {remark.line}: kept as text, not understood: {remark.text}")
    return 0


def _readable(question: Question) -> str:
    lines = [question.title, *(f"{name}: {value}" for name, value in question.fields.items())]
    lines += ["", question.introduction] if question.introduction else []
    lines += _listed("Constraints", question.constraints)
    lines += _listed("Clarifying questions", question.clarifying)
    for part in question.parts:
        lines += ["", part.title, *([part.text] if part.text else [])]
        lines += _listed("To cover", part.cover)
        lines += _listed("Hints (hidden until asked for)", [hint.title for hint in part.hints])
        lines += _listed("Dimensions", [f"{c.name}: {c.description}" for c in part.dimensions])
    lines += _listed("A strong answer", [f"{c.name}: {c.description}" for c in question.dimensions])
    lines += _listed("Follow-ups", question.follow_ups)
    lines += ["", question.summary] if question.summary else []
    return "\n".join(lines)


def _listed(title: str, points: tuple[str, ...] | list[str]) -> list[str]:
    return ["", f"{title}:", *(f"  - {point}" for point in points)] if points else []
