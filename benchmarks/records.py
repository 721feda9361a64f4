"""The records of a large council as they are now, written through the product's own door.

Each record gets the number of versions that it will have; `benchmarks/versions.py` then writes the
earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from audit.bulk import create_many
from audit.models import TrackedModel
from audit.writing import audited
from benchmarks.size import REPORT_EVERY, Size, Years
from benchmarks.words import paragraph
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from governance.models import Board, BodyKind
from people.actions import appoint, found_office
from people.choices import Role, ScopeKind
from people.models import Account, Appointment, Person, RestrictedReader, Restriction, Scope
from programmes.models import FundingSource, Lesson, Phase, Principle, Programme
from projects.models import Milestone, Project, StatusReport
from reporting.models import ReportingPeriod
from reports.formats import import_format, shipped_file
from reports.models import Paper, PaperSection
from values import clock

Progress = Callable[[str], None]
STAGES = ("developing", "implementing", "realising", "implementing")
RATINGS = ("green", "green", "amber", "green", "red", "amber", "green")
RESTRICTED = 5
PARAGRAPH = "1"
WHO_SIGN_IN = {"officer": 0, "lead": 5 / 6}
"""The people who look at pages, by their sign-in names, and their place in the list of all: the
first keeps the office, the other only leads a project or two."""

UNUSABLE = "!"  # Django's own mark for a password that nothing matches


class Records:
    """Fills an empty database. Numbers and text are the same every time."""

    def __init__(self, size: Size, years: Years, progress: Progress) -> None:
        self.size, self.years, self.progress = size, years, progress
        self.random = Random(size.projects)  # noqa: S311  nothing here is a secret

    def write(self) -> None:
        """Write everything, in one change set after another. Facts known only at the end, such as
        measurements, are written then: `versions.py` gives each its real time."""
        with clock.stopped_at(self.years.first_moment):
            mandate, self.office = found_office(council="Wolderby County Council")
            self.by: Person = mandate
            self._write_people()
            self._write_programmes()
            self._write_projects()
        with clock.stopped_at(self.years.last_moment):
            self._write_parts_of_programmes()
            self._write_periods()
            self._write_lessons()
            self._write_milestones()
            self._write_reports()

    def _many(self, model: type[TrackedModel], rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        noun = str(model._meta.verbose_name)
        with audited(by=self.by, reason=f"{noun} added"):
            records = create_many(model, rows)
        self.progress(f"{len(records):,} × {noun}")
        return records

    def _write_people(self) -> None:
        self.people = self._many(
            Person,
            (
                {"reference": f"PER-{n:04d}", "name": f"Robin Tarrant-{n}", "job_title": "Officer"}
                for n in range(1, self.size.people + 1)
            ),
        )
        appoint(scope=self.office, role=Role.PROGRAMME_OFFICE, person=self.people[0], by=self.by)
        for name, part in WHO_SIGN_IN.items():
            person = self.people[int(part * len(self.people))]
            Account.objects.create(sign_in_name=name, person=person, password=UNUSABLE)

    def _scopes(self, kind: str, prefix: str, titles: list[str], parents: list[Any]) -> list[Any]:
        rows = (
            {"kind": kind, "reference": f"{prefix}-{n:04d}", "title": title, "parent": parent}
            for n, (title, parent) in enumerate(zip(titles, parents, strict=True), start=1)
        )
        return self._many(Scope, rows)

    def _write_programmes(self) -> None:
        count = self.size.programmes
        titles = [f"Nearer to home, part {n}" for n in range(1, count + 1)]
        scopes = self._scopes(ScopeKind.PROGRAMME, "PRG", titles, [self.office] * count)
        self.programmes = self._many(
            Programme,
            (
                {
                    "reference": scope.reference,
                    "scope": scope,
                    "title": scope.title,
                    "vision": paragraph(self.random, 1),
                    "aims": paragraph(self.random, 8),
                    "state": "running",
                    "starts_on": self.years.first_moment.date(),
                    "version": self.size.project_versions,
                }
                for scope in scopes
            ),
        )
        kind = self._many(BodyKind, [{"key": "programme_board", "name": "Programme board"}])[0]
        titles = [f"Board of {programme.title}" for programme in self.programmes]
        boards = self._scopes(ScopeKind.BOARD, "BRD", titles, scopes)
        self.boards = self._many(
            Board,
            (
                {
                    "reference": scope.reference,
                    "scope": scope,
                    "title": scope.title,
                    "kind": kind,
                    "programme": programme,
                    "purpose": paragraph(self.random, 3),
                }
                for scope, programme in zip(boards, self.programmes, strict=True)
            ),
        )
        self._appoint(scopes, (Role.SENIOR_RESPONSIBLE_OWNER, Role.PROGRAMME_MANAGER), 2)
        self._appoint(boards, (Role.CHAIR, *(Role.MEMBER,) * 7), 7)

    def _appoint(self, scopes: list[Any], roles: Iterable[str], step: int) -> None:
        """Appoint people to each role in each scope, those with an account first."""
        self._many(
            Appointment,
            (
                {
                    "scope": scope,
                    "role": role,
                    "person": self.people[1 + (n * step + place) % (len(self.people) - 1)],
                    "starts_on": self.years.first_moment.date(),
                    "position": place,
                }
                for n, scope in enumerate(scopes)
                for place, role in enumerate(roles)
            ),
        )

    def _write_projects(self) -> None:
        numbers = range(self.size.projects)
        of = [self.programmes[self.size.programme_of(n)] for n in numbers]
        titles = [f"Moving service {n} to the new centres" for n in numbers]
        scopes = self._scopes(ScopeKind.PROJECT, "PRJ", titles, [p.scope for p in of])
        self.projects = self._many(
            Project,
            (
                {
                    "reference": scope.reference,
                    "scope": scope,
                    "programme": programme,
                    "title": scope.title,
                    "printed_number": str(n % 90),
                    "summary": paragraph(self.random, 6),
                    "stage": STAGES[n % len(STAGES)],
                    "position": n,
                    "version": self.size.project_versions,
                }
                for n, (scope, programme) in enumerate(zip(scopes, of, strict=True))
            ),
        )
        self._appoint(scopes, (Role.PROJECT_LEAD, Role.SPONSOR), 1)

    def _write_parts_of_programmes(self) -> None:
        each = self.programmes
        self._many(Principle, self._parts(each, 3, lambda n: {"text": paragraph(self.random, 1)}))
        self._many(Phase, self._parts(each, 4, lambda n: {"title": f"Phase {n + 1}"}))
        self._many(FundingSource, self._parts(each, 3, _grant))
        self._write_benefits()
        self._write_savings()
        self._write_papers()

    def _write_periods(self) -> None:
        of, begins = self.size.reports, timedelta(days=1) - REPORT_EVERY
        ends = [self.years.period_end(n, of) for n in range(of)]
        days = [{"starts_on": end + begins, "ends_on": end, "due_on": end} for end in ends]
        self._many(ReportingPeriod, ({"programme": p} | d for p in self.programmes for d in days))

    def _write_benefits(self) -> None:
        benefits = self._many(Benefit, self._parts(self.programmes, 5, self._benefit))
        indicators = self._many(
            Indicator,
            (
                {
                    "benefit": benefit,
                    "title": "Journeys a month",
                    "unit": "number",
                    "direction": "lower",
                    "baseline_value": 900,
                    "target_value": 400,
                }
                for benefit in benefits
            ),
        )
        self._many(
            Measurement,
            (
                {
                    "indicator": indicator,
                    "measured_on": self.years.end - timedelta(days=90 * n + 1),
                    "value": 500 + 40 * n,
                }
                for indicator in indicators
                for n in range(8)
            ),
        )

    def _benefit(self, n: int) -> dict[str, Any]:
        return {
            "title": f"Fewer journeys, group {n}",
            "description": paragraph(self.random, 4),
            "kind": "outcome",
            "version": min(5, self.size.project_versions),
        }

    def _write_savings(self) -> None:
        lines = self._many(
            SavingsLine,
            self._parts(
                self.programmes, 5, lambda n: {"title": f"Rent {n}", "required_pence": 10**8}
            ),
        )
        self._many(
            SavingsAmount,
            (
                {
                    "line": line,
                    "financial_year": self.years.end.year - 1 + n,
                    "amount_pence": 10**7 * (n + 1),
                    "state": ("achieved", "identified", "to_be_planned")[n],
                    "version": min(4, self.size.project_versions),
                }
                for line in lines
                for n in range(3)
            ),
        )

    def _write_papers(self) -> None:
        closed = dict(zip(self.boards[::RESTRICTED], self._write_restrictions(), strict=True))
        report_format = import_format(shipped_file("committee-report-1"), by=self.by).format
        papers = self._many(
            Paper,
            (
                {
                    "reference": f"PAP-{n:04d}",
                    "programme": board.programme,
                    "board": board,
                    "scope": board.programme.scope,
                    "format": report_format,
                    "title": f"Progress of {board.programme.title}",
                    "meeting_on": self.years.end + timedelta(days=20),
                    "restriction": closed.get(board),
                }
                for n, board in enumerate(self.boards, start=1)
            ),
        )
        self._many(
            PaperSection,
            (
                {
                    "paper": paper,
                    "restriction": paper.restriction,
                    "key": f"section-{n}",
                    "heading": f"Section {n}",
                    "body": paragraph(self.random, 8),
                    "position": n,
                }
                for paper in papers
                for n in range(5)
            ),
        )

    def _write_restrictions(self) -> list[Any]:
        """Restrict every fifth paper; the people who look at pages are not among the readers."""
        restrictions = self._many(
            Restriction,
            (
                {
                    "scope": board.programme.scope,
                    "paragraph": PARAGRAPH,
                    "public_title": "A matter of staff",
                    "public_interest": paragraph(self.random, 2),
                    "proper_officer": self.people[1],
                    "review_on": self.years.end + timedelta(days=300),
                }
                for board in self.boards[::RESTRICTED]
            ),
        )
        readers = [
            {"restriction": restriction, "person": person, "why": "Clears it"}
            for restriction in restrictions
            for person in self.people[1:6]
        ]
        self._many(RestrictedReader, readers)
        return restrictions

    def _parts(
        self, programmes: list[Any], count: int, fields: Callable[[int], dict[str, Any]]
    ) -> Iterable[dict[str, Any]]:
        for programme in programmes:
            for n in range(count):
                yield {"programme": programme, "position": n} | fields(n)

    def _write_lessons(self) -> None:
        """One of each project."""
        self._many(
            Lesson,
            (
                {
                    "reference": f"LES-{n:04d}",
                    "scope": project.scope,
                    "title": f"Tenants move in step {n % 7 + 1}",
                    "owner": self.people[n % len(self.people)],
                    "due_on": self.years.end + timedelta(days=n % 90),
                    "state": ("open", "open", "closed")[n % 3],
                    "happened": paragraph(self.random, 3),
                    "learnt": paragraph(self.random, 2),
                    "next_time": paragraph(self.random, 2),
                    "version": min(5, self.size.project_versions),
                }
                for n, project in enumerate(self.projects, start=1)
            ),
        )

    def _write_milestones(self) -> None:
        firsts = {project.programme_id: project.pk for project in reversed(self.projects)}
        starts_on = self.years.first_moment.date()
        rows = []
        for number, project in enumerate(self.projects):
            for n in range(self.size.milestones):
                baseline = starts_on + timedelta(days=80 * n + number % 70)
                forecast = baseline + timedelta(days=(number + n) % 40)
                is_longest = n == 0 and firsts[project.programme_id] == project.pk
                rows.append(
                    {
                        "scope_id": project.scope_id,
                        "project": project,
                        "title": f"Centre {number % 31} ready for step {n + 1}",
                        "baseline_on": baseline,
                        "forecast_on": forecast,
                        "actual_on": forecast if forecast < self.years.end else None,
                        "version": self.size.longest
                        if is_longest
                        else self.size.milestone_versions,
                    }
                )
        self._many(Milestone, rows)

    def _write_reports(self) -> None:
        leads = dict(
            Appointment.objects.filter(role=Role.PROJECT_LEAD).values_list("scope_id", "person_id")
        )
        last = self.size.reports - 1
        for start in range(0, len(self.projects), 500):
            self._many(
                StatusReport,
                (
                    self._report(project, n, leads[project.scope_id], is_draft=n == last)
                    for project in self.projects[start : start + 500]
                    for n in range(self.size.reports)
                ),
            )

    def _report(self, project: Any, n: int, lead: int, *, is_draft: bool) -> dict[str, Any]:
        period_end = self.years.period_end(n, self.size.reports)
        at = datetime.combine(period_end - timedelta(days=12), time(12), UTC)
        submitted = {"state": "submitted", "submitted_at": at, "submitted_by_id": lead}
        submitted |= {"counts_on": at.date()}
        rating = RATINGS[(project.pk + n // 3) % len(RATINGS)]
        return {
            "project": project,
            "period_end": period_end,
            "overall_rag": rating,
            "overall_reason": paragraph(self.random, 1),
            "schedule_rag": rating,
            "schedule_reason": "The builder came late.",
            "cost_rag": "green",
            "scope_rag": "green",
            "benefits_rag": "amber",
            "benefits_reason": "Fewer people came than was hoped.",
            "resources_rag": "green",
            "achieved": paragraph(self.random, 7),
            "next_steps": paragraph(self.random, 5),
            "help_needed": paragraph(self.random, 1) if n % 4 == 0 else "",
            "version": self.size.report_versions,
            **({} if is_draft else submitted),
        }


def _grant(n: int) -> dict[str, Any]:
    return {"title": f"Grant {n}", "amount_pence": 10**7 * (n + 1)}
