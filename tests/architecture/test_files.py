"""Files keep the size, the names and the shape that the house style asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.imports import APPS

ROOT = Path(__file__).resolve().parents[2]
NAMELESS = {"common", "core", "utils", "util", "helpers", "helper", "misc"}
LONGEST_FILE, LONGEST_TEMPLATE, LONGEST_FUNCTION = 400, 120, 60
WIDEST_TEMPLATE = 160  # characters; but a line of a message is a paragraph

# Templates with a style or script of their own, and why.
OWN_STYLE = {
    "templates/documents/standalone.html": "a document that leaves the site carries its style",
}

# Functions longer than a page, and why.
LONG_FUNCTIONS = {
    "tests/documents/document_sample.py: paper": "a whole paper as data",
}


def python_files(root: Path) -> list[Path]:
    """Our own code and tests; migrations are Django's."""
    folders = [
        root / name for name in (*APPS, "tests", "scripts", "benchmarks") if (root / name).exists()
    ]
    files = [file for folder in folders for file in folder.rglob("*.py")]
    return sorted([*files, *root.glob("*.py")])


def templates(root: Path) -> list[Path]:
    folders = [root / "templates", *(root / app / "templates" for app in APPS)]
    return sorted(file for folder in folders for file in folder.rglob("*.*") if file.is_file())


def sources(root: Path) -> list[Path]:
    return [file for file in (root / "static" / "src").rglob("*.*") if file.is_file()]


def names(files: list[Path], root: Path) -> list[str]:
    return [file.relative_to(root).as_posix() for file in files]


def longer_than(lines: int, files: list[Path], root: Path) -> list[str]:
    long = [f for f in files if len(f.read_text(encoding="utf-8").splitlines()) > lines]
    return names(long, root)


def wider_than(characters: int, files: list[Path], root: Path) -> list[str]:
    return [
        f"{file.relative_to(root).as_posix()}:{number}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > characters
    ]


def long_functions(files: list[Path], root: Path) -> Iterator[str]:
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    yield f"{file.relative_to(root).as_posix()}: {node.name}"


def says_nothing_at_the_top(template: str) -> bool:
    first = template.split("\n", 1)[0]
    return not re.match(r"\{# \S.* #\}|\{% comment %\}", first)


def has_own_style_or_script(template: str) -> bool:
    """A style or script in the page itself: the site's policy lets no such thing run."""
    unsaid = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", template, flags=re.S)
    inline = r"""<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\ssrc=)"""
    return re.search(inline, unsaid, re.I) is not None


def test_the_search_for_files_finds_each_kind() -> None:
    assert "audit/writing.py" in names(python_files(ROOT), ROOT)
    assert "tests/architecture/test_files.py" in names(python_files(ROOT), ROOT)
    assert "manage.py" in names(python_files(ROOT), ROOT)
    assert "templates/base.html" in names(templates(ROOT), ROOT)
    assert "static/src/mandate.scss" in names(sources(ROOT), ROOT)


def test_no_file_hides_behind_a_name_that_says_nothing() -> None:
    files = [*python_files(ROOT), *templates(ROOT), *sources(ROOT)]
    found = [
        name for name in names(files, ROOT) if NAMELESS & {p.split(".")[0] for p in name.split("/")}
    ]
    assert found == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    python = [file for file in python_files(ROOT) if "migrations" not in file.parts]
    assert longer_than(LONGEST_FILE, python + sources(ROOT), ROOT) == []
    assert longer_than(LONGEST_TEMPLATE, templates(ROOT), ROOT) == []


def test_no_line_of_a_template_is_wider_than_a_reader_can_see() -> None:
    pages = [file for file in templates(ROOT) if file.suffix == ".html"]
    assert wider_than(WIDEST_TEMPLATE, pages, ROOT) == []


def test_a_line_that_is_too_wide_is_named(tmp_path: Path) -> None:
    file = tmp_path / "wide.html"
    file.write_text("<p>\n" + 160 * "w" + "\n" + 161 * "w" + "\n")
    assert wider_than(160, [file], tmp_path) == ["wide.html:3"]


def test_no_function_is_longer_than_a_page() -> None:
    assert list(long_functions(python_files(ROOT), ROOT)) == sorted(LONG_FUNCTIONS)


def test_a_function_that_is_too_long_is_named(tmp_path: Path) -> None:
    file = tmp_path / "long.py"
    short, long = "    x = 1\n" * 59, "    x = 1\n" * 60
    file.write_text(f"def short():\n{short}\nclass A:\n  async def long():\n{long}")
    assert list(long_functions([file], tmp_path)) == ["long.py: long"]


def test_every_template_says_first_what_it_is() -> None:
    silent = [f for f in templates(ROOT) if says_nothing_at_the_top(f.read_text(encoding="utf-8"))]
    assert names(silent, ROOT) == []


def test_no_template_has_a_style_or_script_of_its_own() -> None:
    own = [f for f in templates(ROOT) if has_own_style_or_script(f.read_text(encoding="utf-8"))]
    assert names(own, ROOT) == sorted(OWN_STYLE)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<style>p {}</style>", True),
        ('<p style="color: red">', True),
        ("<p\nstyle = 'color: red'>", True),
        ("<script>go()</script>", True),
        ('<script type="module">go()</script>', True),
        ('<button onclick="go()">', True),
        ('<a href="javascript:go()">', True),
        ('<script src="{% static "mandate.js" %}" defer></script>', False),
        ('<link rel="stylesheet" href="mandate.css">', False),
        ('<p class="mandate-style" data-on="x">on=yes</p>', False),
        ('{# <p style="..."> #}<p>', False),
    ],
)
def test_a_style_or_script_in_a_template_is_seen(template: str, expected: bool) -> None:
    assert has_own_style_or_script(template) is expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{# A tag. Context: text. #}\n<p>", False),
        ("{% comment %}\nA page.\n{% endcomment %}", False),
        ("<p>", True),
        ("{##}\n<p>", True),
        ("\n{# A tag. #}", True),
        ("", True),
    ],
)
def test_a_template_that_says_nothing_first_is_seen(template: str, expected: bool) -> None:
    assert says_nothing_at_the_top(template) is expected


LAID_OUT = re.compile(r"^(\.[\w-]+) \{\n(?:  [^\n]*\n)*?  display:", re.MULTILINE)


def test_one_name_is_laid_out_in_one_file_of_styles() -> None:
    """Two pages that use one name for two things break each other."""
    folders: dict[str, set[str]] = {}
    for file in sources(ROOT):
        if file.suffix == ".scss":
            for name in LAID_OUT.findall(file.read_text(encoding="utf-8")):
                folders.setdefault(name, set()).add(file.name)
    assert ".mandate-beside" in folders
    assert {name: files for name, files in folders.items() if len(files) > 1} == {}
