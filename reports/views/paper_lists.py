"""The lists of papers: of all that somebody may see, and of those for one board or committee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from governance.pages import board_crumbs
from governance.queries import find_board
from people import policy
from people.choices import Act
from people.models import Person
from programmes.filters import ProgrammeFilter
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment
from reports.columns import PAPERS
from reports.models import Paper
from reports.queries.paper_lists import papers


class PaperList(ListPage):
    """Every paper, the next meeting first."""

    model = Paper
    name = "papers"
    heading = _("Committee papers")
    columns = PAPERS
    scope = "programme__scope"
    filters = {"programme": ProgrammeFilter("programme_id")}
    none_yet = _("A paper is started on the Papers page of its programme.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return papers(person, moment)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value:
            return []
        found = []
        if any(policy.reach_of(person, act)[0] for act in (Act.RELEASE, Act.RESTRICT)):
            review = str(_("Restricted records to review"))
            found.append((review, reverse("directory:restriction_list")))
        if policy.can(person, Act.EDIT_FORMATS):
            found.append((str(_("Report formats")), reverse("reports:format_list")))
        return found

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d paper", "%(n)d papers", count) % {"n": count}


class BoardPaperList(PaperList):
    """The papers addressed to one board or committee."""

    heading = _("Papers for this board")
    columns = PAPERS
    none_yet = _("A paper must name the board or committee that it is for.")

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        self.board = find_board(request.user.person, keys["reference"])

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return papers(person, moment, self.board.pk)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        return []

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        board = as_recorded(self.board, asked.value)
        url = reverse("governance:board_detail", args=[board.reference])
        return {"caption": board.title, "breadcrumbs": [*board_crumbs(), (board.title, url)]}
