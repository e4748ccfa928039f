"""Speech models and terms through the real commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.journey

TEXT = "Flash attention was faster, and paged attention was smaller."


def heard(ran) -> str:
    assert ran.returncode == 0, ran.stderr
    return " ".join(segment["text"] for segment in json.loads(ran.stdout)["segments"])


def test_terms_are_written_as_they_are_listed(viva, spoken, tmp_path):
    listed = tmp_path / "terms.txt"
    listed.write_text("# mine\nFlashAttention\nPagedAttention\nLibriSpeech\nRoBERTa\n", encoding="utf-8")
    text = heard(viva("transcribe", spoken(TEXT), "--terms", listed, "--format", "json", "--offline"))
    assert "FlashAttention" in text
    assert "PagedAttention" in text
    assert "RoBERTa" not in text


def test_the_users_own_glossary_is_always_expected(viva, spoken, home):
    config = Path(home["XDG_CONFIG_HOME"]) / "viva"
    config.mkdir(parents=True)
    (config / "glossary.txt").write_text("FlashAttention\n", encoding="utf-8")
    assert "FlashAttention" in heard(viva("transcribe", spoken(TEXT), "--format", "json", "--offline"))


def test_a_list_that_is_not_there_is_said(viva, spoken, tmp_path):
    ran = viva("transcribe", spoken(TEXT), "--terms", tmp_path / "no.txt")
    assert ran.returncode == 1
    assert ran.stderr.strip().endswith("check its name.")


def test_the_list_marks_what_auto_takes_and_says_what_fits(viva):
    ran = viva("models", "list")
    assert ran.returncode == 0, ran.stderr
    tiny, base = (line for line in ran.stdout.splitlines() if " MB " in line)
    assert tiny.startswith("* tiny.en")
    assert "fits: 0.30 s" in tiny
    assert base.startswith("  base")
    assert "too slow: 9.00 s" in base


def test_base_is_joined_from_its_halves_without_asking_or_network(viva, home):
    ran = viva("models", "get", "base")
    assert ran.returncode == 0, ran.stderr
    store = Path(home["XDG_DATA_HOME"]) / "viva" / "models" / "base"
    assert ran.stdout.strip() == f"base is ready in {store}."
    assert (store / "model.bin").stat().st_size > 100_000_000
