"""Pages of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS_A_PAGE = 50


def page_of(
    rows: QuerySet | Sequence[Any], request: HttpRequest, rows_a_page: int = ROWS_A_PAGE
) -> Page:
    """The page of a list that is asked for; a number that is none gives the nearest there is."""
    return Paginator(rows, rows_a_page).get_page(request.GET.get("page"))
