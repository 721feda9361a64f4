"""What each role should meet at every address, by the list of who may do what alone.

The rules of reach are written down here a second time, in their own words, so that a fault of
`people/policy.py` shows as a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client

from audit.places import places_of
from governance.models import Board, BodyKind
from meetings.models import AgendaItem, Closure, DeadlineRule
from money.models import VarianceRule
from people.choices import ROLES_OF_SCOPE, Act, Role, ScopeKind
from people.matrix import Matrix
from people.models import (
    Account,
    Appointment,
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
from programmes.models import CorporatePriority, Portfolio, Programme
from projects.choices import ReportState
from projects.models import Lifecycle, LifecycleVersion, Project, StatusReport
from records.views.records import AddRecord
from registers.models import Escalation, JudgementScale, RiskMatrix
from reporting.models import ConfidenceScale, RatingRule, RollUpRule
from reports.models import FormatVersion, ReportFormat
from tests import factories
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.walking import browser_of
from tests.sweeps.world import Records, World

PAST = "?at=2012-07-04T00:30"
"""A file of a past day is refused, with 400, once its reader was let in: none has to be printed."""

ANSWERED = {
    "account_login": 302,
    "mfa_authenticate": 302,
    "mfa_reauthenticate": 302,
    "mfa_deactivate_totp": 302,
    "mfa_view_recovery_codes": 302,
    "mfa_generate_recovery_codes": 302,
    "records:history_of_record": 302,
    "registers:record": 302,
    "registers:comment_reopen": 405,
    "registers:comment_resolve": 405,
    "benefits:benefit_validate": 405,
    "benefits:savings_validate": 405,
    "directory:account_stop": 405,
    "directory:account_withdraw": 405,
    "directory:account_sign_out": 405,
    "accounts:device_end": 405,
    "accounts:own_change_stop": 405,
    "directory:sign_in_change_confirm": 405,
    "directory:sign_in_change_stop": 405,
    "meetings:item_consent": 405,
    "meetings:feed": 404,  # without its code
    "meetings:feed_renew": 405,
    "packs:public_decision": 404,  # its meeting is still in session
    "packs:public_minutes": 404,  # as above
    "meetings:feed_withdraw": 405,
    "meetings:forward_plan_item_put": 405,
    "meetings:meeting_move": 405,
    "meetings:minutes_confirm": 405,
    "meetings:vote_cast": 405,
    "projects:report_accept": 405,
    "projects:report_recall": 405,
    "reporting:programme_report_edit": 302,  # it has been submitted
    "reporting:programme_report_move": 405,
    "reporting:remind": 405,
    "reporting:remind_all": 405,
    "account_logout": 405,
    "records:read_pasted": 405,
    "records:working_copy": 405,
    "records:working_copy_drop": 405,
    "reports:clearance_ask_again": 405,
    "reports:paper_freeze": 405,
    "reports:paper_table": 405,
    "reports:section_move": 405,
    "jobs:file_cancel": 405,
    "jobs:file_detail": 404,  # somebody else's
    "jobs:file_fetch": 404,
    "reports:format_entry_leave_out": 405,
    "reports:format_entry_move": 405,
    "packs:pack_build": 405,
    "reports:paper_html": 400,
    "reports:paper_pdf": 400,
    "reports:paper_word": 400,
}
"""What somebody who is let in meets, where it is not 200."""

OF_ANY_PROJECT = (
    "benefits:archived_benefits",
    "benefits:archived_savings",
    "benefits:benefit_add",
    "benefits:measurement_grid",
    "benefits:savings_grid",
    "benefits:savings_line_add",
)
"""Pages of a programme for anyone who may edit some of its benefits."""

OF_THE_PROGRAMME = ("benefits:savings_baseline_", "benefits:savings_requirement_")
"""The beginnings of pages of what a programme owes as a whole."""

OF_WHAT_IS_SUBMITTED = (
    "projects:report_detail",
    "projects:report_accept",
    "projects:report_correct",
    "projects:report_recall",
    "projects:report_return",
)
"""Pages of a submitted report: a draft has none."""

OF_THE_OFFICE = Person | SignInChange | OrganisationUnit | Ward | Logo
"""Records in no scope, for anyone who sees people."""

OF_THE_COUNCIL = (
    ReportFormat | FormatVersion | RiskMatrix | BodyKind | JudgementScale
    | Lifecycle | LifecycleVersion | Closure | DeadlineRule
    | RatingRule | RollUpRule | ConfidenceScale | VarianceRule | CorporatePriority
)  # fmt: skip
"""Records in no scope, for anyone who sees anything."""

Statuses = Mapping[str, int]


@dataclass(frozen=True)
class Visitor:
    """Somebody who holds one role in one scope; `at` is the kind of scope and its programme."""

    role: str
    scope: Scope
    account: Account

    def __str__(self) -> str:
        return f"{self.role} in {self.scope.title}"


def visitors(world: World, *, here: bool) -> list[Visitor]:
    """A holder of every role: in the world's own records, or (but for the office) in the others."""
    records = world.here if here else world.elsewhere
    found = []
    for kind, roles in ROLES_OF_SCOPE.items():
        scope = scope_of_kind(kind, records)
        if not here and kind == ScopeKind.OFFICE:
            continue
        for role in roles:
            person = factories.holder(role, scope, f"{Role(role).label} of {scope.title}")
            found.append(Visitor(role, scope, factories.account(person)))
    return found


