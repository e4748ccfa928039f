"""The client of a model server, for whoever asks one, and in words what may go wrong on the way."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from interviewer.examiner.model_replies import refused

if TYPE_CHECKING:
    from openai import OpenAI

    from interviewer.examiner.endpoint import Endpoint

# Of the time a whole reply may take.
CONNECT_SHARE = 0.4
# An abandoned call may hold its connection for so many times that time.
LINGER = 2.0


def client_for(where: Endpoint, api_key: str, timeout: float) -> OpenAI:
    """Make a client that asks this endpoint and no other, through no proxy."""
    import httpx2
    import truststore
    from openai import OpenAI

    from interviewer.examiner.model_transport import BoundedTransport

    # The system's own certificates, so that a company's proxy or a private authority works; never unchecked.
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    key = api_key or "local"
    wire = BoundedTransport(context, key, LINGER * timeout)
    limits = httpx2.Timeout(timeout, connect=CONNECT_SHARE * timeout)
    http = httpx2.Client(transport=wire, trust_env=False, follow_redirects=False, timeout=limits)
    return OpenAI(base_url=where.url, api_key=key, max_retries=0, timeout=limits, http_client=http)


def sentence_of(error: Exception, where: Endpoint, model: str) -> str:
    """Say what went wrong without a word of the server's, which may hold a part of the key."""
    import httpx2
    from openai import APIConnectionError, APIStatusError

    from interviewer.examiner.model_transport import TooLong

    cause = error.__cause__ if isinstance(error, APIConnectionError) else error
    if isinstance(cause, TooLong):
        return "The model's reply was far longer than a question."
    if isinstance(error, APIStatusError):
        return refused(error.status_code, where, model)
    if isinstance(cause, httpx2.ConnectError) and "certificate" in str(cause).casefold():
        return f"The certificate of {where.host} is not trusted on this machine."
    if isinstance(cause, httpx2.ConnectError | httpx2.ConnectTimeout):
        return f"No model server answers at {where.host}."
    if isinstance(cause, httpx2.TimeoutException):
        return "The model server fell silent."
    if isinstance(cause, httpx2.TransportError):
        return "The connection to the model server broke off."
    return "The model server reported an error."
