"""The user's own terms: a text file that anybody can edit."""

from __future__ import annotations

import pytest

from desktop import glossary
from desktop.errors import DesktopError


def test_a_glossary_that_is_not_there_has_no_terms(tmp_path):
    assert glossary.read(tmp_path / "glossary.txt") == []


def test_what_is_saved_is_read_again(tmp_path):
    path = tmp_path / "new" / "glossary.txt"
    glossary.save(["LoRA", "  KV   cache ", "", "vLLM"], path)
    assert glossary.read(path) == ["LoRA", "KV cache", "vLLM"]
    assert path.read_text(encoding="utf-8").startswith("# One term a line")


def test_a_file_from_another_editor_is_read_too(tmp_path):
    path = tmp_path / "glossary.txt"
    path.write_bytes(b"\xef\xbb\xbfLoRA\r\nna\xefve\r\n")
    assert glossary.read(path)[0] == "LoRA"
    assert len(glossary.read(path)) == 2


def test_the_users_terms_come_before_those_of_the_question(tmp_path):
    path = tmp_path / "glossary.txt"
    path.write_text("vLLM\n")
    assert glossary.terms(path, ["We compare LoRA with VLLM and LoRA."]) == ("vLLM", "LoRA")


def test_a_glossary_that_cannot_be_read_is_said(tmp_path):
    path = tmp_path / "glossary.txt"
    path.mkdir()
    with pytest.raises(DesktopError, match=r"cannot be read.*delete it\.$"):
        glossary.read(path)


def test_a_glossary_that_cannot_be_saved_keeps_the_old_one(tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")
    with pytest.raises(DesktopError, match="the old one is kept"):
        glossary.save(["LoRA"], tmp_path / "config" / "glossary.txt")
