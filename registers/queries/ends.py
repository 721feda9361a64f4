"""The records at the ends of links: their names, and how somebody types them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.errors import NotFound, Refused
from audit.places import path_to_scope
from people import policy
from people.models import Person
from programmes.queries import programme_around, scopes_within
from registers import links
from registers.choices import REVERSED, Relation
from registers.models import Link

Key = tuple[str, int]
"""A kind of record and a key: how links and comments name a record."""
SUGGESTED = 40
"""Records of each kind that a box suggests; any other may be typed."""


@dataclass(frozen=True)
class End:
    """A record as a link shows it."""

    kind: str
    id: int
    noun: str
    reference: str
    title: str

    @property
    def said(self) -> str:
        """ACT-0012: Order the vans."""
        return f"{self.reference}: {self.title}" if self.reference else self.title


def key_of(record: Any) -> Key:
    return record._meta.label_lower, record.pk


def ends(reader: Person, keys: Iterable[Key], moment: datetime | None = None) -> dict[Key, End]:
    """Those of some records that a reader may see, as they were at a moment. One query."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for kind, key in keys:
        wanted[kind].add(key)
    known = links.kinds()
    parts = [
        _named(known[kind].model, reader, moment, ids)
        for kind, ids in sorted(wanted.items())
        if kind in known
    ]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {
        (kind, key): End(kind, key, _noun(known[kind].model), reference, title)
        for kind, key, reference, title in rows
    }


def _named(model: Any, reader: Person, moment: datetime | None, ids: set[int]) -> QuerySet:
    rows = model.objects.filter(pk__in=ids).at(moment).visible_to(reader).order_by()
    text = TextField()
    reference: Any = Cast("reference", text) if has_reference(model) else Value("", text)
    named: QuerySet = rows.annotate(
        kind_of_record=Value(model._meta.label_lower, CharField()),
        reference_of_it=reference,
        name_of_it=Cast(model.named_by, text),
    ).values_list("kind_of_record", "id", "reference_of_it", "name_of_it")
    return named


def has_reference(model: Any) -> bool:
    return any(field.name == "reference" for field in model._meta.concrete_fields)


def _noun(model: Any) -> str:
    return capfirst(str(model._meta.verbose_name))


@dataclass(frozen=True)
class LinkRow:
    """A link as the page of one of its records shows it: what the other record is to this one."""

    id: int
    relation: str
    other: End


def links_of(record: Any, reader: Person, moment: datetime | None) -> list[LinkRow]:
    """The links of a record at a moment whose other end a reader may see too, those from it first.
    Two queries."""
    kind, key = key_of(record)
    leaves = Q(from_kind=kind, from_id=key)
    rows: Any = Link.objects.at(moment, leaves | Q(to_kind=kind, to_id=key)).live().order_by("id")
    rows = sorted(rows, key=lambda row: (row.from_kind, row.from_id) != (kind, key))
    seen = ends(reader, (_other(row, kind, key) for row in rows), moment)
    return [
        LinkRow(row.id, _words(row, kind, key), seen[other])
        for row in rows
        if (other := _other(row, kind, key)) in seen
    ]


def _is_from(row: Link, kind: str, key: int) -> bool:
    return (row.from_kind, row.from_id) == (kind, key)


def _other(row: Link, kind: str, key: int) -> Key:
    is_from = _is_from(row, kind, key)
    return (row.to_kind, row.to_id) if is_from else (row.from_kind, row.from_id)


def _words(row: Link, kind: str, key: int) -> str:
    relation = Relation(row.relation)
    return str(relation.label if _is_from(row, kind, key) else REVERSED[relation])


# --- typing a record ----------------------------------------------------------------------------
TYPED = re.compile(r"\s*([A-Za-z]{2,6}-[0-9]+)\s*(?:[:,]?\s*(.*\S))?\s*", re.DOTALL)


def find_record(reader: Person, typed: str) -> Any:
    """The record that somebody types: its reference, whatever follows; or a part of it, such as a
    milestone, by the reference and the part's name. Raises Refused."""
    match = TYPED.fullmatch(typed)
    if match is None:
        raise Refused(_("Type a reference, such as ACT-0012, or choose from the list."))
    reference, rest = match[1].upper(), match[2] or ""
    for kind in links.linked_kinds().values() if rest else ():
        if not has_reference(kind.model):
            named = {f"{kind.model.part_of}__reference": reference, kind.model.named_by: rest}
            part = kind.model.objects.visible_to(reader).filter(**named).first()
            if part is not None:
                return part
    for kind in links.linked_kinds().values():
        if has_reference(kind.model):
            seen = kind.model.objects.visible_to(reader)
            found = seen.filter(reference=reference).first()
            if found is not None:
                return found
    raise Refused(_("Nothing that you may see has the reference %(ref)s.") % {"ref": reference})


def suggested(record: Any, reader: Person) -> Iterator[tuple[str, str]]:
    """(what to type, the kind) for records of the same programme, the newest first. One query for
    each kind."""
    scope = policy.standing(record)
    around = programme_around(scope) or scope
    within = scopes_within(around.pk, None) if around else set()
    for kind in links.linked_kinds().values():
        model, path = kind.model, path_to_scope(kind.model)
        named = ("reference",) if has_reference(model) else (f"{model.part_of}__reference",)
        rows = model.objects.visible_to(reader).live().filter(**{f"{path}__in": within})
        rows = rows.exclude(pk=record.pk) if model is type(record) else rows
        for reference, name in rows.order_by("-pk").values_list(*named, model.named_by)[:SUGGESTED]:
            yield f"{reference}: {name}", _noun(model)


def find_linked(reader: Person, kind: str, key: int) -> Any:
    """The record that an address names by kind and key. Raises NotFound."""
    known = links.kinds().get(kind)
    record = known and known.model.objects.visible_to(reader).filter(pk=key).first()
    if record is None:
        raise NotFound
    return record
