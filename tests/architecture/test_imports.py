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
    addresses_to_the_right,
    faults,
    unused_places,
)

ROOT = Path(__file__).resolve().parents[2]

# Modules that are not rooms: where they stand, and why.
OUTSIDE_ROOMS = {
    "values.*": (VALUES, "kinds of value, and how they are written, read, found and sorted"),
    "audit.change_sets": (VALUES, "a value and the variable that holds it"),
    "audit.errors": (VALUES, "what is refused, in words"),
    "audit.bulk": (ACTS, "the same door for many records at once"),
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
    "projects.one_person": (ACTS, "its rule of two, for merging people"),
    "reports.one_person": (ACTS, "its rule of two, for merging people"),
    "audit.keeping": (RECORDS, "a rule that the door of writes asks, filled by the apps"),
    "audit.rings": (ACTS, "a rule that the door of writes asks"),
    "audit.writing": (ACTS, "the door that all actions go through"),
    "documents.*": (VALUES, "content in, a document out; it knows no record"),
    "accounts.signing_in": (ACTS, "how accounts are given, kept and guarded, around allauth"),
    "accounts.mail": (ACTS, "messages that actions send"),
    "accounts.requests": (PAGES, "the type of a request, and what it may ask for"),
    "jobs.makers": (ACTS, "what can be made, which the apps fill in"),
    "jobs.healing": (ACTS, "the writes that follow a worker's end"),
    "jobs.tasks": (ACTS, "actions by name, for the queue"),
    "jobs.queue": (WIRING, "the tables of the queue's library"),
    "jobs.worker": (WIRING, "what the worker's process does"),
    "reports.making": (PAGES, "what the queue makes of papers, as its page would"),
    "people.kept": (RECORDS, "models of what is kept for a while and is no record"),
    "people.lineage": (VALUES, "how scopes lie in one another, as text"),
    "people.matrix": (VALUES, "reads the list of who may do what, without a database"),
    "records.amounts": (INPUT, "what forms are made of"),
    "people.paragraphs": (VALUES, "reads the reasons in law, without a database"),
    "people.restrictions": (RECORDS, "models that other models are made of"),
    "people.last_ones": (ACTS, "who must not be lost, for the door of writes"),
    "people.withheld": (RECORDS, "a condition on rows, as the policy's"),
    "people.events": (ACTS, "they are written by actions and pages alike"),
    "people.restricting": (ACTS, "the writes of restrictions, a noun of their own"),
    "people.restriction_rows": (ACTS, "the reads of restrictions, as well"),
    "people.waiting": (ACTS, "the reads of what waits for somebody"),
    "people.scopes": (RECORDS, "a model of its own, which knows what lies below it"),
    "people.succession": (ACTS, "what names a person, and how it passes to another"),
    "uploads.*": (ACTS, "files are examined and stored before a record names them"),
    "people.recovery": (RECORDS, "whose address the record of a person refuses to change"),
    "people.seats": (ACTS, "the reads of who holds what, a noun of their own"),
    "people.sign_in_changes": (RECORDS, "a model of its own, as restrictions"),
    "records.choosing": (INPUT, "what forms are made of, and it reads the people"),
    "records.checks": (PAGES, "they read the table of addresses"),
    "reports.clearing": (ACTS, "the writes of clearances, a noun of their own"),
    "reports.publishing": (ACTS, "the writes of publications, as well"),
    "reports.verifying": (ACTS, "rebuilds what publishing kept"),
    "reports.formats": (VALUES, "the sections that a new paper starts from"),
    "programmes.registers": (RECORDS, "a model that other models are made of"),
    "programmes.financial_year": (VALUES, "arithmetic of dates"),
    "config.colours": (VALUES, "whether a setting is a colour that can be read"),
    "config.demo": (ACTS, "the loader of the demonstration's data, through the actions"),
    "config.gallery": (PAGES, "examples for the page of components"),
    "config.logs": (VALUES, "what a line of the log says; the settings name it"),
    "config.notice": (ACTS, "what the demonstration says of itself on every page"),
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


def test_no_template_names_an_address_to_its_right() -> None:
    assert addresses_to_the_right(ROOT) == []


def test_an_address_to_the_right_is_noticed(tree: Path) -> None:
    write(tree, "templates/projects/project.html", "{% url 'reports:paper_list' %}")
    write(tree, "projects/views.py", "reverse('reports:paper_list')")
    assert addresses_to_the_right(tree) == [
        "templates/projects/project.html names an address of reports"
    ]
    assert faults(tree, {}) == [
        "projects/views.py:1 refers to reports.paper_list, to the right of projects"
    ]


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
    write(tree, "people/stamps.py", "import people.forms")
    assert faults(tree, {}) == ["people/stamps stands in no room: give it a place in OUTSIDE_ROOMS"]
    assert faults(tree, {"people.stamps": (ACTS, "a test")}) == [
        "people/stamps.py:1 refers to people.forms, which is upward"
    ]
    assert faults(tree, {"people.stamps": (INPUT, "a test")}) == []


def test_a_place_that_nothing_stands_in_is_noticed(tree: Path) -> None:
    write(tree, "people/stamps.py", "")
    places = {"people.stamps": (ACTS, ""), "people.ink": (ACTS, ""), "audit.*": (ACTS, "")}
    assert unused_places(tree, places) == ["people.ink"]
