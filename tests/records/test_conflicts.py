"""Two people edit one record: nothing is overwritten, and each chooses field by field."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from audit.actions import archive_record, create_record, edit_record
from audit.models import TrackedModel
from people.actions import appoint
from people.choices import Role
from people.models import Appointment, Person
from people.queries import office
from programmes.models import FundingSource
from records.views.conflicts import settle
from tests import factories
from tests.sweeps.forms import Typist

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


@pytest.fixture
def rival() -> Person:
    factories.officer()
    return factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")


@pytest.fixture
def source() -> FundingSource:
    return create_record(
        FundingSource,
        by=factories.officer(),
        programme=factories.programme(),
        title="Reserve",
        amount_pence=50_000_000,
        approved_on=date(2012, 4, 1),
        note="First line\n\nSecond line",
    )


def funding_url(source: FundingSource) -> str:
    return reverse("programmes:funding_source_edit", args=[source.programme.reference, source.pk])


def values(record: TrackedModel, *names: str) -> dict[str, Any]:
    record.refresh_from_db()
    return {name: getattr(record, name) for name in names}


def test_the_second_gets_a_page_with_both_texts_and_nothing_is_written(
    client: Client, source: FundingSource, rival: Person
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    edit_record(source, by=rival, title="Council reserve", amount_pence=60_000_000)
    response = typist.send(title="Transformation reserve", note="First line\r\n\r\nThird line")
    html = response.content.decode()
    assert response.status_code == 409
    shown = [(f.name, f.label, f.saved, f.typed) for f in response.context["fields"]]
    assert shown == [
        ("title", "Source", "Council reserve", "Transformation reserve"),
        ("amount_pence", "Amount", "600,000", "500,000"),
        ("note", "Note", "First line\n\nSecond line", "First line\n\nThird line"),
    ]
    assert "by Rosa Quill, 4 July 2012, 10:00" in html
    assert values(source, "title", "amount_pence", "version") == {
        "title": "Council reserve",
        "amount_pence": 60_000_000,
        "version": 2,
    }


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ("Typed", 70_000_000, date(2012, 6, 2), "Typed\n\nnote")),
        ({"title": "saved"}, ("Saved", 70_000_000, date(2012, 6, 2), "Typed\n\nnote")),
        ({"amount_pence": "saved"}, ("Typed", 60_050_000, date(2012, 6, 2), "Typed\n\nnote")),
        ({"approved_on": "saved"}, ("Typed", 70_000_000, date(2012, 5, 1), "Typed\n\nnote")),
        ({"note": "saved"}, ("Typed", 70_000_000, date(2012, 6, 2), "Saved\n\nnote")),
        (
            {"title": "saved", "amount_pence": "saved", "approved_on": "saved", "note": "saved"},
            ("Saved", 60_050_000, date(2012, 5, 1), "Saved\n\nnote"),
        ),
    ],
)
def test_each_field_keeps_the_side_that_was_chosen(
    client: Client,
    source: FundingSource,
    rival: Person,
    chosen: dict[str, str],
    expected: tuple[Any, ...],
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    saved = {"title": "Saved", "amount_pence": 60_050_000, "note": "Saved\n\nnote"}
    edit_record(source, by=rival, approved_on=date(2012, 5, 1), **saved)
    day = {"approved_on": "2 June 2012"}
    typed = {"title": "Typed", "amount_pence": "£700k", "note": "Typed\r\n\r\nnote"}
    assert typist.send(**typed, **day).status_code == 409
    response = typist.send(**{f"choose-{name}": side for name, side in chosen.items()})
    assert response.status_code == 302
    source.refresh_from_db()
    kept = (source.title, source.amount_pence, source.approved_on, source.note)
    assert kept == expected


def test_a_date_that_one_of_them_took_away_can_be_chosen(
    client: Client, source: FundingSource, rival: Person
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    edit_record(source, by=rival, approved_on=None)
    assert typist.send(title="Typed").status_code == 409
    assert typist.send(**{"choose-approved_on": "saved"}).status_code == 302
    assert values(source, "approved_on", "title") == {"approved_on": None, "title": "Typed"}


def test_lists_and_ticks_can_be_chosen_too(client: Client, rival: Person) -> None:
    scope = factories.programme().scope
    chair, other = factories.person("Ada Fenwick"), factories.person("Ben Hale")
    seat = appoint(scope=scope, role=Role.CRITICAL_FRIEND, person=chair, by=rival, is_voting=True)
    url = reverse("directory:appointment_edit", args=[scope.reference, seat.pk])
    typist = Typist(client, url, factories.account())
    edit_record(seat, by=rival, person=other, is_suggested=True, is_voting=False)
    response = typist.send(role=Role.INTERNAL_PARTNER, post="Friend")
    assert [(f.name, f.saved, f.typed) for f in response.context["fields"]] == [
        ("role", "Critical friend", "Internal partner"),
        ("person", "Ben Hale", "Ada Fenwick"),
        ("post", "", "Friend"),
        ("is_suggested", "Yes", "No"),
        ("is_voting", "No", "Yes"),
    ]
    names = ("role", "person", "is_suggested", "is_voting")
    response = typist.send(**{f"choose-{name}": "saved" for name in names})
    assert response.status_code == 302
    kept = Appointment.objects.get(pk=seat.pk)
    assert (kept.role, kept.person, kept.is_suggested, kept.is_voting, kept.post) == (
        Role.CRITICAL_FRIEND,
        other,
        True,
        False,
        "Friend",
    )


def test_decimals_that_are_the_same_number_do_not_differ(client: Client, rival: Person) -> None:
    indicator = factories.indicator(baseline_value=Decimal("37.0"), target_value=Decimal("76"))
    url = reverse("benefits:indicator_edit", args=[indicator.benefit.pk, indicator.pk])
    typist = Typist(client, url, factories.account())
    edit_record(indicator, by=rival, target_value=Decimal("80.50"))
    response = typist.send(baseline_value="37.00", title="Typed")
    assert [(f.name, f.saved, f.typed) for f in response.context["fields"]] == [
        ("title", "Tools lent each month", "Typed"),
        ("target_value", "80.5", "76"),
    ]
    assert typist.send(**{"choose-target_value": "saved"}).status_code == 302
    assert values(indicator, "target_value", "title") == {
        "target_value": Decimal("80.5"),
        "title": "Typed",
    }


def test_what_both_typed_the_same_is_no_question(
    client: Client, source: FundingSource, rival: Person
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    edit_record(source, by=rival, title="Council reserve")
    response = typist.send(title="Council reserve")
    assert (response.status_code, response.context["fields"]) == (409, [])
    assert "You both typed the same." in response.content.decode()
    assert typist.send().status_code == 302
    assert values(source, "version") == {"version": 2}


def test_a_third_who_saves_meanwhile_makes_a_second_conflict_that_keeps_the_first_choice(
    client: Client, source: FundingSource, rival: Person
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    edit_record(source, by=rival, title="Saved")
    typist.send(title="Typed")
    edit_record(source, by=rival, amount_pence=99_00)
    response = typist.send(**{"choose-title": "saved"})
    assert response.status_code == 409
    assert [f.name for f in response.context["fields"]] == ["amount_pence"]
    assert typist.send(**{"choose-amount_pence": "saved"}).status_code == 302
    assert values(source, "title", "amount_pence") == {"title": "Saved", "amount_pence": 99_00}


def test_a_choice_that_a_rule_refuses_comes_back_as_the_form(
    client: Client, source: FundingSource, rival: Person
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    edit_record(source, by=rival, amount_pence=1)
    response = typist.send(title="")
    assert response.status_code == 200
    assert "Enter the source" in response.content.decode()
    assert values(source, "title", "amount_pence") == {"title": "Reserve", "amount_pence": 1}


def test_editing_a_record_archived_meanwhile_gets_a_message(
    client: Client, source: FundingSource, rival: Person
) -> None:
    typist = Typist(client, funding_url(source), factories.account())
    archive_record(source, by=rival)
    response = typist.send(title="Typed")
    assert response.status_code == 200
    assert "Reserve is archived." in response.content.decode()
    assert values(source, "title", "is_archived") == {"title": "Reserve", "is_archived": True}


def test_settling_without_a_choice_is_what_was_posted() -> None:
    posted = QueryDict("title=Typed&saved-title=Saved")
    assert settle(posted) is posted


def test_settling_takes_the_side_that_was_chosen() -> None:
    posted = QueryDict(
        "on=1/2/2012&saved-on=3 April 2011&choose-on=saved"
        "&title=Typed&saved-title=Saved&choose-title=typed"
    )
    settled = settle(posted)
    assert {name: settled[name] for name in ("on", "title")} == {
        "on": "3 April 2011",
        "title": "Typed",
    }
