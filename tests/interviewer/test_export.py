"""What leaves the program is readable, complete, and never acts on what was said."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import stat
from html.parser import HTMLParser

import played_round
import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewer.debrief import markdown, wording
from interviewer.debrief.export import export, render, write_reports
from interviewer.debrief.report import build
from interviewer.errors import InterviewerError
from interviewer.events import AnswerGiven, LineSpoken, RoundOpened

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> ![p](file:///etc/passwd) [l](javascript:alert(1)) "
    "\"><b> ' & &lt; </style> </svg> http://evil.example www.evil.example # `code` ~~~ *b* _i_ | $x$ <!-- ]]> \u202e\0"
)


class Page(HTMLParser):
    """Every tag, attribute and piece of text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.marked: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "hr", "rect"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag == "rect":
            return
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if self.open and self.open[-1] == "mark":
            self.marked.append(data)


@pytest.fixture
def folder(tmp_path):
    return played_round.play(tmp_path / "sessions")


def hostile(event):
    if isinstance(event, RoundOpened):
        return dataclasses.replace(event, question=HOSTILE, panel=(HOSTILE,), engine=HOSTILE)
    if isinstance(event, LineSpoken):
        return dataclasses.replace(
            event, text=HOSTILE, speaker=HOSTILE, quote=HOSTILE, engine=HOSTILE, audio=HOSTILE
        )
    if isinstance(event, AnswerGiven):
        return dataclasses.replace(event, text=HOSTILE, audio=HOSTILE)
    return event


def test_a_page_is_well_formed_and_shows_every_word(folder):
    page = Page(render(build(folder), "html"))
    assert page.open == []
    for said in (
        "Good morning.",
        "A second family of models.",
        "Thank you, that is all.",
        "Bytes",
        "not shown",
    ):
        assert said in page.text


def test_the_words_that_were_quoted_are_marked_where_they_were_said_and_where_they_were_quoted(folder):
    page = Page(render(build(folder), "html"))
    assert page.marked == ["just as good as the original"] * 2


def test_a_quote_that_is_not_verified_is_never_marked_as_the_candidates(folder):
    page = Page(render(build(folder), "html"))
    assert "Unverified: “it never fails”" in page.text


def test_nothing_said_can_act_in_a_page(tmp_path):
    played = [hostile(event) for event in played_round.events()]
    report = build(played_round.play(tmp_path, played, f"# {HOSTILE}\n\n## Part 1 — {HOSTILE}\n\n- a\n"))
    page = Page(render(report, "html", tmp_path))
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "p",
        "h1",
        "h2",
        "h3",
        "ul",
        "li",
        "strong",
        "span",
        "article",
        "header",
        "b",
        "time",
        "section",
        "mark",
        "svg",
        "rect",
        "table",
        "tbody",
        "tr",
        "th",
        "td",
        "footer",
        "br",
        "a",
        "ol",
        "g",
        "line",
        "text",
        "thead",
    }
    assert {tag for tag, _ in page.tags} <= allowed
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attributes)
        assert re.fullmatch(r"#answer-\d+", attributes.get("href") or "#answer-0")
    assert page.open == []
    assert page.text.count("<script>alert(1)</script>") >= 10


def test_the_policy_allows_this_style_sheet_and_nothing_else(folder):
    text = render(build(folder), "html")
    sheet = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = next(tag["content"] for name, tag in Page(text).tags if "http-equiv" in tag)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|https?:", text)


def test_recordings_play_from_a_page_in_the_session_and_are_left_out_elsewhere(folder, tmp_path):
    folder.audio_path(1).write_bytes(b"RIFF")
    folder.panel_path(2).write_bytes(b"RIFF")
    write_reports(folder.path)
    inside = Page((folder.path / "report.html").read_text(encoding="utf-8"))
    assert [tag["src"] for name, tag in inside.tags if name == "audio"] == ["audio/001.wav", "panel/002.wav"]
    outside = Page(export(folder.path, "html", tmp_path / "mine.html").read_text(encoding="utf-8"))
    assert [name for name, _ in outside.tags if name == "audio"] == []


def test_paper_gets_every_word_and_neither_grids_nor_links(folder):
    page = Page(render(build(folder), "paper"))
    assert page.open == []
    said = page.text[page.text.index("What was said") : page.text.index("Rubric")]
    assert said.count("just as good as the original") == 2
    assert "Unverified: “it never fails”" in page.text
    assert {"script", "a", "img", "link", "article", "svg", "audio"}.isdisjoint(tag for tag, _ in page.tags)


def test_nothing_said_can_act_on_paper(tmp_path):
    report = build(played_round.play(tmp_path, [hostile(event) for event in played_round.events()]))
    page = Page(render(report, "paper"))
    assert {"script", "a", "img", "link"}.isdisjoint(tag for tag, _ in page.tags)
    assert page.open == []


def test_a_session_gets_its_reports_privately(folder):
    write_reports(folder.path)
    for name in ("report.json", "report.html", "transcript.md"):
        assert stat.S_IMODE((folder.path / name).stat().st_mode) == 0o600
    assert json.loads((folder.path / "report.json").read_text(encoding="utf-8"))["schema"] == 2


def test_a_place_that_cannot_be_written_is_explained(folder, tmp_path):
    with pytest.raises(InterviewerError, match=r"could not be written to .*choose another place\.$"):
        export(folder.path, "md", tmp_path / "nowhere" / "debrief.md")


def test_a_session_of_a_later_version_gets_nothing_written(folder):
    path = folder.path / "session.json"
    path.write_text(path.read_text().replace('"schema": 1', '"schema": 99'))
    report = write_reports(folder.path)
    assert not (folder.path / "report.html").exists()
    assert any("later version" in warning for warning in report.warnings)


def test_the_transcript_says_who_said_what_and_when(folder):
    text = markdown.transcript(build(folder))
    assert "**Tomas Reed** 0:00  \nGood morning. Where would you like to begin?" in text
    assert "**You** 0:05  \nI work on low precision inference." in text
    assert "_no words_" in text


def test_markdown_carries_the_same_facts(folder):
    text = render(build(folder), "md")
    assert "Quoted from you: “just as good as the original”" in text
    assert "**Unverified quote:** “it never fails”" in text
    assert "The model server did not answer within 2.5 seconds." in text
    assert "began after 1.2 s" in text


def test_nothing_said_is_markup_in_markdown(tmp_path):
    report = build(played_round.play(tmp_path, [hostile(event) for event in played_round.events()]))
    for text in (markdown.report(report), markdown.transcript(report)):
        bare = re.sub(r"\\[\\`*_{}\[\]<>#|!~$^+=-]", "", text)
        assert not re.search(r"<\w|!\[|\]\(|://|www\.|`|~~", bare)


@given(st.text(max_size=80))
def test_an_escaped_line_stays_one_line_and_begins_no_block(text):
    line = markdown.escape(text)
    assert "\n" not in line
    assert not re.match(r"\s*([-+*=#>|`~]|\d+[.)])", line)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_quote_is_found_only_where_it_stands(before, quote):
    span = wording.find(quote, f"{before} {quote}")
    if span:
        start, end = span
        assert wording.find(f"{before} {quote}"[start:end], quote) is not None
