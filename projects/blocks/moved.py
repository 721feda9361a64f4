"""The milestones that moved over a time, in a paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.charts import figure
from documents.content import FigureContent, LiveContent, TableContent
from projects.blocks.reading import milestones_chosen, which_projects
from projects.queries.moves import versions_in
from projects.trends.moved import (
    SPANS,
    USUAL,
    first_day,
    moved_among,
    moved_chart,
    moved_table,
)
from records.blocks import About, Block, Choices, One, Typed
from values import clock, words
from values.typed_dates import NotUnderstood, read_day


class TypedDay(Typed):
    """A day, kept as it is written in an address."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return read_day(typed).isoformat()
        except NotUnderstood as error:
            sentence = str(error) % {"label": self.label}
            raise forms.ValidationError(sentence) from error


class MovedChoices(Choices):
    projects = which_projects()
    over = One(
        gettext_lazy("How far back"),
        lambda about: [(key, label) for key, (label, _months) in SPANS.items()],
        initial=USUAL,
    )
    since = TypedDay(gettext_lazy("Or from a day"))
    show = One(
        gettext_lazy("Show"),
        lambda about: [
            ("chart", gettext_lazy("A chart over its table")),
            ("table", gettext_lazy("The table alone")),
        ],
    )


class MovedMilestones(Block):
    """Each milestone that moved over a year, or another time: by how much, how often and why; the
    furthest first."""

    name, label, form = "moved", gettext_lazy("Milestones that moved over a time"), MovedChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        on = clock.day_of(about.moment)
        since = chosen["since"]
        first = date.fromisoformat(since) if since else first_day(chosen["over"], on)
        pairs = milestones_chosen(about, chosen)
        rows = [replace(row, scope=whole.title) for whole, row in pairs]
        versions = versions_in({whole.scope_id for whole, _row in pairs}, about.moment)
        found = moved_among(rows, versions, first)
        nil = _("No milestone has moved since %(day)s.") % {"day": words.day(first)}
        if chosen["show"] == "table":
            return TableContent(moved_table(found, first), nil=nil)
        chart = moved_chart(found, len(rows), first)
        return FigureContent(figure(chart) if chart else None, nil=nil)
