"""The filter of the list of boards."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from governance.choices import BoardKind
from governance.models import Board
from records.filters import WordsFilter


class BoardFilter(django_filters.FilterSet):
    title = WordsFilter(label=_("Word in the title"))
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=BoardKind.choices, widget=forms.CheckboxSelectMultiple
    )
    is_archived = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(True, _("Archived"))],
        empty_label=_("In use"),
        widget=forms.Select,
    )

    class Meta:
        model = Board
        fields = ("title", "kind", "is_archived")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Boards in use, unless archived ones are asked for."""
        boards = super().filter_queryset(queryset)
        return boards if self.form.cleaned_data.get("is_archived") else boards.live()
