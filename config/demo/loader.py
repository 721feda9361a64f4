"""Writes the demonstration into an empty database, through the actions, each on its own day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from audit import clock
from audit.actions import create_record
from audit.errors import Refused
from audit.writing import audited
from benefits.models import Benefit, Indicator, Measurement, SavingsAmount, SavingsLine
from config.demo import loading_files, loading_papers, loading_programmes, loading_projects
from config.demo.calendar import DemoCalendar
from config.demo.loading import Loading
from config.demo.paper import PAPER
from config.demo.people import (
    ACCOUNTS,
    COUNCIL,
    DIVISIONS,
    FOUNDED,
    KEEPER,
    PASSWORD,
    PEOPLE,
    PROPOSED,
    UNITS,
)
from config.demo.programmes import PROGRAMMES
from config.demo.restricted_papers import RESTRICTED_PAPERS
from governance.models import Board
from people.actions import appoint, create_person, found_office, open_account
from people.choices import Role, WardKind
from people.models import Account, Appointment, OrganisationUnit, Person, Restriction, Scope, Ward
from programmes.models import Programme
from projects.models import Milestone, Project, StatusReport
from reports.models import Paper

COUNTED = (
    Person,
    Appointment,
    Programme,
    Project,
    Milestone,
    StatusReport,
    Board,
    Benefit,
    Indicator,
    Measurement,
    SavingsLine,
    SavingsAmount,
    Paper,
    Restriction,
)


@dataclass(frozen=True)
class LoadedDemo:
    """What was loaded: how many records of each kind by model name, and references by the keys of
    the data."""

    today: date
    years: int
    counts: dict[str, int] = field(default_factory=dict)
    programmes: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    boards: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    paper: str = ""
    restricted_paper: str = ""
    released_paper: str = ""


def load(today: date | None = None, say: Callable[[str], None] = lambda line: None) -> LoadedDemo:
    """Load the demonstration as if today were `today` (default: the clock's), and return what was
    loaded. `say` hears of the progress.

    Raises Refused for a database that holds records. Many transactions: a load that is broken off
    leaves a part behind, which the next one names.
    """
    refuse_a_database_in_use()
    calendar = DemoCalendar.of(today or clock.today())
    loading = Loading(calendar)
    say(_("Dates move by %(years)d years.") % {"years": calendar.years})
    _load_people(loading)
    say(_("The council, its units and people"))
    for programme in PROGRAMMES:
        loading_programmes.load_programme(loading, programme)
        loading_projects.load_projects(loading, programme)
        loading_programmes.load_benefits(loading, programme)
        say(programme.title)
    paper = loading_papers.load_paper(loading, PAPER)
    loading_files.load_files(loading, paper)
    loading_papers.load_clearances(loading, PAPER, paper)
    restricted = [loading_papers.load_paper(loading, data) for data in RESTRICTED_PAPERS]
    for data, found in zip(RESTRICTED_PAPERS, restricted, strict=True):
        loading_papers.load_clearances(loading, data, found)
    say(paper.title)
    _propose_a_keeper(loading)
    _open_accounts(loading)
    return LoadedDemo(
        today=calendar.today,
        years=calendar.years,
        counts={model.__name__: model.objects.count() for model in COUNTED},
        programmes={key: found.reference for key, found in loading.programmes.items()},
        projects={key: found.reference for key, found in loading.projects.items()},
        boards={key: found.reference for key, found in loading.boards.items()},
        people={key: found.reference for key, found in loading.people.items()},
        paper=paper.reference,
        restricted_paper=restricted[0].reference,
        released_paper=restricted[1].reference,
    )


def refuse_a_database_in_use() -> None:
    """Raises Refused, with what to do, unless the database holds no record."""
    if not (Person.objects.exists() or Scope.objects.exists()):
        return
    loaded = Person.history.filter(is_loaded=True).exists()
    if loaded and not Account.objects.exists():
        raise Refused(
            _(
                "An earlier load_demo did not finish. Remove the database (with SQLite: delete its "
                "file), run migrate, and then load_demo again."
            )
        )
    raise Refused(_("This database already holds records; load_demo needs an empty one."))


def _load_people(loading: Loading) -> None:
    calendar = loading.calendar
    founded = calendar.moment(calendar.day(FOUNDED), 9)
    with audited(by=Person(pk=0), reason=_("Council founded"), dated=founded):
        loading.system, loading.office = found_office(council=COUNCIL)
        loading.units["council"] = OrganisationUnit.objects.get()
    with audited(by=loading.system, reason=_("Taken from the staff directory"), dated=founded):
        for unit in UNITS:
            loading.units[unit.key] = create_record(
                OrganisationUnit,
                by=loading.system,
                name=unit.name,
                kind=unit.kind,
                parent=loading.units[unit.parent],
            )
        for name in DIVISIONS:
            create_record(Ward, by=loading.system, name=name, kind=WardKind.DIVISION)
        for person in PEOPLE:
            loading.people[person.key] = create_person(
                by=loading.system,
                name=person.name,
                job_title=person.job_title,
                organisation_unit=loading.units[person.unit],
                email=_email(person.name),
                telephone=person.telephone,
            )
        _appoint_to_the_office(loading)


def _appoint_to_the_office(loading: Loading) -> None:
    holders = [(a.office_role, a.person) for a in ACCOUNTS if a.office_role]
    for role, person in [*holders, (Role.PROGRAMME_OFFICE, "sefton"), (Role.READER, "lyle")]:
        appoint(
            scope=loading.office,
            role=role,
            by=loading.system,
            person=loading.people[person],
            starts_on=clock.today(),
        )


def _propose_a_keeper(loading: Loading) -> None:
    """The office's own role is given by two: one has proposed, another is still to confirm."""
    proposed = loading.calendar.moment(loading.calendar.day(PROPOSED), 10)
    with audited(by=loading.people["sefton"], reason=_("Covers a long leave"), dated=proposed):
        appoint(
            scope=loading.office,
            role=Role.PROGRAMME_OFFICE,
            by=loading.people["sefton"],
            person=loading.people["lyle"],
            starts_on=clock.today(),
        )


def _open_accounts(loading: Loading) -> None:
    """Last, and all or none: their presence says that a load was finished."""
    with transaction.atomic():
        for account in ACCOUNTS:
            open_account(
                person=loading.people[account.person],
                sign_in_name=account.sign_in_name,
                password=PASSWORD,
                by=loading.people[KEEPER],
            )


def _email(name: str) -> str:
    return ".".join(name.removeprefix("Councillor ").lower().split()) + "@wolderby.example"
