"""The governance that real documents describe, as the pages of the demonstration show it: three
bodies and what defines two of them twice, a board of nine posts, its controls, and the inspections
of ten years with their judgements. The facts are those of the documents; names and words are
ours."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from config.demo.loader import LoadedDemo
from governance.models import Board
from people.models import Account
from registers.models import Review
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of

pytestmark = pytest.mark.one_engine

KEEPER = "Louise Farrow"
UNGRADED: list[str] = []
INSPECTIONS = {
    "Unannounced inspection of contact and assessment teams": (
        ["8 October 2009", "9 October 2009", "6 November 2009"], "",
        [
            "Committed managers and workers Strength", "Work with schools Strength",
            "Procedures that are clear and known Strength",
            "Records, which are not always complete To develop",
            "Assessments, which come too late To develop",
            "Thresholds, which partners read in different ways To develop",
            "Supervision, which is not written down To develop",
            "Caseloads, which differ between teams To develop",
            "Contacts, which are passed on without advice To develop",
            "Audits, which are read once To develop",
        ],
    ),
    "Full inspection of safeguarding and looked after children’s services": (
        ["8 March 2010"], "Inadequate",
        ["Safeguarding Inadequate", "Looked after children Requires improvement"],
    ),
    "Second unannounced inspection of contact and duty points": (["February 2011"], "", UNGRADED),
    "Peer challenge of the partners’ safeguarding services": (
        ["May 2011", "July 2011"], "", UNGRADED,
    ),
    "Focused visit to the front door": (["9 January 2011", "February 2011"], "", UNGRADED),
    "Inspection of support services for disabled children": (
        ["March 2011"], "Good",
        ["Safe Good", "Effective Good", "Caring Good", "Responsive Good", "Well-led Good"],
    ),
    "Inspection of children’s services": (
        ["October 2011", "19 December 2011"], "Good",
        [
            "Leaders Good", "Help and protection Requires improvement",
            "Care and care leavers Good",
        ],
    ),
}  # fmt: skip
"""When it was and when it was published, its overall judgement, and its judgements by area. Those
of 2019 lie eight years earlier, as the paper does that tells of them."""
NINE_POSTS = [
    "Chief Executive",
    "Chairman, Children and Young People's Committee",
    "Corporate Director, Children, Families and Cultural Services",
    "Corporate Director, Adult Social Care, Health and Public Protection",
    "Service Director, Children's Social Care",
    "Service Director, Youth, Families and Culture",
    "Group Manager, Finance",
    "Group Manager, HR - CFCS",
    "Programme Manager (Improvement Programme)",
]


def test_the_pages_show_the_governance_of_the_real_documents(demo: LoadedDemo) -> None:
    browser = browser_of(Account.objects.get(person__name=KEEPER))
    the_bodies_of_the_programme_are_drawn(browser, demo.programmes["improvement"])
    for key, parts in (("improvement_board", "membership"), ("executive_group", "objectives")):
        two_texts_differ(browser, demo.boards[key], parts)
    weekly_and_monthly_controls_are_shown(browser, demo.boards["improvement_board"])
    nine = page(browser, f"/boards/{demo.boards['board']}/")
    (seats,) = (table for table in nine.all("table") if table.text.startswith("Seats"))
    held = [row.text for body in seats.all("tbody") for row in body.all("tr")]
    assert len(held) == len(NINE_POSTS)
    assert [post in row for post, row in zip(NINE_POSTS, held, strict=True)] == [True] * 9
    every_inspection_shows_its_judgements(browser)


def page(browser: Client, url: str) -> Element:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return read(answer.content.decode())


def the_bodies_of_the_programme_are_drawn(browser: Client, programme: str) -> None:
    drawn = page(browser, f"/programmes/{programme}/governance/")
    (wide, _narrow) = drawn.all("svg")
    for body in (
        "Wolderby Safeguarding", "Improvement Programme Board", "Improvement Executive Group",
        "is sponsored by the body above", "is directed by the body above",
    ):  # fmt: skip
        assert body in wide.text, body
    assert "Wolderby Safeguarding Children Board sponsors Improvement Programme Board." in (
        drawn.text
    )


def two_texts_differ(browser: Client, board: str, part: str) -> None:
    """Both were adopted with the founding document, so both are in force."""
    shown = page(browser, f"/boards/{board}/")
    assert "Two texts in force define this body differently." in shown.text
    (link,) = (a for a in shown.all("a") if a.text == "See them side by side")
    compared = page(browser, link.attributes["href"])
    (lead,) = (p.text for p in compared.all("p") if "The texts differ in" in p.text)
    assert part in lead.lower()
    heads = [head.text for row in compared.all("thead") for head in row.all("th")]
    assert heads[0] == "Part"
    assert heads[2] == "Programme Initiation Document, Appendix 2"
    assert re.fullmatch(r"Programme Initiation Document, 11\.[12]", heads[1])


def weekly_and_monthly_controls_are_shown(browser: Client, board: str) -> None:
    terms = Board.objects.get(reference=board).terms.get(title__endswith="Appendix 2")
    said = page(browser, f"/boards/{board}/terms/{terms.pk}/").text
    for control in (
        "The register of risks and issues, every month",
        "Spending against the budget, every month",
        "What project leads report to the programme manager, every week",
    ):
        assert control in said


def every_inspection_shows_its_judgements(browser: Client) -> None:
    listed = page(browser, "/reviews/").text
    assert set(Review.objects.values_list("title", flat=True)) == set(INSPECTIONS)
    for title, (days, overall, judged) in INSPECTIONS.items():
        assert title in listed
        shown = page(browser, f"/reviews/{Review.objects.get(title=title).reference}/")
        for said in (*days, overall):
            assert said in shown.text, (title, said)
        tables = (t for t in shown.all("table") if t.text.startswith("Judgements by area"))
        bodies = (body for table in tables for body in table.all("tbody"))
        assert [row.text for body in bodies for row in body.all("tr")] == judged
