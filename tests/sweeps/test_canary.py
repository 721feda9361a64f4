"""Nothing of a restricted record reaches anybody but its readers: not a word, on any page, in any
file, log or event; and what they are told is what they are told of a record that is not there. Nor
is it counted: every page reads the same, to the last byte, whether or not it is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from accounts.requests.parameters import taken_by
from audit.actions import archive_record
from people import policy, restricting
from people.choices import Act, Role
from people.models import RestrictableModel, Restriction
from programmes.models import Programme
from reports.models import Paper
from reports.querysets import PaperPartQuerySet, PaperQuerySet
from tests import factories
from tests.faults.lengths import IS_LONG
from tests.showing import Show
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.canary import Canary, Crawl, everything_in, logged, parts_of, plant, withdraw
from tests.sweeps.counts import WORKS_THERE, Answers, differing, pages, read_before
from tests.sweeps.pages import read
from tests.sweeps.permitted import visitors
from tests.sweeps.turns import hand
from tests.sweeps.walking import PRINTED, browser_of, links
from tests.sweeps.world import MOMENT, World
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

LINKS_OF_A_KIND = 1
STARTS = ("/", "/papers/", "/programmes/", "/boards/", "/activity/", "/people/")
ASKS_FOR_ALL = Role.READER
ASK_FOR_SOME = (Role.COMMITTEE_OFFICER, "outsider", "nobody")
FOLLOW = (Role.AUDITOR, Role.PROGRAMME_MANAGER)
"""Who asks for all that is about the paper, who for a third of the whole table each, and who
follows the links. The whole table is asked for by whoever works there. None of the others sees
more."""
HANDS = 1 if IS_LONG else 6
"""Everybody else asks for every sixth of the other addresses, the next one for the next: so each
address is asked for by several, of other roles. With FAULTS=long, everybody asks for all."""
THEN = "2012-07-04T12:30"  # written, and open; since then it was restricted


@pytest.fixture
def people(world: World) -> dict[str, Any]:
    return everybody(world)


@pytest.fixture
def before(world: World, people: dict[str, Any]) -> dict[str, Answers]:
    """What two of these people are answered while nothing is hidden from them."""
    return read_before(world, people, pages())


@pytest.fixture
def counted(world: World, before: dict[str, Answers], canary: Canary) -> Canary:
    """One that was planted after this, with a further part that is out of use."""
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        by, word = world.keeper.person, canary.word("a part that is out of use")
        spare = factories.appendix(word, paper=canary.records[Paper], by=by)
        assert spare.restriction_id == canary.records[Restriction].pk
        archive_record(spare, by=by)
    return canary


@pytest.fixture
def canary(world: World) -> Iterator[Canary]:
    """Planted two hours after the world was made, and looked for two days later."""
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        planted = plant(world)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        yield planted


@pytest.fixture
def withdrawn(world: World) -> Iterator[Canary]:
    """The same, withdrawn the day after, when the rest of the paper was released. What it said
    while it was open was no secret then: those words are forgotten."""
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        planted = plant(world)
    with clock.stopped_at(MOMENT + timedelta(days=1)):
        withdraw(planted, world.keeper.person)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        yield planted


def own_urls(canary: Canary, world: World) -> list[str]:
    """The addresses of the secret paper, its parts and its restriction. Verbs are not asked for."""
    if not canary.own_urls:
        canary.own_urls = sorted(_own_urls(canary, world))
    return canary.own_urls


def _own_urls(canary: Canary, world: World) -> set[str]:
    hidden = canary.here(world)
    asked = [a for a in addresses() if not getattr(a.view, "is_verb", False)]
    found = {address.url(hidden) for address in asked} - {a.url(world) for a in asked}
    return found | {
        f"/changes/{kind._meta.label_lower}/{r.pk}/" for kind, r in canary.records.items()
    }


def lists() -> list[str]:
    """Every list, asked for what is in every secret, and at a moment past."""
    pages = ("/papers/", "/programmes/", "/people/", "/boards/", "/activity/", "/security-events/")
    takes = {page: taken_by(resolve(page).func).names for page in pages}
    words = ("title", "name", "by")
    asked = [f"{page}?{w}=Zq" for page in pages for w in words if w in takes[page]]
    then = [f"{page}?at={THEN}" for page in pages if "at" in takes[page]]
    return [*asked, *then, "/activity/?kind=reports.paper", "/restrictions/"]


def of_the_programme(world: World) -> list[str]:
    """What the programme's pages say of that moment, and the files of its history."""
    programme, paper = world.here[Programme].reference, world.here[Paper].reference
    base = f"/programmes/{programme}/"
    files = [f"{base}history/?format={kind}" for kind in ("csv", "xlsx")]
    then = [f"{base}{page}?at={THEN}" for page in ("", "papers/", "boards/", "projects/")]
    compare = f"{base}compare/?from=2012-07-04"
    return [*files, *then, compare, f"/papers/{paper}/html/", f"/scopes/{programme}/activity/"]


