"""Every number of the catalogue has a test, or a reason why it has none."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.people.catalogue import NUMBERS, WITHOUT
from tests.showing import Show

TESTS = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"test_catalogue((?:_(?:and_)?\d{3})+)_")


def numbers_of(name: str) -> set[int]:
    """The numbers that the name of a test begins with."""
    found = NAMED.match(name)
    return {int(number) for number in re.findall(r"\d{3}", found[1])} if found else set()


def numbers_tested() -> set[int]:
    """The numbers that the tests of this project are named after."""
    found: set[int] = set()
    for file in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                found |= numbers_of(node.name)
    return found


def test_every_number_has_a_test_or_a_reason(show: Show) -> None:
    found = numbers_tested()
    assert sorted(set(NUMBERS) - found - set(WITHOUT)) == []
    assert sorted(found & set(WITHOUT)) == []
    assert sorted(set(WITHOUT) - set(NUMBERS)) == []
    show(f"Catalogue: {len(set(NUMBERS) & found)} numbers tested, {len(WITHOUT)} not built yet")


def test_numbers_are_read_from_names() -> None:
    assert numbers_of("test_catalogue_001_050_a_hidden_record") == {1, 50}
    assert numbers_of("test_catalogue_032_and_034_search") == {32, 34}
    assert numbers_of("test_a_catalogue_032_of_nothing") == set()
