"""The pages of a long list, and its filter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django_filters import FilterSet

ROWS_A_PAGE = 50


def page_of(
    rows: QuerySet | Sequence[Any],
    request: HttpRequest,
    rows_a_page: int = ROWS_A_PAGE,
    *,
    count: int | None = None,
) -> Page:
    """The page of a list that is asked for, by default the first; `count` is the number of rows, if
    already known. Raises BadRequest if the list does not have it."""
    asked = request.GET.get("page") or "1"
    pages = Paginator(rows, rows_a_page)
    if count is not None:
        pages.__dict__["count"] = count  # a cached property, which is not asked then
    try:
        return pages.page(asked)
    except InvalidPage:
        raise BadRequest(_("This list has no page “%(page)s”.") % {"page": asked[:20]}) from None


def narrowed(list_filter: FilterSet) -> Any:
    """The rows that a filter leaves. Raises BadRequest for values that it does not understand:
    otherwise the whole list would look like the answer."""
    if list_filter.is_bound and not list_filter.is_valid():
        raise BadRequest(next(iter(list_filter.errors.values()))[0])
    return list_filter.qs
