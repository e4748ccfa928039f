"""Puts a speech model into the store whole or not at all, for its owner only."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from audio.errors import AudioError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Without tokenizer.json faster-whisper would ask the network for one.
NEEDED = ("model.bin", "config.json", "tokenizer.json")
DIGEST_FILE = "model.bin.sha256"


def is_model(folder: Path) -> bool:
    """Return whether a folder holds all that loading needs."""
    return all((folder / name).is_file() for name in NEEDED)


def is_wanted(name: str) -> bool:
    """Return whether a file belongs to a converted Whisper model."""
    return name in (*NEEDED, "preprocessor_config.json") or name.startswith("vocabulary.")


def sha256(parts: Iterable[Path]) -> str:
    """Return the checksum of files read one after the other."""
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


@contextlib.contextmanager
def placed(target: Path) -> Iterator[Path]:
    """Yield a folder to fill; it gets the target's name once it holds a whole model, else nothing is left."""
    partial = None
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=".partial-", dir=target.parent))
        yield partial
        if not is_model(partial):
            raise AudioError(f"{target.name} holds no converted Whisper model; choose another one.")
        _finish(partial, target)
    except OSError as error:
        raise AudioError(
            f"The speech model {target.name} could not be saved ({error.strerror or error}); free some space."
        ) from error
    finally:
        if partial is not None:
            shutil.rmtree(partial, ignore_errors=True)


def _finish(partial: Path, target: Path) -> None:
    """Close the folder's rights and put it safely on disk before it gets its name."""
    shutil.rmtree(partial / ".cache", ignore_errors=True)
    for path in partial.iterdir():
        path.chmod(0o600)
        with path.open("rb") as file:
            os.fsync(file.fileno())
    if is_model(target):
        return
    if target.exists():
        shutil.rmtree(target)
    partial.rename(target)
