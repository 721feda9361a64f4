"""One record of every kind, twice over, and people with and without a right to them.

The sweeps ask every page for a record of `World.here`; `World.elsewhere` holds the same kinds under
other parents. The sweep of addresses finds what a page needs here by itself, by model.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils.text import slugify

from accounts.signing_in.recovering import propose
from audit.actions import create_record, edit_record
from audit.change_sets import SYSTEM_ID
from benefits.models import (
    BenefitPath,
    IndicatorTarget,
    Measurement,
    SavingsAmount,
    SavingsBaseline,
    SavingsCost,
    SavingsRequirement,
    SavingsShare,
)
from governance.choices import BoardKind
from governance.models import Board, BodyKind, Decision, Sponsorship, TermsOfReference
from jobs.choices import FileState
from jobs.models import FileJob
from meetings.models import (
    Attendance,
    Closure,
    DeadlineRule,
    ForwardPlanItem,
    Interest,
    ItemDecision,
    ItemGate,
    Meeting,
    MeetingSeries,
    Minutes,
    Vote,
)
from packs.models import Pack, PackItem, PackPublication, PackVersion, PublicBoard
from people.actions import appoint
from people.choices import Role, SignInChangeKind, UnitKind, WardKind
from people.models import (
    Account,
    Direction,
    Logo,
    OrganisationUnit,
    Person,
    RestrictedReader,
    Restriction,
    Scope,
    SignInChange,
    Ward,
)
from people.queries import office
from people.restricting import name_reader
from programmes.actions import edit_portfolio
from programmes.choices import ProgrammeState
from programmes.models import Phase, Portfolio, Principle, Programme
from programmes.registers import RegisterEntry, registers
from projects.models import Milestone, Project, StatusReport
from registers.models import ActionNote, Comment, IssueEscalation, Link, RiskEscalation, RiskMatrix
from reports.actions import fill_header
from reports.deciding import tie_paper
from reports.making import PaperPdf
from reports.models import (
    BackgroundPaper,
    Clearance,
    DecisionPaper,
    FormatVersion,
    ItemPaper,
    Paper,
    PaperPicture,
    PaperProgramme,
    PaperSection,
    PaperValue,
    Publication,
    Recommendation,
    ReportFormat,
)
from tests import factories
from tests.factories import gates, money, reporting
from tests.factories.meetings import in_session_with_its_parts
from tests.factories.pictures import with_paper
from tests.factories.savings import around_indicator, around_saving, benefit_path
from tests.logos import logo
from tests.sweeps.bodies import a_brief, rules, with_governance
from tests.sweeps.packs import a_pack
from uploads.made import keep_made
from values import clock

MOMENT = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
TODAY = date(2012, 7, 4)
LINES = "Tools that everybody can borrow.\n\n- A shelf in each library\n- Nobody is turned away"
DRAFT_SECRET = "The contractor has walked out and only the lead knows."

Records = dict[type, Any]


@dataclass(frozen=True)
class World:
    """The people who sign in, and what they find. `keeper` may do everything, `outsider` holds no
    role."""

    keeper: Account
    lead: Account
    member: Account
    reader: Account
    outsider: Account
    here: Records
    elsewhere: Records
    submitted: StatusReport
    file: FileJob
    subjects: dict[str, Any] = field(init=False, default_factory=dict)  # of addresses asked about


@contextmanager
def kept(blocker: Any) -> Iterator[None]:
    """A transaction round all the tests of a module: what is written in it is there for each of
    them, and gone after the last."""
    from django.db import transaction  # noqa: PLC0415  pytest reads this before the settings

    with blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # so that `durable=True` inside it is content, as in a TestCase
        with outer:
            yield
            transaction.set_rollback(True)


def build_world() -> World:
    """Everything, as of 4 July 2012."""
    with clock.stopped_at(MOMENT):
        keeper = factories.account()
        mandate = Person.objects.get(pk=SYSTEM_ID)
        for role in (Role.LEGAL_OFFICER, Role.COMMITTEE_OFFICER):  # who keeps the office is all
            appoint(scope=office(), role=role, person=keeper.person, by=mandate)
        here, submitted = a_programme("Open Doors")
        elsewhere, _ = a_programme("Warm Homes")
        unit = here[OrganisationUnit]
        bertha = factories.person("Bertha Crowe", job_title="Librarian", organisation_unit=unit)
        here[Person] = edited(bertha, keeper.person)
        elsewhere[Person] = factories.person("Cyril Deane")
        for world in (here, elsewhere):
            world[SignInChange] = a_change_of(world[Person], keeper.person)
        return World(
            keeper=keeper,
            lead=_holder_of(Role.PROJECT_LEAD, here[Project].scope, "Lena Marsh"),
            member=_holder_of(Role.MEMBER, here[Board].scope, "Mona Pryce"),
            reader=_holder_of(Role.READER, office(), "Rhoda Steele"),
            outsider=factories.account(factories.person("Otto Vane")),
            here=here,
            elsewhere=elsewhere,
            submitted=submitted,
            file=a_file_for(keeper, here[Paper]),
        )


def a_file_for(account: Account, paper: Paper) -> FileJob:
    """A paper's PDF that the queue has made."""
    kept = keep_made(b"%PDF open doors")
    return FileJob.objects.create(
        account=account,
        kind=PaperPdf.key,
        arguments={"reference": paper.reference},
        file_name="paper.pdf",
        state=FileState.DONE,
        asked_at=MOMENT,
        ended_at=MOMENT,
        kept_until=MOMENT + timedelta(days=365),
        stored_as=kept.stored_as,
        sha256=kept.sha256,
        size=kept.size,
    )


