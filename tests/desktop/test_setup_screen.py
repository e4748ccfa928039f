from __future__ import annotations

import re
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel

from audio.events import DeviceFound, DeviceLost, LevelMeasured, SpeechModelFailed, SpeechModelLoaded
from desktop.rows import QuestionRow, SessionRow
from desktop.screens.setup import SetupScreen
from desktop.settings import Settings

QUESTIONS = [
    QuestionRow("one", "First question", "Research engineer", "Onsite", "You talk about retrieval."),
    QuestionRow("two", "Second question", "Speech scientist", "Presentation", "You present."),
]


@pytest.fixture
def screen(qtbot, dressed):
    screen = SetupScreen()
    qtbot.addWidget(screen)
    screen.show_questions(QUESTIONS)
    screen.show_devices(["Headset", "Built-in"], ["Headset", "HDMI"])
    screen.resize(1280, 750)
    screen.show()
    qtbot.waitExposed(screen)
    return screen


def test_the_first_question_is_chosen_and_can_be_read(screen):
    assert screen.settings.question == "one"
    assert screen.questions.preview.toPlainText() == "You talk about retrieval."


def test_last_times_question_is_chosen_again(qtbot, dressed):
    screen = SetupScreen()
    qtbot.addWidget(screen)
    screen.show_settings(Settings(question="two"))
    screen.show_questions(QUESTIONS)
    assert screen.settings.question == "two"
    assert screen.questions.preview.toPlainText() == "You present."


def test_the_arrow_keys_choose_another_question(screen, qtbot):
    with qtbot.waitSignal(screen.choices_changed) as told:
        qtbot.keyClick(screen.questions.questions, Qt.Key.Key_Down)
    assert told.args[0].question == "two"
    assert screen.questions.preview.toPlainText() == "You present."


def test_start_gives_every_choice(screen, qtbot):
    for choice, value in ((screen.kind, "onsite"), (screen.pressure, "hostile"), (screen.patience, "hold")):
        qtbot.mouseClick(choice.buttons[value], Qt.MouseButton.LeftButton)
    screen.minutes.setValue(45)
    with qtbot.waitSignal(screen.round_started) as started:
        qtbot.mouseClick(screen.start, Qt.MouseButton.LeftButton)
    assert started.args[0] == Settings(
        question="one", kind="onsite", minutes=45, pressure="hostile", patience="hold"
    )


