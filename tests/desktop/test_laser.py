from __future__ import annotations

from desktop.widgets.laser import MOST_PLACES, TAIL_SECONDS, Laser


def test_the_tail_fades_and_the_dot_stays():
    laser = Laser()
    laser.move(0.1, 0.1, 0.0)
    laser.move(0.2, 0.1, TAIL_SECONDS / 2)
    assert [round(one[2], 2) for one in laser.tail(TAIL_SECONDS / 2)] == [0.5, 1.0]
    assert laser.has_tail(TAIL_SECONDS / 2)
    assert list(laser.tail(9.0)) == [(0.2, 0.1, 1.0)]
    assert not laser.has_tail(9.0)


def test_beside_the_slide_there_is_no_pointer():
    laser = Laser()
    laser.move(0.5, 0.5, 0.0)
    laser.move(1.01, 0.5, 0.1)
    assert not laser.is_seen
    assert list(laser.tail(0.1)) == []


def test_a_fast_mouse_makes_no_endless_tail():
    laser = Laser()
    for at in range(1000):
        laser.move(0.5, 0.5, at / 1000)
    assert len(list(laser.tail(1.0))) <= MOST_PLACES
