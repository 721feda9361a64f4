"""Writes the demonstration into an empty database, through the actions, each on its own day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from audit.writing import audited
from config.demo.calendar import DemoCalendar, a_quarter_after
from config.demo.kinds import KINDS
from config.demo.loading import Event, Loading, saying
from config.demo.meetings import load_meetings
from config.demo.projects import load_project
from config.demo.reading import DemoData, Row
from config.demo.reporting import load_ratings, load_reporting
from governance.actions.kinds import load_shipped_kinds
from meetings.actions.deadlines import load_shipped_rules
from people.actions import found_office, open_account
from people.models import Account, OrganisationUnit, Person, Scope
from programmes.models import Programme
from projects.lifecycle_actions import load_shipped_lifecycles
from registers.actions.matrices import ship_matrix
from reports.formats import import_format, shipped_files
from reports.models import Paper
from values import clock

REFERRED = {
    "programmes": "programmes.Programme",
    "projects": "projects.Project",
    "boards": "governance.Board",
    "people": "people.Person",
    "papers": "reports.Paper",
}
COURSE = ("seats", "boards", "directed_by", "projects")  # of a programme, in an order of their own


@dataclass(frozen=True)
class LoadedDemo:
    """What was loaded: the number of records of each kind by model name, and references by the keys
    in the data."""

    today: date
    years: int
    counts: dict[str, int]
    programmes: dict[str, str]
    projects: dict[str, str]
    boards: dict[str, str]
    people: dict[str, str]
    papers: dict[str, str]


def load(today: date | None = None, say: Callable[[str], None] = lambda line: None) -> LoadedDemo:
    """Load the demonstration as if today were `today` (default: the clock's), and return what was
        loaded. `say` is called with the progress.

    Raises Refused for a database that holds records, and for a wrong line in the data, before
    anything is written. There are many transactions: a load that breaks off leaves a part behind,
    and the next one says so."""
    refuse_a_database_in_use()
    calendar = DemoCalendar.of(today or clock.today())
    loading = Loading(DemoData(calendar))
    say(_("Dates move by %(years)d years.") % {"years": calendar.years})
    later = _load_people(loading)
    say(_("The council, its units and people"))
    council = loading.data.council
    _load_portfolios(loading)
    for row in council.rows("programmes"):
        say(_load_programme(loading, row).title)
    for row in council.rows("papers"):
        say(_load_paper(loading, row).title)
    loading.write_events(later)
    load_meetings(loading)
    loading.write_events(loading.after_meetings)
    load_ratings(loading, Person.objects.get(pk=SYSTEM_ID))
    _open_accounts(loading)
    models = dict.fromkeys(kind.model for kind in KINDS.values() if kind.label)
    return LoadedDemo(
        today=calendar.today,
        years=calendar.years,
        counts={model.__name__: model.objects.count() for model in models},
        **{
            name: {key: record.reference for key, record in loading.records[label].items()}
            for name, label in REFERRED.items()
        },
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


def _load_people(loading: Loading) -> list[Event]:
    """The council, its people, and who holds the office; returns the events still to come."""
    data = loading.data
    founded = loading.calendar.moment(data.council.also["recorded"], 9)
    with audited(by=Person(pk=0), reason=_("Council founded"), dated=founded):
        system, office = found_office(council=data.council.also["name"])
        loading.keep("people.OrganisationUnit", "council", OrganisationUnit.objects.get())
    with audited(by=system, reason=_("Taken from the staff directory"), dated=founded):
        for rows in data.people.parts.values():
            for row in rows:
                loading.write(row, system)
        for kind in load_shipped_kinds(by=system):
            loading.keep("governance.BodyKind", kind.key, kind)
        load_shipped_rules(by=system)
        ship_matrix(by=system, valid_from=founded.date())
        load_shipped_lifecycles(by=system, valid_from=founded.date())
        for file in shipped_files():
            on = loading.calendar.day(file.valid_from) if file.valid_from else None
            version = import_format(file, by=system, valid_from=on)
            loading.keep("reports.ReportFormat", file.key, version.format)
        for row in data.council.rows("formats"):
            given = {"key": row.also["key"], "copy_of": loading.of(row.also["copy_of"])}
            loading.write(row, system, valid_from=founded.date(), **given)
        first = ("format_versions", "scales", "variance_rules", "priorities")
        for row in (each for name in first for each in data.council.rows(name)):
            loading.write(row, system)
        for row in data.accounts.rows("seats"):
            loading.now_or_then(row, system, partial(loading.write, row, scope=office))
    return loading.take_events()


def _load_portfolios(loading: Loading) -> None:
    founded = loading.calendar.moment(loading.data.council.also["recorded"], 9, 30)
    with audited(by=loading.keeper, reason=_("Portfolio set up"), dated=founded):
        for row in loading.data.council.rows("portfolios"):
            loading.write(row, loading.keeper)


def _load_programme(loading: Loading, row: Row) -> Programme:
    """The programme with its parts, roles and boards, its projects, and what followed."""
    calendar, by, keeper = loading.calendar, loading.of(row.also["by"]), loading.keeper
    on = row.also["recorded"]
    with audited(by=by, reason=_("Programme set up"), dated=calendar.moment(on, 10)):
        above = {name: loading.of(row.also[name]) for name in row.also if name == "portfolio"}
        programme = loading.create(row, by, **above)
        loading.parts(row, programme, by, *[n for n in row.parts if n not in COURSE])
    with audited(by=keeper, reason=_("Roles given"), dated=calendar.moment(on, 10, 30)):
        loading.parts(row, programme, keeper, "seats")
    with audited(by=keeper, reason=_("Boards set up"), dated=calendar.moment(on, 11)):
        for board in row.rows("boards"):
            directed = programme if board.also.get("directs", True) else None
            loading.write(board, keeper, programme=directed)
        loading.parts(row, programme, keeper, "directed_by")
    later = loading.take_events()
    for place in range(len(row.rows("projects"))):
        load_project(loading, programme, row, place)
    load_reporting(loading, programme, row)
    loading.write_events(later)
    return programme


def _load_paper(loading: Loading, row: Row) -> Paper:
    """The paper as it was written, then what happened to it."""
    calendar, by = loading.calendar, loading.of(row.also["by"])
    meeting = row.fields.get("meeting_on")
    loading.names = {"next-meeting": f"{a_quarter_after(meeting):%B}"} if meeting else {}
    written = calendar.moment(row.also["recorded"], 11)
    with audited(by=by, reason=_("Paper written"), dated=written):
        paper = loading.write(row, by)
    loading.write_events()
    return paper


def _open_accounts(loading: Loading) -> None:
    """Last, and all or none: their presence shows that a load was finished."""
    password = loading.data.council.also["password"]
    with transaction.atomic():
        for row in loading.data.accounts.rows("accounts"):
            person, name = loading.of(row.also["person"]), row.also["sign_in_name"]
            with saying(row.where):
                open_account(person=person, sign_in_name=name, password=password, by=loading.keeper)
