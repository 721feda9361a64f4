"""What may follow the `?` in a page's address: declared above its view, refused otherwise.

A page that ignores a name answers a different question from the one it was asked:
`?as_at=2012-03-31` would show today's figures, `?owner__email__contains=a` everybody. So a name
that no `@takes` names is refused, on every page, and a new page takes none until it says so. Names
that mailing tools and search engines add to links are let through: they ask for nothing, and the
person who follows such a link did not choose it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import django_filters
from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.translation import gettext as _

HUNG_ON_LINKS = frozenset(
    (
        "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content",
        "fbclid", "gclid", "msclkid",
    )
)  # fmt: skip
View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Parameters:
    """The names that a page takes, and which of them it takes more than once."""

    names: frozenset[str] = frozenset()
    repeated: frozenset[str] = frozenset()


def takes(
    *names: str, narrowed_by: type[django_filters.FilterSet] | type[forms.Form] | None = None
) -> Callable[[View], View]:
    """Declares what a view (a function or a class) takes: these names, and those of the form that
    narrows its list."""
    fields = _fields(narrowed_by)
    parameters = Parameters(
        names=frozenset((*names, *fields)),
        repeated=frozenset(name for name, field in fields.items() if _is_repeated(field)),
    )

    def declare(view: View) -> View:
        view.parameters = parameters  # type: ignore[attr-defined]
        return view

    return declare


def taken_by(view: Any) -> Parameters:
    """What a view of the table of addresses takes."""
    return getattr(getattr(view, "view_class", view), "parameters", Parameters())


def refuse_unknown(asked: QueryDict, taken: Parameters) -> None:
    """Raises BadRequest for a name that the page does not take, and for one that is given twice."""
    for name, values in asked.lists():
        if name in HUNG_ON_LINKS:
            continue
        facts = {"name": name[:40]}
        if name not in taken.names:
            raise BadRequest(
                _("The address contains “%(name)s”, which this page does not use.") % facts
            )
        if len(values) > 1 and name not in taken.repeated:
            raise BadRequest(_("The address contains “%(name)s” twice.") % facts)


def _fields(form: Any) -> dict[str, Any]:
    return getattr(form, "base_filters", None) or getattr(form, "base_fields", {})


def _is_repeated(field: Any) -> bool:
    return isinstance(field, django_filters.MultipleChoiceFilter | forms.MultipleChoiceField)
