"""How lists are narrowed by programme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from programmes.models import Programme
from programmes.queries import scopes_within
from values import clock
from values.spelling import alphabetical


def programmes_of(request: Any) -> QuerySet:
    """The programmes that the reader may see, by title."""
    if request is None:
        return Programme.objects.none()
    mine = Programme.objects.visible_to(request.user.person).live()
    return mine.only("title", "scope_id").order_by(alphabetical("title"), "id")


class Titles(ModelChoiceIterator):
    """The programmes to choose from, by key and title: there are hundreds, so no object is made of
    each."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield "", self.field.empty_label
        yield from self.queryset.values_list("pk", "title")


class ProgrammeField(ModelChoiceField):
    iterator = Titles


class ProgrammeFilter(django_filters.ModelChoiceFilter):
    """Narrows records to those of one programme; `field_name` holds its key."""

    field_class = ProgrammeField

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        settings = {"label": _("Programme"), "empty_label": _("Any programme")} | kwargs
        super().__init__(field_name, queryset=programmes_of, **settings)

    def filter(self, rows: QuerySet, value: Programme | None) -> QuerySet:
        return rows if value is None else rows.filter(**{self.field_name: value.pk})


class ProgrammeWithinFilter(ProgrammeFilter):
    """Narrows records to those whose scope is a programme's, or lay in it then; `field_name` holds
    the key of the scope."""

    def filter(self, rows: QuerySet, value: Programme | None) -> QuerySet:
        if value is None:
            return rows
        within = scopes_within(value.scope_id, self.parent.moment)
        return rows.filter(**{f"{self.field_name}__in": within})


class StandingFilter(django_filters.ChoiceFilter):
    """Narrows a register to what is open, overdue or closed."""

    def __init__(self) -> None:
        choices = [("open", _("Open")), ("overdue", _("Overdue")), ("closed", _("Closed"))]
        super().__init__(label=_("Show"), choices=choices, empty_label=_("Open and closed"))

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        entries: Any = rows
        if value == "overdue":
            moment = self.parent.moment
            found = entries.overdue(clock.day_of(moment))
        elif value:
            found = entries.open() if value == "open" else entries.closed()
        else:
            found = entries
        return found
