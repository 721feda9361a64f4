"""Cases from the field: what is typed, pasted, looked for, sorted and added up."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from audit.actions import create_record
from audit.bulk import create_many
from audit.writing import audited
from benefits.choices import Unit
from benefits.forms import SIGN_OF_UNIT
from benefits.models import Indicator, Measurement
from benefits.queries.measures import in_unit
from documents.content import TableContent
from people.choices import UnitKind, WardKind
from people.models import OrganisationUnit, Person, Ward
from programmes.blocks import Funding
from programmes.models import FundingSource
from programmes.queries import funding
from records.amounts import NumberField, PoundsField, WholeNumberField, read_amount
from records.blocks import About
from records.filters import people_named
from tests import factories
from tests.sweeps.pages import faults, read
from values import words
from values.spelling import Folded, alphabetical, folded, sort_key

CHANCE = random.Random(3)  # noqa: S311  no secret


@pytest.fixture
def office(db: None, client: Client) -> Client:
    client.force_login(factories.account())
    return client


def errors(response: Any) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_field_case_A12_too_long_a_text_stays_in_its_box_with_how_long_it_is(
    office: Client,
) -> None:
    pasted = "x" * 327
    page = office.post(reverse("programmes:programme_add"), {"title": pasted, "state": "running"})
    assert errors(page)["title"] == ["Title must be 300 characters or fewer: it has 327"]
    assert f'value="{pasted}"' in page.content.decode()


@pytest.mark.parametrize("box", ["<input maxlength=3 aria-label=a>", "<input type=number>"])
def test_field_case_A12_A17_the_sweep_over_all_pages_finds_a_box_that_cuts_or_turns(
    box: str,
) -> None:
    found = faults(read(f"<form>{box}</form>"), "Council")
    assert any(fault.startswith("cuts or turns what is typed") for fault in found)


APART = [
    ("O'Toole", "O’Toole"),
    ("Children’s", "children's"),
    ("Open  doors", "open doors"),
    ("Open\u00a0doors", "open doors"),
    ("Élodie", "elodie"),
    ("2009–10", "2009-10"),
    ("Łukasz Straße", "lukasz strasse"),
    ("ﬁnance", "FINANCE"),
]


def test_field_case_A13_a_text_is_found_however_either_is_written(office: Client) -> None:
    keys: dict[str, set[int]] = defaultdict(set)
    for name in [name for pair in APART for name in pair]:
        keys[folded(name)].add(factories.person(name).pk)
    for name in [name for pair in APART for name in pair]:
        assert {row["id"] for row in people_named(name)} == keys[folded(name)], name
        page = office.get(reverse("directory:person_list"), {"name": f" {name} "})
        listed = {row["cells"][0].text for row in page.context["rows"]}
        assert {p.pk for p in Person.objects.filter(name__in=listed)} == keys[folded(name)], name
    assert len(keys) == len({folded(one) for one, _other in APART})


@pytest.mark.django_db
def test_both_engines_find_and_sort_by_what_python_says() -> None:
    """Over all letters of Europe and typographic characters, as the database itself works it
    out."""
    letters = [*range(0x20, 0x7F), *range(0xA0, 0x530), *range(0x1E00, 0x2100), 0xFB01, 0xFF21]
    texts = [f"a{chr(n)} b" for n in letters if unicodedata.category(chr(n)) not in ("Cn", "Cs")]
    characters = "aAbBeézZ  12039-'’.,()&/:øÉ_"
    texts += ["".join(CHANCE.choices(characters, k=6)) for _ in range(1000)]
    with audited(by=factories.officer(), reason="Many names"):
        create_many(OrganisationUnit, [{"name": text, "kind": UnitKind.TEAM} for text in texts])
    rows = OrganisationUnit.objects.filter(kind=UnitKind.TEAM).annotate(left=Folded("name"))
    assert dict(rows.values_list("name", "left")) == {text: folded(text) for text in texts}
    made = [text for text in texts if text[0] != "a" or text[2:] != " b"]
    found = OrganisationUnit.objects.filter(name__in=made).order_by(alphabetical("name"))
    names = list(found.values_list("name", flat=True))
    assert [sort_key(name) for name in names] == sorted(map(sort_key, names))


PEOPLE = ["Adam Hill", "de Vries", "Élodie", "Elsa", "van der Berg", "Zebedee"]
WARDS = ["Ward 1", "Ward 2", "Ward 10", "Ward 10A", "Wick"]


def test_field_case_A14_names_stand_where_a_reader_looks_for_them(office: Client) -> None:
    for name in CHANCE.sample(PEOPLE, len(PEOPLE)):
        factories.person(name)
    page = office.get(reverse("directory:person_list"))
    names = [row["cells"][0].text for row in page.context["rows"]]
    assert [name for name in names if name in PEOPLE] == PEOPLE
    assert sorted(CHANCE.sample(PEOPLE, len(PEOPLE)), key=sort_key) == PEOPLE


def test_field_case_A15_numbers_inside_names_stand_by_value(office: Client) -> None:
    for name in reversed(WARDS):
        create_record(Ward, by=factories.officer(), name=name, kind=WardKind.WARD)
    page = office.get(reverse("directory:ward_list"))
    assert [row["cells"][0].text for row in page.context["rows"]] == WARDS
    assert sorted(CHANCE.sample(WARDS, len(WARDS)), key=sort_key) == WARDS


PRINTED = [0, 5, 123_450, 52_500_000, 111_000_000, -50_000, -1, 99, 10**14]


@pytest.mark.parametrize("pence", [*PRINTED, *CHANCE.sample(range(-(10**12), 10**12), 40)])
def test_field_case_A16_an_amount_is_taken_as_any_page_prints_it(pence: int) -> None:
    field = PoundsField()
    for say in (words.money, words.thousands, field.prepare_value):
        assert field.clean(say(pence)) == pence, say(pence)


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit != Unit.YES_NO])
def test_field_case_A16_a_value_is_taken_as_any_page_prints_it(unit: Unit) -> None:
    chance = CHANCE
    values = [Decimal(n) for n in (0, 1, 1999, -12, 10**9)]
    values += [Decimal(chance.randint(-(10**9), 10**9)).scaleb(-places) for places in range(5)]
    for value in values:
        for text in (words.number(value), in_unit(value, unit)):
            amount = read_amount(text)
            assert amount is not None, text
            assert (amount.value, amount.unit in ("", SIGN_OF_UNIT[unit])) == (value, True), text


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,234", 1234), ("12%", 12), ("£1,250,000", 1_250_000), ("£1.11m", 1_110_000),
        ("1,110k", 1_110_000), ("(500)", -500), ("\u2212500", -500), ("14 days", 14),
        ("1\u00a0234.5", Decimal("1234.5")), ("2 million", 2_000_000), ("１２", 12),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_write_it(typed: str, value: Decimal | int) -> None:
    amount = read_amount(typed)
    assert amount is not None
    assert amount.value == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "1,5",
        "12,34",
        "1.2.3",
        "1e9",
        "NaN",
        "(5",
        "-(5)",
        "--5",
        "£5%",
        "1 2",
        "5 apples",
        "9" * 99,
    ],
)
def test_what_could_mean_two_numbers_or_none_is_not_read(typed: str) -> None:
    assert read_amount(typed) is None


def test_field_case_A16_a_value_is_taken_with_its_own_unit_and_no_other(
    office: Client,
) -> None:
    typed = {Unit.NUMBER: "1,234", Unit.PERCENT: "12%", Unit.POUNDS: "£1,234", Unit.DAYS: "3 days"}
    said: dict[str, set[str]] = defaultdict(set)
    for unit in typed:
        indicator = factories.indicator(unit=unit)
        url = reverse("benefits:measurement_add", args=[indicator.pk])
        for day, text in enumerate(typed.values(), start=1):
            page = office.post(url, {"measured_on": f"{day} July 2012", "value": text})
            if page.status_code != 302:
                said[unit] |= set(errors(page)["value"])
        taken = [in_unit(m.value, unit) for m in Measurement.objects.filter(indicator=indicator)]
        assert set(taken) == {in_unit(Decimal(1234), unit), typed[unit]}, unit
    assert said == {
        Unit.NUMBER: {"Value must be a plain number: this indicator has no other unit"},
        Unit.PERCENT: {"Value must be in per cent, the unit of this indicator"},
        Unit.POUNDS: {"Value must be in pounds, the unit of this indicator"},
        Unit.DAYS: {"Value must be in days, the unit of this indicator"},
    }


def test_an_indicator_is_refused_values_in_another_unit_than_it_says(office: Client) -> None:
    url = reverse("benefits:indicator_add", args=[factories.benefit().pk])
    sent = {"title": "Rent", "direction": "lower", "position": "1", "target_value": "£1,250,000"}
    page = office.post(url, sent | {"unit": Unit.PERCENT})
    assert errors(page) == {
        "target_value": ["Target must be in per cent, the unit of this indicator"]
    }
    assert office.post(url, sent | {"unit": Unit.POUNDS}).status_code == 302
    assert Indicator.objects.get().target_value == 1_250_000


def fund(programme: Any, title: str, pence: int | None, basis: str) -> None:
    fields = {"title": title, "amount_pence": pence, "basis": basis}
    create_record(FundingSource, by=factories.officer(), programme=programme, **fields)


@pytest.mark.parametrize(
    ("sources", "totals"),
    [
        (
            [(50_000_000, "once"), (75_000_000, "once"), (170_000_000, "yearly")],
            [("Total, one-off", "£1,250,000"), ("Total, every year", "£1,700,000 a year")],
        ),
        (
            [(50_000_000, "once"), (None, "once")],
            [("Total", "£500,000, plus amounts not stated")],
        ),
        ([(None, "once")], [("Total", "not stated")]),
        (
            [(0, "once"), (None, "yearly")],
            [("Total, one-off", "£0"), ("Total, every year", "not stated")],
        ),
    ],
)
def test_field_case_A25_A26_only_like_amounts_are_added_up_and_what_is_not_known_is_said(
    db: None, sources: list[tuple[int | None, str]], totals: list[tuple[str, str]]
) -> None:
    programme = factories.programme()
    for pence, basis in sources:
        fund(programme, "Grant", pence, basis)
    assert list(funding(programme.pk, None).totals) == totals
    content = Funding().read(About((programme,)), {"total": "yes"})
    assert isinstance(content, TableContent)
    assert list(content.table.totals) == [(label, "", amount) for label, amount in totals]


def test_field_case_A26_a_source_whose_amount_is_not_known_is_kept_and_said(
    office: Client,
) -> None:
    programme = factories.programme()
    add = reverse("programmes:funding_source_add", args=[programme.reference])
    sent = {"title": "Lottery", "amount_pence": "", "basis": "once", "position": "1"}
    assert office.post(add, sent).status_code == 302
    assert FundingSource.objects.get().amount_pence is None
    page = read(
        office.get(
            reverse("programmes:programme_detail", args=[programme.reference])
        ).content.decode()
    )
    (table,) = [t for t in page.all("table") if "Lottery" in t.text]
    assert table.text.endswith("Lottery – – – – not stated Total not stated")


@pytest.mark.parametrize("typed", ["9" * 30, "9" * 58, "9" * 50 + "bn", "0." + "1" * 50])
def test_a_number_of_any_length_is_read_exactly_or_refused_in_words(typed: str) -> None:
    for field in (PoundsField(), WholeNumberField(max_value=10**9), NumberField(max_digits=14)):
        with pytest.raises(ValidationError):
            field.clean(typed)


def test_no_list_is_sorted_by_the_bare_letters_of_a_name_or_searched_by_its_bytes() -> None:
    """A14, A15 and A13 everywhere: names go through `alphabetical`, `has_words` and
    `is_called`."""
    root = Path(__file__).resolve().parents[2]
    bare = re.compile(
        r'order_by\([^()]*"-?(\w+__)?(name|title)"|ordering *= *.*"(name|title)"'
        r"|icontains|istartswith|iendswith|iexact"
    )
    apps = {path.parent.name for path in root.glob("*/apps.py")}
    files = [path for app in apps for path in (root / app).rglob("*.py")]
    assert len(files) > 150
    found = [path.name for path in files if bare.search(path.read_text())]
    assert found == []
