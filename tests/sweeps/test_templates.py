"""Every page that anybody is shown is whole: one heading, title, labels, captions, no dead ids."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.sweeps.pages import faults, read
from tests.sweeps.walking import Walks

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

# What a page may have that others may not, and why.
ALLOWED = {("gallery", "a link leads to no '#'"): "its links are examples and lead nowhere"}


@pytest.mark.parametrize("who", ["keeper", "lead", "member", "reader", "outsider"])
def test_every_page_is_whole(walks: Walks, july_2012: object, who: str) -> None:
    found = [
        (name, fault)
        for name, page in walks.pages(who).items()
        for fault in faults(page.tree, settings.COUNCIL_NAME)
        if (name, fault) not in ALLOWED
    ]
    assert found == []
    assert len(walks.pages(who)) > (3 if who == "outsider" else 25)


WHOLE = """<!doctype html><html lang="en-gb"><head><title>Boards – Wolderby</title></head><body>
<main><h1>Boards</h1><label for="a">Title</label><input id="a" name="title">
<table><caption>Boards</caption><tr><th scope="col">Title</th></tr></table></main></body></html>"""


def test_a_whole_page_has_no_faults() -> None:
    assert faults(read(WHOLE), "Wolderby") == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("<h1>Boards</h1>", "", "h1: []"),
        ("<h1>Boards</h1>", "<h1></h1>", "h1: ['']"),
        ("<h1>Boards</h1>", "<h1>Boards</h1><h1>Two</h1>", "h1: ['Boards', 'Two']"),
        ("Boards – Wolderby", "Boards", "title: ['Boards']"),
        ("Boards – Wolderby", " – Wolderby", "title: ['– Wolderby']"),
        (' lang="en-gb"', "", "lang: [None]"),
        ("<h1>Boards", "<h1>{{ title }}", "left over: 'Boards – Wolderby {{ title }} Title Boards"),
        ("<h1>Boards", "<h1>Boards &amp;amp; more", "left over: 'Boards – Wolderby Boards &amp;"),
        ('<label for="a">', '<label for="a" id="a">', "id 'a' 2 times"),
        ('<label for="a">Title</label>', "", "no label: input 'title'"),
        ('<label for="a">', '<label for="b">', "label for points to no 'b'"),
        ("<main>", '<main aria-labelledby="b">', "main aria-labelledby points to no 'b'"),
        ("<main>", '<main><a href="#b">Skip</a>', "a link leads to no '#b'"),
        ("<main>", "<main><button></button>", "no words: button {}"),
        ("<caption>Boards</caption>", "", "captions: []"),
        (' scope="col"', "", "no scope: th 'Title'"),
        ('scope="col"', 'scope="row"', "no column headers: ['Boards']"),
    ],
)
def test_a_page_that_lacks_something_is_named(before: str, after: str, fault: str) -> None:
    assert before in WHOLE
    assert faults(read(WHOLE.replace(before, after)), "Wolderby")[0].startswith(fault)
