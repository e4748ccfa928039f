"""A real deck, read by a real process."""

from __future__ import annotations

import made_pdf
import pytest

from interviewer.errors import InterviewerError
from interviewer.slides.opening import filled, opened, read_content, read_deck
from interviewer.slides.renderer import Renderer, bounded


@pytest.fixture
def talk(tmp_path):
    path = tmp_path / "talk.pdf"
    path.write_bytes(made_pdf.deck(6, pictures=1))
    return path


def colour(picture, x, y):
    at = y * picture.stride + 4 * x
    return tuple(picture.pixels[at : at + 3])


def test_a_deck_has_its_slides_with_title_words_and_notes(talk):
    deck = read_deck(talk)
    assert (deck.title, len(deck), deck.is_read) == ("Made deck", 6, True)
    slide = deck.slide(5)
    assert (slide.number, slide.width, slide.height) == (5, 960.0, 540.0)
    assert slide.title == "Result 5: the ablation isolates why"
    assert "Point 2 of slide 5, five seeds and a tuned baseline" in slide.text
    assert {"ablation", "seeds", "baseline"} <= set(slide.words)
    assert slide.notes == "Note 5"
    assert deck.slide(4).notes == ""
    assert deck.name(5) == "Slide 5 of 6: Result 5: the ablation isolates why"


def test_a_file_of_notes_takes_the_place_of_the_notes_in_the_pdf(talk):
    talk.with_suffix(".md").write_text("## 2\nSay it slowly.\n\n## Slide 9\nToo many.\n")
    deck = read_deck(talk)
    assert [slide.notes for slide in deck.slides] == ["", "Say it slowly.", "", "", "", ""]
    assert deck.remarks == ("talk.md has notes for slide 9, but the deck has 6 slides; they were left out.",)


def test_a_file_of_notes_that_holds_none_leaves_those_in_the_pdf(talk):
    talk.with_suffix(".md").write_bytes(b"\xff\xfe\x00broken")
    deck = read_deck(talk)
    assert deck.slide(5).notes == "Note 5"
    assert deck.remarks == ("The notes in talk.md are not UTF-8 text and were left out; save them as UTF-8.",)


def test_a_deck_without_a_title_is_called_by_its_first_slide(tmp_path):
    path = tmp_path / "talk.pdf"
    path.write_bytes(made_pdf.one(made_pdf.text("Distillation for everyone", 40, 60, 300)))
    assert read_deck(path).title == "Distillation for everyone"
    path.write_bytes(made_pdf.one("0 0 9 9 re f"))
    assert read_deck(path).title == "talk"


def test_a_picture_has_the_size_that_was_asked_for_and_shows_the_slide():
    content = made_pdf.one("1 0 0 rg 0 0 480 540 re f 0 0 1 rg 480 0 480 540 re f")
    renderer = Renderer(content, "talk.pdf")
    try:
        picture = renderer.draw(1, 320, 180)
    finally:
        renderer.close()
    assert (picture.number, picture.width, picture.height) == (1, 320, 180)
    assert len(picture.pixels) == picture.stride * 180
    assert colour(picture, 20, 90) == (0, 0, 255)
    assert colour(picture, 300, 90) == (255, 0, 0)
    assert set(picture.pixels[3::4]) == {255}, "a window that lets light through would show what lies behind"


def test_a_page_that_is_turned_has_the_size_it_is_seen_in():
    renderer = Renderer(made_pdf.one(keys="/Rotate 90"), "talk.pdf")
    try:
        assert renderer.open().sizes == (540.0, 960.0)
    finally:
        renderer.close()


def test_notes_and_links_are_not_painted_on_the_slide():
    kinds = "".join(
        f"<< /Type /Annot /Subtype /{kind} /Rect [0 0 960 540] /C [1 0 0] /Border [0 0 40] /Contents (x) >> "
        for kind in ("Text", "Link", "Popup", "FileAttachment")
    )
    renderer = Renderer(made_pdf.one("0 0 0 0 re f", keys=f"/Annots [{kinds}]"), "talk.pdf")
    try:
        picture = renderer.draw(1, 96, 54)
    finally:
        renderer.close()
    assert set(picture.pixels) == {255}


def test_a_drawing_on_the_slide_is_painted():
    drawn = made_pdf.Pdf()
    ink = drawn.stream(b"0 1 0 rg 0 0 100 100 re f", "/Type /XObject /Subtype /Form /BBox [0 0 100 100]")
    keys = f"/Annots [<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 960 540] /AP << /N {ink} 0 R >> >>]"
    renderer = Renderer(made_pdf.one("0 0 0 0 re f", keys=keys, more=drawn), "talk.pdf")
    try:
        picture = renderer.draw(1, 96, 54)
    finally:
        renderer.close()
    assert colour(picture, 48, 27) == (0, 255, 0)


def test_words_that_could_not_be_read_are_owned_up_to(talk):
    renderer = Renderer(read_content(talk), talk.name)
    try:
        deck = opened(renderer, talk)
        found = {number: renderer.words(number) for number in (1, 2, 4, 5)}
    finally:
        renderer.close()
    (remark,) = filled(deck, found, talk).remarks
    assert remark.startswith("The words of 2 slides, the first is 3, could not be read;")


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda path: None, "There is no file talk.pdf here; choose the PDF of your slides."),
        (lambda path: path.mkdir(), "There is no file talk.pdf here; choose the PDF of your slides."),
        (lambda path: path.touch(), "talk.pdf is empty; export the slides as PDF again and choose that."),
    ],
)
def test_a_file_that_is_none_is_told_in_a_sentence(tmp_path, make, sentence):
    path = tmp_path / "talk.pdf"
    make(path)
    with pytest.raises(InterviewerError) as raised:
        read_deck(path)
    assert str(raised.value) == sentence


def test_a_file_that_is_too_long_is_not_read(tmp_path):
    path = tmp_path / "talk.pdf"
    with path.open("wb") as file:
        file.truncate(129 << 20)
    with pytest.raises(InterviewerError, match=r"talk\.pdf is larger than 128 MB"):
        read_deck(path)


def test_a_picture_larger_than_any_screen_is_made_smaller_and_keeps_its_shape():
    assert bounded(1920, 1080) == (1920, 1080)
    wide, high = bounded(15360, 8640)
    assert wide * high <= 3840 * 2160
    assert abs(wide / high - 16 / 9) < 0.01
    assert bounded(0, -3) == (1, 1)
