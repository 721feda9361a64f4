"""How far the milestones of a programme slipped over a year, as a chart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.charts import Chart
from documents.points import Point
from documents.several_lines import MOST_SERIES, Lines, Series
from documents.tree import Column, Table
from people.models import Person, Scope
from programmes.queries import scopes_within
from projects.choices import MilestoneState
from projects.queries import MilestoneRow, milestones_in
from projects.queries.moves import Version, at, versions_in
from projects.trends.months import month_ends
from values import words
from values.clock import day_of, end_of
from values.partial_dates import Gap, gap

ON_TIME = Gap(0, True)


@dataclass(frozen=True)
class Slip:
    """A milestone, and by how much it was later than first agreed at the end of each day on which
    that was known."""

    title: str
    at_days: tuple[tuple[date, Gap], ...]

    @property
    def last(self) -> int:
        return self.at_days[-1][1].days

    def is_late_on(self, on: date) -> bool:
        return any(day == on and late.days > 0 for day, late in self.at_days)


def slips_chart(scope: Scope, person: Person | None, moment: datetime | None) -> Chart | None:
    """Of the milestones to come of a scope and all that lies below it; None where none is later
    than first agreed. Three queries, and one for each level of scopes."""
    return slips_within(scopes_within(scope.pk, moment), moment, whole=scope.pk)


def slips_within(
    within: Collection[int], moment: datetime | None, whole: int | None = None
) -> Chart | None:
    """Of the milestones that have these scopes; those of the `whole` are not said to be its own.
    Three queries."""
    titles = dict(Scope.objects.at(moment, pk__in=within).values_list("id", "title"))
    rows = [
        replace(row, scope=titles[key] if key != whole else "")
        for key, found in milestones_in(within, moment).items()
        for row in found
        if row.state != MilestoneState.DONE
    ]
    days = month_ends(day_of(moment))
    found = versions_in(within, moment)
    return chart_of([s for row in rows if (s := _slip(row, found.get(row.id, []), days))], days)


def chart_of(slips: list[Slip], days: list[date]) -> Chart | None:
    late = sorted((slip for slip in slips if slip.last > 0), key=lambda slip: -slip.last)
    if not late:
        return None
    shown = late[:MOST_SERIES]
    series = tuple(Series(slip.title, tuple(_points(slip))) for slip in shown)
    left_out = len(late) - len(shown)
    return Chart(
        headline=_headline(slips, days),
        sentence=_("Furthest behind: %(title)s, %(late)s.")
        % {"title": shown[0].title, "late": _late_words(shown[0].at_days[-1][1])},
        source=_("Source: what was expected at the end of each month, and first agreed."),
        table=Table(
            caption=_("Days later than first agreed, month by month"),
            columns=(Column(_("Milestone")), Column(_("Day")), Column(_("Later"))),
            rows=tuple(
                (each.name, point.place_words, point.value_words)
                for each in series
                for point in each.points
            ),
            note=ngettext(
                "%(n)d milestone that is less late is left out.",
                "%(n)d milestones that are less late are left out.",
                left_out,
            )
            % {"n": left_out}
            if left_out
            else "",
        ),
        drawn=Lines(series),
    )


def _slip(row: MilestoneRow, versions: list[Version], days: Iterable[date]) -> Slip | None:
    agreed = row.first_agreed or row.baseline
    told = ((day, at(versions, end_of(day))) for day in days)
    known = tuple(
        (day, late)
        for day, version in told
        if version and (late := gap(agreed, version.expected)) is not None
    )
    name = f"{row.title} ({row.scope})" if row.scope else row.title
    return Slip(name, known) if known else None


def _points(slip: Slip) -> Iterable[Point]:
    """The first and the last, and each that differs from the one before or after."""
    told = slip.at_days
    ends = (0, len(told) - 1)
    for n, (day, late) in enumerate(told):
        if n in ends or not told[n - 1][1] == late == told[n + 1][1]:
            yield Point(
                float(day.toordinal()), float(late.days), words.short_day(day), _late_words(late)
            )


def _late_words(late: Gap) -> str:
    if not late.days:
        return _("on time")
    facts = {"days": words.span(late)}
    return (_("%(days)s late") if late.days > 0 else _("%(days)s early")) % facts


def _headline(slips: list[Slip], days: list[date]) -> str:
    """5 of 24 milestones to come are later than first agreed; on 30 November 2025 2 were."""
    now = sum(slip.last > 0 for slip in slips)
    known = set(chain.from_iterable((day for day, _late in slip.at_days) for slip in slips))
    first = min(known, default=days[-1])
    facts = {"n": now, "all": len(slips)}
    said = ngettext(
        "%(n)d of %(all)d milestones to come is later than first agreed",
        "%(n)d of %(all)d milestones to come are later than first agreed",
        now,
    )
    if first == days[-1]:
        return f"{said % facts}."
    facts_then = {"day": words.day(first), "then": sum(slip.is_late_on(first) for slip in slips)}
    return f"{said % facts}; {_('on %(day)s it was %(then)d') % facts_then}."
