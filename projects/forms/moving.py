"""The form on which a project moves to another programme."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from people import policy
from people.choices import Act
from people.models import Person
from programmes.models import Programme
from projects.models import Project
from values.spelling import alphabetical


class MoveForm(forms.Form):
    """Offers the programmes in which a person may create projects."""

    programme = forms.ModelChoiceField(
        label=_("To the programme"),
        queryset=Programme.objects.none(),
        empty_label=_("Choose a programme"),
        error_messages={"required": _("Choose a programme.")},
    )
    reason = forms.CharField(
        label=_("Why it moves"),
        max_length=300,
        help_text=_("Both programmes say so in their history."),
        error_messages={"required": _("Say why the project moves.")},
    )

    def __init__(self, data: object = None, *, project: Project, person: Person) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        theirs = policy.where_may(person, Act.CREATE_PROJECT, Programme)
        others = Programme.objects.live().filter(theirs).exclude(pk=project.programme_id)
        field = self.fields["programme"]
        field.queryset = others.order_by(alphabetical("title"), "id")  # type: ignore[attr-defined]
