"""A pack of 30 papers and some 300 pages, two of them restricted: made beside one process that lays
out the same papers, and made again after one of them has changed. Ratios within one run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.timing import Table
from documents.compose import compose
from documents.content import PaperContent, SectionContent
from documents.format import Format, TextPart
from documents.glyphs import ASSETS
from documents.kept_press import ROOT, environment
from documents.pack_content import PackContent, PackEntry, PackPaper
from documents.packs import make_pack, paper_job, print_papers

MOMENT = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
PAPERS, PARAGRAPHS, RESTRICTED = 30, 64, (7, 19)
AGAINST_ONE, AFTER_A_CHANGE = 0.6, 0.1
NAME = "pack of 30 papers and 300 pages"
WRITTEN = "The council has looked at what each of the teams has done since the last meeting. " * 6
NUMBERED = '@page { @bottom-right { content: "Page " counter(page) " of " counter(pages) } }'
ALONE = """
import json, sys, time
from weasyprint import CSS, HTML
from documents.press import OUR_ADDRESS, sheet_style, typeset
job = json.load(open(sys.argv[1]))
kept = typeset(job["assets"], job["style"])
began = time.monotonic()
page = HTML(string=job["html"], base_url=OUR_ADDRESS, url_fetcher=kept.fetcher)
style = [kept.style, CSS(string=sheet_style(job) + sys.argv[2])]
page.render(stylesheets=style, font_config=kept.fonts).write_pdf(pdf_variant="pdf/ua-1")
print(time.monotonic() - began)
"""


class Memory(dict[str, bytes]):
    """Papers that have been laid out."""

    def put(self, key: str, pdf: bytes) -> None:
        self[key] = pdf


def measure_packs(table: Table) -> None:
    """Once each: a pack takes long enough for one time to mean something."""
    if not table.wants(NAME):
        return
    print_papers([a_paper(0)])  # the press is ready
    papers = [a_paper(number) for number in range(1, PAPERS + 1)]
    kept = Memory()
    alone = in_one_process(papers)
    table.add(f"{NAME} : one process", took(papers, kept) / alone, "times", AGAINST_ONE)
    papers[3] = a_paper(4, "It was revised.")
    again = took(papers, kept)
    table.add(f"{NAME}, one changed : one process", again / alone, "times", AFTER_A_CHANGE)


def a_paper(number: int, first: str = "") -> PackPaper:
    """Ten pages of text in numbered paragraphs."""
    texts = [f"{first} Paper {number} says: {WRITTEN}", *[WRITTEN] * (PARAGRAPHS - 1)]
    section = SectionContent("information", "Information", "\n\n".join(texts))
    format = Format((TextPart("information", "Information"),))
    title = f"Paper {number} of the pack"
    content = PaperContent(format, title, f"PAP-{number:04}", sections=(section,))
    return PackPaper(f"paper-{number}", title, compose(content), foot=f"Item {number}")


def took(papers: list[PackPaper], kept: Memory) -> float:
    """How long both packs take, in seconds."""
    began = time.monotonic()
    full = content_of(papers)
    closed = [shut(paper) if n in RESTRICTED else paper for n, paper in enumerate(papers, start=1)]
    make_pack(full, content_of(closed), moment=MOMENT, kept=kept)
    return time.monotonic() - began


def shut(paper: PackPaper) -> PackPaper:
    return replace(paper, title="A matter of property", document=None, notes=("Paragraph 3.",))


def content_of(papers: list[PackPaper]) -> PackContent:
    entries = (
        PackEntry(f"item-{n}", str(n), paper.title, papers=(paper,))
        for n, paper in enumerate(papers, start=1)
    )
    return PackContent("Board, 16 July 2012", "PCK-0001", "Wolderby", tuple(entries))


def in_one_process(papers: list[PackPaper]) -> float:
    """How long one process lays out all papers as one numbered document, in seconds after it has
    started."""
    jobs = [paper_job(one.document, one.files, ASSETS) for one in papers if one.document]
    pages = (job["html"].partition('<body class="document-page">')[2] for job in jobs)
    whole = '<div class="document-annex">'.join(pages)
    job = jobs[0] | {"html": f'<html lang="en"><title>Pack</title><body>{whole}'}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "job.json"
        path.write_text(json.dumps(job), encoding="utf-8")
        command = [sys.executable, "-W", "ignore", "-c", ALONE, str(path), NUMBERED]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=True
        )
    return float(done.stdout)