def test_ctrl_return_starts_from_wherever_the_focus_is(screen, qtbot):
    screen.minutes.setFocus()
    with qtbot.waitSignal(screen.round_started):
        qtbot.keyClick(screen.minutes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_each_choice_is_explained_in_a_sentence(screen, qtbot):
    before = screen.patience.explanation.text()
    qtbot.mouseClick(screen.patience.buttons["hold"], Qt.MouseButton.LeftButton)
    assert screen.patience.explanation.text() != before
    assert "Only you end your turn" in screen.patience.explanation.text()


def test_settings_that_have_no_control_here_are_kept(screen):
    screen.show_settings(Settings(voice="espeak", theme="dark", speech_model="base.en"))
    assert (screen.settings.voice, screen.settings.theme, screen.settings.speech_model) == (
        "espeak",
        "dark",
        "base.en",
    )


def test_without_a_question_there_is_nothing_to_start(qtbot, dressed):
    screen = SetupScreen()
    qtbot.addWidget(screen)
    assert not screen.start.isEnabled()
    assert "question" in screen.trouble.text()


def test_a_server_elsewhere_is_used_only_after_consent_for_this_round(screen, qtbot):
    qtbot.mouseClick(screen.examiner.choice.buttons["server"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(screen.examiner.url, "https://models.example.org/v1")
    qtbot.keyClicks(screen.examiner.model, "large")
    assert not screen.start.isEnabled()
    assert "models.example.org" in screen.examiner.host.text()
    assert screen.examiner.consent_row.isVisible()
    qtbot.mouseClick(screen.examiner.consent, Qt.MouseButton.LeftButton)
    assert screen.start.isEnabled()
    with qtbot.waitSignal(screen.round_started) as started:
        screen.start.click()
    assert started.args[0].model_url == "https://models.example.org/v1"
    assert not screen.examiner.consented
    assert not screen.start.isEnabled()


def test_consent_to_one_host_is_not_consent_to_the_next(screen, qtbot):
    screen.show_settings(Settings(offline=False, model_url="https://one.example/v1", model="m"))
    screen.examiner.consent.click()
    assert screen.start.isEnabled()
    screen.examiner.url.setText("https://two.example/v1")
    assert not screen.start.isEnabled()


def test_ctrl_return_cannot_jump_over_a_missing_consent(screen, qtbot):
    screen.show_settings(Settings(offline=False, model_url="https://one.example/v1", model="m"))
    with qtbot.assertNotEmitted(screen.round_started):
        qtbot.keyClick(screen.minutes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_house_is_told_apart_from_the_start(screen, qtbot):
    with qtbot.waitSignal(screen.house_changed) as told:
        screen.show_settings(Settings(offline=False, model_url="https://one.example/v1", model="m"))
    assert told.args == [False, "one.example"]


def test_the_voice_moves_the_meter_and_its_words(screen):
    for number in range(40):
        screen.on_event(LevelMeasured(number * 0.05, -25.0, -10.0, True))
    assert screen.sound.meter.words.text() == "Good level."
    for number in range(40, 110):
        screen.on_event(LevelMeasured(number * 0.05, -55.0, -45.0, True))
    assert "Too quiet" in screen.sound.meter.words.text()


def test_choosing_a_microphone_names_it_and_empties_the_meter(screen, qtbot):
    screen.on_event(LevelMeasured(0.0, -25.0, -10.0, True))
    screen.sound.microphones.setFocus()
    with qtbot.waitSignals([screen.input_chosen, screen.choices_changed]):
        qtbot.keyClick(screen.sound.microphones, Qt.Key.Key_Down)
        screen.sound.microphones.activated.emit(screen.sound.microphones.currentIndex())
    assert screen.settings.input_device == "Headset"
    assert screen.sound.meter.meter.judge.verdict == "waiting"


def test_a_wished_microphone_that_is_unplugged_is_not_forgotten(screen):
    screen.show_settings(Settings(input_device="Built-in"))
    screen.show_devices(["Headset"], ["Headset"])
    assert screen.settings.input_device == "Built-in"
    screen.show_devices(["Headset", "Built-in"], ["Headset"])
    assert screen.sound.microphones.currentText() == "Built-in"


def test_without_a_microphone_one_can_still_start_and_type(screen):
    screen.show_devices([], ["HDMI"])
    assert screen.sound.no_microphone.isVisible()
    assert "type your answers" in screen.sound.no_microphone.text()
    assert not screen.sound.meter.isVisible()
    assert screen.start.isEnabled()


def test_the_test_tone_needs_a_speaker(screen, qtbot):
    with qtbot.waitSignal(screen.tone_asked):
        qtbot.mouseClick(screen.sound.tone, Qt.MouseButton.LeftButton)
    screen.show_devices(["Headset"], [])
    assert not screen.sound.tone.isEnabled()
    assert screen.sound.no_speaker.isVisible()


def test_the_volume_is_chosen_with_the_keys_and_kept(screen, qtbot):
    screen.show_settings(Settings(volume=60))
    assert screen.sound.percent.text() == "60 %"
    screen.sound.volume.setFocus()
    with qtbot.waitSignal(screen.volume_chosen) as told, qtbot.waitSignal(screen.choices_changed):
        qtbot.keyClick(screen.sound.volume, Qt.Key.Key_Right)
    assert told.args == [65]
    assert screen.settings.volume == 65
    assert screen.sound.percent.text() == "65 %"
    qtbot.keyClick(screen.sound.volume, Qt.Key.Key_Home)
    assert screen.settings.volume == 0


def test_a_volume_of_last_time_is_shown_and_told_to_nobody(screen, qtbot):
    with qtbot.assertNotEmitted(screen.volume_chosen), qtbot.assertNotEmitted(screen.choices_changed):
        screen.show_settings(Settings(volume=20))
    assert screen.sound.volume.value() == 20


def test_the_volume_has_a_key_of_its_own_and_needs_a_speaker(screen, qtbot):
    (label,) = (found for found in screen.sound.findChildren(QLabel) if found.buddy() is screen.sound.volume)
    assert label.text() == "Ho&w loud"
    screen.show_devices(["Headset"], [])
    assert not screen.sound.volume.isEnabled()


def test_a_lost_device_is_told_until_it_is_back(screen):
    screen.on_event(DeviceLost(1.0, "input", "The headset went away; plug it in again."))
    assert screen.sound.lost.text() == "The headset went away; plug it in again."
    screen.on_event(DeviceFound(2.0, "input"))
    assert not screen.sound.lost.isVisible()


def test_the_speech_models_state_is_told(screen):
    screen.show_speech_model_loading()
    assert "loading" in screen.sound.model_state.text()
    screen.on_event(SpeechModelLoaded("base.en", "d", "cpu"))
    assert "base.en is ready" in screen.sound.model_state.text()
    screen.on_event(SpeechModelFailed("The speech model is damaged; fetch it again."))
    assert "damaged" in screen.sound.model_state.text()
    assert "type your answers" in screen.sound.model_state.text()


def test_past_sessions_are_opened_by_button_and_by_return(screen, qtbot):
    screen.show_sessions([SessionRow("s1", "First question", datetime(2025, 5, 9, 18, 4), 1790)])
    qtbot.mouseClick(screen.questions.sessions_tab, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.session_opened) as opened:
        qtbot.mouseClick(screen.questions.open_button, Qt.MouseButton.LeftButton)
    assert opened.args == ["s1"]
    with qtbot.waitSignal(screen.session_opened):
        qtbot.keyClick(screen.questions.sessions, Qt.Key.Key_Return)


def test_without_past_sessions_the_page_says_so(screen, qtbot):
    qtbot.mouseClick(screen.questions.sessions_tab, Qt.MouseButton.LeftButton)
    assert screen.questions.nothing_yet.isVisible()
    assert not screen.questions.open_button.isVisible()


def test_a_session_row_says_when_and_how_long():
    row = SessionRow("s", "t", datetime(2025, 5, 9, 18, 4), 70, whole=False)
    assert row.subtitle == "9 May 2025, 18:04 · 1 minute · cut off"


def test_importing_names_the_file(screen, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/questions/new.md", ""))
    with qtbot.waitSignal(screen.question_import_asked) as asked:
        qtbot.mouseClick(screen.questions.import_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["/questions/new.md"]


def test_trouble_is_told_until_the_next_choice(screen, qtbot):
    screen.show_trouble("The disk is full; free some space.")
    assert screen.trouble.text() == "The disk is full; free some space."
    qtbot.mouseClick(screen.kind.buttons["onsite"], Qt.MouseButton.LeftButton)
    assert screen.trouble.text().startswith("Onsite")


def test_no_two_things_on_the_screen_answer_to_the_same_key(screen):
    texts = [button.text() for button in screen.findChildren(QAbstractButton)]
    texts += [label.text() for label in screen.findChildren(QLabel) if label.buddy() is not None]
    keys = [found.group(1).lower() for text in texts if (found := re.search(r"&(\w)", text))]
    assert len(keys) > 15
    assert len(keys) == len(set(keys))


def test_everything_can_be_reached_with_tab(screen, qtbot):
    screen.questions.questions.setFocus()
    reached = set()
    for _ in range(60):
        focused = screen.focusWidget()
        reached.add(focused)
        screen.focusNextChild()
    wanted = {
        screen.questions.questions,
        screen.questions.questions_tab,
        screen.questions.import_button,
        screen.minutes,
        screen.sound.microphones,
        screen.sound.speakers,
        screen.sound.tone,
        screen.start,
    }
    assert wanted <= reached
    for choice in (screen.kind, screen.pressure, screen.patience, screen.examiner.choice):
        assert reached & set(choice.buttons.values())


def test_it_fits_the_smallest_window(screen):
    assert screen.minimumSizeHint().width() <= 900


def test_a_usual_server_is_one_choice_away(screen):
    screen.examiner.choice.choose("server")
    local = screen.examiner.usual.menu().actions()[0]
    local.trigger()
    assert screen.settings.model_url == "http://localhost:11434/v1"
    assert "stay on this machine" in screen.examiner.host.text()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_models_of_a_server_are_offered_and_an_only_one_is_taken(screen, qtbot):
    screen.show_settings(Settings(offline=False, model_url="http://localhost:8080/v1"))
    with qtbot.waitSignal(screen.examiner.models_asked) as asked:
        screen.examiner.list_models.click()
    assert asked.args == ["http://localhost:8080/v1"]
    assert not screen.examiner.list_models.isEnabled()
    screen.examiner.show_models(["only-one"])
    assert screen.settings.model == "only-one"
    assert screen.examiner.list_models.isEnabled()
    screen.examiner.show_models(["first", "sec&ond"])
    screen.examiner.names.close()
    screen.examiner.names.actions()[1].trigger()
    assert screen.settings.model == "sec&ond"


def test_a_server_that_does_not_answer_is_told_in_one_sentence(screen):
    screen.show_settings(Settings(offline=False, model_url="http://localhost:8080/v1"))
    screen.examiner.show_no_models("The model server refused the connection.")
    assert screen.examiner.told.text() == "The model server refused the connection."
    screen.examiner.url.setText("http://localhost:1234/v1")
    assert not screen.examiner.told.isVisible()


def test_what_a_talk_is_given_with_is_asked_where_there_is_one_and_kept(qtbot, dressed, tmp_path):
    screen = SetupScreen()
    qtbot.addWidget(screen)
    screen.show()
    deck = tmp_path / "deck.pdf"
    deck.write_bytes(b"%PDF")
    screen.show_settings(Settings(kind="discussion", slides=str(deck), clock="stop", questions="cut_in"))
    assert not screen.talk.isVisible()
    screen.kind.buttons["presentation"].click()
    assert screen.talk.isVisible()
    assert (screen.settings.slides, screen.settings.clock, screen.settings.questions) == (
        str(deck),
        "stop",
        "cut_in",
    )
    kept = []
    screen.choices_changed.connect(kept.append)
    screen.talk.clock.buttons["strict"].click()
    screen.talk.slides.clear.click()
    screen.talk.plan.take(str(tmp_path / "gone.md"))
    assert [(one.clock, bool(one.slides)) for one in kept] == [
        ("strict", True),
        ("strict", False),
        ("strict", False),
    ]
    assert "no longer there" in screen.talk.plan.name.text()
    assert screen.talk.slides.name.text() == "None: you talk without slides"
