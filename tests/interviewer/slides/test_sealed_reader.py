"""The process that reads a PDF opens nothing, reaches nothing and holds no more memory than it may."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import hostile_pdfs
import made_pdf
import pytest

from interviewer.slides import limits
from interviewer.slides.child import Child, reader_command
from interviewer.slides.messages import Draw, Drawn, Load, Loaded, Read, Words

ROOT = Path(__file__).parent.parent.parent.parent

needs_strace = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
needs_limits = pytest.mark.skipif(sys.platform != "linux", reason="other systems limit less; see limits.py")

TRACED = "trace=%file,%network,%process,%ipc,pipe,pipe2,dup,dup2,dup3,memfd_create,prlimit64,kill,tgkill,exit_group"
ENDS = ("exit_group(", "+++", "---", "kill(")


def after_the_limits(log):
    """Return what the reader asked the kernel for once it had given everything up."""
    lines = [line.split(None, 1)[1] for line in log.read_text().splitlines()]
    last = max(at for at, line in enumerate(lines) if "RLIMIT_AS" in line)
    return [line for line in lines[last + 1 :] if "RLIMIT_CPU" not in line and not line.startswith(ENDS)]


@needs_strace
@needs_limits
@pytest.mark.parametrize("name", ["plain", *hostile_pdfs.actions(), "font missing", "font of noise"])
def test_no_file_and_no_socket_is_opened_for_a_pdf(tmp_path, name):
    content = made_pdf.deck(3) if name == "plain" else hostile_pdfs.hostile_named(name)
    log = tmp_path / "log"
    child = Child(["strace", "-f", "-qq", "-e", TRACED, "-o", str(log), *reader_command()])
    try:
        loaded, _ = child.ask(Load(), content, 60.0)
        assert isinstance(loaded, Loaded)
        drawn, pixels = child.ask(Draw(0, 320, 180), b"", 60.0)
        assert isinstance(drawn, Drawn)
        assert pixels
        assert isinstance(child.ask(Read(0), b"", 60.0)[0], Words)
    finally:
        child.close()
    # PDFium looks for the system's fonts and finds that it may not; nothing else was so much as tried.
    tried = after_the_limits(log)
    assert all("fonts" in line and "EMFILE" in line for line in tried), tried


@needs_strace
@needs_limits
def test_what_would_be_opened_would_be_seen(tmp_path):
    log = tmp_path / "log"
    told = f"{BEFORE}; limits.shut(); {NATIVE}; os._exit(0)"
    command = ["strace", "-f", "-qq", "-e", TRACED, "-o", str(log), sys.executable, "-c", told]
    subprocess.run(command, cwd=ROOT, check=True)
    seen = after_the_limits(log)
    assert any("/etc/passwd" in line and "EMFILE" in line for line in seen)
    assert any(line.startswith("socket(") and "EMFILE" in line for line in seen)


BEFORE = "import ctypes, os; from interviewer.slides import limits; libc = ctypes.CDLL(None)"
NATIVE = "libc.open(b'/etc/passwd', 0); libc.socket(2, 1, 0)"


def said_by(code):
    """Run a program that gives everything up and then tries something; return what it says of it."""
    told = f"""
import ctypes, os, socket, subprocess, sys
from interviewer.slides import limits
libc = ctypes.CDLL(None, use_errno=True)
limits.shut()
try:
    {code}
except BaseException as error:
    print(type(error).__name__, flush=True)
else:
    print("done", flush=True)
os._exit(0)
"""
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or f"died: {done.stderr.strip().splitlines()[-1:]}"


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd')",
        "os.open('/etc/passwd', os.O_RDONLY)",
        "socket.socket()",
        "subprocess.run(['true'])",
        "os.remove('/nothing')",
        "os.rename('/nothing', '/nowhere')",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(1, 0)",
        "import wave",
        "ctypes.CDLL('libm.so.6')",
    ],
)
def test_python_is_refused(code):
    assert said_by(code) == "PermissionError"


@needs_limits
@pytest.mark.parametrize(
    "call", ["open(b'/etc/passwd', 0)", "socket(2, 1, 0)", "dup(0)", "memfd_create(b'x', 0)"]
)
def test_native_code_is_refused_by_the_kernel(call):
    assert said_by(f"print(libc.{call}, ctypes.get_errno() == 24)").splitlines() == ["-1 True", "done"]


@needs_limits
def test_memory_is_limited():
    assert said_by("bytearray(limits.MEMORY // 2)") == "done"
    assert said_by("bytearray(limits.MEMORY)") == "MemoryError"


@needs_limits
def test_nothing_of_the_environment_is_left():
    assert said_by("print(len(os.environ))").splitlines()[0] == "0"


def test_where_the_kernel_does_not_limit_memory_a_process_that_holds_too_much_ends_itself():
    ended, stop = [], threading.Event()
    grows = iter((10, 20, 30, 40))
    limits.end_above(25, lambda: next(grows), stop, ended.append)
    assert ended == [1]
    stop.set()
    limits.end_above(25, lambda: 99, stop, ended.append)
    assert ended == [1]


def test_the_memory_a_process_holds_is_known():
    block = bytearray(64 << 20)
    assert limits.held() > len(block)
