"""The pages of gate reviews."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.models import GateReview
from people.choices import Act
from people.models import Person
from projects.models import Project
from projects.pages import ProjectPages, project_crumbs
from records.pages.record_pages import RecordPages


class GateReviewPages(RecordPages):
    """A review is submitted on the page of its project's gates, and never edited."""

    model = GateReview
    act = Act.ACCEPT_REPORT
    namespace, name = "governance", "gate"
    has_edit = has_archive = False
    shown = ("board", "asked")

    def find(self, person: Person, keys: dict[str, Any]) -> GateReview:
        rows = GateReview.objects.visible_to(person)
        whole = rows.select_related("project__scope", "project__programme__scope", "board__scope")
        return get_object_or_404(whole, reference=keys["reference"])

    def home(self, record: GateReview) -> Project:
        return record.project

    def crumbs(self, record: GateReview) -> list[tuple[str, str]]:
        url = reverse("governance:project_gates", args=[record.project.reference])
        return [
            *project_crumbs(record.project),
            (_("Gates"), url),
            (str(record), self.after(record)),
        ]


class ProjectAtGate(ProjectPages):
    """A project whose lead submits it at a gate. It is no kind of record of its own."""

    def after(self, record: Project) -> str:
        return reverse("governance:project_gates", args=[record.reference])

    def crumbs(self, record: Project) -> list[tuple[str, str]]:
        return [*project_crumbs(record), (_("Gates"), self.after(record))]
