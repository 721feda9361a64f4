"""What the pages of one kind of record need to know: its form, its right, its place.

Every app describes its records with these; `records/views/records.py` serves them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.actions import archive_record, create_record, edit_record, unarchive_record
from people import policy
from people.choices import Act, ScopeKind
from people.models import AttachedFile, Person
from records.forms import RecordForm
from uploads.store import take


@dataclass(frozen=True)
class Parting:
    """The words of the page on which a record is archived or brought back."""

    heading: str
    text: str
    label: str
    done: str
    stands: str  # the state it already has, for somebody who meant to change it


PAGES_OF: dict[type[Any], type[RecordPages]] = {}
"""The pages of each kind of record, filled as they are defined."""


BESIDE_EDITING: list[Callable[[Person, Any], list[tuple[str, str]]]] = []
"""What apps further right offer beside the form that edits a record: (words, address) for what a
person may do there. Filled by apps when they are ready."""

BESIDE_ARCHIVING: list[Callable[[Person, Any], list[tuple[str, str]]]] = []
"""The same beside the form that archives a record or brings it back."""


class RecordPages:
    """The pages of a record that is addressed by its own reference."""

    model: type[Any]  # tracked, with a queryset that knows visible_to()
    form_class: type[RecordForm]
    act: Act
    act_to_create: Act | None = None  # when creating needs another right than editing
    namespace: str
    name: str
    key = "reference"
    scope_kind: ScopeKind | None = None  # of a record that roles are held in
    has_archive = True
    has_edit = True

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "model" in vars(cls):
            PAGES_OF[cls.model] = cls

    # --- finding and permitting -------------------------------------------------------------
    def find(self, person: Person, keys: dict[str, Any]) -> Any:
        """The record at an address. 404 when the person may not know that it exists."""
        visible = self.model.objects.visible_to(person)
        return get_object_or_404(visible.select_related("scope"), reference=keys["reference"])

    def permit(self, person: Person, record: Any) -> None:
        if not policy.can(person, self.act, self.home(record)):
            raise PermissionDenied

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Any:
        """The record that a new one will belong to; None for one that stands alone."""
        return None

    def permit_create(self, person: Person, parent: Any) -> None:
        if not policy.can(person, self.act_to_create or self.act, self.home_of_parent(parent)):
            raise PermissionDenied

    def home(self, record: Any) -> Any:
        """The record in whose scope the right must be held."""
        return record

    def home_of_parent(self, parent: Any) -> Any:
        return parent

    # --- writing ----------------------------------------------------------------------------
    def prepared(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of a new record, after anything that must be done before it is written."""
        return fields

    @property
    def edit_heading(self) -> str:
        return _("Edit %(noun)s") % {"noun": self.noun}

    def closed(self, record: Any) -> str:
        """A sentence when nobody edits the record as it stands: its form is not shown."""
        return ""

    def also(self, person: Person, record: Any) -> list[tuple[str, str]]:
        """(words, address) for other acts, shown beside the form that edits a record."""
        return []

    @property
    def add_heading(self) -> str:
        return _("Add %(noun)s") % {"noun": self.noun}

    @property
    def add_label(self) -> str:
        """The button's label."""
        return _("Save")

    @property
    def add_reason(self) -> str:
        """The reason that the history gives for a new record."""
        return _("%(title)s created") % {"title": self.title}

    def said_of_new(self, fields: dict[str, Any]) -> str:
        """The message to the person who added a record with these fields."""
        return _("%(title)s saved.") % {"title": self.title}

    def form(self, person: Person, record: Any, parent: Any, **kwargs: Any) -> RecordForm:
        """The form in which a person edits a record, or (None) adds one below a parent."""
        return self.form_class(instance=record, **kwargs)

    def create(self, parent: Any, /, *, by: Person, **fields: Any) -> Any:
        return create_record(self.model, by=by, **fields)

    def edit(self, record: Any, *, by: Person, **fields: Any) -> Any:
        return edit_record(record, by=by, **fields)

    def archive(self, record: Any, *, by: Person, reason: str) -> Any:
        return archive_record(record, by=by, reason=reason)

    def unarchive(self, record: Any, *, by: Person, reason: str) -> Any:
        return unarchive_record(record, by=by, reason=reason)

    # --- addresses and words ----------------------------------------------------------------
    def url(self, page: str, record: Any) -> str:
        return reverse(f"{self.namespace}:{self.name}_{page}", args=self.address(record))

    def address(self, record: Any) -> list[Any]:
        return [record.reference]

    def after(self, record: Any) -> str:
        """Where to go once the record is written."""
        return self.url("detail", record)

    def after_parent(self, parent: Any) -> str:
        """Where to go when a new record is not saved after all."""
        return reverse(f"{self.namespace}:{self.name}_list")

    def crumbs(self, record: Any) -> list[tuple[str, str]]:
        return [(str(record), self.after(record))]

    def crumbs_of_parent(self, parent: Any) -> list[tuple[str, str]]:
        return []

    def beside(self, record: Any) -> list[tuple[str, str]]:
        """(a sentence, the address of a history) for records whose history continues in this one's,
        or the other way round."""
        return []

    def parting(self, record: Any) -> Parting:
        """The words for archiving it, or for bringing it back when it is archived."""
        if record.is_archived:
            return Parting(
                heading=_("Bring back %(noun)s") % {"noun": self.noun},
                text=_("It will be in use again. Its history stays."),
                label=_("Bring it back"),
                done=_("%(title)s brought back.") % {"title": self.title},
                stands=_("%(title)s is already archived.") % {"title": self.title},
            )
        return Parting(
            heading=_("Archive %(noun)s") % {"noun": self.noun},
            text=_(
                "It will no longer be in use. Nothing is deleted: its history stays, and you can "
                "bring it back."
            ),
            label=_("Archive"),
            done=_("%(title)s archived.") % {"title": self.title},
            stands=_("%(title)s is already in use.") % {"title": self.title},
        )

    @property
    def shown(self) -> Sequence[str]:
        """The fields that its own page shows: those of its form, unless it has more."""
        return self.form_class.Meta.fields

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def title(self) -> str:
        return capfirst(self.noun)


