"""The page of all blocks and figures of a paper, and the page of where a figure comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from audit.actions import edit_record
from benefits.models import SavingsAmount
from documents.calls import CallRefused, read_call
from people.choices import Role
from people.models import Account
from people.queries import office
from records.blocks import BLOCKS, FIGURES, About, Block, Choices, One, Some, contribute
from records.blocks.choosing import chosen_in
from reports.models import Paper
from tests import factories
from tests.sweeps.pages import read
from tests.sweeps.world import kept
from values import clock

MOMENT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Paper, Account, Account]]:
    """A programme with a saving that was set on Monday by one and changed on Tuesday by another."""
    with kept(django_db_blocker), clock.stopped_at(MOMENT - 3 * DAY):
        keeper = factories.account()
        programme = factories.programme("Open Doors", vision="Doors stay open.")
        project = factories.project("Hub", programme=programme)
        factories.milestone("Signed", project=project, forecast_on=date(2027, 3, 1))
        factories.indicator("Lent", benefit=factories.benefit(programme=programme))
        line = factories.savings_line(programme=programme, required_pence=170_000_000)
        paper = factories.paper(programme=programme)
        reader = factories.account(factories.holder(Role.READER, office(), "Rhoda Steele"))
        ada, ben = factories.person("Ada Cole"), factories.person("Ben Hurst")
        with clock.stopped_at(MOMENT - 2 * DAY):
            amount = factories.savings_amount(
                100_000_000, line=line, by=ada, state="achieved", financial_year=2026
            )
        with clock.stopped_at(MOMENT - DAY):
            edit_record(amount, by=ben, amount_pence=111_000_000)
        yield paper, keeper, reader


@pytest.fixture
def found(
    built: tuple[Paper, Account, Account], db: None
) -> Iterator[tuple[Paper, Account, Account]]:
    with clock.stopped_at(MOMENT):
        yield built


def test_the_page_lists_every_block_and_figure_with_what_it_is(
    client: Client, found: tuple[Paper, Account, Account]
) -> None:
    paper, keeper, _reader = found
    client.force_login(keeper)
    page = read(client.get(f"/papers/{paper.reference}/insert/").content.decode())
    said = page.text
    for asked in (*BLOCKS.values(), *FIGURES.values()):
        assert asked.help
        assert f"{asked.label} {asked.help}" in said


@pytest.mark.parametrize(("kind", "known"), [("block", BLOCKS), ("figure", FIGURES)])
def test_each_says_the_text_to_insert_and_what_it_prints(
    client: Client, found: tuple[Paper, Account, Account], kind: str, known: dict[str, Block]
) -> None:
    paper, keeper, _reader = found
    client.force_login(keeper)
    url = f"/papers/{paper.reference}/insert/"
    about = About((paper.programme,), None, None, paper)
    for name, asked in known.items():
        query = {kind: name}
        form = asked.form(about=about)
        for key, field in form.fields.items():
            if isinstance(field, One):
                query[key] = field.offers[0][0] if field.offers else ""
        answer = client.get(url, query)
        assert answer.status_code == 200, name
        if form.fields and len(query) == 1:
            continue
        call = answer.context["call"]
        left, right = ("[", "]") if kind == "block" else ("{", "}")
        assert call.startswith(left + name), name
        assert call.endswith(right), name
        read_call(call[1:-1])


def test_only_what_was_chosen_is_written_and_a_wrong_choice_is_an_error_on_the_page(
    client: Client, found: tuple[Paper, Account, Account]
) -> None:
    paper, keeper, reader = found
    client.force_login(keeper)
    url = f"/papers/{paper.reference}/insert/"
    sent = {"block": "milestones", "which": "late", "columns": ["title", "slip"]}
    assert client.get(url, sent).context["call"] == "[milestones: which=late, columns=title slip]"
    few = client.get(url, {"block": "milestones", "which": "late"})
    assert few.context["call"] == "[milestones: which=late]"
    page = read(few.content.decode())
    assert "There is a problem" not in page.text
    ticked = [box.attributes["value"] for box in page.all("input") if "checked" in box.attributes]
    assert ticked == ["title", "project", "baseline", "expected", "slip", "state"]
    wrong = client.get(url, {"figure": "forecast", "milestone": ""})
    assert "call" not in wrong.context
    assert "There is a problem" in read(wrong.content.decode()).text
    assert "Choose one of them." in read(wrong.content.decode()).text
    assert client.get(url, {"block": "nothing"}).status_code == 400
    client.force_login(reader)
    assert client.get(url).status_code == 403


def test_a_figure_shows_its_record_its_field_and_its_last_values_with_who_set_them(
    client: Client, found: tuple[Paper, Account, Account]
) -> None:
    paper, _keeper, reader = found
    client.force_login(reader)
    url = f"/papers/{paper.reference}/figures/"
    answer = client.get(url, {"of": "savings achieved"})
    source = answer.context["source"]
    assert (source.told.text, source.told.record, source.told.field) == (
        "£1,110,000", "Fewer leased shops", "Amount",
    )  # fmt: skip
    assert [(value.text, value.since, value.by) for value in source.values] == [
        ("£1,110,000", MOMENT - DAY, "Ben Hurst"),
        ("£1,000,000", MOMENT - 2 * DAY, "Ada Cole"),
        ("£0", MOMENT - 3 * DAY, factories.officer().name),
    ]
    assert "Set by" in read(answer.content.decode()).text
    percent = client.get(url, {"of": "savings achieved percent"}).context["source"]
    assert percent.told.text == "65.3%"
    assert client.get(url, {"of": "nothing"}).status_code == 400
    assert client.get(url, {"of": "forecast"}).status_code == 400


def test_a_figure_was_what_it_was_on_a_past_day(
    client: Client, found: tuple[Paper, Account, Account]
) -> None:
    paper, keeper, _reader = found
    client.force_login(keeper)
    then = {"of": "savings achieved: amounts=millions", "at": "2026-11-28"}
    source = client.get(f"/papers/{paper.reference}/figures/", then).context["source"]
    assert source.told.text == "£1m"
    assert [value.text for value in source.values] == ["£1m", "£0m"]
    assert SavingsAmount.objects.get().amount_pence == 111_000_000


# --- the registry -------------------------------------------------------------------------------
class Numbers(Choices):
    some = Some("Some", lambda about: [("a", "A"), ("b", "B")], initial=["a"])
    one = One("One", lambda about: [("x", "X"), ("y", "Y")])


@pytest.mark.one_engine
def test_what_a_call_does_not_say_is_as_the_form_begins() -> None:
    about = About(())
    assert chosen_in(read_call("n"), Numbers, about) == {"some": ["a"], "one": "x"}
    assert chosen_in(read_call("n: some=b a, one=y"), Numbers, about) == {
        "some": ["b", "a"], "one": "y",
    }  # fmt: skip
    with pytest.raises(CallRefused, match=r"some cannot be “c”\. It can be: a, b\."):
        chosen_in(read_call("n: some=a c"), Numbers, about)


class Which(Choices):
    which = One("Which", lambda about: [("7", "Lent")], must=True)


@pytest.mark.one_engine
def test_a_record_is_never_chosen_for_an_author_even_where_there_is_only_one() -> None:
    about = About(())
    assert chosen_in(read_call("n: which=lent"), Which, about) == {"which": "7"}
    with pytest.raises(CallRefused, match="say which: which=…"):
        chosen_in(read_call("n"), Which, about)


@pytest.mark.one_engine
def test_two_kinds_of_one_name_are_refused() -> None:
    class Vision(Block):
        name, label = "vision", "Another"

    with pytest.raises(ValueError, match="registered twice"):
        contribute(Vision())
