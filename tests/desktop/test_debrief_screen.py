from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop.screens.debrief import DebriefScreen
from desktop.screens.debrief_words import answer_chips, asked_by, figures, headline, line_flags, when
from desktop.widgets.passage import Passage
from interviewer.answer import Pause, Timings
from interviewer.debrief.exchanges import Answer, Exchange, Line
from interviewer.debrief.report import GRADED, Judged, Report
from interviewer.debrief.totals import Duration, totals
from interviewer.debrief.turnaround import Turnaround
from interviewer.debrief.wording import NOT_YOURS

SILENT = Timings(None, 0.0, 0.0, (), 0, None, 0)
LINE = Line(
    number=2,
    speaker="Mei Tanaka",
    kind="challenge",
    text="You said five seeds. What was the spread?",
    quote="five seeds",
    verified=True,
    about=1,
    move="no_uncertainty",
    dimension="experimental_rigor",
    engine="embedded",
    fallback="",
    start=75.0,
    end=80.0,
    interrupted=False,
    audio="panel/002",
)
ANSWER = Answer(
    number=2,
    text="It was one point two.",
    start=81.8,
    end=100.0,
    reason="done",
    typed=False,
    empty=False,
    reopened=0,
    timings=Timings(1.8, 16.0, 18.2, (Pause(90.0, 91.5), Pause(95.0, 95.7)), 1, 148.2, 45),
    audio="audio/002",
)
EXCHANGE = Exchange(LINE, (ANSWER,))


def reported(*exchanges: Exchange, **changes: object) -> Report:
    report = Report(
        schema=1,
        session="s",
        created="2025-05-09T18:04:12+01:00",
        question="Summarise a year of notes",
        kind="discussion",
        minutes=30.0,
        pressure="probing",
        seed=7,
        panel=("Mei Tanaka",),
        engine="embedded",
        engines={},
        asked_by={"embedded": len(exchanges)},
        fallbacks=(),
        duration=Duration(1790.0, 62.0, "finished"),
        exchanges=exchanges,
        totals=totals(exchanges),
        hints=0,
        repeats=0,
        grading=GRADED,
        rubric=(Judged("scoped_depth", "Scoped depth", "", "discussion", "", ()),),
        warnings=(),
    )
    return replace(report, **changes)


@pytest.fixture
def screen(debrief_screen):
    show(debrief_screen, EXCHANGE)
    return debrief_screen


def show(screen: DebriefScreen, *exchanges: Exchange, **changes: object) -> None:
    """Show a report, all of it: the screen makes what is seen first at once and the rest piece by piece."""
    screen.show_report(reported(*exchanges, **changes))
    while screen.area.is_growing:
        QCoreApplication.processEvents()


def texts(screen: QWidget) -> list[str]:
    within = screen.area if isinstance(screen, DebriefScreen) else screen
    found = [*within.findChildren(QLabel), *within.findChildren(Passage)]
    return [label.text() for label in found if label.isVisibleTo(screen)]


def test_the_headline_says_when_how_long_and_who_asked():
    report = reported(EXCHANGE)
    assert headline(report).startswith(
        "9 May 2025, 18:04 · Research discussion · 29:50, to its end, 1:02 of it paused"
    )
    assert asked_by(report) == "Asked by Viva's own panel (1 question)."


def test_a_date_that_is_none_stays_as_it_is():
    assert when("yesterday") == "yesterday"


def test_totals_come_with_what_must_be_known_to_read_them():
    second = Exchange(
        replace(LINE, number=3),
        (replace(ANSWER, number=3, timings=replace(ANSWER.timings, onset_delay=-0.4)),),
    )
    found = {figure.name: figure for figure in figures(reported(EXCHANGE, second))}
    assert found["Challenges"].value == "2"
    assert found["Until you began"].value == "0.7 s"
    assert found["Until you began"].note == "median; from −0.4 to 1.8, 2 answers"
    assert found["Speech"].value == "0:32"
    assert found["Long pauses"].value == "2"


def test_where_nothing_was_spoken_no_figure_is_invented():
    typed = replace(ANSWER, typed=True, timings=SILENT, audio="")
    found = {figure.name: figure for figure in figures(reported(Exchange(LINE, (typed,))))}
    assert found["Until you began"].value == "—"
    assert found["Pace"].note == "nothing to measure"
    assert (found["Fillers"].value, found["Fillers"].note) == ("—", "not counted")


def test_each_answer_shows_its_timings():
    assert answer_chips(ANSWER) == [
        "Began after 1.8 s",
        "Spoke for 0:18",
        "148 words a minute",
        "1 long pause, the longest 1.5 s",
    ]


def test_how_long_the_panel_took_stands_on_its_card_and_beneath_the_totals(screen):
    timed = replace(ANSWER, turnaround=Turnaround(3, 1.2, 0.1, 0.02, 0.08, 1.4, foreseen=False))
    show(screen, Exchange(LINE, (timed,)), Exchange(LINE, (replace(ANSWER, number=3),)))
    (on_card,) = [text for text in texts(screen.cards[0]) if text.startswith("The panel answered")]
    assert on_card == (
        "The panel answered 1.4 s after you stopped: 1.2 s until your key, words 0.1 s, question 0.0 s, voice 0.1 s"
    )
    assert [text for text in texts(screen.cards[1]) if "The panel answered" in text] == []
    assert f"The panel answered 1.4 s after you stopped, timed once. {NOT_YOURS}" in texts(screen)