def table(world: World) -> list[Address]:
    return [a for a in addresses() if a.name != PRINTED]


def dealt(role: Role | str, canary: Canary, world: World) -> list[str]:
    """What somebody asks for: the pages where one starts and the paper itself; all or a hand of
    its other addresses, the lists, the programme's pages; and some of the whole table."""
    first = [*STARTS, f"/papers/{canary.paper.reference}/"]
    about = [*own_urls(canary, world), *lists(), *of_the_programme(world)]
    if IS_LONG:
        return [*first, *about, *(a.url(world) for a in table(world))]
    if role == ASKS_FOR_ALL:
        return [*first, *about]
    if role in ASK_FOR_SOME:
        some = hand(table(world), of=len(ASK_FOR_SOME), to=ASK_FOR_SOME.index(role))
        return [*first, *about, *(a.url(world) for a in some)]
    number = list(Role).index(role) if role else 0
    return [*first, *about[number % HANDS :: HANDS]]


def crawl(
    account: Any,
    canary: Canary,
    world: World,
    role: Role | str = "",
    also: Iterable[str] = (),
) -> Crawl:
    """Ask for some pages, and for what is dealt to somebody; some follow the links of what was
    dealt, two deep."""
    found, asked = Crawl(browser_of(account), canary), dealt(role, canary, world)
    for url in [*also, *asked]:
        found.get(url)
    kinds = Counter[str]()
    for _depth in (1, 2) if role in FOLLOW or IS_LONG else ():
        asked = [link for url in asked for link in followed(found, url, kinds)]
    return found


def followed(found: Crawl, url: str, kinds: Counter[str]) -> Iterator[str]:
    """The links of a page that are asked for: the first of each kind."""
    status, text = found.get(url)
    if status != 200 or "<!doctype html>" not in text:
        return
    for link in links(read(text[text.index("<!doctype") :]), url):
        if link not in found.seen:
            kind = resolve(urlsplit(link).path).view_name
            kinds[kind] += 1
            if kind != PRINTED and kinds[kind] <= LINKS_OF_A_KIND:
                found.get(link)
                yield link


def plain(text: str, url: str) -> str:
    """An answer without what every answer has of its own."""
    own = r"""'X-Request-ID': '\w+'|reference">[^<]*<|'Content-Length': '\d+'"""
    return re.sub(own, "", text.replace(url, ""))


def told_apart(found: Crawl, canary: Canary, world: World) -> list[str]:
    """The secret addresses that were asked for, and not answered as that of a paper that is not
    there."""
    missing = "/papers/PAP-9999/"
    nothing, words = found.get(missing)
    assert nothing == 404
    return [
        f"{url}: {found.get(url)[0]}"
        for url in own_urls(canary, world)
        if url in found.seen
        if found.get(url)[0] != 404 or plain(found.get(url)[1], url) != plain(words, missing)
    ]


def everybody(world: World) -> dict[str, Any]:
    """A holder of every role here, somebody without one, and nobody."""
    of_roles = {visitor.role: visitor.account for visitor in visitors(world, here=True)}
    return of_roles | {"outsider": world.outsider, "nobody": None}


