"""Several rows of another table as one value of a row: what would be a query of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, QuerySet, Subquery
from django.db.models.functions import JSONArray


class JsonList(models.Func):
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
