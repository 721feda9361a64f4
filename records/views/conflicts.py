"""Two people edited one record: both texts side by side, nothing overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.signing_in.kept_forms import OPENED_BY
from audit.errors import Conflict
from people.queries import names_of
from records.fields import DayField
from values import words
from values.partial_dates import PartialDate


@dataclass(frozen=True)
class ConflictingField:
    name: str
    label: str
    saved: str
    typed: str
    posts: tuple[tuple[str, str], ...]  # the saved value, as the form would post it


def conflict_page(
    request: HttpRequest,
    conflict: Conflict,
    *,
    saved: forms.BaseForm,
    typed: forms.BaseForm,
    caption: str,
    cancel_url: str,
    breadcrumbs: list[tuple[str, str]],
) -> HttpResponse:
    """The page (409) on which the second of two people chooses, field by field."""
    last = conflict.current.history.latest()
    context = {
        "heading": _("Somebody else saved this while you were typing"),
        "caption": caption,
        "saved_by": names_of([last.history_user_id]).get(last.history_user_id, ""),
        "saved_at": words.moment(last.history_date),
        "fields": conflicting_fields(saved, typed),
        "version": conflict.current.version,
        "posted": typed_pairs(settle(request.POST)),
        "cancel_url": cancel_url,
        "breadcrumbs": breadcrumbs,
    }
    return render(request, "records/conflict.html", context, status=409)


def conflicting_fields(saved: forms.BaseForm, typed: forms.BaseForm) -> list[ConflictingField]:
    """The fields whose saved value now differs from what was typed, in words."""
    conflicts = []
    for name in typed.fields:
        if typed[name].is_hidden or name == "reason" or name in getattr(typed, "beside", ()):
            continue
        now, mine = saved[name].initial, typed.cleaned_data.get(name)
        now, mine = _comparable(now), _comparable(mine)
        if now != mine:
            field, label = typed.fields[name], str(typed[name].label)
            posts = tuple(_posts(field, f"saved-{name}", now))
            conflicts.append(
                ConflictingField(name, label, _said(field, now), _said(field, mine), posts)
            )
    return conflicts


def settle(posted: QueryDict) -> QueryDict:
    """The posted form after somebody chose, field by field, between saved and typed values.

    The conflict page posts everything that was typed, and beside it `saved-NAME` (what was saved,
    as that field would post it) and `choose-NAME`.
    """
    if not any(name.startswith("choose-") for name in posted):
        return posted
    data = posted.copy()
    for name, choice in posted.items():
        if name.startswith("choose-") and choice == "saved":
            field = name.removeprefix("choose-")
            data.pop(field, None)
            if f"saved-{field}" in posted:
                data[field] = cast(str, posted[f"saved-{field}"])
    return data


def typed_pairs(posted: QueryDict) -> list[tuple[str, str]]:
    """What was typed, to be posted again beside the choice."""
    own = ("csrfmiddlewaretoken", "version", OPENED_BY)
    return [
        (name, value)
        for name in posted
        for value in posted.getlist(name)
        if name not in own and not name.startswith(("choose-", "saved-"))
    ]


def _posts(field: forms.Field, name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(field, DayField):
        yield name, words.when(value) if value else ""
    elif isinstance(value, list):
        yield from ((name, str(one)) for one in value)
    elif isinstance(field, forms.BooleanField):
        if value:
            yield name, "on"
    else:
        yield name, str(field.prepare_value(value))


def _comparable(value: Any) -> Any:
    if isinstance(value, QuerySet | list):
        return sorted(getattr(one, "pk", one) for one in value)
    if hasattr(value, "pk"):
        return value.pk
    return "" if value is None else value


def _said(field: forms.Field, value: Any) -> str:
    if value in ("", None):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        records = cast(QuerySet, field.queryset)
        if isinstance(value, list):
            return ", ".join(str(one) for one in records.filter(pk__in=value))
        return str(records.filter(pk=value).first() or "")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value, value))
    if isinstance(value, date | PartialDate):
        return words.when(value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(field.prepare_value(value))
