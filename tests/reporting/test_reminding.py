"""Who is reminded of a report: only what is due is read, and nobody is told twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core import mail

from people.actions import appoint
from people.choices import Role
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from registers.models import Action, Reminder
from registers.reminders import send_reminders
from reporting.models import ReportingPeriod
from reporting.owing import missing_in
from reporting.reminding import dues
from tests import factories
from tests.audit.rows import closing
from tests.factories.reporting import calendar

pytestmark = pytest.mark.usefixtures("july_2012")
MONDAY = date(2012, 7, 9)  # reports were due on the Friday before


def a_lead(project: Project, **fields: str) -> Person:
    lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh", **fields)
    factories.account(lead)
    return lead


@pytest.fixture
def programme() -> Programme:
    made = factories.programme("Open Doors")
    calendar(made, factories.officer())
    return made


@pytest.mark.django_db
def test_what_has_come_or_cannot_come_is_not_read(programme: Programme) -> None:
    titles = ("Vans", "Came", "Closed", "Nobody")
    vans, came, closed, nobody = (factories.project(t, programme=programme) for t in titles)
    lead, *_others = (a_lead(each, email="lena@example.org") for each in (vans, came, closed))
    factories.report(project=came, period_end=date(2012, 7, 6))
    factories.draft_report(project=vans)
    factories.at_stage(closed, "closed")
    factories.holder(Role.PROJECT_LEAD, nobody.scope, "Without an account")
    over = list(ReportingPeriod.objects.filter(due_on__lt=MONDAY))
    assert set(missing_in(over)) == {vans, nobody}
    assert [(due.person_id, due.record_id) for due in dues(MONDAY)] == [(lead.pk, vans.pk)]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_a_lead_one_message_with_all_that_is_due(
    programme: Programme,
) -> None:
    vans, roof = (factories.project(title, programme=programme) for title in ("Vans", "Roof"))
    lead = a_lead(vans, email="lena@example.org")
    appoint(scope=roof.scope, role=Role.PROJECT_LEAD, person=lead, by=factories.officer())
    said = {"scope": vans.scope, "owner": lead, "due_on": date(2012, 7, 5)}
    factories.entry(Action, "Order the vans", **said)
    start = Barrier(2)

    def work() -> int:
        start.wait(30)
        return send_reminders(MONDAY)

    with ThreadPoolExecutor(max_workers=2) as pool:
        sent = [done.result(60) for done in [pool.submit(closing(work)) for _ in range(2)]]
    assert sorted(sent) == [0, 1]
    (letter,) = mail.outbox
    assert letter.subject == "A reminder from Mandate: 3 entries are due"
    told = ("Status report, Vans", "Status report, Roof", "Order the vans")
    assert [letter.body.count(words) for words in told] == [1, 1, 1]
    assert Reminder.objects.count() == 3
    assert send_reminders(MONDAY) == 0
