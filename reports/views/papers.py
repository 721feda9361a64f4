"""Committee papers: what is written, the preview, the export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_list_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.pace import weighs
from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from documents.glyphs import unprintable
from documents.html import body_html, standalone_html
from documents.kept_press import PRESS
from documents.pdf import RenderFailed, render_pdf
from documents.size import estimated_pages
from documents.tree import Document
from documents.word import WORD, render_word
from jobs.actions import ask_for_file
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from people.queries import file_rows
from people.restriction_rows import download_stamp
from records.pages.moments import ASKED, moment_asked
from records.pages.panels import panels_of
from records.pages.record_pages import archived_lines
from records.views.record_page import RecordView
from reports.actions import fill_header
from reports.forms import HeaderValuesForm
from reports.making import AT_ONCE, PaperPdf
from reports.models import (
    Appendix,
    BackgroundPaper,
    Paper,
    PaperSection,
    PaperValue,
    Publication,
    Recommendation,
)
from reports.pages import (
    AnnexPages,
    AppendixPages,
    BackgroundPaperPages,
    ClearancePages,
    PaperSectionPages,
    PicturePages,
    RecommendationPages,
    crumbs_above,
    find_paper,
)
from reports.queries.annexes import annex_rows
from reports.queries.formats import format_of_paper
from reports.queries.joined_files import joined_files
from reports.queries.paper_pages import paper_for, part_rows
from reports.queries.papers import Reading, document_of, written_at
from reports.queries.publications import publication_rows

PARTS = (
    PaperSectionPages(),
    RecommendationPages(),
    ClearancePages(),
    BackgroundPaperPages(),
    AppendixPages(),
    AnnexPages(),
    PicturePages(),
)


@takes(*ASKED)
def paper_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A paper's parts, what is wrong with them, and links to export it; or its parts on a past
    day."""
    person = request.user.person
    try:
        paper = find_paper(person, reference)
    except Http404:
        return redirect(_published(person, reference))
    asked = moment_asked(request)
    row = paper_for(person, paper, asked.value)
    may_edit = not asked.value and policy.can(person, Act.EDIT_PAPERS, paper)
    may_export = not asked.value and policy.can(person, Act.EXPORT, paper)
    if may_export:
        PRESS.make_ready()  # the PDF is often next
    council = "" if asked.value else getattr(request.user, "council_name", None) or ""
    reading = Reading(paper, asked.value, reader=person, organisation=council, is_just_read=True)
    clearances = reading.clearances
    publications = publication_rows(row, asked.value, person)
    context = {
        "paper": row,
        "sections": part_rows(PaperSection, reading.part(PaperSection), reading.format),
        "recommendations": part_rows(Recommendation, reading.part(Recommendation)),
        "clearances": clearances,
        "may_ask": may_edit and any(row.standing == "not asked" for row in clearances),
        "gives": person.pk if not asked.value and policy.can(person, Act.CLEAR, paper) else 0,
        "header": _header(reading),
        "background_papers": part_rows(BackgroundPaper, reading.part(BackgroundPaper)),
        "appendices": file_rows(reading.part(Appendix)),
        "annexes": annex_rows(reading, person),
        "problems": [] if asked.value else _problems(reading.document),
        "publications": publications,
        "is_edited": may_edit and bool(publications) and publications[0].digest != reading.written,
        "may_publish": not asked.value
        and not paper.is_archived
        and not any(row.standing == "void" for row in clearances)
        and policy.can(person, Act.PUBLISH, paper),
        "may_edit": may_edit,
        "may_export": may_export,
        "may_restrict": not asked.value and may_restrict(person, paper),
        "archived_parts": _archived_parts(paper, reading) if may_edit else [],
        "panels": panels_of(paper, person, asked),
        "breadcrumbs": crumbs_above(paper, asked.value),
        **asked.context(),
    }
    return render(request, "reports/paper_detail.html", context)


def _published(person: Person, reference: str) -> str:
    """The address of the newest publication, for the seats of the board that it went to: they do
    not see the paper being written. Raises Http404 for anybody else."""
    paper = find_paper(person, reference, is_published=True)
    newest = get_list_or_404(Publication.objects.visible_to(person).newest_first(), paper=paper)[0]
    return reverse("reports:publication_detail", args=[reference, newest.number])


def _header(reading: Reading) -> list[tuple[str, str]]:
    """(label, text) of each field that the paper's format has of its own."""
    said = {value.key: value.text for value in reading.part(PaperValue)}
    fields = reading.format.typed_fields
    return [(each.name, said.get(each.key, "")) for each in fields]


