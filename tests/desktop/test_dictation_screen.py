from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from audio.events import DeviceFound, DeviceLost, SpeechModelFailed, SpeechModelLoaded, Word
from desktop.dictation_events import FileFailed, FileFinished, FileProgressed
from desktop.dictations import Kept, Opened
from desktop.file_queue import FileQueue
from desktop.screens.dictation import DictationScreen
from desktop.screens.dictation_words import Live
from desktop.transcripts import Transcript, in_lines

NOW = datetime(2026, 11, 23, 7, 15).astimezone()
FIRST = "We tuned the baseline with forty trials."
SECOND = "The baseline was measured again."
KEPT = Kept("a", "We tuned the baseline…", NOW, 20.0, Path("/x/a.wav"), 12)
OTHER = Kept("b", "talk.mp3", NOW, 60.0, Path("/y/talk.mp3"), 200)
UNFINISHED = Kept("c", "Not put into words yet", NOW, 5.0, Path("/x/c.wav"), 0, finished=False)


def said(text: str, start: float) -> list[Word]:
    return [Word(word, start + n * 0.5, start + n * 0.5 + 0.4, 0.9) for n, word in enumerate(text.split())]


HEARD = Transcript("a.wav", "tiny.en", "cpu", 20.0, in_lines([*said(FIRST, 1.0), *said(SECOND, 8.0)]))


@pytest.fixture
def screen(qtbot, dressed):
    screen = DictationScreen()
    qtbot.addWidget(screen)
    screen.resize(1280, 740)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


@pytest.fixture
def opened(screen):
    screen.show_entries([KEPT, OTHER, UNFINISHED], "a")
    screen.show_opened(Opened(KEPT, HEARD, None))
    return screen


def dragged(*paths: str) -> QMimeData:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return content


def test_an_empty_page_says_what_can_be_done(screen):
    assert screen.empty.isVisible()
    assert "Ctrl+D" in screen.empty.text()


def test_one_key_begins_and_ends_a_dictation(screen, qtbot):
    with qtbot.waitSignal(screen.dictate_pressed):
        qtbot.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    screen.show_live(Live("listening", 61.0))
    assert screen.sources.dictate.text() == "Stop"
    assert screen.sources.phase.text() == "Listening, 1:01"
    with qtbot.waitSignal(screen.dictate_pressed):
        qtbot.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


def test_running_words_are_shown_and_what_may_change_is_quieter(screen):
    screen.show_live(Live("listening", 1.0, "We tuned", "the base"))
    screen.show_live(Live("listening", 2.0, "We tuned the baseline", "with"))
    assert screen.running.isVisible()
    assert screen.running.toPlainText() == "We tuned the baseline with"
    cursor = screen.running.textCursor()
    cursor.setPosition(3)
    committed = cursor.charFormat().foreground().color()
    cursor.setPosition(len("We tuned the baseline wi"))
    assert cursor.charFormat().fontItalic()
    assert cursor.charFormat().foreground().color() != committed


def test_nobody_leaves_in_the_middle_of_a_dictation(screen, qtbot):
    screen.show_live(Live("listening"))
    with qtbot.assertNotEmitted(screen.left):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)
    screen.show_live(Live())
    with qtbot.waitSignal(screen.left):
        qtbot.keyClick(screen, Qt.Key.Key_Escape)


def test_dropped_files_are_taken_all_at_once(screen, qtbot):
    content = dragged("/y/one.mp3", "/y/two.wav")
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, content, left, none)
    screen.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(screen.files_chosen) as chosen:
        screen.dropEvent(QDropEvent(QPointF(5, 5), copy, content, left, none))
    assert chosen.args == [["/y/one.mp3", "/y/two.wav"]]


def test_no_field_on_the_page_takes_a_dropped_file_for_text(screen):
    assert screen.acceptDrops()
    assert not [child for child in screen.findChildren(QWidget) if child.acceptDrops()]


