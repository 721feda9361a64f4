"""What the documents behind the demonstration hold: the list of it, the page, and the records."""

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from config.demo import seeds
from config.demo.loader import LoadedDemo
from tests.sweeps.test_fields import NOT_ENTERED, fields_on_pages

pytestmark = pytest.mark.one_engine


def facts() -> list[seeds.Fact]:
    return [fact for seed in seeds.seeds() for fact in seed.facts]


def test_every_fact_of_the_five_documents_is_listed_once_in_order_with_its_reason() -> None:
    numbers = {"S0": 122, "S1": 99, "S2": 138, "S3": 76, "S4": 52}
    assert [fact.key for fact in facts()] == [
        f"{seed}-{number:03}" for seed, last in numbers.items() for number in range(1, last + 1)
    ]
    assert [fact.key for fact in facts() if fact.verdict not in seeds.VERDICTS] == []
    assert [fact.key for fact in facts() if not (fact.held or fact.why) or not fact.what] == []


def test_the_committed_page_is_what_the_command_writes(tmp_path: Path) -> None:
    committed = seeds.PAGE.read_text(encoding="utf-8")
    call_command("write_seeds", to=tmp_path / "seeds.md", stdout=StringIO())
    assert (tmp_path / "seeds.md").read_text(encoding="utf-8") == committed
    counts = Counter(fact.verdict for fact in facts())
    row = f"| All | 487 | {counts['held']} | {counts['text']} | {counts['no']} |"
    assert row in committed.splitlines()


def test_the_demonstration_fills_every_field_that_is_said_to_hold_a_fact(demo: LoadedDemo) -> None:
    """A field that does not exist fails by its name."""
    empty = []
    for name in sorted({field for fact in facts() for field in fact.fields}):
        label, _dot, field = name.rpartition(".")
        model = apps.get_model(label)
        model._meta.get_field(field)
        if not any(model._default_manager.order_by().values_list(field, flat=True)):
            empty.append(name)
    assert empty == []


def test_every_field_that_is_said_to_hold_a_fact_is_entered_in_the_browser() -> None:
    """In a form, or by an act of a page that the list of exceptions names."""
    named = {field for fact in facts() for field in fact.fields}
    assert named - fields_on_pages() - set(NOT_ENTERED) == set()
