"""Reads what a model server says beside questions: which models it has, and why it refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from interviewer.errors import InterviewerError

if TYPE_CHECKING:
    from interviewer.examiner.endpoint import Endpoint


def names(body: str, where: Endpoint) -> list[str]:
    """Return the models of a listing; raises InterviewerError where it is none."""
    try:
        listed = json.loads(body)["data"] or []
        return sorted({str(entry["id"]) for entry in listed})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InterviewerError(
            f"What answers at {where.host} is no model server: check the address, which usually ends in /v1."
        ) from None


def refused(status: int, where: Endpoint, model: str) -> str:
    """Say what a status means, without a word of the server's, which may hold a part of the key."""
    if status in (401, 403):
        return "The model server refused the API key."
    if status == 404:
        return (
            f"The server at {where.host} does not know the model {model} or the address is not quite right."
        )
    if status == 429:
        return "The model server is over its rate limit or its quota."
    if 300 <= status < 400:
        return "The model server points to another address, which is not followed."
    return f"The model server failed with status {status}."
