"""One thread, in order, that a failed item never ends."""

from __future__ import annotations

import threading

from audio.worker import Worker


def test_items_are_handled_in_order_on_one_other_thread():
    seen = []
    worker = Worker(
        "test", lambda item: seen.append((item, threading.current_thread().name)), lambda error: None
    )
    for item in range(50):
        worker.submit(item)
    assert worker.close()
    assert seen == [(item, "test") for item in range(50)]


def test_a_failed_item_is_told_once_and_the_next_one_is_handled(caplog):
    seen, errors = [], []

    def handle(item):
        if item == "bad":
            raise ValueError(item)
        seen.append(item)

    worker = Worker("test", handle, errors.append)
    for item in ("good", "bad", "better"):
        worker.submit(item)
    assert worker.close()
    assert seen == ["good", "better"]
    assert [str(error) for error in errors] == ["bad"]
    assert len(caplog.records) == 1


def test_a_failure_while_telling_of_a_failure_does_not_end_it_either(caplog):
    seen = []

    def handle(item):
        if item == "bad":
            raise ValueError(item)
        seen.append(item)

    def failed(error):
        raise RuntimeError("cannot tell") from error

    worker = Worker("test", handle, failed)
    worker.submit("bad")
    worker.submit("good")
    assert worker.close()
    assert seen == ["good"]
    assert len(caplog.records) == 2


def test_nothing_is_taken_after_closing():
    seen = []
    worker = Worker("test", seen.append, lambda error: None)
    assert worker.close()
    worker.submit("late")
    assert worker.close()
    assert seen == []


def test_closing_a_busy_worker_returns_in_time_and_says_so():
    started, release = threading.Event(), threading.Event()

    def handle(item):
        started.set()
        release.wait(10)

    worker = Worker("test", handle, lambda error: None)
    worker.submit("long")
    assert started.wait(5)
    assert not worker.close(timeout=0.05)
    release.set()
    assert worker.close()
