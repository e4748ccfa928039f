"""Put the blocks of a question file into the sections they belong to."""

from __future__ import annotations

from interviewer.errors import InterviewerError
from interviewer.question import headings
from interviewer.question.blocks import BOLD_LEVEL, Aside, Block, Fence, Item, Paragraph, Title, hint_title
from interviewer.question.criteria import criterion, fields, unbold
from interviewer.question.draft import Listing, Loose, PartDraft
from interviewer.question.labels import Kind
from interviewer.question.question import Criterion, Hint, Question, Remark

# A title has to fit a window's heading.
TITLE_CHARACTERS = 200
_LISTS = (Kind.CONSTRAINTS, Kind.CLARIFYING, Kind.FOLLOW_UPS)
_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_NUMBERS |= {"i": "1", "ii": "2", "iii": "3", "iv": "4", "a": "1", "b": "2"}


class Sections:
    """Takes blocks in order and knows which section they belong to."""

    def __init__(self) -> None:
        self.title = ""
        self.fields: dict[str, str] = {}
        self.introduction: list[str] = []
        self.lists = {kind: Listing() for kind in _LISTS}
        self.parts: list[PartDraft] = []
        self.dimensions: list[Criterion] = []
        self.summary: list[str] = []
        self.early_hints: list[Hint] = []
        self.loose: list[Loose] = []
        self.remarks: list[Remark] = []
        self.section = Kind.INTRODUCTION
        self.level = 0
        self.part: PartDraft | None = None
        self.hint: tuple[str, list[str]] | None = None
        self.fields_open = True

    def take(self, block: Block) -> None:
        """Put one block where it belongs."""
        match block:
            case Title():
                self._heading(block)
            case Fence():
                self._fence(block)
            case Item():
                self._item(block)
            case Paragraph():
                self._paragraph(block)
            case Aside():
                self.remarks.append(Remark(block.line, block.text))

    def finish(self) -> Question:
        """The whole question, or one sentence why there is none."""
        self._close_hint()
        title = self.title or self.fields.pop("Title", "")
        if self.title and "Title" in self.fields and self.fields["Title"] == self.title:
            del self.fields["Title"]
        if self.early_hints:
            if not self.parts:
                self.parts.append(PartDraft(title or "The question"))
            self.parts[0].hints[:0] = self.early_hints
        lists = {kind: listing.finish(self.remarks) for kind, listing in self.lists.items()}
        self.remarks += [Remark(loose.line, "\n\n".join(loose.text)) for loose in self.loose]
        asked = title or self.introduction or lists[Kind.FOLLOW_UPS]
        if not asked and not any(part.text or part.cover for part in self.parts):
            raise InterviewerError(
                "There is no question in this text; give it a title line and say below it what is asked."
            )
        return Question(
            title=unbold(title or self._first_words()),
            fields=self.fields,
            introduction="\n\n".join(self.introduction),
            constraints=lists[Kind.CONSTRAINTS],
            clarifying=lists[Kind.CLARIFYING],
            parts=tuple(part.finish() for part in self.parts),
            dimensions=tuple(self.dimensions),
            follow_ups=lists[Kind.FOLLOW_UPS],
            summary="\n\n".join(self.summary),
            not_understood=tuple(sorted(self.remarks, key=lambda remark: remark.line)),
        )

    def _first_words(self) -> str:
        texts = [*self.introduction, *(part.title for part in self.parts), *self.lists[Kind.FOLLOW_UPS].items]
        first = texts[0].split("\n")[0] if texts else "Question"
        return first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …"

    def _heading(self, block: Title) -> None:
        self._close_hint()
        known = headings.classify(block.text, strict=not block.marked or block.level == BOLD_LEVEL)
        if not self.title and not self.parts and self._is_title(block, known.kind):
            self.title = block.text.strip("*_ ")[:TITLE_CHARACTERS]
            if len(block.text) > TITLE_CHARACTERS:
                self.introduction.append(block.text)
            return
        self.fields_open = False
        inside = self.part is not None and block.level > self.part.level
        if known.kind is Kind.UNKNOWN:
            self._unknown_heading(block, inside=inside)
            return
        self.section, self.level = known.kind, block.level
        if known.kind is Kind.PART:
            self.part = PartDraft(known.title, _number(known.number), block.level)
            self.parts.append(self.part)
        elif known.kind is Kind.PART_DIMENSIONS:
            named = [part for part in self.parts if known.number and part.number == _number(known.number)]
            self.part = named[0] if named else self.part
        elif known.kind is Kind.HINT:
            self.hint = (known.title or "Hint", [])
        elif known.kind is Kind.DIMENSIONS and inside and "strong" not in block.text.lower():
            self.section = Kind.PART_DIMENSIONS
        elif known.kind is Kind.INTRODUCTION and inside:
            self.section = Kind.PART
        elif known.kind is not Kind.COVER and not inside:
            self.part = None

    def _is_title(self, block: Title, kind: Kind) -> bool:
        """The first heading is the title unless it is a section of its own."""
        if not block.marked:
            return False
        plain_word = kind is Kind.INTRODUCTION and block.level == 1
        return kind is Kind.UNKNOWN or plain_word

    def _unknown_heading(self, block: Title, *, inside: bool) -> None:
        if self.section in {Kind.DIMENSIONS, Kind.PART_DIMENSIONS} and block.level > self.level:
            self._criteria().append(Criterion(unbold(block.text), ""))
        elif block.level == BOLD_LEVEL:
            self._text(block.line, block.text)
        else:
            within = self.part.text if self.part and inside else None
            early = bool(self.loose) and self.loose[-1].within is self.introduction
            if not self.parts and (early or self.section is Kind.INTRODUCTION):
                within = self.introduction
            self.part = self.part if inside else None
            self.section, self.level = Kind.UNKNOWN, block.level
            self.loose.append(Loose(block.line, [], within))
            self.loose[-1].add(block.text)

    def _fence(self, block: Fence) -> None:
        title = hint_title(block.info)
        if not block.closed:
            self.remarks.append(
                Remark(block.line, f"This fenced block has no end: {block.raw.splitlines()[0].strip()}")
            )
        if title is None:
            self._text(block.line, block.raw)
            return
        self._add_hint(Hint(title or "Hint", block.text))

    def _add_hint(self, hint: Hint) -> None:
        if self.part is not None:
            self.part.hints.append(hint)
        elif self.parts:
            self.parts[-1].hints.append(hint)
        else:
            self.early_hints.append(hint)

    def _close_hint(self) -> None:
        if self.hint is not None:
            title, texts = self.hint
            self.hint = None
            self._add_hint(Hint(title, "\n\n".join(texts)))

    def _criteria(self) -> list[Criterion]:
        if self.section is Kind.PART_DIMENSIONS and self.part is not None:
            return self.part.dimensions
        if self.section is Kind.PART_DIMENSIONS and self.parts:
            return self.parts[-1].dimensions
        if self.section is Kind.PART_DIMENSIONS:
            self.part = PartDraft(self.title or "The question")
            self.parts.append(self.part)
            return self.part.dimensions
        return self.dimensions

    def _item(self, block: Item) -> None:
        if self.section in _LISTS:
            self.lists[self.section].items.append(block.text)
        elif self.section in {Kind.DIMENSIONS, Kind.PART_DIMENSIONS}:
            self._criteria().append(criterion(block.text))
        elif self.section in {Kind.PART, Kind.COVER} and self.part is not None:
            self.part.cover.append(block.text)
        elif self.section is Kind.INTRODUCTION and self.fields_open:
            pairs = fields(block.text, known_only=True)
            self._set_fields(pairs)
            if not pairs:
                self._text(block.line, f"- {unbold(block.text)}")
        else:
            self._text(block.line, f"- {unbold(block.text)}")

    def _paragraph(self, block: Paragraph) -> None:
        if self.section is Kind.INTRODUCTION and self.fields_open and not self.parts:
            block = self._head(block)
            if not block.lines:
                return
        if self.section in _LISTS:
            self.lists[self.section].loose.append((block.line, "\n".join(block.lines)))
        elif self.section in {Kind.DIMENSIONS, Kind.PART_DIMENSIONS}:
            self._dimension_text(block)
        else:
            self._text(block.line, unbold(block.text))

    def _dimension_text(self, block: Paragraph) -> None:
        """A paragraph among dimensions: one of them, the description of the last, or a remark."""
        made = self._criteria()
        if block.text.startswith(("**", "__")):
            made.append(criterion(block.text))
        elif made and not made[-1].description:
            made[-1] = Criterion(made[-1].name, unbold(block.text))
        else:
            self.remarks.append(Remark(block.line, block.text))

    def _head(self, block: Paragraph) -> Paragraph:
        """Take the title line and the fields off the first paragraphs; the rest is prose."""
        rest: list[str] = []
        first = block.line
        for at, line in enumerate(block.lines):
            pairs = [] if rest else fields(line, known_only=bool(self.introduction))
            if pairs:
                self._set_fields(pairs)
            elif (
                not self.title
                and not rest
                and len(line.strip()) <= TITLE_CHARACTERS
                and "Title" not in self.fields
            ):
                self.title = line.strip().strip("*_ ")
            else:
                first = first if rest else block.line + at
                rest.append(line)
        return Paragraph(first, tuple(rest))

    def _may_be_title(self, line: str) -> bool:
        return not self.title and "Title" not in self.fields and len(line.strip()) <= TITLE_CHARACTERS

    def _set_fields(self, pairs: list[tuple[str, str]]) -> None:
        for key, value in pairs:
            if self.fields.get(key):
                value = f"{self.fields[key]}; {value}" if value else self.fields[key]
            self.fields[key] = value

    def _text(self, line: int, text: str) -> None:
        """Prose, a fence or a stray bullet goes to where its section keeps text."""
        if self.hint is not None:
            self.hint[1].append(text)
        elif self.section is Kind.UNKNOWN:
            self.loose[-1].add(text)
        elif self.section in {Kind.PART, Kind.COVER} and self.part is not None:
            self.part.text.append(text)
        elif self.section in {Kind.INTRODUCTION, Kind.COVER}:
            self.introduction.append(text)
        elif self.section is Kind.SUMMARY:
            self.summary.append(text)
        elif self.section is Kind.HINT:
            self.loose.append(Loose(line, [text], None))
        else:
            self.remarks.append(Remark(line, text))


def _number(written: str) -> str:
    return _NUMBERS.get(written, written)
