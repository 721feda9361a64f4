"""Writes of restrictions: a record is restricted, its readers are named, and it is released."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import archive_record, create_record, edit_record, unarchive_record
from audit.errors import Refused
from audit.models import tracked_models
from audit.writing import audited
from people import policy
from people.choices import Act
from people.models import Person, RestrictableModel, RestrictedReader, Restriction
from people.paragraphs import choices_on
from values import clock


def restrict(
    record: RestrictableModel,
    *,
    by: Person,
    paragraph: str,
    public_title: str,
    public_interest: str,
    proper_officer: Person | None,
    review_on: date | None,
    reason: str = "",
) -> Restriction:
    """Close a record and all its parts to everybody but its readers, and return the restriction.
    The person who restricts it and the proper officer are its first readers. Raises Refused without
    a reason in law, the public interest or a proper officer, and when it is already restricted."""
    with audited(by=by, reason=reason or _("Restricted")):
        if paragraph not in dict(choices_on(clock.today())):
            sentence = _("Choose a reason in law.")
            raise Refused(sentence, {"paragraph": [sentence]})
        rows: Any = type(record).objects
        if rows.select_for_update().get(pk=record.pk).restriction_id:
            raise Refused(_("This is already restricted."))
        made = writing.create(
            Restriction,
            scope=policy.standing(record),
            paragraph=paragraph,
            public_title=public_title,
            public_interest=public_interest,
            proper_officer=proper_officer,
            review_on=review_on,
        )
        whys = {by: _("Set the restriction"), made.proper_officer: _("Is the proper officer")}
        for person, why in whys.items():
            name_reader(made, by=by, person=person, why=why, field="proper_officer")
        _mark(record, made)
        return made


CLOSED_WITH: dict[type, Callable[[Any], Iterable[Any]]] = {}
"""For a kind of record, those that are no parts of one but say what it says, such as the entry of a
register: they are closed and released with it. Each app adds its own in `ready()`."""

SUPERSEDED: dict[type, Callable[[Any, Restriction], bool]] = {}
"""For a kind of part, whether one is out of date when its record is released, such as a clearance
of another version; each app adds its own in `ready()`."""


def release(restriction: Restriction, *, by: Person, reason: str) -> Restriction:
    """Open a restricted record and its parts in use, as they are now, and return the restriction.
    Earlier versions stay with its readers, and so does everything withdrawn or superseded by now.
    Raises Refused without a reason, and the second time."""
    if not reason.strip():
        raise Refused(_("Say why it is released."))
    with audited(by=by, reason=reason):
        current = Restriction.objects.select_for_update().get(pk=restriction.pk)
        if current.released_on:
            raise Refused(_("This has already been released."))
        for record in records_of(restriction):
            _release(record, restriction)
        return writing.change(current, released_on=clock.today(), released_by=by)


def records_of(restriction: Restriction) -> Iterator[Any]:
    """The records marked with a restriction, without their parts. One query for each kind of record
    that can be restricted whole."""
    for model in tracked_models():
        if issubclass(model, RestrictableModel) and not issubclass(
            _whole_of(model), RestrictableModel
        ):
            yield from model._base_manager.filter(restriction=restriction).order_by("id")


def name_reader(
    restriction: Restriction,
    /,
    *,
    by: Person,
    person: Person,
    reason: str = "",
    field: str = "person",
    **fields: Any,
) -> RestrictedReader:
    """Let a person read what is restricted, and return the reader. Raises Refused for somebody
    whose roles do not let them see it: naming somebody gives no role."""
    with audited(by=by, reason=reason or _("Reader named")):
        if not policy.can(person, Act.SEE, restriction.scope):
            sentence = _("%(person)s holds no role that lets them see it: give them one first.")
            message = sentence % {"person": person}
            raise Refused(message, {field: [message]})
        return create_record(
            RestrictedReader, by=by, restriction=restriction, person=person, **fields
        )


def edit_reader(reader: RestrictedReader, *, by: Person, **fields: Any) -> RestrictedReader:
    """Change why or on which days somebody may read; another person is another reader. Raises
    Refused when nobody would be left who may."""
    with audited(by=by, reason=fields.get("reason") or _("Reader edited")):
        if fields.get("person", reader.person) != reader.person:
            sentence = _("Add another reader instead, and end this one.")
            raise Refused(sentence, {"person": [sentence]})
        return edit_record(reader, by=by, **fields)


def end_reader(reader: RestrictedReader, *, by: Person, reason: str = "") -> RestrictedReader:
    """End somebody's reading at once. Raises Refused when nobody would be left who may."""
    with audited(by=by, reason=reason or _("Reading ended")):
        return archive_record(reader, by=by)


def readmit(reader: RestrictedReader, *, by: Person, reason: str = "") -> RestrictedReader:
    """Let somebody read again."""
    return unarchive_record(reader, by=by, reason=reason or _("Reader named again"))


def _mark(record: RestrictableModel, restriction: Restriction) -> None:
    """Put a mark on a record and all its parts, archived ones too. Each gets a new version, so that
    each version says by itself whether it was restricted. Parts that stayed closed from an earlier
    restriction keep their own readers."""
    writing.change(record, restriction=restriction)
    for part in _parts_of(record):
        if part.restriction_id is None:
            _mark(part, restriction)


def _release(record: RestrictableModel, restriction: Restriction) -> None:
    """Take the mark off a record and those of its parts that are in use. A superseded part is
    archived, if it can be; one that never changes, such as a publication, just stays closed."""
    parts = [part for part in _parts_of(record) if part.restriction_id == restriction.pk]
    superseded = [part for part in parts if _is_superseded(part, restriction)]
    writing.change(record, restriction=None)
    for part in parts:
        if part in superseded:
            if not part.never_changes:
                writing.archive(part)
        elif not _is_withdrawn(part):
            _release(part, restriction)


def _is_withdrawn(part: RestrictableModel) -> bool:
    return part.is_archived


def _is_superseded(part: RestrictableModel, restriction: Restriction) -> bool:
    rule = SUPERSEDED.get(type(part))
    return rule is not None and not part.is_archived and rule(part, restriction)


def _parts_of(record: RestrictableModel) -> Iterator[Any]:
    yield from CLOSED_WITH.get(type(record), _nothing)(record)
    for model in tracked_models():
        if issubclass(model, RestrictableModel) and _whole_of(model) is type(record):
            yield from model._base_manager.filter(**{model.part_of: record.pk}).order_by("id")


def _nothing(record: Any) -> Iterable[Any]:
    return ()


def _whole_of(model: type[RestrictableModel]) -> type:
    field: Any = model._meta.get_field(model.part_of)
    whole: type = field.related_model
    return whole
