"""What the lists of people, units and wards show of each."""

from __future__ import annotations

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from people.choices import UnitKind, WardKind
from records.columns import Column, Kind, Row


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
    Column("roles", _("Roles"), sorts=False),
)

UNITS = (
    Column("name", _("Name"), page=("directory:unit_detail", "id"), filters=True),
    Column("kind", _("Kind"), choices=UnitKind, filters=True),
    Column("parent_name", _("Part of"), filters=True),
    Column("person_count", _("People"), Kind.NUMBER),
)

WARDS = (
    Column("name", _("Name"), page=("directory:ward_detail", "id"), filters=True),
    Column("kind", _("Kind"), choices=WardKind, filters=True),
)
