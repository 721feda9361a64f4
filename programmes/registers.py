"""Registers: lessons, and later risks, issues, actions and decisions. They are one family, whose
entries each hang on a scope of any level: the office, a programme, a project or a board."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel, tracked_models
from people.models import Scope
from people.person_fields import person_field
from programmes.choices import EntryState
from programmes.querysets import RegisterQuerySet
from values.fields import LongTextField, PartialDateField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class RegisterEntry(TrackedModel):
    """The fields of every entry. A kind adds its own, and may have states of its own."""

    series: ClassVar[str]
    """The prefix of its references, such as LES."""

    closed_states: ClassVar[tuple[str, ...]] = (EntryState.CLOSED,)
    """The states in which nothing more is to be done about an entry."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        related_name="%(class)s_entries",
        editable=False,
        verbose_name=_("of"),
    )
    title = models.CharField(_("title"), max_length=300)
    owner = person_field(_("owner"), related_name="%(class)s_entries")
    due_on = PartialDateField(_("due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=EntryState.choices, default=EntryState.OPEN
    )
    notes = LongTextField(_("notes"), blank=True)

    objects: ClassVar[Any] = RegisterQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


def page_of(model: type[RegisterEntry]) -> str:
    """The name of the page of an entry, by which every kind is called: registers:change_request."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
    return f"{model._meta.app_label}:{name}_detail"


def registers() -> Iterator[type[RegisterEntry]]:
    """Every kind of entry."""
    return (model for model in tracked_models() if issubclass(model, RegisterEntry))


def plural_of(model: type[RegisterEntry]) -> StrPromise:
    """What a register is called: “Lessons”, in the reader's language."""
    return _capitalised(model._meta.verbose_name_plural)


_capitalised: Any = lazy(lambda noun: capfirst(str(noun)), str)
