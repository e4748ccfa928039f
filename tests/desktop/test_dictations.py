"""The folder of what was dictated and transcribed."""

from __future__ import annotations

import json
import stat
from datetime import datetime

import numpy as np
import pytest

from audio import sound_file
from audio.events import Word
from desktop.dictations import Dictations
from desktop.errors import DesktopError
from desktop.transcripts import Transcript, in_lines

NOW = datetime(2026, 11, 23, 7, 15, 0).astimezone()


def heard(text: str, file: str) -> Transcript:
    words = [Word(word, n * 0.5, n * 0.5 + 0.4, 0.9) for n, word in enumerate(text.split())]
    return Transcript(file, "tiny.en", "cpu", 9.0, in_lines(words))


@pytest.fixture
def folder(tmp_path):
    return Dictations(tmp_path / "data" / "dictations")


def test_a_dictation_is_kept_as_text_and_json_that_only_its_owner_reads(folder):
    id_ = folder.new_id(NOW)
    kept = folder.keep(id_, heard("We tuned the baseline with forty trials and more besides.", f"{id_}.wav"))
    assert kept.title == "We tuned the baseline with forty trials and more…"
    assert kept.created == NOW
    assert kept.audio == folder.recording(id_)
    text = folder.folder / f"{id_}.txt"
    assert text.read_text().startswith("We tuned the baseline")
    assert stat.S_IMODE(text.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.folder.stat().st_mode) == 0o700
    assert json.loads((folder.folder / f"{id_}.json").read_text())["schema"] == 1


def test_what_was_kept_is_listed_newest_first_and_opens_again(folder, tmp_path):
    first, second = folder.new_id(NOW), folder.new_id(NOW.replace(hour=8))
    folder.keep(first, heard("one", f"{first}.wav"))
    folder.keep(second, heard("two", str(tmp_path / "talk.mp3")), "talk.mp3")
    assert [kept.title for kept in folder.entries()] == ["talk.mp3", "one"]
    opened = folder.open(second)
    assert opened.transcript == heard("two", str(tmp_path / "talk.mp3"))
    assert opened.kept.audio == tmp_path / "talk.mp3"


def test_a_recording_without_words_is_listed_as_unfinished(folder):
    id_ = folder.new_id(NOW)
    sound_file.write_wav(folder.recording(id_), np.zeros(32000, np.int16), 16000)
    (kept,) = folder.entries()
    assert (kept.id, kept.finished, kept.duration) == (id_, False, 2.0)
    folder.keep(id_, heard("found again", f"{id_}.wav"))
    (kept,) = folder.entries()
    assert kept.finished


def test_an_edited_text_stands_beside_the_original_and_can_go_again(folder):
    id_ = folder.new_id(NOW)
    folder.keep(id_, heard("we tuned the base line", f"{id_}.wav"))
    folder.keep_edit(id_, "We tuned the baseline.")
    opened = folder.open(id_)
    assert opened.transcript.text == "we tuned the base line"
    assert opened.edited == "We tuned the baseline."
    assert opened.current.words[-1].end == opened.transcript.words[-1].end
    folder.keep_edit(id_, None)
    assert folder.open(id_).edited is None


def test_an_empty_edit_is_an_edit(folder):
    id_ = folder.new_id(NOW)
    folder.keep(id_, heard("um", f"{id_}.wav"))
    folder.keep_edit(id_, "")
    assert folder.open(id_).edited == ""


def test_deleting_takes_our_own_recording_but_never_the_users_file(folder, tmp_path):
    theirs = tmp_path / "talk.wav"
    theirs.write_bytes(b"theirs")
    ours, other = folder.new_id(NOW), folder.new_id(NOW)
    folder.recording(ours).write_bytes(b"ours")
    folder.keep(ours, heard("a", f"{ours}.wav"))
    folder.keep(other, heard("b", str(theirs)), "talk.wav")
    folder.delete(ours)
    folder.delete(other)
    assert list(folder.folder.iterdir()) == []
    assert theirs.exists()


def test_a_damaged_entry_is_left_out_and_said_in_a_sentence(folder):
    id_ = folder.new_id(NOW)
    (folder.folder / f"{id_}.json").write_text("{")
    assert list(folder.entries()) == []
    with pytest.raises(DesktopError, match="again"):
        folder.open(id_)


def test_a_folder_that_cannot_be_made_is_said_before_anything_begins(tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")
    with pytest.raises(DesktopError, match="Nothing was begun"):
        Dictations(tmp_path / "data" / "dictations").new_id(NOW)


def test_nothing_yet_is_an_empty_list(folder):
    assert list(folder.entries()) == []
