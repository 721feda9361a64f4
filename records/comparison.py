"""What differs between two moments: each app contributes the lines that it knows about.

An app offers a function in its `comparison.py` and names it in `apps.py`; `reports` puts the lines
of all apps together. A function reads flat rows at both moments and describes the difference; its
number of queries does not depend on the number of rows."""

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
    """Whether a change is good or bad news for a board; most changes are neither."""

    WORSE = "worse"
    BETTER = "better"
    NEUTRAL = "neutral"


@dataclass(frozen=True)
class Group:
    """A heading of a comparison; those with a lower `order` come first."""

    key: str
    order: int
    title: StrPromise
    is_internal: bool = False  # not for a public paper


@dataclass(frozen=True)
class Place:
    """The record to which a line's subject belongs, such as a milestone's project; `url` may be
    empty."""

    title: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One record that has changed. `words` says how; `url` leads to its history, and is empty if
    the reader may not see that."""

    group: Group
    subject: str
    words: str
    url: str
    tone: Tone = Tone.NEUTRAL
    place: Place | None = None
    ratings: tuple[str, str] | None = None  # a rating before and after, shown as ratings are


@dataclass(frozen=True)
class Span:
    """What is compared: a programme with all its projects, or one project; `after` None is now. If
    a reader may see a project but not its programme, nothing that belongs to the programme is
    shown. Records that only some may read are shown to the `reader` if they may; without a reader,
    they are left out. Unchanged records are not read."""

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
        """The scope that is compared, and all below it at the later moment. One query."""
        kind = ScopeKind.PROGRAMME if self.project_id is None else ScopeKind.PROJECT
        step = lineage.step(kind, self.scope_id)
        below = Q(id=self.scope_id) | Q(above__contains=step)
        scopes = Scope.objects.at(self.after, below).order_by("parent_id", "id")
        return sorted(scopes, key=lambda scope: scope.id != self.scope_id)

    @cached_property
    def _changed(self) -> dict[str, set[int]]:
        """The ids of the records that changed between the moments, by kind. One query."""
        places = {self.programme_scope_id, *(scope.id for scope in self.scopes)}
        changes = changes_between(self.before, self.after, places)
        ids_by_kind: dict[str, set[int]] = defaultdict(set)
        for kind, record_id in changes.order_by().values_list("kind", "record_id").distinct():
            ids_by_kind[kind].add(record_id)
        return ids_by_kind

    def changed_ids(self, *models: Any) -> set[int]:
        """The ids of the records of some kinds that were changed, added or archived between the
        moments."""
        return set().union(*(self._changed[model._meta.label_lower] for model in models))

    def changed(self, model: Any) -> Any:
        """The same records as they were and as they are; `apart` separates the two. No query when
        there are none."""
        return model.objects.filter(pk__in=self.changed_ids(model)).at_both(self.before, self.after)


Contribution = Callable[[Span], list[Line]]
_contributions: list[Contribution] = []
_told: set[type[Any]] = set()


def contribute(function: Contribution, *of: type[Any]) -> None:
    """Register an app's function, which adds its lines to every comparison: all that there is to
    tell `of` some kinds of record. Called once, from `ready()`. All other kinds are told field by
    field (`records/changed_kinds.py`)."""
    if function not in _contributions:
        _contributions.append(function)
    _told.update(of)


def told_in_own_words() -> frozenset[type[Any]]:
    """The kinds of record that an app tells."""
    return frozenset(_told)


def lines_of(span: Span) -> list[Line]:
    """The lines of all apps, in the order of the groups."""
    lines = [line for function in _contributions for line in function(span)]
    return sorted(lines, key=lambda line: line.group.order)


def apart(rows: Iterable[Any]) -> tuple[list[Any], list[Any]]:
    """Rows of `at_both`, separated: those of the earlier moment, and those of the later."""
    rows = list(rows)
    return [row for row in rows if row.is_before], [row for row in rows if row.is_after]


# --- putting it in words
# ----------------------------------------------------------------------------------
def paired(before: Iterable[Row], after: Iterable[Row]) -> list[tuple[Row | None, Row | None]]:
    """Records as they were and as they are, by their ids: in the order of `after`, then those that
    are gone. A record archived at both moments is left out."""
    old: dict[Any, Any] = {row.id: row for row in before}  # type: ignore[attr-defined]
    new: dict[Any, Any] = {row.id: row for row in after}  # type: ignore[attr-defined]
    pairs = [(old.get(key), new.get(key)) for key in dict.fromkeys([*new, *old])]
    return [pair for pair in pairs if stands(pair[0]) or stands(pair[1])]


def either(old: Row | None, new: Row | None) -> Row:
    """The record as it is or, if it is gone, as it was."""
    return cast(Row, old if new is None else new)


def stands(row: Any) -> bool:
    """Whether a record existed and was not archived. Rows of live records have no such mark."""
    return row is not None and not getattr(row, "is_archived", False)


def came_or_went(old: Any, new: Any, *, gone: str = "") -> str:
    """“added”, “brought back” or “archived”; empty for a record in use at both moments. `gone` is
    the word for one that no longer exists there."""
    if stands(old) and stands(new):
        return ""
    if stands(new):
        return _("brought back") if old is not None else _("added")
    return gone if new is None and gone else _("archived")


def together(*parts: str) -> str:
    """What changed in one record, in one sentence."""
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
    dates = {"old": words.when(old), "new": words.when(new)}
    if old is None:
        return _("dated %(new)s for the first time") % dates, Tone.NEUTRAL
    if new is None:
        return _("no longer dated, was %(old)s") % dates, Tone.NEUTRAL
    between = gap(old, new)
    if between is None or between.days == 0:
        return _("moved from %(old)s to %(new)s") % dates, Tone.NEUTRAL
    dates["days"] = words.span(between)
    if between.days > 0:
        return _("moved from %(old)s to %(new)s, %(days)s later") % dates, Tone.WORSE
    return _("moved from %(old)s to %(new)s, %(days)s earlier") % dates, Tone.BETTER


# --- what changed, for kinds without words of their own ------------------------------------------
Say = Callable[[Any, Any], tuple[str, Tone]]


def by_fields(names: Iterable[str]) -> Say:
    """How a record in use at both moments changed, field by field. A later day is worse."""

    def say(old: Any, new: Any) -> tuple[str, Tone]:
        changes = [_field_changed(old._meta.get_field(name), old, new) for name in names]
        tones = {tone for phrase, tone in changes if phrase}
        tone = tones.pop() if len(tones) == 1 else Tone.NEUTRAL
        return together(*(phrase for phrase, _tone in changes)), tone

    return say


def _field_changed(field: Any, old: Any, new: Any) -> tuple[str, Tone]:
    before, after = (getattr(row, field.attname) for row in (old, new))
    label, tone = {"field": words.label(field)}, Tone.NEUTRAL
    if before == after:
        phrase = ""
    elif field.name == old.instance_type.named_by:
        phrase = renamed(before, after)
    elif isinstance(field, PartialDateField):
        how, tone = moved(before, after)
        phrase = _("%(field)s: %(how)s") % (label | {"how": how})
    elif field.remote_field:
        phrase = _("%(field)s changed") % label
    elif isinstance(field, LongTextField):
        phrase = _("%(field)s reworded") % label
    else:
        phrase = became(words.in_words(field, before), words.in_words(field, after))
        if not field.choices:
            phrase = _("%(field)s: %(phrase)s") % (label | {"phrase": phrase})
    return phrase, tone


def lines_of_kind(
    rows: Iterable[Any],
    group: Group,
    say: Say,
    url_of: Callable[[Any], str],
    place_of: Callable[[Any], Place | None],
    subject_of: Callable[[Any], str] = lambda row: row.title,
    came: StrPromise | str = "%(change)s",
) -> list[Line]:
    """A line for each record that was added, archived or changed, from the rows of a kind at both
    moments. `came` words that it was added or archived: “phase %(change)s”."""
    lines = []
    for old, new in paired(*apart(rows)):
        row, phrase, tone = either(old, new), came_or_went(old, new), Tone.NEUTRAL
        if phrase:
            phrase = str(came) % {"change": phrase}
        else:
            phrase, tone = say(old, new)
        if phrase:
            lines.append(Line(group, subject_of(row), phrase, url_of(row), tone, place_of(row)))
    return lines


# --- files --------------------------------------------------------------------------------------
DOCUMENTS = Group("documents", 45, gettext_lazy("Documents"))


def file_lines(
    rows: Iterable[Any], url_of: Callable[[Any], str], place_of: Callable[[Any], Place | None]
) -> list[Line]:
    """Files that were attached, archived or renamed, from their rows at both moments."""
    lines = []
    for old, new in paired(*apart(rows)):
        row, phrase = either(old, new), came_or_went(old, new)
        if old is not None and new is not None:
            phrase = phrase or renamed(old.title, new.title)
        if phrase:
            lines.append(Line(DOCUMENTS, row.title, phrase, url_of(row), place=place_of(row)))
    return lines


# --- people -------------------------------------------------------------------------------------
