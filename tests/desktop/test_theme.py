from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon

from desktop import theme
from desktop.paths import assets
from desktop.theme import DARK, LIGHT, contrast

GROUNDS = ("window", "surface", "raised")
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_contrast_is_that_of_the_web_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == 1.0


@BOTH
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "good", "warn", "bad"])
def test_text_can_be_read_on_every_ground(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_accent", "accent"),
        ("accent", "accent_soft"),
        ("muted", "accent_soft"),
        ("text", "accent_soft"),
        ("text", "warn_soft"),
        ("warn", "warn_soft"),
        ("text", "bad_soft"),
        ("bad", "bad_soft"),
    ],
)
def test_text_can_be_read_on_tinted_grounds(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_borders_of_controls_can_be_seen(colours, ground):
    assert contrast(colours.edge, getattr(colours, ground)) >= 3.0


@BOTH
def test_initials_can_be_read_on_a_lit_and_on_an_unlit_seat(colours):
    for seat in colours.seats:
        assert contrast(colours.on_seat, seat) >= 4.5
        assert contrast(seat, colours.surface) >= 4.5


@BOTH
def test_the_three_ends_of_the_meter_differ_from_its_track(colours):
    for level in ("good", "warn", "text"):
        assert contrast(getattr(colours, level), colours.raised) >= 3.0


def test_the_chosen_theme_is_worn_at_once(qapp, dressed, qtbot):
    with qtbot.waitSignal(dressed.changed):
        dressed.choose("dark")
    assert theme.colours() is DARK
    assert qapp.palette().window().color().name() == DARK.window
    dressed.choose("light")
    assert theme.colours() is LIGHT
    assert qapp.palette().window().color().name() == LIGHT.window


def test_the_systems_scheme_is_followed_only_when_asked_to(qapp, dressed):
    dressed.choose("dark")
    dressed.on_scheme_changed()
    assert theme.colours() is DARK
    dressed.choose("system")
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert theme.colours() is (DARK if dark else LIGHT)


def test_every_icon_can_be_drawn_and_takes_the_colour_it_is_given(dressed):
    names = sorted(path.stem for path in (assets() / "icons").glob("*.svg"))
    assert len(names) > 20
    for name in names:
        if name == "viva":
            continue
        picture = theme.icon(name, "#ff0000").pixmap(32, 32).toImage()
        inked = [
            picture.pixelColor(x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in inked), name


def test_a_disabled_icon_is_greyer(dressed):
    made = theme.icon("done", "#ff0000")
    disabled = made.pixmap(32, 32, QIcon.Mode.Disabled).toImage()
    assert disabled != made.pixmap(32, 32).toImage()


def test_the_mark_comes_in_the_sizes_of_task_bars(dressed):
    assert {size.width() for size in theme.app_icon().availableSizes()} >= {16, 32, 64, 256}


def test_text_is_never_smaller_than_can_be_read(dressed):
    assert theme.body_pixels() >= theme.SMALLEST_BODY
    assert theme.pixels(theme.LINE) >= 28
