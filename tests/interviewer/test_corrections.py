"""What is corrected is added to a file, undone by another line, and read whatever became of the file."""

from __future__ import annotations

import json
import stat

import played_round
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer import correction_file, corrections
from interviewer.correcting import corrected, edits, effective, respoken, timed
from interviewer.correction_file import Edit, Redo, Undo, carry_out
from interviewer.corrections import Corrected, Corrections, Redone, Undone
from interviewer.errors import InterviewerError
from interviewer.events import Word
from interviewer.folder_lock import FolderLock
from interviewer.store import SessionFolder
from interviewer.word_diff import differences

NOW = "2026-03-04T16:00:00+01:00"
HEARD = "we used flesh attention on five seats and it help up".split()  # noqa: SIM905 - read as it is said

word = st.sampled_from(["a", "b", "c", "five", "seeds,"])
said = st.lists(word, max_size=12)


def one(step: int, first: int, last: int, text: str, heard: list[str] = HEARD) -> Corrected:
    return Corrected(step, 1, first, last, " ".join(heard[first:last]), text, NOW)


def answer(text: str = " ".join(HEARD)):
    return played_round.answer(1, 1, text, ((10.0, 15.0),))


def text_of(heard: list[str], made: list[Corrected]) -> list[str]:
    """Say the words with these corrections, by the one thing that ever does."""
    return corrected(answer(" ".join(heard)), effective(heard, made)[0])[0].text.split()


# Which words changed


@given(said, said)
def test_the_differences_make_the_new_text_of_the_old(old, new):
    at, made = 0, []
    for first, last, to, until in differences(old, new):
        made += [*old[at:first], *new[to:until]]
        at = last
    assert [*made, *old[at:]] == new


@given(said, said)
def test_between_two_differences_a_word_stayed(old, new):
    found = differences(old, new)
    assert all(later[0] > last and later[2] > until for (_, last, _, until), later in zip(found, found[1:]))  # noqa: B905, RUF007 - the list with its own rest


def test_two_words_of_ten_thousand_are_two_differences():
    old = [str(number % 18) for number in range(10_000)]
    new = ["one", *old[1:-1], "two"]
    assert differences(old, new) == [(0, 1, 0, 1), (9999, 10_000, 9999, 10_000)]


def test_a_text_that_was_written_anew_is_one_difference():
    old, new = [f"a{number}" for number in range(2000)], [f"b{number}" for number in range(1500)]
    assert differences(old, new) == [(0, 2000, 0, 1500)]


# Editing, again and again


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(said, st.lists(said, max_size=6))
def test_however_often_an_answer_is_edited_it_reads_as_it_was_left(heard, texts):
    made: list[Corrected] = []
    for step, text in enumerate(texts, 1):
        kept, _ = effective(heard, made)
        for first, last, new in edits(heard, kept, text):
            assert first < last or not heard
            made.append(one(step, first, last, new, heard))
        assert text_of(heard, made) == text
        assert effective(heard, made)[1] == 0


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(said, st.lists(said, max_size=5), st.lists(st.booleans(), max_size=12))
def test_random_corrections_undone_and_redone_end_where_they_were(heard, texts, moves):
    entries: list[corrections.Entry] = []
    states = [heard]
    for step, text in enumerate(texts, 1):
        active = Corrections(tuple(entries)).active
        found = edits(heard, effective(heard, active)[0], text)
        entries += [one(step, first, last, new, heard) for first, last, new in found]
        if found:
            states.append(text)
    at = len(states) - 1
    for back in moves:
        known = Corrections(tuple(entries))
        step = known.undoable if back else known.redoable
        if step is not None:
            entries.append(Undone(step, NOW) if back else Redone(step, NOW))
            at += -1 if back else 1
        assert text_of(heard, list(Corrections(tuple(entries)).active)) == states[at]
    while (step := Corrections(tuple(entries)).undoable) is not None:
        entries.append(Undone(step, NOW))
    original = answer(" ".join(heard))
    assert corrected(original, effective(heard, Corrections(tuple(entries)).active)[0]) == (original, None)


def test_a_later_correction_takes_the_place_of_those_it_overlaps():
    made = [one(1, 2, 4, "flash attention"), one(2, 5, 7, "five seeds"), one(3, 6, 8, "seeds; and")]
    assert " ".join(text_of(HEARD, made)) == "we used flash attention on five seeds; and it help up"


def test_a_correction_of_other_words_says_nothing():
    made = [Corrected(1, 1, 2, 4, "fresh attention", "flash attention", NOW), one(2, 40, 41, "x", HEARD)]
    assert effective(HEARD, made) == ([], 2)


def test_what_stays_within_a_correction_keeps_its_time_and_certainty():
    words = [Word("five", 1.0, 1.4, 0.6), Word("seats", 1.5, 2.0, 0.3)]
    assert respoken(words, 0, 2, ["five", "fresh", "seeds"], (0.0, 9.0)) == [
        words[0],
        Word("fresh", 1.5, 1.75, 1.0),
        Word("seeds", 1.75, 2.0, 1.0),
    ]


