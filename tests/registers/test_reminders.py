"""Owners are told when something is given to them, and reminded once before and once after it is
due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from jobs.daily import add_todays_tasks
from people.choices import Role
from people.models import Account, Person
from programmes.models import Lesson
from programmes.registers import page_of, registers
from projects.models import Project
from registers.actions.actions import close_action
from registers.models import Action, Reminder
from registers.reminders import send_reminders
from tests import factories
from tests.accounts.signing_in import posted_mail
from tests.sending import press
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2012, 7, 4)


@dataclass(frozen=True)
class Owned:
    keeper: Account
    lead: Person
    project: Project
    action: Action  # due on Monday 9 July
    lesson: Lesson  # was due in June


@pytest.fixture(scope="module")
def owned(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Owned]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        project = factories.project()
        lead = factories.holder(
            Role.PROJECT_LEAD, project.scope, "Lena Marsh", email="lena@example.org"
        )
        factories.account(lead)
        said = {"scope": project.scope, "owner": lead}
        action = factories.entry(
            Action, "Order the vans", due_on=PartialDate.day(date(2012, 7, 9)), **said
        )
        lesson = factories.entry(Lesson, "Ask first", due_on=PartialDate.month(2012, 6), **said)
        factories.entry(Action, "Far away", due_on=PartialDate.day(date(2012, 8, 9)), **said)
        factories.entry(Action, "Not dated", **said)
        yield Owned(factories.account(), lead, project, action, lesson)


def test_one_message_says_all_that_is_due_and_comes_once(owned: Owned) -> None:
    assert send_reminders(WEDNESDAY) == 1
    (letter,) = mail.outbox
    assert letter.to == ["lena@example.org"]
    assert letter.subject == "A reminder from Mandate: 2 entries are due"
    late, soon = letter.body.split("Due soon:")
    assert f"{owned.lesson.reference}: Ask first, due June 2012" in late
    assert f"{owned.action.reference}: Order the vans, due 9 July 2012" in soon
    assert f"http://localhost:8000/actions/{owned.action.reference}/" in soon
    assert "Far away" not in letter.body
    assert "Not dated" not in letter.body
    for day in (WEDNESDAY, WEDNESDAY + timedelta(days=1), date(2012, 7, 9)):
        assert send_reminders(day) == 0
    assert send_reminders(date(2012, 7, 10)) == 1
    assert mail.outbox[-1].subject == "A reminder from Mandate: 1 entry is due"


def test_three_working_days_are_counted_over_a_weekend(owned: Owned) -> None:
    send_reminders(date(2012, 7, 3))
    assert not Reminder.objects.filter(record_id=owned.action.pk, kind="registers.action").exists()
    send_reminders(WEDNESDAY)
    reminded = Reminder.objects.get(record_id=owned.action.pk, kind="registers.action")
    assert (reminded.when, reminded.person) == ("before", owned.lead)


def test_another_day_is_another_reminder_and_a_closed_entry_none(owned: Owned) -> None:
    send_reminders(WEDNESDAY)
    later = PartialDate.day(date(2012, 7, 6))
    edit_record(owned.action, by=owned.keeper.person, due_on=later)
    assert send_reminders(WEDNESDAY) == 1
    close_action(owned.action, by=owned.lead, evidence="Done.")
    assert send_reminders(date(2012, 7, 9)) == 0


def test_nobody_is_reminded_of_what_they_may_no_longer_see(owned: Owned) -> None:
    stranger = factories.person("Otto Vane", email="otto@example.org")
    factories.account(stranger)
    edit_record(owned.action, by=owned.keeper.person, owner=stranger)
    edit_record(owned.lesson, by=owned.keeper.person, state="closed")
    assert send_reminders(WEDNESDAY) == 0
    assert Reminder.objects.count() == 0


def test_a_message_that_the_mail_server_refuses_is_sent_the_next_day(
    owned: Owned, settings
) -> None:
    settings.EMAIL_BACKEND = "tests.refusing_mail.EmailBackend"
    assert send_reminders(WEDNESDAY) == 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_reminders(WEDNESDAY) == 1


def test_a_daily_task_is_put_into_the_queue_once_a_day(owned: Owned) -> None:
    with clock.stopped_at(MOMENT.replace(hour=4)):  # 5 o'clock in London
        assert add_todays_tasks() == []
    everything = ["follow_board_meetings", "send_reminders", "tidy_pressed"]
    assert sorted(add_todays_tasks()) == everything
    assert add_todays_tasks() == []
    with clock.stopped_at(MOMENT + timedelta(days=1)):
        assert sorted(add_todays_tasks()) == everything
    assert DBTaskResult.objects.count() == 6


def test_a_new_owner_is_told_once_and_nobody_of_their_own_doing(
    owned: Owned, django_capture_on_commit_callbacks
) -> None:
    keeper = browser_of(owned.keeper)
    page = f"/scopes/{owned.project.reference}/actions/add-several/"
    typed = "First; Lena Marsh\nSecond; Lena Marsh\nMine; Olive Tarrant"
    with django_capture_on_commit_callbacks(execute=True):
        press(keeper, page, {"lines": typed})
    (letter,) = posted_mail()
    assert (letter.to, letter.subject) == (["lena@example.org"], "For you: 2 entries in Mandate")
    edit = f"/actions/{owned.action.reference}/edit/"
    with django_capture_on_commit_callbacks(execute=True):
        press(keeper, edit, {"title": "Order two vans"})
    assert len(posted_mail()) == 1
    unowned = factories.entry(Action, "Third", scope=owned.project.scope)
    with django_capture_on_commit_callbacks(execute=True):
        press(keeper, f"/actions/{unowned.reference}/edit/", {"owner": "Lena Marsh"})
    letter = posted_mail()[-1]
    assert letter.subject == "For you: the action “Third”"
    assert f"http://testserver/actions/{unowned.reference}/" in letter.body


@pytest.mark.one_engine
def test_every_kind_of_entry_has_a_page_that_messages_can_name() -> None:
    assert [reverse(page_of(kind), args=["X-1"])[-5:] for kind in registers()] == [
        "/X-1/" for _kind in registers()
    ]