def _archived_parts(paper: Paper, reading: Reading) -> list[tuple[str, str, str]]:
    return [
        line for kind in PARTS for line in archived_lines(paper, kind, reading.archived(kind.model))
    ]


@takes(*ASKED)
def paper_preview(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as it will read, in the page; or as it would have read on a past day."""
    person = request.user.person
    paper = find_paper(person, reference)
    asked = moment_asked(request)
    row = paper_for(person, paper, asked.value)
    figures = reverse("reports:paper_figure", args=[reference])
    reading = Reading(paper, asked.value, reader=person, sources_at=figures + asked.query)
    document = reading.document
    crumbs = crumbs_above(paper, asked.value)
    context = {
        "paper": row,
        "body": body_html(document),
        "may_export": not asked.value and policy.can(person, Act.EXPORT, paper),
        "problems": [] if asked.value else _problems(document),
        "breadcrumbs": [*crumbs, (row.title, reverse("reports:paper_detail", args=[reference]))],
        **asked.context(),
    }
    return render(request, "reports/paper_preview.html", context)


@weighs(20)
@takes(*ASKED)
def paper_pdf(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as an accessible PDF: at once, or, when it is long, from the queue."""
    paper = _paper_to_export(request, reference)
    document = document_of(paper)
    if (pages := estimated_pages(document)) > AT_ONCE:
        return _ask_for_pdf(request, paper, pages)
    try:
        content = render_pdf(
            document,
            moment=written_at(paper),
            stamp=_stamp(request, paper),
            files=joined_files(paper),
        )
    except RenderFailed as failure:
        messages.error(request, str(failure))
        return redirect("reports:paper_detail", paper.reference)
    events.record(SecurityEventKind.EXPORTED, record=paper, format="pdf")
    return download(content, "application/pdf", f"{paper.reference}.pdf")


def _ask_for_pdf(request: SignedInRequest, paper: Paper, pages: int) -> HttpResponse:
    try:
        job = ask_for_file(
            account=request.user,
            kind=PaperPdf.key,
            arguments={"reference": paper.reference},
            file_name=f"{paper.reference}.pdf",
            pages=pages,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:paper_detail", paper.reference)
    return redirect("jobs:file_detail", job.number)


@takes(*ASKED)
def paper_html(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as one accessible HTML file."""
    paper = _paper_to_export(request, reference)
    content = standalone_html(document_of(paper), stamp=_stamp(request, paper)).encode()
    events.record(SecurityEventKind.EXPORTED, record=paper, format="html")
    return download(content, "text/html; charset=utf-8", f"{paper.reference}.html")


@weighs(5)
@takes(*ASKED)
def paper_word(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as a Word file."""
    paper = _paper_to_export(request, reference)
    content = render_word(
        document_of(paper), moment=written_at(paper), stamp=_stamp(request, paper)
    )
    events.record(SecurityEventKind.EXPORTED, record=paper, format="word")
    return download(content, WORD, f"{paper.reference}.docx")


def may_restrict(person: Person, paper: Paper) -> bool:
    is_open = paper.restriction_id is None
    return is_open and policy.can(person, Act.RESTRICT, paper)


def _problems(document: Document) -> list[Any]:
    return [*document.problems, *unprintable(document)]


def _paper_to_export(request: SignedInRequest, reference: str) -> Paper:
    """The paper at an address, for those who may export it. A file does not state its moment, so a
    draft is exported as it is now: raises BadRequest when a past moment is asked for."""
    paper = find_paper(request.user.person, reference)
    if not policy.can(request.user.person, Act.EXPORT, paper):
        raise PermissionDenied
    if moment_asked(request).value:
        raise BadRequest(
            _("A draft can only be exported as it is now. For a past day, use its preview.")
        )
    return paper


def _stamp(request: SignedInRequest, paper: Paper) -> str:
    return download_stamp(request.user.person, paper.restriction_id)


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to save under a name; no cache may store it."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


class FillHeader(RecordView):
    """The header fields that the paper's format has of its own."""

    record: Paper

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.form(given_back(request)))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            try:
                fill_header(self.record, by=request.user.person, values=form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("The header is saved."))
                return redirect(self.pages.after(self.record))
        return self.page(request, form)

    def form(self, data: Any) -> HeaderValuesForm:
        values = {value.key: value.text for value in self.record.values.all()}
        return HeaderValuesForm(format_of_paper(self.record).format.typed_fields, values, data)

    def page(self, request: SignedInRequest, form: HeaderValuesForm) -> HttpResponse:
        context = {
            "form": form,
            "hidden": self.read_from(),
            "heading": _("Fill in the header"),
            "caption": self.record.title,
            "button_label": _("Save"),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
            "given_back": copy_given_back(request),
        }
        return render(request, "records/form.html", context)
