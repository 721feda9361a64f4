"""What is pasted, put into shapes that prose has: text that is seen, whole rows, paragraphs."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag

UNSEEN = re.compile(
    r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all|mso-element:\s*comment", re.I
)
UNSEEN_CLASSES = {"MsoCommentReference", "msoDel"}
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)", re.I)
NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)", re.I)
ITALIC = re.compile(r"font-style:\s*italic", re.I)
LOOSE = [
    "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "main", "section", "summary",
]  # fmt: skip
"""Blocks that prose has not: a paragraph each, unless they hold others."""
BLOCKS = [*LOOSE, "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol", "p", "pre",
          "table", "td", "th", "tr", "ul"]  # fmt: skip
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
IN_AN_ADDRESS = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\n": ""}
MOST_COLUMNS = 60


def put_right(soup: BeautifulSoup) -> None:
    """Change what was pasted so that nothing is lost or joined when it becomes prose."""
    _drop_unseen(soup)
    _keep_looks(soup)
    for table in [each for each in soup.find_all("table") if each.find_parent("table") is None]:
        _put_table_right(soup, table)
    for block in soup.find_all(LOOSE):
        if block.find(BLOCKS) is None:
            block.name = "p"
    for link in soup.find_all("a", href=True):
        address = str(link["href"]).strip()
        link["href"] = "".join(IN_AN_ADDRESS.get(one, one) for one in address)


def _drop_unseen(soup: BeautifulSoup) -> None:
    for tag in soup.find_all(True):
        is_unseen = UNSEEN.search(str(tag.get("style", "")))
        if is_unseen or UNSEEN_CLASSES & set(tag.get_attribute_list("class")):
            tag.extract()


def _keep_looks(soup: BeautifulSoup) -> None:
    """Keep bold and italics that are said by styles, and raised and lowered figures."""
    for tag in soup.find_all(["b", "strong"]):
        if NOT_BOLD.search(str(tag.get("style", ""))):
            tag.unwrap()
    for tag in soup.find_all("span", style=True):
        style = str(tag["style"])
        if ITALIC.search(style):
            tag.wrap(soup.new_tag("i"))
        if BOLD.search(style):
            tag.wrap(soup.new_tag("b"))
    for name, figures in (("sup", RAISED), ("sub", LOWERED)):
        for tag in soup.find_all(name):
            text = tag.get_text()
            if text.isdecimal() and text.isascii():
                tag.replace_with(text.translate(figures))


def _put_table_right(soup: BeautifulSoup, table: Tag) -> None:
    """Write a table as prose has it: each row with all its cells, a caption above it, and no other
    table inside. A cell that went over several is followed by empty ones."""
    for inner in table.find_all("table"):
        inner.replace_with(f" {inner.get_text(' ', strip=True)} ")
    for text in table.find_all(string=re.compile(r"\|")):
        text.replace_with(NavigableString(str(text).replace("|", "\\|")))
    if isinstance(caption := table.caption, Tag):
        said = caption.extract().get_text(" ", strip=True)
        above = soup.new_tag("p")
        above.string = f"Table: {said}"
        table.insert_before(above) if said else None
    rows = [_cells(row) for row in table.find_all("tr")]
    below: dict[int, int] = {}
    for place, cells in enumerate(rows):
        rows[place] = _whole(soup, cells, below)
    widest = max(map(len, rows), default=0)
    for row, cells in zip(table.find_all("tr"), rows, strict=True):
        row.clear()
        row.extend([*cells, *(soup.new_tag("td") for _ in range(widest - len(cells)))])


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]


def _whole(soup: BeautifulSoup, cells: list[Tag], below: dict[int, int]) -> list[Tag]:
    """A row with the cells that others reach over; `below` holds for how many rows to come each
    column is taken."""
    whole: list[Tag] = []
    waiting = list(cells)
    while waiting or below.get(len(whole)):
        if below.get(len(whole)):
            below[len(whole)] -= 1
            whole.append(soup.new_tag("td"))
            continue
        cell = waiting.pop(0)
        wide, tall = _span(cell, "colspan"), _span(cell, "rowspan")
        for column in range(len(whole), len(whole) + wide):
            below[column] = tall - 1
        whole += [cell, *(soup.new_tag("td") for _ in range(wide - 1))]
    return whole


def _span(cell: Tag, name: str) -> int:
    typed = str(cell.get(name, "1"))
    return min(max(int(typed), 1), MOST_COLUMNS) if typed.isdecimal() and len(typed) < 6 else 1
