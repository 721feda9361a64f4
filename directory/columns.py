"""What the lists of people, units, wards, seats and restrictions show of each."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.choices import UnitKind, WardKind
from people.restriction_rows import ReaderRow, RestrictionRow
from people.seats import Seat
from records.columns import Column, Kind, Link, Row, address
from values import words


def _deactivated(row: Row) -> str:
    return _now("Deactivated") if row["is_archived"] else ""


PEOPLE = (
    Column(
        "name",
        _("Name"),
        page=("directory:person_detail", "reference"),
        note=_deactivated,
        filters=True,
    ),
    Column("reference", _("Reference"), only_exported=True),
    Column("job_title", _("Job title"), filters=True),
    Column("unit_name", _("Organisation unit")),
    Column("roles", _("Roles"), sorts=False, missing=_("None")),
)

UNITS = (
    Column("name", _("Name"), page=("directory:unit_detail", "id"), filters=True),
    Column("kind", _("Kind"), choices=UnitKind, filters=True),
    Column("parent_name", _("Part of"), filters=True, missing=words.NOTHING),
    Column("person_count", _("People"), Kind.NUMBER),
)

WARDS = (
    Column("name", _("Name"), page=("directory:ward_detail", "id"), filters=True),
    Column("kind", _("Kind"), choices=WardKind, filters=True),
)


def seat_columns(
    reference: str, *, sees_people: bool, grantable: Collection[str] = ()
) -> tuple[Column, ...]:
    """The seats of the scope with a reference: names lead to people's pages for those who see
    people, and roles that the reader may give can be changed."""
    page = ("directory:person_detail", "person_reference") if sees_people else ()
    change = Column(
        "change",
        _("Change"),
        Kind.LINKS,
        value=lambda seat: "",
        links=lambda seat: _changes(seat, reference) if seat.role in grantable else (),
        missing=words.NOTHING,
    )
    seats = (
        Column("role", _("Role"), says=_role, tag=_votes),
        Column(
            "name",
            _("Held by"),
            says=lambda seat: " ".join(filter(None, (seat.name, _printed(seat)))),
            page=page,
            note=lambda seat: seat.post,
            tag=_waits,
            missing=_("Nobody yet"),
        ),
        Column("starts_on", _("Since"), Kind.DAY, says=_since),
    )
    return (*seats, change) if grantable else seats


def earlier_seat_columns(*, sees_people: bool) -> tuple[Column, ...]:
    """Seats that ended."""
    return (
        Column("role_words", _("Role")),
        Column(
            "holder",
            _("Held by"),
            page=("directory:person_detail", "person_reference") if sees_people else (),
            note=lambda seat: seat.post,
            missing=_("Nobody"),
        ),
        Column("starts_on", _("From"), Kind.DAY, says=lambda seat: words.day(seat.starts_on)),
        Column("ends_on", _("To"), Kind.DAY, says=lambda seat: words.day(seat.ends_on)),
    )


def _role(seat: Seat) -> str:
    if seat.stands_in_for:
        return _now("Substitute for %(name)s") % {"name": seat.stands_in_for}
    return f"{seat.role_words} ({seat.limited_to})" if seat.limited_to else seat.role_words


def _votes(seat: Seat) -> tuple[str, str] | None:
    return (_now("Votes"), "blue") if seat.is_voting else None


def _printed(seat: Seat) -> str:
    return f"({seat.printed_words})" if seat.printed_words else ""


def _waits(seat: Seat) -> tuple[str, str] | None:
    if seat.is_proposed:
        return _now("Waits for a second person"), "grey"
    return (_now("Suggested"), "grey") if seat.is_suggested else None


def _since(seat: Seat) -> str:
    if not seat.ends_on:
        return words.day(seat.starts_on)
    until = _now("until %(day)s") % {"day": words.day(seat.ends_on)}
    return f"{words.day(seat.starts_on)} {until}" if seat.starts_on else until


def _changes(seat: Seat, reference: str) -> list[Link]:
    about, keys = f"{seat.role_words} {seat.holder}".strip(), [reference, seat.id]
    edit = Link(_now("Edit"), address("directory:appointment_edit", *keys), about)
    if not seat.is_proposed:
        return [edit]
    confirm = address("directory:appointment_confirm", *keys)
    return [Link(_now("Confirm"), confirm, about), edit]


RESTRICTIONS = (
    Column("public_title", _("Title for the public"), page=("directory:restriction_detail", "id")),
    Column("paragraph_words", _("Reason in law")),
    Column("proper_officer", _("Proper officer")),
    Column(
        "review_on",
        _("Review by"),
        Kind.DAY,
        says=lambda row: words.day(row.released_on or row.review_on),
        tag=lambda row: _how_reviewed(row),
    ),
)


def _how_reviewed(row: RestrictionRow) -> tuple[str, str] | None:
    if row.released_on:
        return _now("Released"), "grey"
    return (_now("Overdue"), "red") if row.is_overdue else None


def reader_columns(restriction_id: int, *, may_edit: bool) -> tuple[Column, ...]:
    """Those who may read what a restriction keeps from others, and why."""
    readers = (
        Column(
            "name",
            _("Person"),
            tag=lambda row: None if row.is_current else (_now("Cannot read it today"), "grey"),
        ),
        Column("why", _("Why")),
        Column(
            "ends_on",
            _("Until"),
            Kind.DAY,
            says=lambda row: words.day(row.ends_on),
            note=lambda row: (
                _now("from %(day)s") % {"day": words.day(row.starts_on)} if row.starts_on else ""
            ),
        ),
    )
    change = Column(
        "change",
        _("Change"),
        Kind.LINKS,
        value=lambda row: "",
        links=lambda row: _changes_of_reader(row, restriction_id),
    )
    return (*readers, change) if may_edit else readers


def _changes_of_reader(row: ReaderRow, restriction_id: int) -> list[Link]:
    keys = [restriction_id, row.id]
    archive = address("directory:restricted_reader_archive", *keys)
    if row.is_archived:
        return [Link(_now("Let read again"), archive, row.name)]
    edit = address("directory:restricted_reader_edit", *keys)
    return [Link(_now("Edit"), edit, row.name), Link(_now("End"), archive, row.name)]
