"""The demonstration's reporting: a calendar for each programme whose projects report, the rules of
ratings, and what these work out beside the newest reports."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.writing import audited
from config.demo.loading import Loading
from config.demo.reading import Row
from people.choices import Role
from people.models import Appointment, Person
from programmes.models import Programme
from projects.models import Project, StatusReport
from reporting.actions.calendars import plan_reporting
from reporting.actions.programmes import open_programme_report, submit_programme_report
from reporting.actions.rules import load_shipped_ratings, override_rating
from reporting.choices import Rhythm
from reporting.comparing import differences_need_reasons, keep_computed
from reporting.models import IndependentRating
from reporting.rolling_up import of_programmes

AHEAD = 13
"""How many periods are planned from the newest one on."""


def load_reporting(loading: Loading, programme: Programme, row: Row) -> None:
    """The calendar of a programme: as often as its projects have reported, on named days."""
    reporting = [project for project in row.rows("projects") if project.rows("reports")]
    if not reporting:
        return
    first = max(reporting, key=lambda project: len(project.rows("reports")))
    every = timedelta(weeks=first.also.get("every", 2))
    ends = loading.calendar.period_ends(len(first.rows("reports")), every)
    ends += [ends[-1] + every * n for n in range(1, AHEAD)]
    by = loading.of(row.also["by"])
    dated = loading.calendar.moment(ends[0], 8)
    with audited(by=by, reason=_("Reporting calendar added"), dated=dated):
        plan_reporting(
            programme,
            by=by,
            title=_("Regular reports"),
            rhythm=Rhythm.NAMED,
            starts_on=ends[0],
            ends_on=ends[-1],
            named_days="\n".join(day.isoformat() for day in ends),
        )


def load_ratings(loading: Loading, system: Person) -> None:
    """The rules of ratings, from today on, and what follows from them."""
    load_shipped_ratings(by=system)
    programmes = list(Programme.objects.live().order_by("id"))
    for project in Project.objects.live().order_by("id"):
        report = StatusReport.objects.live().submitted().filter(project=project)
        latest = report.newest_first().select_related("project", "submitted_by").first()
        if latest is not None and not differences_need_reasons(latest):
            with audited(by=latest.submitted_by, reason=_("Ratings worked out by the rules")):
                keep_computed(latest, by=latest.submitted_by)
    for programme in programmes:
        _report_of(loading, programme)


def _report_of(loading: Loading, programme: Programme) -> None:
    """A programme's own report, an independent rating of one project, and an override."""
    found = of_programmes({programme.pk: programme.scope_id})[programme.pk]
    rated = programme.projects.filter(is_archived=False, status_reports__isnull=False).first()
    if not found.rag or rated is None:
        return
    by = loading.keeper
    draft = open_programme_report(
        programme,
        by=by,
        period_end=loading.calendar.newest_friday,
        overall_rag=found.rag,
        overall_reason=_("As the reports of its projects make it."),
        narrative=_("The projects report as agreed; those that are not Green say why."),
        decisions_wanted=_("To note this report."),
    )
    submit_programme_report(draft, by=by)
    create_record(
        IndependentRating,
        by=by,
        project=rated,
        rated_on=loading.calendar.today - timedelta(days=20),
        rag="amber",
        rated_by=_("Internal audit"),
        finding=_("The plan is sound. The benefits have no owner in two services."),
    )
    if found.rag == "amber":
        why = _("The two projects that hold it back are due to close within the month.")
        override_rating(programme.scope, by=_owner(programme) or by, rag="green", why=why)


def _owner(programme: Programme) -> Person | None:
    seats = Appointment.objects.live().filter(scope=programme.scope, person__isnull=False)
    seat = seats.filter(role=Role.SENIOR_RESPONSIBLE_OWNER).select_related("person").first()
    return seat.person if seat else None
