"""Times of whole pages, of reads now and in the past, and with ten times the history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from django.db import connection

from benchmarks.council import Browser, Council
from benchmarks.size import Names
from benchmarks.timing import Table, Task, Times, alternating
from dashboards.queries.programme import dashboard
from dashboards.queries.programme_list import programme_lines
from programmes.models import Programme
from programmes.queries import programme_at
from tests.databases import leading_to
from values import clock
from values.clock import end_of
from values.spelling import alphabetical

PAGE, DASHBOARD = 30, 100  # milliseconds at the median: DESIGN.md, budgets
PAST, MORE_HISTORY = 2, 1.5  # times


def measure_pages(table: Table, council: Council) -> None:
    """Lists, pages of a programme and a project, the dashboards."""
    officer, lead, url = Browser(council.officer), Browser(council.lead), council.url
    programme, project = council.programme.reference, council.project.reference
    urls = {
        "programme's page": (url("dashboards:programme_dashboard", programme), PAGE),
        "about a programme": (url("programmes:programme_detail", programme), PAGE),
        "project's page": (url("projects:project_detail", project), PAGE),
        "list, 50 of 60 projects": (url("projects:project_list", council.largest.reference), PAGE),
        "list, 50 of all projects": (url("projects:every_project_list"), PAGE),
        "list, all projects by rating": (
            f"{url('projects:every_project_list')}?sort=rag",
            DASHBOARD,
        ),
        "list, 50 of all milestones": (url("projects:every_milestone_list"), DASHBOARD),
        "list, 50 of all status reports": (url("projects:every_report_list"), DASHBOARD),
        "list, 50 of all reports owed": (url("reporting:reports_owed"), DASHBOARD),
        "list, 50 things to check": (url("reporting:check"), DASHBOARD),
        "ratings, 50 of 100 programmes": (url("reporting:ratings"), DASHBOARD),
        "list, 50 of all benefits": (url("benefits:every_benefit_list"), PAGE),
        "list, 50 of all savings lines": (url("benefits:every_savings_line_list"), PAGE),
        "list, 50 of all lessons": (url("programmes:lesson_list"), PAGE),
        "list, 50 people": (url("directory:person_list"), PAGE),
        "list, 50 papers": (url("reports:paper_list"), PAGE),
        "list, 50 boards": (url("governance:board_list"), PAGE),
        "portfolio dashboard, 50 of 100 programmes": (url("dashboards:programme_list"), DASHBOARD),
        "all 100 programmes together": (url("dashboards:overview"), DASHBOARD),
        "my work, officer": (url("home"), DASHBOARD),
        "compare a programme's four weeks": (
            url("reports:programme_compare", programme),
            DASHBOARD,
        ),
        "compare a project's four weeks": (url("reports:project_compare", project), DASHBOARD),
    }
    for name, (address, budget) in urls.items():
        table.time(name, partial(officer.get, address), budget)
    table.time("my work, project's lead", partial(lead.get, url("home")), DASHBOARD)


def measure_history(table: Table, council: Council) -> None:
    """History pages, and pages of activity near the present and far from it."""
    officer, lead, url = Browser(council.officer), Browser(council.lead), council.url
    programme, project = council.programme, council.project
    milestone = council.milestone
    count = council.versions_of_milestone()
    histories = {
        f"history of a milestone, {count} versions": url(
            "projects:milestone_history", milestone.scope.reference, milestone.pk
        ),
        "history of a project with its parts": url("projects:project_history", project.reference),
        "history of a programme": url("programmes:programme_history", programme.reference),
    }
    for name, address in histories.items():
        table.time(name, partial(officer.get, address), PAGE)
    places: dict[str, tuple[str, dict[str, int]]] = {
        "the office": (url("records:activity"), {"stood_in__isnull": False}),
        "a programme": (
            url("directory:scope_activity", programme.reference),
            {"stood_within": programme.scope_id},
        ),
        "a project": (
            url("directory:scope_activity", project.reference),
            {"stood_in": project.scope_id},
        ),
        "a person": (
            url("directory:person_activity", council.officer.person.reference),
            {"actor_id": council.officer.person_id},
        ),
    }
    for name, (address, place) in places.items():
        first, deep = f"activity of {name}, page 1", f"activity of {name}, page 5,000"
        table.time(first, partial(officer.get, address), PAGE)
        if table.wants(deep):
            query = council.deep(council.officer.person, **place).replace("+", "%2B")
            table.time(deep, partial(officer.get, address + query), PAGE)
    table.time(
        "activity, a project's lead, page 1", partial(lead.get, url("records:activity")), PAGE
    )


def measure_past(table: Table, council: Council) -> None:
    """Reads and pages as at a past day against the same now."""
    officer, programme = Browser(council.officer), council.programme
    then = end_of(council.year_ago)
    past = f"?at={council.year_ago.isoformat()}"
    reads: dict[str, Callable[[Any], object]] = {
        "dashboard's reads": lambda moment: dashboard(programme_at(programme, moment), moment),
        "portfolio's reads": lambda moment: programme_lines(
            Programme.objects.at(moment).order_by(alphabetical("title"), "id")[:50], moment
        ),
    }
    for name, read in reads.items():
        name = f"{name}, a year ago : now"
        table.compare(name, partial(read, then), partial(read, None), PAST)
    urls = {
        "programme's page": council.url("dashboards:programme_dashboard", programme.reference),
        "project's page": council.url("projects:project_detail", council.project.reference),
        "portfolio dashboard": council.url("dashboards:programme_list"),
        "all programmes": council.url("dashboards:overview"),
        "list of projects": council.url("projects:project_list", council.largest.reference),
    }
    for name, url in urls.items():
        table.compare(
            f"{name}, a year ago : now",
            partial(officer.get, url + past),
            partial(officer.get, url),
            PAST,
        )


def measure_growth(table: Table, names: Names) -> None:
    """Pages with the whole history against the same with a tenth of it, in turn."""
    taken: dict[tuple[str, str], Times] = {}
    for _ in range(min(4, table.repeats)):
        for database in (names.whole, names.tenth):
            with leading_to(connection, database):
                council = Council()
                with clock.stopped_at(council.years.last_moment):
                    pages = _growing_pages(table, council)
                    for name, times in alternating(pages, max(1, table.repeats // 4)).items():
                        taken.setdefault((name, database), []).extend(times)
        if not taken:
            return
    for name in dict.fromkeys(name for name, _ in taken):
        whole, tenth = median(taken[name, names.whole]), median(taken[name, names.tenth])
        table.add(name, whole / tenth, "times", MORE_HISTORY)


def _growing_pages(table: Table, council: Council) -> dict[str, Task]:
    """The benchmarks asked for, on the council whose database the connection leads to."""
    officer, url = Browser(council.officer), council.url
    portfolio = url("dashboards:programme_list")
    urls = {
        "portfolio dashboard": portfolio,
        "portfolio dashboard a year ago": f"{portfolio}?at={council.year_ago.isoformat()}",
        "all programmes": url("dashboards:overview"),
        "programme's page": url("dashboards:programme_dashboard", council.programme.reference),
        "project's page": url("projects:project_detail", council.project.reference),
        "activity of the office": url("records:activity"),
        "list of projects": url("projects:project_list", council.largest.reference),
    }
    named = {f"{name}, whole history : a tenth": address for name, address in urls.items()}
    return {name: partial(officer.get, at) for name, at in named.items() if table.wants(name)}
