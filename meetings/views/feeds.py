"""Calendar feeds: one's own addresses, and what a calendar program reads at one."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest, verb
from audit.errors import Refused
from governance.models import Board
from meetings.actions.feeds import digest_of, make_feed, renew_feed, withdraw_feed
from meetings.feeds import calendar_file
from meetings.forms.feeds import CalendarFeedForm
from meetings.models import CalendarFeed
from meetings.queries.coming import happenings_of, happenings_of_board
from people.models import Account
from records.pages.record_pages import PAGES_OF
from values import clock

CODE = "code"


class CalendarFeeds(View):
    """One's own calendar addresses. A new one is shown once, in the answer that makes it."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return page(request, CalendarFeedForm(person=request.user.person))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = CalendarFeedForm(request.POST, person=request.user.person)
        if not form.is_valid():
            return page(request, form)
        try:
            _feed, code = make_feed(account=request.user, board=form.cleaned_data["board"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return page(request, form)
        return page(request, CalendarFeedForm(person=request.user.person), code)


@verb
def renew(request: SignedInRequest, number: int) -> HttpResponse:
    """A new address in place of one that somebody else may have seen."""
    try:
        _feed, code = renew_feed(own(request, number))
    except Refused as refusal:
        messages.info(request, str(refusal))
        return redirect("meetings:calendar_feeds")
    return page(request, CalendarFeedForm(person=request.user.person), code)


@verb
def withdraw(request: SignedInRequest, number: int) -> HttpResponse:
    try:
        withdraw_feed(own(request, number))
    except Refused as refusal:
        messages.info(request, str(refusal))
    else:
        messages.success(request, _("The calendar address is withdrawn. It answers nobody now."))
    return redirect("meetings:calendar_feeds")


def own(request: SignedInRequest, number: int) -> CalendarFeed:
    return get_object_or_404(CalendarFeed, account=request.user, pk=number)


def page(request: SignedInRequest, form: CalendarFeedForm, code: str = "") -> HttpResponse:
    address = f"{request.build_absolute_uri(reverse('meetings:feed'))}?{CODE}={code}"
    context = {
        "form": form,
        "feeds": feeds_of(request.user),
        "address": address if code else "",
        "breadcrumbs": [(_("Coming meetings"), reverse("meetings:coming"))],
    }
    return render(request, "meetings/calendar_feeds.html", context)


def feeds_of(account: Account) -> list[dict[str, Any]]:
    """The addresses in use, with the board of each as far as it may still be seen."""
    rows = CalendarFeed.objects.filter(account=account, withdrawn_at=None)
    feeds = list(rows.order_by("-made_at"))
    seen = dict(_boards(account, [f.board_id for f in feeds]).values_list("pk", "title"))
    return [{"feed": feed, "about": _about(feed, seen)} for feed in feeds]


def _boards(account: Account, keys: list[int | None]) -> QuerySet:
    boards: QuerySet = Board.objects.visible_to(account.person)
    return boards.filter(pk__in=[key for key in keys if key])


def _about(feed: CalendarFeed, seen: dict[int, str]) -> str:
    if feed.board_id is None:
        return _("My meetings and due days")
    return seen.get(feed.board_id, _("A board that you no longer see"))


@login_not_required
@require_safe
@takes(CODE)
def feed(request: HttpRequest) -> HttpResponseBase:
    """What a calendar program reads: it has no session, and the code says whose calendar it is. It
    shows what that person may see today, and nothing restricted."""
    digest = digest_of(request.GET.get(CODE, ""))
    rows = CalendarFeed.objects.in_use().select_related("account__person", "board")
    found = rows.filter(digest=digest).first()
    if found is None:
        raise Http404
    content = _content(request, found)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = f'"{sha256(content).hexdigest()}"'
    conditional = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return conditional or answer


def _content(request: HttpRequest, found: CalendarFeed) -> bytes:
    person, today, name = found.account.person, clock.today(), _("Meetings")
    if found.board is None:
        happenings = happenings_of(person, today)
        name = _("Meetings and due days")
    elif _boards(found.account, [found.board_id]).exists():
        happenings = happenings_of_board(person, found.board, today)
        name = found.board.title
    else:
        happenings = []

    def address(model: type[Any], reference: str) -> str:
        return request.build_absolute_uri(page_of(model, reference))

    return calendar_file(happenings, name=name, host=request.get_host(), address=address)


def page_of(model: type[Any], reference: str) -> str:
    """The page of a record that goes by its reference; the front page for a kind without pages."""
    pages = PAGES_OF.get(model)
    if pages is None:
        return reverse("home")
    return reverse(f"{pages.namespace}:{pages.name}_detail", args=[reference])
