"""No action but those of governance changes what was agreed, or lets it go: every function that
writes for somebody (`by`) is called with every record that holds an agreed value, or of which one
is part, and asked for another value."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver
from pytest_django import DjangoDbBlocker

from audit import deciding, writing
from audit.bulk import change_many
from audit.deciding import NotDecided, agreed_fields, kinds_decided_on, kinds_that_hold
from audit.history import history_model
from audit.writing import audited
from benefits.models import Benefit, Indicator, IndicatorTarget, SavingsLine
from governance.models import Tolerance
from money.models import BudgetAmount, BudgetLine
from people.models import Account
from programmes.models import ClosingReport, FundingSource, Phase, Programme
from projects.models import Milestone, Project
from records.pages.record_pages import PAGES_OF
from tests import factories
from tests.architecture.imports import APPS
from tests.architecture.test_imports import ROOT
from tests.factories import money
from tests.factories.savings import indicator_target
from tests.sweeps.world import kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

ENTERED = datetime(2012, 6, 4, 9, 0, tzinfo=UTC)
NOW = ENTERED + timedelta(days=30)

OTHER: dict[type[Any], dict[str, Any]] = {
    Project: {"stage": "developing"},
    Milestone: {"baseline_on": PartialDate.day(date(2012, 12, 1))},
    FundingSource: {"amount_pence": 1, "basis": "yearly"},
    Phase: {"state": "complete", "completion_criterion": "None."},
    ClosingReport: {"decided_on": date(2012, 6, 1)},
    Indicator: {"target_value": 1, "target_on": PartialDate.day(date(2013, 3, 31))},
    IndicatorTarget: {"value": 1},
    SavingsLine: {"required_pence": 1},
    Tolerance: {"limit": 1},
    BudgetAmount: {"budget_pence": 1},
    BudgetLine: {},
    Programme: {},
    Benefit: {},
}
"""Other values of what is agreed, of each kind; a whole has none of its own."""

OPENS = "governance.actions."
"""The actions that change what was agreed, because of a decision or as a correction."""

Records = dict[type[Any], Any]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Records]:
    assert get_resolver().url_patterns  # read, so that every kind has its pages
    with kept(django_db_blocker):
        with clock.stopped_at(ENTERED):
            by = factories.officer()
            project = factories.project()
            source = {"programme": project.programme, "title": "Reserve", "amount_pence": 5}
            benefit = factories.benefit(programme=project.programme)
            target_on = PartialDate.day(date(2012, 9, 30))
            tolerance = factories.tolerance(scope=project.scope)
            found = [
                project,
                factories.milestone(project=project, baseline_on=date(2012, 9, 1)),
                factories.create_record(FundingSource, by=by, **source),
                factories.create_record(
                    Phase,
                    by=by,
                    programme=project.programme,
                    title="First tranche",
                    completion_criterion="Three branches lend tools.",
                ),
                factories.entry(
                    ClosingReport,
                    "It has ended",
                    scope=project.scope,
                    delivered="Tools are lent.",
                    state="agreed",
                    decided_by=factories.board().scope,
                    decided_on=ENTERED.date(),
                ),
                aimed := factories.indicator(benefit=benefit, target_value=76, target_on=target_on),
                indicator_target(60, PartialDate.financial_year(2012), indicator=aimed),
                factories.savings_line(
                    programme=project.programme, required_pence=76, full_year_pence=9
                ),
                tolerance,
                budget := money.line(scope=project.scope),
                money.amount(budget, budget_pence=5),
                project.programme,
                benefit,
            ]
        with clock.stopped_at(NOW):
            yield {type(record): record for record in found}


def test_every_kind_that_holds_what_is_agreed_is_tried_here(built: Records) -> None:
    # The scope of a tolerance has no page on which it is archived: its record has.
    kinds = {model for model in kinds_that_hold() if not model.is_scope}
    assert kinds == set(OTHER) == set(built)
    assert {kind for kind, values in OTHER.items() if values} == set(kinds_decided_on())


def test_no_way_of_writing_changes_what_is_agreed(built: Records) -> None:
    found = tried(built)
    assert found.changed == set()
    # Found by themselves, among others: the sweep has not gone blind.
    assert found.refused > {
        "audit.actions.archive_record",
        "audit.actions.edit_record",
        "audit.actions.restore_version",
        "audit.bulk.change_many",
        "projects.actions.edit_project",
        "projects.milestone_actions.move_baseline",
        "the page that archives it",
    }


def test_without_the_guard_the_sweep_finds_every_kind(
    built: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "refuse_undecided", lambda record, changing: None)
    changed = tried(built).changed
    by_edit = {kind.__name__ for kind, how in changed if how == "audit.actions.edit_record"}
    by_archiving = {kind.__name__ for kind, how in changed if how == "the page that archives it"}
    assert by_edit == {kind.__name__ for kind in kinds_decided_on()}
    assert by_archiving == {kind.__name__ for kind in OTHER}


def test_the_key_of_what_an_agreed_field_points_at_is_no_way_round(built: Records) -> None:
    with clock.stopped_at(ENTERED), undone():
        board = factories.board()
        limited = factories.create_record(
            Tolerance, by=factories.officer(), scope=factories.programme().scope, kind="scope",
            limit=3, board=board,
        )  # fmt: skip
        with clock.stopped_at(NOW), audited(by=factories.officer(), reason="By its key"):
            for fields in ({"board_id": None}, {"board": None}):
                with pytest.raises(NotDecided, match="This is agreed"):
                    writing.change(limited, **fields)


# --- the sweep ----------------------------------------------------------------------------------
class Tried:
    """What asked for a decision, and which kinds changed without one by what."""

    def __init__(self) -> None:
        self.refused: set[str] = set()
        self.changed: set[tuple[type[Any], str]] = set()


def tried(built: Records) -> Tried:
    found, by = Tried(), factories.officer()
    if not Account.objects.filter(person=by).exists():  # the world of other sweeps gives one
        factories.account(by)
    before = {kind: standing(record) for kind, record in built.items()}
    for kind, record in built.items():
        for how, write in ways(kind.objects.get(pk=record.pk), by):
            with undone():
                try:
                    write()
                except NotDecided:
                    found.refused.add(how)
                    continue
                except AssertionError:
                    raise
                except Exception:  # noqa: S112  it is no action for this kind of record
                    continue
                found.changed |= {
                    (other, how)
                    for other, held in built.items()
                    if standing(held) != before[other] and not is_because(held)
                }
    return found


@contextmanager
def undone() -> Iterator[None]:
    outer = transaction.atomic()
    outer._from_testcase = True  # so that `durable=True` inside it is content, as in a TestCase
    with outer:
        yield
        transaction.set_rollback(True)


def standing(record: Any) -> list[Any]:
    """What is agreed, and whether it is in use."""
    row = type(record)._base_manager.get(pk=record.pk)
    return [getattr(row, name) for name in (*row.only_by_decision, "is_archived")]


def is_because(record: Any) -> bool:
    return bool(history_model(type(record))._base_manager.filter(id=record.pk).latest().because)


def ways(record: Any, by: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Every way of writing a record, by its name: all at once, the pages, every action."""
    kind, other = type(record), OTHER[type(record)]
    yield "the page that archives it", lambda: posted(record, by, "archive", {"intent": "archive"})
    if other:
        yield "the page that edits it", lambda: posted(record, by, "edit", other)
        yield "audit.bulk.change_many", lambda: all_at_once(record, by, other)
    pages = PAGES_OF[kind]()
    for name, act in actions():
        filled = {"reason": "Tried.", "why": "Tried.", "expected_version": record.version}
        filled |= {
            "edit": pages.edit,
            "fields": other,
            "programme": getattr(record, "programme", None),
        }
        filled |= {"parent": None, "title": "Other"}
        yield name, lambda act=act, filled=filled: call(act, record, by, filled, other)


