"""Text is text: nothing spoken, imported or generated is ever rendered as markup."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QDialog, QLabel, QTextEdit

import desktop
from audio.events import DeviceLost, SpeechModelFailed, Word
from desktop.dictation_events import FileFailed
from desktop.dictations import Kept, Opened
from desktop.file_queue import FileQueue
from desktop.main_window import MainWindow
from desktop.rows import QuestionRow, SessionRow
from desktop.screens.dictation_words import Live
from desktop.screens.room import EMPTY
from desktop.transcripts import Transcript, in_lines
from desktop.widgets.plain import PlainLabel
from interviewer.answer import Timings
from interviewer.debrief.advice import Step
from interviewer.debrief.claims import Claimed, Claims, Drifted
from interviewer.debrief.evidence import Evidence
from interviewer.debrief.exchanges import Answer, Exchange, Line
from interviewer.debrief.report import Judged, Report
from interviewer.debrief.rigour import Checked, Result
from interviewer.debrief.said import Said
from interviewer.debrief.standing import Case, Standing
from interviewer.debrief.timeline import Span, Timeline
from interviewer.debrief.totals import Duration, totals
from interviewer.debrief.whys import Ladder, Rung
from interviewer.transcript import Turn

SOURCES = sorted(
    path
    for path in Path(desktop.__file__).parent.rglob("*.py")
    if "PySide6" in path.read_text(encoding="utf-8")
)
MARKUP_CALLS = {
    "setHtml",
    "setMarkdown",
    "insertHtml",
    "appendHtml",
    "append",
    "fromHtml",
    "setOpenExternalLinks",
}
RICH_WIDGETS = {"QMessageBox", "QTextBrowser", "QErrorMessage", "QWhatsThis", "QSplashScreen"}
LITERAL_CALLS = {"setToolTip", "setWhatsThis", "setStatusTip"}


@pytest.fixture
def hostile(tmp_path):
    """Text that shows a bright picture from the disk wherever it is taken for markup."""
    picture = QImage(400, 400, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff00ff"))
    path = tmp_path / "shown.png"
    assert picture.save(str(path))
    return f'<img src="{path.as_uri()}"><h1>big</h1>&amp;![]({path.as_uri()})'


def hostile_report(text: str) -> Report:
    timings = Timings(None, 0.0, 0.0, (), 0, None, 0)
    line = Line(1, text, text, text, text, True, None, "", "", text, text, 0.0, 1.0, True, "panel/001")
    false = replace(line, verified=False)
    answer = Answer(1, text, 2.0, 3.0, "done", False, False, 0, timings, "audio/001")
    said = (Exchange(line, (answer,)), Exchange(false, (replace(answer, text=""),)))
    return Report(
        1, text, text, text, text, 30.0, text, 7, (text,), text, {}, {text: 1}, (), Duration(9.0, 0.0, text), said,
        totals(said), 0, 0, text, (Judged("x", text, text, "", "", ()),), (text,),
        hostile_evidence(text),
    )  # fmt: skip


def hostile_evidence(text: str) -> Evidence:
    said = Said(text, 1, 2.0, "audio/001", 0.5)
    case = Case(1, text, text, 0.0, "panel/001", "invalid", text, said, "concede", 1.0)
    span = Span("candidate", 1, 2.0, 3.0, -1, text, text, text, "audio/001", 2.0)
    rung = Rung(1, text, 0.0, "panel/001", False, said, "thin")
    return Evidence(
        Standing((case,), None, 1),
        Claims((Claimed(said, "measured", True),), (Drifted(text, text, said, text, said),)),
        (Ladder(text, text, (rung,), text),),
        (Result(said, (Checked("cost stated", "claimed", said),)),),
        Timeline(9.0, (span,)),
        (Step(text, text, said, 1.0, text),),
    )


def show_hostile_dictation(screen, text: str) -> None:
    kept = Kept(text, text, datetime(2025, 5, 9, 18, 4).astimezone(), 60.0, Path(text), 1)
    words = in_lines([Word(part, 1.0, 2.0, 0.9) for part in text.split()])
    queue = FileQueue()
    queue.take(FileFailed(queue.add(Path(text)), text))
    screen.show_live(Live("listening", 1.0, text, text, text))
    screen.show_live(Live(banner=text))
    screen.show_files(queue.rows, text)
    screen.show_entries([kept], text)
    screen.show_opened(Opened(kept, Transcript(text, text, text, 60.0, words), text))
    screen.on_event(SpeechModelFailed(text))
    screen.show_said(text)


@pytest.fixture
def window(qtbot, dressed, hostile):
    window = MainWindow(dressed, lambda: (0.0, 900.0), "light")
    qtbot.addWidget(window)
    window.setup.show_questions([QuestionRow(hostile, hostile, hostile, hostile, hostile)])
    window.setup.show_sessions([SessionRow(hostile, hostile, datetime(2025, 5, 9, 18, 4), 60.0)])
    window.setup.show_devices([hostile], [hostile])
    window.setup.on_event(DeviceLost(0.0, "input", hostile))
    window.setup.on_event(SpeechModelFailed(hostile))
    window.setup.show_trouble(hostile)
    window.setup.examiner.choose(offline=False, url=f"https://{hostile}", model=hostile)
    turns = (Turn(1, hostile, "question", hostile), Turn(1, "candidate", "answer", hostile))
    window.room.show_view(
        replace(
            EMPTY,
            phase="listening",
            seats=(hostile, hostile, hostile),
            line=hostile,
            quote=hostile[:30],
            turns=turns,
            committed=hostile,
            tentative=hostile,
            banner=hostile,
            notice=hostile,
            engine=hostile,
            sealed=False,
        )
    )
    window.debrief.show_report(hostile_report(hostile))
    while window.debrief.area.is_growing:
        QCoreApplication.processEvents()
    for picture in (*window.debrief.page.evidence.pictures, *window.debrief.page.evidence.lists):
        picture.looked_at.emit(hostile)
    window.debrief.show_said(hostile)
    show_hostile_dictation(window.dictation, hostile)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.room.show_view(replace(EMPTY, phase="closed"))


def is_shown(picture: QImage) -> bool:
    """Whether the bright picture appears anywhere."""
    return any(
        picture.pixelColor(x, y) == QColor("#ff00ff")
        for x in range(0, picture.width(), 5)
        for y in range(0, picture.height(), 5)
    )


def test_the_bright_picture_would_be_seen_if_text_were_taken_for_markup(qtbot, dressed, hostile):
    label = QLabel(hostile)
    qtbot.addWidget(label)
    label.resize(500, 500)
    assert is_shown(label.grab().toImage())


def test_no_screen_renders_what_it_is_told(window, hostile):
    for show in (window.show_setup, window.show_dictation, window.show_room, window.show_debrief):
        show()
        assert not is_shown(window.grab().toImage())
    window.setup.questions.sessions_tab.click()
    window.show_setup()
    assert not is_shown(window.grab().toImage())
    assert hostile in window.room.transcript.toPlainText()
    assert window.room.line.toPlainText() == hostile
    assert window.dictation.text.text.toPlainText() == hostile
    assert window.dictation.running.toPlainText() == f"{hostile} {hostile}"
    assert window.setup.questions.preview.toPlainText() == hostile


def test_no_dialog_renders_what_it_is_told(window):
    window.show_room()
    window.room.ask_to_end()
    for dialog in window.findChildren(QDialog):
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    window.room.dialog.reject()


def test_every_label_is_plain(window):
    labels = window.findChildren(QLabel)
    assert len(labels) > 40
    for label in labels:
        assert isinstance(label, PlainLabel), label.text()
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert not label.openExternalLinks()


def test_no_text_field_takes_rich_text(window):
    for field in window.findChildren(QTextEdit):
        assert not field.acceptRichText()


def test_no_tooltip_repeats_what_was_told(window, hostile):
    for widget in window.findChildren(PlainLabel):
        assert hostile not in widget.toolTip()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_module_asks_qt_to_read_markup(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            assert name not in RICH_WIDGETS, f"{path.name}:{node.lineno} {name}"
            assert name != "QLabel" or path.name == "plain.py", f"{path.name}:{node.lineno} bare QLabel"
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name = node.func.attr
        # A report's own HTML is written by us, with everything in it escaped, and printed with all loading refused.
        if path.name != "paper.py" and name != "append":
            assert name not in MARKUP_CALLS, f"{path.name}:{node.lineno} {name}"
        if name in LITERAL_CALLS:
            assert all(isinstance(one, ast.Constant) for one in node.args), (
                f"{path.name}:{node.lineno} {name}"
            )


def test_there_is_something_to_search():
    assert len(SOURCES) > 20
