"""Reading tracked records, now or at a past moment."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import EmptyResultSet, ObjectDoesNotExist
from django.db import models
from django.db.models import F, Func, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONArray
from django.db.models.lookups import In, Lookup

from audit.errors import NotAudited, NotFound
from audit.history import history_model


@models.BigIntegerField.register_lookup
class Among(In):
    """`key__among=rows`: the key is one that a subquery finds; the index looks up each. PostgreSQL
    cannot tell how few there will be: with `IN`, it would read the whole table."""

    lookup_name = "among"

    def get_rhs_op(self, connection: Any, rhs: str) -> str:
        if connection.vendor == "postgresql":
            return f"= ANY(ARRAY{rhs})"
        return f"IN {rhs}"


@models.BigIntegerField.register_lookup
@models.ForeignKey.register_lookup
class Listed(Lookup):
    """`scope_id__listed=keys`: the key is one of a set, which may be large. It goes to the database
    as one value: with `IN`, each key would be one, checked and bound by itself."""

    lookup_name = "listed"
    prepare_rhs = False

    def __init__(self, lhs: Any, rhs: Collection[int]) -> None:
        super().__init__(lhs, frozenset(rhs))

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if not self.rhs:
            raise EmptyResultSet
        key, values = self.process_lhs(compiler, connection)
        keys = sorted(self.rhs)
        if connection.vendor == "postgresql":  # in the type of the column, it is searched by hash
            return f"{key} IN (SELECT unnest(%s::bigint[]))", [*values, keys]
        return f"{key} IN (SELECT value FROM json_each(%s))", [*values, json.dumps(keys)]  # noqa: S608  ours


@models.TextField.register_lookup
class Under(Lookup):
    """`above__under=way`: a text begins with the way to a scope; an index finds it on both engines.
    A way has no character with a special meaning in a pattern."""

    lookup_name = "under"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        text, values = self.process_lhs(compiler, connection)
        return f"{text} LIKE %s", [*values, f"{self.rhs}%"]

    def as_sqlite(self, compiler: Any, connection: Any) -> Any:
        """There LIKE ignores case, and so cannot use the index."""
        text, values = self.process_lhs(compiler, connection)
        return f"{text} GLOB %s", [*values, f"{self.rhs}*"]


class VersionAt(Func):
    """The key of the newest version, at a moment, of a row's record; None is now. Written in SQL,
    since every read of the past uses it and the ORM would take longer to build it."""

    output_field = models.BigIntegerField()

    def __init__(self, history: Any, key: str, moment: datetime | None) -> None:
        until = [] if moment is None else [Value(moment, output_field=models.DateTimeField())]
        super().__init__(F(key), *until)
        self.table = history._meta.db_table

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        key, *until = (compiler.compile(source) for source in self.get_source_expressions())
        within = "".join(f" AND v.history_date <= {sql}" for sql, _ in until)
        newest = "ORDER BY v.history_date DESC, v.history_id DESC LIMIT 1"
        sql = f'(SELECT v.history_id FROM "{self.table}" v WHERE v.id = {key[0]}{within} {newest})'  # noqa: S608  ours
        return sql, [value for _, values in (key, *until) for value in values]


OWN_KEY = ("id", "pk")


class TrackedQuerySet(QuerySet):
    """Records that cannot be written in bulk, and that can be read as they were."""

    hides_versions: ClassVar[bool] = False
    """Whether `visible_to` hides some versions of a record from people who may see the record. Then
    `told_to` returns the others."""

    def hides_from(self, reader: Any) -> bool:
        """Whether it may hide a version from a reader."""
        return self.hides_versions

    moment: datetime | None = None
    """The past moment that the rows are read at; None for now, and for versions."""

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's own
        clone.moment = self.moment
        return clone

    def found(self, **lookup: Any) -> Any:
        """The one record that a lookup finds. Raises NotFound."""
        try:
            return self.get(**lookup)
        except ObjectDoesNotExist:
            raise NotFound from None

    def at(self, moment: datetime | None, *where: Q, **having: Any) -> Self:
        """The records as recorded at `moment`; None means now.

        At a past moment the rows are history rows with the same columns: follow relations by their
        ids, with one flat read per model. Call it first, then filter. Its arguments are also
        filters, by an indexed column such as `project_id__in`: only records that ever had such a
        value are then looked up in the past; by their own key, which never changes, just these."""
        if moment is None:
            return self.filter(*where, **having) if where or having else self
        own = {name: having.pop(name) for name in [*having] if name.partition("__")[0] in OWN_KEY}
        if own:
            return self.filter(**own).at(moment, *where, **having)
        history = history_model(self.model)
        if where or having:
            by_then = history.objects.using(self.db).filter(history_date__lte=moment)
            ever = by_then.filter(*where, **having).order_by().values("id").distinct()
            return self.filter(pk__among=ever).at(moment).filter(*where, **having)
        rows = self.order_by().values_list(VersionAt(history, "pk", moment))
        return self._past(moment).filter(history_id__among=rows)

    def at_both(self, before: datetime, after: datetime | None, *where: Q, **having: Any) -> Self:
        """The records as recorded at two moments, the later None for now: history rows, each once.
        `is_before` and `is_after` say at which of the moments the row was current. Filters are as
        in `at`."""
        history = history_model(self.model)
        if where or having:
            versions = history.objects.using(self.db)
            by_then = versions if after is None else versions.filter(history_date__lte=after)
            ever = by_then.filter(*where, **having).order_by().values("id").distinct()
            both = self.filter(pk__among=ever).at_both(before, after)
            return both.filter(*where, **having)
        records = self.order_by()
        then, now = (records.values_list(VersionAt(history, "pk", m)) for m in (before, after))
        rows = self._past().filter(Q(history_id__among=then) | Q(history_id__among=now))
        return rows.annotate(
            is_before=Q(history_date__lte=before),
            is_after=Q(history_id=VersionAt(history, "id", after)),
        )

    def of_each(self, moment: datetime | None, **having: Any) -> Self:
        """The same as `at`, for a subquery that runs for each row of another query: `having` names
        that row by OuterRef, with anything else that an index can find. It then examines the few
        versions found one by one; `at` would first gather the records of all rows."""
        if moment is None:
            return self.filter(**having)
        versions = self.versions().filter(history_date__lte=moment, **having)
        return versions.filter(history_id=VersionAt(versions.model, "id", moment))

    def _past(self, moment: datetime | None = None) -> Self:
        """Versions with the columns of their records only, to be narrowed to those of a moment."""
        past = self.versions().only(*(f.attname for f in self.model._meta.concrete_fields))
        past.moment = moment
        return past

    def versions(self) -> Self:
        """Every version of the records, as history rows, in no order. Call it first, then filter;
        `visible_to` leaves out the versions that a person may not see."""
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


class JsonList(Func):
    """All rows of a query as one JSON list. Django knows of no such aggregate on both engines."""

    FUNCTIONS: ClassVar = {"sqlite": "JSON_GROUP_ARRAY", "postgresql": "JSONB_AGG"}
    output_field = models.JSONField()

    def as_sql(self, compiler: Any, connection: Any, *args: Any, **context: Any) -> Any:
        function = self.FUNCTIONS[connection.vendor]
        return super().as_sql(compiler, connection, function, *args, **context)


def list_of(rows: QuerySet, *names: str) -> Subquery:
    """For `annotate`: what `values_list` of these names gives of the rows, which name the row of
    the query by OuterRef. In no order; None, or an empty list, where there are none. What JSON does
    not know comes as text: a day as 2012-07-04."""
    values = JSONArray(*(F(name) for name in names))
    return Subquery(rows.order_by().values_list(JsonList(values)))
