"""Cases from the field about the reporting cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client

from audit.actions import edit_record
from people.choices import Role
from people.models import Account, Person
from programmes.models import Programme
from projects.actions import accept_report
from projects.models import Project
from reporting.models import ReportingPeriod
from tests import factories
from tests.factories.reporting import calendar
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
MONDAY = datetime(2012, 7, 9, 9, 0, tzinfo=UTC)


@dataclass
class Cycle:
    """Three projects that report every two weeks, the first time to Friday 6 July 2012."""

    client: Client
    by: Person
    programme: Programme
    manager: Account
    projects: list[Project]
    leads: list[Person]

    def page(self, url: str, account: Account | None = None) -> str:
        self.client.force_login(account or self.manager)
        response = self.client.get(url)
        assert response.status_code == 200, url
        return response.content.decode()


@pytest.fixture
def cycle(client: Client, july_2012: object) -> Cycle:
    by, programme = factories.officer(), factories.programme("Open Doors")
    calendar(programme, by)
    projects = [factories.project(title, programme=programme) for title in ("Vans", "Roof", "Till")]
    names = ("Lena Marsh", "Ada Fenwick", "Ben Hale")
    leads = [
        factories.holder(Role.PROJECT_LEAD, project.scope, name)
        for project, name in zip(projects, names, strict=True)
    ]
    for lead in leads:
        edit_record(lead, by=by, email=f"{lead.name.split()[0].lower()}@example.org")
        factories.account(lead)
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mary Quill")
    return Cycle(client, by, programme, factories.account(manager), projects, leads)


def test_field_case_C01_a_fortnightly_report_is_not_due_on_christmas_day(cycle: Cycle) -> None:
    another = factories.programme("Warm Homes")
    calendar(another, cycle.by, starts_on=date(2012, 12, 11), ends_on=date(2013, 1, 8))
    rows = ReportingPeriod.objects.live().filter(programme=another).in_order()
    assert list(rows.values_list("starts_on", "ends_on", "due_on")) == [
        (date(2012, 11, 28), date(2012, 12, 11), date(2012, 12, 11)),
        (date(2012, 12, 12), date(2012, 12, 25), date(2012, 12, 24)),
        (date(2012, 12, 26), date(2013, 1, 8), date(2013, 1, 8)),
    ]


def test_field_case_C03_the_office_sees_who_is_late_and_reminds_them_in_one_step(
    cycle: Cycle,
) -> None:
    vans, roof, till = cycle.projects
    factories.report(project=vans, period_end=date(2012, 7, 6))
    factories.draft_report(project=roof, by=cycle.leads[1])
    with clock.stopped_at(MONDAY):
        for url in (f"/programmes/{cycle.programme.reference}/reporting/", "/reports-owed/"):
            page = cycle.page(url)
            assert "2 of 3 reports are late." in page, url
            assert page.count("Has not reported, 3 days late") == 2, url
        mail.outbox.clear()
        for _ in "twice":
            answer = cycle.client.post("/reports-owed/remind/", follow=True)
        assert "Nobody was reminded" in answer.content.decode()
        assert sorted(message.to[0] for message in mail.outbox) == [
            "ada@example.org", "ben@example.org",
        ]  # fmt: skip
        assert f"/projects/{till.reference}/status/" in mail.outbox[1].body
        assert cycle.page("/reports-owed/").count("reminded 9 Jul 2012") == 2


def test_field_case_C06_whoever_accepts_a_report_sees_the_one_before_beside_it(
    cycle: Cycle,
) -> None:
    project = cycle.projects[0]
    said = {"project": project, "by": cycle.leads[0]}
    before = factories.report(
        period_end=date(2012, 6, 20), achieved="The van came.", overall_reason="Late.",
        overall_rag="amber", **said,
    )  # fmt: skip
    accept_report(before, by=cycle.manager.person)
    report = factories.report(period_end=date(2012, 7, 4), achieved="It drives.", **said)
    page = cycle.page(f"/projects/{project.reference}/reports/{report.pk}/")
    assert page.index("It drives.") < page.index("The report before it")
    assert page.index("The report before it") < page.index("The van came.")
    assert "The board sees it already." in page
