"""A paper of the demonstration as it is printed: its tree, and what each of its outputs says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.db import connection
from lxml import html
from pytest_django import DjangoDbBlocker

from documents.compose import Document
from documents.html import body_html
from documents.pdf import render_pdf
from documents.plain import plain_text
from documents.tree import Block, BulletList, Heading, LetteredList, Paragraph
from documents.word import render_word
from reports.models import Paper
from reports.queries.papers import document_of
from tests.databases import leading_to
from tests.demo_fixture import MOMENT
from tests.documents.word_reader import lines
from values import clock

SEEDS = ("introduction", "departmental-update", "health-scrutiny", "scrutiny-cover")
FOOT = r"PAP-\d{4}\s*Draft\s*Page \d+ of \d+"
Outline = list[tuple[str, str]]
"""Each heading in order, with the number of the first paragraph below it, or "" for none."""


@dataclass(frozen=True)
class InPrint:
    """A paper, and the text of each output without spaces and bullets."""

    document: Document
    page: str
    pdf: bytes
    says: dict[str, str]

    @property
    def header(self) -> list[str]:
        return [f"{line.label} {line.text}".strip() for line in self.document.header.lines]

    @property
    def problems(self) -> list[str]:
        return [problem.sentence for problem in self.document.problems]

    def links(self) -> list[tuple[str, str]]:
        """(words, address) of the links that lead out of its page."""
        found = html.fromstring(self.page).xpath("//a[starts-with(@href, 'http')]")
        return [(" ".join(link.text_content().split()), link.get("href")) for link in found]


@pytest.fixture(scope="session")
def printed(
    demo_database: tuple[str, dict[str, Any]], django_db_blocker: DjangoDbBlocker
) -> dict[str, InPrint]:
    """The four papers, by their keys in the demonstration."""
    name, loaded = demo_database
    with django_db_blocker.unblock(), leading_to(connection, name), clock.stopped_at(MOMENT):
        return {key: in_print(Paper.objects.get(reference=loaded["papers"][key])) for key in SEEDS}


def in_print(paper: Paper) -> InPrint:
    document = document_of(paper)
    pdf = render_pdf(document, moment=MOMENT)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]
    assert all(re.search(FOOT, page) for page in pages)
    word = lines(render_word(document, moment=MOMENT))
    page = body_html(document)
    texts = {
        "tree": re.sub("^- ", "", plain_text(document), flags=re.MULTILINE),
        "page": html.fromstring(page).text_content(),
        "pdf": "".join(re.sub(FOOT, "", page) for page in pages),
        "word": "".join(f"{line.mark} {line.text}" for line in word),
    }
    said = {name: squashed(text) for name, text in texts.items()}
    return InPrint(document, page, pdf, said)


def squashed(text: str) -> str:
    """The text without what setting changes: spaces, bullets, places to break a word."""
    return re.sub(r"[\s•\u200b\u00ad]", "", text)


def say_in_order(paper: InPrint, expected: Iterable[str]) -> None:
    """Every output of a paper says these texts in this order."""
    texts = list(expected)
    for name, said in paper.says.items():
        place = 0
        for text in texts:
            found = said.find(squashed(text), place)
            assert found >= 0, f"{name}: “{text}” does not follow what stands before it"
            place = found + len(squashed(text))


def say_outline(paper: InPrint, outline: Outline) -> None:
    """Every output has these headings in this order, each right before its number; the tree has no
    others."""
    say_in_order(paper, [f"{heading}{number}" for heading, number in outline])
    printed = [heading.text for heading in headings(paper.document.blocks)]
    numbered = [f"{h.number} {h.text}".strip() for h in headings(paper.document.blocks)]
    expected = [heading for heading, _number in outline]
    assert expected in (printed, numbered)


def headings(blocks: Iterable[Block]) -> list[Heading]:
    found: list[Heading] = []
    for block in blocks:
        inner = getattr(block, "heading", None)
        found += [each for each in (block, inner) if isinstance(each, Heading)]
        found += headings(getattr(block, "children", ()))
    return found


def paragraphs(document: Document) -> dict[str, Paragraph]:
    """The paragraphs that have a number, by it, with those of the sign-offs."""
    found: dict[str, Paragraph] = {}
    for block in document.blocks:
        for each in (block, *getattr(block, "blocks", ())):
            if isinstance(each, Paragraph) and each.number:
                assert each.number not in found
                found[each.number] = each
    return found


def bullets(blocks: Iterable[Block]) -> list[int]:
    """How many points each list of bullets has, those inside letters too."""
    counts: list[int] = []
    for block in blocks:
        if isinstance(block, BulletList):
            counts.append(len(block.items))
        elif isinstance(block, LetteredList):
            for item in block.items:
                counts += bullets(item.blocks)
        elif points := getattr(block, "points", ()):
            counts.append(len(points))
        counts += bullets(getattr(block, "children", ()))
    return counts
