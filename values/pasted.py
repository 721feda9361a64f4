"""What is pasted from Word or a web page, as prose: headings, lists, tables, links, bold and
italics stay; all else is dropped.

Word marks the points of its lists as paragraphs of a style of its own, each with the number or the
bullet that it shows. What its reader does not see, its comments and what was deleted there are
dropped too (`values.pasted_shapes`).
"""

from __future__ import annotations

import re

import nh3
from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

from values.pasted_shapes import put_right
from values.prose import DEEPEST

MOST_CHARACTERS, MOST_LEVELS = 2_000_000, 200
KEPT = {
    "a", "b", "blockquote", "br", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "ol", "p",
    "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
DROPPED_WHOLE = ["script", "style", "head", "title", "xml", "del"]
WORD_LIST = re.compile(r"mso-list:\s*\S+\s+level(\d)", re.IGNORECASE)
WORD_MARK = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBER = re.compile(r"\(?[0-9a-zA-Z]{1,5}[.)]")
NOTE_MARK = re.compile(r"#(?:_ftn|ftnt|sdfootnote)(\d{1,4})(?:sym)?$")
NOTE_BACK = re.compile(r"#(?:_ftnref|ftnt_ref|sdfootnote)(\d{1,4})(?:anc)?$")
EMPTY_LINES = re.compile(r"\n{3,}")


class TooLong(ValueError):
    """More was pasted than a text can hold, or it is nested more deeply than any page."""


class _Prose(MarkdownConverter):
    """Writes what `values.prose` reads: two depths of headings, below those of the page."""

    def convert_hN(self, n: int, el: Tag, text: str, parent_tags: set[str]) -> str:
        depth = 2 if n < 3 else 3
        return super().convert_hN(depth, el, text, parent_tags)  # type: ignore[misc]


def prose_of(html: str) -> str:
    """The prose that a piece of HTML says. Raises TooLong."""
    if len(html) > MOST_CHARACTERS:
        raise TooLong
    soup = BeautifulSoup(html, "html.parser")
    if is_deep(soup):
        raise TooLong
    for tag in soup(DROPPED_WHOLE):
        tag.decompose()
    _keep_lists_of_word(soup)
    _keep_footnotes(soup)
    put_right(soup)
    cleaned = nh3.clean(
        str(soup),
        tags=KEPT,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    converter = _Prose(
        heading_style="atx",
        bullets="-",
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
        autolinks=False,
        table_infer_header=True,
        strip=["pre"],
    )
    lines = [line.rstrip() for line in converter.convert(cleaned).splitlines()]
    return EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def is_deep(soup: BeautifulSoup) -> bool:
    """Whether elements are nested more deeply than what reads them can bear."""
    level: list[Tag] = [soup]
    for _depth in range(MOST_LEVELS):
        level = [kid for tag in level for kid in tag.children if isinstance(kid, Tag)]
    return bool(level)


def _keep_lists_of_word(soup: BeautifulSoup) -> None:
    """Make lists of the paragraphs that Word calls points."""
    levels: list[Tag] = []
    for paragraph in soup.find_all("p"):
        match = WORD_LIST.search(str(paragraph.get("style", "")))
        if match is None:
            levels = []
            continue
        mark = paragraph.find(style=WORD_MARK)
        shown = mark.get_text(strip=True) if isinstance(mark, Tag) else ""
        if isinstance(mark, Tag):
            mark.decompose()
        depth = min(int(match[1]), DEEPEST)
        del levels[depth:]
        while len(levels) < depth:
            levels.append(_list(soup, shown, levels, paragraph))
        item = soup.new_tag("li")
        item.extend(list(paragraph.contents))
        levels[-1].append(item)
        paragraph.decompose()


def _keep_footnotes(soup: BeautifulSoup) -> None:
    """Write footnotes as `values.prose` reads them: their marks are links to them, and they begin
    with the links back."""
    for link in soup.find_all("a", href=True):
        address = str(link["href"])
        if found := NOTE_BACK.search(address):
            link.replace_with(f"[^{found[1]}]: ")
        elif found := NOTE_MARK.search(address):
            link.replace_with(f"[^{found[1]}]")


def _list(soup: BeautifulSoup, mark: str, levels: list[Tag], paragraph: Tag) -> Tag:
    """A new list: below the last point of the level above, or where the paragraph stands."""
    made = soup.new_tag("ol" if NUMBER.fullmatch(mark) else "ul")
    if not levels:
        paragraph.insert_before(made)
        return made
    above = levels[-1].find_all("li", recursive=False)
    (above[-1] if above else levels[-1]).append(made)
    return made
