"""Which addresses a model server may have: https, or this machine; never a link-local one."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from interviewer.errors import InterviewerError


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A checked base URL."""

    url: str
    host: str
    """What to show before anything is sent there."""
    local: bool
    """Whether it is on this machine."""


def endpoint(base_url: str) -> Endpoint:
    """Check a base URL such as http://127.0.0.1:8080/v1; raises with what is wrong about it."""
    url = base_url.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise InterviewerError(
            "The model server's address cannot be read: write it like https://host/v1."
        ) from None
    if parts.scheme not in ("http", "https") or not host or not url.isprintable() or " " in url:
        raise InterviewerError(
            "The model server's address needs a scheme and a host: write it like https://host/v1."
        )
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise InterviewerError(
            "The model server's address may not hold a name or password: use the API key instead."
        )
    if parts.query or parts.fragment:
        raise InterviewerError(
            "The model server's address may not hold ? or #: end it after the path, as in /v1."
        )
    number = _number(host)
    local = host == "localhost" or (number is not None and number.is_loopback)
    if number is not None and (number.is_link_local or number.is_unspecified or number.is_multicast):
        raise InterviewerError(
            "The model server's address is not one of a server: use its name or its own address."
        )
    if parts.scheme == "http" and not local:
        raise InterviewerError(
            "A model server on another machine needs https: only this machine may use http."
        )
    shown = f"[{host}]" if ":" in host else host
    return Endpoint(url.rstrip("/"), f"{shown}:{port}" if port else shown, local)


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        number = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return mapped or number
