"""The process that reads a PDF and can do nothing else: `python -m interviewer.slides.reader`.

It gets the PDF's bytes and requests through its stdin, answers through its stdout, and ends when its stdin closes.
"""

from __future__ import annotations

import codecs
import os
import signal
import sys

from interviewer.slides import limits
from interviewer.slides.document import Document, DocumentError
from interviewer.slides.messages import (
    Draw,
    Drawn,
    Load,
    Loaded,
    Message,
    MessageError,
    Read,
    Refused,
    receive,
    send,
)


class Reader:
    """Answers requests about one document."""

    def __init__(self) -> None:
        self._document: Document | None = None

    def answer(self, request: Message, body: bytes) -> tuple[Message, bytes | memoryview]:
        """Do what is asked, or say why PDFium would not."""
        try:
            match request, self._document:
                case Load(), _:
                    self._document = document = Document(body)
                    return Loaded(document.title, document.sizes()), b""
                case Read(page), Document() as document:
                    return document.words(page), b""
                case Draw(page, width, height), Document() as document:
                    stride, pixels = document.draw(page, width, height)
                    return Drawn(stride), pixels
                case _:
                    raise MessageError("there is no document yet")
        except DocumentError as error:
            return Refused(error.why), b""


def main() -> int:
    """Serve requests until stdin closes; what cannot be mended ends the process, and the parent starts another."""
    # The terminal sends Ctrl-C to this process too; the parent decides when it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A codec is imported when it is first used, which is forbidden later.
    codecs.lookup("utf-16-le")
    limits.shut()
    reader = Reader()
    while (request := receive(sys.stdin.buffer)) is not None:
        limits.give_time()
        send(sys.stdout.buffer, *reader.answer(*request))
    return 0


if __name__ == "__main__":
    # The document is not worth a slow or crashing end.
    os._exit(main())
