"""Takes in the journal and in the report: beside the first answer, and in no figure of the round."""

from __future__ import annotations

import json
from dataclasses import asdict, replace

import pytest
from again import BETTER, counted, play, take
from played_round import SECOND
from played_round import play as play_round

from interviewer import journal, takes
from interviewer.correction_file import Edit, carry_out
from interviewer.debrief import export, take_words
from interviewer.debrief.document import as_json
from interviewer.debrief.report import build
from interviewer.errors import InterviewerError
from interviewer.events import AnswerGiven, FillersHeard, LineSpoken, RoundOpened, VoiceHeard
from interviewer.history_index import read as indexed
from interviewer.question import reader
from interviewer.round.restoring import restore
from interviewer.sessions import list_sessions
from interviewer.store import SessionFolder
from interviewer.take_events import TakeBegun, TakeMarked, TakeNoted


def found(folder: SessionFolder):
    return build(SessionFolder.open(folder.path)).takes


def test_a_take_stands_beside_the_first_answer(tmp_path):
    folder = play(tmp_path, *take(2, 1, BETTER, onset=0.8))
    (one,) = found(folder)
    assert one.line == 2
    assert one.first.answer.number == 2
    (again,) = one.takes
    assert again.answer.text == BETTER
    assert again.answer.timings.onset_delay == pytest.approx(0.8)
    assert again.audio == "takes/002-1"
    assert again.made.startswith("2026-03-05")
    assert again.met == "concede"
    assert {reading.measure for reading in again.readings} >= {
        "onset",
        "pace",
        "pause_ratio",
        "hedges",
        "words",
    }


def test_no_figure_of_the_round_counts_a_take(tmp_path):
    plain = build(SessionFolder.open(play_round(tmp_path / "a").path))
    made = take(2, 1, BETTER)
    with_takes = build(SessionFolder.open(play(tmp_path / "b", *made, counted(2, 1, 9, made)).path))
    same = replace(with_takes, takes=(), session=plain.session)
    assert asdict(same) == asdict(plain)
    a, b = (list_sessions(tmp_path / name)[0] for name in ("a", "b"))
    assert (a.answers, a.seconds, a.closed) == (b.answers, b.seconds, b.closed)
    entries = [indexed(one.path, "") for one in (a, b)]
    assert replace(entries[0], name="", id="") == replace(entries[1], name="", id="")


def test_a_round_that_was_cut_off_goes_on_as_if_no_take_had_been_made(tmp_path):
    from played_round import QUESTION, events

    question = reader.read(QUESTION)
    played = [event for event in events() if isinstance(event, RoundOpened)]
    settings = replace(played[0], question=question.title, panel=("Ines Vale", "Tomas Reed"))
    content = journal.write([settings]) + journal.write(take(2, 1, BETTER))
    restored = restore(journal.read(content).events, question)
    assert restored.last == settings.at


def test_a_journal_without_takes_reads_as_before(tmp_path):
    folder = play_round(tmp_path)
    assert folder.journal().takes == ()
    assert found(folder) == ()


def test_an_event_inside_a_take_is_one_of_a_rounds_own():
    line = journal.encode(TakeBegun(2, 1, "", ""))
    nested = line.replace(b'"type": "TakeBegun"', b'"type": "TakeNoted"')[:-2]
    for inner in (b'{"type": "TakeBegun", "line": 2, "take": 1, "made": "", "speech": ""}', b"[]", b'"x"'):
        with pytest.raises(ValueError, match=r"event"):
            journal.decode(nested + b', "event": ' + inner + b"}")


def test_fillers_are_counted_for_a_take_with_their_interval(tmp_path):
    made = take(2, 1, BETTER)
    (one,) = found(play(tmp_path, *made, counted(2, 1, 3, made)))
    fillers = one.takes[0].answer.fillers
    assert fillers.at_least == 3
    shown = dict(take_words.rows(one.takes[0], one))
    assert shown["Fillers"].startswith("at least 3, ")
    assert "95 % interval" in shown["Fillers"]
    assert dict(take_words.rows(one.first, one))["Fillers"] == "not counted"


