"""All benefits and all savings lines: with their amounts added up, as at a day."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from audit.deciding import corrected
from audit.writing import audited
from tests import factories
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def keeper(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Client]:
    """Somebody who sees two programmes, with a saving each and a benefit in one."""
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        doors, homes = factories.programme(), factories.programme("Warm Homes")
        owner = factories.person("Lena Marsh")
        factories.benefit(
            programme=doors, owner=owner, expected_on=PartialDate.day(date(2013, 3, 31))
        )
        shops = factories.savings_line(programme=doors, required_pence=100_000)
        factories.savings_amount(30_000, line=shops, state="achieved")
        factories.savings_amount(20_050, line=shops, state="achieved")
        factories.savings_amount(10_000, line=shops, state="identified")
        factories.savings_line("Boilers", programme=homes, required_pence=None)
        with clock.stopped_at(MOMENT + timedelta(days=2)):
            by = factories.officer()
            with audited(by=by, reason="A slip"), corrected():
                edit_record(shops, by=by, required_pence=200_000)
            yield browser_of(factories.account())


def table(browser: Client, url: str, part: str = "tbody") -> list[list[str]]:
    answer = browser.get(url)
    assert answer.status_code == 200
    (body,) = read(answer.content.decode()).all(part)
    return [words(row) for row in body.all("tr")]


def words(row: Element) -> list[str]:
    return [cell.text for cell in row.all("th", "td")]


def test_all_savings_say_what_is_found_and_what_is_still_to_find(keeper: Client) -> None:
    assert table(keeper, "/savings/") == [
        ["Fewer leased shops", "Cashable", "Open Doors", "–", "–", "£2,000", "£500.50",
         "£100", "£0", "£1,399.50"],
        ["Boilers", "Cashable", "Warm Homes", "–", "–", "Not set", "£0", "£0", "£0",
         "Not known"],
    ]  # fmt: skip
    assert table(keeper, "/savings/", "tfoot") == [
        ["Total", "", "", "", "", "£2,000", "£500.50", "£100", "£0", "£1,399.50"]
    ]


def test_savings_are_as_they_were_and_sorted_by_amount(keeper: Client) -> None:
    then = table(keeper, "/savings/?at=2012-07-04&sort=-required_pence")
    assert [(row[0], row[5], row[9]) for row in then] == [
        ("Fewer leased shops", "£1,000", "£399.50"),
        ("Boilers", "Not set", "Not known"),
    ]


def test_a_workbook_of_savings_holds_pounds(keeper: Client) -> None:
    answer = keeper.get("/savings/?title=shops&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    _heading, row = sheet.iter_rows(values_only=True)
    assert row == (
        "Fewer leased shops", "Cashable", "Open Doors", None, None, 2000, 500.5, 100, 0, 1399.5,
    )  # fmt: skip
    assert sheet["F2"].number_format == "£#,##0.00"


def test_all_benefits_say_whose_they_are(keeper: Client) -> None:
    expected = ["Fewer unused tools", "Open Doors", "–", "Better outcome", "Lena Marsh",
                "31 Mar 2013", "Not set"]  # fmt: skip
    assert table(keeper, "/benefits/?owner_name=marsh&kind=outcome") == [expected]
    sheet = load_workbook(io.BytesIO(keeper.get("/benefits/?format=xlsx").content)).active
    assert sheet["F2"].value == datetime(2013, 3, 31)
