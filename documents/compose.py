"""From the content of a paper to its document tree: numbers, letters, references and gaps.

Composing never fails because of what somebody typed. Anything that cannot be printed becomes a
visible gap and a `Problem` with a sentence for the officer."""

from dataclasses import dataclass, field, replace
from functools import partial
from typing import assert_never

from django.utils.translation import gettext as _
from django.utils.translation import override

from documents import markup
from documents.content import (
    ClearanceContent,
    PaperContent,
    Refused,
    SectionContent,
)
from documents.live import nil, printed, source_of
from documents.tree import (
    Affected,
    BackgroundPapers,
    Block,
    Clearance,
    Contact,
    Document,
    Gap,
    Header,
    Heading,
    Inline,
    Notice,
    Paragraph,
    Problem,
    Recommendation,
    Recommendations,
    Reference,
    Signature,
    Text,
    Words,
    text_of,
    words,
)
from documents.typed import (
    as_typed,
    block_of,
    blocks_of,
    is_ready,
    without_number,
)
from values import prose


def compose(content: PaperContent) -> Document:
    """Return the document tree of a paper; its problems are on `Document.problems`.

    Our own words (headings, nil sentences) are in the language of the paper, not of the reader.
    """
    with override(content.language):
        return Composer(content).document()


def lacking(why: str) -> tuple[str, str]:
    """(what is printed, the problem) for a missing clearance."""
    awaited = _("[%(kind)s awaited]")
    return {
        "not asked": (awaited, _("%(kind)s have not been asked for.")),
        "not cleared": (awaited, _("%(kind)s: the officer has not cleared the paper.")),
        "void": (
            _("[%(kind)s void since the edit of %(since)s]"),
            _("%(kind)s have been void since the edit of %(since)s."),
        ),
        "moved": (
            _("[%(kind)s void since %(since)s]"),
            _("%(kind)s have been void since %(since)s: the paper prints something different."),
        ),
    }.get(why, (awaited, _("%(kind)s are awaited.")))


