"""`auto`: the largest model that is quick enough here, measured once and remembered."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from audio.errors import AudioError
from audio.listening import calibration, models


class Machine:
    """Measures as the test says, and counts how often it was asked."""

    def __init__(self, **seconds):
        self.seconds = seconds
        self.asked = []

    def __call__(self, model, device):
        self.asked.append(model.name)
        seconds = self.seconds[model.name.replace(".", "_").rsplit("/", 1)[-1].replace("-", "_")]
        if isinstance(seconds, Exception):
            raise seconds
        return models.checked(model).digest, seconds


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def memory(tmp_path):
    return tmp_path / "state" / "speeds.json"


def chosen(store, memory, machine):
    return calibration.best(calibration.candidates(store, memory, "cpu", machine)).model.name


def test_the_largest_model_that_is_quick_enough_is_taken(store, memory):
    assert chosen(store, memory, Machine(tiny_en=0.2, base=0.5)) == "base"


def test_a_slow_machine_takes_the_smallest_one(store, memory):
    assert chosen(store, memory, Machine(tiny_en=0.5, base=1.1)) == "tiny.en"


def test_where_none_is_quick_enough_the_smallest_one_is_taken(store, memory):
    assert chosen(store, memory, Machine(tiny_en=2.0, base=4.0)) == "tiny.en"


def test_what_was_measured_is_remembered(store, memory):
    first, again = Machine(tiny_en=0.2, base=0.5), Machine(tiny_en=9.0, base=9.0)
    assert chosen(store, memory, first) == chosen(store, memory, again) == "base"
    assert (first.asked, again.asked) == (["tiny.en", "base"], [])


@pytest.mark.parametrize("change", [{"cpus": 99}, {"digest": "another"}, {"device": "cuda"}, {"cards": 7}])
def test_another_machine_or_model_is_measured_again(store, memory, change):
    chosen(store, memory, Machine(tiny_en=0.2, base=0.5))
    kept = [{**one, **change} for one in json.loads(memory.read_text())]
    memory.write_text(json.dumps(kept))
    machine = Machine(tiny_en=0.2, base=3.0)
    assert chosen(store, memory, machine) == "tiny.en"
    assert machine.asked == ["tiny.en", "base"]


@pytest.mark.parametrize("junk", ["", "{}", "[1]", '[{"name": "tiny.en"}]', "\x00"])
def test_a_memory_that_cannot_be_read_is_measured_again(store, memory, junk):
    memory.parent.mkdir()
    memory.write_text(junk)
    assert chosen(store, memory, Machine(tiny_en=0.2, base=0.5)) == "base"


def test_a_memory_that_cannot_be_written_costs_nothing_but_time(store, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")
    assert chosen(store, tmp_path / "state" / "x.json", Machine(tiny_en=0.2, base=0.5)) == "base"


def test_a_model_that_does_not_load_is_passed_over(store, memory):
    assert chosen(store, memory, Machine(tiny_en=0.2, base=AudioError("It is damaged."))) == "tiny.en"


def test_a_model_far_too_large_is_not_even_loaded(store, memory):
    tiny = models.find("tiny.en", store, offline=True).folder
    large = store / "Systran--faster-whisper-large-v3"
    shutil.copytree(tiny, large)
    with (large / "model.bin").open("ab") as file:
        file.truncate(4_000_000_000)
    machine = Machine(tiny_en=0.2, base=0.5)
    found = calibration.candidates(store, memory, "cpu", machine)
    assert machine.asked == ["tiny.en", "base"]
    assert [(one.model.name, one.fits) for one in found][-1] == ("Systran/faster-whisper-large-v3", False)


def test_a_model_that_is_named_is_not_measured(store, memory):
    assert calibration.find("tiny.en", store, True, memory).name == "tiny.en"
    assert not memory.exists()


class Slow:
    """A recogniser that takes one second of a clock of its own for each call."""

    name, digest, device = "slow", "", "cpu"

    def __init__(self, seconds):
        self.now = 0.0
        self.seconds = seconds
        self.calls = 0

    def transcribe(self, samples, prompt=""):
        assert samples.dtype == np.float32
        self.calls += 1
        self.now += self.seconds
        return []


def test_the_processors_time_counts_where_other_programs_hold_it_up():
    slow = Slow(1.0)
    taken = calibration.tail_seconds(slow, clock=lambda: slow.now, work=lambda: slow.now / 4)
    assert taken == pytest.approx(0.25 * calibration.WORDS)
    assert slow.calls == 1 + calibration.TRIES


def test_a_hopeless_model_is_tried_once():
    slow = Slow(10.0)
    calibration.tail_seconds(slow, clock=lambda: slow.now, work=lambda: slow.now)
    assert slow.calls == 2


def test_the_packaged_model_is_timed_for_real(tmp_path):
    digest, seconds = calibration.timed(models.find("tiny.en", tmp_path, offline=True), "cpu")
    assert digest == models.TINY_DIGEST
    assert 0.0 < seconds < 30.0


def test_on_a_graphics_card_too(tmp_path):
    from audio.listening.whisper import cuda_devices

    if not cuda_devices():
        pytest.skip("there is no CUDA graphics card on this machine")
    _, seconds = calibration.timed(models.find("tiny.en", tmp_path, offline=True), "cuda")
    assert 0.0 < seconds < calibration.BUDGET
