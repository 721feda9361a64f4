"""What is different between two moments: each app contributes the lines that it knows about.

An app offers a function in its `comparison.py` and names it in `apps.py`; `reports` puts the lines
of all apps together. A function reads flat rows at both moments and says the difference; how often
it asks the database does not depend on how much there is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.queries.changes import changes_between
from people import lineage
from people.choices import ScopeKind
from people.models import Person, Scope
from values import words
from values.fields import LongTextField, PartialDateField
from values.partial_dates import PartialDate, gap

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Row = TypeVar("Row")


class Tone(Enum):
    """Whether a board should be glad of a change; most changes are neither."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Group:
    """A heading of a comparison; those with a lower `order` come first."""

    key: str
    order: int
    title: StrPromise
    is_internal: bool = False  # no matter of a public paper


@dataclass(frozen=True)
class Place:
    """What a line's subject belongs to, such as a milestone's project; `url` may be empty."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One record that is not what it was. `words` says how; `url` leads to its history, and is
    empty where the reader may not follow."""

    group: Group
    subject: str
    words: str
    url: str
    tone: Tone = Tone.NEUTRAL
    place: Place | None = None
    ratings: tuple[str, str] | None = None  # a rating before and after, shown as ratings are


@dataclass(frozen=True)
class Span:
    """What is compared: a programme with all its projects, or one project; `after` None is now.

    A reader may see a project and not its programme: then nothing that the programme keeps is told.
    What only some may read is told to the `reader`; without one, to nobody. What did not change is
    not read.
    """

    before: datetime
    after: datetime | None
    scope_id: int
    programme_id: int
    programme_reference: str
    programme_scope_id: int
    project_id: int | None = None
    sees_programme: bool = True
    reader: Person | None = None

    @cached_property
    def scopes(self) -> list[Scope]:
        """What is compared, and what lies below it at the later moment. One query."""
        kind = ScopeKind.PROGRAMME if self.project_id is None else ScopeKind.PROJECT
        step = lineage.step(kind, self.scope_id)
        below = Q(id=self.scope_id) | Q(above__contains=step)
        scopes = Scope.objects.at(self.after, below).order_by("parent_id", "id")
        return sorted(scopes, key=lambda scope: scope.id != self.scope_id)

    @cached_property
    def _changed(self) -> dict[str, set[int]]:
        """The ids of the records that changed in between, by kind. One query."""
        places = {self.programme_scope_id, *(scope.id for scope in self.scopes)}
        changes = changes_between(self.before, self.after, places)
        found: dict[str, set[int]] = defaultdict(set)
        for kind, record_id in changes.order_by().values_list("kind", "record_id").distinct():
            found[kind].add(record_id)
        return found

    def changed_ids(self, *models: Any) -> set[int]:
        """The ids of the records of some kinds that changed in between, or came or went."""
        return set().union(*(self._changed[model._meta.label_lower] for model in models))

    def changed(self, model: Any) -> Any:
        """The same records as they were and as they are: `apart` parts them. No query when there
        are none."""
        return model.objects.filter(pk__in=self.changed_ids(model)).at_both(self.before, self.after)


Contribution = Callable[[Span], list[Line]]
_contributions: list[Contribution] = []
_told: set[type[Any]] = set()


def contribute(function: Contribution, *of: type[Any]) -> None:
    """Let an app's function say what it knows of every comparison: all that there is to tell `of`
    some kinds of record. Called once, from `ready()`. All other kinds are told field by field
    (`records/changed_kinds.py`)."""
    if function not in _contributions:
        _contributions.append(function)
    _told.update(of)


def told_in_own_words() -> frozenset[type[Any]]:
    """The kinds of record that an app tells."""
    return frozenset(_told)


def lines_of(span: Span) -> list[Line]:
    """What all apps say, in the order of the groups."""
    said = [line for function in _contributions for line in function(span)]
    return sorted(said, key=lambda line: line.group.order)


