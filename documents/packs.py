"""A pack of papers as PDF: the papers laid out side by side in children of the press, those that
have not changed taken from where they are kept, and all of them joined under one run of page
numbers.

Numbers are allocated on the full pack. The pack for the public has the same numbers, with gaps
where it leaves something out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

import pikepdf
from django.utils.translation import gettext as _

from documents.binding import Numbering, Piece, bind, count_pages
from documents.fingerprint import renderer
from documents.front_sheet import front_sheet
from documents.glyphs import ASSETS
from documents.kept_press import PLACES
from documents.limits import LONG, Limits
from documents.pack_content import PackContent, PackPaper, Ranges
from documents.pdf import RenderFailed, press_job, run_press
from documents.size import estimated_pages
from documents.tree import Document
from documents.tree_files import as_json

MOST_PAGES = 1_500
TIMELESS = datetime(2000, 1, 1, tzinfo=UTC)
"""What a paper within a pack states as its time, which nobody reads: so it is the same paper, and
is found again, in the next pack."""
FRONT = "front"
Watch = Callable[[int], None]


class Kept(Protocol):
    """Where papers are kept that have been laid out before."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, pdf: bytes) -> None: ...


@dataclass(frozen=True)
class Printed:
    """The papers of a pack as PDF by their anchors; of those that failed, the sentence."""

    pdfs: Mapping[str, bytes]
    faults: Mapping[str, str]
    pages: Mapping[str, int]


@dataclass(frozen=True)
class MadePack:
    """A pack for named readers, where it holds more than the one for the public; and that one.
    `ranges` are the pages of each paper of the full pack."""

    public: bytes
    full: bytes | None
    ranges: Ranges
    first: int
    last: int
    faults: Mapping[str, str]


def make_pack(
    full: PackContent,
    public: PackContent,
    *,
    moment: datetime,
    first: int = 1,
    kept: Kept | None = None,
    watch: Watch | None = None,
    assets: Path = ASSETS,
) -> MadePack:
    """Make both packs. `first` is the number of their first page; `moment` is stated in the files.
    A paper that cannot be laid out is left out, and named in `faults`. Raises RenderFailed, with a
    sentence, for a pack that is too long or has no front sheet."""
    refuse_long(sum(expected_pages(paper) for paper in full.papers))
    printed = print_papers(full.papers, kept=kept, watch=watch, assets=assets)
    refuse_long(sum(printed.pages.values()))
    shown = print_public(public, full, printed, kept=kept, watch=watch, assets=assets)
    full, public = marked(full, printed.faults), marked(public, printed.faults)
    fronts, ranges = fronts_of((full, public), printed.pages, first, moment, assets)
    last = max([first + max(map(count_pages, fronts)) - 1, *(end for _, end in ranges.values())])

    def bound(content: PackContent, front: bytes, pdfs: Mapping[str, bytes]) -> bytes:
        pieces = pieces_of(content, front, pdfs, ranges, first)
        said = {paper.anchor: paper.title for paper in content.papers}
        numbering = Numbering(_("Page {page} of {pages}"), last)
        return bind(pieces, numbering, said=said, assets=assets)

    packs = [(public, fronts[1], shown)]
    if full != public:
        packs.append((full, fronts[0], printed.pdfs))
    with ThreadPoolExecutor(PLACES) as places:
        made = list(places.map(lambda pack: bound(*pack), packs))
    return MadePack(
        public=made[0],
        full=made[1] if len(made) > 1 else None,
        ranges=ranges,
        first=first,
        last=last,
        faults=printed.faults,
    )


def refuse_long(pages: int) -> None:
    """Raise RenderFailed for more pages than a pack may have."""
    if pages > MOST_PAGES:
        raise RenderFailed(
            _(
                "The pack would have %(pages)s pages, and may have %(most)s: send some items in a "
                "supplement."
            )
            % {"pages": f"{pages:,}", "most": f"{MOST_PAGES:,}"}
        )


def expected_pages(paper: PackPaper) -> int:
    """Return how many pages a paper has, about: the PDFs in it are counted."""
    try:
        joined = sum(count_pages(pdf) for pdf in (paper.pdf, *paper.files.values()) if pdf)
    except pikepdf.PdfError:
        joined = 0
    return joined + (estimated_pages(paper.document) if paper.document else 0)


# --- laying out -----------------------------------------------------------------------------------
def print_papers(
    papers: Iterable[PackPaper],
    *,
    kept: Kept | None = None,
    watch: Watch | None = None,
    limits: Limits = LONG,
    assets: Path = ASSETS,
) -> Printed:
    """Lay out what is not kept, several at a time, and return all. `watch` hears about once a
    second how many pages are laid out; whatever it raises ends the rest."""
    pdfs: dict[str, bytes] = {}
    faults: dict[str, str] = {}
    jobs: dict[str, dict[str, Any]] = {}
    keys: dict[str, str] = {}
    for paper in papers:
        if paper.pdf is not None:
            pdfs[paper.anchor] = paper.pdf
        elif paper.document is not None:
            keys[paper.anchor] = key = key_of(paper.document, paper.files)
            if found := kept.get(key) if kept is not None else None:
                pdfs[paper.anchor] = found
                continue
            try:
                jobs[paper.anchor] = paper_job(paper.document, paper.files, assets)
            except RenderFailed as failure:
                faults[paper.anchor] = str(failure)
    for anchor, result in Side(limits, watch).run(jobs):
        if isinstance(result, RenderFailed):
            faults[anchor] = str(result)
            continue
        pdfs[anchor] = result
        if kept is not None:
            kept.put(keys[anchor], result)
    return Printed(pdfs, faults, {anchor: count_pages(pdf) for anchor, pdf in pdfs.items()})


