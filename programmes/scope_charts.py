"""Charts of programmes, projects and whatever else has a scope. Each app adds its own in its
`apps.py`; a page shows one by its name, and one address sends any of them as a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.charts import WIDTH, Chart
from people import policy
from people.choices import Act
from people.models import Person, Scope
from records.pages.moments import AskedMoment
from records.pages.pictures import NARROW, Pictured, pictured

Draw = Callable[[Scope, Person, datetime | None], Chart | None]
"""The chart of a scope as a person may see it at a moment; None where there is nothing to draw."""

KINDS = ("svg", "png", "csv")


@dataclass(frozen=True)
class Drawing:
    draw: Draw
    wide: int = WIDTH
    narrow: int = NARROW


DRAWINGS: dict[str, Drawing] = {}
"""By the name in their addresses; filled by apps when they are ready."""


def contribute(name: str, draw: Draw, *, wide: int = WIDTH, narrow: int = NARROW) -> None:
    DRAWINGS[name] = Drawing(draw, wide, narrow)


def picture(name: str, scope: Scope, person: Person, asked: AskedMoment) -> Pictured | None:
    """A chart that was added under a name, for a page."""
    return shown(DRAWINGS[name].draw(scope, person, asked.value), name, scope, person, asked)


def shown(
    chart: Chart | None, name: str, scope: Scope, person: Person, asked: AskedMoment
) -> Pictured | None:
    """A chart with its files, for those who may take files away."""
    if chart is None:
        return None
    drawing = DRAWINGS[name]
    files = []
    if policy.can(person, Act.EXPORT, scope):
        files = [
            (
                _("Download as %(kind)s") % {"kind": kind.upper()},
                reverse("programmes:chart_file", args=[scope.reference, name, kind]) + asked.query,
            )
            for kind in KINDS
        ]
    return pictured(chart, wide=drawing.wide, narrow=drawing.narrow, files=files)
