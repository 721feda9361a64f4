"""What a paper can ask the records for, and where a figure in it comes from."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from documents import live
from documents.calls import CallRefused
from documents.content import Refused
from documents.html import block_html
from people import policy
from people.choices import Act
from records.blocks import BLOCKS, FIGURES, OF, About, Asked, Block, Blocks, Figures
from records.pages.moments import ASKED, moment_asked
from reports.models import PaperSection, Recommendation
from reports.pages import find_paper, paper_crumbs
from reports.queries.figures import figures_in, source_of
from reports.queries.paper_pages import paper_for
from reports.queries.papers import Reading


def every_choice() -> type[Form]:
    """The choices of all blocks and figures, as what the page takes."""
    fields = {
        name: field
        for asked in (*BLOCKS.values(), *FIGURES.values())
        for name, field in asked.form.base_fields.items()
    }
    return type("EveryChoice", (Form,), fields)


@takes("block", "figure", OF, narrowed_by=every_choice())
def paper_insert(request: SignedInRequest, reference: str) -> HttpResponse:
    """All blocks and figures that a paper can ask for, each with what it is; one of them with its
    choices, the text that stands for it, and what that prints."""
    paper = find_paper(request.user.person, reference)
    if not policy.can(request.user.person, Act.EDIT_PAPERS, paper):
        raise PermissionDenied
    about = Reading(paper, reader=request.user.person).about
    address = reverse("reports:paper_insert", args=[reference])
    context: dict[str, Any] = {
        "paper": paper,
        "several": about.programmes if len(about.programmes) > 1 else (),
        "blocks": sorted(BLOCKS.values(), key=lambda block: str(block.label)),
        "figures": sorted(FIGURES.values(), key=lambda figure: str(figure.label)),
        "breadcrumbs": [*paper_crumbs(paper), (_("Blocks and figures"), address)],
    }
    for kind, known in (("block", BLOCKS), ("figure", FIGURES)):
        if name := request.GET.get(kind):
            if name not in known:
                raise BadRequest(_("There is no “%(name)s” to insert.") % {"name": name[:60]})
            return _chosen(request, known[name], kind, about, context)
    return render(request, "reports/paper_insert.html", context)


def _chosen(
    request: SignedInRequest, asked: Asked, kind: str, about: About, context: dict[str, Any]
) -> HttpResponse:
    """One of them: its form, and once that is sent, the text to insert and what it prints."""
    form = asked.choices(about)
    if len(request.GET) > 1 or not form.fields:
        form = asked.choices(about, _asked_of(request.GET, form))
        if form.is_valid():
            call = form.call(asked.name)
            context |= {"call": f"[{call}]" if kind == "block" else f"{{{call}}}"}
            context |= _printed(asked, call, about)
    context |= {"asked": asked, "kind": kind, "form": form}
    return render(request, "reports/paper_insert_one.html", context)


def _asked_of(query: QueryDict, form: Form) -> QueryDict:
    """What was sent for the choices of one of them; where no box is ticked, as the form begins."""
    sent = QueryDict(mutable=True)
    for name, field in form.fields.items():
        if name in query:
            sent.setlist(name, query.getlist(name))
        elif isinstance(field.initial, list):
            sent.setlist(name, field.initial)
    return sent


def _printed(asked: Asked, call: str, about: About) -> dict[str, Any]:
    if not isinstance(asked, Block):
        said = Figures(about)[call]
        text = said.sentence if isinstance(said, Refused) else said
        return {"text": text or _("The records hold nothing yet.")}
    content = Blocks(about)[call]
    if isinstance(content, Refused):
        return {"text": content.sentence}
    blocks = live.printed(content) or live.nil(content)
    return {
        "preview": [block_html(block) for block in blocks],
        "text": "" if blocks else _("The records hold nothing yet."),
    }


@takes("of", *ASKED)
def paper_figure(request: SignedInRequest, reference: str) -> HttpResponse:
    """Where a figure of a paper comes from: its record, its field, and its last values with who
    set them, for those who may see the records. Without a figure, all that the paper names."""
    person = request.user.person
    paper = find_paper(person, reference)
    asked = moment_asked(request)
    row = paper_for(person, paper, asked.value)
    reading = Reading(paper, asked.value, reader=person)
    context = {"paper": row, "breadcrumbs": paper_crumbs(paper), **asked.context()}
    if not (call := request.GET.get("of", "")):
        parts = (PaperSection, "body"), (Recommendation, "text")
        texts = [getattr(row, text) for model, text in parts for row in reading.part(model)]
        named = figures_in(texts, Figures(reading.about))
        context["figures"] = [
            (call, value, live.source_of(call, request.path + asked.query)) for call, value in named
        ]
        return render(request, "reports/paper_figures.html", context)
    try:
        source = source_of(call, reading.about, person)
    except CallRefused:
        facts = {"call": call[:60]}
        raise BadRequest(_("“%(call)s” is not a figure of this paper.") % facts) from None
    context |= {"source": source, "call": f"{{{call}}}", "record_url": _page_of(source.told.page)}
    return render(request, "reports/paper_figure.html", context)


def _page_of(page: tuple[str, tuple[Any, ...]] | None) -> str:
    if page is None:
        return ""
    return reverse(page[0], args=page[1])
