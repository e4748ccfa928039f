"""Whatever a file is, it ends in a sentence or in slides, soon, and takes nobody along."""

from __future__ import annotations

import functools
import time

import hostile_pdfs
import made_pdf
import pytest

from interviewer.errors import InterviewerError
from interviewer.slides.deck import Picture
from interviewer.slides.opening import opened, read_content
from interviewer.slides.renderer import LOAD_SECONDS, READ_SECONDS, Renderer

DRAW = 1.0
"""Seconds for a picture here, so that what never ends is over sooner; the program waits longer."""

SLACK = 8.0
"""For processes to start on a machine that has other things to do."""

NAMES = sorted({*hostile_pdfs.by_hand(), *hostile_pdfs.actions(), *hostile_pdfs.mutations()})

SENTENCES = {
    "empty": "deck.pdf is empty",
    "text": "deck.pdf is not a PDF, or is damaged",
    "cut in half": "deck.pdf is not a PDF, or is damaged",
    "password": "deck.pdf is protected by a password",
    "unknown handler": "deck.pdf is encrypted in a way that cannot be read",
    "no pages": "deck.pdf has no pages",
    "ten thousand pages": "deck.pdf has more than 1,000 pages",
}
"""Of those that must say just this; the others may be mended by the reader or not."""

SLIDES = {
    "content bomb of 1 GB": "asks for more memory than a slide may take",
    "pattern in itself": "takes more than",
    "page tree loop": "this page of the PDF is damaged",
}


@functools.cache
def files():
    return hostile_pdfs.hostile()


def test_there_are_enough_of_them():
    assert len(NAMES) >= 50
    assert sorted(files()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_file_ends_in_a_sentence_or_in_slides(tmp_path, name):
    path = tmp_path / "deck.pdf"
    path.write_bytes(files()[name])
    began, said, slides = time.monotonic(), "", []
    try:
        renderer = Renderer(read_content(path), path.name)
    except InterviewerError as error:
        said = str(error)
    else:
        try:
            deck = opened(renderer, path)
            assert 1 <= len(deck) <= 1000
            slides = [outcome(renderer, deck, number) for number in {1, len(deck)}]
            renderer.words(1)
        except InterviewerError as error:
            said = str(error)
        finally:
            renderer.close()
    assert time.monotonic() - began < LOAD_SECONDS + READ_SECONDS + 4 * DRAW + SLACK
    assert bool(said) != bool(slides)
    assert "\n" not in said
    assert SENTENCES.get(name, "") in said
    assert all(SLIDES.get(name, "") in one for one in slides)
    assert all(not one or "cannot be shown: " in one for one in slides)


def outcome(renderer, deck, number):
    """Return "" for a picture, or why there is none; a reader may be lost twice before."""
    size = deck.slide(number).fitted(1280, 720)
    for _ in range(3):
        try:
            picture = renderer.draw(number, *size, seconds=DRAW)
        except InterviewerError as error:
            return str(error)
        if picture is not None:
            assert isinstance(picture, Picture)
            assert len(picture.pixels) == picture.stride * picture.height
            return ""
    raise AssertionError("neither a picture nor a sentence")


def test_a_slide_that_breaks_the_reader_leaves_the_others_to_be_shown():
    pdf = made_pdf.Pdf()
    tree = pdf.add()
    root = pdf.add(f"<< /Type /Catalog /Pages {tree} 0 R >>")
    first = made_pdf.page(pdf, made_pdf.text("First", 36, 60, 470), tree)
    data = hostile_pdfs.zeros(1 << 30)
    drawn = pdf.add(
        f"<< /Length {len(data)} /Filter /FlateDecode >>\nstream\n".encode() + data + b"\nendstream"
    )
    second = pdf.add(f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 960 540] /Contents {drawn} 0 R >>")
    third = made_pdf.page(pdf, made_pdf.text("Third", 36, 60, 470), tree)
    pdf.put(tree, f"<< /Type /Pages /Count 3 /Kids [{first} 0 R {second} 0 R {third} 0 R] >>")
    renderer = Renderer(pdf.file(root), "deck.pdf")
    try:
        assert renderer.draw(1, 320, 180)
        assert renderer.draw(2, 320, 180) is None
        assert renderer.draw(3, 320, 180)
        assert renderer.draw(2, 320, 180) is None
        with pytest.raises(InterviewerError, match="Slide 2 cannot be shown"):
            renderer.draw(2, 320, 180)
        assert renderer.draw(1, 320, 180)
        assert renderer.words(3).title == "Third"
    finally:
        renderer.close()
