"""Which version of a paper is which, and who wrote it: what a clearance is tied to.

A digest is the SHA-256 of all that people write in a paper: its front, the programmes that it
serves, and its sections, recommendations, background papers, appendices and pictures that are in
use, in order. It leaves out what
Mandate keeps about each record (its version, whether it is restricted), clearances, and the figures
that a draft draws from other records. It includes the records' keys: two papers with the same text
are two. Empty fields are left out, so that a future field leaves older digests unchanged."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import JSONObject

from audit.history import history_model
from reports.models import (
    Annex,
    Appendix,
    BackgroundPaper,
    Paper,
    PaperPicture,
    PaperProgramme,
    PaperSection,
    PaperValue,
    Recommendation,
)

PARTS = (
    PaperProgramme,
    PaperSection,
    Recommendation,
    BackgroundPaper,
    Appendix,
    Annex,
    PaperPicture,
    PaperValue,
)
WRITTEN = (Paper, *PARTS)
KINDS = [model.__name__ for model in WRITTEN]
NOT_WRITTEN = (
    "version", "is_archived", "restriction", "reference", "scope", "state", "paper",
    "stored_as", "figures_at",
)  # fmt: skip
"""Fields that no edit of a paper changes; any future field counts as written."""


def digests(paper_ids: Collection[int], moment: datetime | None = None) -> dict[int, str]:
    """The digest of each paper at a moment, None for now, in hexadecimal. A query for each kind."""
    written: dict[int, list[Any]] = defaultdict(list)
    for model in WRITTEN:
        key = _key(model)
        rows: Any = model.objects.at(moment, **{f"{key}__in": list(paper_ids)})
        for row in rows.order_by("id") if model is Paper else rows.in_order():
            if model is Paper or not row.is_archived:
                written[getattr(row, key)].append([model.__name__, row.id, _values(row)])
    return {paper_id: _digest(parts) for paper_id, parts in written.items()}


def digest_of_rows(paper: Paper, parts: Mapping[type, Iterable[Any]]) -> str:
    """The digest of a paper that has already been read, with all its parts of each kind in
    order."""
    written = [[Paper.__name__, paper.id, _values(paper)]]
    for model in PARTS:
        rows = (row for row in parts[model] if not row.is_archived)
        written += [[model.__name__, row.id, _values(row)] for row in rows]
    return _digest(written)


def digest_of(paper_id: int, moment: datetime | None = None) -> str:
    """The digest of one paper, which exists at the moment."""
    return digests([paper_id], moment)[paper_id]


@dataclass(frozen=True)
class Edit:
    """A change of what a paper says: when it counts, and who made it."""

    at: datetime
    by_id: int


def edits_of(paper_id: int, until: datetime | None = None) -> Iterator[Edit]:
    """Every change that affects the digest of a paper, for each record the oldest first. Adding a
    record is its first change; archiving a part changes the paper. One query."""
    first, *others = (_versions(model, paper_id, until) for model in WRITTEN)
    last: dict[tuple[str, int], Any] = {}
    for kind, pk, at, _key, by_id, *texts in sorted(first.union(*others, all=True), key=_place):
        if last.get((kind, pk)) != texts:
            yield Edit(at, by_id)
        last[kind, pk] = texts


def _versions(model: type[models.Model], paper_id: int, until: datetime | None) -> Any:
    """The versions of a paper or of its parts of one kind, each with all that people write."""
    rows: Any = history_model(model).objects.filter(**{_key(model): paper_id})
    if until is not None:
        rows = rows.filter(history_date__lte=until)
    is_archived = F("is_archived") if model is not Paper else Value(False)
    return rows.order_by().values_list(
        Value(model.__name__),
        "id",
        "history_date",
        "history_id",
        "history_user_id",
        is_archived,
        JSONObject(**{name: F(name) for name in _written(model)}),
    )


def _place(version: tuple[Any, ...]) -> tuple[Any, ...]:
    kind, *place = version[:4]
    return KINDS.index(kind), *place


def _key(model: type[models.Model]) -> str:
    return "id" if model is Paper else "paper_id"


def _values(row: Any) -> list[tuple[str, Any]]:
    live: Any = getattr(type(row), "instance_type", type(row))
    texts = [(name, getattr(row, name)) for name in _written(live)]
    return [(name, value) for name, value in texts if value not in (None, "")]


def _written(model: type[models.Model]) -> list[str]:
    """The columns of a kind that people write."""
    written = (f for f in model._meta.concrete_fields if not f.primary_key)
    return [f.attname for f in written if f.name not in NOT_WRITTEN]


def _digest(parts: list[Any]) -> str:
    """Always the same text for the same content: JSON with fixed spaces and escapes, days as ISO
    dates."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), default=_iso)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _iso(value: Any) -> str:
    return str(value.isoformat())
