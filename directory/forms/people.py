"""Forms of people, units and wards, and of appointments."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.choices import SEATED, Role, ScopeKind
from people.models import Appointment, Logo, OrganisationUnit, Person, Scope, Ward
from records.forms import AttachedFileForm, RecordForm, limit
from values import clock
from values.spelling import alphabetical

MOST_OF_A_LOGO = 200_000  # bytes
PICTURES = (".png", ".jpg", ".jpeg")


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


class LogoForm(AttachedFileForm):
    """A small picture: it is printed 60 mm wide at most, and stands in each paper that shows it."""

    class Meta(RecordForm.Meta):
        model = Logo
        fields = ("title",)
        labels = {"title": _("What it shows")}
        help_texts = {"title": _("For those who do not see it, such as “Ashdale County Council”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = _("PNG or JPEG, at most 200 kB.")

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_OF_A_LOGO or not sent.name.lower().endswith(PICTURES):
            raise ValidationError(_("Choose a PNG or JPEG picture of at most 200 kB."))
        return sent


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
            "substitute_for",
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
        if Role.SUBSTITUTE not in roles:
            del self.fields["substitute_for"]
            return
        seats = Appointment.objects.live().filter(scope=self.instance.scope_id, role__in=SEATED)
        held = seats.held_or_suggested(clock.today()).select_related("person", "group")
        limit(self, "substitute_for", held.in_order(), _("No seat: not a substitute"))
        box: Any = self.fields["substitute_for"]
        box.label_from_instance = seat_label


def seat_label(seat: Appointment) -> str:
    """Member: Corporate Director, Adults."""
    holder = seat.person or seat.group or seat.post or gettext("nobody yet")
    return f"{seat.get_role_display()}: {holder}"
