"""Every verb, sent twice by the same person, and by a colleague whose page is out of date: what is
kept, and its history, is as after once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from audit.actions import edit_record
from audit.change_sets import SYSTEM_ID
from audit.models import RecordedChange
from governance.models import Board, Sponsorship
from people.actions import appoint
from people.choices import Role
from people.models import Account, Appointment, Person
from people.queries import office
from programmes.models import Programme
from projects.models import Milestone
from records.views.record_page import RecordView
from records.views.records import ArchiveRecord
from tests import factories
from tests.sweeps import rows
from tests.sweeps.forms import SentForm, all_post_forms
from tests.sweeps.pages import read
from tests.sweeps.walking import Walks, browser_of
from tests.sweeps.world import MOMENT, World
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

PUBLIC = ("council_css", "account_", "accounts:stop_a_change", "mfa_", "home", "gallery")
"""One's own sign-in: a code works once, a password is set with the old one (tests/accounts)."""

OPENED = ("projects:milestone_", "governance:agreed_")

NOT_VERBS = ("_add", "_edit", "_restrict", ":report_edit", ":paper_publish", "device_end")
"""A form that is added acts once by its key, an edit shows the conflict, a publication knows what
was read, each with tests of its own; and one's own devices."""

TYPED = {
    "benefits:benefit_hand_over": {"review_on": "1 September 2012"},
    "projects:report_return": {"why": "Say when."},
    "directory:account_reset_second_factor": {"reason": "phone lost"},
    "governance:change_settle": {"is_agreed": "yes", "text": "Lend them."},
    "governance:closing_decide": {"outcome": "agreed", "text": "It has ended."},
    "governance:phase_decide": {
        "outcome": "go_on",
        "text": "Begin the next.",
        "recommended_on": "4 July 2012",
    },
    "meetings:meeting_run": {"presides": ""},
    "registers:action_add_many": {"lines": "Order the vans"},
    "registers:action_close": {"evidence": "Seen in the shed."},
    "registers:action_close_many": {"evidence": "Seen in the shed."},
    "registers:comment_answer": {"text": "The service pays."},
    "registers:issue_escalation_answer": {"decision": "returned", "reason": "Keep it."},
    "registers:risk_escalation_answer": {"decision": "returned", "reason": "Keep it."},
    "registers:review_act": {"lines": "Order the vans"},
    "reports:paper_decide": {"made_on": "4 July 2012"},
    "governance:gate_return": {"why": "Say when."},
    "reports:clearance_give": {"decision": "not_cleared", "text": "Say more."},
}
"""What somebody types or presses so that the act is done, where a reason is not enough."""

IN_FIRST_BOX = {
    "benefits:measurement_grid": "40",
    "benefits:savings_grid": "530,000",
    "money:month_grid": "530,000",
    "money:year_grid": "530,000",
}
IN_FIRST_LIST = {"meetings:meeting_run": "apologies", "registers:action_close_many": "on"}
"""Where the boxes are named after the records that they are for."""

IN_ANOTHER_STATE = {
    "governance:agreed_change": "what was entered today is not agreed yet",
    "governance:agreed_correct": "what was entered today is not agreed yet",
    "governance:agreed_correct_removal": "what was entered today is not agreed yet",
    "governance:agreed_remove": "what was entered today is not agreed yet",
    "governance:exception_decide": "it is back within tolerance",
    "governance:gate_carry_out": "the board has not decided",
    "governance:gate_decide": "nobody has vetted it",
    "governance:gate_submit": "the project is at a gate already",
    "governance:gate_vet": "who submitted it does not vet it",
    "meetings:gate_table": "it is on the agenda already",
    "meetings:item_archive": "an item of a published agenda keeps its number",
    "meetings:meeting_cancel": "the meeting has begun",
    "meetings:meeting_hold": "the meeting is not cancelled",
    "meetings:meeting_move": "a vote waits for its result",
    "meetings:meeting_restore": "the meeting has begun",
    "registers:action_reopen": "it is open",
    "registers:action_verify": "nobody was asked to verify it",
}
"""Verbs that what the world holds does not allow: tests/governance, tests/meetings and
tests/registers."""

WITHOUT_HISTORY = {
    "meetings:calendar_feeds": "each address is shown once, to whoever asks for it",
}
"""Verbs that change no record."""

NOTHING_CHOSEN = {
    "registers:change_request_done",
    "registers:change_request_raised",
    "registers:issue_escalate",
    "registers:risk_escalate",
    "registers:risk_happened",
    "directory:person_hand_over",
    "projects:report_correct",
    "reporting:programme_report_correct",
    "reports:format_import",
    "reports:format_values",
    "reports:format_version_archive",
    "reports:paper_header",
}
"""Verbs for which a reason is not enough: tests/people/succession/test_handing_over.py, and those
of formats (tests/reports/test_formats.py): a file, other values, a second version, a field. What
another state of a risk or a request allows: tests/registers."""


def kept() -> tuple[list[Any], list[Any]]:
    """Every change of a record: the database refuses one that is not in this index (tests/audit);
    and the accounts, which have no history."""
    return rows.rows_of(RecordedChange), rows.rows_of(Account)


def acts(walks: Walks) -> Iterator[tuple[str, SentForm]]:
    """The forms of all pages that the keeper sees, by the address that they are sent to; pages of
    what was opened up are asked for again."""
    seen: set[str] = set()
    browser, owner = browser_of(walks.world.keeper), walks.world.here[Appointment].person
    url = f"/people/{owner.reference}/merge/"  # of somebody whose sign-in is not to change
    yield from _of_page(browser.get(url).content.decode(), url, seen)
    for name, page in walks.pages("keeper").items():
        is_opened = name.startswith(OPENED)
        html = browser.get(page.url).content.decode() if is_opened else page.html
        yield from _of_page(html, page.url, seen)
    url = f"/people/{walks.world.reader.person.reference}/"  # of somebody who signs in
    yield from _of_page(browser.get(url).content.decode(), url, seen)


