"""What reports and papers add to the page of one's own work."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from people import policy
from people.choices import Act, UnitKind
from people.models import OrganisationUnit, Person
from people.queries import office
from people.waiting import reviews_due, to_confirm
from programmes.models import Programme
from projects.queries import returned_to, waiting_for_answer
from records.pages.lists import table
from records.pages.work import Part
from reports.columns import PROGRAMMES
from reports.queries.clearances import clearance_tasks
from reports.queries.portfolio import papers_to_write, programme_lines, report_tasks
from values.spelling import alphabetical

MOST = 20
"""Reports of one kind that My work shows; the others take their places as these are done."""
MOST_PROGRAMMES = 12


def returned(person: Person) -> dict[str, Any] | None:
    reports = returned_to(person, MOST)
    return {"reports": reports} if reports else None


def tasks(person: Person) -> dict[str, Any] | None:
    found = report_tasks(person)
    return {"tasks": found} if found else None


def to_accept(person: Person) -> dict[str, Any] | None:
    reports = waiting_for_answer(person, MOST)
    return {"reports": reports} if reports else None


def clearances(person: Person) -> dict[str, Any] | None:
    return {"clearances": clearance_tasks(person)}


def papers(person: Person) -> dict[str, Any] | None:
    found = papers_to_write(person)
    return {"papers": found} if found else None


def waiting(person: Person) -> dict[str, Any] | None:
    return {"reviews": reviews_due(person), "to_confirm": to_confirm(person)}


def programmes(person: Person) -> dict[str, Any] | None:
    """The programmes that a person follows, and the first steps where there is none."""
    rows = (
        Programme.objects.visible_to(person).live().order_by("state", alphabetical("title"), "id")
    )
    lines = programme_lines(rows.exclude(state="closed")[:MOST_PROGRAMMES], None)
    return {
        "programmes": table(PROGRAMMES, lines),
        "may_create": policy.can(person, Act.CREATE_PROGRAMME),
        "first_steps": [] if lines else first_steps(person),
    }


def first_steps(person: Person) -> list[tuple[str, str]]:
    """The first steps for those who keep the office of a council without a programme, each with its
    page."""
    if not policy.can(person, Act.KEEP_OFFICE) or Programme.objects.exists():
        return []
    council = OrganisationUnit.objects.live().filter(kind=UnitKind.COUNCIL).order_by("id").first()
    named = (
        reverse("directory:unit_edit", args=[council.pk])
        if council
        else reverse("directory:unit_add")
    )
    return [
        (_("Check the council’s name, which appears on every page and paper"), named),
        (_("Add its departments and teams"), reverse("directory:unit_list")),
        (
            _("Add the people you work with, and invite them to sign in"),
            reverse("directory:person_list"),
        ),
        (
            _("Give roles in the programme office"),
            reverse("directory:scope_detail", args=[office().reference]),
        ),
        (
            _("Add the committees and boards that read your papers"),
            reverse("governance:board_list"),
        ),
        (
            _("Create the first programme; its projects and papers belong to it"),
            reverse("programmes:programme_add"),
        ),
    ]


MY_WORK = (
    Part("main", 10, "reports/returned_reports.html", returned),
    Part("main", 20, "reports/report_tasks.html", tasks),
    Part("main", 30, "reports/reports_to_accept.html", to_accept),
    Part("main", 40, "reports/my_clearances.html", clearances),
    Part("main", 50, "reports/papers_to_write.html", papers),
    Part("main", 60, "reports/waiting.html", waiting),
    Part("main", 90, "reports/my_programmes.html", programmes),
)
"""In the order of what is asked for most urgently."""
