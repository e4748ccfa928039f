"""One whole reply of a model server, in no hurry: for work after the round, over the examiner's own wire."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

from interviewer.examiner.endpoint import endpoint
from interviewer.examiner.model_call import ModelCall, ModelError
from interviewer.examiner.model_client import client_for, sentence_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# A small machine reads an hour's transcript in about a minute.
TIMEOUT = 120.0
MOST_TOKENS = 3000
CLOSED = "The request to the model server was stopped."


class ModelTalk:
    """Asks for a reply in a wished shape; what the server refuses to be asked for is left out, then and from now on."""

    def __init__(self, base_url: str, model: str, api_key: str = "", timeout: float = TIMEOUT) -> None:
        self.name = model
        self.endpoint = endpoint(base_url)
        self._timeout = timeout
        self._client = client_for(self.endpoint, api_key, timeout)
        self._refused: set[str] = set()
        self._call: ModelCall | None = None
        self._closed = False

    def ask(self, rules: str, material: str, schema: Mapping[str, object]) -> str:
        """Return the reply; raises ModelError with one sentence. Blocks for at most the timeout."""
        if self._closed:
            raise ModelError(CLOSED)
        if self._call and self._call.running:
            raise ModelError("The model server still holds on to the request before this one.")
        messages = [{"role": "system", "content": rules}, {"role": "user", "content": material}]
        by = time.monotonic() + self._timeout
        self._call = ModelCall(lambda first: self._whole(messages, schema, first))
        if self._closed:
            # It was closed before anybody could see this call.
            raise ModelError(CLOSED)
        return self._call.reply(by, by, f"The model server did not answer within {self._timeout:g} seconds.")

    def close(self) -> None:
        """Close the connections; from any thread, and who waits for a reply waits no longer."""
        self._closed = True
        if self._call is not None:
            self._call.abandon(CLOSED)
        self._client.close()

    def _whole(
        self, messages: list[dict[str, str]], schema: Mapping[str, object], first: Callable[[], None]
    ) -> str:
        wishes: dict[str, Any] = {
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "reply", "strict": False, "schema": dict(schema)},
            },
            "max_tokens": MOST_TOKENS,
            "temperature": 0.3,
        }
        while True:
            asked = {name: wish for name, wish in wishes.items() if name not in self._refused}
            if "max_tokens" in self._refused:
                asked["max_completion_tokens"] = MOST_TOKENS
            try:
                reply: Any = self._client.chat.completions.create(
                    model=self.name,
                    messages=cast("Any", messages),
                    **asked,
                )
                text = reply.choices[0].message.content
            except Exception as error:
                unwanted = next((name for name in asked if name in str(error)), "")
                if getattr(error, "status_code", 0) == 400 and unwanted in wishes:
                    self._refused.add(unwanted)
                    continue
                raise ModelError(sentence_of(error, self.endpoint, self.name)) from None
            first()
            if not isinstance(text, str) or not text.strip():
                raise ModelError("The model server sent an empty reply.")
            return text
