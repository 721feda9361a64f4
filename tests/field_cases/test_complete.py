"""The list of field cases is complete: each number has a test of its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.one_engine
TESTS = Path(__file__).parent.parent
NAMED = re.compile(r"test_field_case(?:_[AB]\d\d)+_[a-z]\w+")
EVERY = {f"A{number:02}" for number in range(1, 36)} | {f"B{number:02}" for number in range(1, 17)}


def numbers_in(source: str) -> set[str]:
    """The numbers of the field cases that a file of tests tries."""
    names = (node.name for node in ast.walk(ast.parse(source)) if hasattr(node, "name"))
    return {
        number
        for name in names
        if name and NAMED.fullmatch(name)
        for number in re.findall(r"_([AB]\d\d)(?=_)", name)
    }


def test_each_field_case_has_a_test_that_carries_its_number() -> None:
    files = sorted(TESTS.rglob("test_*.py"))
    assert set().union(*(numbers_in(file.read_text()) for file in files)) == EVERY


def test_a_name_in_a_comment_or_of_a_number_alone_is_no_test() -> None:
    said = "# test_field_case_A01_said\ndef test_field_case_A02(): ...\n"
    both = "class TestIt:\n    def test_field_case_A03_A04_tried(self): ...\n"
    assert (numbers_in(said), numbers_in(both)) == (set(), {"A03", "A04"})
