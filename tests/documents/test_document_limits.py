"""A paper made to break the renderer is printed, or refused in a sentence, and blocks nobody."""

from __future__ import annotations

import os
import runpy
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from documents.compose import compose
from documents.content import SectionContent
from documents.limits import Limits
from documents.pdf import breakable, render_pdf
from tests.browser.serving import ROOT, gunicorn
from tests.documents.document_sample import MOMENT, paper
from uploads import limits as uploads

pytestmark = pytest.mark.one_engine
CONFIGURATION = ROOT / "gunicorn.conf.py"
TANGLED = {
    "a long word": "W" * 20_000,
    "brackets": "[" * 50_000,
    "braces": "{" * 50_000,
    "pairs": "[]" * 25_000,
    "entities": "&" * 10_000,
    "joined words": "_a" * 10_000,
    "stars": "*" * 50_000,
    "bullets": "- " * 25_000,
    "marks on one letter": "a" + "\u0301" * 50_000,
}


def document(text: str) -> Any:
    return compose(paper(sections=(SectionContent("a", "A", text),)))


def test_the_renderer_gives_up_before_the_web_server_does() -> None:
    settings = runpy.run_path(str(CONFIGURATION))
    longest = max(Limits().wall_seconds, uploads.WALL_SECONDS)
    assert settings["timeout"] > longest + 20
    assert (settings["worker_class"], settings["threads"]) == ("gthread", 4)


@pytest.mark.parametrize("text", TANGLED.values(), ids=TANGLED)
def test_what_is_read_takes_time_in_proportion(text: str) -> None:
    """Four times the text takes far less than the sixteen times of a reader that goes back."""
    few, many = (taken(text[: len(text) // part]) for part in (4, 1))
    assert many < 9 * few + 0.2


def taken(text: str) -> float:
    began = time.process_time()
    document(text)
    return time.process_time() - began


@pytest.mark.parametrize("case", ["a long word", "brackets", "entities"])
def test_a_tangled_text_is_printed_within_the_limit(case: str) -> None:
    assert render_pdf(document(TANGLED[case]), moment=MOMENT).startswith(b"%PDF")


def test_a_long_word_may_break_and_nothing_else_is_changed() -> None:
    page = f'<p title="{"x" * 300}">{"y" * 99} {"&amp;" * 45}{"z" * 60}</p>'
    broken = breakable(page)
    assert broken.replace("\u200b", "") == page
    pieces = broken.split("\u200b")
    assert [len(piece.replace("&amp;", "&")) for piece in pieces[1:-1]] == [20, 20, 20, 20]
    assert pieces[0].endswith("&amp;" * 20)


def test_a_paper_that_takes_too_long_is_refused_in_a_sentence_and_others_are_served_meanwhile(
    tmp_path: Path,
) -> None:
    """A real server with one worker, which is given up after fewer seconds than the paper takes."""
    app, log = "tests.documents.slow_site:application", tmp_path / "log"
    with gunicorn(app, dict(os.environ), log, "--timeout", "3") as url:
        assert body_of(url) == "served"
        said: list[str] = []
        waiting = threading.Thread(target=lambda: said.append(body_of(f"{url}/paper")))
        waiting.start()
        began = time.monotonic()
        while waiting.is_alive():
            assert body_of(url) == "served"
            assert time.monotonic() - began < 60
            waiting.join(0.2)
    assert said == [
        "The paper takes too long to make into a PDF. Shorten its tables or split it."
    ], log.read_text()


def body_of(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 (our own)
        return answer.read().decode()
