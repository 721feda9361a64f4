"""The figures of two programmes of the demonstration: what its pages say, and that its papers take
them from the records."""

from __future__ import annotations

import pytest
from django.urls import reverse

from config.demo.loader import LoadedDemo
from people.models import Account
from programmes.models import Programme
from reports.models import PaperSection
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of

pytestmark = pytest.mark.one_engine  # the browser visits the demonstration on both

P2 = "Project 2: Social Care Premises and Social Care Transformation"
YEARS = ("2010/11", "2011/12", "2012/13", "2013/14", "2014/15")


def rows(page: Element, caption: str) -> list[list[str]]:
    (table,) = (table for table in page.all("table") if table.text.startswith(caption))
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")]


def test_the_pages_add_up_savings_and_show_measures_without_a_target_unrated(
    demo: LoadedDemo,
) -> None:
    browser = browser_of(Account.objects.get(person__reference=demo.people["farrow"]))
    improvement, savings, *_others = Programme.objects.order_by("id")
    url = reverse("benefits:programme_savings", args=[savings.reference])
    page = read(browser.get(url).content.decode())
    assert rows(page, "By state and financial year") == [
        ["State", *YEARS, "No year yet", "All years"],
        ["Achieved", "£525,000", "£200,000", "£0", "£0", "–", "£0", "£725,000"],
        ["Identified", "£0", "£0", "£200,000", "£0", "–", "£818,000", "£1,018,000"],
        ["To be identified", "£0", "£0", "£0", "£0", "–", "£375,000", "£375,000"],
        ["To be planned", "£0", "£0", "£0", "£185,000", "–", "£0", "£185,000"],
        ["Planned in all", "£525,000", "£200,000", "£200,000", "£185,000", "–", "£1,193,000",
         "£2,303,000"],
    ]  # fmt: skip
    assert f"{P2}: nothing is planned for 2014/15, which is not nought." in page.text
    lines = rows(page, "Savings lines")[1:]
    assert [line[2:6] for line in lines] == [
        ["£1,110,000", "£1,110,000", "£725,000 65.3%", "£385,000"],
        ["£1,193,000", "£1,193,000", "£0 0%", "£1,193,000"],
    ]
    url = reverse("benefits:programme_benefits", args=[improvement.reference])
    page = read(browser.get(url).content.decode())
    (table,) = (table for table in page.all("table") if "Way to target" in table.text)
    found = [[cell.text for cell in row.all("td")] for row in [*table.all("tr")][1:]]
    assert [(row[0], row[1], row[2], row[5], row[7]) for row in found] == [
        ("37% April 2010", "76% May 2011", "Up 39 points better", "No target", "–"),
        ("50% April 2010", "73% May 2011", "Up 23 points better", "No target", "–"),
    ]


def test_the_papers_take_the_figures_from_the_records(demo: LoadedDemo) -> None:
    for key, paper in {"finance": "restructure", "information": "health-scrutiny"}.items():
        section = PaperSection.objects.get(paper__reference=demo.papers[paper], key=key)
        assert section.body.count("{savings ") + section.body.count("{indicator ") > 5
        assert not {"£", "%"} & set(section.body)