def test_where_nothing_was_timed_nothing_is_said_of_it(screen):
    assert not [text for text in texts(screen) if "The panel answered" in text]


def test_a_fallback_and_an_unverified_quote_are_flagged():
    flags = line_flags(replace(LINE, verified=False, fallback="the server was silent", engine="embedded"))
    assert flags[0] == "Unverified: “five seeds” is not in the transcript."
    assert flags[1] == "Asked by Viva's own panel instead: the server was silent"


def test_the_quoted_words_stand_apart_from_the_line(screen):
    shown = texts(screen)
    assert "“five seeds”" in shown
    assert LINE.text in shown


def test_words_the_candidate_never_said_are_not_set_apart_as_theirs(screen):
    show(screen, Exchange(replace(LINE, verified=False), (ANSWER,)))
    shown = texts(screen)
    assert "“five seeds”" not in shown
    assert any(text.startswith("Unverified") for text in shown)


def test_both_recordings_can_be_played(screen, qtbot):
    line, answer = screen.cards[0].clips
    with qtbot.waitSignal(screen.clip_asked) as asked:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton)
    assert asked.args == ["panel/002"]
    with qtbot.waitSignal(screen.clip_asked) as asked:
        qtbot.keyClick(answer, Qt.Key.Key_Space)
    assert asked.args == ["audio/002"]


def test_the_recording_that_plays_can_be_stopped(screen, qtbot):
    line, answer = screen.cards[0].clips
    screen.show_playing("audio/002")
    assert (line.text(), answer.text()) == ("Play", "Stop")
    with qtbot.assertNotEmitted(screen.clip_asked), qtbot.waitSignal(screen.clip_stopped):
        qtbot.mouseClick(answer, Qt.MouseButton.LeftButton)
    screen.show_playing("")
    assert answer.text() == "Play"


def test_what_was_not_recorded_offers_no_button(screen):
    typed = replace(ANSWER, typed=True, timings=SILENT, audio="")
    show(screen, Exchange(LINE, (typed,)))
    assert [button.clip for button in screen.cards[0].clips] == ["panel/002"]


def test_an_answer_without_words_says_so(screen):
    empty = replace(ANSWER, text="", empty=True)
    show(screen, Exchange(LINE, (empty,)))
    assert "No words were recognised" in texts(screen)


def test_a_talk_that_came_before_any_line_is_shown(screen):
    show(screen, Exchange(None, (ANSWER,)))
    assert ANSWER.text in texts(screen)


def test_it_says_plainly_that_nothing_is_graded(screen):
    shown = texts(screen)
    assert GRADED in shown
    assert shown.count("not shown") == 1


def test_warnings_are_shown(screen):
    show(screen, EXCHANGE, warnings=("The round was cut off before its end.",))
    assert "The round was cut off before its end." in texts(screen)


def test_a_round_without_answers_says_so(screen):
    show(screen, Exchange(LINE, ()))
    assert any("No answer was given" in text for text in texts(screen))


def test_a_session_that_cannot_be_read_offers_nothing_to_export(screen):
    screen.show_broken("The session's folder cannot be read; look into it.")
    assert "The session's folder cannot be read; look into it." in texts(screen)
    assert screen.cards == []
    assert not screen.export.isEnabled()
    assert not screen.folder.isEnabled()
    assert screen.new_round.isEnabled()


def test_every_form_of_export_is_offered(screen, qtbot):
    asked: list[str] = []
    screen.export_asked.connect(asked.append)
    for action in screen.export.menu().actions():
        action.trigger()
    assert asked == ["html", "md", "pdf", "json"]


def test_folder_and_new_round_are_one_click(screen, qtbot):
    with qtbot.waitSignal(screen.folder_asked):
        qtbot.mouseClick(screen.folder, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.new_round_asked):
        qtbot.mouseClick(screen.new_round, Qt.MouseButton.LeftButton)


def test_how_an_export_went_is_said(screen):
    screen.show_said("Saved as report.pdf.")
    assert screen.said.text() == "Saved as report.pdf."


def test_a_sentence_has_room_beside_every_button_of_the_smallest_window(screen, qtbot):
    screen.resize(960, 580)
    show(screen, EXCHANGE)
    for button in (screen.back, screen.undo, screen.redo, screen.going_on):
        button.show()
    before = screen.area.height()
    screen.show_said("12 words corrected in 3 answers; the debrief is of your words.")
    one_line = screen.said.fontMetrics().height()
    qtbot.waitUntil(lambda: screen.area.height() < before)
    assert screen.said.width() > 800
    assert before - screen.area.height() < 2 * one_line
    screen.show_said("")
    qtbot.waitUntil(lambda: screen.area.height() == before)


def test_it_fits_the_smallest_window(screen):
    assert screen.minimumSizeHint().width() <= 900
    screen.resize(900, 584)
    assert 300 < screen.area.narrowest <= screen.area.viewport().width()
