"""The only way to write: `audited()`, and creating, changing and archiving a record inside it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _

from audit import change_sets, deciding, following, guards, keeping
from audit.change_sets import ChangeSet
from audit.errors import ChangedOutside, Conflict, NotAudited, Refused, UnrecordedChange
from audit.history import as_moment
from audit.models import FrozenMoment, ReferenceSeries, TrackedModel
from audit.rings import refuse_rings
from values import clock

Record = TypeVar("Record", bound=TrackedModel)

# PostgreSQL's advisory lock on this product's clock: writers share it, a freeze holds it alone.
CLOCK_LOCK = 0x4D414E44


@contextmanager
def audited(
    *,
    by: models.Model,
    reason: str,
    on_behalf_of: models.Model | None = None,
    dated: datetime | None = None,
) -> Iterator[ChangeSet]:
    """Open the transaction in which tracked records may be written.

    `by` is the person who acts. `dated` is for loads only: history dated in the past, which the
    database allows only for records that have no other history yet. Inside another `audited()` it
    joins that one, and when it raises only its own part is undone. Raises UnrecordedChange when a
    row was changed without its history, Refused when `dated` is not after every frozen moment,
    NotAudited without an actor."""
    if not isinstance(by, TrackedModel) or by.pk is None:  # An account is not its person.
        raise NotAudited("Nobody acts here: `by` must be a saved person.")
    outer = change_sets._open.get()
    if outer is not None:
        with transaction.atomic():  # code that catches its error keeps nothing of what it wrote
            yield outer
        return
    with transaction.atomic(durable=True), _clock_for(dated):
        moment, owed_before = _clock_after("pg_advisory_xact_lock_shared")
        if dated and moment != dated:
            raise Refused(
                _(
                    "A load cannot change what a frozen moment shows: date it after every "
                    "publication."
                )
            )
        change_set = ChangeSet(
            id=uuid.uuid4(),
            actor_id=by.pk,
            on_behalf_of_id=on_behalf_of.pk if on_behalf_of else None,
            reason=str(reason),
            moment=moment,
            request_id=change_sets.request_id.get(),
            is_loaded=dated is not None,
        )
        token = change_sets._open.set(change_set)
        try:
            with keeping.nobody_is_lost(), following.what_follows():
                yield change_set
            _refuse_unrecorded_changes(owed_before)
        finally:
            change_sets._open.reset(token)


def freeze_moment(*, by: models.Model) -> datetime:
    """Freeze the present moment and return it: what is read at it now is what will always be read
    at it. Waits for writers at work, and from then on nothing can be dated at or before it."""
    with transaction.atomic(durable=True):
        moment, _ = _clock_after("pg_advisory_xact_lock")
        FrozenMoment.objects.create(moment=moment)
        return moment


def create(model: type[Record], **fields: Any) -> Record:
    """Write a new record and return it. Raises Refused when a field or a constraint forbids it."""
    record = model(**fields)
    _check(record)
    _save(record, force_insert=True)
    following.note(record)
    return record


def change(
    record: Record,
    *,
    expected_version: int | None = None,
    is_locked: bool = False,
    **fields: Any,
) -> Record:
    """Set `fields` on a record and return it as it is now; nothing is written when nothing differs.
    `is_locked` says that the record was already read for update in this transaction. Raises
    Conflict when the record is no longer at `expected_version`, Refused when a field or a
    constraint forbids it."""
    # Keys never change, so a writer that only points at the record need not wait for it.
    rows: Any = type(record).objects.select_for_update(no_key=True)
    current: Record = record if is_locked else rows.get(pk=record.pk)
    refuse_conflict(current, expected_version)
    refuse_conflict(current, _version_read(current))
    changed = {name: value for name, value in fields.items() if getattr(current, name) != value}
    if not changed:
        return current
    deciding.refuse_undecided(current, changed)
    keeping.before_change(current, changed)
    for name, value in changed.items():
        setattr(current, name, value)
    changing = {current._meta.get_field(name).name for name in changed}
    refuse_rings(current, changing)
    _check(current, changing)
    _save(current, force_update=True)
    following.note(current)
    return current


@contextmanager
def as_read(record: TrackedModel, version: int) -> Iterator[None]:
    """Inside, a record is written only at the version that somebody read: otherwise its first
    change raises Conflict, whatever action makes it."""
    read = {(record._meta.label, record.pk): version}
    token = change_sets.versions_read.set(read)
    try:
        yield
    finally:
        change_sets.versions_read.reset(token)


def _version_read(record: TrackedModel) -> int | None:
    """The version that somebody read of a record; None once it has been checked."""
    return change_sets.versions_read.get({}).pop((record._meta.label, record.pk), None)


def refuse_conflict(current: TrackedModel, expected_version: int | None) -> None:
    """Raises Conflict when a record, as it is now, is no longer at `expected_version`."""
    if expected_version is not None and current.version != expected_version:
        raise Conflict(_("Somebody else has changed this since you opened it."), current)


def touch(record: Record) -> Record:
    """Write a new version of a record that was read for update and whose parts have changed, so
    that whoever edits from the version before gets a Conflict."""
    _save(record, force_update=True)
    return record


def archive(record: Record, *, expected_version: int | None = None) -> Record:
    """Archive a record: it keeps its history, and past moments show it as it was."""
    return change(record, expected_version=expected_version, is_archived=True)


def unarchive(record: Record, *, expected_version: int | None = None) -> Record:
    """Bring an archived record back into use."""
    return change(record, expected_version=expected_version, is_archived=False)


def next_reference(prefix: str) -> str:
    """The next public reference of a series, such as "PRJ-0042"; each is given out once."""
    ReferenceSeries.objects.get_or_create(prefix=prefix)
    series = ReferenceSeries.objects.select_for_update().get(prefix=prefix)
    series.last_number += 1
    series.save()
    return str(series)


def _check(record: TrackedModel, changing: set[str] | None = None) -> None:
    """Raise Refused for what a field or a uniqueness rule forbids; for an existing record, only in
    the fields that are `changing`."""
    record.changing = changing
    try:
        record.full_clean()
    except ValidationError as error:
        fields = {name: list(messages) for name, messages in error.message_dict.items()}
        raise Refused(" ".join(error.messages), fields) from error
    finally:
        record.changing = None


def _save(record: TrackedModel, **how: bool) -> None:
    """Save a checked record. What a check constraint refuses is raised as Refused in the
    constraint's words, and the transaction continues as if nothing had been written."""
    checks = record.database_checks()
    try:
        with transaction.atomic() if checks else nullcontext():
            record.save(**how)
    except IntegrityError as error:
        refuse_changed_outside(error, record)
        named = set(re.findall(r"\w+", str(error)))
        broken = next((check for check in checks if check.name in named), None)
        if broken is None:
            raise
        sentence = str(broken.get_violation_error_message())
        raise Refused(sentence, {NON_FIELD_ERRORS: [sentence]}) from error


