"""The filters of a programme's projects."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from projects.choices import LATE, Stage
from projects.models import Project
from records.filters import WordsFilter

SLIPS = {
    "to_come": (_("Late, and not reached yet"), Q(state__in=LATE)),
    "late": (_("Later than its baseline"), Q(slip_days__gt=0)),
    "month": (_("More than 30 days late"), Q(slip_days__gt=30)),
    "quarter": (_("More than 90 days late"), Q(slip_days__gt=90)),
    "on_time": (_("On time or early"), Q(slip_days__lte=0)),
    "none": (_("No baseline, or nothing to compare with it"), Q(slip_days=None)),
}


class SlipFilter(django_filters.ChoiceFilter):
    """Narrows milestones by how late they are against their baseline, in calendar days."""

    def __init__(self, field_name: str) -> None:
        choices = [(key, label) for key, (label, _condition) in SLIPS.items()]
        super().__init__(field_name, label=_("Slip"), choices=choices, empty_label=_("Any"))

    def filter(self, rows: QuerySet, value: Any) -> QuerySet:
        return rows.filter(SLIPS[value][1]) if value else rows


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