def a_programme(title: str) -> tuple[Records, StatusReport]:
    """A programme with one record of every kind, and its project's newest submitted report; the
    report among the records is the draft after it."""
    by = factories.officer()
    programme = in_a_portfolio(title)
    project = factories.project(f"{title}: first project", programme=programme, summary=LINES)
    owner = factories.person(f"{title} owner")
    benefit = factories.benefit(
        f"{title}: first benefit", programme=programme, project=project, owner=owner
    )
    indicator = factories.indicator(
        f"{title}: first measure", benefit=benefit, baseline_value=37, target_value=76
    )
    line = factories.savings_line(
        f"{title}: first saving", programme=programme, project=project, required_pence=120_000_000
    )
    board = factories.board(f"{title} Board", programme=programme)
    committee = factories.board(f"{title} Committee", kind=BoardKind.COMMITTEE, parent=board)
    paper = factories.paper(
        f"Progress of {title}", programme=programme, board=committee, signatory=owner, contact=owner
    )
    department = create_record(OrganisationUnit, by=by, name="Libraries", kind=UnitKind.DEPARTMENT)
    unit = create_record(
        OrganisationUnit, by=by, name=f"{title} Team", kind=UnitKind.TEAM, parent=department
    )
    seat = appoint(scope=programme.scope, role=Role.CRITICAL_FRIEND, person=owner, by=by)
    appoint(scope=board.scope, role=Role.CHAIR, post="Chief Executive", by=by)
    submitted = three_reports(project, owner)
    draft = create_text(factories.draft_report(project=project), by)
    found: list[Any] = [
        programme.portfolio, programme, project, benefit, indicator, line, board, paper, unit, seat,
        programme.scope, draft, *with_governance(title, board, by),
        create_record(Principle, by=by, programme=programme, text="Doors stay open.", position=1),
        create_record(Phase, by=by, programme=programme, title=f"{title}: phase 1"),
        *a_brief(title, programme, by),
        *money.of_all(title, programme, project.scope, by),
        factories.milestone(
            f"{title}: first milestone",
            project=project,
            baseline_on=TODAY + timedelta(days=10),
            forecast_on=TODAY + timedelta(days=24),
        ),
        benefit_path("A new desk", benefit=benefit, by=by), *around_indicator(indicator, TODAY),
        *around_saving(title, line, by),
        PaperSection.objects.get(paper=paper, key="information"),
        create_record(Recommendation, by=by, paper=paper, text="Note this report.", position=1),
        factories.clearance(paper=paper), other_papers(programme, board),
        published := factories.publication(paper=paper), *a_pack(title, board, published, by),
        create_record(BackgroundPaper, by=by, paper=paper, title="A letter", position=1),
        create_record(Ward, by=by, name=f"{title} Ward", kind=WardKind.WARD),
        logo(unit, by), *with_paper(title, paper, by), *factories.with_means(title, project),
        *a_format(title, paper, by), *a_restriction(title, programme, committee, owner),
        *entries_of_all(title, project.scope, board.scope, owner, paper), *rules(title, by),
        *before_the_board(title, project, board, owner, paper),
        *reporting.cycle(title, programme, project, submitted, by),
    ]  # fmt: skip
    return {type(record): edited(record, by) for record in found}, submitted


