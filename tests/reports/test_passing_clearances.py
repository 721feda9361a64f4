"""A clearance that waits for somebody who leaves passes to somebody who may give it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from audit.actions import archive_record
from audit.errors import Conflict, Refused
from people.actions import appoint
from people.choices import Role
from people.models import Account, Person
from people.queries import office
from people.restricting import name_reader
from people.succession.named import responsibilities
from reports.clearing import pass_clearance
from reports.models import Clearance, Paper
from reports.queries.clearances import clearance_tasks
from tests import factories
from tests.accounts.signing_in import posted_mail
from tests.reports.clearing import Waiting, waiting
from tests.sweeps import rows
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

LINE = "Clearing officer, Constitutional Comments, Lease of the mill"
Commit = Callable[..., Any]


@pytest.fixture
def world() -> Waiting:
    return waiting()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Commit:
    """What is done once it is committed: with `execute=True`, at once."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def deputy(world: Waiting) -> Account:
    """Another legal officer."""
    email = "della@example.org"
    person = factories.holder(Role.LEGAL_OFFICER, office(), "Della Shaw", email=email)
    return factories.account(person, "della")


@pytest.fixture
def keeper(world: Waiting) -> Account:
    return factories.account()


def saved(world: Waiting) -> Clearance:
    found: Clearance = Clearance.objects.get(pk=world.legal.pk)
    return found


def hand_over(client: Client, world: Waiting, keeper: Account, *, roles: bool = False) -> Typist:
    """The page on which the lawyer's clearance is handed over, and their roles if so wished."""
    lawyer = world.lawyer.person
    form = Typist(client, f"/people/{lawyer.reference}/hand-over/", keeper)
    if not roles:
        form.form.sent.pop(f"take-appointment-{lawyer.appointments.get().pk}-person")
    return form


def lines(person: Person, reader: Person) -> list[str]:
    return [str(named) for named in responsibilities(person, reader, clock.today())]


def test_what_waits_is_a_line_of_the_hand_over(world: Waiting, keeper: Account) -> None:
    lawyer, office_keeper = world.lawyer.person, keeper.person
    assert lines(lawyer, office_keeper) == ["Legal officer, Programme office", LINE]
    world.edit()
    archive_record(world.financial, by=world.author.person)
    assert lines(world.treasurer.person, office_keeper) == ["Finance officer, Programme office"]
    factories.cleared(world.legal)
    assert lines(lawyer, office_keeper) == ["Legal officer, Programme office"]


def test_of_an_archived_paper_nothing_waits(world: Waiting, keeper: Account) -> None:
    archive_record(Paper.objects.get(), by=keeper.person)
    assert lines(world.lawyer.person, keeper.person) == ["Legal officer, Programme office"]


def test_it_passes_on_with_the_rest_in_one_step(
    client: Client, world: Waiting, keeper: Account, deputy: Account, commit: Commit
) -> None:
    form = hand_over(client, world, keeper)
    with commit(execute=True):
        assert form.send(successor="Della Shaw", reason="Retires").status_code == 302
    passed = saved(world)
    assert (passed.officer, passed.asked_by, passed.asked_at) == (
        deputy.person, world.author.person, clock.now(),
    )  # fmt: skip
    assert passed.history.latest().history_change_reason == "Retires"
    assert [task.pk for task in clearance_tasks(deputy.person).to_give] == [passed.pk]
    assert clearance_tasks(world.lawyer.person).to_give == []
    (letter,) = posted_mail()
    assert (letter.to, letter.subject) == (
        ["della@example.org"], "A clearance is waiting for you: PAP-0001",
    )  # fmt: skip


def test_the_successor_of_the_same_day_takes_both(
    client: Client, world: Waiting, keeper: Account
) -> None:
    factories.person("Bertha Crowe")
    today = {"first_day": "4/7/2012"}
    form = hand_over(client, world, keeper, roles=True)
    assert form.send(successor="Bertha Crowe", **today).status_code == 302
    assert saved(world).officer.name == "Bertha Crowe"


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("Nora Finch", "Nora Finch holds no role that gives this clearance."),
        ("Mona Pryce", "Mona Pryce wrote in this paper: somebody else must clear it."),
        ("Nobody", "name somebody here."),
    ],
)
def test_to_somebody_who_may_not_give_it_nothing_is_handed_over(
    client: Client, world: Waiting, keeper: Account, to: str, sentence: str
) -> None:
    appoint(scope=office(), role=Role.LEGAL_OFFICER, person=world.author.person, by=keeper.person)
    form = hand_over(client, world, keeper)
    note = "Goes to somebody who may give it today; untick it while there is nobody."
    assert read(client.get(form.url).content.decode()).text.count(note) == 1
    before = rows.everything()
    box = f"to-clearance-{world.legal.pk}-officer"
    answer = form.send(**{box: to})
    assert f"{LINE}: {sentence}" in read(answer.content.decode()).text
    assert form.form.sent[box] == to
    assert rows.changed(before, rows.everything()) == []


def test_only_a_waiting_one_of_the_version_that_was_read_passes(
    world: Waiting, keeper: Account, deputy: Account
) -> None:
    with pytest.raises(Conflict):
        pass_clearance(world.legal, officer=deputy.person, by=keeper.person, expected_version=7)
    factories.cleared(world.legal)
    for gone in (False, True):
        if gone:
            archive_record(saved(world), by=world.author.person)
        with pytest.raises(Refused, match="is no longer waiting"):
            pass_clearance(world.legal, officer=deputy.person, by=keeper.person)
    assert saved(world).officer == world.lawyer.person


def test_catalogue_041_who_may_not_read_the_paper_hands_nothing_over_and_learns_nothing(
    client: Client, world: Waiting, keeper: Account, deputy: Account
) -> None:
    factories.restriction(record=world.paper, by=world.author.person)
    marked = Paper.objects.get().restriction
    for reader in (world.lawyer.person, deputy.person):
        name_reader(marked, by=world.author.person, person=reader, why="Clears the paper")
    form = hand_over(client, world, keeper)
    html = client.get(form.url).content.decode()
    told = ("mill", "Clearing officer", "Constitutional", "PAP-0001")
    assert [secret for secret in told if secret in html] == []
    form.form.sent[f"take-clearance-{world.legal.pk}-officer"] = "on"
    before = rows.everything()
    refused = form.send(successor="Della Shaw").content.decode()
    assert "What Lily Ford holds has changed since you opened this page." in refused
    assert [secret for secret in told if secret in refused] == []
    assert rows.changed(before, rows.everything()) == []
    name_reader(marked, by=world.author.person, person=keeper.person, why="Hands over")
    assert lines(world.lawyer.person, Person.objects.get(pk=keeper.person.pk))[-1] == LINE
