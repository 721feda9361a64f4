"""Names that are alike are one name: to sign in with, and of wards. On both engines."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from audit.actions import create_record, edit_record
from audit.errors import Refused
from people.actions import open_account
from people.choices import WardKind
from people.models import Account, Ward
from tests import factories
from tests.accounts.signing_in import posted_mail, sign_in

pytestmark = pytest.mark.django_db

ALIKE = ["élodie", "elodie", "ELODIE", "E\u0301lodie", "elo\u200bdie", " Elo\u00addie\ufeff "]


@pytest.mark.parametrize("name", ALIKE)
def test_a_sign_in_name_like_another_is_refused(name: str) -> None:
    factories.account(factories.person("Élodie Marsh"), "Élodie")
    ben, cas = factories.person("Ben Hale"), factories.person("Cas Ley")
    with pytest.raises(Refused) as refused:
        open_account(person=ben, sign_in_name=name, by=factories.officer())
    assert refused.value.fields == {"sign_in_name": ["Somebody else signs in with this name."]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(sign_in_name=name, person=cas)


def test_every_writing_signs_in_asks_for_a_code_and_is_guessed_as_one() -> None:
    factories.account(factories.person("Élodie Marsh", email="elodie@example.org"), "Élodie")
    for name in ALIKE:
        assert sign_in(Client(), name).status_code == 302
    for name in ALIKE[:4]:
        Client().post("/forgotten-password/", {"sign_in_name": name})
    assert len(posted_mail()) == 3  # three at most
    cache.clear()
    for guess in range(11):
        answer = sign_in(Client(), ALIKE[guess % len(ALIKE)], f"guess {guess}")
    assert b"Too many wrong guesses." in answer.content


@pytest.mark.parametrize("name", ["\u200b", "\u0301", "\u3164\ufeff"])
def test_a_sign_in_name_that_nobody_can_see_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="A sign-in name needs letters or digits"):
        open_account(person=factories.person(), sign_in_name=name, by=factories.officer())


def test_a_ward_like_another_is_refused_when_it_is_made_and_when_it_is_renamed() -> None:
    by = factories.officer()
    ward = create_record(Ward, by=by, name="Île Verte", kind=WardKind.WARD)
    other = create_record(Ward, by=by, name="Harbour", kind=WardKind.WARD)
    create_record(Ward, by=by, name="ILE VERTE", kind=WardKind.DIVISION)
    for name in ("ile verte", "ÎLE\u00a0 VERTE", "Ile\u200b Verte"):
        for write in (
            lambda: create_record(Ward, by=by, name=name, kind=WardKind.WARD),  # noqa: B023  called here
            lambda: edit_record(other, by=by, name=name),  # noqa: B023
        ):
            with pytest.raises(Refused, match="There is already one of this name and kind"):
                write()
    assert edit_record(ward, by=by, name="Ile Verte").name == "Ile Verte"
