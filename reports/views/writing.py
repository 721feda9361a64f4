"""The page on which a paper is written: the paper as it will read, each part edited in place."""

from __future__ import annotations

import uuid
from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from documents.glyphs import unprintable
from documents.plain import plain_text
from people import policy
from people.choices import Act
from people.models import Person
from people.queries import file_rows
from programmes.pages import programme_crumbs
from reports.models import Appendix, BackgroundPaper, Paper, Recommendation
from reports.pages import (
    BackgroundPaperPages,
    PaperPartPages,
    PaperSectionPages,
    RecommendationPages,
    find_paper,
)
from reports.queries.papers import Reading
from reports.queries.writing import WrittenPart, minutes_to_read, written_parts

IN_PLACE: dict[str, PaperPartPages] = {
    "section": PaperSectionPages(),
    "recommendation": RecommendationPages(),
    "background": BackgroundPaperPages(),
}
"""What is edited on this page, by the name that its address gives it."""


@takes("edit", "add", "after")
def write_paper(request: SignedInRequest, reference: str) -> HttpResponse:
    """The whole paper, perhaps with one of its parts in a form: `?edit=section-12`, or a new one:
    `?add=recommendation`, `?add=section&after=purpose`."""
    person = request.user.person
    paper = find_paper(person, reference)
    if not policy.can(person, Act.EDIT_PAPERS, paper.programme) or paper.is_archived:
        raise PermissionDenied
    council = getattr(request.user, "council_name", None) or ""
    reading = Reading(paper, reader=person, organisation=council, is_just_read=True)
    parts = written_parts(reading)
    document = reading.document
    edited = _form(request, person, paper)
    problems = [*document.problems, *unprintable(document)]
    context = {
        "paper": paper,
        "document": document,
        "parts": parts,
        "edited": edited,
        "guidance": _guidance(parts, edited),
        "problems": [problem for problem in problems if not problem.is_advice],
        "advice": [problem for problem in problems if problem.is_advice],
        "clearances": reading.clearances,
        "recommendations": reading.part(Recommendation),
        "background_papers": reading.part(BackgroundPaper),
        "appendices": file_rows(reading.part(Appendix)),
        "minutes": minutes_to_read(len(plain_text(document).split())),
        "may_export": policy.can(person, Act.EXPORT, paper.programme),
        "breadcrumbs": [
            *programme_crumbs(paper.programme),
            (paper.title, reverse("reports:paper_detail", args=[reference])),
        ],
    }
    return render(request, "reports/paper_write.html", context)


def _form(request: SignedInRequest, person: Person, paper: Paper) -> dict[str, Any] | None:
    """The form that stands in its place, where it is sent and what it is about."""
    name, _dash, number = request.GET.get("edit", "").partition("-")
    added = request.GET.get("add", "")
    if not name and not added:
        return None
    pages = IN_PLACE.get(name or added)
    if pages is None or (name and not number.isdecimal()):
        raise Http404
    if added:
        initial = {"form_key": uuid.uuid4(), "after": request.GET.get("after", "")}
        return {
            "form": pages.form(person, None, paper, initial=initial),
            "url": reverse(f"reports:{pages.name}_add", args=[paper.reference]),
            "heading": pages.add_heading,
            "label": pages.add_label,
            "name": added,
            "after": request.GET.get("after", ""),
        }
    record = pages.find(person, {"parent": paper.reference, "pk": int(number)})
    return {
        "form": pages.form(person, copy(record), None, initial={"version": record.version}),
        "url": pages.url("edit", record),
        "archive_url": pages.url("archive", record),
        "history_url": pages.url("history", record),
        "heading": pages.edit_heading,
        "label": _("Save"),
        "name": name,
        "record": record,
    }


def _guidance(parts: list[WrittenPart], edited: dict[str, Any] | None) -> WrittenPart | None:
    """The part whose guidance stands beside the paper: that which is edited."""
    record = edited and edited.get("record")
    here = (part for part in parts if part.section is not None and part.section == record)
    return next(here, None)
