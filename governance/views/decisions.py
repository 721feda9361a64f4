"""The register of decisions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.queries.moments import value_at
from governance.choices import DecisionState
from governance.columns import DECISIONS
from governance.models import Board, Decision
from governance.pages import DecisionPages
from governance.queries.decisions import Accompanying, accompanying, around, moved_by
from people.models import Person
from programmes.views import RegisterList
from records.pages.moments import AskedMoment
from records.views.detail import RecordDetail


class DecisionDetail(RecordDetail):
    """A decision, what it moved, and the decision that it reconsiders or that reconsiders it."""

    template = "governance/decision.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return {
            "status": DecisionState(row.state).label,
            "moved": moved_by(self.record, person, asked.value),
            "other_decisions": around(self.record, person, asked.value),
        }


class DecisionList(RegisterList):
    """Decisions on everything that the person may see, the newest first."""

    pages = DecisionPages()
    detail = DecisionDetail
    model = Decision
    item, name = "decisions", "decisions"
    heading = _("Decisions")
    columns = DECISIONS
    reads = ("text", "reasons", "options_rejected", "interests", "dispensations")
    none_yet = _("What boards and officers decide is entered here, with the reasons.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        board = value_at(moment, Board, "board_id", "title")
        officer = value_at(moment, Person, "maker_id", "name")
        rows = super().rows(person, moment).annotate(maker_title=Coalesce(officer, board))
        return rows.order_by("-made_on", "-id")

    def told(self, rows: list[dict[str, Any]], moment: datetime | None) -> list[dict[str, Any]]:
        """With what went with each, which only the files say."""
        if "format" not in self.request.GET:
            return rows
        person = self.request.user.person  # type: ignore[union-attr]  # signed in
        found = accompanying([row["id"] for row in rows], person, moment)
        for row in rows:
            went = found.get(row["id"], Accompanying())
            at = went.published_at
            row["report_author"], row["documents"] = went.author, went.documents
            row["published_on"] = timezone.localdate(at) if at else None
        return rows

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d decision", "%(n)d decisions", count) % {"n": count}
