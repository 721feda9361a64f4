"""Lifecycles: what kinds of project there are, and which stages and gates each goes through."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act
from people.models import Person
from projects.columns import LIFECYCLES
from projects.models import Lifecycle, LifecycleVersion
from projects.pages import LifecyclePages, LifecycleVersionPages, lifecycle_crumbs
from projects.stages import Gate, Rules, stored_rules
from records.filters import ArchivedFilter
from records.pages.lists import ListPage
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.record_pages import archived_parts
from records.views.record_page import RecordPageView
from values.spelling import alphabetical


class LifecycleList(ListPage):
    """The kinds of project, by name."""

    model = Lifecycle
    item, name = "lifecycles", "lifecycles"
    heading = _("Lifecycles")
    columns = LIFECYCLES
    scope = None
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("Projects follow the standard lifecycle, which comes with Mandate.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = Lifecycle.objects.at(moment).visible_to(person)
        return rows.order_by(alphabetical("title"), "id")

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_RULES):
            return []
        return [(LifecyclePages().add_heading, reverse("projects:lifecycle_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d lifecycle", "%(n)d lifecycles", count) % {"n": count}


@takes(*ASKED)
class LifecycleDetail(RecordPageView):
    """A lifecycle, its stages and the gates between them, by version."""

    pages = LifecyclePages()

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        person, asked = request.user.person, moment_asked(request)
        record = self.pages.find(person, keys)
        rows = LifecycleVersion.objects.at(asked.value, lifecycle_id=record.pk).live()
        may_edit = not asked.value and policy.can(person, Act.EDIT_RULES)
        context = {
            "record": as_recorded(record, asked.value),
            "versions": [(v, *_told(stored_rules(v.definition))) for v in rows.newest_first()],
            "may_edit": may_edit,
            "archived_parts": archived_parts(record, person, LifecycleVersionPages())
            if may_edit
            else [],
            "status": _now("Archived") if record.is_archived else "",
            "breadcrumbs": lifecycle_crumbs(),
            **asked.context(),
        }
        return render(request, "projects/lifecycle_detail.html", context)


def _told(rules: Rules) -> tuple[Rules, list[tuple[Gate, str, str]]]:
    """The rules, and each gate with the titles of the stages between which it stands."""
    titles = rules.titles
    return rules, [(gate, titles[gate.before], titles[gate.after]) for gate in rules.gates]
