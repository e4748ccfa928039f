"""What the choices before a round mean, and what still stands in the way of starting."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from desktop.widgets.choice import Option

if TYPE_CHECKING:
    from desktop.settings import Settings

KINDS = (
    Option("discussion", "&Discussion", "You talk as the expert on your area, and the panel asks why."),
    Option(
        "presentation", "Presen&tation", "You present one of your projects, then defend every choice in it."
    ),
    Option("onsite", "&Onsite", "Both rounds, one after the other, as on the day."),
)
PRESSURES = (
    Option("calm", "&Calm", "Friendly experts who let you finish and ask one why at a time."),
    Option("probing", "&Probing", "Experts who stay on a weak point until it holds or breaks."),
    Option(
        "hostile", "&Hostile", "Short, sharp objections; not all are right, and long answers are cut short."
    ),
)
PATIENCES = (
    Option("hold", "Ho&ld", "Only you end your turn, with a key: take all the time you want."),
    Option("patient", "Pat&ient", "A long silence ends your turn; a pause to think does not."),
    Option("pressure", "&Brisk", "A short silence ends your turn, as in a lively conversation."),
)
QUESTIONS = (
    Option("held", "Held", "The panel keeps its questions until you have finished."),
    Option(
        "cut_in", "Cutting in", "The panel cuts in at hard moments; you answer, and find back to your thread."
    ),
)
CLOCKS = (
    Option("fair", "Fair", "The clock stands still while you take a question."),
    Option(
        "strict", "Strict", "The clock runs on whatever happens; what you take beyond your time is counted."
    ),
    Option(
        "stop",
        "Strict, with an end",
        "The clock runs on, and the talk ends when its time is up, as on the day.",
    ),
)
EXAMINERS = (
    Option("sealed", "S&ealed", "Viva's own panel asks, and nothing leaves this machine."),
    Option("server", "Model ser&ver", "A language model asks: your words go to it, your voice never does."),
)
USUAL_SERVERS = (
    ("Ollama", "http://localhost:11434/v1"),
    ("LM Studio", "http://localhost:1234/v1"),
    ("llama.cpp server", "http://localhost:8080/v1"),
    ("vLLM", "http://localhost:8000/v1"),
    ("OpenAI", "https://api.openai.com/v1"),
)
"""Where these servers listen unless told otherwise."""

NO_MICROPHONE = "No microphone was found. Plug one in, or start anyway and type your answers instead."
NO_SPEAKER = "No speaker was found. The panel's lines will be shown on the screen."
HEADPHONES_BEST = "Headphones are best. The test tone shows whether the microphone hears the speaker."


def coupling_words(verdict: Literal["headphones", "speakers"], decibels: float) -> str:
    """Say what the test tone, or the panel's last line, showed."""
    if verdict == "headphones":
        return "The microphone does not hear the speaker: headphones, as they should be."
    level = f"{decibels:.0f}".replace("-", "\N{MINUS SIGN}")
    return f"The microphone hears the speaker ({level} dB): the panel's voice is taken out. Headphones are better."


@dataclass(frozen=True, slots=True)
class Server:
    """A model server's address, read before anything is sent to it."""

    host: str
    trouble: str
    """One sentence on why it cannot be used, or nothing."""
    loopback: bool

    @property
    def needs_consent(self) -> bool:
        """Whether words would leave this machine."""
        return not self.trouble and not self.loopback


def server(url: str) -> Server:
    """Read an address; one with a trouble must not be used."""
    try:
        parts = urlsplit(url.strip())
        host, user, scheme = parts.hostname or "", parts.username or parts.password, parts.scheme
        _ = parts.port
    except ValueError:
        return Server("", "This is not an address; one looks like https://models.example.org/v1.", False)
    if not url.strip():
        return Server("", "Enter the address of the model server.", False)
    if scheme not in ("http", "https") or not host:
        return Server(host, "The address must begin with https:// or, on this machine, http://.", False)
    loopback, link_local = _reach(host)
    if user:
        return Server(
            host, "Take the name and password out of the address; Viva keeps keys elsewhere.", loopback
        )
    if link_local:
        return Server(
            host, "This address belongs to the local network's own machinery, not to a server.", False
        )
    if scheme == "http" and not loopback:
        return Server(host, "A server outside this machine must be reached by https://.", False)
    return Server(host, "", loopback)


def _reach(host: str) -> tuple[bool, bool]:
    if host == "localhost" or host.endswith(".localhost"):
        return True, False
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False, False
    return address.is_loopback, address.is_link_local


def where_words_go(found: Server) -> str:
    """Say where the candidate's words would go."""
    if found.trouble:
        return found.trouble
    if found.loopback:
        return f"Your words stay on this machine: they go to {found.host}."
    return f"Your words leave this machine: they go to {found.host}."


def consent_words(found: Server) -> str:
    """What the candidate agrees to, for one round."""
    return f"For this round, send what I say, in words, and the question to {found.host}."


def obstacle(settings: Settings, *, has_question: bool, consented: bool) -> str:
    """Return what still stands in the way of starting as one sentence, or nothing."""
    if not has_question:
        return "Choose or import a question first."
    if settings.offline:
        return ""
    found = server(settings.model_url)
    if found.trouble:
        return found.trouble
    if not settings.model.strip():
        return "Enter the model's name."
    if found.needs_consent and not consented:
        return f"Agree to send your words to {found.host}, or choose Sealed."
    return ""


def summary(settings: Settings) -> str:
    """Say in one line what will start."""
    kind = {"discussion": "Discussion", "presentation": "Presentation", "onsite": "Onsite"}[settings.kind]
    asks = "nothing leaves this machine" if settings.offline else f"asked by {settings.model or 'a model'}"
    return f"{kind}, {settings.minutes} minutes, {settings.pressure} panel; {asks}."
