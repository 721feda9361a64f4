"""What papers draw from boards besides their seats: gates, decisions, terms of reference, and which
decisions are wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.queries.moments import value_at
from documents.content import LiveContent, SeveralContent, TableContent, TextContent
from documents.tree import Column, Table
from governance.blocks import WhichBoard, boards
from governance.choices import ExceptionState, GateState
from governance.columns import GATES
from governance.models import Board, Decision, GateReview, ToleranceException
from governance.models.tolerances import Tolerance
from governance.queries.gates import reviews
from governance.queries.terms import TEXTS, in_force, label_of, terms_of
from people import policy
from people.models import Scope
from programmes.blocks import scopes_of
from projects.models import Project
from records.blocks import About, Block, ListBlock, Typed
from records.fields import DayField
from values import clock, words


def _gates(about: About) -> QuerySet:
    """The gate reviews of all projects that a paper is about."""
    projects = Project.objects.at(about.moment, scope_id__in=scopes_of(about)).live()
    keys = list(projects.values_list("id", flat=True))
    rows = GateReview.objects.at(about.moment, project_id__in=keys).live()
    return reviews(rows, about.moment).order_by("-id")


class Day(Typed):
    """A day as people write it."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        DayField(label=self.label, required=False).clean(typed)
        return typed


class DecisionChoices(WhichBoard):
    since = Day(gettext_lazy("Since"), help_text=gettext_lazy("A day; empty for all."))


class DecisionsOfBoard(Block):
    """What a board decided, or delegated, since a day; the newest first."""

    name, label, form = "decisions", gettext_lazy("Decisions of a board"), DecisionChoices
    needs_programme = False

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        nil = _("No decisions have been recorded.")
        board = next((b for b in boards(about) if b.reference == chosen["board"]), None)
        if board is None:
            return TextContent(nil)
        rows = policy.open_to_all(Decision.objects.at(about.moment, board_id=board.id).live())
        if chosen["since"]:
            rows = rows.filter(made_on__gte=DayField().clean(chosen["since"]))
        columns = (
            Column(_("Decision")),
            Column(_("In these words")),
            Column(_("Decided on"), is_short=True),
            Column(_("Reference"), is_short=True),
        )
        told = tuple(
            (row.title, row.text, words.short_day(row.made_on), row.reference)
            for row in rows.order_by("-made_on", "-id")
        )
        caption = _("Decisions of %(board)s") % {"board": board.title}
        return TableContent(Table(caption=caption, columns=columns, rows=told), nil=nil)


LISTED = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)]) ")
"""The beginning of a text that is a list: its name stands above it."""


class TermsInForce(Block):
    """The terms of reference of a board that are in force, in their own words."""

    name, label, form = "terms", gettext_lazy("Terms of reference"), WhichBoard
    needs_programme = False

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        row = next((b for b in boards(about) if b.reference == chosen["board"]), None)
        nil = _("No terms of reference are in force.")
        if row is None:
            return TextContent(nil)
        terms = terms_of(Board(pk=row.id), about.moment)
        parts: list[LiveContent] = []
        for each in in_force(terms, clock.day_of(about.moment)):
            said = {"title": each.title, "day": words.day(each.adopted_on)}
            parts.append(TextContent(_("%(title)s, adopted on %(day)s") % said))
            for name in TEXTS:
                if text := getattr(each, name):
                    between = "\n\n" if LISTED.match(text) else " "
                    parts.append(TextContent(f"{label_of(name)}:{between}{text}"))
        return SeveralContent(tuple(parts), nil=nil)


class DecisionsWanted(Block):
    """What waits for a board: gates that were vetted, and forecasts beyond a tolerance."""

    name, label = "decisions-wanted", gettext_lazy("Decisions wanted")

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        columns = (
            Column(_("Decision wanted")),
            Column(_("Of")),
            Column(_("Board")),
            Column(_("Reference"), is_short=True),
        )
        rows = (*_gates_waiting(about), *_exceptions_waiting(about))
        table = Table(caption=_("Decisions wanted"), columns=columns, rows=rows)
        return TableContent(table, nil=_("No decisions are wanted."))


def _gates_waiting(about: About) -> list[tuple[str, ...]]:
    waiting = _gates(about).filter(state__in=(GateState.VETTED, GateState.TABLED))
    return [
        (
            _("%(gate)s, round %(round)d") % {"gate": row.title, "round": row.round},
            row.project_title,
            row.board_title,
            row.reference,
        )
        for row in waiting.order_by("id")
    ]


def _exceptions_waiting(about: About) -> list[tuple[str, ...]]:
    moment = about.moment
    tolerances = Tolerance.objects.at(moment, scope_id__in=scopes_of(about))
    known = {
        row.id: row
        for row in tolerances.annotate(
            scope_title=value_at(moment, Scope, "scope_id", "title"),
            board_title=value_at(moment, Board, "board_id", "title"),
        )
    }
    rows = ToleranceException.objects.at(moment, tolerance_id__in=list(known)).live()
    return [
        (
            _("Beyond its tolerance: %(cause)s") % {"cause": row.cause},
            known[row.tolerance_id].scope_title,
            known[row.tolerance_id].board_title or words.NOTHING,
            row.reference,
        )
        for row in rows.filter(state=ExceptionState.OPEN).order_by("id")
    ]


DECIDED = (
    ListBlock("gates", gettext_lazy("Gates"), GATES, _gates),
    DecisionsOfBoard(),
    TermsInForce(),
    DecisionsWanted(),
)
"""What `governance` lets papers ask for of gates and decisions."""
