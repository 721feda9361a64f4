"""What programmes add to the page of one's own work."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dashboards.columns import PROGRAMMES
from dashboards.queries.programme_list import programme_lines
from people import policy
from people.choices import Act, UnitKind
from people.models import OrganisationUnit, Person
from people.queries import office
from programmes.models import Programme
from records.pages.lists import table
from records.pages.work import Part
from values.spelling import alphabetical

MOST_PROGRAMMES = 12


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


MY_WORK = (Part("main", 90, "dashboards/my_programmes.html", programmes),)