def scope_of_kind(kind: str, records: Records) -> Scope:
    models = {
        ScopeKind.PORTFOLIO: Portfolio,
        ScopeKind.PROGRAMME: Programme,
        ScopeKind.PROJECT: Project,
        ScopeKind.BOARD: Board,
    }
    return office() if kind == ScopeKind.OFFICE else records[models[ScopeKind(kind)]].scope


def is_for_all(matrix: Matrix, address: Address) -> bool:
    """Whether it is open to all who sign in, or takes nothing but what is sent."""
    return address.name in open_to_all(matrix) or ANSWERED.get(address.name) == 405


def open_to_all(matrix: Matrix) -> frozenset[str]:
    return matrix.pages["public"] | matrix.pages["own"] | matrix.pages["lists"]


def statuses(account: Account, world: World, asked: Iterable[Address]) -> dict[str, int]:
    """What an account meets when it asks for some addresses."""
    browser = browser_of(account)
    return {a.name: status_of(browser, a, world) for a in asked}


def status_of(browser: Client, address: Address, world: World) -> int:
    url = address.url(world)
    if address.name in ("reports:paper_pdf", "reports:paper_html", "reports:paper_word"):
        url += PAST
    response = browser.get(url)
    if response.streaming:
        list(response.streaming_content)  # a file is closed once it is read
    return response.status_code


def differences(matrix: Matrix, visitor: Visitor, met: Statuses, world: World) -> list[str]:
    """Where what somebody met is not what the list says."""
    table = {a.name: expected(matrix, visitor, a, world) for a in addresses() if a.name in met}
    return [
        f"{visitor}, {name}: {met[name]}, not {table[name]}"
        for name in sorted(table)
        if met[name] != table[name]
    ]


def expected(matrix: Matrix, visitor: Visitor, address: Address, world: World) -> int:
    """The status that the list says when a page is asked for."""
    let_in = ANSWERED.get(address.name, 200)
    decided = decision(matrix, visitor, address, world)
    return let_in if decided == 200 or let_in == 405 else decided


def act_of(matrix: Matrix, address: Address) -> str | None:
    """The act that a page needs; None for one that needs none, or does not stand in the list."""
    return next((row.name for row in matrix.rows if address.name in row.addresses), None)


def decision(matrix: Matrix, visitor: Visitor, address: Address, world: World) -> int:
    """200 for somebody whom the list lets in; 404 for who may not know that there is something to
    open; else 403."""
    if address.name in open_to_all(matrix):
        return 200
    sees = is_seen(matrix, visitor, address, world)
    if address.name in matrix.pages["appointments"]:
        may = gives(matrix, visitor, address, world)
    elif address.name in matrix.pages["person"]:
        may = sees
    else:
        act = act_of(matrix, address)
        assert act is not None, address.name
        may = does(matrix, visitor, act, address, world)
        if address.name == "projects:report_history" and is_draft(world.here[StatusReport]):
            sees = may = reaches(matrix, visitor, Act.SEE_DRAFTS, world.here[Project].scope)
        if address.name in OF_WHAT_IS_SUBMITTED and is_draft(world.submitted):
            return 404 if may or not sees else 403
    if not sees:
        return 404
    return 200 if may else 403


BY_DECISION = {"governance:agreed_change", "governance:agreed_remove"}


def does(matrix: Matrix, visitor: Visitor, act: str, address: Address, world: World) -> bool:
    """Whether an act, if it were that of a page, lets somebody in."""
    record = subject(address, world)
    if isinstance(record, OF_THE_COUNCIL) and act == Act.SEE:
        return is_seen(matrix, visitor, address, world)
    may = any(reaches(matrix, visitor, act, s) for s in places(act, address, world))
    if address.name in BY_DECISION:  # also because of a board's decision
        may = may or reaches(matrix, visitor, Act.PLAN_MEETINGS, standing(record))
    if isinstance(record, Direction) and act != Act.SEE:  # a matter of both ends
        return may and reaches(matrix, visitor, act, record.directs)
    return may


