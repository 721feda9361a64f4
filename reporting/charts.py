"""How punctually the reports of a programme came in, period by period, as a chart."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from documents.bars import Bar, Bars
from documents.charts import Chart
from documents.tree import Column, Table
from people.models import Person, Scope
from programmes.models import Programme
from reporting.models import ReportingPeriod
from reporting.owing import Punctuality, owed, punctual_words, punctuality
from reporting.queries import periods
from values import clock, words

SHOWN = 12
"""How many periods that are due are counted."""


def due_before(every: Collection[ReportingPeriod], on: date) -> list[ReportingPeriod]:
    """The last periods whose reports were due before a day."""
    return [period for period in every if period.due_on < on][-SHOWN:]


def punctuality_chart(scope: Scope, person: Person | None, moment: datetime | None) -> Chart | None:
    """Of a programme today; None for a past moment: who owed a report then is not read. Four
    queries."""
    programme = None if moment else Programme.objects.filter(scope=scope).first()
    if programme is None:
        return None
    past = due_before(periods.periods(programme.pk), clock.today())
    return chart_of(punctuality(owed(past)))


def chart_of(counted: list[Punctuality]) -> Chart | None:
    """Of periods, the oldest first; None where none has a report to come."""
    counted = [each for each in counted if each.owed]
    if not counted:
        return None
    parts = (_("In time"), _("Late"), _("Missing"))
    return Chart(
        headline=punctual_words(counted),
        sentence=_sentence(counted[-1]),
        source=_("Source: the reporting calendar and the day on which each report was submitted."),
        table=Table(
            caption=_("Reports in time, late and missing"),
            columns=tuple(
                Column(label, align="number" if n else "text")
                for n, label in enumerate((_("Period to"), _("Reports owed"), *parts))
            ),
            rows=tuple(
                (words.day(each.period.ends_on), *map(str, (each.owed, *_parts(each))))
                for each in counted
            ),
        ),
        drawn=Bars(tuple(_bar(each) for each in counted), parts),
    )


def _parts(each: Punctuality) -> tuple[int, int, int]:
    return each.in_time, each.late, each.missing


def _bar(each: Punctuality) -> Bar:
    said = _("%(n)d of %(of)d in time") % {"n": each.in_time, "of": each.owed}
    return Bar(words.short_day(each.period.ends_on), tuple(map(float, _parts(each))), said)


def _sentence(latest: Punctuality) -> str:
    facts = {
        "day": words.day(latest.period.ends_on),
        "in_time": latest.in_time,
        "late": latest.late,
        "missing": latest.missing,
    }
    said = _("Of the period to %(day)s: %(in_time)d in time, %(late)d late, %(missing)d missing.")
    return said % facts
