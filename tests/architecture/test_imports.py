"""Imports go left between the apps, and down between the rooms of one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.imports import (
    ACTS,
    APPS,
    INPUT,
    PAGES,
    RECORDS,
    ROOMS,
    VALUES,
    WIRING,
    faults,
    unused_places,
)

ROOT = Path(__file__).resolve().parents[2]

# Modules that are not rooms: where they stand, and why.
OUTSIDE_ROOMS = {
    "*.__init__": (VALUES, "a package's own file says nothing"),
    "*.apps": (WIRING, "Django starts an app with it; nothing imports it"),
    "*.migrations": (WIRING, "history of the tables; nothing imports it"),
    "*.management": (WIRING, "commands are another way in, beside pages"),
    "*.templatetags": (PAGES, "they say things on a page"),
    "*.middleware": (PAGES, "part of answering a request"),
    "*.comparison": (ACTS, "reads of two moments, which a left app offers a registry for"),
    "*.pages": (PAGES, "what the views of one kind of record need to know"),
    "audit.change_sets": (VALUES, "a value and the variable that holds it"),
    "audit.clock": (VALUES, "the time, without a database"),
    "audit.errors": (VALUES, "what is refused, in words"),
    "audit.fields": (VALUES, "kinds of value"),
    "audit.spelling": (VALUES, "text compared, in Python and as each engine does it"),
    "audit.partial_dates": (VALUES, "a kind of value"),
    "audit.typed_dates": (VALUES, "text into values"),
    "audit.word_diff": (VALUES, "two texts compared, without a database"),
    "audit.likeness": (VALUES, "when two texts are alike, without a database"),
    "audit.words": (VALUES, "values into words"),
    "audit.bulk": (ACTS, "the same door for many records at once"),
    "audit.checks": (ACTS, "they ask the database for its guards"),
    "audit.migrating": (ACTS, "the same door inside a migration"),
    "audit.places": (RECORDS, "where a record stands, which its history row keeps"),
    "audit.history": (RECORDS, "what a tracked record is made of"),
    "audit.checking": (ACTS, "reads whether records are as their histories say"),
    "audit.owner": (ACTS, "the role that owns the tables, and what it grants"),
    "audit.soundness": (ACTS, "it asks the database whether it is what it must be"),
    "audit.soundness_postgresql": (ACTS, "half of it"),
    "audit.soundness_sqlite": (ACTS, "half of it"),
    "audit.guards": (ACTS, "they read the models and write triggers"),
    "audit.guards_postgresql": (ACTS, "half of the guards"),
    "audit.guards_sqlite": (ACTS, "half of the guards"),
    "audit.rings": (ACTS, "a rule that the door of writes asks"),
    "audit.writing": (ACTS, "the door that all actions go through"),
    "accounts.urls": (WIRING, "addresses that allauth looks for without a namespace"),
    "people.accounts": (ACTS, "how accounts are given, kept and guarded, around allauth"),
    "records.checks": (PAGES, "they read the table of addresses"),
    "people.kept": (RECORDS, "models of what is kept for a while and is no record"),
    "people.matrix": (VALUES, "reads the list of who may do what, without a database"),
    "people.policy": (RECORDS, "every queryset starts from it"),
    "records.amounts": (INPUT, "what forms are made of"),
    "records.choosing": (INPUT, "what forms are made of, and it reads the people"),
    "records.fields": (INPUT, "what forms are made of"),
    "people.events": (ACTS, "they are written by actions and pages alike"),
    "people.paragraphs": (VALUES, "reads the reasons in law, without a database"),
    "people.restrictions": (RECORDS, "models that other models are made of"),
    "people.restricting": (ACTS, "the writes of restrictions, a noun of their own"),
    "people.restriction_rows": (ACTS, "the reads of restrictions, as well"),
    "people.waiting": (ACTS, "the reads of what waits for somebody"),
    "people.withheld": (RECORDS, "a condition on rows, as the policy's"),
    "people.succession": (ACTS, "what names a person, and how it passes to another"),
    "records.uploads": (ACTS, "files are examined and stored before a record names them"),
    "records.pages.refusals": (PAGES, "which record the address of a page names"),
    "records.context": (PAGES, "what stands around every page"),
    "records.pages.listing": (PAGES, "pages of a long list"),
    "records.pages.moments": (PAGES, "reads the moment that a request asks for"),
    "accounts.requests.parameters": (PAGES, "what the address of a page may say after its ?"),
    "accounts.requests.pace": (PAGES, "how much somebody may ask for in a minute"),
    "accounts.requests.signed_in": (PAGES, "the type of a request"),
    "records.pages.spreadsheets": (PAGES, "tables as files to download"),
    "programmes.financial_year": (VALUES, "arithmetic of dates"),
    "documents": (VALUES, "content in, a document out; it knows no record"),
    "reports.clearing": (ACTS, "the writes of clearances, a noun of their own"),
    "reports.publishing": (ACTS, "the writes of publications, as well"),
    "reports.formats": (VALUES, "the sections that a new paper starts from"),
    "projects.letters": (ACTS, "messages that the writes of reports send"),
    "reports.letters": (ACTS, "messages that the writes of papers send"),
    "config.context": (PAGES, "what a demonstration says of itself on every page"),
    "config.demo": (ACTS, "the demonstration's records, written through the actions"),
    "config.gallery": (PAGES, "examples for the page of components"),
    "config.logs": (VALUES, "what a line of the log says; the settings name it"),
    "config.process": (WIRING, "what a server does once, when all is loaded"),
    "config.settings": (WIRING, "names by strings what is started"),
    "config.starting": (WIRING, "what the server asks before it starts"),
    "config.wsgi": (WIRING, "the server starts with it"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A clean tree with the eight apps and every room."""
    for app in APPS:
        for room in ROOMS:
            write(tmp_path, f"{app}/{room}.py", "")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def test_imports_go_left_between_apps_and_down_inside_one() -> None:
    assert faults(ROOT, OUTSIDE_ROOMS) == []


