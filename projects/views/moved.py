"""The milestones of a programme, a project or a portfolio that moved over a chosen time."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act
from programmes.pages import find_scope
from programmes.queries import scopes_within
from programmes.scope_charts import shown
from projects.columns import MOVED
from projects.trends.moved import SPANS, USUAL, first_day, moved_chart, moved_within
from records.pages.lists import table
from records.pages.moments import ASKED, day_asked, moment_asked
from records.pages.pictures import pictured
from records.pages.scopes import scope_url
from values import clock, words

OVER, SINCE = "over", "since"


@takes(OVER, SINCE, *ASKED)
def moved_milestones(request: SignedInRequest, reference: str) -> HttpResponse:
    """Each milestone that moved: by how much, how often and why; the furthest first. How far back
    is one of a few times, or any day."""
    person, asked = request.user.person, moment_asked(request)
    scope = find_scope(person, reference, asked.value)
    row = as_recorded(scope, asked.value)
    over = request.GET.get(OVER) or USUAL
    typed = request.GET.get(SINCE, "").strip()
    on = clock.day_of(asked.value)
    if over not in SPANS:
        raise BadRequest(_("Choose how far back."))
    since = day_asked(typed) if typed else first_day(over, on)
    if since > on:
        raise BadRequest(_("%(moment)s is in the future.") % {"moment": words.day(since)})
    within = scopes_within(scope.pk, asked.value)
    found, count = moved_within(within, asked.value, since, scope.pk)
    chart = moved_chart(found, count, since)
    sees_now = not asked.value or policy.can(person, Act.SEE, scope)
    context = {
        "of": row,
        "since": since,
        "since_typed": words.day(since) if typed else "",
        "over": "" if typed else over,
        "spans": [(key, label) for key, (label, _months) in SPANS.items()],
        "chart": (pictured(chart) if typed else shown(chart, f"moved-{over}", scope, person, asked))
        if chart
        else None,
        "moved": table(MOVED, found),
        "breadcrumbs": [(row.title, scope_url(scope))],
        **asked.context(now_url="" if sees_now else reverse("home")),
    }
    return render(request, "projects/moved.html", context)
