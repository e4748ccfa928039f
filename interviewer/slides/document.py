"""One open PDF: its pages' sizes, words, notes and pictures. The only place that knows pypdfium2.

It runs in the reading process alone. No form environment is ever made, so that no script, form or action of the PDF
runs; links, attachments and media are neither followed nor read.
"""

from __future__ import annotations

import ctypes
import unicodedata

import pypdfium2.raw as pdfium

# Loads and begins the library.
from pypdfium2 import PdfBitmap

from interviewer.slides.headline import Line, headline
from interviewer.slides.messages import Why, Words

MOST_PAGES = 1000
"""An hour at four seconds a slide; what is longer is a book."""

MOST_LETTERS = 20_000
"""Of one page, and of its notes: ten times a slide that is all text."""

MOST_ANNOTATIONS = 500
MOST_SAMPLES = 6
"""Letters of a line whose boxes are looked at for its size."""

_TROUBLES: dict[int, Why] = {pdfium.FPDF_ERR_PASSWORD: "password", pdfium.FPDF_ERR_SECURITY: "security"}

# Everything else would put notes, links' frames or players' buttons on the slide.
_DRAWN = frozenset(
    (pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_LINE, pdfium.FPDF_ANNOT_SQUARE, pdfium.FPDF_ANNOT_CIRCLE,
     pdfium.FPDF_ANNOT_POLYGON, pdfium.FPDF_ANNOT_POLYLINE, pdfium.FPDF_ANNOT_HIGHLIGHT, pdfium.FPDF_ANNOT_UNDERLINE,
     pdfium.FPDF_ANNOT_SQUIGGLY, pdfium.FPDF_ANNOT_STRIKEOUT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_INK)
)  # fmt: skip


class DocumentError(Exception):
    """PDFium would not do it."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class _Page:
    """A loaded page, and its text where it is wanted."""

    def __init__(self, document: object, page: int) -> None:
        self.raw = pdfium.FPDF_LoadPage(document, page)
        if not self.raw:
            raise DocumentError("page")

    def __enter__(self) -> object:
        return self.raw

    def __exit__(self, *_: object) -> None:
        pdfium.FPDF_ClosePage(self.raw)


class Document:
    """A PDF in memory; pages are counted from 0."""

    def __init__(self, content: bytes) -> None:
        self._content = content  # PDFium reads in it as long as the document is open.
        self._document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
        if not self._document:
            raise DocumentError(_TROUBLES.get(pdfium.FPDF_GetLastError(), "format"))
        self.pages = int(pdfium.FPDF_GetPageCount(self._document))
        if self.pages < 1:
            raise DocumentError("empty")
        if self.pages > MOST_PAGES:
            raise DocumentError("many")

    @property
    def title(self) -> str:
        """What its metadata call it."""
        size = min(int(pdfium.FPDF_GetMetaText(self._document, b"Title", None, 0)), 2048)
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDF_GetMetaText(self._document, b"Title", buffer, size)
        return " ".join(_clean(buffer.raw.decode("utf-16-le", "ignore")).split())

    def sizes(self) -> tuple[float, ...]:
        """Return width and height of each page in turn, in points; zeros where a page has none."""
        found: list[float] = []
        for page in range(self.pages):
            size = pdfium.FS_SIZEF()
            there = pdfium.FPDF_GetPageSizeByIndexF(self._document, page, size)
            found += (float(size.width), float(size.height)) if there else (0.0, 0.0)
        return tuple(found)

    def words(self, number: int) -> Words:
        """Return what stands on a page."""
        with _Page(self._document, number) as page:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                raise DocumentError("page")
            try:
                lines = _lines(text, float(pdfium.FPDF_GetPageHeightF(page)))
            finally:
                pdfium.FPDFText_ClosePage(text)
            return Words(headline(lines), "\n".join(line.text for line in lines), _notes(page))

    def draw(self, number: int, width: int, height: int) -> tuple[int, memoryview]:
        """Return the stride and the pixels of a page on white."""
        with _Page(self._document, number) as page:
            _leave_drawn(page)
            bitmap = PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_BGRx)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
            return int(bitmap.stride), memoryview(bitmap.buffer).cast("B")


def _lines(text: object, page_height: float) -> list[Line]:
    letters = min(int(pdfium.FPDFText_CountChars(text)), MOST_LETTERS)
    codes = [int(pdfium.FPDFText_GetUnicode(text, at)) for at in range(letters)]
    found: list[Line] = []
    begun = 0
    for at in (*(at for at, code in enumerate(codes) if code in (10, 13)), letters):
        words = _clean("".join(map(_letter, codes[begun:at]))).strip()
        if words:
            size, top = _place(text, [one for one in range(begun, at) if codes[one] > 32])
            found.append(Line(words, size, 1.0 - top / page_height if page_height > 0 else 0.0))
        begun = at + 1
    return found


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _place(text: object, letters: list[int]) -> tuple[float, float]:
    """Return the size of a line and the height of its upper edge, from a few of its letters."""
    sizes, tops = [0.0], [0.0]
    for at in letters[:: max(1, len(letters) // MOST_SAMPLES)]:
        box = pdfium.FS_RECTF()
        if pdfium.FPDFText_GetLooseCharBox(text, at, box):
            sizes.append(abs(box.top - box.bottom))
            tops.append(max(box.top, box.bottom))
    return sorted(sizes)[len(sizes) // 2], max(tops)


def _notes(page: object) -> str:
    """Return what the text annotations of a page say, in their order."""
    found = []
    for at in range(min(int(pdfium.FPDFPage_GetAnnotCount(page)), MOST_ANNOTATIONS)):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        if not annotation:
            continue
        if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_TEXT:
            found.append(_contents(annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
    return "\n\n".join(note for note in found if note)[:MOST_LETTERS]


def _contents(annotation: object) -> str:
    size = int(pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0))
    if not 2 < size <= 2 * MOST_LETTERS:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", buffer, size)
    return _clean(
        bytes(buffer).decode("utf-16-le", "ignore").replace("\r\n", "\n").replace("\r", "\n")
    ).strip()


def _leave_drawn(page: object) -> None:
    """Take off what would be painted over the slide though no audience should see it."""
    for at in reversed(range(int(pdfium.FPDFPage_GetAnnotCount(page)))):
        annotation = pdfium.FPDFPage_GetAnnot(page, at)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation) if annotation else -1
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in _DRAWN:
            pdfium.FPDFPage_RemoveAnnot(page, at)


def _clean(text: str) -> str:
    """Leave out what is no text: control characters, and the mark PDFium sets where a word was divided."""
    return "".join(one for one in text if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs", "Cn"))
