"""A paper compared with what it said before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from records.pages.moments import day_asked
from reports.models import Paper, Publication
from reports.pages import crumbs_above, find_paper
from reports.queries.paper_pages import paper_for
from reports.queries.papers import Reading
from reports.queries.text_changes import text_changes
from values import clock, words
from values.clock import end_of


@takes("since")
def paper_changes(request: SignedInRequest, reference: str) -> HttpResponse:
    """What a paper says now and did not say then, word by word: since it was last published, or
    since a day, the end of the day on which it was begun if it was never published."""
    person = request.user.person
    paper = find_paper(person, reference)
    row = paper_for(person, paper, None)
    asked = request.GET.get("since", "").strip()
    since = _end_of_past(day_asked(asked)) if asked else _begun_or_published(paper)
    paper_for(person, paper, since)  # one that was restricted then stays closed
    before = Reading(paper, since, reader=person).document
    after = Reading(paper, None, reader=person).document
    context = {
        "paper": row,
        "since": words.moment(since),
        "since_day": asked or words.day_of(since),
        "changes": text_changes(before, after),
        "breadcrumbs": [
            *crumbs_above(paper, None),
            (row.title, reverse("reports:paper_detail", args=[reference])),
        ],
    }
    return render(request, "reports/paper_changes.html", context)


def _end_of_past(day: date) -> datetime:
    if day > clock.today():
        raise BadRequest(_("%(moment)s is in the future.") % {"moment": words.day(day)})
    return end_of(day)


def _begun_or_published(paper: Paper) -> datetime:
    last = Publication.objects.filter(paper=paper).order_by("-number").first()
    if last is not None:
        moment: datetime = last.moment
        return moment
    begun: Any = Paper.objects.versions().filter(id=paper.pk).order_by("version")[0]
    return end_of(timezone.localdate(begun.history_date))
