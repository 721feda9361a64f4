"""Writes of report formats: starting, copying, changing in versions, and importing from files."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from audit import writing
from audit.actions import refuse_archived
from audit.errors import Refused
from audit.writing import audited
from documents.format import Format, OwnLogo, TextPart
from documents.format_files import FormatFile, as_text, read_file
from people.choices import Role
from people.models import Person
from reports.choices import Bodies
from reports.models import FormatVersion, ReportFormat
from reports.queries.formats import definition_of, versions
from uploads import store
from values import clock

EMPTY = Format(parts=(TextPart("purpose", "Purpose"),))
SHIPPED = Path(__file__).parent / "shipped_formats"


def create_format(
    *,
    key: str,
    title: str,
    definition: Format,
    valid_from: date,
    by: Person,
    about: str = "",
    bodies: str = Bodies.ALL,
    reason: str = "",
) -> ReportFormat:
    """Start a format with its first version, and return it. Raises Refused for a key in use."""
    with audited(by=by, reason=reason or _("Report format added")):
        made = writing.create(
            ReportFormat,
            reference=writing.next_reference("FMT"),
            key=key,
            title=title,
            about=about,
            bodies=bodies,
        )
        add_version(made, valid_from=valid_from, definition=definition, by=by)
        return made


def start_format(
    *,
    by: Person,
    valid_from: date,
    copy_of: ReportFormat | None = None,
    reason: str = "",
    **fields: Any,
) -> ReportFormat:
    """Start a format as a copy of the newest version of another, or with a title and one section,
    and return it."""
    definition = EMPTY
    if copy_of is not None:
        definition = definition_of(versions([copy_of.pk], None)[copy_of.pk][-1])
        refuse_archived(copy_of)
    return create_format(
        definition=definition, valid_from=valid_from, by=by, reason=reason, **fields
    )


def check_logo(definition: Format, before: OwnLogo | None = None) -> None:
    """Examine the logo of a format as a file that was sent, unless it was there `before`. Raises
    Refused."""
    logo = definition.furniture.logo
    if logo is None or (before and logo.base64 == before.base64):
        return
    name = "logo.png" if logo.content_type == "image/png" else "logo.jpg"
    try:
        store.check(SimpleUploadedFile(name, b64decode(logo.base64), logo.content_type))
    except Refused as refusal:
        raise Refused(f"furniture.logo: {refusal}") from refusal


def add_version(
    report_format: ReportFormat,
    *,
    valid_from: date,
    definition: Format,
    by: Person,
    reason: str = "",
) -> FormatVersion:
    """Add a version of a format, from a day on. Raises Refused when there already is one."""
    check_logo(definition)
    with audited(by=by, reason=reason or _("Version of a format added")):
        refuse_archived(report_format)
        return writing.create(
            FormatVersion,
            format=report_format,
            valid_from=valid_from,
            definition=as_text(definition),
        )


def change_version(
    version: FormatVersion,
    *,
    definition: Format,
    by: Person,
    expected_version: int | None = None,
    reason: str = "",
) -> FormatVersion:
    """Change the content of a version, and return it as it is now. Raises Conflict, Refused."""
    check_logo(definition, definition_of(version).furniture.logo)
    with audited(by=by, reason=reason or _("Version of a format edited")):
        refuse_archived(version.format, version)
        return writing.change(
            version, expected_version=expected_version, definition=as_text(definition)
        )


def import_format(
    file: FormatFile, *, by: Person, reason: str = "", valid_from: date | None = None
) -> FormatVersion:
    """Import the version that a file holds: a new format, a further version of the format with its
    key, or new content for the version from the same day. Returns the version; a file that says
    nothing new writes nothing."""
    on = valid_from or file.valid_from or clock.today()
    with audited(by=by, reason=reason or _("Report format imported")):
        report_format = ReportFormat.objects.select_for_update().filter(key=file.key).first()
        if report_format is None:
            report_format = create_format(
                key=file.key,
                title=file.title,
                about=file.about,
                bodies=file.bodies,
                definition=file.definition,
                valid_from=on,
                by=by,
            )
            return FormatVersion.objects.get(format=report_format)
        refuse_archived(report_format)
        version = FormatVersion.objects.live().filter(format=report_format, valid_from=on).first()
        if version is None:
            return add_version(report_format, valid_from=on, definition=file.definition, by=by)
        if version.definition == as_text(file.definition):
            return version
        return change_version(version, definition=file.definition, by=by)


def archive_version(version: FormatVersion, *, by: Person, reason: str = "") -> FormatVersion:
    """Archive a version. Raises Refused for the only one: papers are printed in it."""
    with audited(by=by, reason=reason or _("Version of a format archived")):
        ReportFormat.objects.select_for_update().get(pk=version.format_id)
        others = FormatVersion.objects.live().filter(format_id=version.format_id)
        if not others.exclude(pk=version.pk).exists():
            raise Refused(_("A format needs a version: archive the format itself."))
        return writing.archive(version)


def shipped_files() -> Iterator[FormatFile]:
    """The formats that come with Mandate, an earlier version before a later one."""
    for path in sorted(SHIPPED.glob("*.json")):
        yield shipped_file(path.stem)


@cache
def shipped_file(name: str) -> FormatFile:
    """One of those formats, by the name of its file, such as "committee-report-1"."""
    return read_file((SHIPPED / f"{name}.json").read_bytes(), roles=Role.values)


def load_shipped_formats(*, by: Person) -> list[FormatVersion]:
    """Import all of those formats."""
    return [import_format(file, by=by) for file in shipped_files()]
