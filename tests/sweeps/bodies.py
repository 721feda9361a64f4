"""What the world of the sweeps holds of governance besides boards, its rules, and the brief of a
programme."""

from __future__ import annotations

from datetime import date
from typing import Any

from audit.actions import create_record
from governance.actions.boards import direct, sponsor
from governance.actions.kinds import create_kind
from governance.models import Board, TermsOfReference
from meetings.actions.deadlines import add_closure, add_rule
from meetings.models import Closure, DeadlineRule
from people.models import Person, Scope
from programmes.actions import add_priority
from programmes.models import Objective, Programme, RoleDescription, Stakeholder
from registers.actions.matrices import ship_matrix
from registers.models import RiskMatrix
from tests import factories


def with_governance(title: str, board: Board, by: Person) -> tuple[Any, ...]:
    """Another kind of body, whose name anyone may read; a sponsor of the board, its terms, and
    what else it directs."""
    directed = direct(board, directed=a_sister(title), by=by)
    kind = create_kind(by=by, name=f"Forum {title[0]}")
    terms = create_record(
        TermsOfReference, by=by, board=board, title=f"{title}: terms", adopted_on=date(2012, 7, 4)
    )
    sponsors = factories.board(f"{title}: sponsors")
    return kind, sponsor(board, sponsor=sponsors, by=by), terms, directed


def a_sister(title: str) -> Scope:
    """The scope of another portfolio, which the programme's board directs besides."""
    scope: Scope = factories.portfolio(f"{title}: sister").scope
    return scope


def a_brief(title: str, programme: Programme, by: Person) -> tuple[Any, ...]:
    """A priority of the council, an objective that serves it, and a stakeholder."""
    priority = add_priority(by=by, title=f"{title}: priority")
    aim = {"programme": programme, "title": f"{title}: objective", "priority": priority}
    told = {"programme": programme, "title": f"{title}: residents"}
    return (
        priority,
        create_record(Objective, by=by, **aim),
        create_record(Stakeholder, by=by, **told),
        create_record(
            RoleDescription, by=by, programme=programme, title=f"{title}: role", duties="Leads it."
        ),
    )


def rules(title: str, by: Person) -> tuple[DeadlineRule, Closure, RiskMatrix]:
    """Those of two worlds begin on different days."""
    number = ord(title[0]) - ord("A") + 1
    valid_from = date(2000, 1, number)
    fair = add_closure(by=by, title=f"{title}: fair", on=date(2012, 12, number))
    rule = add_rule(by=by, title=f"{title}: rule", valid_from=valid_from, agenda_days=5)
    return rule, fair, ship_matrix(by=by, valid_from=valid_from)