def test_what_one_pair_cannot_tell_is_said_so(tmp_path):
    (one,) = found(play(tmp_path, *take(2, 1, BETTER, onset=0.8)))
    onset = next(each for each in one.takes[0].differences if each.measure == "onset")
    assert onset.verdict == "one pair cannot tell"
    assert onset.low is None
    said = take_words.differs(one.takes[0], one)
    assert said[0] == "Began 2.0 s sooner: after 0.8 s, not 2.8 s (one pair cannot tell)."


def test_another_speech_model_makes_words_incomparable(tmp_path):
    (one,) = found(play(tmp_path, *take(2, 1, BETTER, speech="base")))
    again = one.takes[0]
    assert not again.alike
    assert {each.measure for each in again.differences} <= {"onset", "pause_ratio"}
    assert any("Another speech model" in sentence for sentence in take_words.differs(again, one))


def test_a_challenge_nobody_answered_can_be_answered_now(tmp_path):
    (one,) = found(play(tmp_path, *take(4, 1, BETTER)))
    assert one.first is None
    assert take_words.differs(one.takes[0], one) == ()
    assert one.takes[0].differences == ()


def test_a_take_that_was_killed_shows_its_recording_and_no_words(tmp_path):
    cut = [
        e
        for e in take(2, 1, BETTER)
        if isinstance(e, TakeBegun) or isinstance(e.event, RoundOpened | LineSpoken)
    ]
    (one,) = found(play(tmp_path, *cut))
    again = one.takes[0]
    assert (again.ending, again.audio, again.answer) == ("cut off", "takes/002-1", None)
    assert take_words.rows(again, one) == ()


def test_a_take_killed_before_the_line_was_heard_is_not_there(tmp_path):
    assert found(play(tmp_path, *take(2, 1, BETTER)[:2])) == ()


def test_who_left_without_a_word_left_no_take(tmp_path):
    assert found(play(tmp_path, *take(2, 1, "", left=True))) == ()
    (one,) = found(play(tmp_path / "x", *take(2, 1, "I would say", left=True)))
    assert one.takes[0].ending == "left"


def test_a_take_is_deleted_and_taken_back_with_its_recording(tmp_path):
    folder = play(tmp_path, *take(2, 1, BETTER), *take(2, 2, "No."))
    path = folder.take_path(2, 1)
    path.write_bytes(b"sound")
    takes.mark(folder.path, 2, 1, "deleted")
    (one,) = found(folder)
    assert ([each.take for each in one.takes], one.deleted) == ([2], (1,))
    assert not path.exists()
    takes.mark(folder.path, 2, 1, "restored")
    (one,) = found(folder)
    assert ([each.take for each in one.takes], one.deleted) == ([1, 2], ())
    assert path.read_bytes() == b"sound"


def test_the_number_of_a_deleted_take_is_not_given_again(tmp_path):
    folder = play(tmp_path, *take(2, 1, BETTER))
    takes.mark(folder.path, 2, 1, "deleted")
    assert takes.wanted(folder.path, 2).take == 2
    folder.take_path(2, 2).write_bytes(b"a recording that lost its journal")
    assert takes.wanted(folder.path, 2).take == 3


def test_one_answer_at_most_is_the_better_one(tmp_path):
    folder = play(tmp_path, *take(2, 1, BETTER), *take(2, 2, "No."))
    takes.mark(folder.path, 2, 1, "preferred")
    takes.mark(folder.path, 2, 0, "preferred")
    (one,) = found(folder)
    assert one.first.preferred
    assert not any(each.preferred for each in one.takes)
    takes.mark(folder.path, 2, 0, "not preferred")
    assert not found(folder)[0].first.preferred


def test_a_session_another_window_writes_takes_no_mark(tmp_path):
    folder = play(tmp_path, *take(2, 1, BETTER))
    other = SessionFolder.open(folder.path)
    other.hold()
    before = (folder.path / "events.jsonl").read_bytes()
    with pytest.raises(InterviewerError, match="another window"):
        takes.mark(folder.path, 2, 1, "deleted")
    other.close()
    assert (folder.path / "events.jsonl").read_bytes() == before


def test_only_challenges_of_a_writable_session_are_asked_again(tmp_path):
    folder = play_round(tmp_path)
    assert takes.wanted(folder.path, 2).number == 2001
    for line in (1, 5, 99):
        with pytest.raises(InterviewerError):
            takes.wanted(folder.path, line)
    document = json.loads((folder.path / "session.json").read_text())
    (folder.path / "session.json").write_text(json.dumps(document | {"schema": 99}))
    with pytest.raises(InterviewerError, match="later version"):
        takes.wanted(folder.path, 2)