class PartPages(RecordPages):
    """The pages of a record that is addressed through its parent, which its model's `part_of`
    names. The parent's own pages say how the parent is found, where the right is held, and the way
    back."""

    @property
    def parent_field(self) -> str:
        field: str = self.model.part_of
        return field

    @property
    def parent_model(self) -> type[Any]:
        model: type[Any] = self.model._meta.get_field(self.parent_field).related_model
        return model

    @property
    def parent_key(self) -> str:
        """How an address names the parent."""
        names = {field.name for field in self.parent_model._meta.concrete_fields}
        return "reference" if "reference" in names else "pk"

    @property
    def of(self) -> RecordPages:
        """The parent's own pages."""
        return PAGES_OF[self.parent_model]()

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Any:
        return self.of.find(person, {"reference": str(keys["parent"])})

    def find(self, person: Person, keys: dict[str, Any]) -> Any:
        parent = self.find_parent(person, keys)
        visible = self.model.objects.visible_to(person)
        record = get_object_or_404(visible, **{self.parent_field: parent, "pk": keys["pk"]})
        setattr(record, self.parent_field, parent)
        return record

    def parent(self, record: Any) -> Any:
        return getattr(record, self.parent_field)

    def home(self, record: Any) -> Any:
        return self.home_of_parent(self.parent(record))

    def home_of_parent(self, parent: Any) -> Any:
        return self.of.home(parent)

    def create(self, parent: Any, /, *, by: Person, **fields: Any) -> Any:
        return create_record(self.model, by=by, **{self.parent_field: parent}, **fields)

    def form(self, person: Person, record: Any, parent: Any, **kwargs: Any) -> RecordForm:
        if record is None:
            record = self.model(**{self.parent_field: parent})
        return super().form(person, record, parent, **kwargs)

    def address(self, record: Any) -> list[Any]:
        return [self.parent_address(self.parent(record)), record.id]

    def parent_address(self, parent: Model) -> Any:
        return getattr(parent, self.parent_key)

    def after(self, record: Any) -> str:
        return self.after_parent(self.parent(record))

    def after_parent(self, parent: Any) -> str:
        return self.of.after(parent)

    def crumbs(self, record: Any) -> list[tuple[str, str]]:
        return self.crumbs_of_parent(self.parent(record))

    def crumbs_of_parent(self, parent: Any) -> list[tuple[str, str]]:
        return self.of.crumbs(parent)


class AttachedFilePages(PartPages):
    """The pages of a file that belongs to a record, and the way to the file itself."""

    model: type[AttachedFile]

    def prepared(self, fields: dict[str, Any]) -> dict[str, Any]:
        rest = dict(fields)
        return rest | asdict(take(rest.pop("file")))


def archived_parts(parent: Any, person: Person, *kinds: PartPages) -> list[tuple[str, str, str]]:
    """(what it is, its name, the address to bring it back) for the archived parts of a record that
    a person may see. One query for each kind."""
    archived: list[tuple[str, str, str]] = []
    for pages in kinds:
        rows = pages.model.objects.visible_to(person)
        parts = rows.filter(**{pages.parent_field: parent, "is_archived": True})
        archived += archived_lines(parent, pages, parts.order_by("id"))
    return archived


def archived_lines(
    parent: Any, pages: PartPages, parts: Iterable[Any]
) -> Iterator[tuple[str, str, str]]:
    """The same for archived parts of one kind that have already been read."""
    for part in parts:
        setattr(part, pages.parent_field, parent)
        yield pages.title, str(part), pages.url("archive", part)
