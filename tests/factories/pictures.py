"""Pictures in the text of papers."""

from __future__ import annotations

from dataclasses import asdict
from io import BytesIO
from typing import Any

from PIL import Image

from people.models import Person
from reports.actions import add_picture
from reports.annexing import add_annex
from reports.models import Paper, PaperPicture
from tests import factories


def drawn(width: int = 300, height: int = 200, kind: str = "PNG") -> bytes:
    """A plain picture."""
    content = BytesIO()
    Image.new("RGB", (width, height), "#0b2f4f").save(content, kind)
    return content.getvalue()


def picture(
    title: str = "Front of the library",
    *,
    paper: Paper,
    by: Person | None = None,
    alternative: str = "A brick house with a ramp",
) -> PaperPicture:
    kept = asdict(factories.a_file("library.png", drawn()))
    said = {"title": title, "alternative": alternative}
    return add_picture(paper=paper, by=by or factories.officer(), **said, **kept)


def with_paper(title: str, paper: Paper, by: Person) -> tuple[Any, ...]:
    """What goes with a paper: a file, a picture, and another paper of its programme."""
    said = {"programme": paper.programme, "board": paper.board}
    annexed = factories.paper(f"{title}: annex", **said)
    file = factories.appendix(f"{title}: first appendix", paper=paper)
    drawing = picture(f"{title}: picture", paper=paper)
    return file, drawing, add_annex(paper=paper, annexed=annexed, by=by)
