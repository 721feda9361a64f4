"""The messages about clearances: to whom, when, and what they never say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from audit.actions import archive_record, edit_record
from people.actions import deactivate_person, end_appointment
from people.choices import Role
from people.models import Appointment, RestrictedReader
from people.queries import office
from people.restricting import end_reader, name_reader
from reports.clearing import ask_for_clearance, clear_paper, refuse_clearance
from reports.models import Clearance, Paper
from tests import factories
from tests.accounts.signing_in import link_in, posted_mail
from tests.reports.clearing import SAID, Waiting, signed_in, waiting
from tests.sending import press
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

Commit = Callable[..., Any]
SECRETS = ("Lease of the mill", "Lease", "mill", "A matter of property", "Name the parties")


@pytest.fixture
def world(july_2012: object) -> Waiting:
    return waiting()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Commit) -> Commit:
    """What is done once it is committed: with `execute=True`, at once."""
    return django_capture_on_commit_callbacks


def ask_again(world: Waiting) -> None:
    """As an author does it in a browser, of a clearance that an edit made void."""
    clear_paper(world.legal, by=world.lawyer.person, **world.as_read(), **SAID)
    world.edit()
    url = f"{world.url}clearances/{world.legal.pk}/ask-again/"
    assert press(signed_in(world.author), url, on=world.url).status_code == 302


def refuse(world: Waiting) -> None:
    typed = world.typed(decision="not_cleared", text="Name the parties.")
    assert signed_in(world.lawyer).post(world.give, typed).status_code == 302


def test_who_is_asked_is_written_to(world: Waiting, commit: Commit) -> None:
    archive_record(world.legal, by=world.author.person)
    typed = {"kind": "constitutional", "officer": world.lawyer.person.pk}
    with commit(execute=True):
        signed_in(world.author).post(f"{world.url}clearances/add/", typed)
    (letter,) = posted_mail()
    made = Clearance.objects.get(kind="constitutional", is_archived=False)
    give = f"{world.url}clearances/{made.pk}/give/"
    assert (letter.to, letter.subject) == (
        ["lily@example.org"],
        "A clearance is waiting for you: PAP-0001",
    )
    assert letter.body == (
        "Dear Lily Ford,\n\n"
        "Mona Pryce asks you to clear a paper, under the heading “Constitutional Comments”:\n\n"
        "PAP-0001, Lease of the mill\n\n"
        "Read it and give your clearance, or say what must change:\n\n"
        f"http://testserver{give}\n"
    )
    assert signed_in(world.lawyer).get(link_in(letter)).status_code == 200


def test_so_is_who_is_asked_again(world: Waiting, commit: Commit) -> None:
    with commit(execute=True):
        ask_again(world)
    assert [(m.to, m.subject) for m in posted_mail()] == [
        (["lily@example.org"], "A clearance is waiting for you: PAP-0001")
    ]


def test_the_person_who_asked_hears_of_a_refusal_but_not_its_text(
    world: Waiting, commit: Commit
) -> None:
    with commit(execute=True):
        refuse(world)
    (letter,) = posted_mail()
    assert (letter.to, letter.subject) == (["mona@example.org"], "Not cleared: PAP-0001")
    assert letter.body == (
        "Dear Mona Pryce,\n\n"
        "Lily Ford has not cleared this paper, under the heading “Constitutional Comments”:\n\n"
        "PAP-0001, Lease of the mill\n\n"
        "Its page says what must change. When you have changed it, ask again there:\n\n"
        f"http://testserver{world.url}\n"
    )


def test_clearing_withdrawing_and_commands_send_nothing(world: Waiting, commit: Commit) -> None:
    """Nor what is undone: a message goes once what it tells of is committed."""
    with commit(execute=True):
        assert signed_in(world.lawyer).post(world.give, world.typed()).status_code == 302
        archive_record(world.financial, by=world.author.person)
        ask_for_clearance(
            paper=world.paper,
            kind="financial",
            officer=world.treasurer.person,
            by=world.author.person,
        )
    world.edit()
    url = f"{world.url}clearances/{world.legal.pk}/ask-again/"
    with commit(execute=False) as waits:
        assert press(signed_in(world.author), url, on=world.url).status_code == 302
    assert len(waits) == 1
    assert posted_mail() == []


# --- Catalogue 041: what is restricted, and who may read when it is sent -------------------------
def restricted(world: Waiting) -> None:
    """The paper, with both officers as readers."""
    factories.restriction(record=world.paper, by=world.author.person)
    marked = Paper.objects.get(pk=world.paper.pk).restriction
    for account in (world.lawyer, world.treasurer):
        name_reader(marked, by=world.author.person, person=account.person, why="Clears the paper")


@pytest.mark.parametrize(
    ("act", "subject"),
    [(ask_again, "A clearance is waiting for you: PAP-0001"), (refuse, "Not cleared: PAP-0001")],
)
def test_catalogue_041_of_a_restricted_paper_a_message_says_the_reference_alone(
    world: Waiting, commit: Commit, act: Callable[[Waiting], None], subject: str
) -> None:
    restricted(world)
    with commit(execute=True):
        act(world)
    (letter,) = posted_mail()
    assert letter.subject == subject
    assert "PAP-0001, a restricted paper\n" in letter.body
    whole = f"{letter.message()}{letter.subject}{letter.body}"
    assert [secret for secret in SECRETS if secret in whole] == []


def no_reader(world: Waiting) -> None:
    reader = RestrictedReader.objects.get(person=world.lawyer.person)
    end_reader(reader, by=world.author.person)


def restricted_since(world: Waiting) -> None:
    factories.restriction(record=world.paper, by=world.author.person)


def no_role(world: Waiting) -> None:
    end_appointment(Appointment.objects.get(person=world.lawyer.person), by=factories.officer())


def another_role(world: Waiting) -> None:
    """They may read it still, and clear in another kind."""
    seat = Appointment.objects.get(person=world.lawyer.person)
    edit_record(seat, by=factories.officer(), role=Role.FINANCE_OFFICER)


def stopped(world: Waiting) -> None:
    world.lawyer.is_active = False
    world.lawyer.save()


def no_password(world: Waiting) -> None:
    world.lawyer.set_unusable_password()
    world.lawyer.save()


def left(world: Waiting) -> None:
    deactivate_person(person=world.lawyer.person, by=factories.officer())


def withdrawn(world: Waiting) -> None:
    archive_record(Clearance.objects.get(pk=world.legal.pk), by=world.author.person)


def archived(world: Waiting) -> None:
    archive_record(Paper.objects.get(pk=world.paper.pk), by=world.author.person)


def decided(world: Waiting) -> None:
    refuse_clearance(world.legal, by=world.lawyer.person, text="No.")


@pytest.mark.parametrize(
    "change",
    [restricted_since, no_role, another_role, stopped, no_password, left, withdrawn, decided,
     archived],
)  # fmt: skip
def test_catalogue_041_nobody_without_the_right_at_the_time_of_sending_gets_a_message(
    world: Waiting, commit: Commit, change: Callable[[Waiting], None]
) -> None:
    with commit(execute=False) as waits:
        ask_again(world)
    change(world)
    for send in waits:
        send()
    assert posted_mail() == []


def test_an_officer_without_an_address_is_asked_and_gets_none(
    world: Waiting, commit: Commit
) -> None:
    """Nobody can take away a clearing officer's address, but it may never have been entered."""
    deputy = factories.holder(Role.LEGAL_OFFICER, office(), "Della Shaw")
    factories.account(deputy, "della")
    archive_record(world.legal, by=world.author.person)
    typed = {"kind": "constitutional", "officer": deputy.pk}
    with commit(execute=True) as sent:
        signed_in(world.author).post(f"{world.url}clearances/add/", typed)
    assert Clearance.objects.live().get(kind="constitutional").officer == deputy
    assert (len(sent), posted_mail()) == (1, [])


def test_catalogue_041_who_is_no_reader_any_more_gets_none(world: Waiting, commit: Commit) -> None:
    restricted(world)
    with commit(execute=False) as waits:
        ask_again(world)
    no_reader(world)
    for send in waits:
        send()
    assert posted_mail() == []


def test_a_reading_that_is_over_by_then_gets_none(world: Waiting, commit: Commit) -> None:
    """A refusal writes to the person who asked, if they may still read the paper."""
    author = Appointment.objects.get(person=world.author.person)
    with commit(execute=False) as waits:
        refuse(world)
    edit_record(author, by=factories.officer(), ends_on=clock.today() - timedelta(days=1))
    for send in waits:
        send()
    assert posted_mail() == []
