"""The whole table of addresses, each with arguments from the world.

An address finds its arguments by the kind of record that its page is for, so that a page of
tomorrow is swept as soon as the world holds such a record. Pages that are no record's own stand in
`ARGUMENTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benefits.models import Benefit, SavingsLine
from governance.models import Board, Decision, GateReview, ToleranceException
from meetings.models import AgendaItem, ForwardPlanItem, ItemDecision, Meeting
from packs.models import Pack
from people.models import OrganisationUnit, Person, Restriction, Scope, SignInChange
from programmes.models import ClosingReport, Phase, Portfolio, Programme
from programmes.pages import RegisterPages
from programmes.registers import RegisterEntry
from projects.models import Lifecycle, Milestone, Project
from records.pages.lists import ListPage
from records.pages.record_pages import PartPages, RecordPages
from records.views.detail import RecordDetail
from records.views.records import AddRecord
from records.views.restore import RestoreVersion
from registers.models import ChangeRequest, Review, Risk
from reporting.models import ProgrammeReport
from reports.models import FormatVersion, Paper, ReportFormat
from tests.sweeps.world import Records, World

FIRST_VERSION = 1  # each record of the world has been edited since
Arguments = Callable[[World], list[Any]]


def _reference(model: type) -> Arguments:
    return lambda world: [world.here[model].reference]


def _submitted(world: World) -> list[Any]:
    return [world.here[Project].reference, world.submitted.pk]


def _programme_report(world: World) -> list[Any]:
    return [world.here[Programme].reference, world.here[ProgrammeReport].pk]


def _saving(world: World) -> list[Any]:
    return [world.here[Programme].reference, world.here[SavingsLine].pk]


def _benefit(world: World) -> list[Any]:
    return [world.here[Programme].reference, world.here[Benefit].pk]


def _change(world: World) -> list[Any]:
    return [world.here[Person].reference, world.here[SignInChange].pk]


def _file_of_meeting(world: World) -> list[Any]:
    return [world.here[Meeting].reference, "minutes", "html"]


def _version(world: World) -> list[Any]:
    return [world.here[ReportFormat].reference, world.here[FormatVersion].pk]


VERSION_PAGES = (
    "pack_full_pdf", "pack_pdf", "pack_publish", "pack_version", "public_pack", "public_pdf",
)  # fmt: skip


def _pack(*rest: int) -> Arguments:
    return lambda world: [world.here[Pack].reference, *rest]


def _named(world: World) -> list[Any]:
    return ["projects.project", world.here[Project].pk]


def _agreed(world: World) -> list[Any]:
    return ["projects.milestone", world.here[Milestone].pk]


PLANS = {"meetings:scope_forward_plan_item_list"}
"""The lists of a scope that only a board has."""

# Pages that are no record's own add, edit, archive or history page.
ARGUMENTS: dict[str, Arguments] = {
    "jobs:file_detail": lambda world: [world.file.pk],
    "jobs:file_cancel": lambda world: [world.file.pk],
    "jobs:file_fetch": lambda world: [world.file.pk],
    "directory:person_detail": _reference(Person),
    "directory:unit_detail": lambda world: [str(world.here[OrganisationUnit].pk)],
    "directory:account_invite": _reference(Person),
    "directory:account_stop": lambda world: [world.reader.person.reference],
    "directory:account_withdraw": lambda world: [world.reader.person.reference],
    "directory:account_sign_out": lambda world: [world.reader.person.reference],
    "directory:account_reset_second_factor": lambda world: [world.reader.person.reference],
    "meetings:forward_plan_item_put": _reference(ForwardPlanItem),
    "meetings:feed_renew": lambda world: ["0"],
    "meetings:feed_withdraw": lambda world: ["0"],
    "accounts:device_end": lambda world: ["0"],
    "accounts:own_change_stop": lambda world: ["0"],
    "directory:sign_in_change_detail": _change,
    "directory:sign_in_change_confirm": _change,
    "directory:sign_in_change_stop": _change,
    "directory:person_activity": _reference(Person),
    "directory:scope_detail": _reference(Scope),
    "directory:scope_activity": _reference(Project),
    "records:history_of_record": lambda world: ["projects.project", world.here[Project].pk],
    "records:working_copy": lambda world: ["status-report/1"],
    "records:working_copy_drop": lambda world: ["status-report/1"],
    "registers:scope_heat_map": _reference(Project),
    "registers:scope_registers": _reference(Project),
    "registers:record": _named,
    "registers:link_add": _named,
    "registers:comment_add": _named,
    "registers:action_add_many": _reference(Project),
    "registers:mitigation_add": _reference(Risk),
    "registers:review_act": _reference(Review),
    "registers:action_close_many": _reference(Project),
    "benefits:programme_savings": _reference(Programme),
    "benefits:measurement_grid": _reference(Programme),
    "benefits:savings_grid": _reference(Programme),
    "benefits:savings_validate": _saving,
    "benefits:benefit_validate": _benefit,
    "benefits:benefit_hand_over": _benefit,
    "money:scope_money": _reference(Project),
    "money:year_grid": lambda world: [*_reference(Project)(world), 2012],
    "money:month_grid": lambda world: [*_reference(Project)(world), 2013, "forecast"],
    "programmes:chart_file": lambda world: [*_reference(Project)(world), "budget", "svg"],
    "programmes:portfolio_detail": _reference(Portfolio),
    "programmes:programme_detail": _reference(Programme),
    "reporting:programme_reporting": _reference(Programme),
    "reporting:programme_check": _reference(Programme),
    "reporting:programme_report_detail": _programme_report,
    "reporting:programme_report_correct": _programme_report,
    "reporting:programme_report_move": _programme_report,
    "reporting:rating_override": _reference(Programme),
    "reporting:remind": _reference(Programme),
    "projects:project_list": _reference(Programme),
    "projects:category_list": _reference(Programme),
    "projects:project_case": _reference(Project),
    "projects:project_detail": _reference(Project),
    "projects:moved_milestones": _reference(Project),
    "projects:project_move": _reference(Project),
    "projects:project_people": _reference(Project),
    "projects:project_plan": _reference(Project),
    "projects:report_edit": _reference(Project),
    "projects:report_detail": _submitted,
    "projects:report_accept": _submitted,
    "projects:report_correct": _submitted,
    "projects:report_recall": _submitted,
    "projects:report_return": _submitted,
    "benefits:programme_benefits": _reference(Programme),
    "benefits:archived_benefits": _reference(Programme),
    "benefits:archived_savings": _reference(Programme),
    "governance:board_detail": _reference(Board),
    "meetings:gate_table": lambda world: [
        *_reference(Meeting)(world),
        world.here[GateReview].reference,
    ],
    "meetings:item_consent": lambda world: [*_reference(Meeting)(world), world.here[AgendaItem].pk],
    "meetings:item_restrict": lambda world: [world.here[AgendaItem].pk],
    "meetings:meeting_cancel": _reference(Meeting),
    "meetings:meeting_detail": _reference(Meeting),
    "meetings:meeting_hold": _reference(Meeting),
    "meetings:meeting_file": _file_of_meeting,
    "meetings:meeting_minutes": _reference(Meeting),
    "meetings:meeting_move": _reference(Meeting),
    "meetings:meeting_run": _reference(Meeting),
    "meetings:minutes_confirm": _reference(Meeting),
    "meetings:vote_cast": lambda world: [*_reference(Meeting)(world), world.here[ItemDecision].pk],
    "governance:programme_boards": _reference(Programme),
    "governance:project_gates": _reference(Project),
    "governance:exception_detail": _reference(ToleranceException),
    "governance:exception_decide": _reference(ToleranceException),
    "governance:scope_tolerances": _reference(Project),
    "projects:lifecycle_detail": _reference(Lifecycle),
    "governance:change_settle": _reference(ChangeRequest),
    "governance:closing_decide": _reference(ClosingReport),
    "governance:phase_decide": lambda world: [
        world.here[Programme].reference,
        world.here[Phase].pk,
    ],
    "governance:gate_submit": lambda world: [world.here[Project].reference, "start"],
    "governance:gate_detail": _reference(GateReview),
    "governance:gate_vet": _reference(GateReview),
    "governance:gate_return": _reference(GateReview),
    "governance:gate_decide": _reference(GateReview),
    "governance:gate_carry_out": _reference(GateReview),
    "governance:agreed_change": _agreed,
    "governance:agreed_correct": _agreed,
    "governance:agreed_correct_removal": _agreed,
    "governance:agreed_remove": _agreed,
    "governance:programme_governance": _reference(Programme),
    "governance:terms_compare": _reference(Board),
    "dashboards:programme_dashboard": _reference(Programme),
    "dashboards:programme_roadmap": _reference(Programme),
    "dashboards:project_roadmap": _reference(Project),
    "reports:programme_papers": _reference(Programme),
    "reports:project_compare": _reference(Project),
    "programmes:programme_brief": _reference(Programme),
    "reports:programme_compare": _reference(Programme),
    "directory:restriction_detail": lambda world: [world.here[Restriction].pk],
    "reports:format_detail": _reference(ReportFormat),
    "reports:format_version_detail": _version,
    "reports:format_version_file": _version,
    "reports:format_values": lambda world: [*_version(world), "numbering"],
    "reports:format_entry_add": lambda world: [*_version(world), "parts", "text"],
    "reports:format_entry_edit": lambda world: [*_version(world), "parts", "purpose"],
    "reports:format_entry_move": lambda world: [*_version(world), "parts", "purpose"],
    "reports:format_entry_leave_out": lambda world: [*_version(world), "parts", "purpose"],
    "packs:meeting_pack": _reference(Meeting),
    "packs:pack_build": _reference(Meeting),
    "packs:pack_detail": _pack(),
    "packs:public_switch": _reference(Board),
    "packs:public_board": _reference(Board),
    **{f"packs:{name}": _pack(1) for name in VERSION_PAGES},
    "packs:pack_item": _pack(1, 1),
    "packs:public_item": _pack(1, 1),
    "packs:public_decision": _reference(Decision),
    "packs:public_minutes": _reference(Meeting),
    "reports:paper_decide": _reference(Paper),
    "reports:paper_restrict": _reference(Paper),
    "reports:paper_detail": _reference(Paper),
    "reports:paper_changes": _reference(Paper),
    "reports:paper_preview": _reference(Paper),
    "reports:paper_insert": _reference(Paper),
    "reports:paper_figure": _reference(Paper),
    "reports:paper_write": _reference(Paper),
    "reports:paper_pdf": _reference(Paper),
    "reports:paper_table": lambda world: [
        *_reference(Meeting)(world),
        *_reference(Paper)(world),
    ],
    "reports:paper_publish": _reference(Paper),
    "reports:paper_html": _reference(Paper),
    "reports:paper_word": _reference(Paper),
}


@dataclass(frozen=True)
class Address:
    """One entry of the table."""

    name: str
    parameters: tuple[str, ...]
    numeric: tuple[str, ...]
    view: Any

    def __str__(self) -> str:
        return self.name

    @property
    def pages(self) -> RecordPages | None:
        return getattr(self.view, "view_initkwargs", {}).get("pages")

    def arguments(self, world: World) -> list[Any] | None:
        """What fills the address, or None when nothing here does."""
        if self.parameters and self.name in lists():
            of_board = ":board_" in self.name or self.name in PLANS
            whose = Board if of_board else Programme
            return [world.here[whose].reference]
        if self.name in ARGUMENTS:
            return ARGUMENTS[self.name](world)
        if not self.parameters:
            return []
        return record_arguments(self, world.here)

    def url(self, world: World) -> str:
        return reverse(self.name, args=self.arguments(world))


def record_arguments(address: Address, records: Records) -> list[Any] | None:
    """The arguments of a record's own page, from a world's records."""
    pages = address.pages
    if pages is None or pages.model not in records:
        return None
    record = records[pages.model]
    view = getattr(address.view, "view_class", None)
    if view is RestoreVersion:
        return [*pages.address(record), FIRST_VERSION]
    if view is not AddRecord:
        return pages.address(record)
    if isinstance(pages, PartPages):
        return [pages.parent_address(pages.parent(record))]
    if address.name in ("reports:board_paper_add", "meetings:meeting_add"):
        return [records[Board].reference]
    return [getattr(record, "scope" if is_entry(pages) else "programme").reference]


@cache
def lists_of_all() -> dict[str, type[ListPage]]:
    """Those of them that are of no record's own."""
    free = {address.name for address in addresses() if not address.parameters}
    return {name: view for name, view in lists().items() if name in free}


def details() -> set[str]:
    """The pages of one record that show it field by field."""
    views = {a.name: getattr(a.view, "view_class", None) for a in addresses()}
    return {name for name, view in views.items() if view and issubclass(view, RecordDetail)}


def is_entry(pages: RecordPages) -> bool:
    """Whether what they add is an entry in the register of a scope."""
    return issubclass(pages.model, RegisterEntry) or isinstance(pages, RegisterPages)


@cache
def addresses() -> list[Address]:
    """Every address of the product; read once, for each list is asked about by every visitor."""
    return list(_walk(get_resolver(), ""))


@cache
def lists() -> dict[str, type[ListPage]]:
    """The lists of every record of a kind, by the names of their addresses."""
    views = {a.name: getattr(a.view, "view_class", None) for a in addresses()}
    return {name: view for name, view in views.items() if view and issubclass(view, ListPage)}


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, inner)
        else:
            yield _address(pattern, namespace)


def _address(pattern: URLPattern, namespace: str) -> Address:
    converters = pattern.pattern.converters
    return Address(
        name=f"{namespace}{pattern.name}",
        parameters=tuple(converters),
        numeric=tuple(n for n, c in converters.items() if type(c).__name__ == "IntConverter"),
        view=pattern.callback,
    )
