"""Every record is tracked, points at others safely, and hides no field from its history."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from simple_history.models import HistoricalChanges

from audit.models import TrackedModel
from audit.querysets import TrackedQuerySet
from tests.architecture.imports import APPS

# Tables without history, and why.
UNTRACKED = {
    "jobs.FileJob": "private and passing: a file that somebody asked for",
    "packs.PackReading": "private: what somebody has opened, to see later what has changed",
    "jobs.DailyTask": "which tasks were put into the queue on a day",
    "jobs.Worker": "which processes live",
    "audit.FrozenMoment": "itself a fact of the history: written once, by freezing",
    "audit.RecordedChange": "the index of the history itself, written by the database",
    "audit.ReferenceSeries": "a counter; what it gives out is on the tracked record",
    "registers.Reminder": "which messages have gone out; it changes no record",
    "meetings.CalendarFeed": "a key to somebody's calendar; security events say what was done",
    "people.SecurityEvent": "itself a record of what was done, written once",
    "people.Account": "holds a password and the last sign-in, which history must not show",
    "people.CachedValue": "what is counted for minutes, such as guesses of a password",
    "people.KeptForm": "private typing that was sent too late, sealed, for an hour",
    "people.SentForm": "a receipt, so that sending twice acts once",
    "people.WorkingCopy": "private typing that is not saved yet",
}

# What simple-history and `audit.history` put on a history row or a record.
RESERVED = {
    "because",
    "change_set",
    "diff_against",
    "get_default_history_user",
    "history",
    "history_change_reason",
    "history_date",
    "history_id",
    "history_object",
    "history_relation",
    "history_type",
    "history_user",
    "history_user_id",
    "instance",
    "instance_type",
    "is_loaded",
    "next_record",
    "on_behalf_of",
    "on_behalf_of_id",
    "prev_record",
    "recorded_at",
    "request_id",
    "revert_url",
    "save_without_historical_record",
    "skip_history_when_saving",
    "stood_above",
    "stood_in",
    "stood_within",
    "tracked_fields",
}


def our_models() -> list[type[models.Model]]:
    """Our concrete models, without the history tables that belong to them."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in APPS and not issubclass(model, HistoricalChanges)
    ]


def tracked_models() -> list[type[TrackedModel]]:
    return [model for model in our_models() if issubclass(model, TrackedModel)]


def unsafe_keys(model: type[models.Model]) -> Iterator[str]:
    """Foreign keys of a tracked model that a deletion on the far side would change or cascade."""
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete not in (
            models.PROTECT,
            models.RESTRICT,
        ):
            yield f"{model._meta.label}.{field.name}"


def many_to_many_without_history(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.many_to_many:
        through = field.remote_field.through
        if through._meta.auto_created or not issubclass(through, TrackedModel):
            yield f"{model._meta.label}.{field.name}"


def names_taken(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.get_fields():
        if RESERVED & {field.name, getattr(field, "attname", field.name)}:
            yield f"{model._meta.label}.{field.name}"


def test_every_record_is_tracked_or_says_why_not() -> None:
    untracked = {m._meta.label for m in our_models() if not issubclass(m, TrackedModel)}
    assert untracked == set(UNTRACKED)


@pytest.mark.parametrize("model", tracked_models(), ids=lambda m: m._meta.label)
class TestEveryTrackedRecord:
    def test_points_at_others_without_cascade(self, model: type[TrackedModel]) -> None:
        assert list(unsafe_keys(model)) == []

    def test_has_no_many_to_many_without_history(self, model: type[TrackedModel]) -> None:
        assert list(many_to_many_without_history(model)) == []

    def test_has_no_field_with_a_name_that_history_uses(self, model: type[TrackedModel]) -> None:
        assert list(names_taken(model)) == []

    def test_keeps_every_field_in_its_history(self, model: type[TrackedModel]) -> None:
        kept = {field.name for field in model.history.model.tracked_fields}
        assert kept == {field.name for field in model._meta.concrete_fields}

    def test_has_the_index_that_reading_the_past_needs(self, model: type[TrackedModel]) -> None:
        indexes = [index.fields for index in model.history.model._meta.indexes]
        assert ["id", "-history_date", "-history_id"] in indexes

    def test_cannot_be_written_in_bulk(self, model: type[TrackedModel]) -> None:
        assert issubclass(type(model._default_manager.all()), TrackedQuerySet)


@isolate_apps("audit")
def test_a_record_that_breaks_each_rule_is_named() -> None:
    class Town(models.Model):  # noqa: DJ008  it is never shown
        class Meta:
            app_label = "audit"

    class Street(models.Model):  # noqa: DJ008  as above
        town = models.ForeignKey(Town, on_delete=models.CASCADE, related_name="+")
        seat = models.OneToOneField(Town, null=True, on_delete=models.SET_NULL, related_name="+")
        kept = models.ForeignKey(Town, on_delete=models.PROTECT, related_name="+")
        towns = models.ManyToManyField(Town, related_name="+")
        history_date = models.DateField()
        on_behalf_of = models.ForeignKey(Town, on_delete=models.RESTRICT, related_name="+")

        class Meta:
            app_label = "audit"

    assert list(unsafe_keys(Street)) == ["audit.Street.town", "audit.Street.seat"]
    assert list(many_to_many_without_history(Street)) == ["audit.Street.towns"]
    assert list(names_taken(Street)) == ["audit.Street.history_date", "audit.Street.on_behalf_of"]
