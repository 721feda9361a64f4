"""The filters of lists, and of the history of any record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import RecordedChange, tracked_models
from audit.queries.versions import History
from people.choices import Role, SecurityEventKind
from people.models import Appointment, OrganisationUnit, Person, SecurityEvent
from people.queries import units_within
from records.columns import Column, Kind
from records.fields import DayField
from values import clock, words
from values.fields import FIRST_YEAR
from values.spelling import alphabetical, has_words, sort_key
from values.typed_dates import NotUnderstood, read_day
from values.words import kept_by_language


class WordsFilter(django_filters.CharFilter):
    """Narrows a list to the rows whose name or title contains some words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 100, **kwargs})

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(has_words(self.field_name, value)) if value else rows


class ListFilter(django_filters.FilterSet):
    """Narrows a list, now or as read at a `moment`; its filters follow from the list's columns,
    those that people use most before all others."""

    most_used: ClassVar[Sequence[str]] = ()

    def __init__(self, *args: Any, moment: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moment = moment
        for name in reversed(self.most_used):
            self.filters.move_to_end(name, last=False)
        for name, each in list(self.filters.items()):
            is_for_some = isinstance(each, UnitOfHolderFilter) and name not in self.data
            if is_for_some and not units_seen(self.request).exists():
                del self.filters[name]

    @property
    def form(self) -> forms.Form:
        """Its fields are made for this one list: nothing need be copied, as from a form's class."""
        if not hasattr(self, "_form"):
            self._form = forms.Form(self.data, prefix=self.form_prefix)
            self._form.fields = {name: each.field for name, each in self.filters.items()}
        return self._form


def units_seen(request: Any) -> QuerySet:
    """The units that the reader may see, by name."""
    if request is None:
        return OrganisationUnit.objects.none()
    mine = OrganisationUnit.objects.visible_to(request.user.person)
    return mine.order_by(alphabetical("name"), "id")


def filter_of(column: Column) -> django_filters.Filter:
    """The filter for a column: by words, or by one of its possible values."""
    if column.choices is None:
        return WordsFilter(label=column.label)
    unrated = column.kind == Kind.RATING
    return django_filters.ChoiceFilter(
        label=column.label,
        choices=column.choices.choices,
        empty_label=_("Any"),
        null_label=_("Not rated") if unrated else None,
        null_value="none",
    )


class HeldByFilter(WordsFilter):
    """Narrows records with a scope by the name of somebody who held a role in it then."""

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role = role

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        if not value:
            return rows
        named = Person.objects.at(self.parent.moment).filter(has_words("name", value))
        return rows.filter(**{f"{self.field_name}__in": held_by_some(self, named)})


class UnitOfHolderFilter(django_filters.ModelChoiceFilter):
    """Narrows records with a scope by the unit of somebody who held a role in it then."""

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:
        super().__init__(*args, queryset=units_seen, empty_label=_("Any unit"), **kwargs)
        self.role = role

    def filter(self, rows: QuerySet, value: OrganisationUnit | None) -> QuerySet:
        if value is None:
            return rows
        moment = self.parent.moment
        units = units_within(value.pk, moment)
        people = Person.objects.at(moment).filter(organisation_unit_id__in=units)
        return rows.filter(**{f"{self.field_name}__in": held_by_some(self, people)})


def held_by_some(of: HeldByFilter | UnitOfHolderFilter, people: QuerySet) -> QuerySet:
    """The scopes in which some people then held the role that a filter names."""
    moment = of.parent.moment
    on = clock.day_of(moment)
    held = Appointment.objects.at(moment, role=of.role).live().current(on)
    return held.filter(person_id__in=people.order_by().values("id")).order_by().values("scope_id")


class ArchivedFilter(django_filters.ChoiceFilter):
    """Shows what is in use, unless what is archived is asked for; or `every` record, unless one of
    both is."""

    def __init__(self, in_use: Any, archived: Any, *, every: Any = None) -> None:
        self.default = None if every else False
        choices = [("True", archived)] if every is None else [("False", in_use), ("True", archived)]
        super().__init__(
            "is_archived", label=_("Show"), choices=choices, empty_label=every or in_use
        )

    def filter(self, rows: QuerySet, value: str) -> QuerySet:
        wanted = value == "True" if value else self.default
        return rows if wanted is None else rows.filter(is_archived=wanted)


class DayBox(DayField):
    """A day for which something may have been recorded."""

    def read(self, text: str) -> date | None:
        try:
            return read_day(text) if text.strip() else None
        except NotUnderstood:
            raise forms.ValidationError(
                _("“%(value)s” is not a date."), params={"value": text.strip()[:40]}
            ) from None

    def run_validators(self, value: date | None) -> None:
        if value is None:
            return
        if value > clock.today():
            raise forms.ValidationError(
                _("%(day)s is in the future."), params={"day": words.day(value)}
            )
        if value.year < FIRST_YEAR:
            raise forms.ValidationError(_("Nothing was recorded before 1990."))


class HistoryFilter(forms.Form):
    """Narrows a history, which spans many kinds of record, by who, what and when.

    It offers the people who appear and the fields that changed. A value that it does not understand
    is refused: an empty page would look as if nothing had happened."""

    person = forms.ChoiceField(
        label=_("Changed by"),
        required=False,
        error_messages={"invalid_choice": _("Choose a person who changed something here.")},
    )
    field = forms.ChoiceField(
        label=_("What changed"),
        required=False,
        error_messages={"invalid_choice": _("Choose a field that this history covers.")},
    )
    since = DayBox(label=_("From"), required=False)
    until = DayBox(label=_("To"), required=False)

    def __init__(self, data: QueryDict, *, history: History, names: Mapping[int, str]) -> None:
        super().__init__(data)
        self.history = history
        self.told = history.fields()
        actors = [(names.get(key, gettext("Unknown")), key) for key in history.actors()]
        people = sorted(actors, key=lambda actor: (sort_key(actor[0]), actor[1]))
        self._offer("person", gettext("Everybody"), [(str(key), name) for name, key in people])
        self._offer("field", gettext("Anything"), self._fields())

    def _offer(self, name: str, everything: str, choices: list[Any]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", everything), *choices]

    def _fields(self) -> list[Any]:
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, of in self.told.items():
            label = capfirst(str(of.field.verbose_name))
            if of.field.name == "is_archived":
                label = gettext("Archived or brought back")
            groups.setdefault(capfirst(of.kind.noun), []).append((key, label))
        return list(groups.items())

    def narrowing(self) -> dict[str, Any]:
        """The arguments for `History.change_sets`. Raises BadRequest for a value that it does not
        understand."""
        if not self.is_valid():
            raise BadRequest(next(iter(self.errors.values()))[0])
        asked = self.cleaned_data
        since, until = asked["since"], asked["until"]
        if since and until and since > until:
            raise BadRequest(
                gettext("%(since)s is after %(until)s.")
                % {"since": words.day(since), "until": words.day(until)}
            )
        return {
            "actor_id": int(asked["person"]) if asked["person"] else None,
            "field": self.told.get(asked["field"]),
            "since": _moment(since, time.min),
            "until": _moment(until, time.max),
        }

    def chosen(self, path: str) -> list[tuple[str, str]]:
        """(what is chosen, the address without it) for each part of the filter in use."""
        chosen_parts = []
        for name, value in self.cleaned_data.items():
            if value:
                rest = QueryDict(mutable=True)
                rest.update({n: v for n, v in self.cleaned_data.items() if v and n != name})
                label = f"{self.fields[name].label}: {self._said(name, value)}"
                chosen_parts.append((label, f"{path}?{rest.urlencode()}" if rest else path))
        return chosen_parts

    def query(self) -> str:
        """What is chosen, for a link that must keep it: "person=7&since=2012-07-04"."""
        kept = QueryDict(mutable=True)
        kept.update({name: value for name, value in self.cleaned_data.items() if value})
        return kept.urlencode()

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, date):
            return words.day(value)
        if name == "field":
            of = self.told[value]
            return f"{capfirst(of.kind.noun)}, {of.field.verbose_name}"
        field: Any = self.fields[name]
        return str(dict(field.choices)[value])


def people_named(text: str) -> QuerySet:
    """The keys of people with a text in their name, and of duplicates merged into them."""
    named = Q(has_words("name", text)) | Q(has_words("merged_into__name", text))
    return Person.objects.filter(named).order_by().values("id")


class DayFilter(django_filters.Filter):
    field_class = DayBox


@kept_by_language
def kinds_of_record() -> list[tuple[str, str]]:
    """Every kind of record that has a history, by its name."""
    kinds = ((m._meta.label_lower, capfirst(str(m._meta.verbose_name))) for m in tracked_models())
    return sorted(kinds, key=lambda kind: sort_key(kind[1]))


class ActivityFilter(django_filters.FilterSet):
    """Narrows recent changes by who, what and when."""

    by = django_filters.CharFilter(label=_("Changed by"), max_length=100, method="by_name")
    kind = django_filters.ChoiceFilter(
        label=_("What changed"),
        choices=kinds_of_record,
        empty_label=_("Anything"),
        error_messages={"invalid_choice": _("There is no such kind of record.")},
    )
    since = DayFilter(label=_("From"), method="from_day")
    until = DayFilter(label=_("To"), method="to_day")

    class Meta:
        model = RecordedChange
        fields = ("by", "kind", "since", "until")

    def by_name(self, changes: QuerySet, name: str, value: str) -> QuerySet:
        return changes.filter(actor_id__in=people_named(value))

    def from_day(self, changes: QuerySet, name: str, value: date) -> QuerySet:
        return changes.filter(moment__gte=_moment(value, time.min))

    def to_day(self, changes: QuerySet, name: str, value: date) -> QuerySet:
        return changes.filter(moment__lte=_moment(value, time.max))


class SecurityEventFilter(django_filters.FilterSet):
    """Narrows security events by what, who and when."""

    kind = django_filters.ChoiceFilter(
        label=_("What happened"),
        choices=SecurityEventKind.choices,
        empty_label=_("Anything"),
        error_messages={"invalid_choice": _("There is no such kind of event.")},
    )
    by = django_filters.CharFilter(label=_("Who"), max_length=100, method="by_name")
    since = DayFilter(label=_("From"), method="from_day")
    until = DayFilter(label=_("To"), method="to_day")

    class Meta:
        model = SecurityEvent
        fields = ("kind", "by", "since", "until")

    def by_name(self, events: QuerySet, name: str, value: str) -> QuerySet:
        return events.filter(person_id__in=people_named(value))

    def from_day(self, events: QuerySet, name: str, value: date) -> QuerySet:
        return events.filter(moment__gte=_moment(value, time.min))

    def to_day(self, events: QuerySet, name: str, value: date) -> QuerySet:
        return events.filter(moment__lte=_moment(value, time.max))


def _moment(day: date | None, at: time) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, at)) if day else None
