"""What was agreed changes because of a decision, or as a correction, and in no other way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit import deciding
from audit.actions import edit_record
from audit.bulk import change_many
from audit.deciding import NotDecided, agreed_fields, is_agreed
from audit.errors import Refused
from audit.history import history_model
from audit.models import tracked_models
from audit.writing import audited
from benefits.actions import validate_line
from governance.actions.agreed import change_agreed, correct_agreed
from governance.actions.changes import settle_change
from governance.actions.decisions import record_decision
from governance.models import Decision
from governance.queries.decisions import moved_by
from people.choices import Role
from programmes.models import ClosingReport, FundingSource, Phase
from projects.actions import edit_project
from records.pages.record_pages import PAGES_OF
from registers.models import ChangeRequest
from tests import factories
from tests.architecture.test_imports import ROOT
from tests.factories import money
from tests.factories.savings import indicator_target
from tests.sending import press
from tests.sweeps.world import kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
OTHER: dict[str, dict[str, Any]] = {
    "projects.project": {"stage": "developing"},
    "projects.milestone": {"baseline_on": PartialDate.day(date(2012, 12, 1))},
    "programmes.fundingsource": {"amount_pence": 1},
    "money.budgetamount": {"budget_pence": 1},
    "benefits.indicator": {"target_value": 1},
    "benefits.indicatortarget": {"value": 1},
    "benefits.savingsline": {"required_pence": 1},
    "governance.tolerance": {"limit": 1},
    "programmes.phase": {"state": "complete"},
    "programmes.closingreport": {"decided_on": date(2012, 6, 1)},
}
"""Another value for an agreed field of each kind."""


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Any]]:
    with kept(django_db_blocker):
        with clock.stopped_at(NOW - timedelta(days=30)):
            by = factories.officer()
            project = factories.project()
            programme = project.programme
            source = factories.create_record(
                FundingSource, by=by, programme=programme, title="Reserve", amount_pence=5
            )
            benefit = factories.benefit(programme=programme)
            found = [
                project,
                factories.milestone(project=project, baseline_on=date(2012, 9, 1)),
                source,
                aimed := factories.indicator(benefit=benefit, target_value=76),
                indicator_target(60, PartialDate.financial_year(2012), indicator=aimed),
                factories.savings_line(programme=programme, required_pence=76, full_year_pence=9),
                money.amount(money.line(scope=project.scope), budget_pence=76),
                factories.tolerance(scope=project.scope),
                factories.create_record(Phase, by=by, programme=programme, title="First tranche"),
                factories.entry(
                    ClosingReport,
                    "It has ended",
                    scope=project.scope,
                    delivered="Tools are lent.",
                    state="agreed",
                    decided_by=factories.board().scope,
                    decided_on=clock.today(),
                ),
            ]
            factories.holder(Role.SENIOR_RESPONSIBLE_OWNER, programme.scope, "Sara Vole")
        yield {record._meta.label_lower: record for record in found}


@pytest.fixture
def agreed(built: dict[str, Any]) -> Iterator[dict[str, Any]]:
    with clock.stopped_at(NOW):
        yield {label: type(record).objects.get(pk=record.pk) for label, record in built.items()}


def test_every_kind_with_agreed_values_is_tried_here() -> None:
    named = {m._meta.label_lower for m in tracked_models() if m.only_by_decision}
    assert named == set(OTHER)


@pytest.mark.parametrize("label", OTHER)
def test_no_edit_of_an_agreed_value_is_taken(agreed: dict[str, Any], label: str) -> None:
    record, by = agreed[label], factories.officer()
    for write in (
        lambda: edit_record(record, by=by, **OTHER[label]),
        lambda: many(record, by, OTHER[label]),
    ):
        with pytest.raises(NotDecided, match="only a decision changes it"):
            write()
    record.refresh_from_db()
    assert record.version == 1


def many(record: Any, by: Any, fields: dict[str, Any]) -> None:
    with audited(by=by, reason="All at once"):
        change_many([record], **fields)


@pytest.mark.parametrize("label", OTHER)
def test_an_officers_decision_changes_it_and_is_recorded_with_it(
    agreed: dict[str, Any], label: str
) -> None:
    record, by = agreed[label], factories.officer()
    change_agreed(record, by=by, why="The roof leaks.", delegation="Scheme, 4.2", **OTHER[label])
    decision = Decision.objects.get()
    (name,) = OTHER[label]
    newest = history_model(type(record)).objects.filter(id=record.pk).first()
    assert (getattr(newest, name), newest.because, decision.maker, decision.reasons) == (
        OTHER[label][name], f"governance.decision:{decision.pk}", by, "The roof leaks.",
    )  # fmt: skip


@pytest.mark.parametrize("label", OTHER)
def test_a_correction_says_that_it_is_one(agreed: dict[str, Any], label: str) -> None:
    record = agreed[label]
    correct_agreed(record, by=factories.officer(), why="A typing error.", **OTHER[label])
    newest = history_model(type(record)).objects.filter(id=record.pk).first()
    assert (newest.because, newest.history_change_reason) == (
        "correction", "Correction: A typing error.",
    )  # fmt: skip
    assert not Decision.objects.exists()


def test_without_the_guard_the_edits_pass_so_the_tests_above_would_fail(
    agreed: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding, "refuse_undecided", lambda record, changing: None)
    for label, record in agreed.items():
        edit_record(record, by=factories.officer(), **OTHER[label])


@pytest.mark.parametrize("label", OTHER)
def test_its_form_opens_without_the_agreed_values_and_saves_the_rest(
    agreed: dict[str, Any], label: str
) -> None:
    record, pages = agreed[label], PAGES_OF[agreed[label].__class__]()
    client, url = Client(), pages.url("edit", record)
    client.force_login(factories.account())
    asked = client.get(url).context["form"].fields
    assert not set(agreed_fields(record)) & set(asked)
    assert press(client, url, {"reason": "Read once more"}).status_code == 302
    record.refresh_from_db()
    (name,) = OTHER[label]
    assert getattr(record, name) not in (None, OTHER[label][name])


def test_what_an_agreed_value_forbids_is_said_above_the_form() -> None:
    with clock.stopped_at(NOW - timedelta(days=30)):
        later = factories.indicator(baseline_on=date(2013, 4, 1))
    with clock.stopped_at(NOW):
        client, url = Client(), PAGES_OF[type(later)]().url("edit", later)
        client.force_login(factories.account())
        form = press(client, url, {"baseline_value": "37"}).context["form"]
    assert form.errors == {
        "__all__": ["The date must not be in the future: it has not happened yet."]
    }


def test_a_new_sum_that_is_decided_or_put_right_is_no_longer_validated(
    agreed: dict[str, Any],
) -> None:
    by = factories.officer()
    for write in (
        lambda line: change_agreed(
            line, by=by, why="Less.", delegation="4.2", required_pence=line.required_pence + 1
        ),
        lambda line: correct_agreed(line, by=by, why="A slip.", full_year_pence=1),
    ):
        line = validate_line(agreed["benefits.savingsline"], by=by)
        assert write(line).validated_by is None


def test_only_the_actions_of_governance_open_the_door() -> None:
    doors = {"decided", "corrected"}
    found = set()
    for path in ROOT.glob("*/**/*.py"):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith(("node_modules/", "tests/", "var/", ".venv/")):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module == "audit.deciding":
                found |= {where for name in node.names if name.name in doors}
            if isinstance(node, ast.Attribute) and node.attr in doors:
                found |= {where} if ast.unparse(node.value).endswith("deciding") else set()
    assert found == {
        "governance/actions/agreed.py",
        "governance/actions/endings.py",
        "governance/actions/gates.py",
    }


def test_a_value_entered_today_may_still_be_put_right_and_a_stage_may_not() -> None:
    with clock.stopped_at(NOW):
        by = factories.officer()
        milestone = factories.milestone(baseline_on=date(2012, 9, 1))
        assert not is_agreed(milestone, "baseline_on")
        edit_record(milestone, by=by, baseline_on=date(2012, 9, 11))
        with pytest.raises(NotDecided):
            edit_project(milestone.project, by=by, stage="closed")


def refused(agreed: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    board = factories.board()
    made = {"scope": agreed["projects.project"].scope, "by": factories.officer(), "board": board}
    first = record_decision(**made, title="Yes", text="Yes.", made_on=date(2012, 7, 3))
    record_decision(**made, title="No", text="No.", made_on=date(2012, 7, 4), reconsiders=first)
    later = record_decision(
        **made, title="From August", text="Yes.", made_on=date(2012, 7, 4),
        effective_on=date(2012, 8, 1),
    )  # fmt: skip
    yield {"why": " "}, "Say why."
    yield {"delegation": ""}, "Name the delegation under which you decide, or the board’s decision."
    yield {"stage": "scoping"}, "Nothing would change: these are the values agreed already."
    yield {"stage": "realising"}, "From “Scoping” a project goes to: Developing, Closed."
    spent = f"{first.reference} has been reconsidered: it changes nothing more."
    yield {"decision": first}, spent
    soon = f"{later.reference} takes effect on 1 August 2012, and changes nothing before."
    yield {"decision": later}, soon


def test_what_is_no_decision_changes_nothing(agreed: dict[str, Any]) -> None:
    project = agreed["projects.project"]
    given = {"why": "Ready.", "delegation": "Scheme, 4.2", "stage": "developing"}
    for fields, sentence in refused(agreed):
        with pytest.raises(Refused) as refusal:
            change_agreed(project, by=factories.officer(), **given | fields)
        assert str(refusal.value) == sentence
    project.refresh_from_db()
    assert (project.stage, project.version) == ("scoping", 1)


def test_a_change_request_is_settled_by_a_decision_which_may_then_change_what_is_agreed(
    agreed: dict[str, Any],
) -> None:
    by, board, milestone = factories.officer(), factories.board(), agreed["projects.milestone"]
    asked = factories.entry(ChangeRequest, "Open later", scope=milestone.project.scope)
    said = {"board": board, "text": "Yes.", "made_on": date(2012, 7, 4)}
    decision = settle_change(asked, is_agreed=True, by=by, **said)
    asked.refresh_from_db()
    assert (asked.state, decision.title, decision.scope) == (
        "agreed", "Open later: Agreed", asked.scope,
    )  # fmt: skip
    change_agreed(
        milestone, by=by, why="As asked.", decision=decision, **OTHER["projects.milestone"]
    )
    (moved,) = moved_by(decision, by, None)
    assert (moved.record, moved.before, moved.after) == (
        "milestone “First library open”", "1 September 2012", "1 December 2012",
    )  # fmt: skip
    with pytest.raises(Refused, match=r"^This request cannot be decided now: Agreed\.$"):
        settle_change(asked, is_agreed=False, by=by, **said)


def test_a_decision_never_changes_and_is_reconsidered_once(agreed: dict[str, Any]) -> None:
    by, made_on = factories.officer(), date(2012, 7, 4)
    said = {"scope": agreed["projects.project"].scope, "board": factories.board(), "by": by}
    first = record_decision(**said, title="Yes", text="Yes.", made_on=made_on)
    second = record_decision(**said, title="No", text="No.", made_on=made_on, reconsiders=first)
    first.refresh_from_db()
    assert (first.state, second.reconsiders) == ("reconsidered", first)
    with pytest.raises(Refused, match="has been reconsidered already"):
        record_decision(**said, title="So", text="So.", made_on=made_on, reconsiders=first)
    with pytest.raises(Refused, match="the day has not come yet"):
        record_decision(**said, title="So", text="So.", made_on=date(2012, 7, 5))


def test_a_milestone_is_rebaselined_on_the_page_of_what_is_agreed(agreed: dict[str, Any]) -> None:
    milestone = agreed["projects.milestone"]
    scope = milestone.project.programme.scope
    manager = factories.account(factories.holder(Role.PROGRAMME_MANAGER, scope, "Max Orr"))
    client = Client()
    client.force_login(manager)
    edit = f"/scopes/{milestone.project.reference}/milestones/{milestone.pk}/edit/"
    url = f"/agreed/projects.milestone/{milestone.pk}/change/"
    page = client.get(edit).content.decode()
    assert url in page
    assert 'name="baseline_on"' not in page
    typed = {"baseline_on": "1/12/2012", "why": "Rain", "delegation": "4.2", "version": 1}
    assert client.post(url, typed).status_code == 302
    milestone.refresh_from_db()
    assert (milestone.baseline_on, milestone.times_rebaselined) == (date(2012, 12, 1), 1)
    decision = Decision.objects.get()
    page = client.get(f"/decisions/{decision.reference}/").content.decode()
    assert "Baseline: 1 September 2012 → 1 December 2012" in page
    correct = url.replace("change", "correct")
    assert client.get(correct).status_code == 403  # the programme office alone
