"""The reports of projects and programmes that wait for a person to accept them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Value
from django.urls import reverse
from django.utils.translation import gettext as _

from people.models import Person
from projects.queries import waiting_for_answer
from reporting.models import ProgrammeReport

PAGES = {"project": "projects:report_detail", "programme": "reporting:programme_report_detail"}


@dataclass(frozen=True)
class ToAccept:
    """A submitted report, with its page."""

    title: str
    url: str
    rag: str
    period_end: date
    submitted_by: str
    submitted_at: datetime


def to_accept(person: Person, most: int) -> list[ToAccept]:
    """The longest waiting first, at most `most`. One query."""
    status, programmes = (
        rows.order_by().values_list(
            Value(of), "pk", f"{of}__reference", f"{of}__title", "overall_rag", "period_end",
            "submitted_by__name", "submitted_at",
        )
        for of, rows in (
            ("project", waiting_for_answer(person)),
            ("programme", ProgrammeReport.objects.waiting_for(person)),
        )
    )  # fmt: skip
    waiting = status.union(programmes, all=True).order_by("submitted_at", "pk")[:most]
    return [
        ToAccept(
            title if of == "project" else _("Programme report: %(title)s") % {"title": title},
            reverse(PAGES[of], args=[reference, pk]),
            *facts,
        )
        for of, pk, reference, title, *facts in waiting
    ]
