"""No actor, no write; and what somebody gave as a reason is kept whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from audit import writing
from audit.actions import edit_record
from audit.errors import NotAudited
from audit.writing import audited
from people.choices import UnitKind
from people.models import OrganisationUnit, Person
from tests import factories
from tests.sending import press

pytestmark = pytest.mark.django_db

A_LONG_REASON = ("The builder found asbestos, so the lift is late. " * 7)[:300]


@pytest.mark.parametrize("nobody", ["None", "somebody new", "anonymous", "an account", "a number"])
def test_without_an_actor_nothing_is_written(nobody: str) -> None:
    by: Any = {
        "None": None,
        "somebody new": Person(name="Not saved"),
        "anonymous": AnonymousUser(),
        "an account": factories.account(),  # Its key is not its person's.
        "a number": factories.officer().pk,
    }[nobody]
    units = OrganisationUnit.objects.count()
    with pytest.raises(NotAudited, match="Nobody acts"), audited(by=by, reason="By nobody"):
        writing.create(OrganisationUnit, name="Parks", kind=UnitKind.SERVICE)
    assert OrganisationUnit.objects.count() == units


@pytest.mark.parametrize("length", [101, 300, 5_000])
def test_a_long_reason_is_kept_whole(length: int) -> None:
    reason = ("Because – ‘so’. " * 400)[:length]
    milestone = factories.milestone()
    edit_record(milestone, by=factories.officer(), reason=reason, title="Later")
    assert milestone.history.latest("history_id").history_change_reason == reason


def test_a_reason_of_300_characters_typed_into_a_form_is_kept_whole(client: Client) -> None:
    account = factories.account()
    milestone = factories.milestone()
    client.force_login(account)
    url = f"/scopes/{milestone.project.reference}/milestones/{milestone.pk}/archive/"
    answer = press(client, url, {"reason": A_LONG_REASON})
    assert answer.status_code == 302
    row = milestone.history.latest("history_id")
    assert (row.is_archived, row.history_user_id) == (True, account.person_id)
    assert (len(A_LONG_REASON), row.history_change_reason) == (300, A_LONG_REASON)
    assert A_LONG_REASON in client.get(url.replace("archive", "history")).content.decode()
