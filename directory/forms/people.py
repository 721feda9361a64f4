"""Forms of people, units and wards, and of appointments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from people.choices import Role, ScopeKind
from people.models import Appointment, OrganisationUnit, Person, Scope, Ward
from records.forms import RecordForm, limit
from values.spelling import alphabetical


class PersonForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Person
        fields = ("name", "job_title", "organisation_unit", "email", "telephone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = OrganisationUnit.objects.live().order_by(alphabetical("name"), "id")
        limit(self, "organisation_unit", units, _("No unit"))


class OrganisationUnitForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = OrganisationUnit
        fields = ("name", "kind", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = OrganisationUnit.objects.live().order_by(alphabetical("name"), "id")
        limit(self, "parent", units.exclude(pk=self.instance.pk), _("No other unit"))


class WardForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Ward
        fields = ("name", "kind")


class AppointmentForm(RecordForm):
    class Meta(RecordForm.Meta):
        model = Appointment
        fields = (
            "role",
            "person",
            "post",
            "group",
            "limited_to",
            "printed_as",
            "starts_on",
            "ends_on",
            "is_suggested",
            "is_voting",
            "position",
        )

    def __init__(self, *args: Any, roles: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = cast(forms.ChoiceField, self.fields["role"])
        offered = [(r.value, r.label) for r in Role if r in roles]
        role.choices = [("", _("Choose a role")), *offered]
        boards = Scope.objects.live().filter(kind=ScopeKind.BOARD)
        limit(self, "group", boards.order_by(alphabetical("title"), "id"), _("No board or group"))