def test_what_is_counted_late_goes_to_the_answer_it_belongs_to(tmp_path):
    folder = play_round(tmp_path)
    desk = takes.TakeJournal(folder, 3, 1)
    of_round = FillersHeard(2, 41.0, 1, 0.0, 5.6, (), 0)
    of_take = VoiceHeard(2001, 9.0, ())
    own = AnswerGiven(3001, 3, "x", (), (), 1.0, 2.0, "done", "takes/003-1", typed=False)
    for event in (of_round, of_take, own):
        desk.append(event)
    folder.close()
    kept = folder.journal()
    assert kept.events[-1] == of_round
    assert kept.takes == (TakeNoted(2, 1, of_take), TakeNoted(3, 1, own))


def test_the_line_is_said_from_what_was_kept_of_it(tmp_path):
    folder = play_round(tmp_path)
    desk = takes.TakeJournal(folder, 2, 1)
    assert desk.panel_path(2) == folder.path / "takes" / "002-line.wav"
    folder.panel_path(2).write_bytes(b"")
    assert desk.panel_path(2) == folder.panel_path(2)
    assert desk.audio_path(2001) == folder.take_path(2, 1)


def test_a_session_deleted_during_a_take_is_written_again_whole(tmp_path):
    import shutil

    path = play_round(tmp_path).path
    before = SessionFolder.open(path).journal().events
    folder = SessionFolder.open(path)
    folder.hold()
    shutil.rmtree(path)
    for event in take(2, 1, BETTER):
        folder.append(event)
    folder.close()
    kept = SessionFolder.open(path).journal()
    assert kept.events == before
    assert len(kept.takes) == len(take(2, 1, BETTER))


def test_every_export_shows_takes_and_takes_no_word_for_markup(tmp_path):
    hostile = "<b>bold</b> **stars** & [link](http://x.test) " * 2
    folder = play(tmp_path, *take(2, 1, hostile), *take(2, 2, BETTER))
    report = build(SessionFolder.open(folder.path))
    (folder.path / "takes" / "002-2.wav").write_bytes(b"")
    page = export.render(report, "html", folder.path)
    paper = export.render(report, "paper")
    markdown = export.render(report, "md")
    for text in (page, paper):
        assert "<b>bold" not in text
        assert "Take 2" in text
    assert 'src="takes/002-2.wav"' in page
    assert "**stars**" not in markdown
    assert "**Take 2 · 5 March 2026, 10:02**" in markdown
    document = json.loads(export.render(report, "json"))
    assert [one["take"] for one in document["takes"][0]["takes"]] == [1, 2]
    json.dumps(as_json(report), allow_nan=False)


def test_a_first_answer_that_was_corrected_says_so_beside_the_take_in_every_form(tmp_path):
    folder = play(tmp_path, *take(2, 1, BETTER))
    carry_out(
        folder, Edit(2, SECOND, SECOND.replace("one benchmark", "two benchmarks")), "2026-03-06T10:00:00"
    )
    (takes_of,) = found(folder)
    rows = dict(take_words.rows(takes_of.first, takes_of))
    assert "two benchmarks" in take_words.said(takes_of.first)
    assert rows["Corrected"] == "2 words"
    assert "Corrected" not in dict(take_words.rows(takes_of.takes[0], takes_of))
    report = build(SessionFolder.open(folder.path))
    assert "<dt>Corrected</dt><dd>2 words</dd>" in export.render(report, "html", folder.path)
    assert "- Corrected: 2 words" in export.render(report, "md")
    assert "Corrected</span> 2 words" in export.render(report, "paper")
    carry_out(
        folder, Edit(2, SECOND.replace("one benchmark", "two benchmarks"), "Two."), "2026-03-06T10:01:00"
    )
    (takes_of,) = found(folder)
    assert dict(take_words.rows(takes_of.first, takes_of))["Corrected"].endswith("words, more than a fifth")


def test_marks_of_a_line_that_is_not_there_show_nothing(tmp_path):
    assert found(play(tmp_path, TakeMarked(77, 1, "deleted"), TakeMarked(2, 5, "preferred"))) == ()
