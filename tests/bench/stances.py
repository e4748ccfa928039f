"""How well a reply's stance and directness are judged: `stances.py FILE.jsonl [--leave-author-out] [--engine …]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "training"), str(ROOT / "tests" / "bench")]

from challenges import interval, read  # noqa: E402

from interviewer.examiner import stance  # noqa: E402

ASK = (
    'An interviewer challenged a candidate. Say as JSON {"stance": …, "directness": …} whether the reply concedes, '
    "revises, holds or deflects (concede, revise, hold, deflect), and whether it answers directly, only later, or "
    "never (direct, delayed, never). Only JSON.\n\nContext: {context}\n\nChallenge: {challenge}\n\nReply: {reply}"
)


def by_model(row: dict, client: object, name: str) -> tuple[str, str]:
    """Return what the model behind an endpoint says of a reply."""
    ask = ASK
    for key in ("context", "challenge", "reply"):
        ask = ask.replace("{" + key + "}", row[key])
    reply = client.chat.completions.create(
        model=name, temperature=0, messages=[{"role": "user", "content": ask}]
    )
    text = reply.choices[0].message.content or ""
    try:
        found = json.loads(text[text.index("{") : text.rindex("}") + 1])
    except ValueError:
        return "", ""
    return str(found.get("stance", "")), str(found.get("directness", ""))


def by_left_out(rows: list[dict], learn: list[Path]) -> list[tuple[str, str]]:
    """Return the judgements of models that were trained without each row's author."""
    import examiner

    known = examiner.rows("replies", learn)
    found: dict[str, tuple[str, str]] = {}
    for letter in sorted({row["id"][0] for row in rows}):
        kept = [row for row in known if row["id"][0] != letter]
        models = [examiner.stances(kept, key) for key in ("stance", "directness")]
        for row in rows:
            if row["id"][0] == letter:
                text = stance.marked(row["challenge"], row["reply"])
                said = [model.labels[int(model.score(text).argmax())] for model in models]
                found[row["id"]] = (said[0], said[1])
    return [found[row["id"]] for row in rows]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--leave-author-out", action="store_true")
    parser.add_argument("--learn", type=Path, nargs="*", default=[])
    parser.add_argument("--engine", choices=("embedded", "openai"), default="embedded")
    parser.add_argument("--model-url", default="")
    parser.add_argument("--model", default="")
    args = parser.parse_args()
    rows = read(args.file)
    if args.engine == "openai":
        from openai import OpenAI

        client = OpenAI(base_url=args.model_url, api_key="local")
        judged = [by_model(row, client, args.model) for row in rows]
    elif args.leave_author_out:
        judged = by_left_out(rows, args.learn)
    else:
        found = [stance.judge(row["challenge"], row["reply"], row["context"]) for row in rows]
        judged = [(one.stance, one.directness) for one in found]
    right = [[said[k] == row[key] for row, said in zip(rows, judged, strict=True)] for k, key in KEYS]
    rng = np.random.default_rng(0)
    for (_, key), hits in zip(KEYS, right, strict=True):
        print(f"{key:12} {interval(hits, rng)}")
    confusion = Counter((row["stance"], said[0]) for row, said in zip(rows, judged, strict=True))
    for (truth, said), count in sorted(confusion.items()):
        print(f"  {truth:8} judged {said:8} {count}")
    print(
        json.dumps(
            {
                "engine": args.engine,
                "n": len(rows),
                "stance_accuracy": float(np.mean(right[0])),
                "directness_accuracy": float(np.mean(right[1])),
                "validity_known": False,
                "leave_author_out": args.leave_author_out,
            }
        )
    )


KEYS = ((0, "stance"), (1, "directness"))

if __name__ == "__main__":
    main()
