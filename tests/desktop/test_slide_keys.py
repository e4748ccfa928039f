from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.widgets.slide_keys import SlideKeys

Key = Qt.Key


def pressed(keys, *which):
    for key in which:
        assert keys.press(key, 0.0)
    return keys.number


def test_arrows_and_a_clicker_turn_slides_and_stop_at_the_ends():
    keys = SlideKeys(3)
    assert pressed(keys, Key.Key_PageDown) == 2
    assert pressed(keys, Key.Key_Right, Key.Key_Right) == 3
    assert pressed(keys, Key.Key_Left) == 2
    assert pressed(keys, Key.Key_PageUp, Key.Key_PageUp) == 1
    assert pressed(keys, Key.Key_End) == 3
    assert pressed(keys, Key.Key_Home) == 1


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Return, Key.Key_Escape, Key.Key_A, 0x7FFFFFFF, 0])
def test_other_keys_are_left_to_others(key):
    keys = SlideKeys(3)
    assert not keys.press(key, 0.0)
    assert not keys.release(key, 0.0)
    assert keys.number == 1


@pytest.mark.parametrize("key", [Key.Key_B, Key.Key_Period])
def test_black_is_switched_by_its_key(key):
    keys = SlideKeys(3)
    pressed(keys, key)
    assert keys.is_black
    pressed(keys, key)
    assert not keys.is_black


def test_turning_in_the_dark_brings_the_slide_back_and_skips_none():
    keys = SlideKeys(3)
    assert pressed(keys, Key.Key_B, Key.Key_PageDown) == 1
    assert not keys.is_black
    assert pressed(keys, Key.Key_PageDown) == 2


def test_a_key_that_is_held_turns_one_slide():
    keys = SlideKeys(9)
    keys.press(Key.Key_Right, 0.0)
    for _ in range(5):
        assert keys.press(Key.Key_Right, 0.1, repeated=True)
    assert keys.number == 2


def test_the_pointer_is_lit_while_its_key_is_held():
    keys = SlideKeys(3)
    keys.press(Key.Key_L, 1.0)
    assert keys.is_pointing
    keys.press(Key.Key_L, 1.5, repeated=True)
    keys.release(Key.Key_L, 1.6, repeated=True)
    assert keys.is_pointing
    keys.release(Key.Key_L, 3.0)
    assert not keys.is_pointing


def test_a_tap_lights_the_pointer_until_the_next_one():
    keys = SlideKeys(3)
    for at, lit in ((1.0, True), (5.0, False), (9.0, True)):
        keys.press(Key.Key_L, at)
        keys.release(Key.Key_L, at + 0.1)
        assert keys.is_pointing is lit


def test_a_key_let_go_of_elsewhere_puts_the_pointer_out():
    keys = SlideKeys(3)
    keys.press(Key.Key_L, 1.0)
    keys.rest()
    assert not keys.is_pointing
    keys.press(Key.Key_L, 2.0)
    keys.release(Key.Key_L, 2.1)
    keys.rest()
    assert keys.is_pointing, "what a tap lit stays lit"


def test_without_slides_nothing_moves():
    keys = SlideKeys()
    assert pressed(keys, Key.Key_Right, Key.Key_End, Key.Key_B) == 0
    assert not keys.is_black
    keys.open(4)
    assert (keys.number, keys.count) == (1, 4)


def test_going_to_a_slide_stays_within_the_deck():
    keys = SlideKeys(4)
    assert keys.go(99)
    assert keys.number == 4
    assert not keys.go(4)
    pressed(keys, Key.Key_B)
    assert keys.go(4), "a slide that was chosen is to be seen"
    assert not keys.is_black
