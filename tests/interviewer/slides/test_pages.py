from __future__ import annotations

from interviewer.slides.deck import Deck, Picture, Slide
from interviewer.slides.pages import Pages, ahead


def picture(number, size=100, width=10):
    return Picture(number, width, 10, 40, bytes(size))


def test_a_picture_is_found_in_its_own_size_only():
    pages = Pages()
    pages.keep(picture(3))
    assert pages.find(3, 10, 10) == picture(3)
    assert pages.find(3, 20, 10) is pages.find(2, 10, 10) is None


def test_what_was_not_asked_for_longest_goes_first():
    pages = Pages(most_bytes=300)
    for number in (1, 2, 3):
        pages.keep(picture(number))
    pages.find(1, 10, 10)
    pages.keep(picture(4))
    assert [bool(pages.find(number, 10, 10)) for number in (1, 2, 3, 4)] == [True, False, True, True]
    assert pages.bytes == 300


def test_a_picture_in_place_of_another_counts_once():
    pages = Pages()
    pages.keep(picture(1, 100))
    pages.keep(picture(1, 70))
    assert pages.bytes == 70
    pages.forget()
    assert (pages.bytes, pages.find(1, 10, 10)) == (0, None)


def test_one_picture_is_held_however_large_it_is():
    pages = Pages(most_bytes=10)
    pages.keep(picture(1))
    assert pages.find(1, 10, 10)
    pages.keep(picture(2))
    assert pages.find(1, 10, 10) is None
    assert pages.bytes == 100


def test_the_next_two_and_the_one_before_are_made_ready():
    assert ahead(5, 9) == (6, 7, 4)
    assert ahead(1, 9) == (2, 3)
    assert ahead(9, 9) == (8,)
    assert ahead(1, 1) == ()


def test_a_slide_fits_into_any_box_and_keeps_its_shape():
    wide, line = Slide(1, 960.0, 540.0), Slide(1, 14400.0, 0.001)
    assert wide.fitted(1920, 1080) == (1920, 1080)
    assert wide.fitted(1000, 1000) == (1000, 562)
    assert wide.fitted(3000, 90) == (160, 90)
    assert line.fitted(1280, 720) == (1280, 1)
    assert Slide(1, 0.01, 0.01).fitted(1280, 720) == (720, 720)


def test_a_slide_without_a_title_is_named_by_its_number():
    deck = Deck("Talk", (Slide(1, 960.0, 540.0), Slide(2, 960.0, 540.0, "Results")))
    assert deck.name(1) == "Slide 1 of 2"
    assert deck.name(2) == "Slide 2 of 2: Results"


def test_the_words_of_a_slide_come_once_each_and_without_marks():
    slide = Slide(1, 1.0, 1.0, text="Fine-tuned BERT: 91.2 % (5 seeds),\nBERT's gain; α_1")
    assert slide.words == ("Fine-tuned", "BERT", "91.2", "5", "seeds", "BERT's", "gain", "α", "1")
