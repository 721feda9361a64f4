"""What anyone may read without signing in: the packs, decisions and minutes of a board whose page
is open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from documents.html import body_html
from documents.tree import Document
from documents.tree_files import from_json
from governance.models import Board
from meetings.queries.documents import notice_of
from packs.queries.public import (
    closed,
    public_board,
    public_decision,
    public_decisions,
    public_item,
    public_items,
    public_minutes,
    public_minutes_of,
    public_packs,
    public_pdf,
    public_version,
)
from reports.views.papers import download


@login_not_required
def board(request: HttpRequest, reference: str) -> HttpResponse:
    """What a board has published."""
    found = public_board(reference)
    context = {
        "board": found,
        "versions": public_packs(found),
        "decisions": public_decisions(found),
        "minutes": public_minutes(found),
    }
    return render(request, "packs/public_board.html", context)


@login_not_required
def pack(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A published pack: each paper as a page, and all of it as PDF."""
    version = public_version(reference, number)
    context = {
        "version": version,
        "board": version.pack.meeting.board,
        "items": public_items(version),
        "has_pdf": not closed(version),
    }
    return render(request, "packs/public_pack.html", context)


@login_not_required
def item(request: HttpRequest, reference: str, number: int, position: int) -> HttpResponse:
    """A paper of a published pack."""
    version = public_version(reference, number)
    found, text = public_item(version, position)
    context = {
        "version": version,
        "item": found,
        "body": mark_safe(text),  # noqa: S308 what body_html() made, unchanged since
    }
    return render(request, "packs/public_item.html", context)


@login_not_required
def pdf(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """A published pack as PDF."""
    version = public_version(reference, number)
    return download(public_pdf(version), "application/pdf", f"{reference}-{number}.pdf")


@login_not_required
def decision(request: HttpRequest, reference: str) -> HttpResponse:
    """A decision that a board took in the open."""
    motion, entered = public_decision(reference)
    title = f"{entered.reference}: {entered.title}"
    return _document(request, motion.item.meeting.board, title, notice_of(motion, entered))


@login_not_required
def minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """The minutes of a meeting, as they were confirmed."""
    found = public_minutes_of(reference)
    text = from_json(found.document)
    return _document(request, found.meeting.board, text.title, text)


def _document(request: HttpRequest, board: Board, title: str, text: Document) -> HttpResponse:
    context = {"board": board, "title": title, "body": body_html(text)}
    return render(request, "packs/public_document.html", context)
