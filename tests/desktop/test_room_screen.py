from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCursor

from audio.events import LevelMeasured
from desktop.screens.room import EMPTY, RoomScreen
from desktop.theme import DARK, LIGHT
from interviewer.transcript import Turn

TURNS = (
    Turn(1, "Dr Okafor", "opening", "Tell us about your area."),
    Turn(1, "candidate", "answer", "We ran five seeds."),
    Turn(2, "Mei Tanaka", "challenge", "You said five seeds. What was the spread?", quote="five seeds"),
)
LISTENING = replace(
    EMPTY,
    phase="listening",
    seats=("Dr Okafor", "Prof Lindqvist", "Mei Tanaka"),
    line="You said five seeds. What was the spread?",
    quote="five seeds",
    turns=TURNS,
    committed="The standard deviation was",
    tentative="about one",
    can_type=True,
)
KEYS = [
    (Qt.Key.Key_Space, "done_pressed"),
    (Qt.Key.Key_Return, "done_pressed"),
    (Qt.Key.Key_Enter, "done_pressed"),
    (Qt.Key.Key_R, "repeat_asked"),
    (Qt.Key.Key_F, "rephrase_asked"),
    (Qt.Key.Key_H, "hint_asked"),
    (Qt.Key.Key_D, "dispute_asked"),
    (Qt.Key.Key_S, "skip_asked"),
    (Qt.Key.Key_P, "pause_toggled"),
]


class Clock:
    def __init__(self) -> None:
        self.times = (60.0, 840.0)

    def __call__(self) -> tuple[float, float]:
        return self.times


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def room(qtbot, dressed, clock):
    room = RoomScreen(clock)
    qtbot.addWidget(room)
    room.resize(1280, 740)
    room.show()
    qtbot.waitExposed(room)
    room.show_view(LISTENING)
    return room


@pytest.mark.parametrize(("key", "signal"), KEYS)
def test_each_action_is_one_key(room, qtbot, key, signal):
    with qtbot.waitSignal(getattr(room, signal)):
        qtbot.keyClick(room, key)


@pytest.mark.parametrize(
    ("button", "signal"),
    [
        ("done", "done_pressed"),
        ("repeat", "repeat_asked"),
        ("rephrase", "rephrase_asked"),
        ("hint", "hint_asked"),
        ("pause", "pause_toggled"),
    ],
)
def test_each_action_is_one_click(room, qtbot, button, signal):
    with qtbot.waitSignal(getattr(room, signal)):
        qtbot.mouseClick(getattr(room.buttons, button), Qt.MouseButton.LeftButton)


def test_space_still_ends_the_turn_after_another_button_was_clicked(room, qtbot):
    qtbot.mouseClick(room.buttons.hint, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(room.hint_asked), qtbot.waitSignal(room.done_pressed):
        qtbot.keyClick(room.focusWidget() or room, Qt.Key.Key_Space)


def test_space_in_the_transcript_ends_the_turn_too(room, qtbot):
    room.transcript.setFocus()
    with qtbot.waitSignal(room.done_pressed):
        qtbot.keyClick(room.transcript, Qt.Key.Key_Space)


def test_space_on_a_button_reached_by_tab_presses_that_button(room, qtbot):
    room.buttons.repeat.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.assertNotEmitted(room.done_pressed), qtbot.waitSignal(room.repeat_asked):
        qtbot.keyClick(room.buttons.repeat, Qt.Key.Key_Space)


def test_a_key_that_is_held_down_counts_once(room, qtbot):
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QKeyEvent

    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )
    with qtbot.assertNotEmitted(room.done_pressed):
        QCoreApplication.sendEvent(room, repeated)


@pytest.mark.parametrize("phase", ["preparing", "speaking", "transcribing", "thinking", "paused", "closed"])
def test_keys_do_nothing_while_it_is_not_the_candidates_turn(room, qtbot, phase):
    room.show_view(replace(LISTENING, phase=phase))
    with qtbot.assertNotEmitted(room.done_pressed), qtbot.assertNotEmitted(room.hint_asked):
        qtbot.keyClick(room, Qt.Key.Key_Space)
        qtbot.keyClick(room, Qt.Key.Key_H)
    assert not room.buttons.done.isEnabled()


