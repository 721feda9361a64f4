"""A list or dashboard asks the database the same number of questions for one row and for three.

One literal a page. It counts everything: the session, the account, its roles, the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.query_counts.growing import GrowingCouncil
from tests.sweeps.addresses import addresses, lists
from tests.sweeps.walking import browser_of
from tests.sweeps.world import kept
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]  # each engine is asked the same
Counts = dict[str, list[int]]

BUILT = datetime(2012, 7, 1, 9, 0, tzinfo=UTC)
CHANGED = datetime(2012, 7, 3, 9, 0, tzinfo=UTC)  # what is compared with the day it was made
ASKED = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
PAST = "?at=2012-07-02"
MOST = 12

# The lists and dashboards: at most MOST, and in the past two more, for the moment of the first
# record here and for the record as it was.
LISTS = {
    "home": 13,
    "home, lead": 12,
    "dashboards:overview": 18,
    "dashboards:overview, past": 12,
    "dashboards:programme_list": 5,
    "dashboards:programme_list, past": 6,
    "dashboards:programme_dashboard": 13,
    "dashboards:programme_dashboard, member": 13,
    "dashboards:programme_dashboard, past": 17,
    "benefits:programme_benefits": 7,
    "benefits:programme_benefits, past": 9,
    "benefits:archived_benefits": 8,
    "benefits:archived_savings": 9,
    "governance:programme_boards": 8,
    "governance:programme_boards, past": 10,
    "reporting:ratings": 10,
    "reporting:reports_owed": 9,
    "reporting:reports_owed, member": 8,
    "reporting:check": 8,
    "records:activity": 8,
    "directory:scope_activity": 9,
    "directory:person_activity": 10,
    "directory:security_events": 5,
    "directory:restriction_list": 3,
    "directory:scope_detail": 4,
    "directory:scope_detail, past": 6,
}
# The pages of one record, which show lists of what belongs to it.
DETAILS = {
    "money:scope_money": 17,
    "money:scope_money, past": 20,
    "reporting:programme_reporting": 19,
    "programmes:programme_detail": 15,
    "programmes:programme_detail, past": 13,
    "projects:project_detail": 17,
    "projects:project_detail, lead": 17,
    "projects:project_detail, past": 18,
    "projects:project_plan": 8,
    "projects:project_people": 11,
    "projects:project_case": 6,
    "projects:report_edit": 19,
    "governance:board_detail": 23,
    "governance:board_detail, past": 24,
    "governance:programme_governance": 14,
    "governance:programme_governance, past": 17,
    "governance:office_governance": 11,
    "governance:office_governance, past": 12,
    "directory:person_detail": 11,
    "directory:person_detail, past": 9,
    "directory:unit_detail": 11,
    "directory:unit_detail, past": 12,
    "reports:programme_compare": 57,
    "reports:project_compare": 48,
    # a clearance that is void: who edited when; all that it prints, which is every block and figure
    "reports:paper_detail": 96,
    "reports:paper_detail, past": 27,
    "reports:paper_preview": 89,
    "reports:paper_preview, past": 97,
    "reports:paper_word": 93,  # and one for the time that its properties state
    "reports:paper_html": 92,  # with its event: a savepoint, the row, and the end of it
}
TABLE = LISTS | DETAILS
FIRST = {
    "records:activity": [7, 6],
    "directory:scope_activity": [10, 9],
    "directory:person_activity": [9, 8],
}
"""With one row of each kind their newest changes name stages and kinds of body, which are read once
for a page, one query for each; with three rows these are on a later page. A page with a kind that
hides drafts is asked for once more."""
KINDS = [f"{name}{when}" for name in lists() for when in ("", ", past")]
"""The lists of every record of a kind: they are one page, and need no literal each."""


@pytest.fixture(scope="module")
def counts(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Counts]:
    """The queries of each page, with one row and with three."""
    with override_settings(DEMO=False), kept(django_db_blocker), clock.stopped_at(BUILT):
        assert connection.features.has_json_object_function  # Django asks once a connection
        council = GrowingCouncil()
        with clock.stopped_at(CHANGED):
            council.save_everything()
        found = [counted(council)]
        for later in (1, 2):
            with clock.stopped_at(BUILT + timedelta(hours=later)):
                council.grow()
        with clock.stopped_at(CHANGED + timedelta(hours=1)):
            council.save_everything()
        found.append(counted(council))
        yield {page: [count[page] for count in found] for page in (*TABLE, *KINDS)}


def counted(council: GrowingCouncil) -> dict[str, int]:
    """Counting leaves no security event behind: a hundred would push all others off their page."""
    with clock.stopped_at(ASKED), transaction.atomic():
        browsers = {who: browser_of(council.account(who)) for who in ("keeper", "lead", "member")}
        count = {page: queries_of(council, page, browsers) for page in (*TABLE, *KINDS)}
        transaction.set_rollback(True)
    return count


def queries_of(council: GrowingCouncil, page: str, browsers: dict[str, Client]) -> int:
    name, _, how = page.partition(", ")
    browser = browsers.get(how, browsers["keeper"])
    url = url_of(council, name) + (PAST if how == "past" else "")
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200, url
    return len(queries)


def url_of(council: GrowingCouncil, name: str) -> str:
    (address,) = [address for address in addresses() if address.name == name]
    records: dict[str, Any] = {
        "reports:board_paper_list": council.board,
        "projects:category_list": council.programme,
        "projects:project_list": council.programme,
        "projects": council.project,
        "reports:project_compare": council.project,
        "governance:board_detail": council.board,
        "meetings:board_meeting_list": council.board,
        "directory:person_activity": council.by,
        "directory:unit_detail": council.unit(),
        "directory:person": council.member_person,
        "directory:scope_activity": council.project,
        "directory:scope_detail": council.board.scope,
        "reports:paper": council.paper,
    }
    key = next((key for key in records if name.startswith(key)), "")
    record = records.get(key, council.programme)
    arguments = [getattr(record, "reference", record.pk)]
    return reverse(name, args=arguments if address.parameters else [])


@pytest.mark.parametrize("page", TABLE)
def test_a_page_asks_as_often_for_three_rows_as_for_one(counts: Counts, page: str) -> None:
    assert counts[page] == FIRST.get(page, [TABLE[page]] * 2)


@pytest.mark.parametrize("page", KINDS)
def test_a_list_of_a_kind_asks_as_often_and_keeps_to_the_budget(counts: Counts, page: str) -> None:
    one, three = counts[page]
    assert one == three <= MOST + 2 * page.endswith(", past")


FIRST_PAGES = {
    "home": 13,
    "dashboards:programme_dashboard": 13,
    "dashboards:programme_dashboard, member": 13,
    "dashboards:programme_dashboard, past": 17,
    "dashboards:overview": 18,
}
"""What is opened first shows something of nearly every room, so it may ask more (ADR 0040)."""


@pytest.mark.parametrize("page", LISTS)
def test_a_list_or_dashboard_keeps_to_the_budget(page: str) -> None:
    assert LISTS[page] <= FIRST_PAGES.get(page, MOST + 2 * page.endswith(", past"))


def test_every_list_and_dashboard_is_in_the_table() -> None:
    ends = (
        "_list",
        "activity",
        "portfolio",
        "_dashboard",
        "home",
        "_papers",
        "_boards",
        "_benefits",
        "_events",
    )
    assert {a.name for a in addresses() if a.name.endswith(ends)} - {
        page.partition(", ")[0] for page in (*LISTS, *KINDS)
    } == set()
