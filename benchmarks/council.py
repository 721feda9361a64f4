"""The large council as the benchmarks see it: who looks, and at which records."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db import close_old_connections
from django.db.models import Max
from django.test import Client
from django.urls import reverse

from audit.history import history_model
from audit.models import RecordedChange
from audit.queries.activity import RECORDS_A_PAGE
from audit.queries.first_changes import NEWEST_FIRST, Key
from benchmarks.size import LAST_REPORT_AFTER, Years
from people.models import Account, Person
from programmes.models import Programme
from projects.models import Milestone, Project, StatusReport
from records.views.activity import seen_by

DEEP = 5_000
"""The page of activity that must be as fast as the first, or the last page if there are fewer."""


class Browser:
    """Asks for pages as a person's browser does, through the whole of Django but the web server."""

    def __init__(self, account: Account) -> None:
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(account)

    def get(self, url: str) -> bytes:
        """The page at an address. Raises AssertionError when there is none."""
        close_old_connections()
        response = self.client.get(url, secure=True)
        close_old_connections()
        if response.status_code != 200:
            raise AssertionError(f"{url} answered {response.status_code}.")
        return response.content


class Council:
    """The records that the benchmarks look at."""

    def __init__(self) -> None:
        self.officer = Account.objects.get(sign_in_name="officer")
        self.lead = Account.objects.get(sign_in_name="lead")
        programmes = Programme.objects.order_by("pk")
        self.largest: Programme = programmes[0]
        self.programme: Programme = programmes[programmes.count() // 2]
        self.project: Project = Project.objects.filter(programme=self.programme).order_by("pk")[0]
        milestones = Milestone.objects.filter(project__programme=self.programme)
        self.milestone: Milestone = milestones.order_by("-version")[0]

    @cached_property
    def years(self) -> Years:
        last = StatusReport.objects.aggregate(last=Max("period_end"))["last"]
        return Years(last - LAST_REPORT_AFTER)

    @property
    def year_ago(self) -> date:
        return self.years.end.replace(day=1, year=self.years.end.year - 1)

    def url(self, name: str, *keys: Any) -> str:
        return reverse(name, args=keys)

    def deep(self, person: Person, **place: int) -> str:
        """The parameters of page 5,000 of the changes in a place."""
        changes = seen_by(person, RecordedChange.objects.filter(**place)).order_by(*NEWEST_FIRST)
        pages = min(DEEP, changes.count() // RECORDS_A_PAGE)
        last = changes[max(0, (pages - 1) * RECORDS_A_PAGE - 1)]
        return f"?before={Key.of(last)}"

    def versions_of_milestone(self) -> int:
        return history_model(Milestone)._base_manager.filter(id=self.milestone.pk).count()
