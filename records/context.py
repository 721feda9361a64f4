"""What every page shows around its content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in import kept_forms
from people import events, policy
from people.choices import Act
from people.queries import council_name
from people.restriction_rows import restricted_banner
from records.pages import menu


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
        "council_name": said_of_council(account),
        "person_name": signed_in.user.person.name if signed_in else "",
        "sees_people": sees_people,
        "navigation": navigation(signed_in) if signed_in else [],
        "is_demo": settings.DEMO,
        "restricted": restricted_banner(restriction) if restriction else None,
        "opened_by": kept_forms.opened_by(signed_in.user) if signed_in else "",
    }


def said_of_council(account: Any) -> str:
    """The council's name; pages made without the database show it as it was last read."""
    global _last_read
    name = getattr(account, "council_name", None) or council_name()
    _last_read = name
    return name


def council_name_last_read() -> str:
    return _last_read or settings.COUNCIL_NAME


_last_read = ""


def navigation(request: SignedInRequest) -> list[NavigationItem]:
    return [
        NavigationItem(str(item.label), item.url, item.is_current(request.path), item.keeps_moment)
        for item in menu.items_for(request.user.person)
    ]
