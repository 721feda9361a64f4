"""Reading tracked records, now or at a past moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import In

from audit.errors import NotAudited
from audit.history import history_model


@models.BigAutoField.register_lookup
class Among(In):
    """`key__among=rows`: the key is one that a subquery finds; each is looked for by the index.

    PostgreSQL cannot tell how few they will be: asked for `IN`, it would read the whole table.
    """

    lookup_name = "among"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        if connection.vendor == "postgresql":
            return f"= ANY(ARRAY{rhs})"
        return f"IN {rhs}"


class TrackedQuerySet(QuerySet):
    """Records that cannot be written in bulk, and can be read as they were."""

    hides_versions: ClassVar[bool] = False
    """Whether `visible_to` hides some versions of a record from those who may see the record."""

    def at(self, moment: datetime | None, *where: Q, **having: Any) -> Self:
        """The records as recorded at `moment`; None means now.

        At a past moment the rows are history rows with the same columns: follow relations by
        their ids, with one flat read per model. Call it first, then filter. What it is given is a
        filter too, by an indexed column such as `project_id__in`: of all records, only those that
        ever had such a value are then looked for in the past.
        """
        if moment is None:
            return self.filter(*where, **having) if where or having else self
        history = history_model(self.model)
        if where or having:
            by_then = history.objects.using(self.db).filter(history_date__lte=moment)
            ever = by_then.filter(*where, **having).order_by().values("id").distinct()
            return self.filter(pk__among=ever).at(moment).filter(*where, **having)
        rows = self.order_by().annotate(as_at_row=self._version_at(moment)).values("as_at_row")
        return self.versions().filter(history_id__among=rows)

    def of_each(self, moment: datetime | None, **having: Any) -> Self:
        """The same as `at`, for a subquery that is asked for each row of another query: `having`
        names that row by OuterRef, and what else an index finds. The few versions that it finds
        are looked at one by one; `at` would gather the records of all rows first.
        """
        if moment is None:
            return self.filter(**having)
        found = self.versions().filter(history_date__lte=moment, **having)
        return found.filter(history_id=self._version_at(moment, of="id"))

    def _version_at(self, moment: datetime, of: str = "pk") -> Subquery:
        """The key of the newest version, at a moment, of the record that a row is of."""
        versions = history_model(self.model).objects.using(self.db)
        until = versions.filter(id=OuterRef(of), history_date__lte=moment)
        return Subquery(until.order_by("-history_date", "-history_id").values("history_id")[:1])

    def versions(self) -> Self:
        """Every version of the records that history keeps, as history rows, in no order.

        Call it first, then filter; `visible_to` leaves out the versions that are not for a person.
        """
        # History's own order is by date; the live rows have none.
        return type(self)(model=history_model(self.model), using=self.db).order_by()

    def live(self) -> Self:
        """Not archived."""
        return self.filter(is_archived=False)

    def update(self, **fields: Any) -> NoReturn:
        raise NotAudited("update() writes no history: use audit.writing.change().")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotAudited("bulk_create() writes no history: use audit.writing.create().")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotAudited("bulk_update() writes no history: use audit.writing.change().")

    def delete(self) -> NoReturn:
        raise NotAudited("Nothing tracked is deleted: use audit.writing.archive().")
