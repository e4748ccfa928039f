"""What the user chose last, as it is read back."""

from __future__ import annotations

import json

import pytest

from desktop import settings
from desktop.settings import Settings


def test_what_was_chosen_is_read_back(tmp_path):
    chosen = Settings(minutes=45, volume=35, pressure="calm")
    settings.save(chosen, tmp_path / "settings.json")
    assert settings.load(tmp_path / "settings.json") == chosen


@pytest.mark.parametrize("volume", [-1, 101, 10**30, "50", 50.0, True, None, [50]])
def test_a_volume_that_is_none_keeps_the_full_one(tmp_path, volume):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"volume": volume, "minutes": 30}))
    assert settings.load(path) == Settings(minutes=30)


@pytest.mark.parametrize("volume", [0, 1, 100])
def test_every_volume_from_silence_to_all_there_is_can_be_kept(tmp_path, volume):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"volume": volume}))
    assert settings.load(path).volume == volume
