"""Cross-references: their possible targets in a paper, and how a sentence names each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from documents.markup import Pointer
from documents.numbering import bare
from documents.tree import Heading, Reference, Words

WHICH = re.compile(r"(?P<key>\S+)\s+(?P<which>[1-9]\d{0,3})")
RANGE = re.compile(r"(?P<first>\S+)\s+(?:to|-|–)\s+(?P<last>\S+)")
NOT_A_NAME = re.compile(r"[^a-z0-9.]+")


@dataclass
class Targets:
    """What references may point to, by key: the paragraphs of each section in order (mark and
    anchor), headings, appendices and recommendations (anchor, words)."""

    paragraphs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    headings: dict[str, Heading] = field(default_factory=dict)
    appendices: dict[str, tuple[str, str]] = field(default_factory=dict)
    recommendations: dict[str, tuple[str, str]] = field(default_factory=dict)
    joined: list[tuple[str, str, str]] = field(default_factory=list)
    """(anchor, mark, title) of the appendices that are joined to the paper."""
    sections: set[str] = field(default_factory=set)
    lenders: list[str] = field(default_factory=list)
    """Main sections that have no paragraph yet: those of their parts are theirs."""

    def paragraph(self, key: str, number: str, anchor: str) -> str:
        """Note a numbered paragraph of a section; return its anchor."""
        said = number if number.startswith("(") else number.rstrip(".)")
        for one in {key, *self.lenders}:
            self.paragraphs.setdefault(one, []).append((said, anchor))
        return anchor

    @staticmethod
    def slug(mark: str) -> str:
        """A mark as part of an anchor: "7." as "7", "Appendix A" as "appendix-a"."""
        return NOT_A_NAME.sub("-", bare(mark).lower()).strip("-.") or "x"


@dataclass(frozen=True)
class Broken:
    """A reference that points to nothing: what is printed instead, and the problem."""

    printed: str
    problem: str


@dataclass(frozen=True)
class Pointers:
    """Settles references by what the paper has."""

    known: Targets

    def find(self, pointer: Pointer) -> Reference | Words | Broken:
        match pointer.kind:
            case "para":
                return self.one(pointer.key)
            case "paras":
                return self.several(pointer.key)
            case "section":
                return self.section(pointer.key)
            case "appendix":
                return self.named(pointer, self.known.appendices, _("appendix"))
            case _:
                return self.named(pointer, self.known.recommendations, _("recommendation"))

    def one(self, key: str) -> Reference | Words | Broken:
        which = WHICH.fullmatch(key)
        name, position = (which["key"], int(which["which"])) if which else (key, 1)
        numbers = self.known.paragraphs.get(name, [])
        if len(numbers) < position:
            return self.no_paragraph("para", key, name)
        number, anchor = numbers[position - 1]
        return Reference(_("paragraph %(number)s") % {"number": number}, anchor)

    def several(self, key: str) -> Reference | Words | Broken:
        ends = RANGE.fullmatch(key)
        first, last = (ends["first"], ends["last"]) if ends else (key, key)
        paragraphs = self.known.paragraphs
        for name in (first, last):
            if not paragraphs.get(name):
                return self.no_paragraph("paras", key, name)
        (start, anchor), (end, _anchor) = paragraphs[first][0], paragraphs[last][-1]
        if start == end:
            return Reference(_("paragraph %(number)s") % {"number": start}, anchor)
        facts = {"first": start, "last": end}
        return Reference(_("paragraphs %(first)s to %(last)s") % facts, anchor)

    def no_paragraph(self, kind: str, key: str, name: str) -> Broken:
        if name in self.known.sections:
            problem = _("[%(kind)s: %(key)s] points to a section that has no numbered paragraph.")
            if self.known.paragraphs.get(name):
                problem = _("[%(kind)s: %(key)s] points to a paragraph that its section lacks.")
        else:
            problem = _("[%(kind)s: %(key)s] points to a section that is not in this paper.")
        gap = _("[missing paragraph: %(key)s]") % {"key": key}
        return Broken(gap, problem % {"kind": kind, "key": key})

    def section(self, key: str) -> Reference | Words | Broken:
        if key not in self.known.headings:
            gap = _("[missing section: %(key)s]") % {"key": key}
            problem = _("[section: %(key)s] points to a section that is not in this paper.")
            return Broken(gap, problem % {"key": key})
        heading = self.known.headings[key]
        anchor = f"section-{heading.key}"
        if not heading.number:
            return Reference(f"“{heading.text}”", anchor)
        number = bare(heading.number)
        section = number if number[0].isalpha() and len(number) > 1 else _("section %(number)s")
        return Reference(
            section % {"number": number} if "%" in section else section,
            anchor,
        )

    def named(
        self, pointer: Pointer, known: dict[str, tuple[str, str]], what: str
    ) -> Reference | Words | Broken:
        if pointer.key in known:
            anchor, said = known[pointer.key]
            return Reference(said, anchor) if anchor else Words(said)
        said_of = {"what": what, "key": pointer.key, "kind": pointer.kind}
        gap = _("[missing %(what)s: %(key)s]") % said_of
        problem = _("[%(kind)s: %(key)s] points to nothing in this paper.")
        return Broken(gap, problem % said_of)
