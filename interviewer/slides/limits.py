"""What the process that reads a PDF may no longer do once it has begun: take much memory, open or start anything.

The kernel's limits hold for native code too: with three descriptors in use and three allowed, every open, socket,
pipe and dup fails, on the system's fonts as well (what a deck does not embed is drawn in PDFium's own). Python's audit
hook adds what takes no descriptor (removing, renaming, starting a program), but sees Python's calls alone: native code
that was taken over could still try those. Windows has none of these limits and macOS does not hold memory to its own;
there a thread looks at what the process holds, and the parent's clock does the rest.
"""

from __future__ import annotations

import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MEMORY = 512 << 20
"""Bytes of address space: the longest file (128 MB) and the heaviest slide that was tried (300,000 shapes: 196 MB; a
photograph of 144 megapixels took 85, as it is unpacked row by row), with room. A bomb stops here."""

CPU_SECONDS = 30
"""For one request: six times what the parent waits. Only a reader whose parent has gone ever takes it all."""

WATCH_SECONDS = 0.05

_FORBIDDEN = {
    "open",
    "import",
    "socket",
    "subprocess",
    "os",
    "shutil",
    "pty",
    "mmap",
    "fcntl",
    "winreg",
    "signal",
}


def shut() -> None:
    """Give up everything but the three standard streams, for good."""
    os.environ.clear()
    if sys.platform in ("win32", "darwin"):
        _watch()
    if sys.platform != "win32":
        _limit()
    sys.addaudithook(_refuse)


def _limit() -> None:
    import resource

    os.closerange(3, 4096)
    for name, most in (("FSIZE", 0), ("CORE", 0), ("NPROC", 0), ("NOFILE", 3), ("AS", MEMORY)):
        kind = getattr(resource, f"RLIMIT_{name}", None)
        if kind is not None and not (name == "AS" and sys.platform == "darwin"):
            resource.setrlimit(kind, (most, most))


def give_time() -> None:
    """Let the next request take its CPU seconds, and no more."""
    if sys.platform == "win32":
        return
    import resource

    taken = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(taken.ru_utime + taken.ru_stime) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def end_above(
    most: int, held: Callable[[], int], stop: threading.Event, end: Callable[[int], object]
) -> None:
    """Look at the memory that is held until told to stop; end the process when it is too much."""
    while not stop.wait(WATCH_SECONDS):
        if held() > most:
            end(1)
            return


def held() -> int:
    """Return the most memory this process ever held, in bytes."""
    if sys.platform == "win32":
        return _held_on_windows()
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _watch() -> None:
    held()  # Loads what it needs, which is forbidden later.
    arguments = (MEMORY, held, threading.Event(), os._exit)
    threading.Thread(target=end_above, args=arguments, name="memory", daemon=True).start()


def _held_on_windows() -> int:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (("size", ctypes.c_uint32), ("faults", ctypes.c_uint32), ("counts", ctypes.c_size_t * 8))

    counters = Counters(size=ctypes.sizeof(Counters))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - absent where mypy looks
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo(
        ctypes.c_void_p(kernel.GetCurrentProcess()), ctypes.byref(counters), counters.size
    )
    return int(counters.counts[0])


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event.partition(".")[0] in _FORBIDDEN or event == "ctypes.dlopen":
        raise PermissionError(f"what reads a PDF may do nothing else: {event}")