def test_an_added_word_lies_in_the_gap_where_it_was_added():
    words = [Word("five", 1.0, 1.4, 0.6), Word("seats", 1.8, 2.0, 0.3)]
    found = respoken(words, 0, 1, ["five", "new"], (0.0, 9.0))
    assert found == [words[0], Word("new", 1.4, 1.8, 1.0)]


@given(said.filter(bool), said)
def test_words_never_go_back_in_time(heard, new):
    original = answer(" ".join(heard))
    made = [one(1, first, last, text, heard) for first, last, text in edits(heard, [], new)]
    found = corrected(original, made)[0].words
    assert [word.text for word in found] == new
    assert all(word.start <= word.end for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert all(word.start >= 10.0 and word.end <= 15.0 + 1e-6 for word in found)


def test_words_that_are_not_those_of_the_text_are_not_trusted_for_their_times():
    original = played_round.answer(
        1, 1, "other words", ((1.0, 2.0),), words=played_round.words("these", 1, 2)
    )
    assert timed(original.text, original.words) == ()
    found, _ = corrected(original, [one(1, 0, 1, "another", ["other", "words"])])
    assert (found.text, found.words) == ("another words", ())


def test_how_much_was_changed_is_counted_in_words():
    few = corrected(answer(), [one(1, 2, 3, "flash")])[1]
    assert (few.words, few.much, few.heard) == (1, False, " ".join(HEARD))
    many = corrected(answer(), [one(1, 0, 4, "nobody ever tried it twice")])[1]
    assert (many.words, many.much) == (5, True)


@pytest.mark.parametrize(
    ("quote", "now"),
    [
        ("five seats", "five seeds"),
        ("five seats and it", "five seeds and it"),
        ("we used", None),
        ("never", None),
    ],
)
def test_what_became_of_quoted_words_is_known(quote, now):
    assert corrected(answer(), [one(1, 6, 7, "seeds")])[1].now(quote) == now


def test_quoted_words_that_were_struck_are_nothing_now():
    assert corrected(answer(), [one(1, 5, 7, "")])[1].now("five seats") == ""


# The file


@pytest.fixture
def folder(tmp_path):
    return played_round.play(tmp_path)


def kept(folder: SessionFolder) -> bytes:
    return (folder.path / correction_file.NAME).read_bytes()


def edit(old: str, new: str) -> Edit:
    return Edit(1, played_round.FIRST, played_round.FIRST.replace(old, new))


def test_a_correction_is_a_line_with_what_was_heard(folder):
    assert carry_out(folder, edit("four bit", "three bit"), NOW) == (1,)
    assert json.loads(kept(folder)) == {
        "schema": 1,
        "what": "corrected",
        "step": 1,
        "answer": 1,
        "first": 7,
        "last": 8,
        "heard": "four",
        "text": "three",
        "at": NOW,
    }


def test_it_is_private_and_the_journal_is_left_alone(folder):
    before = (folder.path / "events.jsonl").read_bytes()
    carry_out(folder, edit("four bit", "three bit"), NOW)
    assert stat.S_IMODE((folder.path / correction_file.NAME).stat().st_mode) == 0o600
    assert (folder.path / "events.jsonl").read_bytes() == before


def test_the_file_only_grows_and_undo_outlives_the_window(folder):
    carry_out(folder, edit("four bit", "three bit"), NOW)
    first = kept(folder)
    reopened = SessionFolder.open(folder.path)
    assert carry_out(reopened, Undo(), NOW) == (1,)
    assert kept(folder).startswith(first)
    assert correction_file.read(folder.path).active == ()
    carry_out(reopened, Redo(), NOW)
    assert [one.text for one in correction_file.read(folder.path).active] == ["three"]


def test_nothing_to_undo_or_to_make_again_is_said(folder):
    for wish in (Undo(), Redo()):
        with pytest.raises(InterviewerError, match="There is no correction"):
            carry_out(folder, wish, NOW)


def test_a_new_correction_leaves_nothing_to_make_again(folder):
    carry_out(folder, edit("four bit", "three bit"), NOW)
    carry_out(folder, Undo(), NOW)
    carry_out(folder, edit("four bit", "two bit"), NOW)
    assert correction_file.read(folder.path).redoable is None


def test_an_answer_that_was_not_changed_adds_no_line(folder):
    assert carry_out(folder, edit("four", "four"), NOW) == ()
    assert not (folder.path / correction_file.NAME).exists()


def test_what_was_typed_cannot_be_corrected(folder):
    with pytest.raises(InterviewerError, match="Only what was spoken"):
        carry_out(folder, Edit(3, "A second family of models.", "Another."), NOW)
    with pytest.raises(InterviewerError, match="Only what was spoken"):
        carry_out(folder, Edit(99, "", "Another."), NOW)


def test_what_another_window_corrected_meanwhile_is_not_overwritten(folder):
    carry_out(folder, edit("four bit", "three bit"), NOW)
    with pytest.raises(InterviewerError, match="in another window meanwhile"):
        carry_out(folder, edit("per token", "per word"), NOW)


def test_words_can_be_given_to_an_answer_that_has_none(folder):
    carry_out(folder, Edit(4, "", "It fails on code."), NOW)
    carry_out(folder, Edit(4, "It fails on code.", "It fails on code with tabs."), NOW)
    assert [one.text for one in correction_file.read(folder.path).active][-1] == "It fails on code with tabs."


def test_a_round_that_goes_on_elsewhere_is_left_alone(folder):
    held = FolderLock(folder.path)
    held.take()
    with pytest.raises(InterviewerError, match="going on in another window"):
        carry_out(SessionFolder.open(folder.path), edit("four", "three"), NOW)
    held.release()
    carry_out(SessionFolder.open(folder.path), edit("four", "three"), NOW)


def test_a_later_versions_session_or_corrections_are_not_added_to(folder, tmp_path):
    path = folder.path / correction_file.NAME
    path.write_text('{"schema": 2, "what": "moved", "step": 1}\n')
    with pytest.raises(InterviewerError, match="later version of Viva corrected"):
        carry_out(folder, edit("four", "three"), NOW)
    assert path.read_text().count("\n") == 1
    session = folder.path / "session.json"
    session.write_text(session.read_text().replace('"schema": 1', '"schema": 2'))
    with pytest.raises(InterviewerError, match="later version of Viva made"):
        carry_out(SessionFolder.open(folder.path), edit("four", "three"), NOW)


@pytest.mark.skipif("os.geteuid() == 0", reason="nothing is read-only to the superuser")
def test_a_folder_that_cannot_be_written_is_one_sentence(folder):
    folder.path.chmod(0o500)
    try:
        with pytest.raises(InterviewerError, match="could not be kept"):
            carry_out(folder, edit("four", "three"), NOW)
    finally:
        folder.path.chmod(0o700)


def test_a_lock_that_cannot_be_taken_is_one_sentence_and_nothing_is_kept(folder):
    (folder.path / correction_file.LOCK).mkdir()
    with pytest.raises(InterviewerError, match="could not be kept"):
        carry_out(folder, edit("four", "three"), NOW)
    assert not (folder.path / correction_file.NAME).exists()


def test_a_file_that_cannot_be_read_is_one_sentence(folder):
    (folder.path / correction_file.NAME).mkdir()
    with pytest.raises(InterviewerError, match="could not be read"):
        carry_out(folder, edit("four", "three"), NOW)


def test_a_torn_line_is_counted_and_the_next_one_stands_on_its_own(folder):
    carry_out(folder, edit("four bit", "three bit"), NOW)
    path = folder.path / correction_file.NAME
    path.write_bytes(path.read_bytes() + b'{"schema": 1, "what": "corr')
    carry_out(folder, Undo(), NOW)
    found = correction_file.read(folder.path)
    assert (found.unread, len(found.entries), found.active) == (1, 2, ())
    assert b'"corr\n' in path.read_bytes()


LINE = corrections.encode(one(1, 2, 3, "flash"))


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[]",
        b"null",
        b"\0\0\0",
        b"\xff\xfe",
        b"[" * 100_000,
        LINE.replace(b'"first": 2', b'"first": -2'),
        LINE.replace(b'"first": 2', b'"first": true'),
        LINE.replace(b'"first": 2', b'"first": 2.0'),
        LINE.replace(b'"first": 2', b'"first": 1' + b"0" * 5000),
        LINE.replace(b'"flash"', b"7"),
        LINE.replace(b'"corrected"', b'"moved"'),
        LINE.replace(b'"corrected"', b"[1]"),
        LINE.replace(b'"flash"', b'"' + b"a" * 100_001 + b'"'),
        b'{"schema": 1, "what": "undone"}',
    ],
)
def test_a_damaged_line_is_counted_and_no_other_is_lost(line):
    found = corrections.read(LINE + line + b"\n" + LINE)
    assert len(found.entries) == 2
    assert found.unread == 1
    assert not found.newer


@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 60))
def test_no_mutation_of_the_file_is_more_than_unread_lines(noise, at, struck):
    whole = b"".join(map(corrections.encode, [one(1, 2, 3, "flash"), Undone(1, NOW), Redone(1, NOW)]))
    found = corrections.read(whole[:at] + noise + whole[at + struck :])
    assert found.unread + len(found.entries) <= 3 + noise.count(b"\n") + 1
    assert text_of(HEARD, list(found.active))


def test_what_is_written_is_read_again():
    entries = (one(1, 2, 3, "“flash” <b>&amp; \\ ünïcode 𝄞"), Undone(1, NOW), Redone(1, NOW))
    assert corrections.read(b"".join(map(corrections.encode, entries))) == Corrections(entries)


def test_half_a_surrogate_pair_does_not_break_the_file():
    entry = Corrected(1, 1, 0, 1, "\ud800", "fine", NOW)
    assert corrections.read(corrections.encode(entry)).entries == (entry,)


def test_signs_that_nobody_sees_are_not_kept():
    assert corrections.clean(" a\u202eb\x00\n\tc\u200b ") == "ab c"
