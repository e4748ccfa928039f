"""PySide6 6.12 on Python 3.11 loses references on every emit until the process aborts."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class Sender(QObject):
    posted = Signal(object)


def test_emitting_loses_no_reference(qapp):
    sender = Sender()
    received = []
    sender.posted.connect(received.append)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(100):
        sender.posted.emit(1)
        sender.setObjectName("name")
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert len(received) == 100
    # One a call would be 100; the interpreter itself moves these counts by a few.
    assert abs(after[0] - before[0]) < 50
    assert abs(after[1] - before[1]) < 50
