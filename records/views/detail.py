"""One record, field by field, now or as at a past day: for kinds that need no page of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people.models import Person
from records.pages.moments import ASKED, AskedMoment, moment_asked
from records.pages.panels import panels_of
from records.views.record_page import RecordPageView
from values import words


@takes(*ASKED)
class RecordDetail(RecordPageView):
    """The fields that its pages show, and what other apps add."""

    template = "records/detail.html"

    def more(self, row: Any, person: Person, asked: AskedMoment) -> dict[str, Any]:
        """What the page of one kind of record shows besides; `self.record` is the record now."""
        return {}

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        person, asked = request.user.person, moment_asked(request)
        self.record = record = self.pages.find(person, keys)
        row = as_recorded(record, asked.value)
        may_edit = not asked.value and may(self.pages.permit, person, record)
        context = {
            "record": row,
            "facts": list(facts(row, self.pages.shown, asked.value)),
            "status": _("Archived") if row.is_archived else "",
            "edit_url": self.pages.url("edit", record) if may_edit else "",
            "edit_label": _("Edit %(noun)s") % {"noun": self.pages.noun},
            "history_url": self.pages.url("history", record),
            "panels": panels_of(record, person, asked),
            "breadcrumbs": self.pages.crumbs(record)[:-1],
            **asked.context(),
            **self.more(row, person, asked),
        }
        return render(request, self.template, context)


def may(permit: Any, person: Person, record: Any) -> bool:
    try:
        permit(person, record)
    except PermissionDenied:
        return False
    return True


def facts(row: Any, names: Any, moment: datetime | None) -> Iterator[dict[str, Any]]:
    """Each field with its value in words, but for the one that the page is headed with. One query
    for each record that it points at. Without `values` a template would take the dictionary's
    method of that name for them."""
    heading, named_by = str(row), getattr(row, "instance_type", type(row)).named_by
    for name in names:
        field = row._meta.get_field(name)
        value = getattr(row, field.attname)
        is_missing = value is None or value == ""
        text = "" if is_missing else _said(field, value, moment)
        if name != named_by or text != heading:
            yield {"label": words.label(field), "value": text, "values": ()}


def _said(field: models.Field, value: Any, moment: datetime | None) -> str:
    model: Any = field.related_model
    if model is None:
        return words.in_words(field, value)
    named = model.objects.filter(pk=value).at(moment).values_list(model.named_by, flat=True)
    name = named.first()
    return "" if name is None else words.in_words(model._meta.get_field(model.named_by), name)
