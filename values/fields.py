"""Fields whose values the history can put into words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Substr
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.db.models.query_utils import DeferredAttribute
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from values import clock
from values.partial_dates import UNKNOWN, PartialDate

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""What a council plans and remembers lies within these years: anything else is a slip of the
pen."""


class PenceField(models.BigIntegerField):
    """Money as a whole number of pence: exact on both engines, summed by the database."""


class FinancialYearField(models.PositiveSmallIntegerField):
    """A financial year, by the calendar year in which it starts: 2012 is 2012/13."""

    default_validators = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]


class LongTextField(models.TextField):
    """Text in paragraphs."""


class DataChoiceField(models.CharField):
    """One of some values that stand in the database, such as a stage: `choices_of` reads each with
    its words, when they are needed."""

    def __init__(
        self, *args: Any, choices_of: Callable[[], Mapping[str, str]] = dict, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of = choices_of

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value not in self.choices_of():
            raise ValidationError(
                _("“%(value)s” is not one of the choices."), params={"value": str(value)[:40]}
            )

    def formfield(self, **kwargs: Any) -> Any:
        return forms.ChoiceField(
            label=capfirst(str(self.verbose_name)),
            help_text=self.help_text,
            choices=lambda: list(self.choices_of().items()),
        )


# --- dates --------------------------------------------------------------------------------------
def in_range(value: date | PartialDate) -> None:
    """Refuses a date, planned or past, that can only be a typing error."""
    when = _as_partial(value)
    if when == UNKNOWN:
        return
    if when.first.year < FIRST_YEAR:
        raise ValidationError(
            _("The date is too long ago: it must be in %(year)d or later."),
            params={"year": FIRST_YEAR},
        )
    if when.last.year > LAST_YEAR:
        raise ValidationError(
            _("The date is too far ahead: it must be in %(year)d or before."),
            params={"year": LAST_YEAR},
        )


def not_ahead(value: date | PartialDate) -> None:
    """Refuses a date in the future for something that has happened. A month or a year that has
    begun is not in the future."""
    if value != UNKNOWN and _as_partial(value).first > clock.today():
        raise ValidationError(_("The date must not be in the future: it has not happened yet."))


def of_a_fact(value: date | PartialDate) -> None:
    """Both of these checks, in one sentence."""
    not_ahead(value)
    in_range(value)


def _as_partial(value: date | PartialDate) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.day(value)


class DatedField(models.Field):
    """What every date that people type has in common. A date on which something happened,
    `is_fact`, is never in the future."""

    def __init__(self, *args: Any, is_fact: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_fact = is_fact

    @cached_property
    def validators(self) -> list[Any]:
        return [*super().validators, of_a_fact if self.is_fact else in_range]


class DayField(DatedField, models.DateField):
    """A date that is always known to the day, such as that of a meeting."""


class _PartialDateAttribute(DeferredAttribute):
    """Makes a `PartialDate` from a plain day that code sets."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if isinstance(value, date):
            value = PartialDate.day(value)
        instance.__dict__[self.field.attname] = value


class PartialDateField(DatedField):
    """A date as exactly as it is known: one column with the first and the last day that it may
    mean, sorted by the first. `takes_unknown` also allows "it happened, nobody knows when". Code
    may set a plain day, which is stored as a `PartialDate`."""

    empty_strings_allowed = False
    descriptor_class = _PartialDateAttribute

    def __init__(self, *args: Any, takes_unknown: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"max_length": 21})
        self.takes_unknown = takes_unknown

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("max_length", None)
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        if isinstance(value, date):
            return PartialDate.day(value)
        try:
            return PartialDate.from_iso(str(value))
        except ValueError:
            raise ValidationError(
                _("“%(value)s” is not a date."), params={"value": value}
            ) from None

    def from_db_value(self, value: str | None, *args: Any) -> PartialDate | None:
        return None if value is None else PartialDate.from_iso(value)

    def get_prep_value(self, value: Any) -> str | None:
        partial_date = self.to_python(super().get_prep_value(value))
        return None if partial_date is None else partial_date.isoformat()

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value == UNKNOWN and not self.takes_unknown:
            raise ValidationError(_("Leave the date empty until it is known."))


def not_before(end: str, start: str) -> Q:
    """The condition that one partial date does not end before another begins. Either may be
    missing."""
    last = Substr(Cast(end, models.CharField()), 12)
    first = Substr(Cast(start, models.CharField()), 1, 10)
    return (
        Q(**{f"{end}__isnull": True})
        | Q(**{f"{start}__isnull": True})
        | Q(GreaterThanOrEqual(last, first))
    )


def before_day(field: str, on: date) -> Q:
    """The condition that all that a partial date may mean lies before a day. A missing date lies
    before none."""
    return Q(LessThan(Substr(Cast(field, models.CharField()), 12), on.isoformat()))
