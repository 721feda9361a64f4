"""The working days of a board, and the deadline rule that is in force for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from governance.models import Board, BodyKind
from meetings.models import Closure, DeadlineRule
from values.working_days import Calendar, Correction


@dataclass(frozen=True)
class Rules:
    """Every rule and correction recorded at a moment, and the nation of each kind of body."""

    rules: tuple[DeadlineRule, ...]  # the newest first
    closures: tuple[Closure, ...]
    nations: Mapping[int, str]

    def nation_of(self, board: Board) -> str:
        """The nation whose law and holidays hold for a board: its kind's, or else the council's."""
        return self.nations.get(board.kind_id) or str(settings.COUNCIL_NATION)

    def of(self, board: Board, on: date) -> DeadlineRule | None:
        """The rule in force for a board's meeting on a day: that of its kind comes before that of
        all kinds, and the newest before the others."""
        nation = self.nation_of(board)
        in_force = [r for r in self.rules if r.nation == nation and r.valid_from <= on]
        own = [rule for rule in in_force if rule.kind_id == board.kind_id]
        of_all = [rule for rule in in_force if rule.kind_id is None]
        return next(iter([*own, *of_all]), None)

    def calendar_of(self, board: Board) -> Calendar:
        return self.calendar(self.nation_of(board))

    def calendar(self, nation: str) -> Calendar:
        """The working days of a nation; what is said of one nation comes before what is said of
        all."""
        general = {c.on: _correction(c) for c in self.closures if not c.nation}
        own = {c.on: _correction(c) for c in self.closures if c.nation == nation}
        return Calendar(nation, general | own)


def _correction(closure: Closure) -> Correction:
    return Correction(closure.is_working, closure.title)


def rules_at(moment: datetime | None = None) -> Rules:
    """Three queries, for any number of meetings."""
    rules = DeadlineRule.objects.at(moment).live().order_by("-valid_from", "-id")
    closures = Closure.objects.at(moment).live()
    nations = BodyKind.objects.at(moment).values_list("id", "nation")
    return Rules(tuple(rules), tuple(closures), dict(nations))


def calendar_of(board: Board) -> Calendar:
    """The working days by which a board plans its meetings."""
    return rules_at().calendar_of(board)
