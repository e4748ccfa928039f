"""What the reader understands of a question file, and that it loses nothing."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviewer.errors import InterviewerError
from interviewer.question.question import Criterion, Hint, Question
from interviewer.question.reader import check, decode, read, read_file

BUNDLED = sorted((Path(__file__).parents[2] / "assets" / "questions").glob("*.md"))

WHOLE = """\
# Defend a ranking model

Company: Acme
Role: Research Engineer
Interview Round: Onsite

You own the ranker. It serves a million people.

### Constraints & Assumptions

- No slides
- Forty-five minutes,
  interruptions included

### Clarifying Questions to Ask

- Which round is this? — The discussion.

### Part 1 — Research discussion

Speak as the expert.

- Families of methods
- Trends

```hint Where to start
Draw the map.
```

#### What This Part Should Cover

- **Scoped depth** — one corner, deep
- **First-hand evidence** — own numbers

### Part 2 — Research presentation

- The gap

#### What This Part Should Cover

- **Crisp contribution** — one sentence

### What a Strong Answer Covers

- **Honesty** — measured is not believed

### Follow-up Questions

- A tenth of the compute?

### Quick Answer

Say what you measured.
"""


def expect_whole(question: Question) -> None:
    assert question.title == "Defend a ranking model"
    assert question.fields == {"Company": "Acme", "Role": "Research Engineer", "Interview Round": "Onsite"}
    assert question.introduction == "You own the ranker. It serves a million people."
    assert question.constraints == ("No slides", "Forty-five minutes, interruptions included")
    assert question.clarifying == ("Which round is this? — The discussion.",)
    assert [part.title for part in question.parts] == ["Research discussion", "Research presentation"]
    assert question.parts[0].text == "Speak as the expert."
    assert question.parts[0].cover == ("Families of methods", "Trends")
    assert question.parts[0].hints == (Hint("Where to start", "Draw the map."),)
    assert question.parts[0].dimensions == (
        Criterion("Scoped depth", "one corner, deep"),
        Criterion("First-hand evidence", "own numbers"),
    )
    assert question.parts[1].cover == ("The gap",)
    assert question.parts[1].dimensions == (Criterion("Crisp contribution", "one sentence"),)
    assert question.dimensions == (Criterion("Honesty", "measured is not believed"),)
    assert question.follow_ups == ("A tenth of the compute?",)
    assert question.summary == "Say what you measured."
    assert question.not_understood == ()


def bold_headings(text: str) -> str:
    head, rest = text.split("\n", 1)
    return head + "\n" + re.sub(r"(?m)^#+ (.*)$", r"**\1**", rest)


def setext_title(text: str) -> str:
    head, rest = text.split("\n", 1)
    return f"{head[2:]}\n{'=' * 12}\n{rest}"


VARIANTS = {
    "as it is": lambda t: t,
    "deeper": lambda t: re.sub(r"(?m)^###(#?) ", r"####\1 ", t),
    "shallow": lambda t: t.replace("#### ", "## ").replace("### ", "# "),
    "closed headings": lambda t: re.sub(r"(?m)^(#+) (.*)$", r"\1 \2 \1", t),
    "headings ending in a colon": lambda t: re.sub(r"(?m)^(###+ .*)$", r"\1:", t),
    "bold headings": bold_headings,
    "no marks at all": lambda t: re.sub(r"(?m)^#+ ", "", t),
    "setext title": setext_title,
    "capitals": lambda t: re.sub(r"(?m)^(###+ (?!Part).*)$", lambda m: m[0].upper(), t),
    "hyphen": lambda t: t.replace("—", "-").replace("this? -", "this? —"),
    "en dash": lambda t: t.replace("—", "–").replace("this? –", "this? —"),
    "colon after part": lambda t: re.sub(r"(Part \d) — ", r"\1: ", t),
    "colon in bold name": lambda t: re.sub(r"\*\*(.*?)\*\* — ", r"**\1:** ", t),
    "colon after bold name": lambda t: re.sub(r"\*\*(.*?)\*\* — ", r"**\1**: ", t),
    "names without bold": lambda t: re.sub(r"\*\*(.*?)\*\*", r"\1", t),
    "stars": lambda t: re.sub(r"(?m)^- ", "* ", t),
    "pluses": lambda t: re.sub(r"(?m)^- ", "+ ", t),
    "numbers": lambda t: re.sub(r"(?m)^- ", "1. ", t),
    "round bullets": lambda t: re.sub(r"(?m)^- ", "• ", t),
    "tildes": lambda t: t.replace("```", "~~~"),
    "hint in capitals": lambda t: t.replace("```hint", "``` Hint:"),
    "long fence": lambda t: t.replace("```", "`````"),
    "bold fields": lambda t: re.sub(r"(?m)^(Company|Role|Interview Round):", r"**\1:**", t),
    "bold keys": lambda t: re.sub(r"(?m)^(Company|Role|Interview Round):", r"**\1**:", t),
    "fields in a list": lambda t: re.sub(r"(?m)^(Company|Role|Interview Round):", r"- \1:", t),
    "bold fields in a list": lambda t: re.sub(r"(?m)^(Company|Role|Interview Round):", r"* **\1**:", t),
    "other words": lambda t: (
        t.replace("Constraints & Assumptions", "Assumptions and constraints")
        .replace("Clarifying Questions to Ask", "Clarifications worth asking first")
        .replace("What a Strong Answer Covers", "What great candidates show")
        .replace("Follow-up Questions", "Possible follow-ups")
        .replace("Quick Answer", "TL;DR")
    ),
    "part numbers in words": lambda t: t.replace("Part 1 —", "PART ONE —").replace("Part 2 —", "Part II —"),
    "inline answer": lambda t: t.replace("### Quick Answer\n\nSay", "**Quick Answer:** Say"),
    "windows lines": lambda t: t.replace("\n", "\r\n"),
    "old mac lines": lambda t: t.replace("\n", "\r"),
    "byte order mark": lambda t: "\ufeff" + t,
    "non-breaking spaces": lambda t: t.replace(" ", "\u00a0"),
    "tabs": lambda t: (
        t.replace("- ", "-\t")
        .replace(" — ", "\t—\t")
        .replace("Part 1\t—\t", "Part 1 — ")
        .replace("Part 2\t—\t", "Part 2 — ")
        .replace("this?\t—\t", "this? — ")
    ),
    "trailing blanks": lambda t: t.replace("\n", "   \n"),
    "rules between": lambda t: t.replace("\n### ", "\n---\n\n### "),
    "no blank lines": lambda t: re.sub(r"\n\n(?!You own|Speak)", "\n", t),
    "front matter": lambda t: (
        "---\ntitle: Defend a ranking model\ncompany: Acme\nrole: Research Engineer\n"
        "interview_round: Onsite\n---\n" + t.split("Onsite\n", 1)[1]
    ),
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_same_question_is_read_however_it_is_marked(variant):
    expect_whole(read(VARIANTS[variant](WHOLE)))


def test_an_unknown_section_is_kept_and_reported_with_its_line():
    text = WHOLE.replace("### Follow-up Questions", "### Weather report\n\nsunny\n\n### Follow-up Questions")
    question = read(text)
    remark = question.not_understood[0]
    assert text.split("\n")[remark.line - 1] == "### Weather report"
    assert "sunny" in remark.text
    assert question.follow_ups == ("A tenth of the compute?",)


def test_an_unknown_heading_inside_a_part_stays_in_the_part_too():
    question = read(WHOLE.replace("- Trends\n", "- Trends\n\n#### Anecdotes\n\nzebra\n"))
    assert "zebra" in question.parts[0].text
    assert "zebra" in question.not_understood[0].text
    assert len(question.parts[0].hints) == 1


def test_an_unclosed_hint_ends_where_the_next_section_begins_and_is_reported():
    text = WHOLE.replace("Draw the map.\n```\n", "Draw the map.\n")
    question = read(text)
    assert question.parts[0].hints == (Hint("Where to start", "Draw the map."),)
    assert len(question.parts[0].dimensions) == 2
    assert [text.split("\n")[remark.line - 1] for remark in question.not_understood] == [
        "```hint Where to start"
    ]


def test_two_hints_of_which_the_first_is_unclosed_stay_two():
    question = read("# T\n\n## Part 1 — A\n\n```hint one\nfirst\n\n```hint two\nsecond\n```\n")
    assert question.parts[0].hints == (Hint("one", "first"), Hint("two", "second"))


def test_a_fence_that_is_no_hint_stays_text_even_with_headings_in_it():
    question = read("# T\n\n## Part 1 — A\n\n```python\n# Constraints\nx = 1\n```\n\nafter\n")
    assert question.parts[0].text == "```python\n# Constraints\nx = 1\n```\n\nafter"
    assert question.constraints == ()


def test_hints_before_any_part_are_not_lost():
    assert read("# T\n\n```hint h\nx\n```\n").parts[0].hints == (Hint("h", "x"),)
    assert read("# T\n\n```hint h\nx\n```\n\n## Part 1 — A\n\n- b\n").parts[0].hints == (Hint("h", "x"),)


def test_nested_bullets_join_the_one_above_them():
    question = read("# T\n\n## Constraints\n\n- budget\n  - of compute\n  - of time\n- latency\n")
    assert question.constraints == ("budget\n- of compute\n- of time", "latency")


def test_dimensions_written_as_headings_are_dimensions():
    question = read(
        "# T\n\n## What a Strong Answer Covers\n\n### Honesty\n\nmeasured\n\n**Rigour**\n\nablated\n"
    )
    assert question.dimensions == (Criterion("Honesty", "measured"), Criterion("Rigour", "ablated"))


def test_what_part_two_should_cover_goes_to_part_two_wherever_it_stands():
    question = read(
        "# T\n\n## Part 1 — A\n\n- a\n\n## Part 2 — B\n\n- b\n\n"
        "## What Part 1 should cover\n\n- **X** — x\n\n## What Part 2 should cover\n\n- **Y** — y\n"
    )
    assert [part.dimensions for part in question.parts] == [(Criterion("X", "x"),), (Criterion("Y", "y"),)]


def test_prose_with_a_colon_is_no_field():
    question = read("# T\n\nYou own one thing: the ranker.\nNote that it is slow: very slow.\n")
    assert question.fields == {}
    assert "the ranker" in question.introduction
    assert "very slow" in question.introduction


def test_a_lone_line_is_a_question():
    assert read("Explain how you would evaluate a retrieval system.").title.startswith("Explain how")


def test_lead_in_lines_of_a_list_are_reported_and_not_taken_for_entries():
    question = read("# T\n\n## Follow-ups\n\nAsk two of these.\n\n- Why?\n- How?\n")
    assert question.follow_ups == ("Why?", "How?")
    assert [(remark.line, remark.text) for remark in question.not_understood] == [(5, "Ask two of these.")]


def test_a_section_without_bullets_keeps_its_paragraphs():
    assert read("# T\n\n## Follow-ups\n\nWhy?\nHow?\n\nAnd then?\n").follow_ups == (
        "Why?",
        "How?",
        "And then?",
    )


@pytest.mark.parametrize(
    "text", ["", "  \n\t\n", "\ufeff", "---\n\n***\n", "Company: Acme\nRole: Engineer\n"]
)
def test_a_file_without_a_question_is_refused_in_one_sentence(text):
    with pytest.raises(InterviewerError, match=r"^There is no question in this text; .*\.$"):
        read(text)


def test_a_missing_file_is_refused_in_one_sentence(tmp_path):
    with pytest.raises(
        InterviewerError, match=r"could not be read .no such file or directory.; check the path"
    ):
        read_file(tmp_path / "no.md")


def test_a_picture_is_refused_as_no_text(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with pytest.raises(InterviewerError, match="not a text file"):
        read_file(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_usual_encodings_are_read(encoding):
    expect_whole(read(decode(WHOLE.encode(encoding))))


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


LABELS = words(
    "constraints assumptions clarifying questions to ask part what this should cover a strong answer covers "
    "follow up quick hint interview round one ii iii 1 2 title company role"
)


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for pair in value.items() for one in pair for leaf in leaves(one)]
    if isinstance(value, list):
        return [leaf for one in value for leaf in leaves(one)]
    return [str(value)]


def everything(question: Question) -> set[str]:
    return words("\n".join(leaves(check(question))))


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_bundled_questions_are_complete_and_wholly_understood(path):
    question = read_file(path)
    assert question.not_understood == ()
    assert {"Company", "Role", "Category", "Difficulty", "Interview Round"} <= set(question.fields)
    assert len(question.introduction) > 300
    assert len(question.constraints) >= 4
    assert len(question.clarifying) >= 5
    assert all(" — " in fact and "?" in fact for fact in question.clarifying)
    assert len(question.parts) == 2
    for part in question.parts:
        assert len(part.cover) >= 5
        assert len(part.hints) >= 3
        assert len(part.dimensions) >= 4
        assert all(one.description for one in part.dimensions)
    assert len(question.dimensions) >= 4
    assert len(question.follow_ups) >= 5
    assert len(question.summary) > 400
    assert words(path.read_text(encoding="utf-8")) - everything(question) <= LABELS


LINES = st.sampled_from(
    [*WHOLE.split("\n"), "```", "~~~ hint", "***", "===", "- ", "  - nested", "Part 3", "<!--", "| a | b |"]
)
JUNK = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(LINES, JUNK), max_size=60).map("\n".join))
def test_shuffled_and_broken_files_lose_no_word(text):
    try:
        question = read(text)
    except InterviewerError:
        return
    assert words(text) - everything(question) <= LABELS
    count = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= remark.line <= count for remark in question.not_understood)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_cut_and_corrupted_bytes_never_raise_anything_else(data):
    raw = bytearray(WHOLE.encode())
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 30))] = data.draw(st.binary(max_size=20))
        raw = raw or bytearray(b"x")
    text = bytes(raw[: data.draw(st.integers(0, len(raw)))])
    assert min(seconds_to_read(text), seconds_to_read(text)) < 0.05


def seconds_to_read(raw: bytes) -> float:
    began = time.process_time()
    with contextlib.suppress(InterviewerError):
        read(decode(raw))
    return time.process_time() - began


@pytest.mark.parametrize(
    "line",
    [
        "a" * 10**6,
        "# " + "#" * 10**6,
        "*" * 10**6,
        "- " * 500_000,
        "```" + "`" * 10**6,
        "**a" * 300_000,
        " " * 10**6 + "x",
        "a: " * 300_000,
        "_ " * 500_000,
        "| " * 500_000,
        "Hint " * 200_000,
        "[" * 10**6,
    ],
)
def test_a_line_of_a_megabyte_is_read_in_a_moment(line):
    began = time.process_time()
    read(f"# T\n\n## Part 1 — A\n\n{line}\n\n## Constraints\n\n{line}\n\n## Rubric\n\n- {line}\n")
    with contextlib.suppress(InterviewerError):
        read(f"{line}\n{line}\n")
    assert time.process_time() - began < 5
