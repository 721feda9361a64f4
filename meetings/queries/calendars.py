"""The working days of a board, and the deadline rule that is in force for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from governance.models import Board
from meetings.models import Closure, DeadlineRule
from values.working_days import Calendar, Correction


@dataclass(frozen=True)
class Rules:
    """Every rule and correction recorded at a moment."""

    rules: tuple[DeadlineRule, ...]  # the newest first
    closures: tuple[Closure, ...]

    def of(self, board: Board, on: date) -> DeadlineRule | None:
        """The rule in force for a board's meeting on a day: that of its kind comes before that of
        all kinds, and the newest before the others."""
        nation = nation_of(board)
        in_force = [r for r in self.rules if r.nation == nation and r.valid_from <= on]
        own = [rule for rule in in_force if rule.kind == board.kind]
        of_all = [rule for rule in in_force if not rule.kind]
        return next(iter([*own, *of_all]), None)

    def calendar(self, nation: str) -> Calendar:
        """The working days of a nation; what is said of one nation comes before what is said of
        all."""
        general = {c.on: _correction(c) for c in self.closures if not c.nation}
        own = {c.on: _correction(c) for c in self.closures if c.nation == nation}
        return Calendar(nation, general | own)


def _correction(closure: Closure) -> Correction:
    return Correction(closure.is_working, closure.title)


def nation_of(board: Board) -> str:
    """The nation whose law and holidays hold for a board."""
    return str(settings.COUNCIL_NATION)


def rules_at(moment: datetime | None = None) -> Rules:
    """Two queries, for any number of meetings."""
    rules = DeadlineRule.objects.at(moment).live().order_by("-valid_from", "-id")
    return Rules(tuple(rules), tuple(Closure.objects.at(moment).live()))


def calendar_of(board: Board, moment: datetime | None = None) -> Calendar:
    """A board's working days, with the council's corrections. One query."""
    closures = Closure.objects.at(moment).live()
    return Rules((), tuple(closures)).calendar(nation_of(board))
