"""In the window: an answer is heard from any word, corrected in its place, undone, and worked out anew."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import played_round
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from audio import events as heard
from desktop.bridge import Bridge
from desktop.debrief_desk import DebriefDesk
from desktop.errands import CorrectionFailed, CorrectionKept, Errands, ReportFailed, ReportReady
from desktop.main_window import MainWindow
from desktop.spoken_words import SpokenWords, paragraphs
from desktop.widgets.answer_text import AnswerText
from interviewer import correction_file
from interviewer.correction_file import Edit, Undo, carry_out
from interviewer.debrief.report import build
from interviewer.debrief.said import LEAD
from interviewer.events import AnswerGiven
from interviewer.folder_lock import FolderLock

NOW = "2026-03-04T16:00:00+01:00"
FIRST, SECOND = played_round.FIRST, played_round.SECOND
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class House:
    """What the debrief asks of the studio, on the threads it has there; what it plays is only noted."""

    def __init__(self) -> None:
        self.bridge = Bridge()
        self.errands = Errands(self.bridge.post)
        self.played: list[tuple[str, float, int]] = []
        self.hushed = 0

    def report(self, path: Path, *, write: bool) -> None:
        self.errands.report(path, write=write)

    def correct(self, path: Path, wish: object) -> None:
        self.errands.correct(path, wish)

    def play(self, path: Path, start: float, line: int) -> None:
        self.played.append((path.name, start, line))

    def hush(self) -> None:
        self.hushed += 1


class Opened:
    """The window with one session's debrief."""

    def __init__(self, qtbot, dressed, folder) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.house = House()
        self.window = MainWindow(dressed, lambda: (0.0, 900.0), "light")
        qtbot.addWidget(self.window)
        self.screen = self.window.debrief
        self.desk = DebriefDesk(self.screen, self.house, None)
        self.events: list[object] = []
        self.house.bridge.posted.connect(self.on_event)
        self.window.show_debrief()
        self.window.show()
        qtbot.waitExposed(self.window)
        with qtbot.waitActive(self.window):
            self.window.activateWindow()
        self.desk.open(folder.path, write=False)
        self.wait(lambda: len(self.screen.cards) == 5)

    def on_event(self, event: object) -> None:
        self.events.append(event)
        self.desk.take(event)

    def wait(self, holds) -> None:
        self.qtbot.waitUntil(lambda: holds() and not self.screen.area.is_growing, timeout=30_000)

    def answer(self, number: int) -> AnswerText:
        return self.screen.page.answer(number).text

    def edit(self, number: int, old: str, new: str) -> None:
        """Correct as the candidate does: F2, type, Enter."""
        text = self.answer(number)
        text.setFocus()
        self.qtbot.keyClick(text, Qt.Key.Key_F2)
        page = text.editor.page
        at = text.editor.text.index(old) if old else 0
        text.editor.choose(at, at + len(old))
        if new:
            self.qtbot.keyClicks(page, new)
        else:
            self.qtbot.keyClick(page, Qt.Key.Key_Delete)
        self.qtbot.keyClick(page, Qt.Key.Key_Return)

    def settle(self, number: int, wanted: str) -> None:
        """Wait until the analysis of the corrected words is shown."""
        self.wait(lambda: self.report_text(number) == wanted and not self.desk._waiting)

    def report_text(self, number: int) -> str:
        exchanges = self.screen.page.report.exchanges
        return next(one.text for each in exchanges for one in each.answers if one.number == number)

    def labels(self) -> list[str]:
        return [label.text() for label in self.screen.area.findChildren(QLabel) if label.isVisible()]


@pytest.fixture
def folder(tmp_path):
    events = played_round.events()
    at = next(n for n, event in enumerate(events) if isinstance(event, AnswerGiven) and event.text == SECOND)
    words = list(events[at].words)
    words[3] = dataclasses.replace(words[3], probability=0.2)
    events[at] = dataclasses.replace(events[at], words=tuple(words))
    made = played_round.play(tmp_path / "sessions", events)
    for number in (1, 2, 4):
        made.audio_path(number).write_bytes(b"RIFF")
    return made


@pytest.fixture
def opened(qtbot, dressed, folder):
    made = Opened(qtbot, dressed, folder)
    yield made
    made.house.errands.close()