def test_no_secret_reaches_anybody_else(
    world: World,
    people: dict[str, Any],
    before: dict[str, Answers],
    counted: Canary,
    show: Show,
) -> None:
    canary = counted
    assert len(canary.words) > 40
    whole = [address.url(world) for address in table(world)]
    also = before | {WORKS_THERE: [*before[WORKS_THERE], *whole]}
    leaks, apart, after, asked = {}, [], {}, 0
    with logged() as lines:
        for role, account in people.items():
            found = crawl(account, canary, world, role, also.get(role, ()))
            after[role] = found.seen
            leaks |= {f"{role}: {url}": words for url, words in found.hits.items()}
            if account is not None:
                apart += [f"{role}: {line}" for line in told_apart(found, canary, world)]
            asked += len(found.seen)
        events = Crawl(browser_of(people[Role.AUDITOR]), canary)
        for url in own_urls(canary, world):
            everything_in(browser_of(world.keeper).get(url))  # readings and exports are events
        for page in ("/security-events/", "/security-events/?format=csv"):
            assert events.get(page)[0] == 200
            addressed = f"/papers/{canary.paper.reference}/"
            assert addressed not in events.get(page)[1]
    assert leaks == {}
    assert apart == []
    assert differing(before, after) == []
    assert events.hits == {}
    assert [line for line in lines if canary.hits(line)] == []
    assert len(lines) > 100
    show(f"Canary: {len(canary.words)} secrets, {len(people)} people, {asked} answers")


def test_every_address_is_dealt_to_several(world: World, canary: Canary) -> None:
    count = Counter(url for role in Role for url in dealt(role, canary, world))
    for about in (own_urls(canary, world), lists(), of_the_programme(world)):
        assert min(count[url] for url in about) >= 3


def test_a_reader_finds_every_secret(world: World, canary: Canary) -> None:
    """So that the search above can find something."""
    found = Crawl(browser_of(world.keeper), canary)
    urls = own_urls(canary, world)
    for url in [*urls, *(f"{url}?format=csv" for url in urls if url.endswith("/history/"))]:
        found.get(url)
    met = set().union(*found.hits.values())
    assert {where for word, where in canary.words.items() if word not in met} == set()


def test_every_part_of_what_can_be_restricted_can_be_restricted() -> None:
    assert [kind for kind in parts_of(Paper) if not issubclass(kind, RestrictableModel)] == []


def test_no_secret_that_was_withdrawn_comes_out_with_the_rest(
    world: World, withdrawn: Canary
) -> None:
    """Each part of a released paper that was put out of use while it was restricted, in all that it
    ever said; of the paper what it said while it was restricted."""
    for role in (Role.AUDITOR, Role.PROGRAMME_MANAGER):
        found = crawl(everybody(world)[role], withdrawn, world, role)
        of_parts = {
            url: sorted(where for where in map(withdrawn.words.get, words) if is_closed(where))
            for url, words in found.hits.items()
        }
        assert {url: where for url, where in of_parts.items() if where} == {}
        assert found.get(f"/papers/{withdrawn.paper.reference}/")[0] == 200


def is_closed(where: str | None) -> bool:
    """Whether a secret is of a part that was withdrawn, or of the restriction. What the paper, and
    what was published of it, said while they were open may be read again."""
    return where is not None and not where.startswith(("Paper.", "why Paper was"))


def test_a_release_that_opens_all_is_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restricting, "_is_withdrawn", lambda part: False)
    with clock.stopped_at(MOMENT + timedelta(hours=2)):
        planted = plant(world)
    with clock.stopped_at(MOMENT + timedelta(days=1)):
        withdraw(planted, world.keeper.person)
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        found = Crawl(browser_of(everybody(world)[Role.AUDITOR]), planted)
        found.get(f"/papers/{planted.paper.reference}/history/?format=csv")
    assert any(is_closed(planted.words[w]) for words in found.hits.values() for w in words)


@pytest.mark.parametrize("queryset", [PaperQuerySet, PaperPartQuerySet])
def test_a_condition_less_is_noticed(
    world: World, canary: Canary, monkeypatch: pytest.MonkeyPatch, queryset: Any
) -> None:
    """One queryset alone that forgets the mark: the search finds what it lets out, or that what is
    secret is answered as what is there."""
    path = "programme__scope" if queryset is PaperQuerySet else "paper__programme__scope"

    def forgetful(self: Any, person: Any) -> Any:
        return self.filter(policy._reached(person, Act.SEE, self.model, path))

    monkeypatch.setattr(queryset, "visible_to", forgetful)
    found = crawl(world.reader, canary, world)
    assert found.hits or told_apart(found, canary, world)
