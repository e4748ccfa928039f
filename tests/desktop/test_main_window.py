from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt

from desktop import theme
from desktop.file_queue import FileQueue
from desktop.main_window import MainWindow
from desktop.screens.room import EMPTY
from desktop.settings import Settings


@pytest.fixture
def window(qtbot, dressed):
    window = MainWindow(dressed, lambda: (0.0, 900.0), "light")
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.room.show_view(replace(EMPTY, phase="closed"))


def enter_round(window: MainWindow) -> None:
    window.room.show_view(replace(EMPTY, phase="listening"))
    window.show_room()


def test_it_is_called_viva_and_has_a_smallest_size(window):
    assert window.windowTitle() == "Viva"
    assert (window.minimumWidth(), window.minimumHeight()) == (960, 640)


def test_every_screen_fits_the_smallest_window(window):
    smallest = window.minimumSizeHint()
    assert smallest.width() <= 960
    assert smallest.height() <= 640


def test_it_closes_at_once_while_no_round_runs(window):
    assert window.close()


def test_closing_during_a_round_asks_first(window, qtbot):
    enter_round(window)
    with qtbot.assertNotEmitted(window.close_confirmed):
        assert not window.close()
    assert window.dialog is not None
    assert window.isVisible()


def test_the_round_goes_on_when_closing_is_taken_back(window, qtbot):
    enter_round(window)
    window.close()
    with qtbot.assertNotEmitted(window.close_confirmed):
        qtbot.keyClick(window.dialog, Qt.Key.Key_Escape)
    assert window.dialog is None
    assert window.isVisible()
    assert not window.close()


def test_a_confirmed_close_tells_and_closes(window, qtbot):
    enter_round(window)
    window.close()
    with qtbot.waitSignal(window.close_confirmed):
        qtbot.mouseClick(window.dialog.yes, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_asking_twice_shows_one_question(window):
    enter_round(window)
    window.close()
    first = window.dialog
    window.close()
    assert window.dialog is first


def test_a_finished_round_closes_without_a_question(window):
    enter_round(window)
    window.room.show_view(replace(EMPTY, phase="closed"))
    assert window.close()


def test_the_theme_is_chosen_from_the_header(window, qtbot):
    dark = next(action for action in window.theme_button.menu().actions() if action.data() == "dark")
    with qtbot.waitSignal(window.theme_chosen) as chosen:
        dark.trigger()
    assert chosen.args == ["dark"]
    assert theme.colours() is theme.DARK


def test_the_header_says_whether_the_house_is_sealed(window):
    assert "Sealed" in window.badge.words.text()
    window.setup.show_settings(Settings(offline=False, model_url="https://models.example.org/v1", model="m"))
    assert window.badge.words.text() == "models.example.org"
    enter_round(window)
    assert "Sealed" in window.badge.words.text()
    window.room.show_view(replace(EMPTY, phase="listening", sealed=False, engine="large"))
    assert window.badge.words.text() == "large"


def test_new_round_leads_back_to_the_first_screen(window, qtbot):
    window.show_debrief()
    assert not window.badge.isVisible()
    qtbot.mouseClick(window.debrief.new_round, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.setup


def test_local_transcription_is_one_key_away_and_escape_leads_back(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.dictation
    assert window.badge.words.text().startswith("Sealed")
    assert not window.transcribe.isVisible()
    qtbot.keyClick(window.dictation, Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.setup
    qtbot.mouseClick(window.transcribe, Qt.MouseButton.LeftButton)
    assert window.pages.currentWidget() is window.dictation


def test_nobody_leaves_a_round_for_the_transcription(window, qtbot):
    enter_round(window)
    qtbot.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.room
    assert not window.transcribe.isVisible()


def test_closing_before_the_recordings_are_done_asks_first(window, qtbot):
    queue = FileQueue()
    queue.add(Path("/y/talk.mp3"))
    window.dictation.show_files(queue.rows, queue.summary)
    assert not window.close()
    qtbot.mouseClick(window.dialog.yes, Qt.MouseButton.LeftButton)
    assert not window.isVisible()


def test_it_remembers_its_size(window, dressed, qtbot, tmp_path):
    kept = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    window.resize(960, 700)  # The offscreen display is 800 pixels wide, and a larger size is not restored.
    window.keep_size(kept)
    other = MainWindow(dressed, lambda: (0.0, 900.0))
    qtbot.addWidget(other)
    other.restore_size(kept)
    assert (other.width(), other.height()) == (960, 700)


def test_a_first_start_has_a_sensible_size(dressed, qtbot, tmp_path):
    window = MainWindow(dressed, lambda: (0.0, 900.0))
    qtbot.addWidget(window)
    window.restore_size(QSettings(str(tmp_path / "none.ini"), QSettings.Format.IniFormat))
    assert (window.width(), window.height()) == (1280, 800)


def test_the_room_has_the_keys_as_soon_as_it_is_shown(window, qtbot):
    enter_round(window)
    with qtbot.waitSignal(window.room.done_pressed):
        qtbot.keyClick(window.focusWidget() or window.room, Qt.Key.Key_Space)
