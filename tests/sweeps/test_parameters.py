"""A page is asked for what it takes and for nothing else, over the whole table of addresses; and
nothing that the product shows asks for more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from accounts.requests.parameters import HUNG_ON_LINKS, Parameters, taken_by, takes
from tests.sweeps.addresses import addresses, lists_of_all
from tests.sweeps.pages import read
from tests.sweeps.test_urls import PUBLIC
from tests.sweeps.turns import hand, is_dealt
from tests.sweeps.walking import Answer, Walks
from tests.sweeps.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
SignIn = Callable[[Any], Client]

UNKNOWN = "zz__password__startswith"
CONTROLS = ("input", "select", "button")


def refusal(response: HttpResponse) -> str:
    """The sentence of a page that answers 400."""
    assert response.status_code == 400
    (main,) = read(response.content.decode()).all("main")
    return main.text


@pytest.mark.parametrize("who", ["keeper", "outsider"])
def test_no_page_takes_a_name_that_it_does_not_know(
    world: World, signed_in: SignIn, who: str
) -> None:
    browser = signed_in(getattr(world, who))
    asked = addresses() if who == "keeper" else hand(addresses(), of=3)
    met = {a.name: browser.get(f"{a.url(world)}?{UNKNOWN}=p").status_code for a in asked}
    assert met == dict.fromkeys(met, 400)
    assert len(met) > 60


def test_nor_before_signing_in(world: World, signed_in: SignIn) -> None:
    nobody = signed_in(None)
    asked = hand(addresses(), of=3, to=1)
    met = {a.name: nobody.get(f"{a.url(world)}?{UNKNOWN}=p").status_code for a in asked}
    assert met == {name: 400 if name in PUBLIC else 302 for name in met}


def test_the_refusal_is_one_sentence(world: World, signed_in: SignIn) -> None:
    keeper = signed_in(world.keeper)
    said = refusal(keeper.get("/people/?owner__email__contains=a"))
    assert "The address contains “owner__email__contains”, which this page does not use." in said
    assert "The address contains “page” twice." in refusal(keeper.get("/people/?page=1&page=2"))


def test_a_new_page_takes_nothing_until_it_says_so() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert taken_by(page) == Parameters()
    assert taken_by(takes("page", "at")(page)) == Parameters(names=frozenset({"page", "at"}))


def test_what_others_hang_on_a_link_does_no_harm(world: World, signed_in: SignIn) -> None:
    hung = dict.fromkeys(HUNG_ON_LINKS, "x")
    keeper = signed_in(world.keeper)
    for url in ("/", "/programmes/", f"/people/{world.reader.person.reference}/"):
        assert keeper.get(url, hung).status_code == 200


def sent_by_forms(page: Answer) -> Iterator[str]:
    """The address of each form that is sent by GET, with the names of all its controls."""
    for form in page.tree.all("form"):
        if form.attributes.get("method", "get") == "get":
            names = {c.attributes.get("name", "") for c in form.all(*CONTROLS)} - {""}
            action = urljoin(page.url, form.attributes.get("action", ""))
            yield f"{urlsplit(action).path}?{'&'.join(f'{name}=x' for name in sorted(names))}"


def asked_too_much(url: str) -> set[str]:
    """The names in an address that its page does not take."""
    names = {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    return names - taken_by(resolve(urlsplit(url).path).func).names


@pytest.mark.parametrize("who", ["keeper", "lead", "member", "outsider"])
def test_no_link_and_no_form_asks_for_what_its_page_does_not_take(
    walks: Walks, july_2012: object, who: str
) -> None:
    found, count = {}, 0
    for page in walks.pages(who).values():
        for url in [*page.links, *sent_by_forms(page)]:
            if "?" in url:
                count += 1
                found[url] = asked_too_much(url)
    assert {url: names for url, names in found.items() if names} == {}
    assert count > (10 if who == "outsider" else 50)


LISTS = {
    "/programmes/": "title", "/papers/": "title", "/boards/": "title", "/people/": "name",
    "/activity/": "by", "/security-events/": "by",
}  # fmt: skip
FIRST_COLUMNS = {
    reverse(name): page.columns[0]
    for name, page in lists_of_all().items()
    if page.columns[0].filters
}
LISTS |= {url: column.key for url, column in FIRST_COLUMNS.items()}
OF_CHOICES = {url for url, column in FIRST_COLUMNS.items() if column.choices is not None}
"""Lists whose first column is narrowed by one of its values, not by words."""
STRANGE = [
    "ordering=created_by__password", "ordering=a.b", "ordering=?", "ordering=%3B", "_connector=OR",
    "_negated=1", "sort=id", "page_size=1000000", "page=-1", "page=0", "page=1e9", "page=abc",
    "page=1000000000", f"page={'9' * 5000}", f"page={'9' * 5000}%00", "programme=x&programme=y",
    "title__regex=(a%2B)%2B%24", "title__in=" + ",".join(str(n) for n in range(10_000)),
    "is_archived=maybe&state=none&stage=none&kind=none&role=none&unit=none",
]  # fmt: skip


def dealt(words: Sequence[str], *, of: int, to_lists: Iterable[str] = LISTS) -> list[Any]:
    """A test's parameters: each list with some of the words, so that each word meets several."""
    return [
        pytest.param(url, word, id=f"{url}-{word[:20]}")
        for url in to_lists
        for number, word in enumerate(words)
        if is_dealt(url, of=of, to=number)
    ]


@pytest.mark.parametrize(("url", "query"), dealt(STRANGE, of=4))
def test_a_list_that_is_asked_strangely_says_so(
    world: World, signed_in: SignIn, url: str, query: str
) -> None:
    assert signed_in(world.keeper).get(f"{url}?{query}").status_code == 400


@pytest.mark.parametrize(("url", "text"), dealt(["%00", "x" * 10_000], of=2))
def test_a_word_that_cannot_be_looked_for_is_refused(
    world: World, signed_in: SignIn, url: str, text: str
) -> None:
    assert signed_in(world.keeper).get(f"{url}?{LISTS[url]}={text}").status_code == 400


WORDS = ["%F0%9F%8F%9B%27%25_", "%25_%25_%25", "(a%2B)%2B%24", "%27--"]


BY_WORDS = [url for url in LISTS if url not in OF_CHOICES]


@pytest.mark.parametrize(("url", "text"), dealt(WORDS, of=4, to_lists=BY_WORDS))
def test_any_other_word_is_looked_for(world: World, signed_in: SignIn, url: str, text: str) -> None:
    assert signed_in(world.keeper).get(f"{url}?{LISTS[url]}={text}").status_code == 200


@pytest.mark.parametrize("url", sorted(OF_CHOICES))
def test_where_a_value_is_chosen_any_other_word_is_refused(
    world: World, signed_in: SignIn, url: str
) -> None:
    keeper, (value, *_) = signed_in(world.keeper), FIRST_COLUMNS[url].choices.values
    met = {t: keeper.get(f"{url}?{LISTS[url]}={t}").status_code for t in [*WORDS, value]}
    assert met == {**dict.fromkeys(WORDS, 400), value: 200}
