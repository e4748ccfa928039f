"""How soon the history is there and searched: `history.py [--sessions 10000] [--root FOLDER]`.

The same with a real window before it, painted off screen (`history_window.py`).
Synthetic sessions: eight answers of some sixty timed words, their report beside them. Files are warm in the cache.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "bench")]

import history_window  # noqa: E402
import played_hard  # noqa: E402
import played_round  # noqa: E402

from interviewer import journal  # noqa: E402
from interviewer.debrief.export import write_reports  # noqa: E402
from interviewer.history import History  # noqa: E402
from interviewer.history_points import Filter  # noqa: E402
from interviewer.store import SessionFolder  # noqa: E402

_NAMES = (
    "baseline seeds spread ablation metric budget latency distil reranker recall gradient sparse router quantise "
    "calibration leak split prompt reward judge annotator cluster cost batch decoder teacher student margin noise"
)
WORDS = _NAMES.split()
OPENING, SEARCH = 0.3, 0.1


def make(root: Path, count: int) -> None:
    """Write so many sessions, each a variant of one of two rounds."""
    chance = random.Random(7)
    began = datetime.fromisoformat("2000-01-01T09:00:00+01:00")
    with tempfile.TemporaryDirectory() as scratch:
        models = []
        for replies in (played_hard.GOOD, played_hard.BAD):
            folder = played_round.play(Path(scratch), played_hard.events(replies))
            write_reports(folder.path)
            models.append((journal.write(folder.events()), (folder.path / "report.json").read_bytes()))
        settings = SessionFolder.open(folder.path).session
    for number in range(count):
        at = began + timedelta(days=number / 2)
        path = root / f"{at:%Y-%m-%d_%H%M}_{number:06x}"
        path.mkdir(parents=True)
        said, report = models[number % 2]
        own = f"session {number} {' '.join(chance.choices(WORDS, k=60))}"
        talk = played_round.answer(8, 20, own, ((300.0, 330.0),))
        (path / "events.jsonl").write_bytes(said + journal.encode(talk))
        (path / "report.json").write_bytes(report)
        record = {
            "schema": 1,
            "id": f"{number:06x}",
            "created": at.isoformat(),
            "title": settings.title,
            "seed": number,
        }
        (path / "session.json").write_text(json.dumps(record))


def timed(errand, times: int = 1) -> float:
    """Return the median seconds an errand takes."""
    lasted = []
    for _ in range(times):
        began = time.perf_counter()
        errand()
        lasted.append(time.perf_counter() - began)
    return median(lasted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--root", type=Path, default=None)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = args.root or Path(scratch) / "sessions"
        if not root.exists():
            make(root, args.sessions)
        state = Path(scratch) / "state"
        found = measured(root, state)
        place = Path(scratch) / "window"
        place.mkdir()
        found |= history_window.measured(root, place)
        found["window_opening_ok"] = found["window_opening_s"] <= OPENING
        found["window_search_ok"] = found["window_search_worst_s"] <= SEARCH
    for name, value in found.items():
        print(f"{name:28} {value}")
    print(json.dumps(found))


def measured(root: Path, state: Path) -> dict[str, object]:
    """Build the index, open it again, and search it."""
    history = History(root, state)
    build = timed(history.refresh)
    history.close()

    def show() -> None:
        again = History(root, state)
        again.sessions(limit=200)
        again.close()

    def open_and_refresh() -> None:
        again = History(root, state)
        again.refresh()
        again.sessions(limit=200)
        again.close()

    history = History(root, state)
    searches = {text: timed(lambda text=text: history.search(text), 5) for text in
                ("seeds", "reranker teacher", "session 4711", "s", "zebra")}  # fmt: skip
    newest = max(root.iterdir())
    with (newest / "events.jsonl").open("ab") as more:
        more.write(b"\n")
    figures = {
        "sessions": history.count(),
        "first_build_s": round(build, 2),
        "shown_s": round(timed(show, 7), 4),
        "opening_s": round(timed(open_and_refresh, 7), 4),
        "one_changed_s": round(timed(history.refresh), 4),
        **{f"search {text!r}_s": round(lasted, 4) for text, lasted in searches.items()},
        "search_worst_s": round(max(searches.values()), 4),
        "filtered_s": round(timed(lambda: history.sessions(Filter(question="reranker", since="2001")), 5), 4),
        "trend_s": round(timed(lambda: history.measures("onset"), 5), 4),
        "index_mib": round((state / "history.sqlite").stat().st_size / 2**20, 1),
    }
    history.close()
    figures["opening_ok"], figures["search_ok"] = (
        figures["opening_s"] <= OPENING,
        figures["search_worst_s"] <= SEARCH,
    )
    return figures


if __name__ == "__main__":
    main()