def is_draft(report: StatusReport) -> bool:
    return report.state == ReportState.DRAFT


def is_seen(matrix: Matrix, visitor: Visitor, address: Address, world: World) -> bool:
    """Whether they may know that what an address is about exists. Lists and verbs of the office
    are no secret."""
    record = subject(address, world)
    if record is None:
        return True
    if isinstance(record, OF_THE_OFFICE):
        of_account = address.name.startswith("directory:account_")
        return of_account or reaches(matrix, visitor, Act.SEE_PEOPLE, None)
    if address.name.startswith("directory:account_"):
        return True
    if isinstance(record, OF_THE_COUNCIL):
        return visitor.role in matrix.row(Act.SEE).who
    if isinstance(record, Restriction | RestrictedReader):
        return False  # no visitor is named as a reader
    return reaches(matrix, visitor, Act.SEE, standing(record))


def subject(address: Address, world: World) -> Any:
    """The record that an address is about, or in which it adds one; None for the office. Looked for
    once in each world: the list is asked about every page for every role, and for every other act.
    """
    if address.name not in world.subjects:
        world.subjects[address.name] = _subject(address, world)
    return world.subjects[address.name]


def _subject(address: Address, world: World) -> Any:
    pages, view = address.pages, getattr(address.view, "view_class", None)
    if pages is not None and view is not AddRecord:
        return world.here[pages.model]
    arguments = address.arguments(world)
    if not arguments:
        return None
    if "kind" in address.parameters[:1]:  # a record of any kind, by its key
        return next(r for kind, r in world.here.items() if kind._meta.label_lower == arguments[0])
    by_key = {getattr(r, "reference", r.pk): r for r in world.here.values() if not is_part(r)}
    if address.name == "directory:restriction_detail":
        return world.here[Restriction]
    if address.name == "meetings:item_restrict":
        return world.here[AgendaItem]
    if isinstance(arguments[0], int):  # what is added to a part
        return world.here[pages.parent_model]  # type: ignore[union-attr]
    return by_key.get(arguments[0], world.reader.person)


def is_part(record: Any) -> bool:
    return not hasattr(record, "reference") or isinstance(record, Scope)


STANDING: dict[tuple[type, int], Scope] = {}


def standing(record: Any) -> Scope:
    """The scope in which a record of the world stands, with those above it: asked for once."""
    key = (type(record), record.pk)
    if key not in STANDING:
        scope_id = places_of([record])[record.pk].scope_id
        assert scope_id is not None, f"{type(record).__name__} stands in no scope: name it above"
        STANDING[key] = Scope.objects.get(pk=scope_id)
    return STANDING[key]


def places(act: str, address: Address, world: World) -> list[Scope | None]:
    """The scopes of which the act must reach one. A benefit is edited where its project is; one is
    added to a programme, perhaps for one of its projects."""
    record = subject(address, world)
    if record is None or isinstance(record, OF_THE_OFFICE | OF_THE_COUNCIL):
        return [None]
    if act == Act.EDIT_BENEFITS:
        project, programme = world.here[Project], world.here[Programme].scope
        if address.name.startswith(OF_THE_PROGRAMME):
            return [programme]
        if address.name not in OF_ANY_PROJECT:
            return [project.scope]
        return [programme] if project.is_archived else [project.scope, programme]
    if isinstance(record, Escalation) and act == Act.KEEP_REGISTERS:
        return [record.to_scope]  # whoever is asked answers
    return [standing(record)]


def gives(matrix: Matrix, visitor: Visitor, address: Address, world: World) -> bool:
    """Whether they may give a role there: the seat's own, or, to add one, any."""
    scope, seat = world.here[Scope], world.here[Appointment]
    adds = address.name == "directory:appointment_add"
    roles = ROLES_OF_SCOPE[ScopeKind(scope.kind)] if adds else (seat.role,)
    givers: Iterable[str] = frozenset().union(*(matrix.givers_of(role) for role in roles))
    return visitor.role in givers and lies_in(scope, visitor.scope)


def reaches(matrix: Matrix, visitor: Visitor, act: str, scope: Scope | None) -> bool:
    """Whether somebody may do an act in a scope (None: the office)."""
    row = matrix.row(act)
    if visitor.role not in row.who:
        return False
    if visitor.scope.kind == ScopeKind.OFFICE:
        return True
    if scope is None:
        return False
    if lies_in(scope, visitor.scope):
        return True
    above = visitor.scope.parent
    goes_up = visitor.role in row.and_the_programme
    return goes_up and above is not None and lies_in(scope, above)


def lies_in(scope: Scope | None, other: Scope) -> bool:
    while scope is not None:
        if scope == other:
            return True
        scope = scope.parent
    return False