def before_the_board(
    title: str, project: Project, board: Board, owner: Person, paper: Paper
) -> list[Any]:
    """A project at its gate, and a meeting of the board with the gate on its agenda."""
    at_gate = factories.at_a_gate(title, project, board)
    return [*at_gate, *in_session_with_its_parts(board, owner, paper, at_gate[0])]


def entries_of_all(
    title: str, project: Scope, board: Scope, owner: Person, paper: Paper
) -> list[Any]:
    """One of every register, with its parts; what a board plans is its own, and something was
    decided on a paper."""
    scopes: dict[Any, Scope] = {ForwardPlanItem: board}
    said: dict[str, Any] = {"title": f"{title}: first entry", "owner": owner}
    entries = {
        kind: factories.entry(kind, scope=scopes.get(kind, project), **said) for kind in registers()
    }
    tied = tie_paper(entries[Decision], paper, by=factories.officer())
    return [*entries.values(), tied, *factories.with_entries(title, entries)]


def other_papers(programme: Programme, board: Board) -> PaperProgramme:
    """A paper of none, and one of two programmes; returns the link to the second."""
    factories.paper(f"Ways of {programme}", programmes=[], board=board)
    served = [programme, factories.programme(f"{programme}: also")]
    paper = factories.paper(f"{programme} and another", programmes=served, board=board)
    return PaperProgramme.objects.get(paper=paper)


def in_a_portfolio(title: str) -> Any:
    """A programme in a portfolio of its own."""
    portfolio = factories.portfolio(f"{title}: portfolio")
    said = {"portfolio": portfolio, "state": ProgrammeState.RUNNING, "vision": LINES}
    return factories.programme(title, **said)


def a_change_of(person: Person, by: Person) -> SignInChange:
    """Another address for somebody, which waits for a second person."""
    sent = {"why": "Came to the office", "email": f"new.{person.pk}@example.org"}
    return propose(person=person, kind=SignInChangeKind.ADDRESS, by=by, **sent)


def a_format(title: str, paper: Paper, by: Person) -> tuple[Any, ...]:
    """A report format, its version, and what a paper says in a field of its own."""
    made = factories.report_format(slugify(title))
    return made, made.versions.get(), *fill_header(paper, by=by, values={"service": "Libraries"})


def a_restriction(
    title: str, programme: Programme, committee: Board, owner: Person
) -> tuple[Restriction, RestrictedReader]:
    """Of a second paper, with its owner as a reader beside the officer."""
    lease = factories.paper(f"{title}: lease", programme=programme, board=committee)
    made = factories.restriction(record=lease)
    by = factories.officer()
    return made, name_reader(made, by=by, person=owner, why="Owns the lease")


