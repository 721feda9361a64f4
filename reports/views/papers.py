"""Committee papers: what is written, the preview, the export."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from people import policy
from people.choices import Act
from people.listing import page_of
from people.pages import archived_parts
from people.requests import SignedInRequest
from programmes.pages import programme_crumbs
from programmes.queries import find_programme
from reports.documents.glyphs import unprintable
from reports.documents.html import body_html, standalone_html
from reports.documents.pdf import RenderFailed, render_pdf
from reports.filters import PaperFilter
from reports.models import BackgroundPaper, Paper, PaperSection, Recommendation, SignOff
from reports.pages import (
    BackgroundPaperPages,
    PaperSectionPages,
    RecommendationPages,
    SignOffPages,
    find_paper,
    paper_crumbs,
)
from reports.queries.papers import document_of, written_at

PARTS = (PaperSectionPages(), RecommendationPages(), SignOffPages(), BackgroundPaperPages())


def paper_list(request: SignedInRequest) -> HttpResponse:
    """Every paper that the person may see, the next meeting first."""
    papers = Paper.objects.visible_to(request.user.person).live()
    papers = papers.select_related("board", "programme").next_meeting_first()
    found = PaperFilter(request.GET or None, queryset=papers)
    context = {"filter": found, "page": page_of(found.qs, request)}
    return render(request, "reports/paper_list.html", context)


def programme_papers(request: SignedInRequest, reference: str) -> HttpResponse:
    """The papers about one programme."""
    person = request.user.person
    programme = find_programme(person, reference)
    papers = Paper.objects.visible_to(person).filter(programme=programme)
    papers = papers.select_related("board").next_meeting_first()
    context = {
        "programme": programme,
        "papers": papers,
        "may_add": policy.can(person, Act.EDIT_PAPERS, programme),
        "breadcrumbs": programme_crumbs(programme),
    }
    return render(request, "reports/programme_papers.html", context)


def paper_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """A paper's parts, what is wrong with them, and the ways out."""
    person = request.user.person
    paper = find_paper(person, reference)
    document = document_of(paper)
    may_edit = policy.can(person, Act.EDIT_PAPERS, paper.programme)
    context = {
        "paper": paper,
        "sections": PaperSection.objects.live().filter(paper=paper).in_order(),
        "recommendations": Recommendation.objects.live().filter(paper=paper).in_order(),
        "sign_offs": SignOff.objects.live().filter(paper=paper).in_order(),
        "background_papers": BackgroundPaper.objects.live().filter(paper=paper).in_order(),
        "problems": [*document.problems, *unprintable(document)],
        "may_edit": may_edit,
        "archived_parts": archived_parts(paper, *PARTS) if may_edit else [],
        "breadcrumbs": programme_crumbs(paper.programme),
    }
    return render(request, "reports/paper_detail.html", context)


def paper_preview(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as it will read, in the page."""
    paper = find_paper(request.user.person, reference)
    document = document_of(paper)
    context = {
        "paper": paper,
        "body": body_html(document),
        "problems": [*document.problems, *unprintable(document)],
        "breadcrumbs": paper_crumbs(paper),
    }
    return render(request, "reports/paper_preview.html", context)


def paper_pdf(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as an accessible PDF."""
    paper = find_paper(request.user.person, reference)
    try:
        content = render_pdf(document_of(paper), moment=written_at(paper))
    except RenderFailed as failure:
        messages.error(request, str(failure))
        return redirect("reports:paper_detail", paper.reference)
    return _download(content, "application/pdf", f"{paper.reference}.pdf")


def paper_html(request: SignedInRequest, reference: str) -> HttpResponse:
    """The paper as one accessible HTML file."""
    paper = find_paper(request.user.person, reference)
    content = standalone_html(document_of(paper)).encode()
    return _download(content, "text/html; charset=utf-8", f"{paper.reference}.html")


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
