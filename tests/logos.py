"""The council's logo, for tests."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO

from PIL import Image

from audit.actions import create_record
from people.models import Logo, OrganisationUnit, Person
from tests import factories


def picture(width: int = 240, height: int = 80) -> bytes:
    """A plain PNG."""
    drawn = BytesIO()
    Image.new("RGB", (width, height), "#0b2f4f").save(drawn, "PNG")
    return drawn.getvalue()


def logo(unit: OrganisationUnit, by: Person, title: str = "Wolderby County Council") -> Logo:
    kept = asdict(factories.a_file("logo.png", picture()))
    return create_record(Logo, by=by, unit=unit, title=title, **kept)
