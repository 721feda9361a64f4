"""People are chosen by typing a name, on every form that lets choose among all of them."""

from __future__ import annotations

import pytest
from django.db import models
from django.test import Client

from audit.actions import archive_record, edit_record
from audit.bulk import create_many
from audit.change_sets import SYSTEM_ID
from audit.writing import audited
from benefits.models import Benefit
from people.models import Account, Person
from records.choosing import Directory, PersonByName, everybody, told_apart
from reports.models import Paper
from tests import factories
from tests.sweeps import rows
from tests.sweeps.forms import Typist
from tests.sweeps.forms_of_records import record_forms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def keeper() -> Account:
    return factories.account()


@pytest.fixture
def ada(keeper: Account) -> Person:
    return factories.person("Ada Fenwick", job_title="Surveyor")


def errors(typist: Typist, **typed: str) -> dict[str, list[str]]:
    """What a form is refused for, by field; nothing was written."""
    before = rows.everything()
    response = typist.send(**typed)
    assert rows.changed(before, rows.everything()) == []
    assert response.status_code == 200
    found: dict[str, list[str]] = response.context["form"].errors
    return found


def test_every_field_that_names_a_person_is_a_box_to_type_in() -> None:
    boxes = {
        f"{form.__name__}.{name}": type(form.base_fields[name])
        for form in record_forms()
        for name in form._meta.fields
        if isinstance(field := form._meta.model._meta.get_field(name), models.ForeignKey)
        and field.related_model is Person
    }
    assert len(boxes) > 20
    assert {name for name, box in boxes.items() if box is not PersonByName} == set()


def test_catalogue_009_a_hidden_name_that_is_typed_is_nobodys(
    client: Client, keeper: Account, ada: Person
) -> None:
    """Nothing that one may type distinguishes a deactivated person, or Mandate itself, from
    nobody."""
    gone, system = factories.person("Gideon Marsh"), Person.objects.get(pk=SYSTEM_ID)
    archive_record(gone, by=keeper.person)
    add = f"/programmes/{factories.programme().reference}/benefits/add/"
    typist = Typist(client, add, keeper)
    hidden = [way for one in (gone, system) for way in (one.name, one.reference, told_apart(one))]
    for typed in (*hidden, str(gone.pk), "Nora Nobody"):
        assert errors(typist, title="Loot", kind="outcome", owner=typed) == {
            "owner": [f"Nobody here is called “{typed}”: choose a name from the list."]
        }
    page = client.get(add).content.decode()
    assert [name for name in (gone.name, gone.reference, "Mandate, ") if name in page] == []


@pytest.mark.one_engine
def test_a_page_names_everybody_once_however_many_there_are(
    client: Client, keeper: Account
) -> None:
    """A council of 3,000: a form of two boxes weighs less than a list of them in each."""
    paper = factories.paper()
    client.force_login(keeper)
    url = f"/papers/{paper.reference}/edit/"
    before = len(client.get(url).content)
    with audited(by=keeper.person, reason="The staff directory"):
        create_many(
            Person,
            [
                {"name": f"Officer {n}", "reference": f"PER-{n}", "job_title": "Senior planner"}
                for n in range(1000, 4000)
            ],
        )
    page = client.get(url).content.decode()
    assert (page.count("Officer 1234"), page.count('list="people"')) == (1, 2)
    assert len(page) - before < 250_000


def test_a_record_keeps_whom_it_names_although_they_are_deactivated(
    client: Client, keeper: Account, ada: Person
) -> None:
    paper = factories.paper(signatory=ada)
    archive_record(ada, by=keeper.person)
    url = f"/papers/{paper.reference}/edit/"
    typist = Typist(client, url, keeper)
    assert typist.form.sent["signatory"] == "Ada Fenwick"
    suggested = typist.open().context["form"].directory.suggestions()
    assert suggested == [("Olive Tarrant", "Programme officer")]
    assert errors(typist, contact="Ada Fenwick") == {
        "contact": ["Ada Fenwick is deactivated: choose somebody else."]
    }
    assert typist.send(contact="", agenda_item="7").status_code == 302
    saved = Paper.objects.get()
    assert (saved.signatory, saved.contact, saved.agenda_item) == (ada, None, "7")
    assert Typist(client, url, keeper).send(signatory="").status_code == 302
    assert errors(Typist(client, url, keeper), signatory="Ada Fenwick") == {
        "signatory": ["Nobody here is called “Ada Fenwick”: choose a name from the list."]
    }


def test_two_people_with_one_name_can_be_told_apart_everywhere(
    client: Client, keeper: Account, ada: Person
) -> None:
    twin = factories.person("Ada Fenwick", job_title="Planner")
    benefit = factories.benefit(owner=ada)
    programme = benefit.programme.reference
    typist = Typist(client, f"/programmes/{programme}/benefits/{benefit.pk}/edit/", keeper)
    assert typist.form.sent["owner"] == f"Ada Fenwick, Surveyor, {ada.reference}"
    assert typist.send().status_code == 302
    assert Benefit.objects.get().owner == ada
    typist.open()
    assert errors(typist, owner="ada fenwick", title="Sooner") == {
        "owner": ["More than one person is called “ada fenwick”: choose one from the list."]
    }
    assert (typist.form.sent["owner"], typist.form.sent["title"]) == ("ada fenwick", "Sooner")
    assert typist.send(owner=twin.reference.lower()).status_code == 302
    assert Benefit.objects.get().owner == twin


def test_an_earlier_holder_is_restored(client: Client, keeper: Account, ada: Person) -> None:
    benefit = factories.benefit(owner=ada)
    edit_record(benefit, by=keeper.person, owner=keeper.person)
    here = f"/programmes/{benefit.programme.reference}/benefits/{benefit.pk}/history/1/restore/"
    assert Typist(client, here, keeper).send(reason="She stays").status_code == 302
    assert Benefit.objects.get().owner == ada


def test_everybody_is_who_may_be_chosen_and_who_is_named(keeper: Account, ada: Person) -> None:
    gone = factories.person("Bertha Crowe")
    archive_record(gone, by=keeper.person)
    assert [person.name for person in everybody()] == ["Ada Fenwick", "Olive Tarrant"]
    assert [person.name for person in everybody(but=[ada.pk], with_=[gone.pk])] == [
        "Bertha Crowe", "Olive Tarrant",
    ]  # fmt: skip
    directory = Directory(everybody())
    assert [directory.words_of(key) for key in (ada.pk, gone.pk, SYSTEM_ID, 10**9)] == [
        "Ada Fenwick", f"Bertha Crowe, {gone.reference}", "Mandate, This system, SYSTEM", "",
    ]  # fmt: skip
