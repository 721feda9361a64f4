"""A field case of the activity: a week is read in sentences, and leaves as a file."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from audit import clock
from audit.actions import edit_record
from people.choices import Role
from projects.actions import accept_report
from projects.models import Milestone
from tests import factories
from tests.sweeps.pages import read

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TITLES = ("Libraries", "Parks", "Roads")


@pytest.fixture
def milestone() -> Milestone:
    """A week: three reports on Monday, accepted on Tuesday; a milestone moved on Wednesday."""
    with clock.stopped_at(MONDAY - timedelta(days=7)):
        programme = factories.programme("Open Doors")
        manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Louise Farrow")
        lead = factories.holder(Role.PROGRAMME_DIRECTOR, programme.scope, "Lena Marsh")
        projects = [factories.project(title, programme=programme) for title in TITLES]
        found = factories.milestone("First library open", project=projects[0])
    with clock.stopped_at(MONDAY):
        reports = [factories.report(project=project, by=lead) for project in projects]
    for minutes, report in enumerate(reports):
        with clock.stopped_at(MONDAY + timedelta(days=1, minutes=minutes)):
            accept_report(report, by=manager)
    with clock.stopped_at(MONDAY + timedelta(days=2)):
        edit_record(found, by=manager, reason="The van is late", title="It opens")
    return found


def test_field_case_A32_a_week_reads_as_a_person_would_tell_it(milestone: Milestone) -> None:
    client = Client()
    client.force_login(factories.account())
    with clock.stopped_at(MONDAY + timedelta(days=3)):
        html = client.get("/activity/", {"since": "2026-11-23"}).content.decode()
    page = read(html)
    days = [
        (heading.text, [item.text for item in acts.all("time", "summary")])
        for heading, acts in zip(
            (h for h in page.all("h2") if "mandate-activity__day" in h.attributes["class"]),
            (u for u in page.all("ul") if "mandate-activity" in u.attributes["class"].split()),
            strict=True,
        )
    ]
    assert days == [
        (
            "Wednesday 25 November 2026",
            [
                "09:00",
                "Milestone changed: It opens, Libraries by Louise Farrow The van is late",
            ],
        ),
        (
            "Tuesday 24 November 2026",
            ["09:02", "Louise Farrow accepted the status reports of 3 projects"],
        ),
        (
            "Monday 23 November 2026",
            [
                "09:00",
                "Lena Marsh submitted the status reports of 3 projects",
                "09:00",
                "Lena Marsh began the status reports of 3 projects",
            ],
        ),
    ]
    behind = [link.text for link in page.all("a") if link.text.startswith("Status report changed")]
    each = [f"Status report changed: 23 November 2026, {title}" for title in reversed(TITLES)]
    assert behind == [*each, *each]
    assert "Accepted at" not in html


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_field_case_A32_the_activity_leaves_as_a_file_with_its_filter_kept(
    milestone: Milestone, kind: str
) -> None:
    asked = {"kind": "projects.milestone", "since": "2026-11-23", "format": kind}
    client, outsider = Client(), Client()
    client.force_login(factories.account())
    outsider.force_login(factories.account(factories.person("Olive Stone")))
    with clock.stopped_at(MONDAY + timedelta(days=3)):
        answers = [
            client.get(url, asked)
            for url in ("/activity/", f"/scopes/{milestone.project.reference}/activity/")
        ]
        assert outsider.get("/activity/", asked).status_code == 403
        assert client.get("/activity/", {"format": "pdf"}).status_code == 400
    for answer in answers:
        assert rows_of(answer.content, kind)[1:] == [
            [
                "2026-11-25T09:00:00+00:00", "Louise Farrow", "The van is late",
                "Milestone changed", "It opens", "Libraries",
                "Title", "First library open", "It opens",
            ]
        ]  # fmt: skip


def rows_of(data: bytes, kind: str) -> list[list[str]]:
    if kind == "csv":
        return list(csv.reader(data.decode("utf-8-sig").splitlines()))
    return [list(row) for row in load_workbook(BytesIO(data)).active.values]
