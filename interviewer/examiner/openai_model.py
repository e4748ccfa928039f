"""The examiner on any server that speaks the OpenAI chat protocol, on this machine or a named host."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from interviewer.errors import InterviewerError
from interviewer.examiner import phrasing, prompt
from interviewer.examiner.aim import aim
from interviewer.examiner.embedded import EmbeddedExaminer, last_answer
from interviewer.examiner.endpoint import endpoint
from interviewer.examiner.examiner import Proposal
from interviewer.examiner.grid import emptiest
from interviewer.examiner.guard import quotations, refusal
from interviewer.examiner.model_call import ModelCall, ModelError
from interviewer.examiner.model_client import client_for, sentence_of
from interviewer.examiner.model_replies import names
from interviewer.examiner.moves import dimension_of
from interviewer.examiner.policy import choose
from interviewer.examiner.quoting import tokens_of
from interviewer.examiner.signals import clauses
from interviewer.examiner.trained import TrainedSignals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openai import Stream
    from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam

    from interviewer.examiner.examiner import Brief, Examiner
    from interviewer.examiner.move import PartName
    from interviewer.examiner.signals import Signals

# The whole guarded question, from the turn's end; connection and first word have their shares of it.
TIMEOUT = 2.5
FIRST_WORD_SHARE = 0.8
# Below this share of the time a second try cannot end in time, so it is not begun.
REPAIR_SHARE = 0.35
# 35 words are about 60 tokens; the tag lines and a wordy model need the rest.
MOST_TOKENS = 160
MOST_CHARACTERS = 4000
# What is asked of a server beyond the protocol's least; each is left out where it is refused. A reply in the two
# lines of the prompt is as good as one in this shape.
WISHES: dict[str, Any] = {
    "response_format": {
        "type": "json_schema",
        "json_schema": {
            "name": "question",
            "strict": True,
            "schema": {
                "type": "object",
                "properties": {"angle": {"type": "integer"}, "question": {"type": "string"}},
                "required": ["angle", "question"],
                "additionalProperties": False,
            },
        },
    },
    "max_tokens": MOST_TOKENS,
    "temperature": 0.3,
}
ANGLES = 3
PROBE_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was sent to a model and what came back, for the session folder; it holds no key."""

    sent: str
    received: str


