"""What reports and papers add to the page of one's own work."""

from __future__ import annotations

from typing import Any

from people.models import Person
from people.waiting import waiting_for
from projects.queries import returned_to
from records.pages.work import Part
from reports.queries.clearances import clearance_tasks
from reports.queries.tasks import papers_to_write, report_tasks
from reports.queries.to_accept import to_accept as reports_to_accept

MOST = 20
"""Reports of one kind that My work shows; the others take their places as these are done."""


def returned(person: Person) -> dict[str, Any] | None:
    reports = returned_to(person, MOST)
    return {"reports": reports} if reports else None


def tasks(person: Person) -> dict[str, Any] | None:
    found = report_tasks(person)
    return {"tasks": found} if found else None


def to_accept(person: Person) -> dict[str, Any] | None:
    reports = reports_to_accept(person, MOST)
    return {"reports": reports} if reports else None


def clearances(person: Person) -> dict[str, Any] | None:
    return {"clearances": clearance_tasks(person)}


def papers(person: Person) -> dict[str, Any] | None:
    found = papers_to_write(person)
    return {"papers": found} if found else None


def waiting(person: Person) -> dict[str, Any] | None:
    found = waiting_for(person)
    return {"reviews": found.reviews, "to_confirm": found.to_confirm}


MY_WORK = (
    Part("main", 10, "reports/returned_reports.html", returned),
    Part("main", 20, "reports/report_tasks.html", tasks),
    Part("main", 30, "reports/reports_to_accept.html", to_accept),
    Part("main", 40, "reports/my_clearances.html", clearances),
    Part("main", 50, "reports/papers_to_write.html", papers),
    Part("main", 60, "reports/waiting.html", waiting),
)
"""In the order of what is asked for most urgently."""