def test_text_that_is_dragged_is_not_taken(screen):
    content = QMimeData()
    content.setText("words")
    entering = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        content,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    entering.setAccepted(False)
    screen.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_each_file_shows_how_it_is_and_offers_what_can_be_done(screen, qtbot):
    queue = FileQueue()
    numbers = [queue.add(Path(f"/y/{name}.wav")) for name in ("one", "two", "three")]
    queue.take(FileProgressed(numbers[0], 30.0, 60.0, 2.0))
    queue.take(FileFailed(numbers[1], "two.wav is empty; record it again."))
    queue.take(FileFinished(numbers[2], OTHER))
    screen.show_files(queue.rows, queue.summary)
    working, failed, finished = (screen.sources.items[number] for number in numbers)
    assert working.words.text() == "50 %, a few seconds left"
    assert failed.words.text() == "two.wav is empty; record it again."
    assert failed.button.isHidden()
    with qtbot.waitSignal(screen.sources.file_cancelled) as cancelled:
        qtbot.mouseClick(working.button, Qt.MouseButton.LeftButton)
    assert cancelled.args == [numbers[0]]
    with qtbot.waitSignal(screen.entry_opened) as chosen:
        qtbot.mouseClick(finished.button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["b"]
    with qtbot.waitSignal(screen.sources.all_cancelled):
        qtbot.mouseClick(screen.sources.cancel_all, Qt.MouseButton.LeftButton)


def test_a_text_shows_the_time_of_each_line(opened):
    assert opened.text.text.toPlainText() == f"{FIRST}\n{SECOND}"
    assert [opened.text.text.time_of(line) for line in (0, 1, 2)] == [1.0, 8.0, None]


def test_a_click_on_a_time_plays_that_line(opened, qtbot):
    margin = opened.text.text.findChild(type(opened.text.text._margin))
    with qtbot.waitSignal(opened.text.play_asked) as asked:
        qtbot.mouseClick(margin, Qt.MouseButton.LeftButton, pos=opened.text.text.margin_point(1))
    assert asked.args == [8.0]


def test_playing_begins_at_the_word_with_the_cursor(opened, qtbot):
    opened.text.text.look_at(FIRST.index("baseline") + 2)
    assert opened.text.play.text() == "Play from 0:02"
    with qtbot.waitSignal(opened.text.play_asked) as asked:
        qtbot.keyClick(opened.text.text, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [2.5]


def test_escape_falls_silent_before_it_leaves(opened, qtbot):
    opened.text.show_playing(1.0)
    with qtbot.waitSignal(opened.text.play_stopped), qtbot.assertNotEmitted(opened.left):
        qtbot.keyClick(opened, Qt.Key.Key_Escape)


def test_the_word_that_is_heard_is_marked(opened, qtbot):
    opened.text.show_playing(8.0)
    qtbot.waitUntil(lambda: opened.text.text.playing_line == 1)
    (mark,) = opened.text.text.extraSelections()
    assert mark.cursor.selectedText() == "The"
    opened.text.show_playing(None)
    assert opened.text.text.extraSelections() == []


def test_search_counts_and_goes_from_place_to_place(opened, qtbot):
    qtbot.keyClick(opened, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = opened.text.find_bar
    assert bar.isVisible()
    qtbot.keyClicks(bar.line, "baseline")
    assert bar.count.text() == "1 of 2"
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 2"
    assert opened.text.text.textCursor().position() == len(FIRST) + 1 + SECOND.index("baseline")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "1 of 2"
    qtbot.keyClick(opened, Qt.Key.Key_F3)
    assert bar.count.text() == "2 of 2"
    qtbot.keyClick(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert opened.text.text.extraSelections() == []


def test_what_is_not_there_is_said(opened, qtbot):
    opened.text.search.open()
    qtbot.keyClicks(opened.text.find_bar.line, "quantum")
    assert opened.text.find_bar.count.text() == "Not found"


def test_an_edited_text_is_kept_apart_and_timed_again(opened, qtbot):
    text = opened.text.text
    text.look_at(0)
    with qtbot.waitSignal(opened.text.text_edited) as edited:
        qtbot.keyClicks(text, "Yes. ")
    assert edited.args == ["a", f"Yes. {FIRST}\n{SECOND}"]
    assert opened.text.current.words[1].start == 1.0
    assert HEARD.text == f"{FIRST}\n{SECOND}"
    assert opened.text.revert.isVisible()


def test_an_edit_can_be_undone_also_the_way_back_to_what_was_heard(opened, qtbot):
    text = opened.text.text
    text.look_at(0)
    qtbot.keyClicks(text, "Yes. ")
    opened.text.settle()
    with qtbot.waitSignal(opened.text.text_edited) as edited:
        qtbot.mouseClick(opened.text.revert, Qt.MouseButton.LeftButton)
    assert edited.args == ["a", None]
    text.undo()
    assert text.toPlainText().startswith("Yes. We")
    while text.document().isUndoAvailable():
        text.undo()
    assert text.toPlainText() == HEARD.text


def test_an_unkept_edit_is_kept_before_another_text_is_shown(opened, qtbot):
    opened.text.text.look_at(0)
    qtbot.keyClicks(opened.text.text, "x")
    with qtbot.waitSignal(opened.text.text_edited) as edited:
        opened.show_entries([KEPT, OTHER], "b")
        opened.show_opened(Opened(OTHER, HEARD, None))
    assert edited.args[0] == "a"


def test_copy_takes_the_selection_or_everything(opened, qtbot):
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(opened, Qt.Key.Key_C, keys)
    assert QGuiApplication.clipboard().text() == HEARD.text
    opened.text.text.selectAll()
    cursor = opened.text.text.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(8, cursor.MoveMode.KeepAnchor)
    opened.text.text.setTextCursor(cursor)
    qtbot.keyClick(opened, Qt.Key.Key_C, keys)
    assert QGuiApplication.clipboard().text() == "We tuned"


@pytest.mark.parametrize("form", ["txt", "srt", "vtt", "json"])
def test_every_form_can_be_exported(opened, qtbot, form):
    action = next(one for one in opened.text.export.menu().actions() if one.data() == form)
    with qtbot.waitSignal(opened.text.export_asked) as asked:
        action.trigger()
    assert asked.args == [form]


def test_an_unfinished_recording_is_offered(screen, qtbot):
    screen.show_entries([UNFINISHED, OTHER], "c")
    assert screen.finish.isVisible()
    with qtbot.waitSignal(screen.unfinished_asked) as asked:
        qtbot.mouseClick(screen.finish, Qt.MouseButton.LeftButton)
    assert asked.args == ["c"]


def test_deleting_is_asked_about_and_says_what_stays(opened, qtbot):
    opened.show_entries([KEPT, OTHER], "b")
    opened.ask_to_delete()
    with qtbot.assertNotEmitted(opened.entry_deleted):
        qtbot.keyClick(opened.dialog, Qt.Key.Key_Escape)
    opened.ask_to_delete()
    with qtbot.waitSignal(opened.entry_deleted) as deleted:
        qtbot.mouseClick(opened.dialog.yes, Qt.MouseButton.LeftButton)
    assert deleted.args == ["b"]


def test_a_missing_speech_model_does_not_stop_a_recording(screen):
    screen.on_event(SpeechModelFailed("There is no speech model on this machine."))
    assert "recorded all the same" in screen.sources.model.text()
    assert screen.sources.dictate.isEnabled()


def test_a_lost_microphone_and_a_loading_model_are_two_things(screen):
    assert "loading" in screen.sources.model.text()
    screen.on_event(DeviceLost(0.0, "input", "The microphone is gone."))
    screen.on_event(SpeechModelLoaded("tiny.en", "0", "cpu"))
    assert screen.sources.lost.text() == "The microphone is gone."
    assert screen.sources.model.isHidden()
    screen.on_event(DeviceFound(1.0, "input"))
    assert screen.sources.lost.isHidden()


def test_the_keys_of_the_text_do_nothing_while_there_is_none(screen, qtbot):
    with qtbot.assertNotEmitted(screen.text.play_asked):
        qtbot.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert screen.text.find_bar.isHidden()


def test_an_hour_of_text_is_shown_without_a_stall(opened):
    words = [word for n in range(900) for word in said(f"line {n} has a few words of its own here.", n * 6.0)]
    long = Transcript("a.wav", "tiny.en", "cpu", 5400.0, in_lines(words))
    opened.show_opened(Opened(KEPT, long, None))
    QTest.qWait(0)
    assert opened.text.text.blockCount() == 900
    assert opened.text.text.time_of(899) == 899 * 6.0


def test_what_was_found_is_marked_where_it_is_seen_and_wherever_one_scrolls(opened):
    words = [word for n in range(400) for word in said(f"line {n} has a few words of its own here.", n * 6.0)]
    long = Transcript("a.wav", "tiny.en", "cpu", 2400.0, in_lines(words))
    opened.show_opened(Opened(KEPT, long, None))
    text = opened.text.text
    opened.text.search.open()
    opened.text.find_bar.line.setText("few")
    assert opened.text.find_bar.count.text() == "1 of 400"

    def marked() -> list[int]:
        return [one.cursor.blockNumber() for one in text.extraSelections()]

    assert marked()[0] == 0
    assert len(marked()) < 60
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    assert marked()[-1] == text.blockCount() - 1
    assert len(marked()) < 60
    opened.text.search.close()
    assert marked() == []
