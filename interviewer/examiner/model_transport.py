"""The wire to a model server: sends nothing about this machine, and takes no endless reply."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

# A question of 35 words comes as some 60 chunks of about 300 bytes; ten times that is no question.
MOST_BYTES = 256_000
# What a chat server needs. The rest (x-stainless-*, organisation, headers from the environment) stays here.
_SENT = frozenset(("host", "content-type", "content-length", "transfer-encoding", "accept", "connection"))


class TooLong(httpx2.RequestError):
    """The reply went over its size or its time."""


class BoundedTransport(httpx2.BaseTransport):
    """An ordinary transport with a bound on every reply; proxies of the environment are not used."""

    def __init__(self, context: ssl.SSLContext, api_key: str, longest: float) -> None:
        self._inner = httpx2.HTTPTransport(verify=context, trust_env=False, retries=0)
        self._authorization = f"Bearer {api_key}"
        self._longest = longest

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request under plain headers; its reply is not compressed."""
        kept = [(name, value) for name, value in request.headers.items() if name.lower() in _SENT]
        plain = [
            ("accept-encoding", "identity"),
            ("user-agent", "viva"),
            ("authorization", self._authorization),
        ]
        sent = httpx2.Request(
            request.method,
            request.url,
            headers=[*kept, *plain],
            stream=request.stream,
            extensions=request.extensions,
        )
        response = self._inner.handle_request(sent)
        if response.headers.get("content-encoding", "identity") != "identity":
            response.close()
            raise httpx2.RemoteProtocolError("compressed although it was not asked to be", request=request)
        assert isinstance(response.stream, httpx2.SyncByteStream)
        bounded = _Bounded(response.stream, request, time.monotonic() + self._longest)
        return httpx2.Response(
            response.status_code, headers=response.headers, stream=bounded, extensions=response.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()


class _Bounded(httpx2.SyncByteStream):
    def __init__(self, inner: httpx2.SyncByteStream, request: httpx2.Request, until: float) -> None:
        self._inner = inner
        self._request = request
        self._until = until

    def __iter__(self) -> Iterator[bytes]:
        taken = 0
        for chunk in self._inner:
            taken += len(chunk)
            if taken > MOST_BYTES or time.monotonic() > self._until:
                raise TooLong("the reply went on and on", request=self._request)
            yield chunk

    def close(self) -> None:
        self._inner.close()
