"""Reminders of reports: by the daily job before and after they are due, and by hand in one step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import mail
from audit.change_sets import SYSTEM_ID
from governance.models import Board
from people.choices import Role
from people.models import Appointment, Person
from programmes.letters import EntryLine
from projects.models import Project, StatusReport
from registers.choices import When
from registers.models import Reminder
from registers.reminders import Due, remind, soon_after
from reporting.actions.calendars import follow_meetings
from reporting.models import ReportingPeriod
from reporting.owing import OwedReport, missing_in, owed
from values import clock, words

REMINDED_FOR = timedelta(days=31)
"""A report that is longer overdue is only listed."""


def dues(on: date) -> Iterator[Due]:
    """Of each report that is due soon, or is late, a reminder for everybody who leads the project.
    What has come is not read."""
    periods = ReportingPeriod.objects.live().filter(
        due_on__range=(on - REMINDED_FOR, soon_after(on)), programme__is_archived=False
    )
    soon = list(periods.select_related("calendar").in_order())
    rows = owed(soon, on, only=missing_in(soon))
    return to_leads([row for row in rows if not row.is_submitted], on)


def to_leads(rows: Iterable[OwedReport], on: date, when: When | None = None) -> Iterator[Due]:
    """One query."""
    rows = list(rows)
    leads: dict[int, list[int]] = defaultdict(list)
    seats = Appointment.objects.live().filter(
        scope_id__in=[row.scope_id for row in rows],
        role=Role.PROJECT_LEAD,
        person__in=mail.readers().values("person_id"),
    )
    for scope, person in seats.current(on).values_list("scope_id", "person_id"):
        leads[scope].append(person)
    for row in rows:
        due = row.period.due_on
        at = when or (When.AFTER if due < on else When.BEFORE)
        for person in dict.fromkeys(leads[row.scope_id]):
            line = partial(_line, row)
            yield Due(person, Project, row.project_id, due.isoformat(), at, line)


def _line(row: OwedReport) -> EntryLine:
    path = reverse("projects:report_edit", args=[row.reference])
    return EntryLine(
        noun=str(StatusReport._meta.verbose_name),
        reference=row.reference,
        title=mail.in_one_line(_("Status report, %(project)s") % {"project": row.title}),
        due=words.day(row.period.due_on),
        link=mail.site_address(path),
    )


def remind_now(rows: Iterable[OwedReport]) -> int:
    """Send one message to everybody who leads a project whose report is late, at most once a day,
    and return how many went out."""
    today = clock.today()
    by_person: dict[int, list[Due]] = defaultdict(list)
    for due in to_leads(rows, today, When.ASKED):
        by_person[due.person_id].append(due)
    sent = 0
    for person, theirs in sorted(by_person.items()):
        keys = Q()
        for due in theirs:
            keys |= Q(record_id=due.record_id, due=due.due)
        asked = Reminder.objects.filter(
            keys, person_id=person, kind=Project._meta.label_lower, when=When.ASKED
        )
        asked.exclude(sent_at__date=today).delete()
        told = set(asked.values_list("record_id", "due"))
        sent += remind(person, [d for d in theirs if (d.record_id, d.due) not in told])
    return sent


def follow_all_meetings() -> None:
    """Let every calendar follow its meetings, in case one changed by another way."""
    system = Person.objects.get(pk=SYSTEM_ID)
    boards = Board.objects.filter(reporting_calendars__is_archived=False).distinct()
    for board in boards.order_by("id"):
        follow_meetings(board, by=system)
