"""Tracked records, and the few small tables that tracking needs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any, ClassVar, NoReturn

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.change_sets import open_change_set
from audit.errors import NotAudited
from audit.history import TrackedHistory
from audit.querysets import TrackedQuerySet


class TrackedModel(models.Model):
    """A record whose every version is kept. Actions write it, inside `audited()`; it is archived,
    never deleted; the database itself refuses a change without its history row (`audit/guards.py`).
    """

    part_of: ClassVar[str] = ""
    """The field that names the record to which this one belongs, and whose history includes it."""

    owned_by: ClassVar[Sequence[str]] = ()
    """For a part of a scope that only some kinds of record may have: the fields that name them, of
    which one is set."""

    is_by_product: ClassVar[bool] = False
    """Whether it is only ever written along with another record: activity tells of that one."""

    told_with_parts: ClassVar[bool] = False
    """For a part that has parts itself: whether the history of something as large as a project
    tells of it nevertheless, and of its parts."""

    named_by: ClassVar[str] = "title"
    """The field that holds its name, for a record that others point at."""

    is_scope: ClassVar[bool] = False
    """Whether other records lie in this one; its field `parent` names the one above, and `above`
    lists all of them, from the top."""

    restricted_by: ClassVar[str] = ""
    """The field with the mark that keeps it from all but named readers, if it can be marked."""

    never_changes: ClassVar[Sequence[str]] = ()
    """The fields that stay as they were first written: the database refuses to change them."""

    only_by_decision: ClassVar[Sequence[str]] = ()
    """The fields that change only because of a decision, once they are agreed
    (`audit/deciding.py`)."""

    agreed_at_once: ClassVar[Sequence[str]] = ()
    """Those of them that count as agreed from the first version on, even if they are empty, and not
    only from the next day on."""

    takes_archived: ClassVar[Sequence[str]] = ()
    """The fields that may name an archived record, such as a body that another succeeded."""

    untold: ClassVar[Sequence[str]] = ()
    """The fields that a history keeps but does not show, since they mean nothing to a reader."""

    history_indexes: ClassVar[Sequence[models.Index]] = ()
    """Indexes that its history needs besides those of every history."""

    changing: Collection[str] | None = None
    """While it is checked: the fields that a write changes; None when any may have changed."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    is_archived = models.BooleanField(_("archived"), default=False, editable=False)

    history: Any = TrackedHistory()  # simple-history puts a manager in its place
    objects: ClassVar[Any] = TrackedQuerySet.as_manager()  # Any: a model may have its own

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        open_change_set()
        self.follow()
        if not self._state.adding:
            self.version += 1
            if kwargs.get("update_fields"):
                kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
        super().save(*args, **kwargs)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields({*(exclude or ()), *self._staying()})

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        super().validate_unique({*(exclude or ()), *self._staying()})

    def _staying(self) -> Collection[str]:
        """The fields that a write leaves as they are: they were checked when they were written, and
        checking one that points at a record would cost a query."""
        names = {field.name for field in self._meta.concrete_fields}
        return names.difference(self.changing) if self.changing is not None else ()

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """The constraints checked before a write, each with a query: neither check constraints,
        which the database enforces anyway (`audit/writing.py` turns them into sentences), nor
        uniqueness of fields that stay as they are."""
        return [
            (model, [c for c in constraints if self._may_break(c)])
            for model, constraints in super().get_constraints()
        ]

    def _may_break(self, constraint: models.BaseConstraint) -> bool:
        if not isinstance(constraint, models.UniqueConstraint):
            return False
        if self.changing is None or constraint.expressions:
            return True
        condition = constraint.condition.referenced_base_fields if constraint.condition else ()
        return not {*constraint.fields, *condition}.isdisjoint(self.changing)

    @classmethod
    def database_checks(cls) -> list[models.CheckConstraint]:
        """The checks that the database itself makes on each row."""
        return [c for c in cls._meta.constraints if isinstance(c, models.CheckConstraint)]

    def refused_by_checks(self, left_out: Collection[str]) -> Iterator[ValidationError]:
        """What the database would refuse about the record as it is, leaving out some fields. A
        query for each check."""
        for check in self.database_checks():
            try:
                check.validate(type(self), self, exclude=set(left_out))
            except ValidationError as error:
                yield error

    def follow(self) -> None:
        """Copy from the record to which this one belongs what both must have in common. Called
        before every write."""

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotAudited("Nothing tracked is deleted: use audit.writing.archive().")


def tracked_models() -> Iterator[type[TrackedModel]]:
    """Every concrete model that is tracked."""
    return (model for model in apps.get_models() if issubclass(model, TrackedModel))


class AppendOnlyModel(models.Model):
    """A row that is written once: the database refuses to change or delete it
    (`audit/guards.py`)."""

    class Meta:
        abstract = True


class RecordedChange(AppendOnlyModel):
    """One record as one change set left it: the index of all histories, in the order of time.

    The database writes it with every history row, and nobody edits it (`audit/guards.py`). It is
    read newest first, by who acted or by where the record stood.
    """

    change_set = models.UUIDField(_("change set"))
    moment = models.DateTimeField(_("moment"))
    kind = models.CharField(_("kind of record"), max_length=100)
    record_id = models.BigIntegerField(_("record"))
    version = models.PositiveIntegerField(_("version"))
    history_id = models.BigIntegerField(_("history row"))
    actor_id = models.BigIntegerField(_("actor"))
    stood_in = models.BigIntegerField(_("stood in"), null=True)
    stood_within = models.BigIntegerField(_("stood within"), null=True)
    stood_above = models.TextField(_("stood below"), blank=True, default="")
    is_loaded = models.BooleanField(_("loaded"))

    class Meta:
        indexes = [
            models.Index(fields=[*first, "-moment", "-id"], name=f"changes_{name}")
            for name, first in (
                ("by_change_set", ["change_set"]),
                ("by_time", []),
                ("by_actor", ["actor_id"]),
                ("by_place", ["stood_in"]),
                ("by_place_within", ["stood_within"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_id}, version {self.version}"


class FrozenMoment(AppendOnlyModel):
    """A moment at which a publication was fixed: nothing is ever dated at or before it."""

    moment = models.DateTimeField(_("moment"), unique=True)

    def __str__(self) -> str:
        return self.moment.isoformat()


class ReferenceSeries(models.Model):
    """The last number given out in a series of references, such as PRJ-0042."""

    prefix = models.CharField(_("prefix"), max_length=8, unique=True)
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    def __str__(self) -> str:
        return f"{self.prefix}-{self.last_number:04d}"
