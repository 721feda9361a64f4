"""How lists of people are narrowed."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from people.models import Person


class PersonFilter(django_filters.FilterSet):
    name = django_filters.CharFilter(label=_("Name"), lookup_expr="icontains", max_length=100)
    is_archived = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(False, _("In post")), (True, _("Deactivated"))],
        empty_label=_("Everybody"),
        widget=forms.Select,
    )

    class Meta:
        model = Person
        fields = ("name", "is_archived")
