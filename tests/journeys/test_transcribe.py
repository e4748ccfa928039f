"""`viva transcribe` through the real command."""

from __future__ import annotations

import json
import re

import pytest

pytestmark = pytest.mark.journey

TEXT = "The baseline was tuned with forty trials. The new method was tuned with four hundred trials."


def test_a_file_gives_its_words(viva, spoken):
    ran = viva("transcribe", spoken(TEXT), "--offline")
    assert ran.returncode == 0, ran.stderr
    assert "baseline was tuned with" in ran.stdout.lower()


def test_json_has_times_for_every_word(viva, spoken):
    ran = viva("transcribe", spoken(TEXT), "--format", "json", "--offline")
    document = json.loads(ran.stdout)
    assert document["model"] == "tiny.en"
    words = [word for segment in document["segments"] for word in segment["words"]]
    assert len(words) >= 14
    assert all(0 <= word["start"] <= word["end"] <= document["duration"] for word in words)
    assert [word["start"] for word in words] == sorted(word["start"] for word in words)


def test_srt_is_valid_and_its_times_never_go_back(viva, spoken):
    ran = viva("transcribe", spoken(TEXT), "--format", "srt", "--offline")
    blocks = ran.stdout.strip().split("\n\n")
    stamp = r"\d\d:\d\d:\d\d,\d{3}"
    reached = ""
    for number, block in enumerate(blocks, 1):
        index, times, *lines = block.splitlines()
        assert index == str(number)
        found = re.fullmatch(rf"({stamp}) --> ({stamp})", times)
        assert found
        assert reached <= found[1] < found[2]
        reached = found[2]
        assert 1 <= len(lines) <= 2


def test_vtt_begins_with_its_name(viva, spoken):
    ran = viva("transcribe", spoken(TEXT), "--format", "vtt", "--offline")
    assert ran.stdout.startswith("WEBVTT\n\n")
