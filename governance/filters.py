"""How the list of boards is narrowed."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import BoardKind
from governance.models import Board


class BoardFilter(django_filters.FilterSet):
    title = django_filters.CharFilter(
        label=_("Word in the title"), lookup_expr="icontains", max_length=100
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=BoardKind.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Board
        fields = ("title", "kind")
