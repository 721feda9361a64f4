"""Imports go left between the apps, and down between the rooms of one."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.imports import (
    APPS,
    OF_ONE_ROOM,
    ROOMS,
    addresses_to_the_right,
    answers_below_the_pages,
    faults,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A clean tree with the eight apps and every room."""
    for app in (app for app in APPS if app not in OF_ONE_ROOM):
        for room in ROOMS:
            write(tmp_path, f"{app}/{room}.py", "")
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def test_imports_go_left_between_apps_and_down_inside_one() -> None:
    assert faults(ROOT) == []


def test_nothing_below_the_pages_answers_in_http() -> None:
    assert answers_below_the_pages(ROOT) == []


@pytest.mark.parametrize(
    ("name", "text", "answer"),
    [
        ("packs/queries/public.py", "from django.http import Http404, HttpRequest", "http.Http404"),
        ("people/actions.py", "import django.http", "http"),
        ("uploads/store.py", "from django.shortcuts import redirect", "shortcuts.redirect"),
    ],
)
def test_an_answer_below_the_pages_is_noticed(
    tree: Path, name: str, text: str, answer: str
) -> None:
    write(tree, name, text)
    write(tree, "people/views.py", text)
    assert answers_below_the_pages(tree) == [f"{name} answers with django.{answer}"]


def test_no_template_names_an_address_to_its_right() -> None:
    assert addresses_to_the_right(ROOT) == []


def test_an_address_to_the_right_is_noticed(tree: Path) -> None:
    write(tree, "templates/projects/project.html", "{% url 'reports:paper_list' %}")
    write(tree, "projects/views.py", "reverse('reports:paper_list')")
    assert addresses_to_the_right(tree) == [
        "templates/projects/project.html names an address of reports"
    ]
    assert faults(tree) == [
        "projects/views.py:1 refers to reports.paper_list, to the right of projects"
    ]


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
    assert faults(tree) == []


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
    assert faults(tree) == [f"people/views.py:{line} refers to {target}, to the right of people"]


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
    assert faults(tree) == [f"people/models.py:{line} refers to {target}, which is upward"]


def test_every_layer_refuses_the_one_above(tree: Path) -> None:
    ladder = ["choices", "querysets", "queries", "forms", "views"]
    for below, above in pairwise(ladder):
        write(tree, f"people/{below}.py", f"import people.{above}")
        write(tree, f"people/{above}.py", f"import people.{below}")
        assert faults(tree) == [f"people/{below}.py:1 refers to people.{above}, which is upward"]
        write(tree, f"people/{below}.py", "")


def test_a_folder_of_the_same_name_is_the_room(tree: Path) -> None:
    (tree / "people/actions.py").unlink()
    write(tree, "people/actions/__init__.py", "")
    write(tree, "people/actions/letters.py", "from people.forms.letters import LetterForm")
    assert faults(tree) == [
        "people/actions/letters.py:1 refers to people.forms.letters.LetterForm, which is upward"
    ]


def test_a_module_in_no_room_stands_as_high_as_what_it_refers_to(tree: Path) -> None:
    """So nothing climbs by a step between two rooms, however many modules it takes."""
    write(tree, "people/stamps.py", "import people.ink")
    write(tree, "people/ink.py", "import people.stamps\nimport people.forms")
    write(tree, "people/views.py", "import people.stamps")
    assert faults(tree) == []
    write(tree, "people/actions.py", "import people.stamps")
    write(tree, "records/queries.py", "def f():\n    from people.ink import dry")
    assert faults(tree) == [
        "people/actions.py:1 refers to people.stamps, which is upward",
        "records/queries.py:2 refers to people.ink.dry, which is upward",
    ]


def test_a_module_in_no_room_that_reads_the_database_stands_with_the_records(tree: Path) -> None:
    write(tree, "people/stamps.py", "from django.db import models")
    write(tree, "people/models.py", "import people.stamps")
    assert faults(tree) == []
    write(tree, "people/choices.py", "import people.stamps")
    assert faults(tree) == ["people/choices.py:1 refers to people.stamps, which is upward"]
