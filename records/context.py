"""What every page shows around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in import kept_forms
from people import events, policy
from people.choices import Act
from people.restriction_rows import restricted_banner


@dataclass(frozen=True)
class NavigationItem:
    label: str
    url: str
    is_current: bool
    keeps_moment: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """The council, the person who is signed in, and where they can go."""
    account = getattr(request, "user", None)
    is_signed_in = account is not None and account.is_authenticated
    signed_in = cast(SignedInRequest, request) if is_signed_in else None
    restriction = events.restriction_read() if signed_in else None
    sees_people = signed_in is not None and policy.can(signed_in.user.person, Act.SEE_PEOPLE)
    return {
        "council_name": settings.COUNCIL_NAME,
        "person_name": signed_in.user.person.name if signed_in else "",
        "sees_people": sees_people,
        "navigation": navigation(signed_in, sees_people) if signed_in else [],
        "is_demo": settings.DEMO,
        "restricted": restricted_banner(restriction) if restriction else None,
        "opened_by": kept_forms.opened_by(signed_in.user) if signed_in else "",
    }


def navigation(request: SignedInRequest, sees_people: bool) -> list[NavigationItem]:
    person = request.user.person
    items = [
        (_("My work"), reverse("home")),
        (_("Programmes"), reverse("reports:portfolio")),
        (_("Boards"), reverse("governance:board_list")),
        (_("Papers"), reverse("reports:paper_list")),
        (_("Activity"), reverse("records:activity")),
    ]
    if sees_people:
        items.append((_("People"), reverse("directory:person_list")))
    if policy.can(person, Act.SEE_SECURITY_EVENTS):
        items.append((_("Security events"), reverse("directory:security_events")))
    of_today = tuple(reverse(n) for n in ("home", "records:activity", "directory:security_events"))
    also = {reverse("reports:paper_list"): reverse("directory:restriction_list")}
    return [
        NavigationItem(
            label, url, _is_current(request.path, url, also.get(url)), url not in of_today
        )
        for label, url in items
    ]


def _is_current(path: str, *urls: str | None) -> bool:
    """Whether a page is one of these, or lies below one."""
    return any(url and (path == url or (url != "/" and path.startswith(url))) for url in urls)
