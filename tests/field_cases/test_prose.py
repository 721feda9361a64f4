"""Cases from the field: what people write stands alike on pages and in papers."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as some

from audit.actions import create_record
from documents.html import block_html
from documents.typed import record_text
from programmes.models import Phase
from tests import factories
from tests.sweeps.pages import read
from values import prose_html
from values.links import linked

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LISTED = "What it does:\n- one\n- **two**\n\n1. first\n2. second"
ON_A_PAGE = (
    "<p>What it does:</p><ul><li>one</li><li><strong>two</strong></li></ul>"
    '<ol><li value="1">first</li><li value="2">second</li></ol>'
)


def test_field_case_A21_an_address_with_an_apostrophe_is_one_link_on_pages_and_in_papers() -> None:
    address = "siobhan.o'brien@ashdale.example"
    shown = f'<a href="mailto:{quote(address, safe="@")}">{escape(address)}</a>'
    assert linked(f"Write to {address}.") == f"Write to {shown}."
    assert prose_html.html(f"Write to {address}.") == f"<p>Write to {shown}.</p>"
    (paper,) = record_text(f"{address}, please")
    assert block_html(paper).strip() == f"<p>{shown}, please</p>"


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("(https://a.example/b_(c)).", ["https://a.example/b_(c)"]),
        ("'x@y.example' and \"q@r.example\"", ["mailto:x@y.example", "mailto:q@r.example"]),
        ("https://a.example/x?y=1&z=2; next", ["https://a.example/x?y=1&amp;z=2"]),
        ("javascript:alert(1) o’b@x.example report.pdf", []),
    ],
)
def test_addresses_are_found_whole_and_nothing_around_them_is_lost(
    text: str, links: list[str]
) -> None:
    html = linked(text)
    assert re.findall('href="([^"]+)"', html) == links
    assert read(html).raw == text


@pytest.mark.django_db
def test_field_case_A31_a_list_is_a_list_on_pages_as_in_papers(client: Client) -> None:
    client.force_login(factories.account())
    programme = factories.programme(aims=LISTED, vision=LISTED)
    project = factories.project(programme=programme, summary=LISTED)
    board = factories.board(purpose=LISTED)
    create_record(
        Phase, by=factories.officer(), programme=programme, title="First", description=LISTED
    )
    pages = {
        reverse("programmes:programme_detail", args=[programme.reference]): 3,
        reverse("projects:project_detail", args=[project.reference]): 1,
        reverse("governance:board_detail", args=[board.reference]): 1,
    }
    for url, times in pages.items():
        assert client.get(url).content.decode().count(ON_A_PAGE) == times, url
    printed = "".join(block_html(block) for block in record_text(LISTED))
    assert [item.text for item in read(printed).all("li")] == [
        "one", "two", "1. first", "2. second",
    ]  # fmt: skip


def test_no_page_shows_a_text_in_another_way() -> None:
    """What is compared or kept as it was typed stays so; all else is prose."""
    others = {
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\|(linebreaks|linebreaksbr|urlize)\b", path.read_text())
    }
    assert others == {"components/conflict.html", "components/summary_list.html"}


def test_lines_on_their_own_stay_on_their_own() -> None:
    typed = "Depots visited:\n2. North Road\n3. Mill Lane"
    assert prose_html.html(typed) == "<p>Depots visited:<br>2. North Road<br>3. Mill Lane</p>"
    (paper,) = record_text(typed)
    assert block_html(paper).strip() == prose_html.html(typed)


def test_bullets_that_word_leaves_are_lists() -> None:
    for bullet in ("·\t", "o\t", "§\t", "\uf0b7\t", "• ", "– ", "\t•\t"):
        assert (
            prose_html.html(f"{bullet}one\n{bullet}two") == "<ul><li>one</li><li>two</li></ul>"
        ), bullet


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("# Heading\n=====", "<p># Heading<br>=====</p>"),
        ("<h1>x</h1><script>y()", "<p>&lt;h1&gt;x&lt;/h1&gt;&lt;script&gt;y()</p>"),
        ("[x](javascript:y) ![z](data:a)", "<p>[x](javascript:y) ![z](data:a)</p>"),
        ("\\\\server\\share 2 * 3 * 4 a_b_c", "<p>\\\\server\\share 2 * 3 * 4 a_b_c</p>"),
        ("AT&amp;T", "<p>AT&amp;amp;T</p>"),
        (
            '[the plan](https://a.example "of 2012")',
            '<p><a class="govuk-link" href="https://a.example">the plan</a> (of 2012)</p>',
        ),
    ],
)  # fmt: skip
def test_all_else_is_text_and_no_heading_of_the_page_is_broken(typed: str, shown: str) -> None:
    assert prose_html.html(typed) == shown


@settings(max_examples=150, deadline=None)
@given(some.text(alphabet="ab1. -*_[]()\n\t•o§<>'@:/", max_size=80))
def test_no_letter_that_was_typed_is_lost(typed: str) -> None:
    bullets = re.sub(r"(?m)^[ \t]*o\t[ \t]*(?=\S)", "", typed)
    html = prose_html.html(typed)
    shown = read(html).raw + "".join(re.findall('href="([^"]*)"', html))
    assert sum(map(str.isalpha, shown)) >= sum(map(str.isalpha, bullets))


@pytest.mark.parametrize("typed", ["[" * 30_000, "- " * 10_000, "- a\n" * 3_000, "*a " * 20_000])
def test_a_text_made_to_break_readers_is_read(typed: str) -> None:
    assert read(prose_html.html(typed)).text
