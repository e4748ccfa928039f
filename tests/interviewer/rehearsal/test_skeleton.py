"""The parts of a talk: found where they were said, in the words that were said, or missing."""

import json
import random
import string
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.assets import asset
from interviewer.events import Word
from interviewer.rehearsal.skeleton import MOST_WORDS, Skeleton, skeleton
from interviewer.rehearsal.skeleton_model import PARTS, load
from interviewer.rehearsal.skeleton_units import LONGEST, units

ROOT = Path(__file__).resolve().parents[3]
TALKS = [
    json.loads(line)
    for file in sorted((ROOT / "training" / "talks").glob("[tuvwx].jsonl"))
    for line in file.read_text("utf-8").splitlines()
]
# Not among the talks to learn from: a talk about nothing but the day.
CHATTER = (
    "Good morning, lovely to be here, can you hear me at the back? Wonderful. The train was late again, so I "
    "had a sandwich on the platform, and a pigeon had most of it. My daughter drew the picture on this slide, "
    "it's a giraffe, although she says it's me. Next slide, please. Oh, the clicker has gone to sleep, give it "
    "a second. While we wait, has anybody tried the soup in the canteen? I'm told it's brave. Right, there we "
    "go. This is a photo of our corridor at Christmas, with Martin dressed as a reindeer, and he'd like "
    "everyone to know that he lost a bet. We had a very nice party afterwards and somebody's aunt played the "
    "accordion. I should also thank the lady at reception, who found my coat. I was asked to leave time for a "
    "coffee, so I will, and the biscuits are over there by the door. Thank you all so much for coming, it has "
    "been a real pleasure, and have a safe journey home."
)


def spoken(text: str, first: float = 0.0) -> list[Word]:
    return [Word(token, first + 0.4 * i, first + 0.4 * i + 0.36, 0.9) for i, token in enumerate(text.split())]


def text_of(row: dict) -> str:
    return " ".join(one["text"] for one in row["segments"])


def check(found: Skeleton, words: list[Word]) -> None:
    """Whatever was said: thirteen parts, and nothing in them that was not said."""
    said = " ".join(" ".join(word.text for word in words).split())
    assert tuple(part.name for part in found.parts) == PARTS
    for part in found.parts:
        assert 0.5 <= part.sure <= 1.0
        assert part.found == (part.name not in found.missing)
        if not part.found:
            assert (part.at, part.quote, part.quoted, part.passages) == (None, "", None, ())
            continue
        assert part.quote
        assert part.quote in said
        assert len(part.quote.split()) <= MOST_WORDS
        own = words[part.quoted.first : part.quoted.last]
        assert part.quote in " ".join(" ".join(word.text for word in own).split())
        assert (part.quoted.start, part.quoted.end) == (own[0].start, own[-1].end)
        assert part.at == part.passages[0].start
        assert any(one.first <= part.quoted.first < one.last for one in part.passages)
        assert all(
            one.last <= other.first for one, other in zip(part.passages, part.passages[1:], strict=False)
        )
    contribution = found.part("contribution")
    assert (found.contribution_after is None) == (not contribution.found)
    if found.contribution_share is not None:
        assert 0.0 <= found.contribution_share <= 1.0


def mutated(text: str, rng: random.Random) -> str:
    tokens = text.split()
    for _ in range(len(tokens) // 8):
        at = rng.randrange(len(tokens))
        odd = [
            "",
            "um",
            "…",
            "<b>x</b>",
            "naïve",
            "0.3%",
            "”",
            "—",
            "a\u200bb",
            tokens[at].upper(),
            tokens[at] * 9,
        ]
        tokens[at] = rng.choice(odd)
    cut = rng.randrange(len(tokens))
    return " ".join([*tokens[cut:], *tokens[:cut]])


@pytest.mark.parametrize("row", TALKS[::3], ids=lambda row: row["id"])
def test_every_quote_was_said_whatever_the_recogniser_made_of_the_talk(row):
    rng = random.Random(row["id"])
    for text in (text_of(row), *(mutated(text_of(row), rng) for _ in range(4))):
        words = spoken(text)
        check(skeleton(words), words)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=12), max_size=60))
def test_any_words_at_all_are_read(texts):
    words = [Word(text, 1.0 * i, 1.0 * i + 0.5, 0.5) for i, text in enumerate(texts)]
    check(skeleton(words), words)


