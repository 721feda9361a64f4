"""The pages of tolerances and exceptions."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.forms.tolerances import ExceptionForm, ToleranceForm
from governance.models import Tolerance, ToleranceException
from people.choices import Act
from people.models import Person, Scope
from programmes.pages import find_scope
from records.forms import RecordForm
from records.pages.record_pages import PartPages, RecordPages
from records.pages.scopes import scope_url


class TolerancePages(PartPages):
    """A tolerance is set on the page of its programme or project."""

    model = Tolerance
    form_class = ToleranceForm
    act = Act.EDIT_PROGRAMME
    namespace, name = "governance", "tolerance"

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Scope:
        return find_scope(person, keys["parent"])

    def home_of_parent(self, parent: Scope) -> Scope:
        return parent

    def form(
        self, person: Person, record: Tolerance | None, parent: Scope | None, **kwargs: Any
    ) -> RecordForm:
        return ToleranceForm(instance=record or Tolerance(scope=parent), person=person, **kwargs)

    def after_parent(self, parent: Scope) -> str:
        return reverse("governance:scope_tolerances", args=[parent.reference])

    def crumbs_of_parent(self, parent: Scope) -> list[tuple[str, str]]:
        return [(parent.title, scope_url(parent)), (_("Tolerances"), self.after_parent(parent))]


class ExceptionPages(RecordPages):
    """An exception is raised by itself; those who lead say what can be done."""

    model = ToleranceException
    form_class = ExceptionForm
    act = Act.EDIT_PROJECT
    namespace, name = "governance", "exception"
    has_archive = False
    shown = ("tolerance", "cause", "options", "recommendation", "decision")

    def find(self, person: Person, keys: dict[str, Any]) -> ToleranceException:
        rows = ToleranceException.objects.visible_to(person)
        whole = rows.select_related("tolerance__scope", "tolerance__board__scope")
        return get_object_or_404(whole, reference=keys["reference"])

    def home(self, record: ToleranceException) -> Scope:
        scope: Scope = record.tolerance.scope
        return scope

    def crumbs(self, record: ToleranceException) -> list[tuple[str, str]]:
        above = TolerancePages().crumbs_of_parent(record.tolerance.scope)
        return [*above, (str(record), self.after(record))]
