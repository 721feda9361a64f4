"""Who holds what in a programme, project or board, and who held it on a day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from directory.pages import earlier_seat_table, seat_table
from directory.views.accounts import people_crumb
from people import policy
from people.choices import Act
from people.models import Scope
from people.seats import seats_and_earlier
from records.pages.moments import ASKED, EARLIER_HOLDERS, moment_asked
from records.pages.scopes import has_own_page, scope_url


@takes(*ASKED)
def scope_detail(request: SignedInRequest, reference: str) -> HttpResponse:
    """The seats of a scope, today or as at a past day."""
    person = request.user.person
    moment = moment_asked(request, look_in=EARLIER_HOLDERS)
    named = Scope.objects.filter(reference=reference)
    visible = policy.visible_now_or_then(named, person, moment.value)
    scope = get_object_or_404(visible)
    row = as_recorded(scope, moment.value)
    sees_now = policy.can(person, Act.SEE, scope)
    if has_own_page(scope):
        above = [(row.title, scope_url(scope))]
    else:
        above = people_crumb() if policy.can(person, Act.SEE_PEOPLE) else []
    held, earlier = seats_and_earlier(scope.pk, moment.value)
    grantable = frozenset() if moment.value else policy.grantable(person, scope)
    context = {
        "scope": row,
        "seats": seat_table(held, scope.reference, person, moment, grantable),
        "earlier": earlier_seat_table(earlier, person, moment),
        "grantable": grantable,
        "breadcrumbs": above,
        **moment.context(now_url="" if sees_now else reverse("home")),
    }
    return render(request, "directory/scope_detail.html", context)
