"""Terms of reference, and two of them side by side."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from governance.models import TermsOfReference
from governance.pages import board_crumbs
from governance.queries.boards import find_board
from governance.queries.terms import TEXTS, compared, in_force, label_of, quorum, terms_of
from people.models import Person
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.views.detail import RecordDetail, facts
from values import clock


class TermsDetail(RecordDetail):
    """One version, with every text that it holds."""

    template = "governance/terms_detail.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        board = self.record.board
        versions = terms_of(board, asked.value)
        valid = valid_ids(versions, asked.value)
        said = quorum(row, row.title).words or _("As for its kind")
        return {
            "status": state_of(row, valid),
            "facts": [
                *facts(row, ["version_on", "adopted_on"], asked.value),
                {"label": _("Meets"), "value": row.frequency, "values": ()},
                {"label": _("Quorum"), "value": said, "values": ()},
            ],
            "texts": [(label_of(n), getattr(row, n)) for n in TEXTS if getattr(row, n)],
            "others": [
                (each.title, state_of(each, valid), compare_url(board.reference, row, each, asked))
                for each in versions
                if each.id != row.id
            ],
        }


def valid_ids(versions: list[TermsOfReference], moment: datetime | None) -> set[int]:
    """The keys of the versions in force on the day of a moment."""
    return {each.id for each in in_force(versions, clock.day_of(moment))}


def differing(reference: str, versions: list[TermsOfReference], asked: AskedMoment) -> str:
    """The address at which two texts in force are compared; empty unless there are two that
    differ."""
    valid = in_force(versions, clock.day_of(asked.value))
    if len(valid) < 2 or all(row.is_same for row in compared(*valid[:2])):
        return ""
    return compare_url(reference, valid[1], valid[0], asked)


def state_of(terms: TermsOfReference, in_force_ids: set[int]) -> str:
    if terms.adopted_on is None:
        return _("Draft")
    return _("In force") if terms.id in in_force_ids else _("Not in force")


def compare_url(
    reference: str, left: TermsOfReference, right: TermsOfReference, asked: AskedMoment
) -> str:
    page = reverse("governance:terms_compare", args=[reference])
    which = urlencode({"one": left.id, "other": right.id})
    return f"{page}{asked.query}&{which}" if asked.query else f"{page}?{which}"


@takes("one", "other", *ASKED)
def terms_compare(request: SignedInRequest, reference: str) -> HttpResponse:
    """Two texts that define one body, side by side: those asked for, or the two newest."""
    person, asked = request.user.person, moment_asked(request)
    board = find_board(person, reference, asked.value)
    versions = terms_of(board, asked.value)
    left, right = _two(versions, request.GET.get("one", ""), request.GET.get("other", ""))
    rows = compared(left, right) if left and right else []
    context = {
        "board": as_recorded(board, asked.value),
        "left": left,
        "right": right,
        "rows": rows,
        "differing": [row.label for row in rows if not row.is_same],
        "breadcrumbs": [
            *board_crumbs(),
            (board.title, reverse("governance:board_detail", args=[board.reference])),
        ],
        **asked.context(),
    }
    return render(request, "governance/terms_compare.html", context)


def _two(
    versions: list[TermsOfReference], one: str, other: str
) -> tuple[TermsOfReference | None, TermsOfReference | None]:
    """The versions asked for; without an answer for one, the newest that is left. Raises BadRequest
    for a version of another board."""
    by_id = {str(each.id): each for each in versions}
    chosen = []
    for asked in (one, other):
        if asked and asked not in by_id:
            raise BadRequest(_("This board has no such version of its terms of reference."))
        left = [key for key in by_id if key not in (one, other) and key not in chosen]
        chosen.append(asked or (left[0] if left else ""))
    found = [by_id.get(key) for key in chosen]
    return found[0], found[1]