NEVER_EDITED = (
    Scope | StatusReport | Publication | Minutes | Vote | ItemPaper | ItemGate | ActionNote
    | Comment | DecisionPaper | Link | Pack | PackVersion | PackItem | PackPublication | PublicBoard
    | gates.NeverEdited | reporting.NeverEdited
)  # fmt: skip


def edited(record: Any, by: Person) -> Any:
    """The record after an edit, so that it has an earlier version; a draft has been edited, and a
    publication never is."""
    if isinstance(record, NEVER_EDITED):
        return record
    if isinstance(record, RegisterEntry):
        return edit_record(record, by=by, reason="Edited again", notes=LINES)
    if isinstance(record, Portfolio):
        return edit_portfolio(record, by=by, reason="Edited again", title=f"{record} again")
    fields = EDITS.get(type(record)) or {"position": record.position + 1}
    return edit_record(record, by=by, reason="Edited again", **fields)


EDITS: dict[type, dict[str, Any]] = (
    gates.EDITS
    | money.EDITS
    | reporting.EDITS
    | {
        Attendance: {"presides": True},
        Interest: {"dispensation": LINES},
        ItemDecision: {"text": LINES},
        Meeting: {"place": "Room 4"},
        MeetingSeries: {"place": "Room 4"},
        **factories.EDITS_OF_PARTS,
        Board: {"purpose": LINES},
        BodyKind: {"quorum_number": 3},
        Sponsorship: {"starts_on": date(2012, 5, 1)},
        TermsOfReference: {"purpose": LINES},
        Direction: {"starts_on": date(2012, 5, 1)},
        Closure: {"is_working": True},
        DeadlineRule: {"report_days": 7},
        IssueEscalation: {"why": "Asked again"},
        RiskEscalation: {"why": "Asked again"},
        RiskMatrix: {"appetite": 10},
        Clearance: {"text": "Looks well."},
        FormatVersion: {"valid_from": date(2011, 1, 1)},
        Logo: {"title": "The council’s logo"},
        Measurement: {"note": "Counted by hand."},
        Milestone: {"actual_on": TODAY},
        OrganisationUnit: {"kind": UnitKind.SERVICE},
        Paper: {"agenda_item": "7"},
        PaperPicture: {"alternative": "A door"},
        PaperProgramme: {"position": 20},
        Person: {"telephone": "01632 960 001"},
        Programme: {"aims": LINES},
        RestrictedReader: {"why": "Owns the lease now"},
        PaperValue: {"text": "Museums"},
        ReportFormat: {"about": LINES},
        Restriction: {"review_on": date(2013, 7, 4)},
        Ward: {"kind": WardKind.DIVISION},
        BenefitPath: {"capability": "Answers come on the day."},
        IndicatorTarget: {"value": 61},
        SavingsAmount: {"note": "Agreed with finance."},
        SavingsBaseline: {"agreed_by": "The board"},
        SavingsCost: {"note": "Agreed with finance."},
        SavingsRequirement: {"amount_pence": 200},
        SavingsShare: {"note": "The buildings"},
    }
)


def three_reports(project: Project, by: Person) -> StatusReport:
    """Three submitted reports, the newest a fortnight old; returns it. Whoever asks did not write
    them, so that they may be accepted or returned."""
    for weeks, rag in ((6, "green"), (4, "amber"), (2, "red")):
        submitted = factories.report(
            project=project,
            by=by,
            period_end=TODAY - timedelta(weeks=weeks),
            overall_rag=rag,
            overall_reason=f"It is {rag}.",
        )
    return submitted


def create_text(draft: StatusReport, by: Person) -> StatusReport:
    """Write what only those who report may read."""
    from projects.actions import save_report  # noqa: PLC0415  beside its only use

    return save_report(draft, by=by, achieved=DRAFT_SECRET)


def _holder_of(role: str, scope: Scope, name: str) -> Account:
    return factories.account(factories.holder(role, scope, name))
