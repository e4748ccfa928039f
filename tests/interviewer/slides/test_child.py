"""A reader that hangs, dies or talks nonsense is ended, and its parent goes on."""

from __future__ import annotations

import sys
import threading

import made_pdf
import pytest

from interviewer.slides.child import Child, ChildLostError
from interviewer.slides.messages import Draw, Drawn, Load, Loaded, Refused

HANGS = "import threading; threading.Event().wait()"
DIES = "import os; os.abort()"
RAVES = "import sys; sys.stdout.buffer.write(b'x' * 100)"
BOASTS = "import sys, struct; sys.stdout.buffer.write(struct.pack('>II', 2**31, 2**31))"


def running(code):
    return Child([sys.executable, "-c", code])


@pytest.mark.parametrize("code", [DIES, RAVES, BOASTS, "pass"])
def test_a_reader_that_fails_is_lost(code):
    child = running(code)
    with pytest.raises(ChildLostError) as raised:
        child.ask(Load(), b"%PDF" * 100_000, 20.0)
    assert not raised.value.late
    child.close()


@pytest.mark.parametrize("size", [0, 10_000_000])
def test_a_reader_that_hangs_is_ended_also_while_it_is_written_to(size):
    child = running(HANGS)
    with pytest.raises(ChildLostError) as raised:
        child.ask(Load(), bytes(size), 0.2)
    assert raised.value.late
    child.close()


def test_a_reader_can_be_ended_by_another_thread():
    child = running(HANGS)
    ending = threading.Timer(0.1, child.kill)
    ending.start()
    with pytest.raises(ChildLostError) as raised:
        child.ask(Load(), b"", 20.0)
    assert not raised.value.late
    ending.join()
    child.close()


def test_a_clock_that_runs_out_late_ends_no_later_request():
    child = Child()
    try:
        assert isinstance(child.ask(Load(), made_pdf.one(), 20.0)[0], Loaded)
        child._ring(1)
        assert isinstance(child.ask(Draw(0, 32, 18), b"", 20.0)[0], Drawn)
    finally:
        child.close()


def test_a_reader_ends_when_its_parent_does():
    child = Child()
    child._process.stdin.close()
    assert child._process.wait(20.0) == 0
    child.close()


def test_a_page_that_is_not_there_is_refused_and_the_reader_lives_on():
    child = Child()
    try:
        child.ask(Load(), made_pdf.one(), 20.0)
        assert child.ask(Draw(7, 32, 18), b"", 20.0)[0] == Refused("page")
        assert child.ask(Draw(-1, 32, 18), b"", 20.0)[0] == Refused("page")
        assert isinstance(child.ask(Draw(0, 32, 18), b"", 20.0)[0], Drawn)
    finally:
        child.close()


def test_the_environment_of_the_program_is_not_passed_on(monkeypatch, tmp_path):
    monkeypatch.setenv("VIVA_API_KEY", "secret")
    seen = tmp_path / "seen"
    child = running(f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    child._process.wait(20.0)
    child.close()
    assert "VIVA_API_KEY" not in seen.read_text()
    assert "HOME" not in seen.read_text()
