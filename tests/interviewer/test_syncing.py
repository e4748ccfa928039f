"""Nobody waits for a slow disk, and a disk that fails is told of."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from interviewer import private_files
from interviewer.syncing import Syncing


@pytest.fixture
def file(tmp_path):
    descriptor = private_files.open_append(tmp_path / "a")
    yield descriptor
    os.close(descriptor)


def test_a_slow_disk_keeps_nobody_waiting_and_many_writes_are_one_wait(file, monkeypatch):
    let_go, begun, waits = threading.Event(), threading.Event(), []

    def slow(descriptor):
        begun.set()
        let_go.wait(10)
        waits.append(descriptor)

    monkeypatch.setattr(private_files, "sync", slow)
    syncing = Syncing()
    syncing.begin(file)
    assert begun.wait(10)
    for _ in range(50):
        syncing.begin(file)
    thread = syncing._thread
    syncing.close()
    assert waits == []
    let_go.set()
    thread.join(10)
    assert not thread.is_alive()
    assert len(waits) == 2


def test_every_descriptor_is_given_back(file):
    syncing = Syncing()
    opened = Path("/proc/self/fd")
    if not opened.is_dir():
        pytest.skip("no /proc on this system")
    before = len(list(opened.iterdir()))
    for _ in range(100):
        syncing.begin(file)
    thread = syncing._thread
    syncing.close()
    thread.join(10)
    assert len(list(opened.iterdir())) == before


def test_a_disk_that_fails_is_told_of_with_the_next_write(file, monkeypatch):
    failed = threading.Event()

    def broken(_):
        failed.set()
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(private_files, "sync", broken)
    syncing = Syncing()
    syncing.begin(file)
    assert failed.wait(10)
    syncing.close()
    for _ in range(1000):
        if syncing._failure is not None:
            break
        threading.Event().wait(0.005)
    with pytest.raises(OSError, match="Input/output"):
        syncing.begin(file)
    syncing.close()
