"""The page on which a paper is written: the paper as it will read, each part edited in place."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.errors import Refused
from documents.glyphs import unprintable
from documents.html import annex_html, header_html, notes_html
from documents.notes import notes_of
from documents.plain import plain_text
from people import policy
from people.choices import Act
from people.models import Account, Person, WorkingCopy
from people.queries import file_rows
from records.blocks import BLOCKS, FIGURES, Asked
from records.forms import RecordForm
from records.views.record_page import INTENT, RecordView
from records.views.working_copies import restored
from reports.actions import freeze_figures, let_figures_follow
from reports.models import (
    Appendix,
    BackgroundPaper,
    Paper,
    PaperPicture,
    PaperSection,
    Recommendation,
)
from reports.moving import DOWN, UP, move_section
from reports.pages import (
    BackgroundPaperPages,
    PaperPartPages,
    PaperSectionPages,
    RecommendationPages,
    copy_name,
    find_paper,
    paper_crumbs,
)
from reports.queries.clearances import changes_of
from reports.queries.papers import Reading
from reports.queries.writing import WrittenPart, minutes_to_read, without_title, written_parts

IN_PLACE: dict[str, PaperPartPages] = {
    "section": PaperSectionPages(),
    "recommendation": RecommendationPages(),
    "background": BackgroundPaperPages(),
}
"""What is edited on this page, by the name that its address gives it."""
KINDS = {"recommendation": "recommendations", "background": "background"}
"""The kind of the format's part in which they stand."""
FREEZE, FOLLOW = "freeze", "follow"
DONE = {
    FREEZE: gettext_lazy("The figures are frozen as they are now."),
    FOLLOW: gettext_lazy("The figures follow the records."),
}
TEXTS = ("body", "text", "title")


@takes("edit", "add", "after")
def write_paper(request: SignedInRequest, reference: str) -> HttpResponse:
    """The whole paper, perhaps with one of its parts in a form: `?edit=section-12`, or a new one:
    `?add=recommendation`, `?add=section&after=purpose`."""
    person = request.user.person
    paper = find_paper(person, reference)
    if not policy.can(person, Act.EDIT_PAPERS, paper):
        raise PermissionDenied
    council = getattr(request.user, "council_name", None) or ""
    reading = Reading(paper, reader=person, organisation=council, is_just_read=True)
    parts = written_parts(reading)
    document = reading.document
    edited = _form(request, person, paper)
    has_text = edited is not None and any(
        "data-prose" in f.field.widget.attrs for f in edited["texts"]
    )
    if edited is not None:
        edited["place"] = _place(parts, edited)
    problems = [*document.problems, *unprintable(document)]
    context = {
        "paper": paper,
        "document": document,
        "header": header_html(without_title(document.header)),
        "parts": parts,
        "annexes": [annex_html(annex, 2) for annex in document.annexes],
        "notes": notes_html(notes_of(document)),
        "edited": edited,
        "guidance": _guidance(parts, edited),
        "problems": [problem for problem in problems if not problem.is_advice],
        "advice": [problem for problem in problems if problem.is_advice],
        "clearances": reading.clearances,
        "blocks": _to_insert(BLOCKS) if has_text else [],
        "figures": _to_insert(FIGURES) if has_text else [],
        "moved": changes_of(reading.moved_since_frozen),
        "recommendations": reading.part(Recommendation),
        "background_papers": reading.part(BackgroundPaper),
        "appendices": file_rows(reading.part(Appendix)),
        "pictures": reading.part(PaperPicture),
        "has_text": has_text,
        "minutes": minutes_to_read(len(plain_text(document).split())),
        "may_export": policy.can(person, Act.EXPORT, paper),
        "breadcrumbs": paper_crumbs(paper),
    }
    return render(request, "reports/paper_write.html", context)


