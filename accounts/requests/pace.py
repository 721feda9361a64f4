"""How much somebody may ask for in a minute.

Each worker counts by itself, in memory: the count protects the worker from one person's script, and
a count in the database would cost more than most pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from values import clock

MINUTE = 60  # seconds
OF_A_TABLE = 10
"""The weight of a table to download, in pages: it holds all rows."""
View = TypeVar("View", bound=Callable[..., Any])


def weighs(pages: int) -> Callable[[View], View]:
    """Declares that a view costs as much as so many pages."""

    def declare(view: View) -> View:
        view.weight = pages  # type: ignore[attr-defined]
        return view

    return declare


def weight_of(request: HttpRequest, view: Any) -> int:
    """The weight of an answer, in pages."""
    own: int = getattr(getattr(view, "view_class", view), "weight", 1)
    return max(own, OF_A_TABLE) if "format" in request.GET else own


class Counted:
    """How many pages each account has asked for in the present minute."""

    def __init__(self) -> None:
        self.minute = 0
        self.pages: Counter[int] = Counter()

    def add(self, account_id: int, pages: int) -> int:
        """Count an answer, and return the account's sum."""
        minute = int(clock.now().timestamp() // MINUTE)
        if minute != self.minute:
            self.minute, self.pages = minute, Counter()
        self.pages[account_id] += pages
        return self.pages[account_id]
