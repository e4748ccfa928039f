"""A model server on loopback that speaks the chat-completions protocol, and every way it can go wrong."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class LoopbackModel:
    """`with LoopbackModel(reply="…") as server:` then `server.base_url`; `server.requests` holds each body.

    `reply` is a text or a list of texts, one a request, the last one for all that follow; `delay` is the
    seconds before the first word; `fault` is one of FAULTS; `stream=False` answers in one piece of JSON;
    `rejects` names a parameter that is answered with status 400; with a `certificate` (a PEM file with its
    key) it speaks TLS.
    """

    def __init__(
        self,
        reply: str | list[str] = "ANGLE: 1\nQUESTION: Why is that?",
        delay: float = 0.0,
        fault: str = "",
        stream: bool = True,
        rejects: str = "",
        models: tuple[str, ...] = ("loopback-1",),
        certificate: Path | None = None,
    ) -> None:
        assert not fault or fault in FAULTS, fault
        self.replies = [reply] if isinstance(reply, str) else list(reply)
        self.delay, self.fault, self.stream, self.rejects, self.models = delay, fault, stream, rejects, models
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.closing = threading.Event()
        self.asked = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"model": self}))
        self._server.daemon_threads = True
        self._scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base_url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> LoopbackModel:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def next_reply(self) -> str:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


class _Handler(BaseHTTPRequestHandler):
    # One connection a request keeps the faults apart.
    protocol_version = "HTTP/1.0"
    model: LoopbackModel

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""

    def do_GET(self) -> None:
        self._note()
        if not self._failed():
            data = [{"id": name, "object": "model"} for name in self.model.models] or None
            self._send(200, "application/json", json.dumps({"object": "list", "data": data}).encode())

    def do_POST(self) -> None:
        self._note()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.requests.append(body)
        self.model.asked.set()
        if self.model.rejects and self.model.rejects in body:
            message = {"error": {"message": f"Unsupported parameter: {self.model.rejects}"}}
            self._send(400, "application/json", json.dumps(message).encode())
        elif not self._failed():
            self.model.closing.wait(self.model.delay)
            self._reply(self.model.next_reply())

    def _note(self) -> None:
        self.model.paths.append(self.path)
        self.model.headers.append(dict(self.headers))

    def _failed(self) -> bool:
        """Answer with a fault that needs no reply, if that is the one wanted."""
        fault = self.model.fault
        if fault.isdigit():
            error = {"error": {"message": "Incorrect API key provided: sk-te**cret"}}
            # An hour's patience, as some servers ask of whoever is over a quota.
            self._send(int(fault), "application/json", json.dumps(error).encode(), ("Retry-After", "3600"))
        elif fault in _BODIES:
            self._send(200, "application/json", _BODIES[fault])
        elif fault == "reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif fault == "html":
            self._send(200, "text/html", b"<html><body>Please sign in.</body></html>")
        elif fault == "redirect":
            self.send_response(307)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()
        elif fault == "hang":
            self.model.closing.wait(30)
        return fault.isdigit() or fault in ("html", "redirect", "hang", "reset", *_BODIES)

    def _reply(self, text: str) -> None:
        if not self.model.stream:
            message = {"role": "assistant", "content": text}
            whole = {"id": "1", "object": "chat.completion", "choices": [{"index": 0, "message": message}]}
            self._send(200, "application/json", json.dumps(whole).encode())
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        if self.model.fault == "gzip":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        # A client that has had enough closes the connection.
        with suppress(OSError):
            for piece in _STREAMS.get(self.model.fault, _whole)(self.model, text):
                self.wfile.write(piece)
                self.wfile.flush()

    def _send(self, status: int, kind: str, body: bytes, *headers: tuple[str, str]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A client that has had enough closes the connection.
        with suppress(OSError):
            self.wfile.write(body)


def _whole(_: LoopbackModel, text: str) -> Iterator[bytes]:
    yield _chunk("", role="assistant")
    for start in range(0, len(text), 7):
        yield _chunk(text[start : start + 7])
    yield _event({"choices": [], "usage": {"total_tokens": 9}})
    yield _DONE


def _hang_after_first(model: LoopbackModel, _: str) -> Iterator[bytes]:
    yield _chunk("QUESTION: Why ")
    model.closing.wait(30)


def _drip(model: LoopbackModel, _: str) -> Iterator[bytes]:
    while not model.closing.wait(0.1):
        yield b": still here\n\n"


def _huge(_: LoopbackModel, __: str) -> Iterator[bytes]:
    for _i in range(10_000):
        yield _chunk("x" * 1000)


def _fixed(*pieces: bytes) -> Callable[[LoopbackModel, str], Iterator[bytes]]:
    return lambda _, __: iter(pieces)


def _chunk(content: str | None, **delta: str) -> bytes:
    return _event({"choices": [{"index": 0, "delta": {"content": content, **delta}, "finish_reason": None}]})


def _event(value: dict[str, Any]) -> bytes:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "loopback-1"}
    return f"data: {json.dumps({**head, **value})}\n\n".encode()


_DONE = b"data: [DONE]\n\n"
_STREAMS: dict[str, Callable[[LoopbackModel, str], Iterator[bytes]]] = {
    "empty_choices": _fixed(_event({"choices": []}), _DONE),
    "none_content": _fixed(_chunk(None), _DONE),
    "null_delta": _fixed(_event({"choices": [{"index": 0, "delta": None}]}), _DONE),
    "truncated": _fixed(b'data: {"id": "1", "choices": [{"index": 0, "delta": {"cont\n\n'),
    "garbage": _fixed(bytes(range(128, 256)) * 8 + b"\n\n"),
    "cut": _fixed(_chunk("QUESTION: Why is")),
    "huge_line": _fixed(b"data: " + b"x" * 10_000_000 + b"\n\n"),
    "error_in_stream": _fixed(_event({"error": {"message": "model sk-secret crashed"}})),
    "hang_after_first": _hang_after_first,
    "drip": _drip,
    "huge": _huge,
    "gzip": _whole,
}
_BODIES = {
    "wrong_schema": json.dumps({"answer": {"text": "Why?"}, "choices": "none"}).encode(),
    "list_for_object": b"[1, 2, 3]",
    "half_json": b'{"id": "1", "choices": [{"index": 0, "mess',
    "ten_megabytes": json.dumps({"choices": [{"message": {"content": "x" * 10_000_000}}]}).encode(),
}
_STATUSES = ("401", "403", "404", "429", "500", "502", "503")
FAULTS = ("html", "redirect", "hang", "reset", *_STATUSES, *_BODIES, *_STREAMS)
