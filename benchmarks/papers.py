"""Times of papers: the demonstration's as PDF, a preview, and a long one with its memory.

They are drawn from a database of their own, which holds the demonstration.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

import psutil
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from audit.actions import edit_record
from benchmarks.council import Browser
from benchmarks.size import Names
from benchmarks.timing import Table
from documents.kept_press import PRESS
from documents.pdf import render_pdf
from documents.size import estimated_pages
from people.models import Account, Person
from reports.models import Paper, PaperSection
from reports.queries.papers import document_of, written_at
from tests.databases import drop, leading_to, make, migrate

PDF, PREVIEW, LONG, MEMORY = 350, 1_000, 2_000, 300  # milliseconds, and megabytes
NAMES = ("paper of six pages, as PDF", "paper of ten pages, preview", "paper of twenty pages")
WRITTEN = "The council has looked at what each of the teams has done since the last meeting. " * 6
PARAGRAPHS_A_PAGE = 6
REPEATS = 8


def measure_papers(table: Table, names: Names) -> None:
    """What somebody waits for."""
    if not any(table.wants(name) for name in NAMES):
        return
    make(names.written)
    try:
        migrate(names.written)
        with leading_to(connection, names.written):
            call_command("load_demo", stdout=io.StringIO())
            measure_demo(table)
    finally:
        drop(names.written)


def measure_demo(table: Table) -> None:
    """The same, on the demonstration that the connection leads to."""
    six, ten, twenty = NAMES
    paper = Paper.objects.order_by("pk")[0]
    browser = Browser(Account.objects.get(sign_in_name="sanjay.mistry"))
    _time(
        table, six, PDF, partial(browser.get, reverse("reports:paper_pdf", args=[paper.reference]))
    )
    lengthen(paper, 10)
    preview = reverse("reports:paper_preview", args=[paper.reference])
    _time(table, ten, PREVIEW, partial(browser.get, preview))
    lengthen(paper, 20)
    document, moment = document_of(paper), written_at(paper)
    with most_memory() as used:
        _time(table, f"{twenty}, as PDF", LONG, partial(render_pdf, document, moment=moment))
    if table.wants(twenty):
        table.add(f"{twenty}, memory of the press", max(used) / 1e6, "MB", MEMORY)


def _time(table: Table, name: str, budget: float, task: Any) -> None:
    """As other pages, but not as often."""
    repeats, table.repeats = table.repeats, min(REPEATS, table.repeats)
    table.time(name, task, budget)
    table.repeats = repeats


def lengthen(paper: Paper, pages: int) -> None:
    """Have the paper fill so many pages, about."""
    section = PaperSection.objects.filter(paper=paper, is_archived=False).order_by("-pk")[0]
    officer = Person.objects.get(account__sign_in_name="sanjay.mistry")
    fewer = pages - estimated_pages(document_of(paper))
    body = "\n\n".join([section.body, *[WRITTEN] * (PARAGRAPHS_A_PAGE * fewer)])
    edit_record(section, by=officer, reason="Longer", body=body)


@contextmanager
def most_memory() -> Iterator[list[int]]:
    """The bytes that the press room's largest child used, looked at again and again."""
    used, is_over = [0], threading.Event()

    def look() -> None:
        while not is_over.wait(0.01):
            with suppress(psutil.Error):
                room = psutil.Process(PRESS.pid)
                used.extend(child.memory_info().rss for child in room.children())

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield used
    finally:
        is_over.set()
        looking.join()
