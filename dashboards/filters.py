"""The filter of programmes."""

import django_filters
from django.utils.translation import gettext_lazy as _

from programmes.choices import ProgrammeState
from programmes.models import Programme
from records.filters import WordsFilter


class ProgrammeFilter(django_filters.FilterSet):
    title = WordsFilter(label=_("Title"))
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=ProgrammeState.choices, empty_label=_("Any state")
    )
    is_archived = django_filters.ChoiceFilter(
        label=_("Show"), choices=[(True, _("Archived"))], empty_label=_("In use"), method="shown"
    )

    class Meta:
        model = Programme
        fields = ("title", "state", "is_archived")

    def shown(self, queryset, name, value):
        return queryset

    @property
    def qs(self):
        archived = self.form.is_valid() and self.form.cleaned_data.get("is_archived") == "True"
        return super().qs.filter(is_archived=archived)
