"""The rubric from the candidate's words: evidence before numbers, what is not heard is not graded."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.debrief.graded_round import answers_of
from interviewer.debrief.grading import grade
from interviewer.debrief.grading_model import load, masked, position, shipped, windows
from interviewer.debrief.grading_quotes import Said, find
from interviewer.events import AnswerGiven, LineSpoken, RoundOpened, Word
from interviewer.examiner.quoting import occurs
from interviewer.question.rubric import BY_ID, TWELVE, Dimension

SPEECH = Path(__file__).resolve().parents[2] / "training" / "speech"
PAIRS = [json.loads(line) for line in (SPEECH / "n-pairs.jsonl").read_text("utf-8").splitlines()]


def timed(text, probability=0.9):
    return tuple(Word(word, float(at), at + 0.5, probability) for at, word in enumerate(text.split()))


def one(text, dimension="experimental_rigor", **said):
    return grade([Said(1, text, **said)], [BY_ID[dimension]])[0]


def test_a_strong_answer_stands_above_the_same_answer_made_weak():
    for row in PAIRS[:12]:
        weak, strong = one(row["weak"], row["dimension"]), one(row["strong"], row["dimension"])
        assert strong.place > weak.place, row["id"]


def test_every_quote_is_verbatim_and_has_its_time():
    for row in PAIRS[:6]:
        text = row["strong"]
        for mark in grade([Said(7, text, timed(text), 0.0, 900.0)], TWELVE):
            assert (mark.level is None) == (mark.shown != "shown")
            assert mark.level is None or mark.evidence
            for quote in mark.evidence:
                assert quote.answer == 7
                assert quote.quote in " ".join(text.split())
                first = int(quote.start)
                assert quote.quote.split()[0] in text.split()[first]
                assert quote.end - quote.start < 20.0
                assert quote.confidence == pytest.approx(0.9)
            if mark.level is not None:
                assert 1 <= mark.low <= mark.level <= mark.high <= 4
                assert mark.level < 3 or any(quote.says == "for" for quote in mark.evidence)


def test_nothing_said_is_not_shown_and_no_number():
    for answers in ([], [Said(1, "")], [Said(1, "Yes. I think so.")], [Said(1, "um so yeah you know " * 40)]):
        for mark in grade(answers, TWELVE):
            assert (mark.level, mark.low, mark.high, mark.place) == (None, None, None, None)
            assert (mark.shown, mark.evidence) == ("not shown", ())


def test_what_was_hardly_heard_is_not_graded_and_says_so():
    text = PAIRS[6]["strong"]
    mark = one(text, words=timed(text, 0.3))
    assert (mark.level, mark.shown, mark.evidence) == (None, "poorly heard", ())


def test_hardly_heard_words_of_a_clear_answer_are_not_quoted():
    text = PAIRS[0]["strong"]
    clear = one(text, PAIRS[0]["dimension"], words=timed(text))
    lost = next(quote for quote in clear.evidence)
    words = [
        replace(word, probability=0.1) if lost.start <= word.start < lost.end else word
        for word in timed(text)
    ]
    again = one(text, PAIRS[0]["dimension"], words=tuple(words))
    assert lost.quote not in [quote.quote for quote in again.evidence]


def test_a_dimension_of_the_files_own_is_not_judged_without_a_model():
    own = Dimension("own_taste", "Taste", "Is it tasteful?", "throughout")
    mark = grade([Said(1, PAIRS[0]["strong"])], [own])[0]
    assert (mark.level, mark.shown) == (None, "not shown")


def test_a_part_is_graded_on_its_own_answers():
    said = [Said(1, PAIRS[0]["strong"], part="presentation")]
    marks = {mark.dimension: mark for mark in grade(said, TWELVE)}
    assert marks["scoped_depth"].shown == "not shown"
    assert marks["intellectual_honesty"].coverage >= 0


def test_composure_is_looked_for_where_there_was_an_objection():
    rows = [json.loads(line) for line in (SPEECH / "given-replies.jsonl").read_text("utf-8").splitlines()]
    calm = [row for row in rows if row["stance"] == "revise" and row["directness"] == "direct"][:3]
    evading = [row for row in rows if row["stance"] == "deflect"][:3]

    def graded(replies, kind):
        said = [Said(at, r["reply"], kind=kind, line=r["challenge"]) for at, r in enumerate(replies)]
        return grade(said, [BY_ID["composure"]])[0]

    assert graded(calm, "question").shown == "not shown"
    assert graded(calm, "challenge").place > graded(evading, "challenge").place
    assert graded(evading, "challenge").level <= 2


def test_figures_weigh_nothing_and_windows_cover_everything():
    assert (
        masked("we got 0.7 points, forty two percent over five seeds")
        == "we got 0 points 0 percent over 0 seeds"
    )
    for count in (0, 1, 24, 25, 26, 300):
        assert {place for start, stop in windows(count) for place in range(start, stop)} == set(range(count))


def test_a_place_on_the_scale_is_earned():
    cuts = (-0.6, -0.1, 0.4)
    assert position([0.9], cuts) < 2.5
    assert position([3.0] * 20, cuts) > 3.5
    assert position([-3.0] * 20, cuts) < 1.5


def test_a_quote_is_found_as_it_was_said_or_not_at_all():
    said = [
        Said(1, "We tuned it, uh, with forty trials each."),
        Said(2, "It’s the split by user that matters."),
    ]
    assert find("it's THE split, by user", said, "for").quote == "It’s the split by user"
    assert find("with fifty trials each now", said, "for") is None
    assert find("trials each. It's the split", said, "for") is None
    assert find("we tuned", said, "for") is None
    assert find("x" * 10_000, said, "for") is None


def test_a_model_comes_back_from_disk_as_it_was(tmp_path):
    shipped().save(tmp_path / "m.npz")
    again = load(tmp_path / "m.npz")
    text = PAIRS[0]["strong"]
    assert again.score(text) == pytest.approx(shipped().score(text), abs=0.01)
    assert (again.cuts, again.everyday) == (shipped().cuts, shipped().everyday)


def test_the_shipped_weights_are_what_the_training_script_writes():
    pytest.importorskip("sklearn")
    training = str(SPEECH.parent)
    sys.path.insert(0, training)
    import grading

    fresh = grading.train(grading.learned_from(), ("composure",))
    sys.path.remove(training)
    text = " ".join(PAIRS[0]["strong"].split()[:25])
    column = shipped().dimensions.index("composure")
    assert fresh.score(text)[0] == pytest.approx(shipped().score(text)[column], abs=0.02)
    assert (fresh.everyday, fresh.grams.index) == (shipped().everyday, shipped().grams.index)
    for row in PAIRS[:2]:
        assert all(occurs(quote.quote, row["weak"]) for quote in one(row["weak"], row["dimension"]).evidence)


def test_the_answers_of_an_onsite_change_part_at_the_bridge():
    def line(number, kind):
        at = 10.0 * number
        return LineSpoken(
            number, "Ada", kind, f"Line {number}?", "", None, "", "embedded", at, at + 1, "", False
        )

    def answer(number, text="We tuned both."):
        at = 10.0 * number + 2
        return AnswerGiven(number, number, text, timed(text), (), at, at + 5, "done", "", False)

    kinds = ("warm_up", "opening", "challenge", "bridge", "question", "question")
    events = [RoundOpened(0.0, "Q", "onsite", 60.0, "calm", 1, ("Ada",), "embedded")]
    for number, kind in enumerate(kinds):
        events += [line(number, kind), answer(number, "" if number == 5 else "We tuned both.")]
    found = answers_of(events)
    parts = [(one.number, one.part, one.kind) for one in found]
    assert parts == [
        (1, "discussion", "opening"),
        (2, "discussion", "challenge"),
        (3, "presentation", "bridge"),
        (4, "presentation", "question"),
    ]
    assert found[1].line == "Line 2?"
    assert len(found[0].words) == 3
