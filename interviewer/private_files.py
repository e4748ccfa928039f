"""Folders and files that only their owner can read, whatever the umask says."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = 0o700
FILE = 0o600

# macOS and Windows have no fdatasync.
_sync = getattr(os, "fdatasync", os.fsync)


def make_folder(path: Path) -> None:
    """Make one folder; it must not exist yet."""
    path.mkdir(mode=FOLDER)
    path.chmod(FOLDER)


def make_parents(path: Path) -> None:
    """Make a folder and what is missing above it."""
    missing = [one for one in (path, *path.parents) if not one.exists()]
    for one in reversed(missing):
        try:
            make_folder(one)
        except FileExistsError:
            continue


def can_write(path: Path) -> bool:
    """Whether files can be made in a folder, as far as its permissions tell."""
    return os.access(path, os.W_OK | os.X_OK)


def open_append(path: Path) -> int:
    """Open a file for appending and return its descriptor."""
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | binary, FILE)
    path.chmod(FILE)
    return descriptor


def write_all(descriptor: int, content: bytes) -> None:
    """Write all of it; it survives the end of the program, and after `sync` a power cut too."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def sync(descriptor: int) -> None:
    """Wait until the disk has what was written; on a busy one that can take seconds."""
    _sync(descriptor)


def replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another: a reader sees the old one or the new one, never a half."""
    partial = path.with_name(f".{path.name}.part")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE)
    try:
        try:
            partial.chmod(FILE)
            write_all(descriptor, content)
            sync(descriptor)
        finally:
            os.close(descriptor)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Make a new name in a folder survive a power cut, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