@dataclass
class Composer:
    """Builds one document: holds the run of paragraph numbers and the problems met so far."""

    content: PaperContent
    bodies: list[tuple[markup.TypedParagraph, ...]] = field(init=False)
    first_numbers: dict[str, int] = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    last_number: int = 0

    def __post_init__(self) -> None:
        self.bodies = [markup.parse(section.body) for section in self.content.sections]
        self.first_numbers = first_numbers(self.content.sections, self.bodies)

    def document(self) -> Document:
        """Return the whole document. The order here is the order of print and of numbering."""
        content = self.content
        blocks = (
            *(Notice(words(line)) for line in lines(content.notices)),
            *self.sections(),
            self.recommendations(),
            *self.signature(),
            *self.contact(),
            *(self.clearance(clearance) for clearance in content.clearances),
            self.background_papers(),
            *self.divisions(),
        )
        return Document(
            title=markup.one_line(content.title) or self.missing(_("title"), "title"),
            language=content.language,
            reference=markup.one_line(content.reference),
            header=self.header(),
            blocks=blocks,
            closing_reference=markup.one_line(content.reference_code),
            problems=tuple(self.problems),
        )

    def header(self) -> Header:
        content = self.content
        item, post = markup.one_line(content.agenda_item), markup.one_line(content.report_of)
        return Header(
            organisation=markup.one_line(content.organisation),
            meeting=markup.one_line(content.meeting),
            meeting_on=markup.one_line(content.meeting_on),
            agenda_item=_("Agenda Item: %(item)s") % {"item": item} if item else "",
            report_of=_("Report of the %(post)s") % {"post": post} if post else "",
            status=markup.one_line(content.status),
        )

    # Sections

    def sections(self) -> list[Block]:
        blocks: list[Block] = []
        has_main = False
        for position, section in enumerate(self.content.sections):
            level = 3 if section.level == "sub" and has_main else 2
            has_main = has_main or section.level == "main"
            heading = markup.one_line(section.heading)
            if heading:
                blocks.append(Heading(level, heading, section.key))
            if not self.bodies[position] and not opens_parts(self.content.sections, position):
                blocks.append(Notice((Gap(_("[This section has no text yet]")),)))
                self.problem(_("“%(heading)s” has no text.") % {"heading": heading}, section.key)
            deepest = level
            for typed in self.bodies[position]:
                for opened in typed.headings:
                    deepest = min(level + opened.depth, deepest + 1)
                    blocks.append(Heading(deepest, text_of(self.text(opened.line, section.key))))
                blocks += self.paragraph(typed, section.key)
        return blocks

    def paragraph(self, typed: markup.TypedParagraph, key: str) -> list[Block]:
        """Return a numbered paragraph, or only the blocks when a section opens with them."""
        if not typed.line:
            return self.under(typed, key)
        self.last_number += 1
        number = self.last_number
        return [Paragraph(self.text(typed.line, key), number, tuple(self.under(typed, key)))]

    def under(self, typed: markup.TypedParagraph, key: str) -> list[Block]:
        blocks: list[Block] = []
        for piece in typed.under:
            if isinstance(piece, markup.BlockName):
                blocks += self.live_block(piece.name, key)
            else:
                blocks.append(block_of(piece, partial(self.text, key=key)))
        return blocks

    def text(self, line: prose.Line, key: str) -> Text:
        """Return a typed line with its facts and references filled in, or marked as gaps."""
        return tuple(
            self.run(part, run, key)
            for run in line
            for part in ([run.text] if is_ready(run) else markup.inline(run.text))
        )

    def run(
        self, part: str | markup.FactName | markup.SectionKey, run: prose.Run, key: str
    ) -> Inline:
        match part:
            case str():
                return as_typed(replace(run, text=part))
            case markup.FactName(name=name):
                fact = self.content.facts.get(name, "")
                fact = fact() if callable(fact) else fact
                if isinstance(fact, Refused):
                    self.problem(fact.sentence, key)
                    return Gap(_("[missing: %(name)s]") % {"name": name})
                if fact_text := markup.one_line(fact):
                    source = source_of(name, self.content.sources_at)
                    return Words(fact_text, run.is_strong, run.is_emphasised, source)
                self.problem(self.unknown_fact(name), key)
                return Gap(_("[missing: %(name)s]") % {"name": name})
            case markup.SectionKey(key=target):
                if number := self.first_numbers.get(target):
                    return Reference(_("paragraph %(number)s") % {"number": number}, number)
                self.problem(self.broken_reference(target), key)
                return Gap(_("[missing paragraph: %(key)s]") % {"key": target})
            case _:
                assert_never(part)

    def unknown_fact(self, name: str) -> str:
        if name in self.content.facts:
            return _("The records hold nothing yet for {%(name)s}.") % {"name": name}
        return _("{%(name)s} is not a fact that this paper knows.") % {"name": name}

    def broken_reference(self, key: str) -> str:
        if any(section.key == key for section in self.content.sections):
            sentence = _("[para: %(key)s] points to a section that has no numbered paragraph.")
        else:
            sentence = _("[para: %(key)s] points to a section that is not in this paper.")
        return sentence % {"key": key}

    # Live blocks

    def live_block(self, name: str, key: str) -> tuple[Block, ...]:
        live = self.content.live.get(name)
        value = live() if callable(live) else live
        if value is None or isinstance(value, Refused):
            unknown = _("[%(name)s] is not a block that this paper knows.") % {"name": name}
            self.problem(value.sentence if value else unknown, key)
            return (Notice((Gap(_("[missing block: %(name)s]") % {"name": name}),)),)
        if blocks := printed(value) or nil(value):
            return blocks
        self.problem(_("The records hold nothing yet for [%(name)s].") % {"name": name}, key)
        return (Notice((Gap(_("[missing: %(name)s]") % {"name": name}),)),)

    # After the sections

    def recommendations(self) -> Recommendations:
        typed = [
            blocks
            for text in self.content.recommendations
            if (blocks := prose.read(markup.clean(text)))
        ]
        if not typed:
            self.problem(_("The paper has no recommendation."), "recommendations")
        title = _("RECOMMENDATION") if len(typed) == 1 else _("RECOMMENDATIONS")
        return Recommendations(
            Heading(2, title, "recommendations"),
            tuple(
                self.recommendation(f"{position})", blocks)
                for position, blocks in enumerate(typed, start=1)
            )
            or (Recommendation("1)", (Gap(_("[missing: recommendation]")),)),),
        )

    def recommendation(self, mark: str, blocks: tuple[prose.Block, ...]) -> Recommendation:
        fill = partial(self.text, key="recommendations")
        line, below = prose.first_line(prose.Point(mark, without_number(blocks)))
        return Recommendation(mark, fill(line), blocks_of(below, fill))

    def signature(self) -> list[Block]:
        name = markup.one_line(self.content.signatory_name)
        post = markup.one_line(self.content.signatory_post)
        if not name and not post:
            self.problem(_("The paper has no signatory."), "signatory")
            return []
        return [Signature(name, post)]

    def contact(self) -> list[Block]:
        contact = lines(self.content.contact)
        if not contact:
            self.problem(_("The paper names nobody for enquiries."), "contact")
            return []
        heading = _("For any enquiries about this report please contact:")
        return [Contact(Heading(2, heading, "contact"), contact)]

    def clearance(self, clearance: ClearanceContent) -> Clearance:
        kind, initials = markup.one_line(clearance.kind), markup.one_line(clearance.initials)
        typed = markup.parse(clearance.text, with_blocks=False)
        if clearance.cleared_on is None or not typed:
            gap, problem = lacking(clearance.lack)
            facts = {"kind": kind, "since": clearance.since}
            self.problem(problem % facts, "clearances")
            return Clearance(Heading(2, kind), (Notice((Gap(gap % facts),)),))
        cleared = " ".join(part for part in (initials, f"{clearance.cleared_on:%d/%m/%y}") if part)
        blocks = [block for piece in typed for block in self.paragraph(piece, "clearances")]
        return Clearance(Heading(2, f"{kind} ({cleared})"), tuple(blocks))

    def background_papers(self) -> BackgroundPapers:
        return BackgroundPapers(
            heading=Heading(2, _("Background Papers"), "background-papers"),
            items=lines(self.content.background_papers),
            nil=_("None"),
            statement=markup.one_line(self.content.statement) or statement(),
        )

    def divisions(self) -> list[Block]:
        affected = markup.one_line(self.content.divisions_affected)
        if not affected:
            self.problem(_("The paper does not say which divisions it affects."), "divisions")
            return []
        heading = _("Electoral Division(s) and Member(s) Affected")
        return [Affected(Heading(2, heading, "divisions"), affected)]

    # Problems

    def problem(self, sentence: str, key: str) -> None:
        """Note a problem once."""
        problem = Problem(sentence, key)
        if problem not in self.problems:
            self.problems.append(problem)

    def missing(self, name: str, key: str) -> str:
        self.problem(_("The paper has no %(name)s.") % {"name": name}, key)
        return _("[missing: %(name)s]") % {"name": name}


