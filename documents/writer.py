"""How what people have typed becomes blocks of the document tree: numbered, filled in, and with
everything that cannot be printed as a visible gap and a problem."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import assert_never

from django.utils.translation import gettext as _

from documents import markup
from documents.content import LiveContent, PaperContent
from documents.format import Part
from documents.live import printed_live
from documents.numbering import Counting, bare
from documents.pointers import Broken, Pointers, Targets
from documents.tree import (
    Block,
    Gap,
    Heading,
    Inline,
    Notice,
    Paragraph,
    Problem,
    Text,
    Words,
    words,
)
from documents.typed import as_typed, is_ready, paragraph_of, points_of
from values import prose


@dataclass
class Drawn:
    """What was drawn from the records so far, by name: each is asked for once."""

    facts: dict[str, str] = field(default_factory=dict)
    live: dict[str, LiveContent] = field(default_factory=dict)


@dataclass
class Writer:
    """Writes one document: holds its counting, the problems met so far, and what references may
    point to. `above` stands before every anchor: the annex that the document is, or ""."""

    content: PaperContent
    known: Targets
    """What an earlier writing has met; references are settled by it."""
    drawn: Drawn
    above: str = ""
    depth: int = 0
    """Of the document: headings of an annex stand below its title."""
    met: Targets = field(default_factory=Targets)
    problems: list[Problem] = field(default_factory=list)
    has_pointers: bool = False

    def __post_init__(self) -> None:
        self.counting = Counting(self.content.format.numbering)
        self.anchors: set[str] = set()
        self.lent = ""  # the mark of a heading that is not printed, for its first paragraph

    # Headings

    def heading(self, part: Part, text: str = "", level: str = "") -> Heading | None:
        """Return the heading of a part, under its number; None for one without a text."""
        text, level = markup.one_line(text or part.heading), level or part.level
        number = self.counting.heading(level, is_numbered=part.is_heading_numbered)
        if not text:
            self.lent = number
            return None
        self.lent = ""
        text = self.without_mark(text, number)
        found = Heading(self.level(level), text, self.above + part.key, number)
        self.met.headings.setdefault(part.key, found)
        return found

    @staticmethod
    def without_mark(text: str, number: str) -> str:
        """Return a heading without the number that its author typed, where it is that of the
        paper."""
        typed = markup.TYPED_NUMBER.match(f"{text} ") if number else None
        is_same = typed and bare(typed["number"]) == bare(number)
        return text[typed.end() :].strip() if typed and is_same else text

    def level(self, level: str) -> int:
        """The level of a heading: a part of a section stands below one."""
        self.has_main = getattr(self, "has_main", False) or level == "main"
        return self.depth + (3 if level == "sub" and self.has_main else 2)

    # Paragraphs

    def body(
        self, typed: tuple[markup.TypedParagraph, ...], key: str, *, is_numbered: bool = True
    ) -> list[Block]:
        """Return the paragraphs of a text."""
        return [block for one in typed for block in self.paragraph(one, key, is_numbered)]

    def paragraph(
        self, typed: markup.TypedParagraph, key: str, is_numbered: bool = True
    ) -> list[Block]:
        """Return a paragraph, or only the blocks when a section opens with them."""
        if not typed.line:
            return self.under(typed, key)
        number, anchor = self.number(key) if is_numbered else ("", "")
        text = self.text(self.without_number(typed.line, number, key), key)
        return [Paragraph(text, number, tuple(self.under(typed, key)), anchor)]

    def number(self, key: str) -> tuple[str, str]:
        """Return the mark of the next paragraph and what references to it point to."""
        number = self.lent or self.counting.paragraph()
        self.lent = ""
        if not number:
            return "", ""
        return number, self.met.paragraph(key, number, self.anchor("para", number, key))

    def anchor(self, kind: str, mark: str, key: str = "") -> str:
        """Return a name for what has a mark, which nothing else in the paper has."""
        stem = f"{self.above}{kind}-{self.met.slug(mark)}"
        name = stem if stem not in self.anchors else f"{stem}-{key}"
        count = 2
        while name in self.anchors:
            name, count = f"{stem}-{key}-{count}", count + 1
        self.anchors.add(name)
        return name

    def without_number(self, line: prose.Line, number: str, key: str) -> prose.Line:
        """Return a line without the number that its author typed, where it is that of the paper."""
        found = markup.TYPED_NUMBER.match(line[0].text) if number and line else None
        if not found:
            return line
        typed = bare(found["number"])
        if typed == bare(number):
            return (replace(line[0], text=line[0].text[found.end() :]), *line[1:])
        sentence = _("“%(typed)s” is typed before the paragraph that has the number %(number)s.")
        self.problem(sentence % {"typed": typed, "number": bare(number)}, key)
        return line

    def under(self, typed: markup.TypedParagraph, key: str) -> list[Block]:
        fill = partial(self.text, key=key)
        blocks: list[Block] = []
        for piece in typed.under:
            match piece:
                case markup.BlockName(name=name):
                    blocks.append(self.live_block(name, key))
                case prose.Paragraph():
                    blocks.append(paragraph_of(piece, fill))
                case prose.Points():
                    blocks.append(points_of(piece, fill))
                case _:
                    assert_never(piece)
        return blocks

    def text(self, line: prose.Line, key: str) -> Text:
        """Return a typed line with its facts and references filled in, or marked as gaps."""
        return tuple(
            self.run(part, run, key)
            for run in line
            for part in ([run.text] if is_ready(run) else markup.inline(run.text))
        )

    def run(self, part: str | markup.FactName | markup.Pointer, run: prose.Run, key: str) -> Inline:
        match part:
            case str():
                return as_typed(replace(run, text=part))
            case markup.FactName(name=name):
                if fact := self.fact(name):
                    return Words(fact, run.is_strong, run.is_emphasised)
                self.problem(self.unknown_fact(name), key)
                return Gap(_("[missing: %(name)s]") % {"name": name})
            case markup.Pointer():
                self.has_pointers = True
                found = Pointers(self.known).find(part)
                if not isinstance(found, Broken):
                    return found
                self.problem(found.problem, key)
                return Gap(found.printed)
            case _:
                assert_never(part)

    # Facts and live blocks

    def fact(self, name: str) -> str:
        """Return a fact in words, asked for once."""
        if name not in self.drawn.facts:
            fact = self.content.facts.get(name, "")
            self.drawn.facts[name] = markup.one_line(fact if isinstance(fact, str) else fact())
        return self.drawn.facts[name]

    def unknown_fact(self, name: str) -> str:
        if name in self.content.facts:
            return _("The records hold nothing yet for {%(name)s}.") % {"name": name}
        return _("{%(name)s} is not a fact that this paper knows.") % {"name": name}

    def live_block(self, name: str, key: str) -> Block:
        live = self.content.live.get(name)
        if live is None:
            self.problem(
                _("[%(name)s] is not a block that this paper knows.") % {"name": name}, key
            )
            return Notice((Gap(_("[missing block: %(name)s]") % {"name": name}),))
        if name not in self.drawn.live:
            self.drawn.live[name] = live() if callable(live) else live
        found = self.drawn.live[name]
        if block := printed_live(found, self.content.format):
            return block
        if nil := markup.one_line(found.nil):
            return Notice(words(nil))
        self.problem(_("The records hold nothing yet for [%(name)s].") % {"name": name}, key)
        return Notice((Gap(_("[missing: %(name)s]") % {"name": name}),))

    # Problems

    def problem(self, sentence: str, key: str, *, is_advice: bool = False) -> None:
        """Note a problem once."""
        problem = Problem(sentence, key, is_advice)
        if problem not in self.problems:
            self.problems.append(problem)

    def missing(self, name: str, key: str) -> str:
        self.problem(_("The paper has no %(name)s.") % {"name": name}, key)
        return _("[missing: %(name)s]") % {"name": name}