def refuse_changed_outside(error: IntegrityError, *records: TrackedModel) -> None:
    """Raises ChangedOutside when the guards report that a record differs from its newest history
    row: otherwise the change would be attributed to the next person who saves it."""
    if guards.CHANGED_OUTSIDE not in str(error):
        return
    named = ", ".join(f"“{r}” ({r._meta.verbose_name} {r.pk})" for r in records)
    sentence = _(
        "Something other than Mandate has changed %(named)s, so it cannot be saved. Tell "
        "the people who run Mandate: `manage.py check_history` finds the change."
    )
    raise ChangedOutside(sentence % {"named": named}) from error


def _clock_for(dated: datetime | None) -> Any:
    return clock.stopped_at(dated) if dated else nullcontext()


def moment_of_writing() -> datetime:
    """The database's clock, read after the writers' lock, and after every frozen moment."""
    return _clock_after("pg_advisory_xact_lock_shared")[0]


def _clock_after(lock: str) -> tuple[datetime, int | None]:
    """The database's clock, read once a lock of PostgreSQL has been taken, but never before the
    last frozen moment; and the last obligation that a SQLite client left open."""
    frozen = f"SELECT MAX(moment) FROM {FrozenMoment._meta.db_table}"  # noqa: S608  ours
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Sent together, but two statements: the second sees everything committed before the
            # first got its lock. No parameters: with them PostgreSQL accepts only one statement.
            cursor.execute(f"SELECT {lock}({CLOCK_LOCK}); SELECT clock_timestamp(), ({frozen})")
            cursor.nextset()
            (ticking, last), owed = cursor.fetchone(), None
        else:  # SQLite has no server: its clock is this machine's
            cursor.execute(f"SELECT ({frozen}), (SELECT MAX(id) FROM audit_due)")  # noqa: S608  ours
            ticking, (last, owed) = None, cursor.fetchone()
    moment = clock.stopped() or ticking or clock.now()
    last = as_moment(last)
    return (max(moment, last + timedelta(microseconds=1)) if last else moment), owed


def _refuse_unrecorded_changes(owed_before: int | None) -> None:
    unrecorded = guards.unrecorded_changes(connection, owed_before)
    if unrecorded:
        rows = ", ".join(f"{table} {pk}" for table, pk in unrecorded)
        raise UnrecordedChange(f"Changed without a history row, so nothing was saved: {rows}.")
