"""How the projects of a programme were rated over a year, as a chart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.bars import Bar, Bars
from documents.charts import Chart
from documents.tree import Column, Table
from people.choices import ScopeKind
from people.models import Person, Scope
from programmes.choices import RAGS, Rag, rag_words
from programmes.queries import scopes_within
from projects.models import Project, StatusReport
from projects.querysets import NEWEST_FIRST
from projects.trends.months import month_ends
from values import words
from values.clock import day_of

RATED = tuple(rag for rag in RAGS if rag)


@dataclass(frozen=True)
class Month:
    """How many projects had each rating at the end of a day, by their latest report."""

    on: date
    counts: tuple[int, ...]

    @property
    def rated(self) -> int:
        return sum(self.counts)

    @property
    def red(self) -> int:
        return self.counts[RATED.index(Rag.RED)]

    @property
    def words(self) -> str:
        """2 red, 3 amber, 4 green."""
        told = zip(self.counts, RATED, strict=True)
        return ", ".join(f"{count} {rag_words(rag).lower()}" for count, rag in told if count)


def ratings_chart(scope: Scope, person: Person | None, moment: datetime | None) -> Chart | None:
    """Of all projects below a scope that is no project itself; None before the first report. Two
    queries, and one for each level of scopes."""
    if scope.kind == ScopeKind.PROJECT:
        return None
    return ratings_within(scopes_within(scope.pk, moment), moment)


def ratings_within(scopes: Collection[int], moment: datetime | None) -> Chart | None:
    """Of the projects that have these scopes. One query."""
    projects = Project.objects.at(moment, scope_id__in=scopes).live().order_by().values("id")
    rows: Any = StatusReport.objects.at(moment, project_id__in=projects).live().submitted()
    found = rows.order_by(*NEWEST_FIRST).values_list("project_id", "counts_on", "overall_rag")
    return chart_of(list(found), day_of(moment))


Report = tuple[int, date, str]
"""The project, the day on which it counts, and the rating."""


def chart_of(newest_first: list[Report], on: date) -> Chart | None:
    months = [_month(newest_first, day) for day in month_ends(on)]
    months = [month for month in months if month.rated]
    if not months:
        return None
    parts = tuple(rag_words(rag) for rag in RATED)
    return Chart(
        headline=_headline(months),
        sentence=_sentence(months[-1]),
        source=_("Source: the latest status report of each project at the end of each month."),
        table=Table(
            caption=_("Projects by rating, month by month"),
            columns=(Column(_("Day")), *(Column(part, align="number") for part in parts)),
            rows=tuple((words.day(month.on), *map(str, month.counts)) for month in months),
        ),
        drawn=Bars(
            tuple(
                Bar(words.short_day(month.on), tuple(map(float, month.counts)), month.words)
                for month in months
            ),
            parts,
            RATED,
        ),
    )


def _month(newest_first: Iterable[Report], on: date) -> Month:
    latest: dict[int, str] = {}
    for project, counts_on, rag in newest_first:
        if counts_on <= on:
            latest.setdefault(project, rag)
    counted = Counter(latest.values())
    return Month(on, tuple(counted[rag] for rag in RATED))


def _headline(months: list[Month]) -> str:
    """2 of 9 rated projects are red; on 30 November 2025 it was 1 of 8."""
    now, then = months[-1], months[0]
    facts: dict[str, object] = {"red": now.red, "all": now.rated}
    said = ngettext(
        "%(red)d of %(all)d rated projects is red", "%(red)d of %(all)d rated projects are red",
        now.red,
    )  # fmt: skip
    if len(months) == 1:
        return f"{said % facts}."
    facts = facts | {"then": then.red, "of": then.rated, "day": words.day(then.on)}
    return (said + "; " + _("on %(day)s it was %(then)d of %(of)d") + ".") % facts


def _sentence(now: Month) -> str:
    facts = {"words": now.words, "day": words.day(now.on)}
    return _("On %(day)s: %(words)s.") % facts