def lines(folder) -> list[dict]:
    content = (folder.path / correction_file.NAME).read_text(encoding="utf-8")
    return [json.loads(line) for line in content.splitlines()]


# Word by word


def test_a_click_plays_from_the_word(opened, qtbot):
    text = opened.answer(2)
    spoken = text.spoken
    qtbot.mouseClick(text, Qt.MouseButton.LeftButton, pos=text.area_of_word(6).center().toPoint())
    word = spoken._timed[6]
    assert opened.house.played == [
        ("002.wav", pytest.approx(word.start - spoken.answer.opened - LEAD), -1_000_000_001)
    ]
    assert text.words[6] == "one"


def test_return_plays_the_word_that_the_arrows_went_to(opened, qtbot):
    text = opened.answer(2)
    text.setFocus()
    for _ in range(3):
        qtbot.keyClick(text, Qt.Key.Key_Right)
    qtbot.keyClick(text, Qt.Key.Key_Return)
    assert opened.house.played[0][1] == pytest.approx(text.spoken.offset(3))
    assert "the recogniser was unsure" in text.accessibleName()


def test_the_word_that_is_heard_is_shown_and_an_old_end_does_not_end_it(opened, qtbot):
    text = opened.answer(2)
    text.word_pressed.emit(2)
    first = opened.house.played[-1][2]
    text.word_pressed.emit(5)
    line = opened.house.played[-1][2]
    opened.desk.take(heard.PlayoutStarted(line, 0.0))
    opened.desk.take(heard.PlayoutEnded(first, 0.0, interrupted=True))
    assert text.sounding is not None
    qtbot.waitUntil(lambda: text.sounding is not None and text.sounding >= 5, timeout=5000)
    opened.desk.take(heard.PlayoutEnded(line, 0.0, interrupted=False))
    assert text.sounding is None


