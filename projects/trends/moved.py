"""Which milestones moved over a span of days: by how much, how often and why, as a chart over its
table."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.bars import MOST_BARS, Bar, Bars
from documents.charts import Chart
from documents.tree import Column, Table
from people.models import Person, Scope
from programmes.queries import scopes_within
from projects.queries import MilestoneRow, milestones_in
from projects.queries.moves import Move, Version, at, moves, versions_in
from values import words
from values.clock import day_of, end_of
from values.partial_dates import Gap, PartialDate, gap, months_after

SPANS = {
    "quarter": (gettext_lazy("Three months"), 3),
    "half": (gettext_lazy("Half a year"), 6),
    "year": (gettext_lazy("A year"), 12),
    "two-years": (gettext_lazy("Two years"), 24),
}
"""How far back, in words and in months."""
USUAL = "year"


def first_day(span: str, on: date) -> date:
    """The day on which a span begins that ends on a day."""
    return months_after(on, -SPANS[span][1])


@dataclass(frozen=True)
class Moved:
    """A milestone whose day moved within a span; `before` is when it was expected as the span
    began, or when it was first entered."""

    row: MilestoneRow
    before: PartialDate
    after: PartialDate | None
    moves: tuple[Move, ...]  # the oldest first

    @property
    def gap(self) -> Gap | None:
        return gap(self.before, self.after)

    @property
    def days(self) -> int:
        """Later is positive."""
        return self.gap.days if self.gap else 0

    @property
    def times(self) -> int:
        """How often it moved; reaching it on another day than expected is one move."""
        return len(self.moves) or 1

    @property
    def title(self) -> str:
        return f"{self.row.title} ({self.row.scope})" if self.row.scope else self.row.title

    @property
    def by_words(self) -> str:
        if not self.gap:
            return _("no date any more")
        if not self.days:
            return _("back where it was") if self.gap.is_exact else _("about the same")
        facts = {"days": words.span(self.gap)}
        return (_("%(days)s later") if self.days > 0 else _("%(days)s earlier")) % facts

    @property
    def why(self) -> str:
        """Each reason once, with its day."""
        told: dict[str, str] = {}
        for move in self.moves:
            if move.why:
                told.setdefault(move.why, f"{words.short_day(move.on)}: {move.why}")
        return "; ".join(told.values())


def moved_within(
    within: Collection[int], moment: datetime | None, since: date, whole: int | None = None
) -> tuple[list[Moved], int]:
    """The milestones of these scopes that moved from a day on, the furthest first, and how many
    there are in all; those of the `whole` are not said to be its own. Three queries."""
    titles = dict(Scope.objects.at(moment, pk__in=within).values_list("id", "title"))
    rows = [
        replace(row, scope=titles[key] if key != whole else "")
        for key, found in milestones_in(within, moment).items()
        for row in found
    ]
    return moved_among(rows, versions_in(within, moment), since), len(rows)


def moved_among(
    rows: Iterable[MilestoneRow], versions: dict[int, list[Version]], since: date
) -> list[Moved]:
    found = (_moved(row, versions.get(row.id, []), since) for row in rows)
    return sorted((one for one in found if one), key=lambda one: (-one.days, one.row.id))


def _moved(row: MilestoneRow, versions: list[Version], since: date) -> Moved | None:
    told = [version for version in versions if version.expected]
    if not told:
        return None
    start = at(told, end_of(since - timedelta(days=1))) or told[0]
    before, after = start.expected, versions[-1].expected
    of_span = tuple(move for move in reversed(moves(versions)) if move.on >= since)
    if before is None or (not of_span and before == after):
        return None
    one = Moved(row, before, after, of_span)
    return one if of_span or one.days else None


def moved_of_scope(
    span: str, scope: Scope, person: Person | None, moment: datetime | None
) -> Chart | None:
    """As `programmes.scope_charts` asks for it."""
    since = first_day(span, day_of(moment))
    within = scopes_within(scope.pk, moment)
    return moved_chart(*moved_within(within, moment, since, scope.pk), since)


def moved_chart(found: list[Moved], count: int, since: date) -> Chart | None:
    """Of the milestones that moved; None where none did."""
    if not found:
        return None
    return Chart(
        headline=_headline(found, count, since),
        sentence=_sentence(found[0]),
        source=_("Source: the history of each milestone, with the reasons given at the time."),
        table=moved_table(found, since),
        drawn=Bars(
            tuple(
                Bar(one.title, (float(max(one.days, 0)),), one.by_words)
                for one in found[:MOST_BARS]
            )
        ),
    )


def moved_table(found: list[Moved], since: date) -> Table:
    return Table(
        caption=_("Milestones that moved since %(day)s") % {"day": words.day(since)},
        columns=(
            Column(_("Milestone")),
            Column(_("Expected then"), is_short=True),
            Column(_("Expected now"), is_short=True),
            Column(_("Moved"), is_short=True),
            Column(_("Times"), is_short=True),
            Column(_("Why")),
        ),
        rows=tuple(_cells(one) for one in found),
    )


def _cells(one: Moved) -> tuple[str, ...]:
    dates = (words.short_when(one.before), words.short_when(one.after))
    return (one.title, *dates, one.by_words, str(one.times), one.why or words.NOTHING)


def _headline(found: list[Moved], count: int, since: date) -> str:
    """3 of 24 milestones have moved since 4 July 2011, 2 to a later day."""
    later = sum(one.days > 0 for one in found)
    facts = {"n": len(found), "all": count, "day": words.day(since), "later": later}
    said = ngettext(
        "%(n)d of %(all)d milestones has moved since %(day)s,",
        "%(n)d of %(all)d milestones have moved since %(day)s,",
        len(found),
    )
    return f"{said} {_('%(later)d to a later day.')}" % facts


def _sentence(one: Moved) -> str:
    times = ngettext("once", "%(n)d times", one.times) % {"n": one.times}
    facts = {"milestone": one.title, "by": one.by_words, "times": times}
    return _("Furthest: %(milestone)s, %(by)s; it moved %(times)s.") % facts
