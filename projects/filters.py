"""How a programme's projects are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from projects.choices import Stage
from projects.models import Project
from records.filters import WordsFilter


class ProjectFilter(django_filters.FilterSet):
    title = WordsFilter(label=_("Title"))
    stage = django_filters.ChoiceFilter(
        label=_("Stage"), choices=Stage.choices, empty_label=_("Any stage")
    )
    is_archived = django_filters.ChoiceFilter(
        label=_("Show"),
        choices=[(True, _("Archived"))],
        empty_label=_("In use"),
        method="archived_or_not",
    )

    class Meta:
        model = Project
        fields = ("title", "stage", "is_archived")

    def archived_or_not(self, queryset, name, value):
        return queryset

    @property
    def qs(self):
        archived = self.form.is_valid() and self.form.cleaned_data.get("is_archived") == "True"
        return super().qs.filter(is_archived=archived)
