"""Which format a paper is printed in: the version in force on a day, as recorded at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from audit.errors import Refused
from documents.format import ClearanceKind, Format
from documents.format_files import stored_format
from people.models import Person
from reports.models import Clearance, FormatVersion, Paper, ReportFormat
from values import clock

STANDARD = "committee-report"
"""The key of the format that a new paper has unless another is chosen."""
MOST_PAPERS = 50
"""Papers that the page of a format names."""


@dataclass(frozen=True)
class InForce:
    """The version of a format that is in force on a day."""

    version_id: int
    valid_from: date
    format: Format


def format_in_force(format_id: int, on: date, moment: datetime | None = None) -> InForce:
    """The version of a format in force on a day, as recorded at a moment: the newest that is not
    after the day, otherwise the first. One query."""
    return _in_force(versions([format_id], moment)[format_id], on)


def format_of_paper(paper: Paper, moment: datetime | None = None) -> InForce:
    """The version in which a paper, or a version of a paper, is printed: by the day of its meeting,
    or today without one. One query."""
    return format_in_force(paper.format_id, day_that_counts(paper, moment), moment)


def with_definition(parts: Any) -> Any:
    """Parts of papers, each with the `definition` in which its paper is now printed, to be read by
    `read_definition` without a further query."""
    of_its = FormatVersion.objects.live().filter(format=OuterRef("paper__format"))
    day = Coalesce(OuterRef("paper__meeting_on"), Value(clock.today()))
    newest = of_its.filter(valid_from__lte=day).order_by("-valid_from", "-id")
    first = of_its.order_by("valid_from", "id")
    definitions = (Subquery(rows.values("definition")[:1]) for rows in (newest, first))
    return parts.annotate(definition=Coalesce(*definitions))


def day_that_counts(paper: Paper, moment: datetime | None = None) -> date:
    return paper.meeting_on or (clock.day_of(moment))


def versions(format_ids: Iterable[int], moment: datetime | None) -> dict[int, list[Any]]:
    """The versions of some formats in use at a moment, the earliest first."""
    versions: dict[int, list[Any]] = defaultdict(list)
    rows = FormatVersion.objects.at(moment, format_id__in=list(format_ids)).live()
    for row in rows.order_by("valid_from", "id"):
        versions[row.format_id].append(row)
    return versions


@dataclass(frozen=True)
class Used:
    """A version of a format, the last day before the next counts, and the papers printed in it that
    a person may see, the newest first."""

    version: Any
    until: date | None
    is_in_force: bool
    papers: tuple[Paper, ...]


def used(format_id: int, person: Person, moment: datetime | None) -> list[Used]:
    """The versions of a format as they stood at a moment, the newest first. At most two queries;
    of the papers, the `MOST_PAPERS` whose meetings are the latest."""
    rows, today = versions([format_id], moment)[format_id], clock.day_of(moment)
    visible: Any = Paper.objects.at(moment, format_id=format_id).visible_to(person).live()
    newest = visible.order_by(F("meeting_on").desc(nulls_first=True), "-id")[:MOST_PAPERS]
    papers: dict[int, list[Paper]] = defaultdict(list)
    for paper in newest:
        papers[_version_on(rows, paper.meeting_on or today).id].append(paper)
    in_force = _version_on(rows, today).id
    ends = [row.valid_from - timedelta(days=1) for row in rows[1:]]
    found = [
        Used(row, end, row.id == in_force, tuple(papers[row.id]))
        for row, end in zip_longest(rows, ends)
    ]
    return found[::-1]


def definition_of(version: Any) -> Format:
    """The content of a version, or of an earlier state of one."""
    return read_definition(version.definition)


def clearance_kind(clearance: Clearance) -> ClearanceKind | None:
    """The kind of a clearance as its paper's format has it now; None when the format no longer
    names it. One query."""
    return kind_in(format_of_paper(clearance.paper).format, clearance.kind)


def kind_in(report_format: Format, key: str) -> ClearanceKind | None:
    return next((kind for kind in report_format.clearance_kinds if kind.key == key), None)


def standard_format() -> ReportFormat:
    """The format of a paper for which none was chosen. Raises Refused when there are no formats at
    all."""
    formats = list(ReportFormat.objects.live().order_by("id"))
    named = (each for each in formats if each.key == STANDARD)
    report_format: ReportFormat | None = next(named, formats[0] if formats else None)
    if report_format is None:
        raise Refused(_("There is no report format yet: import one first."))
    return report_format


def _in_force(rows: list[Any], on: date) -> InForce:
    row = _version_on(rows, on)
    return InForce(row.id, row.valid_from, definition_of(row))


def _version_on(rows: list[Any], on: date) -> Any:
    so_far = [row for row in rows if row.valid_from <= on]
    return so_far[-1] if so_far else rows[0]


@lru_cache(maxsize=200)
def read_definition(text: str) -> Format:
    return stored_format(text)
