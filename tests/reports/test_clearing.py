"""Asking for a clearance, giving it, refusing it, withdrawing it: what is stored, and what is
refused with a sentence."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from pytest_django import DjangoDbBlocker

from audit import writing
from audit.actions import archive_record, edit_record
from audit.errors import Refused
from audit.writing import audited
from people.actions import appoint, deactivate_person, end_appointment
from people.choices import Role
from people.models import Appointment, Person
from people.queries import office
from people.restricting import name_reader
from people.succession.merging import merge_people
from reports.clearing import ask_again, ask_for_clearance, clear_paper, refuse_clearance
from reports.models import Clearance, Paper, Recommendation
from reports.queries.digests import digest_of
from reports.queries.papers import clearance_rows
from tests import factories
from tests.demo_fixture import MOMENT
from tests.reports.clearing import SAID, Waiting, waiting
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture(scope="module")
def built(committed: DjangoDbBlocker) -> Waiting:
    with committed.unblock(), clock.stopped_at(MOMENT):
        return waiting()


@pytest.fixture
def world(built: Waiting) -> Waiting:
    return deepcopy(built)


def fresh(record: Any) -> Any:
    return type(record)._base_manager.get(pk=record.pk)


def clear(world: Waiting, **fields: Any) -> Clearance:
    said = {**SAID, **world.as_read(), "by": world.lawyer.person, **fields}
    return clear_paper(world.legal, **said)


def standing(world: Waiting) -> list[str]:
    return [row.standing for row in clearance_rows(world.paper)]


def refused(sentence: str) -> Any:
    return pytest.raises(Refused, match=f"^{sentence}$")


# --- What is stored ----------------------------------------------------------------------------
def test_asking_says_who_was_asked_by_whom_and_when(world: Waiting) -> None:
    legal = world.legal
    assert (legal.state, legal.officer, legal.asked_by, legal.asked_at) == (
        "waiting",
        world.lawyer.person,
        world.author.person,
        clock.now(),
    )
    assert (legal.text, legal.initials, legal.digest, legal.decided_at) == ("", "", "", None)
    assert standing(world) == ["waiting", "waiting", "not asked"]


def test_clearing_stores_the_comments_and_the_version(world: Waiting) -> None:
    digest = digest_of(world.paper.pk)
    cleared = clear(world)
    assert (cleared.state, cleared.text, cleared.initials, cleared.decided_at, cleared.digest) == (
        "cleared",
        SAID["text"],
        SAID["initials"],
        clock.now(),
        digest,
    )
    assert standing(world) == ["cleared", "waiting", "not asked"]
    row = cleared.history.latest("history_id")
    assert (row.history_user_id, row.history_change_reason) == (
        world.lawyer.person.pk,
        "Paper cleared",
    )


def test_refusing_says_what_must_change(world: Waiting) -> None:
    refused_one = refuse_clearance(world.legal, by=world.lawyer.person, text="Name the parties.")
    assert (refused_one.state, refused_one.text, refused_one.initials, refused_one.digest) == (
        "not_cleared",
        "Name the parties.",
        "",
        "",
    )
    assert refused_one.decided_at == clock.now()
    asked = ask_again(refused_one, by=world.author.person)
    assert (asked.state, asked.text, asked.decided_at) == ("waiting", "", None)


def test_earlier_comments_are_the_starting_point_when_asked_again(world: Waiting) -> None:
    cleared = clear(world)
    world.edit()
    asked = ask_again(cleared, by=factories.officer())
    assert (asked.pk, asked.state, asked.text, asked.initials, asked.digest) == (
        cleared.pk,
        "waiting",
        SAID["text"],
        "",
        "",
    )
    assert asked.asked_by == factories.officer()


def test_a_withdrawn_clearance_can_be_asked_for_again(world: Waiting) -> None:
    withdrawn = archive_record(clear(world), by=world.author.person)
    assert standing(world) == ["not asked", "waiting", "not asked"]
    other = factories.holder(Role.LEGAL_OFFICER, office(), "Lena Marsh")
    author = world.author.person
    ask_for_clearance(paper=world.paper, kind="constitutional", officer=other, by=author)
    with refused(r"This clearance has already been asked for\."):
        ask_again(withdrawn, by=author)
    archive_record(Clearance.objects.get(officer=other), by=author)
    again = ask_again(withdrawn, by=author)
    assert (again.pk, again.is_archived, again.state, again.digest) == (
        withdrawn.pk,
        False,
        "waiting",
        "",
    )


# --- Who may not -------------------------------------------------------------------------------
def ask(world: Waiting, officer: Person, kind: str = "owner") -> Clearance:
    return ask_for_clearance(paper=world.paper, kind=kind, officer=officer, by=world.author.person)


def an_owner(world: Waiting, name: str = "Olga Reeve", **fields: Any) -> Person:
    scope = world.paper.programme.scope
    return factories.holder(Role.SENIOR_RESPONSIBLE_OWNER, scope, name, **fields)


def test_a_kind_is_given_by_its_own_roles_where_they_are_held(world: Waiting) -> None:
    assert ask(world, an_owner(world)).kind == "owner"
    elsewhere = factories.programme("Warm Homes").scope
    stranger = factories.holder(Role.SENIOR_RESPONSIBLE_OWNER, elsewhere, "Sid Vale")
    archive_record(Clearance.objects.get(kind="owner"), by=world.author.person)
    for other in (stranger, world.lawyer.person, world.author.person):
        with refused(rf"{other} holds no role that gives this clearance\."):
            ask(world, other)


@pytest.mark.parametrize("end", ["ended", "suggested", "deactivated"])
def test_catalogue_170_a_role_that_is_over_gives_nothing(world: Waiting, end: str) -> None:
    seat, by = Appointment.objects.get(person=world.lawyer.person), factories.officer()
    if end == "ended":
        end_appointment(seat, by=by)
    elif end == "suggested":
        edit_record(seat, by=by, is_suggested=True)
    else:
        deactivate_person(person=world.lawyer.person, by=by)
    with refused(r"Lily Ford holds no role that gives this clearance\."):
        clear(world)
    assert fresh(world.legal).state == "waiting"


def test_of_a_restricted_paper_a_reader_is_asked(world: Waiting) -> None:
    factories.restriction(record=world.paper, by=world.author.person)
    restricted = fresh(world.paper)
    sentence = r"Lily Ford may not read this paper: name them as a reader first\."
    with refused(sentence):
        clear(world)
    name_reader(
        restricted.restriction,
        by=world.author.person,
        person=world.lawyer.person,
        why="Clears the paper",
    )
    assert clear(world).state == "cleared"


def test_restricting_and_releasing_is_not_writing(world: Waiting) -> None:
    """The person who sets the mark has a version of the paper to their name, but has not written in
    it."""
    cleared = clear(world)
    factories.restriction(record=world.paper, by=world.lawyer.person)
    assert standing(world) == ["cleared", "waiting", "not asked"]
    cleared.refresh_from_db()
    assert cleared.restriction_id is not None
    world.edit()
    assert ask_again(cleared, by=world.author.person).state == "waiting"


class TestCatalogue170:
    def test_catalogue_170_an_author_does_not_clear_their_own_paper(self, world: Waiting) -> None:
        """An author who holds the role is not asked; one who wrote in it since does not clear."""
        owner = an_owner(world)
        appoint(scope=office(), role=Role.FINANCE_OFFICER, person=owner, by=factories.officer())
        own = factories.paper("Own", programme=world.paper.programme, by=owner)
        sentence = rf"{owner} wrote in this paper: somebody else must clear it\."
        for kind in ("owner", "financial"):
            with refused(sentence):
                ask_for_clearance(paper=own, kind=kind, officer=owner, by=world.author.person)
        asked = ask(world, owner)
        factories.create_record(
            Recommendation, by=owner, paper=world.paper, text="Note it.", position=1
        )
        with refused(sentence):
            clear_paper(asked, by=owner, **world.as_read(), **SAID)
        assert fresh(asked).state == "waiting"

    def test_catalogue_170_who_archived_a_part_has_edited(self, world: Waiting) -> None:
        part = world.paper.sections.earliest("id")
        archive_record(part, by=world.lawyer.person)
        with refused(r"Lily Ford wrote in this paper: somebody else must clear it\."):
            clear(world)

    def test_catalogue_170_what_a_duplicate_wrote_they_wrote(self, world: Waiting) -> None:
        double = factories.person("L Ford")
        section = world.paper.sections.earliest("id")
        edit_record(section, by=double, body="Words of hers.")
        merge_people(
            duplicate=double, kept=world.lawyer.person, by=factories.officer(), reason="The same"
        )
        with refused(r"Lily Ford wrote in this paper: somebody else must clear it\."):
            clear(world)

    def test_catalogue_170_one_person_does_not_give_both(self, world: Waiting) -> None:
        by = factories.officer()
        appoint(scope=office(), role=Role.FINANCE_OFFICER, person=world.lawyer.person, by=by)
        sentence = r"Lily Ford gives the other of two clearances that need two people\."
        archive_record(world.financial, by=world.author.person)
        with refused(sentence):
            ask(world, fresh(world.lawyer.person), "financial")
        archive_record(world.legal, by=world.author.person)
        ask(world, fresh(world.lawyer.person), "financial")
        with refused(sentence):
            ask_again(world.legal, by=world.author.person)

    def test_catalogue_170_nor_when_two_become_one_person(self, world: Waiting) -> None:
        """Whom a merging leaves with both gives neither."""
        double = factories.holder(Role.FINANCE_OFFICER, office(), "L Ford")
        archive_record(world.financial, by=world.author.person)
        ask(world, double, "financial")
        merge_people(
            duplicate=double,
            kept=world.lawyer.person,
            by=factories.officer(),
            reason="The same",
        )
        world.legal.refresh_from_db()
        with refused(r"Lily Ford gives the other of two clearances that need two people\."):
            clear(world)

    def test_catalogue_170_one_person_clears_once(self, world: Waiting) -> None:
        cleared = clear(world)
        with refused(r"This has already been decided\."):
            clear(world, text="Once more.")
        with refused(r"This has already been decided\."):
            refuse_clearance(world.legal, by=world.lawyer.person, text="No.")
        assert fresh(cleared).version == cleared.version

    def test_catalogue_170_nobody_clears_for_another(self, world: Waiting) -> None:
        other = factories.holder(Role.LEGAL_OFFICER, office(), "Lena Marsh")
        for person in (other, world.treasurer.person, world.author.person):
            with refused(r"Lily Ford was asked for this clearance, and nobody else can give it\."):
                clear(world, by=person)


# --- Which version -----------------------------------------------------------------------------
def test_catalogue_171_an_edit_undoes_a_clearance(world: Waiting) -> None:
    """By the digest of the version that was cleared: what it was before is valid again."""
    cleared, now = clear(world), clock.now()
    section = world.paper.sections.get(key="information")
    before = section.body
    with clock.stopped_at(now + timedelta(days=1)):
        world.edit()
        legal = clearance_rows(world.paper)[0]
        assert (legal.standing, legal.void_since, legal.decided_on) == (
            "void",
            (now + timedelta(days=1)).date(),
            now.date(),
        )
        assert cleared.digest != digest_of(world.paper.pk)
        assert cleared.digest == digest_of(world.paper.pk, now)
        assert clearance_rows(world.paper, now)[0].standing == "cleared"
    with clock.stopped_at(now + timedelta(days=2)):
        section.refresh_from_db()
        edit_record(section, by=world.author.person, body=before)
        assert clearance_rows(world.paper)[0].standing == "cleared"


def test_catalogue_171_what_was_not_read_is_not_cleared(world: Waiting) -> None:
    read = digest_of(world.paper.pk)
    world.edit()
    sentence = r"The paper has been edited since you opened this page\. Read it again first\."
    for expected in (read, "", "0" * 64):
        with refused(sentence):
            clear(world, expected=expected)
    assert fresh(world.legal).version == world.legal.version
    assert clear(world).state == "cleared"


def test_what_waits_or_is_valid_is_not_asked_for_again(world: Waiting) -> None:
    with refused(r"Lily Ford has already been asked\."):
        ask_again(world.legal, by=world.author.person)
    with refused(r"This clearance is valid: there is nothing to ask for\."):
        ask_again(clear(world), by=world.author.person)


def test_nothing_is_asked_or_decided_of_an_archived_paper_or_a_withdrawn_one(
    world: Waiting,
) -> None:
    author = world.author.person
    archive_record(world.financial, by=author)
    with refused(r"This clearance was withdrawn\."):
        refuse_clearance(world.financial, by=world.treasurer.person, text="No.")
    paper = archive_record(world.paper, by=author)
    assert Paper.objects.get(pk=paper.pk).is_archived
    with refused(r"Lease of the mill is archived\."):
        clear(world)
    with refused(r"Lease of the mill is archived\."):
        ask(world, an_owner(world))


# --- Constraints -------------------------------------------------------------------------------
WRONG: list[dict[str, Any]] = [
    {"state": "waiting", "initials": "LF"},
    {"state": "waiting", "digest": "0" * 64},
    {"state": "cleared"},
    {"state": "cleared", "initials": "LF", "digest": "0" * 64, "text": "Fine."},
    {"state": "cleared", "initials": "", "digest": "0" * 64, "text": "Fine.", "decided": True},
    {"state": "cleared", "initials": "LF", "digest": "", "text": "Fine.", "decided": True},
    {"state": "cleared", "initials": "LF", "digest": "0" * 64, "decided": True},
    {"state": "not_cleared", "text": "", "decided": True},
    {"state": "not_cleared", "text": "No."},
    {"state": "not_cleared", "text": "No.", "initials": "LF", "decided": True},
]


@pytest.mark.parametrize("fields", WRONG, ids=str)
def test_a_clearance_is_what_its_state_says(world: Waiting, fields: dict[str, Any]) -> None:
    fields = dict(fields)
    moment = clock.now() if fields.pop("decided", False) else None
    with (
        refused(r"A clearance that was given has comments.*says what must change\."),
        audited(by=world.author.person, reason="Forged"),
    ):
        writing.change(world.legal, decided_at=moment, **fields)
    rows = QuerySet(Clearance).filter(pk=world.legal.pk)
    broken = pytest.raises(IntegrityError, match="clearance_is_what_its_state_says")
    with broken, transaction.atomic():
        rows.update(decided_at=moment, **fields)


def test_a_kind_is_asked_for_once(world: Waiting) -> None:
    other = factories.holder(Role.LEGAL_OFFICER, office(), "Lena Marsh")
    with refused(r"This clearance has already been asked for\."):
        ask(world, other, "constitutional")