class OpenAIExaminer:
    """Asks a model within a fixed time and lets the fallback ask, saying why, whenever that fails.

    `propose` blocks for at most `timeout` and the fallback's own moment; call it on a worker thread and drop
    its reply when it is no longer wanted.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "",
        timeout: float = TIMEOUT,
        *,
        fallback: Examiner,
        signals: Signals | None = None,
    ) -> None:
        self.name = model
        self.endpoint = endpoint(base_url)
        self._timeout = timeout
        self._fallback = fallback
        self._signals = signals or TrainedSignals()
        self._embedded = EmbeddedExaminer(self._signals)
        self._client = client_for(self.endpoint, api_key, timeout)
        self._call: ModelCall | None = None
        self._wishes: dict[str, Any] = dict(WISHES)
        self.last_exchange: Exchange | None = None

    def prepare(self, text: str, part: PartName) -> None:
        """Read an answer as far as it has come; nothing is sent."""
        self._embedded.prepare(text, part)

    def propose(self, brief: Brief) -> Proposal:
        """Return the model's guarded question, or the fallback's with the reason in `fallback`.

        A number that drifted and a planted objection are asked as they are: what is planted must be known wrong.
        """
        self.last_exchange = None
        made = self._embedded.set_piece(brief)
        if made is not None:
            return made
        try:
            return self._propose(brief, time.monotonic())
        except ModelError as failed:
            return replace(self._fallback.propose(brief), fallback=str(failed))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _propose(self, brief: Brief, began: float) -> Proposal:
        angles = self._angles(brief)
        fence = f"==== {secrets.token_hex(8)} ===="
        messages: list[ChatCompletionMessageParam] = [
            {"role": "system", "content": prompt.instructions(brief.pressure, fence)},
            {"role": "user", "content": prompt.material(brief, [ask for _, ask in angles], fence)},
        ]
        while True:
            reply = self._ask(messages, began)
            proposal = self._read(reply, brief, [move for move, _ in angles])
            reason = refusal(proposal.text, proposal.quote, brief.turns, brief.question)
            if not reason:
                return proposal
            left = began + self._timeout - time.monotonic()
            if len(messages) > 2 or left < REPAIR_SHARE * self._timeout:
                raise ModelError(f"The model's question was set aside: {reason}.")
            messages.append({"role": "assistant", "content": reply})
            messages.append({"role": "user", "content": prompt.again(reason)})

    def _angles(self, brief: Brief) -> list[tuple[str, str]]:
        """Return moves to offer, each as its id and as it could be put."""
        if brief.kind != "challenge":
            return [(brief.moves_used[-1] if brief.moves_used else "", prompt.deeper(brief))]
        tokens = tokens_of(last_answer(brief))
        empty = emptiest(brief.turns) if brief.part == "presentation" else ()
        angles = []
        for choice in choose(brief, self._signals.suspect(tokens, brief.part), empty)[:ANGLES]:
            quote = aim(tokens, choice)
            ask = choice.move.ask[0].replace("{quote}", quote) if quote else choice.move.plain
            angles.append((choice.move.id, ask))
        return angles

    def _read(self, reply: str, brief: Brief, moves: list[str]) -> Proposal:
        found = prompt.read(reply)
        identity = moves[found.angle] if found.angle < len(moves) else moves[0]
        text, quote = found.question, max(quotations(found.question), key=len, default="")
        if not quote:
            tokens = tokens_of(last_answer(brief))
            words = phrasing.anchored(text, tokens, clauses(tokens))
            anchored = f'You said "{words}". {text}'
            if words and not refusal(anchored, words, brief.turns, brief.question):
                text, quote = anchored, words
        rung = max(1, brief.rung) if brief.kind != "challenge" else 0
        dimension = dimension_of(identity) or "first_principles"
        return Proposal(text, quote, identity, dimension, self.name, rung=rung, let_go=brief.let_go)

    def _ask(self, messages: list[ChatCompletionMessageParam], began: float) -> str:
        if self._call and self._call.running:
            raise ModelError("The model server still holds on to the request before this one.")
        sent = json.dumps(
            {"model": self.name, "messages": messages, **self._wishes}, ensure_ascii=False, indent=1
        )
        pieces: list[str] = []
        late = f"The model server did not answer within {self._timeout:g} seconds."
        self._call = ModelCall(lambda first: self._stream(messages, first, pieces))
        try:
            by = began + self._timeout
            first_by = began + FIRST_WORD_SHARE * self._timeout if len(messages) == 2 else by
            return self._call.reply(first_by, by, late)
        finally:
            self.last_exchange = Exchange(sent, "".join(pieces))

    def _stream(
        self, messages: list[ChatCompletionMessageParam], first: Callable[[], None], pieces: list[str]
    ) -> str:
        """Collect the words of one reply; runs on the call's thread."""
        from httpx2 import HTTPError
        from openai import OpenAIError

        try:
            with self._create(messages) as stream:
                for words in _words(stream):
                    pieces.append(words)
                    first()
                    if sum(map(len, pieces)) > MOST_CHARACTERS:
                        raise ModelError("The model's reply was far longer than a question.")
        except (OpenAIError, HTTPError) as error:
            raise ModelError(sentence_of(error, self.endpoint, self.name)) from None
        reply = "".join(pieces)
        if not reply.strip():
            raise ModelError("The model server sent an empty reply.")
        return reply

    def _create(self, messages: list[ChatCompletionMessageParam]) -> Stream[ChatCompletionChunk]:
        """Open the stream; what a server refuses by name is left out, then and from now on."""
        from openai import BadRequestError

        while True:
            try:
                stream: Stream[ChatCompletionChunk] = self._client.chat.completions.create(
                    model=self.name, messages=messages, stream=True, **self._wishes
                )
            except BadRequestError as error:
                unwanted = self._refused(str(error))
                if not unwanted:
                    raise
                del self._wishes[unwanted]
                if unwanted == "max_tokens":
                    self._wishes["max_completion_tokens"] = MOST_TOKENS
            else:
                return stream

    def _refused(self, said: str) -> str:
        """Return which wish a server refused; one that does not say so means the schema, the rarest of them."""
        named = next((name for name in self._wishes if name in said), "")
        return named or ("response_format" if "response_format" in self._wishes else "")


def probe(base_url: str, api_key: str = "", timeout: float = PROBE_SECONDS) -> list[str]:
    """Return the names of the models a server offers; raises InterviewerError with what is wrong."""
    from openai import OpenAIError

    where = endpoint(base_url)
    client = client_for(where, api_key, timeout)

    def ask(first: Callable[[], None]) -> str:
        try:
            body = client.models.with_raw_response.list().text
        except OpenAIError as error:
            raise ModelError(sentence_of(error, where, "")) from None
        first()
        return body

    by = time.monotonic() + timeout
    try:
        body = ModelCall(ask).reply(by, by, f"The model server did not answer within {timeout:g} seconds.")
    except ModelError as failed:
        raise InterviewerError(
            f"{failed} Check that it runs at {where.host} and that the key is right."
        ) from None
    finally:
        client.close()
    return names(body, where)


def _words(stream: Stream[ChatCompletionChunk]) -> Iterator[str]:
    """Yield the words of a reply, streamed or, from a server that does not stream, whole."""
    kind = stream.response.headers.get("content-type", "")
    if "html" in kind:
        raise ModelError(
            "A web page came back instead of a reply: the address or a login page is in the way."
        )
    if "application/json" in kind:
        message = json.loads(stream.response.read())["choices"][0]["message"]
        yield message["content"] or ""
        return
    for chunk in stream:
        # Usage and keep-alive chunks have no choices, and the first delta of some servers is null.
        delta = chunk.choices[0].delta if chunk.choices else None
        if delta is not None and delta.content:
            yield delta.content
