"""Field cases of a council that has just been founded: its own name, and where to begin."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from people.models import Account, OrganisationUnit
from reports.queries.papers import document_of
from tests import factories
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
COUNCIL, AFTER = "Testshire Council", "Testshire & Border Council"


@pytest.fixture
def keeper() -> Client:
    """Signed in for the first time, in a council that holds nothing yet."""
    call_command(
        "found_council", council=COUNCIL, first_person="Ann Lee", second_person="Bo Ray",
        stdout=StringIO(),
    )  # fmt: skip
    client = Client()
    client.force_login(Account.objects.get(sign_in_name="ann.lee"))
    return client


def text_of(client: Client, url: str = "/") -> str:
    return read(client.get(url).content.decode()).text


@override_settings(COUNCIL_NAME="From the environment")
def test_field_case_A33_the_council_is_called_what_it_was_founded_as(keeper: Client) -> None:
    council = OrganisationUnit.objects.get()
    for page in (keeper.get("/"), Client().get("/sign-in/"), keeper.get("/nothing/")):
        assert COUNCIL in page.content.decode()
        assert "From the environment" not in page.content.decode()
    paper = factories.paper("Progress")
    before = clock.now()
    assert document_of(paper).header.organisation == COUNCIL
    form = {"name": AFTER, "kind": "council", "parent": "", "version": 1, "reason": "Merged"}
    assert keeper.post(f"/units/{council.pk}/edit/", form).status_code == 302
    assert AFTER in text_of(keeper)
    assert AFTER in text_of(Client(), "/sign-in/")
    assert document_of(paper).header.organisation == AFTER
    assert document_of(paper, before).header.organisation == COUNCIL
    history = text_of(keeper, f"/units/{council.pk}/history/")
    assert "Ann Lee" in history
    assert "Merged" in history


def test_field_case_A34_an_empty_council_says_where_to_begin(keeper: Client) -> None:
    page = read(keeper.get("/").content.decode())
    (steps,) = page.all("ol")
    links = [(link.text, link.attributes["href"]) for link in steps.all("a")]
    council = OrganisationUnit.objects.get()
    assert links == [
        (
            "Check the council’s name, which appears on every page and paper",
            f"/units/{council.pk}/edit/",
        ),
        ("Add its departments and teams", "/units/"),
        ("Add the people you work with, and invite them to sign in", "/people/"),
        ("Give roles in the programme office", "/scopes/OFFICE/"),
        ("Add the committees and boards that read your papers", "/boards/"),
        ("Create the first programme; its projects and papers belong to it", "/programmes/add/"),
    ]
    assert {url: keeper.get(url).status_code for _label, url in links} == {
        url: 200 for _label, url in links
    }
    programme = factories.programme("Open Doors")
    assert "First steps" not in text_of(keeper)
    paper = read(keeper.get(f"/programmes/{programme.reference}/papers/add/").content.decode())
    (missing,) = [a for a in paper.all("a") if a.attributes["href"] == "/boards/add/"]
    assert missing.text == "Add a board"
    assert "There is no board yet. Add a board" in paper.text