def call(act: Any, record: Any, by: Any, filled: dict[str, Any], other: dict[str, Any]) -> Any:
    """Call an action with a record, whoever acts, and another value of what is agreed."""
    names = inspect.signature(act).parameters
    takes_any = any(p.kind is p.VAR_KEYWORD for p in names.values())
    first, *others = (p for p in names.values() if p.kind is not p.VAR_KEYWORD)
    given = {p.name: filled[p.name] for p in others if p.name in filled}
    given |= {name: value for name, value in other.items() if name in names or takes_any}
    given["by"] = by
    argument = [record] if first.kind is first.VAR_POSITIONAL or "records" in first.name else record
    return act(argument, **given)


@cache
def actions() -> list[tuple[str, Any]]:
    """Every function of the product with `by`, whose first argument may be a record."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            if re.search(r"\bby: (Person|models\.Model)\b", text):
                found.update(functions_of(path))
    return sorted(found.items())


def functions_of(path: Path) -> Iterator[tuple[str, Any]]:
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    module = import_module(name.removesuffix(".__init__"))
    for label, function in inspect.getmembers(module, inspect.isfunction):
        is_own = function.__module__ == module.__name__ and not name.startswith(OPENS)
        parameters = list(inspect.signature(function).parameters.values())
        is_action = any(p.name == "by" for p in parameters[1:])
        if is_own and is_action:
            yield f"{module.__name__}.{label}", function


def all_at_once(record: Any, by: Any, other: dict[str, Any]) -> None:
    with audited(by=by, reason="All at once"):
        change_many([record], **other)


def posted(record: Any, by: Any, page: str, typed: dict[str, Any]) -> None:
    """Send the form of a record's own page. Raises Refused when it is shown again."""
    client = Client()
    client.force_login(Account.objects.get(person=by))
    url = PAGES_OF[type(record)]().url(page, record)
    shown = client.get(url)
    form = shown.context["form"]
    values = QueryDict(mutable=True)
    for name, box in form.fields.items():
        value = form.get_initial_for_field(box, name)
        values[name] = "" if value is None else box.prepare_value(value)
    values.update(
        {"version": record.version, "reason": "Tried."} | {k: str(v) for k, v in typed.items()}
    )
    answer = client.post(url, values)
    if "only a decision" in answer.content.decode():
        raise NotDecided(url)
    assert answer.status_code == 302, answer.context["form"].errors


def test_the_pages_show_only_what_may_be_edited(built: Records) -> None:
    for kind in kinds_decided_on():
        form = PAGES_OF[kind]().form(factories.officer(), built[kind], None)
        assert not set(agreed_fields(built[kind])) & set(form.fields)
