"""Packs of documents: numbered throughout, laid out once, and bounded; one bad paper harms only
itself."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from documents.binding import Numbering, Piece, bind, count_pages
from documents.compose import compose
from documents.content import SectionContent
from documents.glyphs import ASSETS
from documents.pack_content import PackContent, PackEntry, PackPaper
from documents.packs import MOST_PAGES, make_pack, paper_job, print_papers
from documents.pdf import RenderFailed
from documents.press import lay_out
from documents.tree import Annex
from tests.documents.document_sample import MOMENT, paper
from tests.documents.test_document_pdf import findings


class Memory(dict[str, bytes]):
    """Keeps papers as long as the test runs, and counts what it is given."""

    def put(self, key: str, pdf: bytes) -> None:
        self[key] = pdf


def one(name: str, **changes: object) -> PackPaper:
    section = SectionContent("purpose", "Purpose", f"What {name} is for.")
    document = compose(paper(title=f"Paper {name}", sections=(section,)))
    return replace(PackPaper(f"paper-{name}", f"Paper {name}", document), **changes)  # type: ignore[arg-type]


def of(*papers: PackPaper) -> PackContent:
    entries = tuple(
        PackEntry(f"item-{n}", str(n), p.title, papers=(p,)) for n, p in enumerate(papers, start=1)
    )
    return PackContent("Board, 16 July 2012", "PCK-0001", "Wolderby", entries)


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_a_paper_that_cannot_be_printed_names_itself_and_the_rest_go_on() -> None:
    document = replace(compose(paper()), annexes=(Annex("Annex A", "Map", "annex-a", "file-1"),))
    broken = one("Broken", document=document, files={"file-1": b"%PDF no"})
    content = of(one("First"), broken, one("Last"))
    made = make_pack(content, content, moment=MOMENT)
    said = "Annex A (“Map”) cannot be joined: its PDF cannot be read."
    assert made.faults == {"paper-Broken": said}
    assert sorted(made.ranges) == ["paper-First", "paper-Last"]
    assert made.full is None, "the public one leaves nothing out"
    assert said in " ".join(text_of(made.public)[0].split())


def test_what_has_not_changed_is_laid_out_once(tmp_path: Path) -> None:
    kept, content = Memory(), of(one("First"), one("Second"))
    first = make_pack(content, content, moment=MOMENT, kept=kept)
    before = dict(kept)
    again = make_pack(content, content, moment=MOMENT, kept=kept)
    assert (len(before), kept, again.public) == (2, before, first.public)
    assert findings(first.public, tmp_path) == []


def test_a_pack_of_too_many_pages_is_refused_in_one_sentence() -> None:
    pdf = laid_out()
    with pikepdf.open(BytesIO(pdf)) as opened:
        for _number in range(MOST_PAGES):
            opened.pages.append(opened.pages[0])
        out = BytesIO()
        opened.save(out)
    content = of(one("Long", document=None, pdf=out.getvalue()))
    with pytest.raises(RenderFailed) as refusal:
        make_pack(content, content, moment=MOMENT)
    pages = MOST_PAGES + count_pages(pdf)
    assert str(refusal.value) == (
        f"The pack would have {pages:,} pages, and may have {MOST_PAGES:,}: send some items in a "
        "supplement."
    )


def laid_out() -> bytes:
    document = one("Only").document
    assert document is not None
    return lay_out(paper_job(document, {}, ASSETS))


def test_a_pack_numbers_its_pages_in_place_of_those_that_a_paper_had() -> None:
    published = lay_out(paper_job(compose(paper()), {}, ASSETS) | {"has_furniture": True})
    pieces = [Piece("front", "", laid_out(), 1), Piece("a", "1 A", published, 11, foot="PCK-0001")]
    joined = text_of(bind(pieces, Numbering("Page {page} of {pages}", 20)))
    assert "Page 1 of 20" in joined[0]
    first = joined[count_pages(laid_out())]
    assert "PCK-0001 Page 11 of 20" in first
    assert "Page 1 of 4" not in first


def test_whoever_watches_may_stop_a_pack() -> None:
    def stop(_pages: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        print_papers([one("First"), one("Second")], watch=stop)
