"""What a person has to write."""

from __future__ import annotations

from datetime import date

import pytest

from audit.actions import archive_record
from people.actions import appoint, edit_appointment
from people.choices import Role
from people.models import Person
from people.queries import office
from projects.choices import Stage
from projects.models import Project
from reports.models import Paper
from reports.queries.tasks import ReportTask, papers_to_write, report_tasks
from tests import factories
from tests.factories.reporting import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def lead() -> Person:
    factories.officer()
    return factories.person("Lena Marsh")


def led(lead: Person, title: str, *periods: date, **fields: object) -> Project:
    """A project that somebody leads, with reports to these days."""
    project = factories.project(title, **fields)
    appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=lead, by=factories.officer())
    for period in periods:
        factories.report(project=project, period_end=period)
    return project


def test_a_report_is_due_a_fortnight_after_the_last_and_at_once_when_there_is_none(
    lead: Person,
) -> None:
    fresh = led(lead, "Fresh", date(2012, 6, 27))
    today = led(lead, "Due today", date(2012, 6, 6), date(2012, 6, 20))
    late = led(lead, "Late", date(2012, 6, 19))
    first = led(lead, "First")
    tasks = report_tasks(lead)
    assert [(t.project, t.due_on, t.is_overdue) for t in tasks] == [
        (late, date(2012, 7, 3), True),
        (today, date(2012, 7, 4), False),
        (first, date(2012, 7, 4), False),
        (fresh, date(2012, 7, 11), False),
    ]
    assert [t.last and t.last.period_end for t in tasks] == [
        date(2012, 6, 19),
        date(2012, 6, 20),
        None,
        date(2012, 6, 27),
    ]


def test_an_open_draft_is_due_on_its_day(lead: Person) -> None:
    project = led(lead, "Draft", date(2012, 6, 1))
    draft = factories.draft_report(project=project, period_end=date(2012, 7, 1))
    (task,) = report_tasks(lead)
    assert task == ReportTask(project, draft, task.last, date(2012, 7, 1), True)


def test_by_a_calendar_a_report_is_due_when_its_period_says_so(lead: Person) -> None:
    project = led(lead, "Vans", date(2012, 6, 15))
    calendar(project.programme, factories.officer())
    (task,) = report_tasks(lead)
    assert (task.due_on, task.is_overdue) == (date(2012, 7, 6), False)
    draft = factories.draft_report(project=project, period_end=date(2012, 7, 1))
    (task,) = report_tasks(lead)
    assert (task.draft, task.due_on, task.is_overdue) == (draft, date(2012, 7, 6), False)


def test_only_those_who_lead_today_have_a_report_to_write(lead: Person) -> None:
    ended = led(lead, "Ended")
    edit_appointment(
        ended.scope.appointments.get(), by=factories.officer(), ends_on=date(2012, 7, 3)
    )
    suggested = factories.project("Suggested")
    for scope, role, fields in (
        (suggested.scope, Role.PROJECT_LEAD, {"is_suggested": True}),
        (suggested.scope, Role.SPONSOR, {}),
        (suggested.programme.scope, Role.PROGRAMME_MANAGER, {}),
    ):
        appoint(scope=scope, role=role, person=lead, by=factories.officer(), **fields)
    factories.at_stage(led(lead, "Closed"), Stage.CLOSED)
    archive_record(led(lead, "Archived"), by=factories.officer())
    assert report_tasks(lead) == []
    assert report_tasks(factories.officer()) == []


def test_papers_wait_for_those_who_may_write_them_the_next_meeting_first(lead: Person) -> None:
    programme = factories.programme()
    later = factories.paper("Later", programme=programme, meeting_on=date(2012, 9, 1))
    sooner = factories.paper("Sooner", programme=programme, meeting_on=date(2012, 7, 16))
    other = factories.paper("Another's", meeting_on=date(2012, 8, 1))
    undated = factories.paper("Without a meeting", programme=programme)
    archive_record(factories.paper("Gone", programme=programme), by=factories.officer())
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Max Ray")
    officer = factories.holder(Role.COMMITTEE_OFFICER, office(), "Cora Bell")
    reader = factories.holder(Role.READER, office(), "Rhoda Steele")
    led(lead, "Led", programme=programme)
    waiting: dict[str, list[Paper]] = {
        person.name: papers_to_write(person) for person in (manager, officer, reader, lead)
    }
    assert waiting == {
        "Max Ray": [sooner, later, undated],
        "Cora Bell": [sooner, other, later, undated],
        "Rhoda Steele": [],
        "Lena Marsh": [],
    }


def test_papers_of_others_take_no_place_among_ones_own() -> None:
    theirs, ours = factories.programme("Theirs"), factories.programme("Ours")
    manager = factories.holder(Role.PROGRAMME_MANAGER, ours.scope, "Una Bright")
    appoint(scope=theirs.scope, role=Role.CRITICAL_FRIEND, person=manager, by=factories.officer())
    for day in range(1, 21):
        factories.paper(programme=theirs, meeting_on=date(2012, 7, day))
    mine = factories.paper(programme=ours, meeting_on=date(2012, 9, 1))
    assert Paper.objects.visible_to(manager).count() == 21
    assert papers_to_write(manager) == [mine]
