"""Where a figure in a paper comes from: its record and field, and the values it had before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit.history import history_model
from documents.calls import CallRefused
from documents.markup import FactName, inline
from people import policy
from people.choices import Act
from people.models import Person
from people.queries import names_of
from programmes.models import Programme
from records.blocks import About, Figure, Figures, Told
from reports.models import Paper

VALUES = 5
MOST_CHANGES = 40
"""Of so many changes, the newest, each is asked whether the figure changed with it."""


@dataclass(frozen=True)
class Value:
    """What a figure was, since when, and who changed the records then."""

    text: str
    since: datetime
    by: str


@dataclass(frozen=True)
class Source:
    """A figure as it stands, and its last values, the newest first; none for a reader who may not
    see the records."""

    figure: Figure
    told: Told
    values: tuple[Value, ...]


def source_of(asked: str, about: About, reader: Person) -> Source:
    """Where a figure comes from. Raises CallRefused for what is no figure."""
    figures = Figures(about)
    try:
        figure, chosen, about = figures.asked(asked)
    except KeyError:
        raise CallRefused(asked) from None
    sees = all(policy.can(reader, Act.SEE, programme_of(p)) for p in about.programmes)
    told = figure.read(about, chosen)
    values = tuple(last_values(figure, chosen, told, about)) if sees else ()
    return Source(figure, told, values)


def figures_in(texts: Iterable[str], figures: Figures) -> list[tuple[str, str]]:
    """(the call, what it says) of every figure that texts ask for, once each, in their order."""
    calls = (part.name for text in texts for part in inline(text) if isinstance(part, FactName))
    asked = [call for call in dict.fromkeys(calls) if call in figures]
    values = [(call, figures[call]) for call in asked]
    return [(call, value) for call, value in values if isinstance(value, str)]


def last_values(
    figure: Figure, chosen: Mapping[str, Any], told: Told, about: About
) -> Iterator[Value]:
    """The last different values, the newest first. One read of the figure for each change."""
    changes = _changes(told, about.moment)
    names = names_of({by for _moment, by in changes if by}, about.moment)
    kept: Value | None = None
    count = 0
    for moment, by in changes:
        text = _text_at(figure, chosen, about, moment)
        if text is None:
            break
        if kept is not None and kept.text != text:
            yield kept
            count += 1
            if count == VALUES:
                return
        kept = Value(text, moment, names.get(by or 0, ""))
    if kept is not None:
        yield kept


def programme_of(row: Any) -> Any:
    """The programme itself, of a version of it."""
    return row if isinstance(row, Programme) else Programme.objects.get(pk=row.id)


def _changes(told: Told, until: datetime | None) -> list[tuple[datetime, int | None]]:
    """When records that a figure is drawn from changed, and who changed them; the newest first."""
    changes: dict[datetime, int | None] = {}
    for model, having in told.of:
        rows: Any = history_model(model).objects.filter(**having)
        if until is not None:
            rows = rows.filter(history_date__lte=until)
        newest = rows.order_by("-history_date", "-history_id")[:MOST_CHANGES]
        changes |= dict(newest.values_list("history_date", "history_user_id"))
    return sorted(changes.items(), reverse=True)[:MOST_CHANGES]


def _text_at(
    figure: Figure, chosen: Mapping[str, Any], about: About, moment: datetime
) -> str | None:
    """What a figure was at a moment; None before what the paper is about was recorded."""
    programmes: Any = Programme.objects.at(moment, id__in=about.programme_ids)
    rows = tuple(programmes.order_by("id"))
    if len(rows) < len(about.programmes):
        return None
    paper: Paper = about.paper
    return figure.read(About(rows, moment, about.meeting_on, paper), chosen).text
