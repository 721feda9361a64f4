"""People, accounts and appointments: what is written and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import authenticate
from django.db import IntegrityError

from audit import clock
from audit.actions import archive_record, create_record
from audit.errors import Refused
from people.actions import (
    appoint,
    create_person,
    deactivate_person,
    drop_working_copy,
    edit_appointment,
    end_appointment,
    found_office,
    keep_working_copy,
    open_account,
    send_once,
)
from people.choices import Role
from people.models import Account, Appointment, OrganisationUnit, Person, Scope, WorkingCopy
from people.queries import office
from projects.models import Milestone
from tests import factories
from tests.audit.rows import closing

pytestmark = pytest.mark.django_db

LAST_KEEPER = r"^Somebody must remain in the programme office\.$"


# The council


def test_founding_makes_mandate_the_council_and_its_office() -> None:
    mandate, scope = found_office(council="Wolderby County Council")
    assert (mandate.pk, mandate.name, mandate.reference) == (0, "Mandate", "SYSTEM")
    assert (scope.kind, scope.reference, scope.title, scope.parent) == (
        "office",
        "OFFICE",
        "Programme office",
        None,
    )
    assert list(OrganisationUnit.objects.values_list("name", "kind", "parent")) == [
        ("Wolderby County Council", "council", None)
    ]
    founded = [Person.history.get(), Scope.history.get(), OrganisationUnit.history.get()]
    assert {(row.history_user_id, row.history_change_reason) for row in founded} == {
        (0, "Council founded")
    }


def test_a_council_is_founded_once() -> None:
    factories.officer()
    with pytest.raises(Refused, match=r"^This database already holds a council\.$"):
        found_office(council="Another")
    assert OrganisationUnit.objects.count() == 1


# People and accounts


def test_people_get_references_in_order() -> None:
    officer = factories.officer()
    added = [create_person(by=officer, name=name) for name in ("Ada Fenwick", "Ben Oakes")]
    assert [(p.reference, p.name) for p in (officer, *added)] == [
        ("PER-0001", "Olive Tarrant"),
        ("PER-0002", "Ada Fenwick"),
        ("PER-0003", "Ben Oakes"),
    ]
    assert added[0].history.get().history_change_reason == "Person added"


def test_a_person_signs_in_whatever_the_case_of_the_name() -> None:
    account = factories.account(sign_in_name=" olive.tarrant ")
    assert account.sign_in_name == "olive.tarrant"
    assert authenticate(username="Olive.Tarrant", password=factories.PASSWORD) == account
    assert authenticate(username="olive.tarrant", password="another password") is None


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        (
            "short",
            "This password is too short. It must contain at least 12 characters.",
        ),
        ("password1234", "This password is too common."),
    ],
)
def test_a_weak_password_is_refused(password: str, sentence: str) -> None:
    officer = factories.officer()
    with pytest.raises(Refused) as refusal:
        open_account(person=officer, sign_in_name="olive", password=password, by=officer)
    assert refusal.value.fields == {"password": [sentence]}
    assert not Account.objects.exists()


def test_a_sign_in_name_belongs_to_one_person() -> None:
    factories.account(sign_in_name="olive")
    with pytest.raises(Refused) as refusal:
        factories.account(factories.person(), sign_in_name="olive")
    assert refusal.value.fields == {"sign_in_name": ["Somebody else signs in with this name."]}


def test_a_person_has_one_account() -> None:
    officer = factories.officer()
    factories.account(officer)
    with pytest.raises(Refused):
        factories.account(officer, sign_in_name="second")
    assert Account.objects.count() == 1


# Leaving


def test_a_person_who_is_deactivated_cannot_sign_in_or_be_appointed_and_stays_named() -> None:
    officer, project = factories.officer(), factories.project()
    person = factories.holder(Role.PROJECT_LEAD, project.scope)
    factories.account(person, "ada")
    left = deactivate_person(person=person, by=officer, reason="Retired")
    assert left.is_archived
    assert left.history.latest("history_id").history_change_reason == "Retired"
    assert authenticate(username="ada", password=factories.PASSWORD) is None
    with pytest.raises(Refused, match=r"^Ada Fenwick is archived\.$"):
        appoint(scope=project.scope, role=Role.TEAM_MEMBER, person=left, by=officer)
    held = Appointment.objects.get(scope=project.scope)
    assert (str(held.person), held.is_archived) == ("Ada Fenwick", False)


def test_nobody_deactivates_themselves() -> None:
    officer = factories.officer()
    factories.holder(Role.PROGRAMME_OFFICE, office())
    with pytest.raises(Refused, match=r"^You cannot deactivate yourself\.$"):
        deactivate_person(person=officer, by=officer)
    assert not Person.objects.get(pk=officer.pk).is_archived


def test_the_last_who_keeps_the_office_stays() -> None:
    officer = factories.officer()
    reader = factories.holder(Role.READER, office())
    factories.holder(Role.PROGRAMME_OFFICE, office(), "Not yet", is_suggested=True)
    factories.holder(Role.PROGRAMME_OFFICE, office(), "No longer", ends_on=yesterday())
    factories.holder(Role.PROGRAMME_OFFICE, office(), "Not begun", starts_on=date(2099, 7, 6))
    factories.holder(Role.PROGRAMME_OFFICE, office(), "For a year", ends_on=date(2099, 7, 4))
    appoint(scope=office(), role=Role.PROGRAMME_OFFICE, post="Head of Programmes", by=officer)
    with pytest.raises(Refused, match=LAST_KEEPER):
        deactivate_person(person=officer, by=reader)
    own = Appointment.objects.get(person=officer)
    with pytest.raises(Refused, match=LAST_KEEPER):
        end_appointment(own, by=officer)
    for change in (
        {"ends_on": yesterday()},
        {"ends_on": date(2099, 7, 4)},
        {"starts_on": date(2099, 7, 6)},
        {"is_suggested": True},
    ):
        with pytest.raises(Refused, match=LAST_KEEPER):
            edit_appointment(own, by=officer, **change)
    own.refresh_from_db()
    assert (own.version, own.is_archived, own.ends_on) == (1, False, None)
    assert not Person.objects.get(pk=officer.pk).is_archived


def test_with_a_second_keeper_the_first_may_go() -> None:
    officer = factories.officer()
    second = factories.holder(Role.PROGRAMME_OFFICE, office())
    assert deactivate_person(person=officer, by=second).is_archived
    with pytest.raises(Refused, match=LAST_KEEPER):
        end_appointment(Appointment.objects.get(person=second), by=second)


def test_a_keeper_who_has_left_does_not_count() -> None:
    officer = factories.officer()
    second = factories.holder(Role.PROGRAMME_OFFICE, office())
    deactivate_person(person=second, by=officer)
    with pytest.raises(Refused, match=LAST_KEEPER):
        edit_appointment(Appointment.objects.get(person=officer), by=officer, ends_on=yesterday())


def yesterday() -> date:
    return clock.today() - timedelta(days=1)


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


# Appointments


@pytest.mark.parametrize(
    ("make", "role"),
    [
        (lambda: office(), Role.PROJECT_LEAD),
        (lambda: factories.programme().scope, Role.PROGRAMME_OFFICE),
        (lambda: factories.project().scope, Role.CHAIR),
        (lambda: factories.board().scope, Role.SENIOR_RESPONSIBLE_OWNER),
        (lambda: factories.project().scope, "emperor"),
    ],
)
def test_a_role_is_held_only_in_its_kind_of_scope(make: Callable[[], Scope], role: str) -> None:
    officer = factories.officer()
    scope = make()
    with pytest.raises(Refused) as refusal:
        appoint(scope=scope, role=role, by=officer)
    assert (str(refusal.value), refusal.value.fields) == (
        "This role cannot be held here.",
        {"role": ["Choose a role from this list."]},
    )
    assert Appointment.objects.count() == 1


def test_an_appointment_is_not_edited_into_a_role_of_elsewhere() -> None:
    officer, project = factories.officer(), factories.project()
    held = appoint(scope=project.scope, role=Role.TEAM_MEMBER, post="Clerk", by=officer)
    with pytest.raises(Refused, match=r"^This role cannot be held here\.$"):
        edit_appointment(held, by=officer, role=Role.PROGRAMME_OFFICE)
    assert edit_appointment(held, by=officer, role=Role.SPONSOR).role == Role.SPONSOR


def test_a_seat_may_be_held_by_a_post_a_group_or_nobody_yet() -> None:
    officer, scope, group = factories.officer(), factories.programme().scope, factories.board()
    made = [
        appoint(scope=scope, role=Role.PROGRAMME_DIRECTOR, by=officer, **holder)
        for holder in ({"post": "Director of Places"}, {"group": group.scope}, {})
    ]
    assert [(a.person, a.post, a.group) for a in made] == [
        (None, "Director of Places", None),
        (None, "", group.scope),
        (None, "", None),
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            lambda: {"person": factories.person(), "group": factories.board().scope},
            "Choose a person or a group, not both.",
        ),
        (
            lambda: {"starts_on": date(2012, 7, 4), "ends_on": date(2012, 7, 3)},
            "The last day must not be before the first day.",
        ),
    ],
)
def test_an_impossible_appointment_is_refused(
    fields: Callable[[], dict[str, Any]], sentence: str
) -> None:
    project = factories.project()
    with pytest.raises(Refused) as refusal:
        appoint(scope=project.scope, role=Role.TEAM_MEMBER, by=factories.officer(), **fields())
    assert str(refusal.value) == sentence


def test_nobody_is_appointed_in_an_archived_scope() -> None:
    officer, project = factories.officer(), factories.project()
    scope = archive_record(project.scope, by=officer)
    with pytest.raises(Refused, match="is archived"):
        appoint(scope=scope, role=Role.TEAM_MEMBER, person=factories.person(), by=officer)


# Sending once


def test_a_form_sent_twice_acts_once_and_answers_alike() -> None:
    account, project, key = factories.account(), factories.project(), uuid4()

    def act() -> str:
        made = create_record(Milestone, by=account.person, project=project, title="Once")
        return f"/milestones/{made.pk}/"

    first = send_once(account=account, key=key, reason="Milestone created", act=act)
    second = send_once(account=account, key=key, reason="Milestone created", act=act)
    assert first == second == f"/milestones/{Milestone.objects.get().pk}/"
    row = Milestone.history.get()
    assert (row.history_user_id, row.history_change_reason) == (
        account.person_id,
        "Milestone created",
    )


def test_a_refused_form_may_be_sent_again() -> None:
    account, key = factories.account(), uuid4()

    def refuse() -> str:
        raise Refused("Not like this.")

    with pytest.raises(Refused):
        send_once(account=account, key=key, reason="A test", act=refuse)
    assert send_once(account=account, key=key, reason="A test", act=lambda: "/done/") == "/done/"


def test_without_a_key_each_sending_acts() -> None:
    account = factories.account()
    answers = iter(["/one/", "/two/"])
    sent = [
        send_once(account=account, key=None, reason="A test", act=lambda: next(answers))
        for _ in range(2)
    ]
    assert sent == ["/one/", "/two/"]


def test_the_key_of_another_person_is_another_form() -> None:
    own, other, key = factories.account(), factories.account(factories.person(), "ada"), uuid4()
    send_once(account=other, key=key, reason="A test", act=lambda: "/theirs/")
    answers = [
        send_once(account=account, key=key, reason="A test", act=lambda: "/mine/")
        for account in (own, other)
    ]
    assert answers == ["/mine/", "/theirs/"]


def test_an_error_of_the_act_itself_is_not_taken_for_a_second_sending() -> None:
    account = factories.account()

    def collide() -> str:
        raise IntegrityError("something else")

    with pytest.raises(IntegrityError, match="something else"):
        send_once(account=account, key=uuid4(), reason="A test", act=collide)


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_acts_once() -> None:
    account, project, key, start = factories.account(), factories.project(), uuid4(), Barrier(2)

    def act() -> str:
        made = create_record(Milestone, by=account.person, project=project, title="Once")
        return f"/milestones/{made.pk}/"

    def send() -> str:
        start.wait(30)
        return send_once(account=account, key=key, reason="Milestone created", act=act)

    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = [done.result(30) for done in [pool.submit(closing(send)) for _ in range(2)]]
    assert answers == [f"/milestones/{Milestone.objects.get().pk}/"] * 2
    assert Milestone.history.count() == 1


# Working copies


def test_a_working_copy_is_kept_per_person_and_form_and_can_be_dropped(
    july_2012: datetime,
) -> None:
    own, other = factories.account(), factories.account(factories.person(), "ada")
    keep_working_copy(account=own, form="/a/", fields={"achieved": "Some"}, base_version=1)
    keep_working_copy(account=own, form="/a/", fields={"achieved": "Some more"}, base_version=2)
    keep_working_copy(account=own, form="/b/", fields={}, base_version=1)
    keep_working_copy(account=other, form="/a/", fields={"achieved": "Theirs"}, base_version=1)
    kept = WorkingCopy.objects.order_by("id")
    assert list(kept.values_list("account", "form", "fields", "base_version", "kept_at")) == [
        (own.pk, "/a/", {"achieved": "Some more"}, 2, july_2012),
        (own.pk, "/b/", {}, 1, july_2012),
        (other.pk, "/a/", {"achieved": "Theirs"}, 1, july_2012),
    ]
    drop_working_copy(account=own, form="/a/")
    assert list(kept.values_list("account", "form")) == [(own.pk, "/b/"), (other.pk, "/a/")]
