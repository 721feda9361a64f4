"""The lists of papers: all that somebody may see, and those for one board or committee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from governance.pages import board_crumbs
from governance.queries.boards import find_board
from people import policy
from people.choices import Act
from people.models import Person
from programmes.filters import ProgrammeFilter
from programmes.views import ListOfProgramme
from records.filters import ArchivedFilter
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment, moment_asked
from reports.columns import PAPERS
from reports.models import Paper
from reports.queries.paper_lists import papers


class PapersOfProgrammeFilter(ProgrammeFilter):
    """Narrows papers to those that serve one programme, first or among others."""

    def filter(self, rows: Any, value: Any) -> QuerySet:
        narrowed: QuerySet = rows if value is None else rows.serving(value.pk)
        return narrowed


class PaperList(ListPage):
    """Every paper, the next meeting first."""

    model = Paper
    name = "papers"
    heading = _("Committee papers")
    columns = PAPERS
    scope = "scope"
    filters = {"programme": PapersOfProgrammeFilter("programme_id")}
    none_yet = _("A paper is started on the Papers page of its programme or board.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return papers(person, moment).filter(is_archived=False)

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


class ProgrammePaperList(ListOfProgramme):
    """The papers about one programme, archived ones too when they are asked for."""

    model = Paper
    name = "papers"
    heading = _("Papers")
    tab = "papers"
    columns = PAPERS
    scope = "scope"
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("A paper takes its project summaries and figures from this programme’s records.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return papers(person, moment, programme_id=self.programme.pk)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_PAPERS, self.programme):
            return []
        add = reverse("reports:paper_add", args=[self.programme.reference])
        return [(gettext("Start a paper"), add)]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d paper", "%(n)d papers", count) % {"n": count}


class BoardPaperList(PaperList):
    """The papers addressed to one board or committee."""

    heading = _("Papers for this board")
    columns = PAPERS
    none_yet = _("A paper must name the board or committee that it is for.")

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        moment = moment_asked(request).value
        self.board = find_board(request.user.person, keys["reference"], moment)

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return papers(person, moment, board_id=self.board.pk).filter(is_archived=False)

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_PAPERS, self.board):
            return []
        add = reverse("reports:board_paper_add", args=[self.board.reference])
        return [(gettext("Start a paper"), add)]

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        board = as_recorded(self.board, asked.value)
        url = reverse("governance:board_detail", args=[board.reference])
        sees_now = not asked.value or policy.can(person, Act.SEE, self.board)
        return {
            "caption": board.title,
            "breadcrumbs": [*board_crumbs(), (board.title, url)],
            **asked.context(now_url="" if sees_now else board_crumbs()[0][1]),
        }
