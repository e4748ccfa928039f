"""A whole round with no screen and no microphone, through the real command on real models."""

from __future__ import annotations

import json
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from audio import sound_file

pytestmark = pytest.mark.journey

ANSWERS = (
    "I would choose four bit quantisation, because everyone in the field says that it is always the best way.",
    "We measured it on one benchmark, and the difference was two points with a single run.",
    "I do not know the mechanism, but leaving out the outlier channels would tell us.",
)


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower())


def rehearse(viva, question, spoken, *more, **kinds):
    recordings = [spoken(text) for text in ANSWERS]
    return viva("rehearse", "--question", question, "--answers", *recordings, "--json", *more, **kinds)


def test_a_round_without_network_quotes_what_was_said_and_times_it(viva, question, spoken, tmp_path, journal):
    nowhere = network_namespace()
    ran = rehearse(viva, question, spoken, "--offline", "--out", tmp_path / "out", before=nowhere)
    assert ran.returncode == 0, ran.stderr
    document = json.loads(ran.stdout)
    turns = document["turns"]
    challenge = next(turn for turn in turns if turn["kind"] == "challenge")
    assert challenge["quote"]
    assert challenge["quote"] in challenge["text"]
    said = " ".join(words(turns[2]["text"]))
    assert " ".join(words(challenge["quote"])) in said
    assert [turn["kind"] for turn in turns].count("follow_up") == 1
    answers = [turn for turn in turns if turn["speaker"] == "candidate"]
    assert len(answers) == 3
    for turn in answers:
        # The recordings begin with 0.6 s of silence; the voice is trimmed to 20 ms before its first sound.
        assert turn["onset_delay"] == pytest.approx(0.62, abs=0.06)
    folder = Path(document["session"])
    assert folder.parent == tmp_path / "out"
    for number, text in enumerate(ANSWERS, 1):
        kept = sound_file.read(folder / "audio" / f"{number:03d}.wav")
        assert (kept == sound_file.read(spoken(text))).all()
    assert {path.name for path in folder.iterdir()} >= {
        "session.json",
        "events.jsonl",
        "transcript.md",
        "report.json",
        "report.html",
    }
    for path in folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert journal(folder)[-1]["reason"] == "files"


def network_namespace() -> tuple[str, ...]:
    """Return what runs a command where there is no network at all, if this machine lets us."""
    unshare = shutil.which("unshare")
    for options in (("-n",), ("-r", "-n")):
        if (
            unshare
            and subprocess.run([unshare, *options, "true"], capture_output=True, check=False).returncode == 0
        ):
            return (unshare, *options)
    return ()


def test_same_seed_and_recordings_give_the_same_journal(viva, question, spoken, tmp_path, journal):
    journals = []
    for name in ("one", "two"):
        ran = rehearse(viva, question, spoken, "--offline", "--seed", "11", "--out", tmp_path / name)
        assert ran.returncode == 0, ran.stderr
        journals.append(journal(Path(json.loads(ran.stdout)["session"])))
    assert journals[0] == journals[1]


def test_a_model_behind_an_endpoint_asks_and_is_named(viva, question, spoken, tmp_path):
    from loopback_model import LoopbackModel

    asked = 'You said "it is always the best way". Against what did you measure that?'
    with LoopbackModel(reply=asked) as server:
        ran = rehearse(
            viva,
            question,
            spoken,
            "--model-url",
            server.base_url,
            "--model",
            "expert",
            "--model-timeout",
            "10",
        )
        assert ran.returncode == 0, ran.stderr
        assert server.requests
        assert all(path.endswith("/chat/completions") for path in server.paths)
        assert all(request["stream"] is True for request in server.requests)
    document = json.loads(ran.stdout)
    challenge = next(turn for turn in document["turns"] if turn["kind"] == "challenge")
    assert challenge["text"] == asked
    assert document["engine"] == "expert"
    prompts = list((Path(document["session"]) / "prompts").iterdir())
    assert prompts
    assert "outlier" in "".join(path.read_text() for path in prompts)


@pytest.mark.parametrize("fault", ["429", "hang"])
def test_a_model_that_fails_in_the_round_is_replaced_in_the_open(viva, question, spoken, fault):
    from loopback_model import LoopbackModel

    with LoopbackModel(fault=fault) as server:
        ran = rehearse(viva, question, spoken, "--model-url", server.base_url, "--model", "expert")
    assert ran.returncode == 0, ran.stderr
    document = json.loads(ran.stdout)
    assert any(turn["kind"] == "challenge" and turn["quote"] for turn in document["turns"])
    assert document["report"]["fallbacks"]
    assert document["report"]["fallbacks"][0]["reason"] in ran.stderr


def test_a_talk_opens_a_presentation_round(viva, question, spoken):
    talk, defence = spoken(ANSWERS[0]), spoken(ANSWERS[1])
    ran = viva(
        "rehearse", "--question", question, "--talk", talk, "--answers", defence, "--offline", "--json"
    )
    assert ran.returncode == 0, ran.stderr
    turns = json.loads(ran.stdout)["turns"]
    assert "Present one project" in turns[1]["text"]
    assert [turn["kind"] for turn in turns if turn["speaker"] == "candidate"] == ["answer", "answer"]


def test_the_sample_round_needs_no_recording(viva, tmp_path):
    ran = viva("rehearse", "--sample", "--offline", "--out", tmp_path)
    assert ran.returncode == 0, ran.stderr
    page = Path(ran.stdout.strip().removeprefix("The debrief: "))
    assert page.is_file()
    assert "quantization" in page.read_text(encoding="utf-8")
