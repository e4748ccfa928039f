"""A server is asked for its models on a thread of its own, and a broken session keeps nobody waiting."""

from __future__ import annotations

import queue

import pytest
from loopback_model import LoopbackModel
from played_round import play

from desktop.errands import Errands, ModelsListed, ReportFailed, ReportReady


@pytest.fixture
def errands():
    posted = queue.SimpleQueue()
    made = Errands(posted.put)
    yield made, posted
    made.close()


def test_a_servers_models_come_back_with_its_address(errands):
    made, posted = errands
    with LoopbackModel(models=("small", "large")) as server:
        made.list_models(server.base_url)
        assert posted.get(timeout=20) == ModelsListed(server.base_url, ("large", "small"))


def test_nobody_there_is_one_sentence(errands):
    made, posted = errands
    made.list_models("http://127.0.0.1:9/v1")
    found = posted.get(timeout=20)
    assert found.names == ()
    assert found.trouble.endswith(".")


def test_a_report_is_read_and_what_is_no_session_is_told(errands, tmp_path):
    made, posted = errands
    folder = play(tmp_path)
    made.report(folder.path, write=False)
    assert isinstance(posted.get(timeout=20), ReportReady)
    made.report(tmp_path / "nothing", write=False)
    assert isinstance(posted.get(timeout=20), ReportFailed)
