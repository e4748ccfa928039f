"""A private X screen, and the hands of a person at it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path


class Screen:
    """Xvfb on a display number that it finds free itself."""

    def __init__(self, size: str = "1280x800x24") -> None:
        read, write = os.pipe()
        self._folder = Path(tempfile.mkdtemp(prefix="vx-"))
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as ready:
            self.display = f":{ready.readline().strip()}"

    @property
    def environment(self) -> dict[str, str]:
        return {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *words: str, timeout: float = 30.0) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=True,
        )
        return done.stdout.strip()

    def window(self, name: str) -> str:
        """Wait for a visible window of this name and give it the keyboard: there is no window manager here."""
        found = self.xdotool("search", "--sync", "--onlyvisible", "--name", name).splitlines()[0]
        self.xdotool("windowfocus", "--sync", found)
        return found

    def press(self, key: str) -> None:
        self.xdotool("key", "--clearmodifiers", key)

    def close(self) -> None:
        self._server.terminate()
        self._server.wait(5)
        shutil.rmtree(self._folder, ignore_errors=True)
