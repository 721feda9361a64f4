"""Kinds of body."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from governance.columns import BODY_KINDS
from governance.models import BodyKind
from governance.pages import board_crumbs
from people import policy
from people.choices import Act
from people.models import Person
from records.filters import ArchivedFilter
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment


class BodyKindList(ListPage):
    """The kinds of body that a council has, and what each follows."""

    model = BodyKind
    item = "body_kinds"
    name = "kinds-of-body"
    scope = None
    heading = _("Kinds of body")
    columns = BODY_KINDS
    filters = {"is_archived": ArchivedFilter(_("In use"), _("Archived"))}
    none_yet = _("A kind says what all boards of that kind follow, such as their quorum.")

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        return BodyKind.objects.at(moment).visible_to(person).in_order()

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        if asked.value or not policy.can(person, Act.EDIT_RULES):
            return []
        return [(gettext("Add a kind of body"), reverse("governance:body_kind_add"))]

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d kind of body", "%(n)d kinds of body", count) % {"n": count}

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        return {"breadcrumbs": board_crumbs()}