def _of_page(html: str, url: str, seen: set[str]) -> Iterator[tuple[str, SentForm]]:
    for form in all_post_forms(read(html), url):
        name = resolve(form.action).view_name
        if name not in seen and not name.endswith(NOT_VERBS) and not name.startswith(PUBLIC):
            seen.add(name)
            yield name, form


@pytest.fixture(scope="module")
def forms(world: World, walks: Walks) -> list[tuple[str, SentForm]]:
    """As the pages have them, while an invitation and a milestone are open, which the walk of the
    other sweeps does not meet."""
    with clock.stopped_at(MOMENT), transaction.atomic():
        transaction.get_connection().atomic_blocks[-1]._from_testcase = True
        walks.pages("keeper")
        open_up(world)
        found = list(acts(walks))
        transaction.set_rollback(True)
    return found


def open_up(world: World) -> None:
    Account.objects.filter(pk=world.reader.pk).update(invited_at=MOMENT)
    milestone = Milestone.objects.get(pk=world.here[Milestone].pk)
    edit_record(milestone, by=world.keeper.person, actual_on=None)


def what_a_second_does(form: SentForm, typed: dict[str, str], first: Client, then: Client) -> str:
    """What a second request changes after the first has changed something; nothing of it stays."""
    with transaction.atomic():
        transaction.get_connection().atomic_blocks[-1]._from_testcase = True
        sent = form.sent | typed
        before = kept()
        first.post(form.action, sent)
        once = kept()
        again = then.post(form.action, sent)
        twice = kept()
        transaction.set_rollback(True)
    if again.status_code >= 500:
        return f"fails with {again.status_code}"
    if once == before:
        return "does nothing"
    return f"changes {twice[0][len(once[0]) :] or twice[1]}" if once != twice else ""


def sent_twice(forms: list[tuple[str, SentForm]], world: World, then: Client) -> dict[str, str]:
    """What the second request does, of every verb."""
    keeper, found = browser_of(world.keeper), {}
    for name, form in forms:
        found[name] = what_a_second_does(form, typed_in(name, form, world), keeper, then)
    return found


def typed_in(name: str, form: SentForm, world: World) -> dict[str, str]:
    """What somebody types, chooses or presses in a form."""
    if name == "directory:person_merge":
        return {"kept": world.elsewhere[Appointment].person.name, "reason": "Twice"}
    typed = dict(TYPED.get(name) or {"reason": "As agreed"})
    if name in ("governance:change_settle", "governance:closing_decide"):
        typed["board"] = str(world.here[Board].pk)
    if name == "governance:phase_decide":  # the sponsors decide what the board recommended
        typed["board"] = str(world.here[Sponsorship].sponsor_id)
        typed["recommended_by"] = str(world.here[Board].scope_id)
    if name == "projects:project_move":
        typed["programme"] = str(world.elsewhere[Programme].pk)
    if name in IN_FIRST_BOX:
        typed[form.typed[0]] = IN_FIRST_BOX[name]
    if name in IN_FIRST_LIST:
        typed[form.chosen[0]] = IN_FIRST_LIST[name]
    return typed


@pytest.fixture
def then(world: World, request: pytest.FixtureRequest, july_2012: object) -> Client:
    """Whose browser sends it the second time: the same, or that of a colleague who may as much."""
    open_up(world)
    if request.param == "the same":
        return browser_of(world.keeper)
    mandate, rosa = Person.objects.get(pk=SYSTEM_ID), factories.person("Rosa Quill")
    for role in (Role.PROGRAMME_OFFICE, Role.LEGAL_OFFICER, Role.COMMITTEE_OFFICER):
        appoint(scope=office(), role=role, person=rosa, by=mandate)
    return browser_of(factories.account(rosa))


BY_BOTH = pytest.mark.parametrize("then", ["the same", "a colleague"], indirect=True)


@BY_BOTH
def test_a_second_request_changes_nothing(
    forms: list[tuple[str, SentForm]], world: World, then: Client, request: pytest.FixtureRequest
) -> None:
    """A colleague has a page, and so a key, of their own: what they add is another."""
    is_same = request.node.callspec.params["then"] == "the same"
    meant = [(name, form) for name, form in forms if is_same or "form_key" not in form.sent]
    done = sent_twice(meant, world, then)
    idle = {*NOTHING_CHOSEN, *IN_ANOTHER_STATE, *WITHOUT_HISTORY}
    idle -= dict(forms).keys() - dict(meant).keys()
    assert {n: said for n, said in done.items() if said} == dict.fromkeys(idle, "does nothing")
    assert len(done) > 35


@pytest.mark.parametrize("then", ["a colleague"], indirect=True)
def test_verbs_that_do_not_ask_what_was_meant_are_noticed(
    forms: list[tuple[str, SentForm]],
    world: World,
    then: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As they once were: each request does the other of the two."""
    monkeypatch.setattr(RecordView, "knows_what_was_read", True)
    monkeypatch.setattr(ArchiveRecord, "meant", lambda self, request: not self.record.is_archived)
    archiving = [(name, form) for name, form in forms if name.endswith("_archive")]
    found = sent_twice(archiving, world, then)
    undone = [name for name, said in found.items() if said.startswith("changes")]
    assert {"directory:person_archive", "projects:milestone_archive"} - {*undone} == set(), found
    assert len(undone) > 20