class FreezeFigures(RecordView):
    """Freeze the figures of a paper, take what has moved since, or let them follow the records."""

    record: Paper
    acts = {FREEZE: freeze_figures, FOLLOW: let_figures_follow}

    def already(self, request: SignedInRequest) -> str:
        follows = request.POST.get(INTENT) == FOLLOW and self.record.figures_at is None
        return _("The figures follow the records.") if follows else ""

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        act = self.acts.get(request.POST.get(INTENT, ""))
        if act is None:
            raise BadRequest(_("Press one of the two buttons."))
        try:
            act(self.record, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, DONE[request.POST[INTENT]])
        return redirect("reports:paper_write", self.record.reference)


class MoveSection(RecordView):
    """Move a section up or down by one place."""

    record: PaperSection

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        direction = request.POST.get(INTENT, "")
        if direction not in (UP, DOWN):
            raise BadRequest(_("Press one of the two buttons."))
        try:
            move_section(self.record, direction=direction, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The section is moved."))
        return redirect(self.pages.after(self.record))


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
            **_fields(pages.form(person, None, paper, initial=initial)),
            "url": reverse(f"reports:{pages.name}_add", args=[paper.reference]),
            "heading": pages.add_heading,
            "label": pages.add_label,
            "name": added,
            "after": request.GET.get("after", ""),
        }
    record = pages.find(person, {"parent": paper.reference, "pk": int(number)})
    kept = working_copy(request.user, record)
    initial = {"version": record.version}
    form = pages.form(person, copy(record), None, initial=initial)
    if kept is not None:
        form.initial.update(restored(kept, form.Meta.fields))
    return {
        **_fields(form),
        "kept": kept,
        "copy_name": copy_name(record),
        "url": pages.url("edit", record),
        "archive_url": pages.url("archive", record),
        "history_url": pages.url("history", record),
        "heading": pages.edit_heading,
        "label": _("Save"),
        "name": name,
        "record": record,
    }


@dataclass(frozen=True)
class ToInsert:
    """A block or a figure in the menu; `call` is what stands for a figure in a sentence."""

    name: str
    label: str
    call: str


def _to_insert(known: Mapping[str, Asked]) -> list[ToInsert]:
    rows = (ToInsert(name, str(one.label), f"{{{name}}}") for name, one in known.items())
    return sorted(rows, key=lambda row: row.label)


def _place(parts: list[WrittenPart], edited: dict[str, Any]) -> str:
    """The key of the part at which the form stands: its own, that of its kind, the one that it is
    added below, or the last section."""
    record, kind = edited.get("record"), KINDS.get(edited["name"])
    fits = (
        (lambda part: part.kind == kind)
        if kind
        else (lambda part: part.section == record)
        if record
        else (lambda part: part.key == edited["after"])
    )
    last = [part.key for part in parts if part.kind == "text"][-1:] or [parts[-1].key]
    return next((part.key for part in parts if fits(part)), last[0])


def _fields(form: RecordForm) -> dict[str, Any]:
    """A form, its texts first; what is seldom changed stands apart."""
    shown = form.visible_fields()
    heading = ["heading"] if form.instance.pk is None else []
    return {
        "form": form,
        "texts": [field for field in shown if field.name in TEXTS],
        "others": [field for field in shown if field.name not in (*TEXTS, *heading)],
    }


def working_copy(account: Account, record: Any) -> WorkingCopy | None:
    """What an account has typed into a part and not saved, unless the part was saved since."""
    kept = WorkingCopy.objects.filter(account=account, form=copy_name(record)).first()
    is_of_this = kept is not None and kept.fields.get("version") == str(record.version)
    return kept if is_of_this else None


def _guidance(parts: list[WrittenPart], edited: dict[str, Any] | None) -> WrittenPart | None:
    """The part whose guidance stands beside the paper: that which is edited."""
    record = edited and edited.get("record")
    here = (part for part in parts if part.section is not None and part.section == record)
    return next(here, None)
