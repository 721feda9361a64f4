"""The brief of a programme (what it is for, its scope, who must be kept informed), and the
council's priorities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from people import policy
from people.choices import Act, Role
from people.models import Person
from people.seats import holders, seats
from programmes import queries
from programmes.columns import (
    OBJECTIVES_OF_PRIORITY,
    PRIORITIES,
    objective_columns,
    role_columns,
    stakeholder_columns,
)
from programmes.models import CorporatePriority
from programmes.pages import (
    CorporatePriorityPages,
    ObjectivePages,
    RoleDescriptionPages,
    StakeholderPages,
    programme_crumbs,
    programme_frame,
)
from programmes.queries import brief
from records.filters import ArchivedFilter
from records.pages.lists import ListPage, table
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import archived_parts
from records.views.detail import RecordDetail

PARTS = (ObjectivePages(), RoleDescriptionPages(), StakeholderPages())
FRIENDS = (Role.CRITICAL_FRIEND, Role.EXTERNAL_SUPPORT, Role.INTERNAL_PARTNER)
"""Those who help a programme from outside it."""


@takes(*ASKED)
def programme_brief(request: SignedInRequest, reference: str) -> HttpResponse:
    """Why a programme exists, what it is to achieve, its limits, and its communications plan."""
    person, asked = request.user.person, moment_asked(request)
    programme = queries.find_programme(person, reference, asked.value)
    may_edit = not asked.value and policy.can(person, Act.EDIT_PROGRAMME, programme)
    row = queries.programme_at(programme, asked.value)
    key = row.reference if may_edit else ""
    held = seats([row.scope_id], asked.value)[row.scope_id]
    context = {
        "programme": row,
        "parts": brief.parts(row),
        "objectives": table(
            objective_columns(key), brief.objectives(row.id, asked.value), asked.query
        ),
        "roles": table(role_columns(key), brief.roles(row, asked.value), asked.query),
        "stakeholders": table(
            stakeholder_columns(key), brief.stakeholders(row.id, asked.value), asked.query
        ),
        "friends": [
            {"label": role.label, "values": named}
            for role in FRIENDS
            if (named := holders(held, role))
        ],
        "may_edit": may_edit,
        "archived_parts": archived_parts(programme, person, *PARTS) if may_edit else [],
        "breadcrumbs": programme_crumbs(row),
        **programme_frame(programme, person, asked),
    }
    return render(request, "programmes/programme_brief.html", context)


class PriorityList(ListPage):
    """The council's priorities, in its order, with how many objectives serve each."""

    model = CorporatePriority
    item, name = "priorities", "corporate-priorities"
    heading = _("Corporate priorities")
    columns = PRIORITIES
    scope = None
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("Objectives of programmes can be tied to the priorities of the council’s plan.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return brief.priorities(person, moment)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_RULES):
            return []
        return [(CorporatePriorityPages().add_heading, reverse("programmes:priority_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d priority", "%(n)d priorities", count) % {"n": count}


class PriorityDetail(RecordDetail):
    """A priority, and the objectives that serve it, as far as the reader may see them."""

    template = "programmes/priority_detail.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        found = brief.objectives_of_priority(row.id, person, asked.value)
        return {"objectives": table(OBJECTIVES_OF_PRIORITY, found, asked.query)}
