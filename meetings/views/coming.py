"""The meetings that lie ahead."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from meetings.queries.coming import WEEKS, coming_weeks, monday_of
from records.pages import menu
from records.pages.moments import day_asked
from values import clock, words

FROM, ONLY, MINE = "from", "only", "mine"


@takes(FROM, ONLY)
def coming(request: SignedInRequest) -> HttpResponse:
    """The meetings of the next weeks, of every board that the reader may see or of their own."""
    asked, only_own = request.GET.get(FROM, ""), request.GET.get(ONLY) == MINE
    today = clock.today()
    first = monday_of(day_asked(asked)) if asked else today
    kept = {ONLY: MINE} if only_own else {}
    later, earlier = first + timedelta(weeks=WEEKS), first - timedelta(weeks=WEEKS)
    context = {
        "lists": menu.lists_with("coming"),
        "weeks": coming_weeks(request.user.person, first, only_own=only_own),
        "only_own": only_own,
        "first": words.day(first),
        "last": words.day(later),
        "every_url": reverse("meetings:coming"),
        "own_url": f"{reverse('meetings:coming')}?{ONLY}={MINE}",
        "later_url": _url(later, kept),
        "earlier_url": _url(earlier, kept),
        "none_title": _("No meeting in these weeks"),
    }
    return render(request, "meetings/coming.html", context)


def _url(day: object, kept: dict[str, str]) -> str:
    query = "&".join(f"{name}={value}" for name, value in {FROM: str(day), **kept}.items())
    return f"{reverse('meetings:coming')}?{query}"
