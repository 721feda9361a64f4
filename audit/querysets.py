"""Reading tracked records, now or at a past moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.db.models import OuterRef, Q, QuerySet, Subquery

from audit.errors import NotAudited
from audit.history import history_model


class TrackedQuerySet(QuerySet):
    """Records that cannot be written in bulk, and can be read as they were."""

    hides_versions: ClassVar[bool] = False
    """Whether `visible_to` hides some versions of a record from those who may see the record. Then
    `told_to` gives those that it does not."""

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
            ever = history.objects.using(self.db).filter(*where, **having).order_by().values("id")
            return self.filter(pk__in=ever).at(moment).filter(*where, **having)
        latest = (
            history.objects.using(self.db)
            .filter(id=OuterRef("pk"), history_date__lte=moment)
            .order_by("-history_date", "-history_id")
            .values("history_id")[:1]
        )
        rows = self.order_by().annotate(as_at_row=Subquery(latest)).values("as_at_row")
        past = type(self)(model=history, using=self.db).filter(history_id__in=rows)
        return past.order_by()  # History's own order is by date; the live rows have none.

    def versions(self) -> Self:
        """Every version of the records that history keeps, as history rows, in no order.

        Call it first, then filter; `visible_to` leaves out the versions that are not for a person.
        """
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
