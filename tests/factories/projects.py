"""What belongs to a project besides its plan and its reports."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from audit.actions import create_record
from people.models import Person
from programmes.actions import record_document
from programmes.choices import DocumentKind
from programmes.models import Document
from projects.models import Option, Partner, Project, ProjectCategory, Resource, Site
from projects.option_actions import add_option
from tests.factories.people import officer
from uploads.store import Taken, take


def option(title: str, *, project: Project, by: Person | None = None, **fields: Any) -> Option:
    return add_option(project=project, by=by or officer(), title=title, **fields)


def a_file(name: str = "letter.txt", data: bytes = b"The doors are open.\n") -> Taken:
    """A file as it is accepted from the person who sends it."""
    return take(SimpleUploadedFile(name, data))


def document(title: str = "Letter of the fire brigade", *, project: Project) -> Document:
    """A document of a project, with its first version."""
    return record_document(
        scope=project.scope,
        by=officer(),
        title=title,
        kind=DocumentKind.EVIDENCE,
        first={"title": "1", **asdict(a_file())},
    )


def with_means(title: str, project: Project) -> list[Any]:
    """An option, a resource, a partner and a site of a project, and a category of its programme."""
    by = officer()
    return [
        create_record(
            ProjectCategory, by=by, programme=project.programme, title=f"{title}: category"
        ),
        option(f"{title}: option", project=project, is_preferred=True, cost_pence=1_000_000),
        create_record(
            Resource, by=by, project=project, title=f"{title}: analyst", days_wanted=Decimal(12)
        ),
        create_record(Partner, by=by, project=project, title=f"{title}: partner"),
        create_record(Site, by=by, project=project, title=f"{title}: site"),
    ]
