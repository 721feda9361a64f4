"""The catalogue of bad input as far as it concerns lists and what is asked of them: a test for each
number. `tests/sweeps/test_parameters.py` asks the same of every page there is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from audit.actions import archive_record, edit_record
from people.choices import Role
from people.models import Account
from people.queries import office
from programmes.models import Programme
from projects.actions import save_report
from projects.models import Project
from tests import factories
from tests.sweeps import rows
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def keeper(client: Client) -> Account:
    account = factories.account()
    client.force_login(account)
    return account


@pytest.fixture
def project(keeper: Account) -> Project:
    return factories.project("Tools", programme=factories.programme("Open Doors"))


def refusals(client: Client, *urls: str) -> dict[str, tuple[int, str]]:
    """What each address is answered: the status, and the first sentence of the page."""
    found = {}
    for url in urls:
        answer = client.get(url)
        (main,) = read(answer.content.decode()).all("main")
        said = [p.text for p in main.all("p")]
        found[url] = (answer.status_code, said[0] if said else "")
    return found


def cannot(name: str) -> tuple[int, str]:
    return 400, f"The address contains “{name}”, which this page does not use."


def test_catalogue_140_no_filter_reaches_a_password_or_an_address(
    client: Client, keeper: Account
) -> None:
    lookups = ("account__password__startswith", "created_by__password", "owner__email__contains")
    pages = ("/people/", "/programmes/", "/papers/", "/boards/", "/activity/", "/security-events/")
    for lookup in lookups:
        met = refusals(client, *(f"{page}?{lookup}=p" for page in pages))
        assert met == dict.fromkeys(met, cannot(lookup))


@pytest.mark.parametrize("order", ["created_by__password", "a.b", "?", "%3B", "title"])
@pytest.mark.one_engine
def test_catalogue_141_nobody_chooses_an_order(client: Client, keeper: Account, order: str) -> None:
    met = refusals(client, f"/programmes/?ordering={order}", f"/people/?ordering={order}")
    assert met == dict.fromkeys(met, cannot("ordering"))


@pytest.mark.one_engine
def test_catalogue_142_no_connector_and_no_list_of_keys(client: Client, keeper: Account) -> None:
    keys = ",".join(str(number) for number in range(10_000))
    for name, value in (("_connector", "OR"), ("_negated", "1"), ("id__in", keys), ("pk", keys)):
        assert client.get("/programmes/", {name: value}).status_code == 400


@pytest.mark.one_engine
def test_catalogue_143_a_pattern_is_a_word_like_others(client: Client, keeper: Account) -> None:
    factories.programme("100% open (a+)+$")
    for word, found in (("(a+)+$", True), ("%_%_%", False), ("100% o", True), ("a|e", False)):
        page = client.get("/programmes/", {"title": word})
        assert page.status_code == 200
        assert ("100% open" in page.content.decode()) is found, word
    many = " ".join(f"word{number}" for number in range(10_000))
    assert client.get("/programmes/", {"title": many}).status_code == 400
    assert client.get("/programmes/", {"title__regex": "(a+)+$"}).status_code == 400


@pytest.mark.parametrize("page", ["0", "-1", "1e9", "1000000000", "abc", "9" * 1_000_000])
@pytest.mark.one_engine
def test_catalogue_144_a_page_that_a_list_does_not_have(
    client: Client, project: Project, page: str
) -> None:
    """The million digits are longer than a server lets an address be; the page bears them."""
    for url in ("/people/", "/programmes/", f"/projects/{project.reference}/history/"):
        answer = client.get(url, {"page": page})
        assert answer.status_code == 400
        assert f"This list has no page “{page[:20]}”." in answer.content.decode()
    assert client.get("/people/", {"page_size": "1000000"}).status_code == 400
    assert client.get("/people/", {"page": "1"}).status_code == 200
    assert client.get("/people/", {"page": ""}).status_code == 200


@pytest.mark.one_engine
def test_catalogue_145_a_list_to_choose_from_names_nobody_hidden(
    client: Client, project: Project
) -> None:
    """Who wrote a draft is not told to those who may not read it, in the list of people either."""
    lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
    draft = factories.draft_report(project=project, by=lead)
    save_report(draft, by=lead, achieved="The contractor has walked out.")
    offered = {}
    for who in (lead, factories.holder(Role.READER, office(), "Rita Vale")):
        client.force_login(factories.account(who))
        page = client.get(f"/projects/{project.reference}/history/").content.decode()
        offered[who.name] = [option.text for option in next(read(page).all("select")).all("option")]
    assert offered["Lena Marsh"] == ["Everybody", "Lena Marsh", "Olive Tarrant"]
    assert offered["Rita Vale"] == ["Everybody", "Olive Tarrant"]


@pytest.mark.one_engine
def test_catalogue_147_the_wrong_type_and_twin_names(client: Client, project: Project) -> None:
    history = f"/projects/{project.reference}/history/"
    for url in (
        "/programmes/?state=7", "/programmes/?is_archived=maybe", "/boards/?kind=board&kind=x",
        f"/people/?unit={'9' * 400}", "/people/?unit[]=1", "/people/?unit=x", "/people/?role[$ne]=",
        "/programmes/?title=a&title=b", "/people/?page=1&page=1", "/activity/?kind=a&kind=b",
        f"{history}?person=x", f"{history}?person=1&person=2", f"{history}?since=2012-02-30",
        "/programmes/?at=2012-07-03&at=2012-07-04",
    ):  # fmt: skip
        assert client.get(url).status_code == 400, url
    for kind in ("programme_board", "committee"):
        factories.body_kind(kind)
    assert client.get("/boards/?kind=programme_board&kind=committee").status_code == 200


@pytest.mark.one_engine
def test_catalogue_148_what_is_no_form_is_not_read(client: Client, project: Project) -> None:
    """There is no JSON in this product: a body that is none of a form's two kinds is an empty form,
    whatever it calls itself."""
    before = rows.everything()
    url = f"/projects/{project.reference}/edit/"
    for kind in ("application/json", "text/plain", "application/xml"):
        answer = client.post(url, b'{"title": "Taken", "version": 1}', content_type=kind)
        assert (answer.status_code, b"govuk-error-summary" in answer.content) == (200, True)
    assert rows.changed(before, rows.everything()) == []


@pytest.mark.one_engine
def test_catalogue_149_there_is_no_api_and_nothing_describes_one(client: Client) -> None:
    for url in ("/api/", "/api/schema/", "/openapi.json", "/swagger/", "/graphql", "/docs/"):
        assert client.get(url).status_code == 404, url
    for url in (reverse("records:activity"), reverse("reports:paper_list")):
        answer = client.get(url, headers={"accept": "application/json"})
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")


def test_catalogue_150_pages_of_activity_skip_and_repeat_nothing(
    client: Client, project: Project, july_2012: Any
) -> None:
    """While it is read, some is added and some is archived."""
    for number in range(70):
        with clock.stopped_at(july_2012 + timedelta(minutes=number)):
            milestone = factories.milestone(f"No. {number}", project=project)
    with clock.stopped_at(july_2012 + timedelta(hours=3)):
        first = client.get("/activity/").context["page"]
        factories.milestone("Meanwhile", project=project)
        archive_record(milestone, by=factories.officer())
        seen, page = [*first.entries], first
        while page.older:
            page = client.get("/activity/", {"before": page.older}).context["page"]
            seen += page.entries
    named = [line.change.name for entry in seen for line in entry.lines]
    told = [name for name in named if name.startswith("No. ")]
    assert told == [f"No. {number}" for number in reversed(range(70))]


@pytest.mark.one_engine
def test_catalogue_151_without_a_version_or_with_an_old_one(
    client: Client, keeper: Account, project: Project
) -> None:
    url = f"/projects/{project.reference}/edit/"
    form = Typist(client, url, keeper)
    without = {name: text for name, text in form.form.sent.items() if name != "version"}
    answer = client.post(url, without | {"title": "Toys"})
    assert (answer.status_code, b"govuk-error-summary" in answer.content) == (200, True)
    edit_record(project, by=factories.officer(), title="Tools for all")
    answer = form.send(title="Toys")
    assert answer.status_code == 409
    fields = [(field.name, field.saved, field.typed) for field in answer.context["fields"]]
    assert fields == [("title", "Tools for all", "Toys")]
    assert Project.objects.get(pk=project.pk).title == "Tools for all"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("url", "answered"),
    [("/people/?name=a", 40), ("/security-events/?format=csv", 4), ("/papers/{}/pdf/", 2)],
    ids=["search", "table", "PDF"],
)
def test_catalogue_152_who_asks_for_too_much_waits_and_nobody_else(
    client: Client, keeper: Account, settings: Any, url: str, answered: int
) -> None:
    settings.PAGES_A_MINUTE = 40
    url = url.format(factories.paper().reference)
    met = [client.get(url) for _ in range(answered + 1)]
    assert 429 not in {answer.status_code for answer in met[:-1]}
    assert (met[-1].status_code, met[-1]["Retry-After"]) == (429, "60")
    assert client.get("/").status_code == 429
    assert client.get("/council.css").status_code == 200  # the page that says so has its colour
    client.force_login(factories.account(factories.person("Ben Hale")))
    assert client.get("/").status_code == 200
    client.force_login(keeper)
    with clock.stopped_at(clock.now() + timedelta(minutes=1)):
        assert client.get("/").status_code == 200


@pytest.mark.one_engine
def test_catalogue_153_long_headers_change_nothing(client: Client, keeper: Account) -> None:
    """The language is the installation's: none that is asked for is looked up."""
    long = ",".join(f"x{number}-{number};q=0.{number}" for number in range(2_000))
    plain = client.get("/programmes/")
    for name in ("accept", "accept-language"):
        answer = client.get("/programmes/", headers={name: long})
        assert (answer.status_code, answer.get("Content-Language")) == (200, None)
        (main,) = read(answer.content.decode()).all("main")
        (expected,) = read(plain.content.decode()).all("main")
        assert main.text == expected.text
    assert Programme.objects.count() == 0
