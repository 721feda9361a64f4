"""Where a programme and a portfolio lie is chosen in their forms, by whoever may edit both ends;
what has moved is seen where it was by those who may see that place today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import reverse

from audit.errors import Refused
from people import policy
from people.choices import Act, Role
from people.models import Account, Person
from programmes.actions import edit_portfolio, edit_programme
from programmes.models import Portfolio, Programme
from projects.models import Project
from tests import factories
from tests.sending import form_of, press
from tests.sweeps.pages import Element, read
from tests.sweeps.story import on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

BEFORE, AFTER = "2012-06-10", "2012-06-25"


@dataclass
class Places:
    """Two portfolios in a wider one, and a programme in the first; each has a director."""

    wide: Portfolio
    old: Portfolio
    new: Portfolio
    programme: Programme
    project: Project
    of_wide: Person
    of_old: Person
    of_new: Person
    manager: Person


@pytest.fixture
def places() -> Places:
    with on(6, 1):
        wide = factories.portfolio("Wide")
        old, new = (factories.portfolio(title, parent=wide) for title in ("Old", "New"))
        programme = factories.programme("Open Doors", portfolio=old)
        project = factories.project("Lending tools", programme=programme)
        factories.report(project=project, achieved="Shelves are up.")
        held = [
            factories.holder(Role.PORTFOLIO_DIRECTOR, p.scope, f"Director of {p}")
            for p in (wide, old, new)
        ]
        manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mina Oake")
    return Places(wide, old, new, programme, project, *held, manager)


def signed_in(person: Person) -> Client:
    account = Account.objects.filter(person=person).first() or factories.account(person)
    client = Client()
    client.force_login(account)
    return client


def edit(record: Programme | Portfolio) -> str:
    return reverse(f"programmes:{record._meta.model_name}_edit", args=[record.reference])


def may(person: Person, act: Act, record: Any) -> bool:
    fresh = type(record).objects.select_related("scope").get(pk=record.pk)
    return policy.can(Person.objects.get(pk=person.pk), act, fresh)


def offered(person: Person, record: Programme | Portfolio, name: str) -> list[str] | None:
    """What the form lets a person choose; None where it does not show the field."""
    form = signed_in(person).get(edit(record)).context["form"]
    return [label for _, label in form.fields[name].choices] if name in form.fields else None


def test_whoever_may_edit_both_ends_puts_a_programme_into_another_portfolio(
    places: Places,
) -> None:
    answer = press(
        signed_in(places.of_wide),
        edit(places.programme),
        {"portfolio": str(places.new.pk), "reason": "Belongs there"},
    )
    assert answer.status_code == 302
    moved = Programme.objects.get(pk=places.programme.pk)
    assert (moved.portfolio, moved.scope.parent) == (places.new, places.new.scope)
    last = moved.history.first()
    assert (last.history_change_reason, last.history_user_id, last.portfolio_id) == (
        "Belongs there", places.of_wide.pk, places.new.pk,
    )  # fmt: skip
    assert [may(d, Act.EDIT_PROGRAMME, moved) for d in (places.of_old, places.of_new)] == [
        False,
        True,
    ]
    assert may(places.of_new, Act.EDIT_PROJECT, places.project)
    page = signed_in(places.of_new).get(
        reverse("programmes:portfolio_detail", args=[places.new.reference])
    )
    assert "Open Doors" in page.content.decode()


def test_the_form_offers_only_places_that_the_person_may_edit(places: Places) -> None:
    none = "No portfolio"
    assert offered(places.of_wide, places.programme, "portfolio") == [none, "New", "Old", "Wide"]
    assert offered(places.of_old, places.programme, "portfolio") == [none, "Old"]
    assert offered(places.manager, places.programme, "portfolio") is None
    answer = press(
        signed_in(places.of_old), edit(places.programme), {"portfolio": str(places.new.pk)}
    )
    assert answer.context["form"].errors == {"portfolio": ["Choose the portfolio from the list"]}


def test_a_form_without_the_field_leaves_the_place_as_it_is(places: Places) -> None:
    sent = {"title": "Doors", "portfolio": ""}
    assert press(signed_in(places.manager), edit(places.programme), sent).status_code == 302
    kept = Programme.objects.get(pk=places.programme.pk)
    assert (kept.title, kept.portfolio) == ("Doors", places.old)


def test_a_portfolio_is_put_into_another_but_never_into_itself(places: Places) -> None:
    none = "No other portfolio"
    assert offered(factories.officer(), places.wide, "parent") is None  # all others lie in it
    assert offered(factories.officer(), places.old, "parent") == [none, "New", "Wide"]
    client = signed_in(factories.officer())
    assert press(client, edit(places.old), {"parent": str(places.new.pk)}).status_code == 302
    inner = Portfolio.objects.get(pk=places.old.pk)
    assert (inner.parent, inner.scope.parent) == (places.new, places.new.scope)
    loop = "This leads back to New itself, directly or through others."
    with pytest.raises(Refused, match=loop):
        edit_portfolio(places.new, by=factories.officer(), parent=inner)
    page = client.get(reverse("programmes:portfolio_detail", args=[inner.reference]))
    assert "Part of New" in read(page.content.decode()).text


def test_an_earlier_version_brings_the_programme_back_to_its_place(places: Places) -> None:
    edit_programme(places.programme, by=places.of_wide, portfolio=places.new)
    url = reverse("programmes:programme_restore", args=[places.programme.reference, 1])
    assert press(signed_in(places.of_wide), url, {"reason": "Was right"}).status_code == 302
    back = Programme.objects.get(pk=places.programme.pk)
    assert (back.portfolio, back.scope.parent) == (places.old, places.old.scope)


def test_a_new_programme_starts_in_the_portfolio_that_is_chosen(places: Places) -> None:
    client = signed_in(factories.officer())
    sent = {"title": "Warm Homes", "state": "proposed", "portfolio": str(places.new.pk)}
    assert press(client, reverse("programmes:programme_add"), sent).status_code == 302
    made = Programme.objects.get(title="Warm Homes")
    assert (made.portfolio, made.scope.parent) == (places.new, places.new.scope)
    assert "portfolio" in form_of(client, edit(made)).sent


PAGES = ("", "about/", "projects/", "boards/", "benefits/", "papers/")


def seen(client: Client, url: str, at: str = "") -> Element | int:
    answer = client.get(url, {"at": at} if at else {})
    return read(answer.content.decode()) if answer.status_code == 200 else answer.status_code


@pytest.mark.parametrize("moves", ["the programme", "the portfolio around it"])
def test_what_has_left_a_portfolio_is_seen_in_it_as_it_was(places: Places, moves: str) -> None:
    """By its holder, also where a portfolio between the two has moved; from then on by nobody
    there. No page of that time leads to one that is closed to them."""
    holder = places.of_old
    with on(6, 20):
        if moves == "the programme":
            edit_programme(places.programme, by=places.of_wide, portfolio=places.new)
        else:
            holder = places.of_wide
            edit_portfolio(places.old, by=factories.officer(), parent=None)
    client = signed_in(holder)
    programme = f"/programmes/{places.programme.reference}/"
    pages = [programme + page for page in PAGES]
    pages += [f"/projects/{places.project.reference}/", f"/scopes/{places.programme.reference}/",
              f"/scopes/{places.programme.reference}/lessons/"]  # fmt: skip
    links: dict[str, str] = {}
    for url in pages:
        page = seen(client, url, BEFORE)
        assert isinstance(page, Element), (url, page)
        assert [seen(client, url, at) for at in (AFTER, "")] == [404, 404], url
        links |= {urljoin(url, a.attributes["href"]): url for a in page.all("a")}
    hrefs = [href for href in links if "#" not in href and "format=" not in href]
    assert {h: links[h] for h in hrefs if not isinstance(seen(client, h), Element)} == {}
    for listed, name in (("/programmes/", "Open Doors"), ("/projects/", "Lending tools")):
        then, now = (seen(client, listed, at) for at in (BEFORE, ""))
        assert isinstance(then, Element)
        assert isinstance(now, Element)
        assert (name in then.text, name in now.text) == (True, False), listed
    for closed in ("about/history/", "edit/", "history/"):
        assert seen(client, programme + closed) == 404