def test_undo_is_there_only_while_it_can_be_taken_back(room, qtbot):
    with qtbot.assertNotEmitted(room.undo_pressed):
        qtbot.keyClick(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not room.buttons.undo.isEnabled()
    room.show_view(replace(LISTENING, phase="thinking", can_undo=True))
    assert room.buttons.undo.isEnabled()
    with qtbot.waitSignal(room.undo_pressed):
        qtbot.keyClick(room, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_z_alone_takes_nothing_back(room, qtbot):
    room.show_view(replace(LISTENING, phase="thinking", can_undo=True))
    with qtbot.assertNotEmitted(room.undo_pressed):
        qtbot.keyClick(room, Qt.Key.Key_Z)


# Typing


def test_no_key_of_the_room_works_while_an_answer_is_typed(room, qtbot):
    qtbot.keyClick(room, Qt.Key.Key_T)
    assert room.is_typing
    page = room.typing.page
    unwanted = [room.done_pressed, room.repeat_asked, room.hint_asked, room.pause_toggled, room.undo_pressed]
    heard: list[str] = []
    for signal in unwanted:
        signal.connect(lambda: heard.append("a key of the room"))
    qtbot.keyClicks(page, "the first report: half of it, perhaps")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    room.setFocus()
    qtbot.keyClick(room, Qt.Key.Key_Space)
    qtbot.keyClick(room, Qt.Key.Key_P)
    assert heard == []
    assert not room.buttons.done.isEnabled()


def test_ctrl_return_sends_what_was_typed_and_goes_back_to_speaking(room, qtbot):
    qtbot.mouseClick(room.buttons.type, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(room.typing.page, "It was one point two.")
    with qtbot.waitSignal(room.answer_typed) as typed:
        qtbot.keyClick(room.typing.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert typed.args == ["It was one point two."]
    assert not room.is_typing
    assert room.typing.page.toPlainText() == ""
    with qtbot.waitSignal(room.done_pressed):
        qtbot.keyClick(room, Qt.Key.Key_Space)


def test_nothing_but_blanks_is_no_answer(room, qtbot):
    room.open_typing()
    qtbot.keyClicks(room.typing.page, "   ")
    with qtbot.assertNotEmitted(room.answer_typed):
        qtbot.keyClick(room.typing.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not room.typing.send.isEnabled()


def test_escape_leaves_the_typing_but_not_the_round_and_keeps_the_draft(room, qtbot):
    room.open_typing()
    qtbot.keyClicks(room.typing.page, "half a thought")
    qtbot.keyClick(room.typing.page, Qt.Key.Key_Escape)
    assert not room.is_typing
    assert room.dialog is None
    room.open_typing()
    assert room.typing.page.toPlainText() == "half a thought"


def test_a_draft_outlives_the_end_of_the_turn_but_cannot_be_sent_then(room, qtbot):
    room.open_typing()
    qtbot.keyClicks(room.typing.page, "half a thought")
    room.show_view(replace(LISTENING, phase="speaking", speaking="Dr Okafor", can_type=False))
    with qtbot.assertNotEmitted(room.answer_typed):
        qtbot.keyClick(room.typing.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert room.typing.page.toPlainText() == "half a thought"
    assert "kept" in room.typing.wait.text()
    room.show_view(LISTENING)
    with qtbot.waitSignal(room.answer_typed):
        qtbot.keyClick(room.typing.page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


# Ending


def test_ending_asks_first_and_names_what_is_kept(room, qtbot):
    with qtbot.assertNotEmitted(room.end_confirmed):
        qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert room.dialog is not None
    texts = [label.text() for label in room.dialog.findChildren(type(room.phase).__mro__[1])]
    assert any("Your answer, its recording" in text for text in texts)
    with qtbot.waitSignal(room.end_confirmed):
        qtbot.mouseClick(room.dialog.yes, Qt.MouseButton.LeftButton)
    assert room.dialog is None


def test_escape_in_the_question_goes_on_with_the_round(room, qtbot):
    qtbot.mouseClick(room.buttons.end, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(room.end_confirmed):
        qtbot.keyClick(room.dialog, Qt.Key.Key_Escape)
    assert room.dialog is None


def test_the_safe_answer_has_the_focus(room, qtbot):
    room.ask_to_end()
    with qtbot.assertNotEmitted(room.end_confirmed):
        qtbot.keyClick(room.dialog, Qt.Key.Key_Return)
    assert room.dialog is None


# What is shown


def test_trouble_that_lasts_is_shown_until_it_is_over(room):
    assert not room.banner.isVisible()
    room.show_view(replace(LISTENING, banner="The microphone went away; plug it in."))
    assert room.banner.isVisible()
    assert room.banner.words.text() == "The microphone went away; plug it in."
    room.show_view(LISTENING)
    assert not room.banner.isVisible()


def test_a_passing_notice_is_shown_beside_it(room):
    room.show_view(replace(LISTENING, banner="One.", notice="Two."))
    assert room.notice.isVisible()
    assert room.notice.words.text() == "Two."


def test_the_quoted_words_look_different_and_the_line_stays_whole(room):
    document = room.line.document()
    assert document.toPlainText() == LISTENING.line
    cursor = QTextCursor(document)
    cursor.setPosition(LISTENING.line.index("five seeds") + 3)
    quoted = cursor.charFormat()
    cursor.setPosition(2)
    plain = cursor.charFormat()
    assert quoted.font().italic()
    assert not plain.font().italic()
    assert quoted.foreground().color() != plain.foreground().color()


SPEAKING = replace(LISTENING, phase="speaking", speaking="Mei Tanaka")


def inks(room):
    """The darkest colour of each word of the line, as it is painted."""
    view = room.line
    text = view.toPlainText()
    picture = room.grab().toImage()
    found = []
    for word in re.finditer(r"\S+", text):
        cursor = QTextCursor(view.document())
        cursor.setPosition(word.start())
        left = view.cursorRect(cursor)
        cursor.setPosition(word.end())
        area = left.united(view.cursorRect(cursor)).translated(view.viewport().mapTo(room, QPoint()))
        colours = [
            picture.pixelColor(x, y)
            for x in range(area.left() + 1, area.right() - 1)
            for y in range(area.top(), area.bottom())
        ]
        found.append(min(colours, key=lambda colour: colour.lightness()).name())
    return found


@pytest.mark.parametrize("sounded", [0, 1, 3, 4, 8])
def test_words_not_yet_said_are_muted_also_inside_a_quote(room, sounded):
    room.show_view(replace(SPEAKING, sounded=sounded))
    found = inks(room)
    # The quote ends inside a word: the full stop of "seeds." is not the candidate's.
    said = [LIGHT.text, LIGHT.text, LIGHT.accent, *[LIGHT.text] * 5]
    assert found[:sounded] == said[:sounded]
    assert set(found[sounded:]) <= {LIGHT.muted}


def test_a_line_is_not_laid_out_again_as_it_is_said(room):
    room.show_view(replace(SPEAKING, sounded=0))
    document = room.line.document()
    before = document.revision(), document.size(), document.toPlainText()
    shape = ink_mask(room)
    for sounded in range(1, 9):
        room.show_view(replace(SPEAKING, sounded=sounded))
        assert (document.revision(), document.size(), document.toPlainText()) == before
    assert ink_mask(room) == shape


def ink_mask(room):
    picture = room.line.parentWidget().grab(room.line.geometry()).toImage()
    grounds = {LIGHT.surface, LIGHT.accent_soft}
    return [
        (x, y)
        for y in range(0, picture.height(), 3)
        for x in range(picture.width())
        if picture.pixelColor(x, y).name() not in grounds
    ]


def test_a_line_that_is_over_or_failed_is_shown_whole(room):
    room.show_view(replace(SPEAKING, phase="preparing", speaking="", sounded=0))
    assert set(inks(room)) == {LIGHT.muted}
    room.show_view(LISTENING)
    assert LIGHT.muted not in inks(room)
    assert room.line.extraSelections() == []


def test_a_muted_line_takes_the_new_themes_colours(room, dressed):
    room.show_view(replace(SPEAKING, sounded=2))
    dressed.choose("dark")
    (selection,) = room.line.extraSelections()
    assert selection.format.foreground().color().name() == DARK.muted
    assert room.line.toPlainText()[: selection.cursor.selectionStart()] == "You said "


def test_words_behind_a_rare_character_are_muted_in_the_right_place(room):
    line = "Why 🎓🎓 is\r\nthat so?"
    room.show_view(replace(SPEAKING, line=line, quote="", sounded=2))
    (selection,) = room.line.extraSelections()
    assert selection.cursor.selectedText().split()[0] == "is"
    room.show_view(replace(SPEAKING, line="a\r\n\r\n\r\nb", quote="", sounded=1))


def test_a_long_line_is_written_smaller_rather_than_cut_off(room):
    room.show_view(replace(LISTENING, line="Why? " * 90, quote=""))
    assert room.line.document().size().height() <= room.line.viewport().height() + 1


def test_the_transcript_tells_committed_from_tentative(room):
    text = room.transcript.toPlainText()
    assert text.endswith("You, so far\nThe standard deviation was about one")
    cursor = QTextCursor(room.transcript.document())
    cursor.movePosition(QTextCursor.MoveOperation.End)
    assert cursor.charFormat().font().italic()
    cursor.setPosition(text.index("deviation") + 2)
    assert not cursor.charFormat().font().italic()


def test_interim_text_is_replaced_and_not_repeated(room):
    room.show_view(replace(LISTENING, committed="The standard deviation was about", tentative="one point"))
    room.show_view(
        replace(LISTENING, committed="The standard deviation was about one point two", tentative="")
    )
    assert room.transcript.toPlainText().count("standard deviation") == 1
    done = (*TURNS, Turn(2, "candidate", "answer", "The standard deviation was about one point two."))
    room.show_view(replace(LISTENING, phase="thinking", turns=done, committed="", tentative=""))
    text = room.transcript.toPlainText()
    assert text.count("standard deviation") == 1
    assert "so far" not in text


def test_an_answer_that_is_taken_up_again_leaves_the_finished_turns(room):
    room.show_view(replace(LISTENING, turns=TURNS[:1], committed="We ran five seeds", tentative=""))
    text = room.transcript.toPlainText()
    assert "What was the spread?" not in text
    assert text.endswith("We ran five seeds")


def long_view(count, tentative):
    turns = tuple(
        Turn(number, "Dr Okafor", "challenge", f"Question {number}. " * 8) for number in range(count)
    )
    return replace(LISTENING, turns=turns, committed="So", tentative=tentative)


def test_the_transcript_follows_its_end(room):
    room.show_view(long_view(40, "a"))
    bar = room.transcript.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == bar.maximum()
    room.show_view(long_view(41, "b"))
    assert bar.value() == bar.maximum()


def test_the_transcript_does_not_jump_while_the_reader_has_scrolled_up(room):
    room.show_view(long_view(40, "a"))
    bar = room.transcript.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    at = bar.value()
    room.show_view(long_view(40, "a longer guess at what is being said"))
    room.show_view(long_view(41, ""))
    assert bar.value() == at


def test_page_up_reads_back_from_anywhere_in_the_room(room, qtbot):
    room.show_view(long_view(40, "a"))
    bar = room.transcript.verticalScrollBar()
    qtbot.keyClick(room, Qt.Key.Key_PageUp)
    assert bar.value() < bar.maximum()


def test_a_change_of_theme_keeps_what_was_said(room, dressed):
    before = room.transcript.toPlainText(), room.line.toPlainText()
    dressed.choose("dark")
    assert (room.transcript.toPlainText(), room.line.toPlainText()) == before
    cursor = QTextCursor(room.line.document())
    cursor.setPosition(2)
    assert cursor.charFormat().foreground().color().lightness() > 200


def test_the_clock_shows_what_is_left_and_warns_in_time(room, clock):
    room.clock.refresh()
    assert room.clock.left.text() == "14:00"
    assert room.clock.passed.text() == "left · 1:00 passed"
    clock.times = (740.0, 160.0)
    room.clock.refresh()
    assert room.clock.left.property("urgency") == "soon"
    clock.times = (905.0, -5.0)
    room.clock.refresh()
    assert room.clock.left.property("urgency") == "now"
    assert room.clock.left.text() == "+0:05"
    assert "over time" in room.clock.passed.text()


def test_the_clock_runs_by_itself_while_it_is_seen(room, qtbot, clock):
    clock.times = (61.0, 839.0)
    qtbot.waitUntil(lambda: room.clock.left.text() == "13:59", timeout=2000)


def test_the_level_is_seen_only_while_the_candidate_speaks(room):
    room.on_level(LevelMeasured(0.0, -20.0, -10.0, True))
    assert room.meter.judge.rms == -20.0
    assert room.meter.isVisible()
    room.show_view(replace(LISTENING, phase="speaking", speaking="Dr Okafor"))
    assert not room.meter.isVisible()


def test_whoever_speaks_is_lit(room):
    room.show_view(replace(LISTENING, phase="speaking", speaking="Mei Tanaka"))
    assert "Mei Tanaka is speaking" in room.seats.accessibleDescription()
    lit = room.seats.grab().toImage()
    room.show_view(LISTENING)
    assert room.seats.grab().toImage() != lit


def test_pause_becomes_resume(room):
    room.show_view(replace(LISTENING, phase="paused"))
    assert room.buttons.pause.text() == "Resume"
    room.show_view(LISTENING)
    assert room.buttons.pause.text() == "Pause"


def test_who_is_asked_is_told_when_it_changes(room, qtbot):
    with qtbot.waitSignal(room.house_changed) as told:
        room.show_view(replace(LISTENING, sealed=False, engine="large at models.example.org"))
    assert told.args == [False, "large at models.example.org"]


def test_it_fits_the_smallest_window_even_in_trouble(room):
    room.show_view(replace(LISTENING, banner="One sentence.", notice="Another one."))
    smallest = room.minimumSizeHint()
    assert smallest.width() <= 960
    assert smallest.height() <= 640 - 56


def test_the_panels_line_can_be_read_from_a_chair_pushed_back(room):
    font: QFont = QTextCursor(room.line.document()).charFormat().font()
    assert font.pixelSize() >= 28


def test_typing_fits_the_smallest_window_too(room):
    room.resize(900, 584)
    room.open_typing()
    room.show_view(replace(LISTENING, banner="One sentence."))
    assert room.minimumSizeHint().height() <= 640 - 56
    room.close_typing()
    assert room.transcript.isVisible()


def test_a_line_in_a_low_window_begins_at_its_beginning(room):
    room.show_view(replace(LISTENING, banner="One.", notice="Two.", line="Why is that so? " * 30, quote=""))
    room.resize(900, 584)
    assert room.line.verticalScrollBar().value() == 0
