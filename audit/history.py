"""History rows: django-simple-history captures them, in our shape."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from audit.change_sets import because, open_change_set
from audit.places import NOWHERE, Place, place_in, place_query


def history_model(model: type[models.Model]) -> Any:
    """The model of a tracked model's history rows. It is cached because simple-history needs two
    milliseconds to find it, each time it is asked."""
    return _found(model)


@cache
def _found(model: Any) -> Any:
    return model.history.model


class HistoryRow(models.Model):
    """One record as one change set left it. `history_date` is the time that as-at reading uses;
    `recorded_at` is the database's own clock. They differ only where `is_loaded`. `stood_in`,
    `stood_within` and `stood_above` are the record's place at that time (`audit/places.py`);
    `because` names the decision that changed what was agreed (`audit/deciding.py`)."""

    change_set = models.UUIDField(_("change set"))
    stood_in = models.BigIntegerField(_("stood in"), null=True)
    stood_within = models.BigIntegerField(_("stood within"), null=True)
    stood_above = models.TextField(_("stood below"), blank=True, default="")
    on_behalf_of_id = models.BigIntegerField(_("on behalf of"), null=True)
    request_id = models.CharField(_("request or job"), max_length=64, blank=True)
    is_loaded = models.BooleanField(_("loaded"), default=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now())
    because = models.CharField(_("because of"), max_length=60, blank=True, db_default="")

    class Meta:
        abstract = True


class TrackedHistory(HistoricalRecords):
    """simple-history's capture with our actor, reason and clock, and the index that as-at reading
    needs. History rows have no other index except those on related records, by which the past is
    searched: the index of all histories says what happened when, by whom and where (ADR 0009)."""

    def __init__(self) -> None:
        super().__init__(
            inherit=True,
            bases=[HistoryRow],
            history_id_field=models.BigAutoField(primary_key=True),
            history_change_reason_field=models.TextField(_("reason")),
            history_user_id_field=models.BigIntegerField(),
            history_user_getter=_actor_id,
            history_user_setter=_set_actor_id,
        )

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        fields: dict[str, Any] = super().copy_fields(model)
        for field in fields.values():
            field.db_index = isinstance(field, models.ForeignKey)
        return fields

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options = super().get_meta_options(model)
        options["indexes"] = [
            models.Index(
                fields=["id", "-history_date", "-history_id"],
                name=f"{model._meta.model_name}_as_at"[:30],
            ),
            *(index.clone() for index in model.history_indexes),  # type: ignore[attr-defined]
        ]
        return options

    def create_historical_record(
        self, instance: models.Model, history_type: str, using: str | None = None
    ) -> None:
        """Write the history row of a record that has just been written.

        Raises NotAudited outside `audited()`.
        """
        change_set = open_change_set()
        is_first = (
            history_type == "+" or change_set.is_loaded
        )  # a load on top of other history would be refused
        place, last = _place_and_last(instance, is_first, using)
        moment = max(change_set.moment, last) if last else change_set.moment
        row = history_row(instance, history_type, moment, place)
        row.save(using=using, force_insert=True)


def _place_and_last(
    record: Any, is_first: bool, using: str | None
) -> tuple[Place, datetime | None]:
    """A record's place, and the time of its last version, unless this is the first. A change takes
    the change set's moment, but never one before the last version: another writer who began later
    may have finished first, and clocks can be put back. Every save needs both, so one query asks
    for both, as plain SQL: building it with the ORM would take longer than running it."""
    last, place, values = "NULL", "SELECT NULL, NULL", []
    if not is_first:
        table = history_model(type(record))._meta.db_table
        last, values = f'(SELECT MAX(history_date) FROM "{table}" WHERE id = %s)', [record.pk]  # noqa: S608  ours
    standing = place_query(record)
    if standing is not None:
        place, key = standing
        values = [*values, key]
    if not values:
        return NOWHERE, None
    with connections[using or DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            f"SELECT {last}, place.* FROM (SELECT 1) one LEFT JOIN ({place}) place ON TRUE",  # noqa: S608  ours
            values,
        )
        moment, *standing = cursor.fetchone()
    return place_in(*standing), as_moment(moment)


def as_moment(value: Any) -> datetime | None:
    """A moment read without Django: SQLite writes it in UTC without saying so."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value


def history_row(record: Any, kind: str, moment: datetime, place: Place) -> Any:
    """The history row, unsaved, of a record as the open change set leaves it: `kind` is "+" for
    a new one and "~" for a change. Raises NotAudited outside `audited()`."""
    change_set = open_change_set()
    history = history_model(type(record))
    return history(
        history_date=moment,
        history_type=kind,
        history_user_id=change_set.actor_id,
        history_change_reason=change_set.reason,
        change_set=change_set.id,
        on_behalf_of_id=change_set.on_behalf_of_id,
        request_id=change_set.request_id,
        is_loaded=change_set.is_loaded,
        stood_in=place.scope_id,
        stood_within=place.within_id,
        stood_above=place.above,
        because=because.get() if record.only_by_decision else "",
        **{field.attname: getattr(record, field.attname) for field in history.tracked_fields},
    )


def _actor_id(row: HistoryRow) -> int:
    return row.history_user_id  # type: ignore[attr-defined]


def _set_actor_id(row: HistoryRow, actor_id: int) -> None:
    row.history_user_id = actor_id  # type: ignore[attr-defined]
