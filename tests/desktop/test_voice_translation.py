"""What was measured of a voice reaches the journal unchanged."""

from __future__ import annotations

from audio import measured as heard
from desktop.translation import voice_heard
from interviewer import journal
from interviewer.events import VoiceHeard, VoiceWindow


def test_a_measured_voice_is_journaled_as_it_was():
    windows = (
        heard.VoiceWindow(1.0, 2.0, 0.5, 12.5, 1.5, -24.0),
        heard.VoiceWindow(2.0, 2.4, 0.0, None, None, -40.0),
    )
    event = voice_heard(heard.VoiceMeasured(3, 9.5, windows))
    assert event == VoiceHeard(
        3,
        9.5,
        (VoiceWindow(1.0, 2.0, 0.5, 12.5, 1.5, -24.0), VoiceWindow(2.0, 2.4, 0.0, None, None, -40.0)),
    )
    assert journal.decode(journal.encode(event)) == event
