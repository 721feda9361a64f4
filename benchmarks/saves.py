"""Times of audited saves against the same with django-simple-history alone.

Both read a record, check it in full and save it in a transaction of its own, each time a different
record, in a copy of the database that is thrown away. An action also receives the record as its
page had read it; that reading belongs to the page and is not counted."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import count
from statistics import median
from typing import Any

from django.db import connection, transaction

from audit.actions import edit_record
from benchmarks.council import Council
from benchmarks.models import Plain, PlainMilestone, PlainReport
from benchmarks.size import Names
from benchmarks.timing import Table, Task, alternating, percentile_95
from people.models import Account
from projects.actions import save_report, submit_report
from projects.choices import ReportState
from projects.models import Milestone, StatusReport
from tests.databases import copied, leading_to
from values import clock

AGAINST_PLAIN, SAVE = 1.5, 50  # times at the median; milliseconds at 95 %
WEEK = timedelta(weeks=1)
REASON = "Agreed with the supplier on the telephone"


def measure_saves(table: Table, names: Names) -> None:
    """The ways in which people save most."""
    kinds = ("editing a milestone", "saving a status report", "submitting a status report")
    if not any(table.wants(name) for name in kinds):
        return
    with copied(names.written, like=names.whole), leading_to(connection, names.written):
        os.sync()  # otherwise the first saves would wait for the copying
        saves = Saves(Council())
        for name, tasks in zip(
            kinds,
            (
                {"audited": saves.edit_milestone, "plain": saves.edit_plain_milestone},
                {"audited": saves.save_report, "plain": saves.save_plain_report},
                {"audited": saves.submit_report, "plain": saves.submit_plain_report},
            ),
            strict=True,
        ):
            if table.wants(name):
                _measure(table, name, tasks)


def _measure(table: Table, name: str, tasks: Mapping[str, Task]) -> None:
    times = alternating(tasks, table.repeats)
    audited, plain = times["audited"], times["plain"]
    table.add(f"{name}: median", median(audited), "ms")
    table.add(f"{name}: 95 %", percentile_95(audited), "ms", SAVE)
    table.add(f"{name}, with simple-history alone: median", median(plain), "ms")
    ratio = median(audited) / median(plain)
    table.add(f"{name}, audited : plain", ratio, "times", AGAINST_PLAIN)


class Saves:
    """Saves a different record at each call."""

    def __init__(self, council: Council) -> None:
        self.account: Account = council.officer
        self.by = self.account.person
        milestones = Milestone.objects.filter(forecast_on__isnull=False).order_by("pk")
        drafts = StatusReport.objects.drafts().order_by("pk")
        keys = _spread(milestones.values_list("pk", flat=True))
        self.milestones, self.opened = iter(keys), Milestone.objects.in_bulk(keys)
        keys = _spread(drafts.values_list("pk", flat=True))
        self.drafts, self.opened_drafts = iter(keys), StatusReport.objects.in_bulk(keys)
        self.number = count(1)

    def edit_milestone(self) -> None:
        milestone = self.opened[next(self.milestones)]
        later = _a_week_after(milestone)
        edit_record(
            milestone,
            by=self.by,
            reason=REASON,
            expected_version=milestone.version,
            forecast_on=later,
        )

    def edit_plain_milestone(self) -> None:
        with transaction.atomic():
            milestone = PlainMilestone._base_manager.get(pk=next(self.milestones))
            self._save(milestone, forecast_on=_a_week_after(milestone))

    def save_report(self) -> None:
        report = self.opened_drafts[next(self.drafts)]
        fields = self._report(report)
        save_report(report, by=self.by, expected_version=report.version, **fields)

    def save_plain_report(self) -> None:
        with transaction.atomic():
            report = PlainReport._base_manager.get(pk=next(self.drafts))
            self._save(report, **self._report(report))

    def submit_report(self) -> None:
        report = self.opened_drafts[next(self.drafts)]
        fields = self._report(report)
        submit_report(report, by=self.by, expected_version=report.version, **fields)

    def submit_plain_report(self) -> None:
        with transaction.atomic():
            report = PlainReport._base_manager.get(pk=next(self.drafts))
            self._save(
                report,
                **self._report(report),
                state=ReportState.SUBMITTED,
                submitted_at=clock.now(),
                submitted_by=self.by,
                counts_on=report.period_end,
            )

    def _report(self, report: Any) -> dict[str, Any]:
        return {
            "overall_rag": "amber",
            "overall_reason": "The scaffolding was late.",
            "achieved": f"{report.achieved} Added in save {next(self.number)}.",
            "next_steps": report.next_steps[20:],
        }

    def _save(self, record: Plain, **fields: Any) -> None:
        for name, value in fields.items():
            setattr(record, name, value)
        record.version += 1
        record.full_clean()
        record._history_user = self.account  # type: ignore[attr-defined]
        record._change_reason = REASON  # type: ignore[attr-defined]
        record.save()


def _a_week_after(milestone: Milestone | PlainMilestone) -> date:
    forecast = milestone.forecast_on
    return forecast.first + WEEK if forecast else date(2100, 1, 1)


MOST = 250
"""Records that are saved in a run."""


def _spread(keys: Any) -> list[int]:
    """Keys, each once, with neighbours far apart."""
    keys = list(keys)
    step = 7
    return [key for start in range(step) for key in keys[start::step]][:MOST]