def test_parts_are_found_where_they_were_said():
    """The shipped model has learned from these talks: this shows that it is wired up, not how good it is."""
    for row in TALKS[::5]:
        found = skeleton(spoken(text_of(row)))
        assert set(found.missing) ^ set(row["missing"]) <= {"contribution"}
        labels = [one["part"] for one in row["segments"] for _ in one["text"].split()]
        shown = [part for part in found.parts if part.quoted]
        own = [labels[part.quoted.first : part.quoted.last] for part in shown]
        right = [said.count(part.name) > len(said) / 2 for part, said in zip(shown, own, strict=True)]
        assert sum(right) >= len(shown) - 1


def test_a_talk_says_how_late_its_contribution_comes():
    row = next(row for row in TALKS if row["id"] == "t-01")
    first, before = 7.0, text_of(row).split("So what I did, sort of in one breath")[0]
    found = skeleton(spoken(text_of(row), first))
    late = found.contribution_after
    assert late == pytest.approx(0.4 * len(before.split()), abs=10.0)
    assert found.part("contribution").at == pytest.approx(late + first)
    assert found.contribution_share == pytest.approx(late / (0.4 * len(text_of(row).split())), abs=0.01)


def test_what_was_cut_from_a_talk_is_missing_from_its_skeleton():
    row = next(row for row in TALKS if row["id"] == "x-02")
    assert skeleton(spoken(text_of(row))).part("formal").found
    without = {**row, "segments": [one for one in row["segments"] if one["part"] != "formal"]}
    assert not skeleton(spoken(text_of(without))).part("formal").found


def test_no_full_stop_is_needed():
    row = next(row for row in TALKS if row["id"] == "x-02")
    bare = "".join(c for c in text_of(row).lower() if c not in string.punctuation.replace("'", ""))
    found = skeleton(spoken(bare))
    check(found, spoken(bare))
    assert len(found.missing) <= len(row["missing"]) + 2


@pytest.mark.parametrize(
    "words", [[], spoken(""), [Word(" ", 0.0, 0.1, 0.9)], spoken("…"), spoken("limitations"), spoken("Um")]
)
def test_a_talk_of_no_word_or_one_has_no_part(words):
    found = skeleton(words)
    check(found, words)
    assert found.missing == PARTS
    assert (found.contribution_after, found.contribution_share) == (None, None)


def test_chatter_has_no_part():
    assert skeleton(spoken(CHATTER)).missing == PARTS


def test_the_same_words_give_the_same_skeleton():
    words = spoken(text_of(TALKS[7]))
    assert skeleton(words) == skeleton(words)


def test_words_without_length_or_out_of_order_are_borne():
    words = [Word(token, 0.0, 0.0, 0.9) for token in text_of(TALKS[0]).split()]
    check(skeleton(words), words)
    turned = spoken(text_of(TALKS[0]))[::-1]
    check(skeleton(turned), turned)


def test_a_talk_of_two_hours_is_read_in_a_few_seconds():
    text = " ".join(text_of(row) for row in TALKS)[:110_000]
    words = spoken(text)
    assert words[-1].end > 7200
    skeleton(spoken("Hello."))
    began = time.process_time()
    check(skeleton(words), words)
    # About 1 s on one core; the margin is for shared machines.
    assert time.process_time() - began < 10.0


def test_the_shipped_model_is_small_and_quick_to_load():
    path = asset("rehearsal", "skeleton.npz")
    assert path.stat().st_size < 3_000_000
    times = []
    for _ in range(5):
        began = time.process_time()
        load(path)
        times.append(time.process_time() - began)
    assert min(times) < 0.1


def test_finding_parts_needs_nothing_to_train_with():
    code = (
        "import sys; from interviewer.rehearsal.skeleton import skeleton; from interviewer.events import Word; "
        "skeleton([Word('hello', 0.0, 1.0, 1.0)]); "
        "sys.exit(any(name.split('.')[0] in ('sklearn', 'scipy') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@given(st.lists(st.sampled_from(["and", "so", "the", "word.", "word,", "word"]), max_size=200))
def test_units_cover_a_talk_and_none_is_too_long_to_quote(tokens):
    cut = units(tokens)
    assert [at for one in cut for at in range(one.start, one.stop)] == list(range(len(tokens)))
    assert all(0 < one.size <= LONGEST <= MOST_WORDS for one in cut)