def test_every_place_outside_the_rooms_is_in_use() -> None:
    assert unused_places(ROOT, OUTSIDE_ROOMS) == []


def test_a_clean_tree_has_no_fault(tree: Path) -> None:
    write(
        tree,
        "projects/actions.py",
        "import audit.models\n"
        "from people.models import Person\n"
        "from . import queries\n"
        "from .models import Project\n"
        "from projects.choices import Stage\n"
        "import django.apps\n",
    )
    assert faults(tree, {}) == []


@pytest.mark.parametrize(
    ("text", "target", "line"),
    [
        ("from projects.models import Project", "projects.models.Project", 1),
        ("import projects.models", "projects.models", 1),
        ("import projects", "projects", 1),
        ("from projects import models", "projects.models", 1),
        ("from projects.models import *", "projects.models", 1),
        ("def f():\n    from projects.models import Project", "projects.models.Project", 2),
        (
            "from typing import TYPE_CHECKING\n"
            "if TYPE_CHECKING:\n    from projects.models import Project",
            "projects.models.Project",
            3,
        ),
        ("try:\n    import projects.models\nexcept ImportError: pass", "projects.models", 2),
        ("from ..projects.models import Project", "projects.models.Project", 1),
        ("apps.get_model('projects', 'Project')", "projects", 1),
        ("apps.get_model(app_label='projects', model_name='Project')", "projects", 1),
        ("apps.get_model('projects.Project')", "projects.Project", 1),
        ("import_module('projects')", "projects", 1),
        ("__import__('projects')", "projects", 1),
        ("import_string('projects.actions.create')", "projects.actions.create", 1),
        ("models.ForeignKey('projects.Project')", "projects.Project", 1),
        ("class Migration:\n    x = [('projects', '0001_initial')]", "projects", 2),
    ],
)
def test_a_reference_to_the_right_is_a_fault(tree: Path, text: str, target: str, line: int) -> None:
    write(tree, "people/views.py", text)
    assert faults(tree, {}) == [
        f"people/views.py:{line} refers to {target}, to the right of people"
    ]


@pytest.mark.parametrize(
    ("text", "target", "line"),
    [
        ("from people.views import page", "people.views.page", 1),
        ("from people import views", "people.views", 1),
        ("from . import views", "people.views", 1),
        ("from .views import page", "people.views.page", 1),
        ("def f():\n    def g():\n        from people.views import page", "people.views.page", 3),
        ("import_module('people.views')", "people.views", 1),
        ("import_module('.views', 'people')", "people.views", 1),
    ],
)
def test_an_upward_reference_is_a_fault(tree: Path, text: str, target: str, line: int) -> None:
    write(tree, "people/models.py", text)
    assert faults(tree, {}) == [f"people/models.py:{line} refers to {target}, which is upward"]


def test_every_layer_refuses_the_one_above(tree: Path) -> None:
    ladder = ["choices", "querysets", "queries", "forms", "views"]
    for below, above in pairwise(ladder):
        write(tree, f"people/{below}.py", f"import people.{above}")
        write(tree, f"people/{above}.py", f"import people.{below}")
        assert faults(tree, {}) == [
            f"people/{below}.py:1 refers to people.{above}, which is upward"
        ]
        write(tree, f"people/{below}.py", "")


def test_a_folder_of_the_same_name_is_the_room(tree: Path) -> None:
    (tree / "people/actions.py").unlink()
    write(tree, "people/actions/__init__.py", "")
    write(tree, "people/actions/letters.py", "from people.forms.letters import LetterForm")
    assert faults(tree, {}) == [
        "people/actions/letters.py:1 refers to people.forms.letters.LetterForm, which is upward"
    ]


def test_a_module_outside_the_rooms_needs_a_place(tree: Path) -> None:
    write(tree, "people/letters.py", "import people.forms")
    assert faults(tree, {}) == [
        "people/letters stands in no room: give it a place in OUTSIDE_ROOMS"
    ]
    assert faults(tree, {"people.letters": (ACTS, "a test")}) == [
        "people/letters.py:1 refers to people.forms, which is upward"
    ]
    assert faults(tree, {"people.letters": (INPUT, "a test")}) == []


def test_a_place_that_nothing_stands_in_is_noticed(tree: Path) -> None:
    write(tree, "people/letters.py", "")
    places = {"people.letters": (ACTS, ""), "people.stamps": (ACTS, ""), "*.ink": (ACTS, "")}
    assert unused_places(tree, places) == ["*.ink", "people.stamps"]
