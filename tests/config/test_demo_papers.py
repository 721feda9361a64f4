"""Papers of the demonstration that show what formats and texts can do."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from config.demo.loader import LoadedDemo
from documents.html import body_html
from people.models import Account
from reports.models import Paper
from reports.queries.papers import Reading
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of

pytestmark = pytest.mark.one_engine


def test_two_reports_are_each_printed_in_the_version_that_counts_on_their_meetings_day(
    demo: LoadedDemo,
) -> None:
    papers = {
        key: Paper.objects.get(reference=demo.papers[key])
        for key in ("key-indicators", "restructure")
    }
    logos = {key: Reading(paper).document.header.logo for key, paper in papers.items()}
    assert logos["key-indicators"] is None
    assert logos["restructure"].alternative == "Wolderby County Council"

    browser = browser_of(Account.objects.get(person__name="Louise Farrow"))
    page = browser.get(f"/formats/{papers['restructure'].format.reference}/")
    (versions,) = [
        section
        for section in read(page.content.decode()).all("section")
        if section.attributes.get("aria-labelledby") == "versions"
    ]
    said = [item.text for item in versions.all("li") if item.text.startswith("From")]
    assert said == [
        "From 1 April 2012 In force "
        "Savings Strategy: Project 2b - Social Care Transformation , for the meeting on "
        "24 April 2012",
        "From 1 January 2012 to 31 March 2012 "
        "Key Performance Indicators of the Children and Young People's Service , for the meeting "
        "on 21 February 2012",
    ]


def test_one_paper_shows_what_a_text_may_hold(demo: LoadedDemo) -> None:
    document = Reading(Paper.objects.get(reference=demo.papers["hubs-and-homes"])).document
    assert [problem.sentence for problem in document.problems] == [
        "Approved by the Senior Responsible Owner: not asked for yet."
    ]
    page = html.fromstring(body_html(document))

    def words(element: Any) -> str:
        return " ".join(element.text_content().split())

    parts = ("document-quote", "document-notes", "document-illustration")
    assert [words(page.find_class(part)[0]) for part in parts] == [
        "Roedd rhywun yn gwrando arnom o'r diwedd.",
        "1 275 families answered in May 2012: 214 on paper and 61 by telephone, in English or "
        "Welsh.",
        "The four hubs",
    ]
    (picture,) = page.xpath("//img")
    assert picture.get("alt").startswith("A sketch of the county in four quarters:")
    assert [words(part) for part in page.xpath("//*[@lang='cy']")] == [
        "2 Crynodeb",
        "2.1 Mae'r adroddiad hwn yn sôn am y pedair canolfan, ac am yr hyn a ddywedodd teuluoedd "
        "wrthym. 2.2 Gofynnir i'r Bwrdd nodi'r cynnydd.",
        "Roedd rhywun yn gwrando arnom o'r diwedd.",
    ]
    (reference,) = page.xpath("//a[text()='paragraph 4.1']")
    assert words(page.get_element_by_id(reference.get("href")[1:])).startswith("4.1 The hubs")
