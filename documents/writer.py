"""How what people have typed becomes blocks of the document tree: numbered, filled in, and with
everything that cannot be printed as a visible gap and a problem."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import assert_never

from django.utils.translation import gettext as _

from documents import markup
from documents.content import LiveContent, PaperContent, Refused, Said, SectionContent
from documents.format import Part
from documents.live import nil, printed, source_of
from documents.numbering import Counting, bare
from documents.pointers import Broken, Pointers, Targets
from documents.totals import wrong_totals
from documents.tree import (
    Block,
    Gap,
    Heading,
    Illustration,
    Inline,
    Notice,
    Paragraph,
    Passage,
    Problem,
    Sheets,
    Table,
    Text,
    Words,
    language_of,
    text_of,
)
from documents.typed import as_typed, block_of, is_ready, noted
from documents.wide import fitted
from values import prose

PICTURE = "picture"
MOST_PARTS = 3
"""Tables that one may become before its author is told."""


@dataclass
class Drawn:
    """What was drawn from the records so far, by name: each is read once. So is each text, since a
    paper is written more than once."""

    facts: dict[str, Said] = field(default_factory=dict)
    live: dict[str, LiveContent] = field(default_factory=dict)
    blocks: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    """What the live values print."""
    texts: dict[str, tuple[markup.TypedParagraph, ...]] = field(default_factory=dict)

    def read(self, body: str) -> tuple[markup.TypedParagraph, ...]:
        """The paragraphs of a text."""
        if body not in self.texts:
            self.texts[body] = markup.parse(body)
        return self.texts[body]


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
    typed: list[str] = field(default_factory=list)
    """The lines that people have typed, in the order of print."""

    def __post_init__(self) -> None:
        self.counting = Counting(self.content.format.numbering)
        self.anchors: set[str] = set()
        self.has_main, self.last_level = False, 0
        self.lent = ""  # the mark of a heading that is not printed, for its first paragraph

    # Headings

    def heading(
        self, part: Part, text: str = "", level: str = "", language: str = ""
    ) -> Heading | None:
        """Return the heading of a part, under its number; None for one without a text."""
        text, level = markup.one_line(text or part.heading), level or part.level
        number = self.counting.heading(level, is_numbered=part.is_heading_numbered)
        if not text:
            self.lent = number
            return None
        self.lent = ""
        text = self.without_mark(text, number)
        heading = Heading(self.level(level), text, self.above + part.key, number, language)
        self.met.headings.setdefault(part.key, heading)
        return heading

    @staticmethod
    def without_mark(text: str, number: str) -> str:
        """Return a heading without the number that its author typed, where it is that of the
        paper."""
        typed = markup.TYPED_NUMBER.match(f"{text} ") if number else None
        is_same = typed and bare(typed["number"]) == bare(number)
        return text[typed.end() :].strip() if typed and is_same else text

    def level(self, level: str) -> int:
        """The level of a heading: a part of a section stands below one."""
        self.has_main = self.has_main or level == "main"
        self.last_level = self.depth + (3 if level == "sub" and self.has_main else 2)
        return self.last_level

    # Paragraphs

    def other_language(self, section: SectionContent | None) -> str:
        """Return the language of a section, where it is not that of the paper."""
        language = section.language if section else ""
        return "" if language == self.content.format.language else language

    def section_body(
        self,
        section: SectionContent | None,
        typed: tuple[markup.TypedParagraph, ...],
        key: str,
        *,
        is_numbered: bool,
    ) -> tuple[Block, ...]:
        """Return what a section says, in its language."""
        blocks = tuple(self.body(typed, key, is_numbered=is_numbered))
        language = self.other_language(section)
        return (Passage(language, blocks),) if language else blocks

    def body(
        self, typed: tuple[markup.TypedParagraph, ...], key: str, *, is_numbered: bool = True
    ) -> list[Block]:
        """Return the paragraphs of a text, with the headings inside it: these have no number."""
        blocks: list[Block] = []
        top = deepest = max(self.last_level, self.depth + 2)
        for one in typed:
            for opened in one.headings:
                deepest = min(top + opened.depth, deepest + 1)
                text = self.text(opened.line, key)
                blocks.append(Heading(deepest, text_of(text), language=language_of(text)))
            blocks += self.paragraph(one, key, is_numbered)
        return blocks

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
        typed_number = markup.TYPED_NUMBER.match(line[0].text) if number and line else None
        if not typed_number:
            return line
        typed = bare(typed_number["number"])
        if typed == bare(number):
            return (replace(line[0], text=line[0].text[typed_number.end() :]), *line[1:])
        sentence = _("“%(typed)s” is typed before the paragraph that has the number %(number)s.")
        self.problem(sentence % {"typed": typed, "number": bare(number)}, key)
        return line

    def under(self, typed: markup.TypedParagraph, key: str) -> list[Block]:
        fill = partial(self.text, key=key)
        blocks: list[Block] = []
        for piece in typed.under:
            match piece:
                case markup.BlockName(name=name):
                    blocks += self.live_block(name, key)
                case _:
                    made = block_of(piece, fill)
                    for sentence in wrong_totals(made) if isinstance(made, Table) else ():
                        self.problem(sentence, key)
                    blocks += self.fitted(made, key)
        return blocks

    def fitted(self, block: Block, key: str) -> tuple[Block, ...]:
        """Return a block as it fits the sheets: a wide table may be turned, or become several."""
        furniture = self.content.format.furniture
        if not isinstance(block, Table):
            return (block,)
        parts = fitted(block, Sheets(furniture.paper_size, furniture.is_landscape))
        if len(parts) > MOST_PARTS:
            sentence = _(
                "The table “%(table)s” is too wide for its sheets: it is printed as %(count)s "
                "tables. Leave out some columns."
            )
            facts = {"table": block.caption or block.columns[0].label, "count": len(parts)}
            self.problem(sentence % facts, key, is_advice=True)
        return parts

    def text(self, line: prose.Line, key: str) -> Text:
        """Return a typed line with its facts and references filled in, or marked as gaps."""
        self.typed.append("".join(run.text for run in line))
        filled: list[Inline] = []
        for run in line:
            if run.note is not None:
                filled.append(noted(run.note, partial(self.text, key=key)))
                continue
            parts = [run.text] if is_ready(run) else markup.inline(run.text)
            filled += [self.run(part, run, key) for part in parts]
        return tuple(filled)

    def run(self, part: str | markup.FactName | markup.Pointer, run: prose.Run, key: str) -> Inline:
        match part:
            case str():
                return as_typed(replace(run, text=part))
            case markup.FactName(name=name):
                fact = self.fact(name)
                if isinstance(fact, Refused):
                    self.problem(fact.sentence, key)
                    return Gap(_("[missing: %(name)s]") % {"name": name})
                if fact:
                    source = source_of(name, self.content.sources_at)
                    return Words(fact, run.is_strong, run.is_emphasised, source)
                self.problem(self.unknown_fact(name), key)
                return Gap(_("[missing: %(name)s]") % {"name": name})
            case markup.Pointer():
                self.has_pointers = True
                pointers = Pointers(self.known).find(part)
                if not isinstance(pointers, Broken):
                    return pointers
                self.problem(pointers.problem, key)
                return Gap(pointers.printed)
            case _:
                assert_never(part)

    # Facts and live blocks

    def fact(self, name: str) -> Said:
        """Return a fact in words, asked for once."""
        if name not in self.drawn.facts:
            fact = self.content.facts.get(name, "")
            value = fact() if callable(fact) else fact
            self.drawn.facts[name] = markup.one_line(value) if isinstance(value, str) else value
        return self.drawn.facts[name]

    def unknown_fact(self, name: str) -> str:
        if name in self.content.facts:
            return _("The records hold nothing yet for {%(name)s}.") % {"name": name}
        return _("{%(name)s} is not a fact that this paper knows.") % {"name": name}

    def live_block(self, name: str, key: str) -> tuple[Block, ...]:
        kind, colon, called = name.partition(":")
        if kind == PICTURE and colon:
            return (self.picture(called.strip(), key),)
        live = self.content.live.get(name)
        if live is not None and name not in self.drawn.live:
            self.drawn.live[name] = live() if callable(live) else live
        block = self.drawn.live.get(name)
        if block is None or isinstance(block, Refused):
            unknown = _("[%(name)s] is not a block that this paper knows.") % {"name": name}
            self.problem(block.sentence if block else unknown, key)
            return (Notice((Gap(_("[missing block: %(name)s]") % {"name": name}),)),)
        if name not in self.drawn.blocks:
            self.drawn.blocks[name] = printed(block, self.counting.numbering.lists[0]) or nil(block)
        if blocks := self.drawn.blocks[name]:
            return tuple(one for each in blocks for one in self.fitted(each, key))
        self.problem(_("The records hold nothing yet for [%(name)s].") % {"name": name}, key)
        return (Notice((Gap(_("[missing: %(name)s]") % {"name": name}),)),)

    def picture(self, called: str, key: str) -> Block:
        """Return a picture of the paper; without its words, it is printed and a problem."""
        known = self.content.pictures.get(called)
        found = known.read() if known else None
        if known is None or found is None:
            missing = _("[picture: %(key)s] names no picture of this paper.")
            gone = _("The file of the picture “%(key)s” is missing from the store.")
            self.problem((gone if known else missing) % {"key": called}, key)
            return Notice((Gap(_("[missing picture: %(key)s]") % {"key": called}),))
        caption = markup.one_line(known.caption)
        if not markup.one_line(known.alternative):
            sentence = _("The picture “%(caption)s” does not say what it shows.")
            self.problem(sentence % {"caption": caption}, key)
        alternative = markup.one_line(known.alternative) or caption
        return Illustration(replace(found, alternative=alternative), caption)

    # Problems

    def problem(self, sentence: str, key: str, *, is_advice: bool = False) -> None:
        """Note a problem once."""
        problem = Problem(sentence, key, is_advice)
        if problem not in self.problems:
            self.problems.append(problem)

    def missing(self, name: str, key: str) -> str:
        self.problem(_("The paper has no %(name)s.") % {"name": name}, key)
        return _("[missing: %(name)s]") % {"name": name}