def apart(rows: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Rows of `at_both`: those of the earlier moment, and those of the later."""
    rows = list(rows)
    return [row for row in rows if row.is_before], [row for row in rows if row.is_after]


# --- saying it ----------------------------------------------------------------------------------
def paired(before: Iterable[Row], after: Iterable[Row]) -> list[tuple[Row | None, Row | None]]:
    """Records as they were and as they are, by their ids: in the order of `after`, then those that
    are gone. One that stands at neither moment, because it was archived, is left out."""
    old: dict[Any, Any] = {row.id: row for row in before}  # type: ignore[attr-defined]
    new: dict[Any, Any] = {row.id: row for row in after}  # type: ignore[attr-defined]
    pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
    return [pair for pair in pairs if stands(pair[0]) or stands(pair[1])]


def either(old: Row | None, new: Row | None) -> Row:
    """The record as it is, or, when it is gone, as it was."""
    return cast(Row, old if new is None else new)


def stands(row: Any) -> bool:
    """Whether a record was there, and not archived. Rows of live records do not say so."""
    return row is not None and not getattr(row, "is_archived", False)


def came_or_went(old: Any, new: Any, *, gone: str = "") -> str:
    """“added”, “brought back” or “archived”; empty for a record that stands at both moments.
    `gone` is said of one that is no longer there at all."""
    if stands(old) and stands(new):
        return ""
    if stands(new):
        return _("brought back") if old is not None else _("added")
    return gone if new is None and gone else _("archived")


def together(*parts: str) -> str:
    """What changed of one record, in one sentence."""
    return "; ".join(part for part in parts if part)


def renamed(old: str, new: str) -> str:
    return _("renamed from “%(title)s”") % {"title": old} if old != new else ""


def became(old: str, new: str) -> str:
    """Proposed to Running."""
    return _("%(old)s to %(new)s") % {"old": old, "new": new} if old != new else ""


def moved(old: PartialDate | None, new: PartialDate | None) -> tuple[str, Tone]:
    """How a date moved; empty when it did not. Later is worse."""
    if old == new:
        return "", Tone.NEUTRAL
    said = {"old": words.when(old), "new": words.when(new)}
    if old is None:
        return _("dated %(new)s for the first time") % said, Tone.NEUTRAL
    if new is None:
        return _("no longer dated, was %(old)s") % said, Tone.NEUTRAL
    between = gap(old, new)
    if between is None or between.days == 0:
        return _("moved from %(old)s to %(new)s") % said, Tone.NEUTRAL
    said["days"] = words.span(between)
    if between.days > 0:
        return _("moved from %(old)s to %(new)s, %(days)s later") % said, Tone.WORSE
    return _("moved from %(old)s to %(new)s, %(days)s earlier") % said, Tone.BETTER


# --- what changed, where a kind says nothing of its own ------------------------------------------
Say = Callable[[Any, Any], tuple[str, Tone]]


def by_fields(names: Iterable[str]) -> Say:
    """How a record that stands at both moments changed, field by field. A later day is worse."""

    def say(old: Any, new: Any) -> tuple[str, Tone]:
        found = [_field_changed(old._meta.get_field(name), old, new) for name in names]
        tones = {tone for said, tone in found if said}
        tone = tones.pop() if len(tones) == 1 else Tone.NEUTRAL
        return together(*(said for said, _tone in found)), tone

    return say


def _field_changed(field: Any, old: Any, new: Any) -> tuple[str, Tone]:
    before, after = (getattr(row, field.attname) for row in (old, new))
    label, tone = {"field": words.label(field)}, Tone.NEUTRAL
    if before == after:
        said = ""
    elif field.name == old.instance_type.named_by:
        said = renamed(before, after)
    elif isinstance(field, PartialDateField):
        how, tone = moved(before, after)
        said = _("%(field)s: %(how)s") % (label | {"how": how})
    elif field.remote_field:
        said = _("%(field)s changed") % label
    elif isinstance(field, LongTextField):
        said = _("%(field)s reworded") % label
    else:
        said = became(words.in_words(field, before), words.in_words(field, after))
        if not field.choices:
            said = _("%(field)s: %(how)s") % (label | {"how": said})
    return said, tone


def lines_of_kind(
    rows: Iterable[Any],
    group: Group,
    say: Say,
    url_of: Callable[[Any], str],
    place_of: Callable[[Any], Place | None],
    subject_of: Callable[[Any], str] = lambda row: row.title,
    came: StrPromise | str = "%(said)s",
) -> list[Line]:
    """A line for each record that came, went or changed, from the rows of a kind at both
    moments. `came` words that it came or went: “phase %(said)s”."""
    found = []
    for old, new in paired(*apart(rows)):
        row, said, tone = either(old, new), came_or_went(old, new), Tone.NEUTRAL
        if said:
            said = str(came) % {"said": said}
        else:
            said, tone = say(old, new)
        if said:
            found.append(Line(group, subject_of(row), said, url_of(row), tone, place_of(row)))
    return found


# --- files --------------------------------------------------------------------------------------
DOCUMENTS = Group("documents", 45, gettext_lazy("Documents"))


def file_lines(
    rows: Iterable[Any], url_of: Callable[[Any], str], place_of: Callable[[Any], Place | None]
) -> list[Line]:
    """Files that were attached, archived or renamed, from their rows at both moments."""
    found = []
    for old, new in paired(*apart(rows)):
        row, said = either(old, new), came_or_went(old, new)
        if old is not None and new is not None:
            said = said or renamed(old.title, new.title)
        if said:
            found.append(Line(DOCUMENTS, row.title, said, url_of(row), place=place_of(row)))
    return found


# --- people -------------------------------------------------------------------------------------