def print_public(
    public: PackContent, full: PackContent, printed: Printed, **how: Any
) -> Mapping[str, bytes]:
    """Return the papers of the public pack by their anchors. Those that are the same in the full
    one have just been laid out."""
    known = {paper.anchor: paper for paper in full.papers}
    same = [one for one in public.papers if one.is_printed and known.get(one.anchor) == one]
    others = [one for one in public.papers if one not in same]
    found = {one.anchor: printed.pdfs[one.anchor] for one in same if one.anchor in printed.pdfs}
    return {**found, **print_papers(others, **how).pdfs}


def paper_job(document: Document, files: Mapping[str, bytes], assets: Path) -> dict[str, Any]:
    return press_job(document, TIMELESS, assets, files=files, has_furniture=False)


def key_of(document: Document, files: Mapping[str, bytes]) -> str:
    """Return the name of what a paper prints: equal papers print equal bytes with equal parts."""
    digest = sha256(as_json(document))
    for name, content in sorted(files.items()):
        digest.update(f"{name} {sha256(content).hexdigest()}".encode())
    digest.update(json.dumps(renderer(), sort_keys=True).encode())
    return digest.hexdigest()


class Side:
    """Runs jobs side by side, and stops all of them when whoever watches wants no more."""

    def __init__(self, limits: Limits, watch: Watch | None) -> None:
        self.limits, self.watch = limits, watch
        self.pages: dict[str, int] = {}
        self.is_stopped = False

    def run(self, jobs: Mapping[str, dict[str, Any]]) -> Iterable[tuple[str, bytes | RenderFailed]]:
        if not jobs:
            return
        with ThreadPoolExecutor(PLACES) as places:
            waiting: dict[Future[bytes], str] = {
                places.submit(self._print, anchor, job): anchor for anchor, job in jobs.items()
            }
            try:
                while waiting:
                    done, _rest = wait(waiting, timeout=1, return_when=FIRST_COMPLETED)
                    if self.watch:
                        self.watch(sum(self.pages.values()))
                    for future in done:
                        yield waiting.pop(future), self._result(future)
            finally:
                self.is_stopped = True
                places.shutdown(cancel_futures=True)

    def _print(self, anchor: str, job: dict[str, Any]) -> bytes:
        def seen(pages: int) -> None:
            self.pages[anchor] = pages
            if self.is_stopped:
                raise InterruptedError

        return run_press(job, TIMELESS, self.limits, seen)

    @staticmethod
    def _result(future: Future[bytes]) -> bytes | RenderFailed:
        try:
            return future.result()
        except RenderFailed as failure:
            return failure


# --- numbering and joining ------------------------------------------------------------------------
def fronts_of(
    contents: tuple[PackContent, PackContent],
    pages: Mapping[str, int],
    first: int,
    moment: datetime,
    assets: Path,
) -> tuple[tuple[bytes, bytes], Ranges]:
    """Lay out both front sheets with the pages of all papers, which begin after the longer one."""
    full, public = contents
    anchors = [paper.anchor for paper in full.papers]
    guess = ranges_from(anchors, pages, first)
    before = estimated_pages(front_sheet(full, guess))
    while True:
        ranges = ranges_from(anchors, pages, first + before)
        both = [full] if full == public else [full, public]
        with ThreadPoolExecutor(PLACES) as places:
            made = list(
                places.map(partial(front_pdf, ranges=ranges, moment=moment, assets=assets), both)
            )
        longest = max(map(count_pages, made))
        if longest <= before:
            return (made[0], made[-1]), ranges
        before = longest


def ranges_from(anchors: Iterable[str], pages: Mapping[str, int], first: int) -> Ranges:
    ranges = {}
    for anchor in anchors:
        if count := pages.get(anchor, 0):
            ranges[anchor] = (first, first + count - 1)
            first += count
    return ranges


def front_pdf(content: PackContent, ranges: Ranges, moment: datetime, assets: Path) -> bytes:
    document = front_sheet(content, ranges)
    return run_press(press_job(document, moment, assets, has_furniture=False), moment, LONG)


def marked(content: PackContent, faults: Mapping[str, str]) -> PackContent:
    """Return a pack whose agenda says which papers are missing from it, and why."""
    if not faults:
        return content

    def paper(one: PackPaper) -> PackPaper:
        if one.anchor not in faults or not one.is_printed:
            return one
        return replace(one, document=None, pdf=None, notes=(*one.notes, faults[one.anchor]))

    entries = tuple(
        replace(entry, papers=tuple(map(paper, entry.papers))) for entry in content.entries
    )
    return replace(content, entries=entries)


def pieces_of(
    content: PackContent, front: bytes, pdfs: Mapping[str, bytes], ranges: Ranges, first: int
) -> list[Piece]:
    """Return what is joined: the front sheet, then each paper that this pack prints."""
    pieces = [Piece(FRONT, "", front, first, foot=content.reference)]
    for entry in content.entries:
        printed = [p for p in entry.papers if p.is_printed and p.anchor in pdfs]
        for place, paper in enumerate(printed):
            above = f"{entry.number} {entry.title}".strip()
            pieces.append(
                Piece(
                    paper.anchor,
                    above if place == 0 else paper.title,
                    pdfs[paper.anchor],
                    ranges[paper.anchor][0],
                    foot=paper.foot,
                    below=printed[0].anchor if place else "",
                    language=paper.document.language if paper.document else "",
                )
            )
    return pieces
