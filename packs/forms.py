"""Forms of packs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from packs.choices import PackKind
from people.models import Person
from records.fields import ParagraphsField
from values.spelling import alphabetical


class BuildForm(forms.Form):
    """What is made: the whole pack, or a supplement."""

    kind = forms.ChoiceField(label=_("What to make"), choices=PackKind.choices)


class PublishPackForm(forms.Form):
    """Publishes a version; after the deadline with the chair's consent and the reason."""

    late_reason = ParagraphsField(
        label=_("Why it is late and cannot wait"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The meeting and its minutes name this reason."),
    )
    consented_by = forms.ModelChoiceField(
        label=_("Agreed by the chair"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Choose who agreed"),
    )

    def __init__(self, *args: Any, chairs: list[Person], is_late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_late:
            self.fields.clear()
            return
        agreed: Any = self.fields["consented_by"]
        keys = [person.pk for person in chairs]
        agreed.queryset = Person.objects.filter(pk__in=keys).order_by(alphabetical("name"))
