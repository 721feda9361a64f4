"""What a page of HTML holds, as the sweeps look at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}
CONTROLS = {"input", "select", "textarea"}
WITHOUT_LABEL = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-labelledby", "aria-describedby", "aria-controls", "for")


@dataclass(slots=True)
class Element:
    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements below this one, of these tags or all."""
        waiting = self.children[::-1]
        while waiting:
            found = waiting.pop()
            if not tags or found.tag in tags:
                yield found
            waiting += found.children[::-1]

    def above(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    @property
    def text(self) -> str:
        """All the words in it, one space between."""
        return " ".join(" ".join(self._pieces()).split())

    @property
    def raw(self) -> str:
        """All the words in it as they were written."""
        return "".join(self._pieces())

    def _pieces(self) -> Iterator[str]:
        yield from self.words
        for below in self.all("#"):
            yield from below.words


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.children.append(found)
        if tag not in VOID:
            self.at = found

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.at = self.at.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        opened = self.at
        while opened.parent is not None and opened.tag != tag:
            opened = opened.parent
        if opened.parent is not None:
            self.at = opened.parent

    def handle_data(self, data: str) -> None:
        # Words are elements of their own, so that their order among the others is kept.
        self.at.children.append(Element("#", {}, self.at, words=[data]))


def read(html: str) -> Element:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def faults(page: Element, council: str) -> list[str]:
    """What is wrong with a page of the product, a sentence each."""
    return [
        *_frame(page, council),
        *_template_left_over(page),
        *_ids(page),
        *_controls(page),
        *_tables(page),
    ]


def _frame(page: Element, council: str) -> Iterator[str]:
    headings = [h.text for h in page.all("h1")]
    if len(headings) != 1 or not headings[0]:
        yield f"h1: {headings}"
    titles = [t.text for t in page.all("title") if t.parent and t.parent.tag == "head"]
    if len(titles) != 1 or not titles[0].endswith(f" – {council}") or titles[0].startswith("–"):
        yield f"title: {titles}"
    languages = [h.attributes.get("lang") for h in page.all("html")]
    if languages != ["en-gb"]:
        yield f"lang: {languages}"
    if len(list(page.all("main"))) != 1:
        yield "not one main"


def _template_left_over(page: Element) -> Iterator[str]:
    text = page.text
    for mark in ("{{", "}}", "{%", "%}", "{#", "&amp;", "&lt;", "&#x", "object at 0x"):
        if mark in text:
            at = text.index(mark)
            yield f"left over: {text[max(at - 40, 0) : at + 40]!r}"


def _ids(page: Element) -> Iterator[str]:
    ids = Counter(e.attributes["id"] for e in page.all() if "id" in e.attributes)
    yield from (f"id {name!r} {count} times" for name, count in ids.items() if count > 1)
    for element in page.all():
        for name in REFERENCES:
            for target in element.attributes.get(name, "").split():
                if target not in ids:
                    yield f"{element.tag} {name} points to no {target!r}"
        href = element.attributes.get("href", "")
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            yield f"a link leads to no {href!r}"


def _controls(page: Element) -> Iterator[str]:
    labelled = {label.attributes.get("for") for label in page.all("label") if label.text}
    for control in page.all(*CONTROLS):
        attributes = control.attributes
        if "maxlength" in attributes or attributes.get("type") == "number":
            yield f"cuts or turns what is typed: {control.tag} {attributes.get('name')!r}"
        if attributes.get("type") in WITHOUT_LABEL:
            continue
        named = attributes.get("aria-label") or attributes.get("aria-labelledby")
        inside = any(above.tag == "label" for above in control.above())
        if not named and not inside and attributes.get("id") not in labelled:
            yield f"no label: {control.tag} {attributes.get('name')!r}"
    for button in page.all("button", "a"):
        if not button.text and not button.attributes.get("aria-label"):
            yield f"no words: {button.tag} {button.attributes}"


def _tables(page: Element) -> Iterator[str]:
    for table in page.all("table"):
        captions = [caption.text for caption in table.all("caption")]
        if len(captions) != 1 or not captions[0]:
            yield f"captions: {captions}"
        for header in table.all("th"):
            if header.attributes.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
                yield f"no scope: th {header.text!r}"
        if not any(header.attributes.get("scope") == "col" for header in table.all("th")):
            yield f"no column headers: {captions}"
