"""Publishing a paper, and reading what was published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from accounts.requests.pace import weighs
from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from documents.pdf import RenderFailed
from documents.size import estimated_pages
from documents.word import WORD
from jobs.actions import ask_for_file
from people import events, policy
from people.choices import Act, SecurityEventKind
from people.models import Person
from people.queries import file_rows
from records.pages.moments import AskedMoment
from records.views.record_page import RecordPageView, RecordView
from reports.clearing import edited_since
from reports.deciding import decided_panel
from reports.forms import PublishForm
from reports.making import AT_ONCE, PaperPublication
from reports.models import Appendix, Paper, Publication
from reports.pages import PublicationPages, may_export_published, paper_crumbs
from reports.publishing import (
    faults,
    made_before,
    publish_paper,
    published_since,
    refuse_publishing,
)
from reports.queries.digests import digest_of
from reports.queries.paper_pages import paper_row
from reports.queries.papers import Reading
from reports.queries.publications import last_publication, publication_rows
from reports.views.papers import download
from uploads.store import read


@method_decorator(weighs(20), "post")
class PublishPaper(RecordView):
    """What prevents publishing a paper, or the button."""

    record: Paper
    knows_what_was_read = True

    def permit(self, person: Person) -> None:
        """Anyone with the right to publish may publish a paper, which not all of its writers
        have."""
        if not policy.can(person, Act.PUBLISH, self.record):
            raise PermissionDenied

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        sent = given_back(request)
        form = self.form(sent)
        if sent is not None and sent.get("expected") != digest_of(self.record.pk):
            form.add_error(None, edited_since())
        if sent is not None and sent.get("last") != str(self.last.number if self.last else 0):
            form.add_error(None, published_since())
        return self.page(request, form)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            pages = estimated_pages(Reading(self.record).document)
            try:
                if pages > AT_ONCE:
                    return self.ask(request, form.cleaned_data, pages)
                made = publish_paper(self.record, by=request.user.person, **form.cleaned_data)
            except Refused as refusal:
                add_refusal(form, refusal)
            except RenderFailed as failure:
                form.add_error(None, str(failure))
            else:
                messages.success(request, _("The paper has been published."))
                return redirect(PublicationPages().url("detail", made))
        return self.page(request, form)

    def ask(self, request: SignedInRequest, read_then: dict[str, Any], pages: int) -> HttpResponse:
        """Have the queue publish a long paper; sent twice, lead to what there is. Raises
        Refused."""
        paper, person = self.record, request.user.person
        if made := made_before(paper, by=person, **read_then):
            return redirect(PublicationPages().url("detail", made))
        refuse_publishing(paper, **read_then)
        job = ask_for_file(
            account=request.user,
            kind=PaperPublication.key,
            arguments={"reference": paper.reference, **read_then},
            file_name=f"{paper.reference}-{read_then['last'] + 1}.pdf",
            pages=pages,
        )
        return redirect("jobs:file_detail", job.number)

    def form(self, data: Any) -> PublishForm:
        self.last = last_publication(self.record.pk)
        sent = data.get("last") if data else None
        return PublishForm(data, is_first=self.last is None if sent is None else sent == "0")

    def page(self, request: SignedInRequest, form: PublishForm) -> HttpResponse:
        paper = self.record
        reading = Reading(paper)
        context = {
            "form": form,
            "paper": paper,
            "digest": reading.written,
            "last": self.last,
            "clearances": [row for row in reading.clearances if row.standing == "cleared"],
            "faults": faults(paper, reading),
            "given_back": copy_given_back(request),
            "cancel_url": reverse("reports:paper_detail", args=[paper.reference]),
            "breadcrumbs": paper_crumbs(paper),
        }
        return render(request, "reports/paper_publish.html", context)


class PublicationDetail(RecordPageView):
    """A publication, as it was made."""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        publication: Publication = self.pages.find(request.user.person, keys)
        paper = publication.paper
        rows = publication_rows(paper_row(paper, None), None, request.user.person)
        text = read(publication.text_stored_as, publication.text_sha256).decode()
        context = {
            "paper": paper,
            "title": publication.title,
            "has_word": publication.word_stored_as is not None,
            "appendices": file_rows(
                Appendix.objects.at(publication.moment)
                .live()
                .filter(paper_id=paper.pk)
                .not_kept_from(request.user.person)
                .in_order()
            ),
            "publication": next(row for row in rows if row.number == publication.number),
            "last": rows[0],
            "body": mark_safe(text),  # noqa: S308 what body_html() made, unchanged since
            "may_export": may_export_published(request.user.person, paper),
            "decided": decided_panel(paper, request.user.person, AskedMoment(None)),
            "breadcrumbs": paper_crumbs(paper, request.user.person),
        }
        return render(request, "reports/publication_detail.html", context)


class PublicationWord(RecordPageView):
    """The Word file that was made when the paper was published, for anyone who may export. Raises
    Http404 where its format publishes none."""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        publication: Publication = self.pages.find(request.user.person, keys)
        self.pages.permit(request.user.person, publication)
        if publication.word_stored_as is None:
            raise Http404
        content = read(publication.word_stored_as, publication.word_sha256)
        events.record(SecurityEventKind.EXPORTED, record=publication, format="word")
        name = f"{publication.paper.reference}-{publication.number}.docx"
        return download(content, WORD, name)


class PublicationPdf(RecordPageView):
    """The PDF that was made when the paper was published, for anyone who may export."""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        publication: Publication = self.pages.find(request.user.person, keys)
        self.pages.permit(request.user.person, publication)
        content = read(publication.pdf_stored_as, publication.pdf_sha256)
        events.record(SecurityEventKind.EXPORTED, record=publication, format="pdf")
        name = f"{publication.paper.reference}-{publication.number}.pdf"
        return download(content, "application/pdf", name)
