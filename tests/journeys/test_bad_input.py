"""Bad input of every kind: one sentence that says what to do, exit code 1, nothing lost."""

from __future__ import annotations

import json
import wave

import pytest

pytestmark = pytest.mark.journey


def one_sentence(ran) -> str:
    """Return the sentence; fail where there is none, or more than one line, or a traceback."""
    assert ran.returncode == 1, (ran.returncode, ran.stdout, ran.stderr)
    lines = [line for line in ran.stderr.strip().splitlines() if line]
    assert len(lines) == 1, ran.stderr
    assert "Traceback" not in ran.stderr
    assert lines[0].endswith((".", "`")), lines[0]
    return lines[0]


@pytest.fixture
def junk(tmp_path):
    path = tmp_path / "junk.wav"
    path.write_bytes(b"RIFF\x00\x00\x00\x00WAVEjunk" * 40)
    return path


@pytest.mark.parametrize(
    "content", [b"", b"RIFF\x24\x00\x00\x00WAVE", b"not a sound at all", bytes(range(256)) * 50]
)
def test_an_unreadable_recording(viva, tmp_path, content):
    path = tmp_path / "broken.wav"
    path.write_bytes(content)
    assert "broken.wav" in one_sentence(viva("transcribe", path, "--offline"))


def test_a_missing_recording(viva, question):
    assert "nowhere.wav" in one_sentence(
        viva("rehearse", "--question", question, "--answers", "nowhere.wav", "--offline")
    )


def test_a_bad_recording_is_found_before_the_round_begins(viva, question, spoken, junk, home):
    ran = viva("rehearse", "--question", question, "--answers", spoken("A good answer."), junk, "--offline")
    assert "junk.wav" in one_sentence(ran)


@pytest.mark.parametrize("content", ["", "   \n\n", "\x00\x01\x02"])
def test_an_empty_question_file(viva, tmp_path, spoken, content):
    path = tmp_path / "empty.md"
    path.write_text(content)
    one_sentence(viva("rehearse", "--question", path, "--answers", spoken("A good answer."), "--offline"))
    one_sentence(viva("questions", "check", path))


def test_a_question_that_does_not_exist(viva, spoken):
    sentence = one_sentence(
        viva("rehearse", "--question", "no-such-question", "--answers", spoken("Yes."), "--offline")
    )
    assert "questions list" in sentence


def test_a_missing_speech_model(viva, spoken):
    sentence = one_sentence(viva("transcribe", spoken("A good answer."), "--model", "large-v3", "--offline"))
    assert "large-v3" in sentence


def test_a_damaged_speech_model(viva, spoken, tmp_path):
    folder = tmp_path / "model"
    folder.mkdir()
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_text("{}")
    one_sentence(viva("transcribe", spoken("A good answer."), "--model", folder, "--offline"))


def test_a_session_that_does_not_exist(viva):
    assert "sessions list" in one_sentence(viva("debrief", "nothing"))


def test_an_output_folder_that_cannot_be_written(viva, question, spoken, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file, not a folder")
    one_sentence(
        viva("rehearse", "--question", question, "--answers", spoken("Yes."), "--offline", "--out", blocked)
    )


@pytest.mark.parametrize(
    "url", ["http://example.com/v1", "ftp://127.0.0.1", "http://user:key@127.0.0.1:1", "nonsense"]
)
def test_an_endpoint_that_may_not_be_used(viva, question, spoken, url):
    one_sentence(
        viva(
            "rehearse",
            "--question",
            question,
            "--answers",
            spoken("Yes."),
            "--model-url",
            url,
            "--model",
            "m",
        )
    )


def test_an_endpoint_that_refuses_is_found_before_the_round(viva, question, spoken, tmp_path):
    arguments = ("--model-url", "http://127.0.0.1:9/v1", "--model", "m", "--out", tmp_path / "out")
    ran = viva("rehearse", "--question", question, "--answers", spoken("Yes."), *arguments)
    assert "127.0.0.1:9 refused" in one_sentence(ran)
    assert not (tmp_path / "out").exists()


def test_offline_and_a_model_server_exclude_each_other(viva, question, spoken):
    arguments = ("--offline", "--model-url", "http://127.0.0.1:9", "--model", "m")
    one_sentence(viva("rehearse", "--question", question, "--answers", spoken("Yes."), *arguments))


def test_options_that_are_not_built_yet_say_so(viva, question, spoken):
    sentence = one_sentence(
        viva(
            "rehearse",
            "--question",
            question,
            "--answers",
            spoken("Yes."),
            "--material",
            "notes.txt",
            "--offline",
        )
    )
    assert "not there yet" in sentence


def test_wrong_usage_is_told_apart(viva):
    assert viva("transcribe").returncode == 2
    assert viva("no-such-command").returncode == 2


def test_no_microphone_is_a_finding_with_advice(viva):
    # No sound server: PortAudio lists nothing.
    ran = viva("doctor", "--json", PULSE_SERVER="unix:/nonexistent")
    assert ran.returncode == 0, ran.stderr
    parts = {part["part"]: part for part in json.loads(ran.stdout)["parts"]}
    assert not parts["microphone"]["ok"]
    assert parts["microphone"]["advice"].endswith(".")


def test_one_bad_file_among_good_ones_costs_only_itself(viva, spoken, junk):
    ran = viva("transcribe", junk, spoken("The baseline was tuned alike."), "--offline")
    assert ran.returncode == 1
    assert "baseline" in ran.stdout
    assert "junk.wav" in ran.stderr


def test_silence_gives_no_words(viva, tmp_path):
    path = tmp_path / "silence.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(bytes(2 * 16000 * 4))
    ran = viva("transcribe", path, "--format", "json", "--offline")
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)["segments"] == []
