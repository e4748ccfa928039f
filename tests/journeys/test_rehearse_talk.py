"""A timed talk from a recording, through the real command on real models."""

from __future__ import annotations

import json
from pathlib import Path

import made_pdf
import pytest
import synthetic_talk

from audio.speaking.voices import Voice

pytestmark = pytest.mark.journey


@pytest.fixture(scope="session")
def talk():
    """A talk of a minute and a half: five sections, two points left out, one interruption."""
    speak = synthetic_talk.Speaker(Voice("hibari", "heart"))
    made = synthetic_talk.make("retrieval", 5, speak, sections=5, interruptions=1, omissions=2)
    speak.close()
    return made


@pytest.fixture
def files(talk, tmp_path):
    return talk.write(tmp_path / "talk")


def options(files, talk):
    came = ",".join(f"{one.at:.2f}" for one in talk.interruptions)
    return (
        "--talk", files["talk.wav"], "--slides", files["slides.json"], "--slide-times", files["times.json"],
        "--plan", files["plan.md"], "--interrupt-at", came,
    )  # fmt: skip


def test_a_talk_is_measured_against_its_plan_and_defended(viva, question, spoken, talk, files, journal):
    defence = [
        spoken("We measured it on one benchmark, and the difference was two points with a single run."),
        spoken("I do not know the mechanism, but leaving out the outlier channels would tell us."),
        spoken("The baseline was tuned by a colleague and I would have to look that up."),
    ]
    ran = viva(
        "rehearse",
        "--question",
        question,
        *options(files, talk),
        "--answers",
        *defence,
        "--offline",
        "--json",
    )
    assert ran.returncode == 0, ran.stderr
    document = json.loads(ran.stdout)
    report = document["report"]
    assert [one["start"] for one in report["slides"]] == pytest.approx(talk.slide_times, abs=0.5)
    assert [one["start"] for one in report["sections"]] == pytest.approx(talk.slide_times, abs=0.5)
    missed = {point for one in report["slides"] for point in one["unspoken_points"]}
    assert missed >= set(talk.omitted)
    assert len(missed - set(talk.omitted)) <= 1
    (truth,), (came,) = talk.interruptions, report["interruptions"]
    assert came["recovery_seconds"] == pytest.approx(truth.recovery, abs=1.0)
    assert came["point_returned"] is truth.returned
    assert report["overrun"] == pytest.approx(
        report["talk"]["seconds"] - sum(one["planned"] for one in report["sections"])
    )
    kinds = [event["type"] for event in journal(Path(document["session"]))]
    assert kinds.count("SlideShown") == len(talk.slides)
    assert kinds.count("TalkInterrupted") == 1
    said = [turn["text"] for turn in document["turns"] if turn["speaker"] == "candidate"]
    slides = " ".join(talk.slides).split()
    for turn in document["turns"]:
        if turn["quote"]:
            assert turn["slide"] is not None or any(turn["quote"] in text for text in said)
            assert turn["slide"] is None or turn["quote"].split()[0] in slides
    page = Path(document["session"], "report.html").read_text(encoding="utf-8")
    assert "The talk against its plan" in page
    assert 'class="timeline talk"' in page


def test_a_recording_longer_than_two_minutes_is_heard_to_its_end(viva, question, spoken, tmp_path):
    import numpy as np

    from audio import sound_file

    said = sound_file.read(spoken("This is the end of a very long talk about nothing at all."))
    path = tmp_path / "long.wav"
    sound_file.write_wav(path, np.concatenate([np.zeros(125 * 16000, np.int16), said]), 16000)
    ran = viva("rehearse", "--question", question, "--talk", path, "--offline", "--json")
    assert ran.returncode == 0, ran.stderr
    assert "very long talk" in json.loads(ran.stdout)["turns"][2]["text"]


BAD = [
    (("--plan", "missing.md"), "no file"),
    (("--plan", "empty"), "- 2:00 Problem"),
    (("--slide-times", "empty"), "not JSON"),
    (("--slide-times", "late.json"), "ends at"),
    (("--slides", "missing.json"), "no file"),
    (("--slides", "empty"), "slides"),
    (("--interrupt-at", "9999"), "ends at"),
    (("--interrupt-at", "soon"), "--interrupt-at"),
    (("--round", "discussion"), "presentation"),
    (("--plan", "."), "no file"),
]


@pytest.mark.parametrize(("options_", "why"), BAD)
def test_what_cannot_be_used_is_refused_in_one_sentence_before_anything_is_heard(
    viva, spoken, tmp_path, options_, why
):
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "late.json").write_text("[0, 9999]")
    talk = spoken("A short talk.")
    ran = viva("rehearse", "--talk", talk, *options_, "--offline", "--out", tmp_path / "out")
    assert ran.returncode == 1, ran.stderr
    assert ran.stdout == ""
    assert why in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_options_of_a_talk_without_one_are_refused(viva, spoken, tmp_path):
    ran = viva("rehearse", "--answers", spoken("A short talk."), "--interrupt-at", "3", "--offline")
    assert ran.returncode == 1
    assert "--talk" in ran.stderr


def test_slides_may_be_a_pdf_and_stay_with_the_session(viva, question, talk, files, tmp_path):
    deck, times = tmp_path / "deck.pdf", tmp_path / "times.json"
    deck.write_bytes(made_pdf.deck(3))
    times.write_text("[0, 20, 40]")
    ran = viva(
        "rehearse", "--question", question, "--talk", files["talk.wav"], "--slides", deck, "--slide-times", times,
        "--offline", "--json",
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    document = json.loads(ran.stdout)
    assert [one["title"] for one in document["report"]["slides"]] == [
        f"Result {number}: the ablation isolates why" for number in (1, 2, 3)
    ]
    assert all(one["words"] > 10 for one in document["report"]["slides"])
    assert document["report"]["skeleton"] is not None
    assert (Path(document["session"]) / "slides" / "deck.pdf").read_bytes() == deck.read_bytes()
    deck.write_bytes(b"%PDF-1.7 and nothing more")
    ran = viva("rehearse", "--question", question, "--talk", files["talk.wav"], "--slides", deck)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert len(ran.stderr.strip().splitlines()) == 1
