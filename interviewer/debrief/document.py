"""A report as the JSON that other programs read; `report.SCHEMA` names its shape."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from interviewer.debrief import evidence as found_in
from interviewer.debrief.measures import MEASURES
from interviewer.debrief.report import build, sound_file
from interviewer.store import SessionFolder
from interviewer.transcript import CANDIDATE

if TYPE_CHECKING:
    from pathlib import Path

    from interviewer.debrief.report import Report


def as_json(report: Report) -> dict[str, Any]:
    """The report as JSON can hold it."""
    changes = report.composure.whole if report.composure else ()
    record = asdict(report)
    for exchange in record["exchanges"]:
        for answer in exchange["answers"]:
            del answer["words"]
    return (
        record
        | _talk(record.pop("talk"))
        | {
            "evidence": found_in.as_json(report.evidence),
            # What a history draws as a line: each measure under challenge.
            "measures": {change.measure: change.under for change in changes},
            "measured_how": [asdict(measure) for measure in MEASURES],
        }
    )


def _talk(talk: dict[str, Any] | None) -> dict[str, Any]:
    """Lay the talk's parts beside the other parts of the report; empty where there was none."""
    parts: dict[str, Any] = {
        "slides": (),
        "sections": (),
        "interruptions": (),
        "skeleton": None,
        "overrun": None,
    }
    found = talk or {}
    return {name: found.pop(name, default) for name, default in parts.items()} | {"talk": talk}


def document(path: Path) -> dict[str, Any]:
    """What `viva rehearse --json` prints of a session."""
    folder = SessionFolder.open(path)
    report = build(folder)
    turns = sorted(_turns(report, path), key=lambda turn: turn["start"])
    return {
        "session": str(path),
        "seed": report.seed,
        "engine": report.engine,
        "turns": turns,
        "report": as_json(report),
    }


def _turns(report: Report, path: Path) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = []
    for exchange in report.exchanges:
        line = exchange.line
        if line:
            turns.append(
                {
                    "speaker": line.speaker,
                    "kind": line.kind,
                    "number": line.number,
                    "text": line.text,
                    "quote": line.quote,
                    "slide": line.slide,
                    "start": line.start,
                    "end": line.end,
                    "onset_delay": None,
                    "audio": sound_file(path, line.audio),
                }
            )
        turns += [
            {
                "speaker": CANDIDATE,
                "kind": "answer",
                "number": answer.number,
                "text": answer.text,
                "quote": "",
                "slide": None,
                "start": answer.start,
                "end": answer.end,
                "onset_delay": answer.timings.onset_delay,
                "audio": sound_file(path, answer.audio),
            }
            for answer in exchange.answers
        ]
    return turns
