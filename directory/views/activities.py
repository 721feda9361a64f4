"""Recent changes in a scope, or by a person."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.models import RecordedChange
from directory.views.accounts import people_crumb
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person, Scope
from records.filters import ActivityFilter
from records.pages.scopes import scope_url
from records.views.activity import activity_page


@takes("before", "after", "format", narrowed_by=ActivityFilter)
def scope_activity(request: SignedInRequest, reference: str) -> HttpResponse:
    """Changes in a scope, and in all that it then contained."""
    visible = Scope.objects.visible_to(request.user.person)
    scope = get_object_or_404(visible, reference=reference)
    if scope.kind == ScopeKind.OFFICE:
        return redirect("records:activity")
    return activity_page(
        request,
        RecordedChange.objects.all(),
        heading=_("Activity"),
        caption=scope.title,
        crumbs=[(scope.title, scope_url(scope))],
        scope=scope,
    )


@takes("before", "after", "format", narrowed_by=ActivityFilter)
def person_activity(request: SignedInRequest, reference: str) -> HttpResponse:
    """What a person changed, as far as the reader may see it."""
    person = get_object_or_404(Person.objects.visible_to(request.user.person), reference=reference)
    # The history still names the duplicate as the one who acted: what it did is read too.
    earlier = list(Person.objects.filter(merged_into=person).values_list("pk", flat=True))
    by = Q(actor_id__in=[person.pk, *earlier]) if earlier else Q(actor_id=person.pk)
    changes = RecordedChange.objects.filter(by)
    above = people_crumb() if policy.can(request.user.person, Act.SEE_PEOPLE) else []
    crumbs = [*above, (person.name, reverse("directory:person_detail", args=[person.reference]))]
    return activity_page(
        request, changes, heading=_("Activity"), caption=person.name, crumbs=crumbs
    )
