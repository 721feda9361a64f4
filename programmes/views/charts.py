"""Any chart of a programme, a project or another scope, as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.errors import NotFound
from documents.charts import Chart, sheet
from documents.pictures import png
from people import events, policy
from people.choices import Act, SecurityEventKind
from programmes.pages import find_scope
from programmes.scope_charts import DRAWINGS
from records.pages.moments import ASKED, moment_asked
from records.pages.spreadsheets import csv_file, file_of


@takes(*ASKED)
def chart_file(request: SignedInRequest, reference: str, name: str, kind: str) -> HttpResponse:
    """A chart as its page shows it, now or as at a past day: drawn, as a picture, or its table."""
    person, asked = request.user.person, moment_asked(request)
    scope = find_scope(person, reference, asked.value)
    drawing, send = DRAWINGS.get(name), SENDING.get(kind)
    if drawing is None or send is None:
        raise NotFound
    if not policy.can(person, Act.EXPORT, scope):
        raise PermissionDenied
    chart = drawing.draw(scope, person, asked.value)
    if chart is None:
        raise NotFound
    events.record(SecurityEventKind.EXPORTED, record=scope, format=kind)
    return send(f"{scope.reference}-{name}", chart, drawing.wide)


def _svg(name: str, chart: Chart, width: int) -> HttpResponse:
    return file_of(sheet(chart, width).encode(), f"{name}.svg", "image/svg+xml")


def _png(name: str, chart: Chart, width: int) -> HttpResponse:
    return file_of(png(sheet(chart, width)), f"{name}.png", "image/png")


def _csv(name: str, chart: Chart, width: int) -> HttpResponse:
    headings = [(str(column.label), 0) for column in chart.table.columns]
    return csv_file(name, headings, ([str(cell) for cell in row] for row in chart.table.rows))


SENDING: dict[str, Callable[[str, Chart, int], HttpResponse]] = {
    "svg": _svg, "png": _png, "csv": _csv,
}  # fmt: skip
