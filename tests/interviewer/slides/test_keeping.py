"""A talk's slides stay with its session, for nobody else's eyes."""

from __future__ import annotations

import stat

import pytest

from interviewer.errors import InterviewerError
from interviewer.slides.keeping import keep, kept


def test_slides_are_kept_whole_and_private(tmp_path):
    pdf, session = tmp_path / "deck.pdf", tmp_path / "session"
    session.mkdir()
    pdf.write_bytes(b"%PDF-1.7 slides")
    assert kept(session) is None
    keep(pdf, session)
    pdf.unlink()
    found = kept(session)
    assert found.read_bytes() == b"%PDF-1.7 slides"
    assert stat.S_IMODE(found.stat().st_mode) == 0o600
    assert stat.S_IMODE(found.parent.stat().st_mode) == 0o700


def test_what_cannot_be_kept_is_one_sentence(tmp_path):
    with pytest.raises(InterviewerError, match="no file"):
        keep(tmp_path / "gone.pdf", tmp_path)
    pdf = tmp_path / "deck.pdf"
    pdf.write_bytes(b"%PDF")
    (tmp_path / "slides").write_text("in the way")
    with pytest.raises(InterviewerError, match="talk goes on"):
        keep(pdf, tmp_path)
