"""A report on paper: turns its HTML into a PDF through Qt, and fetches nothing while doing so."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QEventLoop, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextCursor,
    QTextDocument,
)

from desktop.errors import DesktopError

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

DOTS_PER_INCH = 300
MARGIN_MM = 18.0


class _Closed(QTextDocument):
    """A document that loads no picture, no style sheet and no font from anywhere."""

    def loadResource(self, type: int, name: QUrl | str) -> object:  # noqa: A002, N802 - Qt's names
        """Give an empty picture, whatever was asked for; given nothing, Qt reads the file by its name itself."""
        return QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)


def print_pdf(html: str, path: str) -> None:
    """Write a PDF on A4; needs no screen.

    Raises:
        DesktopError: The file cannot be written.
    """
    application = QCoreApplication.instance() or QGuiApplication(_arguments())
    # A document sets timers, and a thread that is not Qt's own has no place for them until it has a loop.
    loop = QEventLoop()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Viva")
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = document_of(html)
    writer.setTitle(document.metaInformation(QTextDocument.MetaInformation.DocumentTitle))
    document.print_(writer)
    del writer  # The last bytes are written when it goes.
    try:
        Path(path).write_bytes(buffer.data().data())
    except OSError as error:
        raise DesktopError(f"The PDF could not be written to {path}; choose another place.") from error
    del document, loop, application


def document_of(html: str) -> QTextDocument:
    """Return what is printed."""
    document = _Closed()
    font = QFont(document.defaultFont())
    font.setPointSizeF(10.0)
    document.setDefaultFont(font)
    document.setHtml(html)
    _leave_ground_to_cells(document)
    return document


def _leave_ground_to_cells(document: QTextDocument) -> None:
    """Qt gives a cell's colour to its paragraphs too, and one that a page's end cuts fills the margins with it."""
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        table = cursor.currentTable()
        if (
            table is not None
            and table.cellAt(cursor).format().background() == block.blockFormat().background()
        ):
            plain = block.blockFormat()
            plain.clearBackground()
            cursor.setBlockFormat(plain)
        block = block.next()


def _arguments() -> list[str]:
    # A command on Linux may run where there is no display; elsewhere the native platform needs none.
    return ["viva", "-platform", "offscreen"] if sys.platform == "linux" else ["viva"]