def first_numbers(
    sections: tuple[SectionContent, ...], bodies: list[tuple[markup.TypedParagraph, ...]]
) -> dict[str, int]:
    """Return the number of each section's first paragraph; none for a section without numbers.

    A main section that only opens its parts points to the first paragraph of its first part.
    """
    numbers: dict[str, int] = {}
    last = 0
    waiting = ""
    for position, section in enumerate(sections):
        count = sum(1 for typed in bodies[position] if typed.line)
        if count:
            numbers.setdefault(section.key, last + 1)
            if waiting and section.level == "sub":
                numbers.setdefault(waiting, last + 1)
        if section.level == "main":
            waiting = "" if bodies[position] else section.key
        elif count:
            waiting = ""
        last += count
    return numbers


def opens_parts(sections: tuple[SectionContent, ...], position: int) -> bool:
    """Return whether a section is a main one with parts below it, and so needs no text itself."""
    following = sections[position + 1 : position + 2]
    return sections[position].level == "main" and any(s.level == "sub" for s in following)


def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts on one line each, without the empty ones."""
    return tuple(line for text in texts if (line := markup.one_line(text)))


def statement() -> str:
    """Return the legal basis of the list of background papers in England.

    Local Government Act 1972, section 100D: the list is part of the report, the papers on it are
    open to inspection, and published works need not be on it.
    """
    return _(
        "This list is given under section 100D of the Local Government Act 1972. The public may "
        "inspect any paper on it. Works that are already published are available elsewhere and "
        "need not be listed."
    )