def test_words_are_selected_by_the_mouse_and_by_shift_and_copied(opened, qtbot):
    text = opened.answer(2)
    start, end = (text.area_of_word(word).center().toPoint() for word in (2, 4))
    qtbot.mousePress(text, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(text, end)
    qtbot.mouseRelease(text, Qt.MouseButton.LeftButton, pos=end)
    assert opened.house.played == []
    qtbot.keyClick(text, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "good was measured"
    qtbot.keyClick(text, Qt.Key.Key_Right, SHIFT)
    assert text.chosen == (2, 6)


# Correcting


def test_what_was_misheard_is_corrected_and_everything_is_worked_out_anew(opened, folder):
    opened.edit(2, "one benchmark", "six benchmarks")
    wanted = SECOND.replace("one benchmark", "six benchmarks")
    assert opened.answer(2).text() == wanted
    opened.settle(2, wanted)
    assert any("2 words in 1 answer were corrected by you" in text for text in opened.labels())
    assert opened.screen.said.text() == "2 words corrected in 1 answer; the debrief is of your words."
    assert [one["text"] for one in lines(folder)] == ["six benchmarks,"]
    assert opened.answer(2).spoken.about(6) == "heard as “one benchmark,”"
    assert "heard as “one benchmark,”" in opened.answer(2).accessibleDescription()
    assert "six benchmarks" in (folder.path / "transcript.md").read_text(encoding="utf-8")
    assert any(
        "2 words corrected" in button.text()
        for button in opened.screen.findChildren(type(opened.screen.undo))
    )


def test_escape_leaves_the_answer_as_it_was(opened, qtbot, folder):
    text = opened.answer(2)
    text.edit(0)
    qtbot.keyClicks(text.editor.page, "Nobody")
    qtbot.keyClick(text.editor.page, Qt.Key.Key_Escape)
    assert (text.editor, text.text()) == (None, SECOND)
    assert not (folder.path / correction_file.NAME).exists()


def test_a_double_click_corrects_the_word_under_it(opened, qtbot):
    text = opened.answer(2)
    qtbot.mouseDClick(text, Qt.MouseButton.LeftButton, pos=text.area_of_word(6).center().toPoint())
    assert text.editor.page.textCursor().selectedText() == "one"


def test_what_was_typed_cannot_be_corrected(opened, qtbot):
    text = opened.answer(3)
    qtbot.keyClick(text, Qt.Key.Key_F2)
    assert text.editor is None


def test_a_word_that_nobody_said_is_struck_and_said_again_by_undo(opened, qtbot, folder):
    opened.edit(2, "I have one run, ", "")
    wanted = SECOND.replace("I have one run, ", "")
    opened.settle(2, wanted)
    qtbot.keyClick(opened.answer(2), Qt.Key.Key_Z, CONTROL)
    opened.settle(2, SECOND)
    assert opened.screen.redo.isVisible()
    assert not opened.screen.undo.isVisible()
    assert opened.screen.said.text() == "Everything is as it was heard."
    qtbot.keyClick(opened.answer(2), Qt.Key.Key_Z, CONTROL | SHIFT)
    opened.settle(2, wanted)
    assert [one["what"] for one in lines(folder)] == ["corrected", "undone", "redone"]


def test_undo_outlives_the_window(opened, qtbot, dressed, folder):
    opened.edit(2, "one benchmark", "six benchmarks")
    opened.settle(2, SECOND.replace("one benchmark", "six benchmarks"))
    again = Opened(qtbot, dressed, folder)
    qtbot.keyClick(again.screen.area, Qt.Key.Key_Z, CONTROL)
    again.settle(2, SECOND)
    again.house.errands.close()


def test_undo_in_a_text_that_is_typed_undoes_the_typing(opened, qtbot):
    text = opened.answer(2)
    text.edit(0)
    qtbot.keyClicks(text.editor.page, "x")
    qtbot.keyClick(text.editor.page, Qt.Key.Key_Z, CONTROL)
    assert text.editor.text == SECOND
    assert opened.events[1:] == []


def test_nothing_to_undo_is_one_sentence(opened, qtbot):
    qtbot.keyClick(opened.screen.area, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: opened.screen.said.text() == "There is no correction to undo.")


def test_corrections_queue_and_only_the_last_report_is_shown(opened, folder):
    opened.edit(2, "one benchmark", "six benchmarks")
    opened.edit(2, "five thousand", "nine thousand")
    opened.edit(1, "low precision", "lower precision")
    opened.settle(1, FIRST.replace("low", "lower"))
    wanted = SECOND.replace("one benchmark", "six benchmarks").replace("five thousand", "nine thousand")
    assert opened.report_text(2) == wanted
    assert sum(isinstance(event, CorrectionKept) for event in opened.events) == 3
    assert len(lines(folder)) == 3


def test_overlapping_corrections_end_with_the_last_words(opened, folder):
    for old, new in (
        ("one benchmark", "six benchmarks"),
        ("six benchmarks, over", "ten tasks and"),
        ("ten", "11"),
    ):
        opened.edit(2, old, new)
    wanted = SECOND.replace("one benchmark, over", "11 tasks and")
    opened.settle(2, wanted)
    assert build(folder).corrections.count == 1


def test_words_are_written_into_an_answer_that_had_none(opened):
    opened.edit(4, "", "It fails on code.")
    opened.settle(4, "It fails on code.")
    assert "More than a fifth of the words corrected" in opened.labels()


def test_markup_in_a_correction_is_text(opened):
    opened.edit(2, "one benchmark", "<b>six</b>&nbsp;<img src=x>")
    opened.settle(2, SECOND.replace("one benchmark", "<b>six</b>&nbsp;<img src=x>"))
    text = opened.answer(2)
    text._show_hint(6)
    assert text._hint.textFormat() == Qt.TextFormat.PlainText
    assert text._hint.text().startswith("heard as “one benchmark,”")


def test_the_page_stays_where_it_was_read(opened):
    opened.window.resize(960, 640)
    area = opened.screen.area
    opened.wait(lambda: True)
    area.verticalScrollBar().setValue(area.place_of(opened.screen.cards[1]) - 40)
    opened.edit(2, "one benchmark", "six benchmarks")
    opened.settle(2, SECOND.replace("one benchmark", "six benchmarks"))
    assert area.place_of(opened.screen.cards[1]) - area.verticalScrollBar().value() == pytest.approx(
        40, abs=160
    )
    top = area.place_of(opened.screen.cards[2]) - area.verticalScrollBar().value()
    opened.screen.show_report(dataclasses.replace(opened.screen.page.report, warnings=("More. " * 200,)))
    opened.wait(lambda: True)
    assert area.place_of(opened.screen.cards[2]) - area.verticalScrollBar().value() == top


def test_the_keys_stay_on_the_answer_that_was_corrected(opened):
    opened.edit(2, "one benchmark", "six benchmarks")
    opened.settle(2, SECOND.replace("one benchmark", "six benchmarks"))
    assert opened.window.focusWidget() is opened.answer(2)


def test_a_report_waits_until_nobody_types(opened, qtbot):
    text = opened.answer(2)
    text.edit(0)
    qtbot.keyClicks(text.editor.page, "Half a ")
    opened.screen.show_report(dataclasses.replace(opened.screen.page.report, hints=9))
    qtbot.wait(50)
    assert opened.answer(2) is text
    assert text.editor.text.startswith("Half a ")
    qtbot.keyClick(text.editor.page, Qt.Key.Key_Escape)
    opened.wait(lambda: opened.screen.page.report.hints == 9)
    assert opened.answer(2) is not text


def test_beginning_to_type_stops_a_page_that_was_on_its_way(opened, qtbot):
    opened.screen.show_report(dataclasses.replace(opened.screen.page.report, hints=9))
    text = opened.answer(2)
    text.edit(0)
    qtbot.waitUntil(lambda: not opened.screen.area.is_growing)
    assert opened.answer(2) is text
    text.leave()
    opened.wait(lambda: opened.screen.page.report.hints == 9)


def test_one_answer_is_corrected_at_a_time_and_nothing_typed_is_lost(opened, qtbot):
    first = opened.answer(1)
    first.edit(0)
    first.editor.choose(0, 1)
    qtbot.keyClicks(first.editor.page, "We")
    opened.answer(2).edit(0)
    assert first.editor is None
    assert first.text().startswith("We work on")
    assert opened.answer(2).editor is not None
    qtbot.waitUntil(
        lambda: any(isinstance(event, ReportReady) for event in opened.events[1:]), timeout=30_000
    )
    opened.answer(2).leave()
    opened.settle(1, "We" + FIRST[1:])


def test_what_is_being_typed_is_kept_where_the_page_is_left(opened, qtbot, folder):
    text = opened.answer(2)
    text.edit(0)
    qtbot.keyClicks(text.editor.page, "Nearly")
    qtbot.mouseClick(opened.screen.new_round, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (folder.path / correction_file.NAME).exists(), timeout=10_000)
    assert lines(folder)[0]["text"] == "Nearly"


# What goes wrong


def test_a_round_that_goes_on_elsewhere_is_not_corrected_and_nothing_typed_is_lost(opened, qtbot, folder):
    other = FolderLock(folder.path)
    other.take()
    opened.edit(2, "one benchmark", "six benchmarks")
    qtbot.waitUntil(lambda: "another window" in opened.screen.said.text(), timeout=10_000)
    text = opened.answer(2)
    assert text.text() == SECOND
    assert "six benchmarks" in text.editor.text
    other.release()
    qtbot.keyClick(text.editor.page, Qt.Key.Key_Return)
    opened.settle(2, SECOND.replace("one benchmark", "six benchmarks"))


def test_a_folder_that_takes_no_lines_is_one_sentence(opened, qtbot, folder):
    (folder.path / correction_file.LOCK).mkdir()
    opened.edit(2, "one benchmark", "six benchmarks")
    qtbot.waitUntil(lambda: "could not be kept" in opened.screen.said.text(), timeout=10_000)
    assert "six benchmarks" in opened.answer(2).editor.text


def test_a_correction_in_another_window_is_not_overwritten(opened, qtbot, folder):
    carry_out(folder, Edit(2, SECOND, SECOND.replace("one run", "two runs")), NOW)
    opened.edit(2, "one benchmark", "six benchmarks")
    qtbot.waitUntil(lambda: "meanwhile" in opened.screen.said.text(), timeout=10_000)
    qtbot.keyClick(opened.answer(2).editor.page, Qt.Key.Key_Escape)
    opened.settle(2, SECOND.replace("one run", "two runs"))


def test_reports_that_cannot_be_written_still_show_the_corrected_words(opened, qtbot, folder):
    (folder.path / ".report.json.part").mkdir()
    opened.edit(2, "one benchmark", "six benchmarks")
    opened.settle(2, SECOND.replace("one benchmark", "six benchmarks"))
    qtbot.waitUntil(lambda: "report.json could not be written" in opened.screen.said.text(), timeout=10_000)


def test_a_session_that_is_gone_is_one_sentence(opened, qtbot, folder):
    folder.path.rename(folder.path.with_name("elsewhere"))
    opened.edit(2, "one benchmark", "six benchmarks")
    qtbot.waitUntil(
        lambda: any(isinstance(event, CorrectionFailed) for event in opened.events), timeout=10_000
    )
    qtbot.waitUntil(lambda: any(isinstance(event, ReportFailed) for event in opened.events), timeout=10_000)
    assert "six benchmarks" in opened.answer(2).editor.text


def test_what_takes_longer_than_a_second_is_said(opened):
    opened.screen._ask(Undo())
    opened.screen._soon.timeout.emit()
    assert opened.screen.said.text() == "Working the debrief out anew with your correction…"


# Long answers


def spoken(text: str) -> SpokenWords:
    report_answer = build_answer(text)
    return SpokenWords(report_answer)


def build_answer(text: str):
    from interviewer.debrief.exchanges import exchanges

    (exchange,) = exchanges([played_round.answer(1, 9, text, ((10.0, 4010.0),))])
    return exchange.answers[0]


def test_paragraphs_hold_every_word_once_and_end_with_sentences():
    words = (" ".join([SECOND] * 40)).split()
    found = paragraphs(words)
    assert [first for first, _ in found[1:]] == [last for _, last in found[:-1]]
    assert (found[0][0], found[-1][1]) == (0, len(words))
    assert all(words[last - 1].endswith(".") for _, last in found)
    assert paragraphs([]) == []
    assert max(last - first for first, last in paragraphs(["word"] * 5000)) < 250


def test_of_an_answer_of_ten_thousand_words_a_paragraph_is_edited(qtbot, dressed):
    text = " ".join([SECOND] * 500)
    answer = AnswerText(build_answer(text))
    qtbot.addWidget(answer)
    answer.resize(800, answer.heightForWidth(800))
    answer.show()
    answer.edit(5000)
    assert len(answer.editor.text) < 1200
    with qtbot.waitSignal(answer.edited) as kept:
        answer.editor.replace_all("Short.")
        answer.keep()
    before, after = kept.args
    assert before == text
    assert "Short." in after.text
    assert len(after.words) == len(after.text.split())


def test_an_edit_that_failed_is_found_again_in_its_paragraph():
    words = spoken(" ".join([SECOND] * 40))
    first, last = paragraphs(words.texts)[3]
    typed = " ".join([*words.texts[: first + 2], "new", "words", *words.texts[first + 3 :]])
    word, text = words.reopened(typed)
    assert word == first + 2
    assert text.split() == [*words.texts[first : first + 2], "new", "words", *words.texts[first + 3 : last]]


def test_the_word_of_a_second_is_found_and_a_correction_shares_its_span():
    words = spoken("one two three four")
    assert [words.word_at(0.5 + second) for second in (0.0, 999.0, 1001.0, 3500.0)] == [0, 0, 1, 3]
    assert words.word_at(0.1) is None
    edited = SpokenWords(words.edited(1, 3, "2 3 and 3.5"))
    assert edited.text == "one 2 3 and 3.5 four"
    assert edited.offset(5) == words.offset(3)
    assert words.offset(1) <= edited.offset(2) <= words.offset(3)


def test_a_point_in_the_text_is_its_word(qtbot, dressed):
    answer = AnswerText(build_answer("A 𝄞 sign, and more " * 60))
    qtbot.addWidget(answer)
    answer.resize(400, answer.heightForWidth(400))
    for word in (0, 1, 2, 57, len(answer.words) - 1):
        assert answer.word_under(answer.area_of_word(word).center()) == word
    assert answer.word_under(answer.area_of_word(0).topLeft() + QPoint(-5, 0)) is None
