"""Restricted (exempt) records: the mark that keeps a record from all but its named readers.

`people/policy.py` asks for the mark wherever it asks who may see something (ADR 0017).
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.errors import Refused
from audit.models import TrackedModel
from people.paragraphs import choices
from people.person_fields import person_field
from people.querysets import RestrictedReaderQuerySet, RestrictionQuerySet
from values.fields import DayField, LongTextField


class Restriction(TrackedModel):
    """Why a record is kept from the public and from colleagues, who answers for it, and when it is
    reviewed. Its scope is the record's."""

    named_by = "public_title"
    restricted_by = "id"

    scope = models.ForeignKey(
        "people.Scope", on_delete=models.PROTECT, related_name="+", editable=False
    )
    paragraph = models.CharField(_("reason in law"), max_length=20, choices=choices)
    public_title = models.CharField(
        _("title for the public"),
        max_length=300,
        help_text=_("A public agenda may print this instead of the title."),
    )
    public_interest = LongTextField(
        _("public interest"),
        help_text=_("Why keeping it back serves the public better than showing it."),
    )
    proper_officer = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("proper officer"),
        help_text=_("The person who decided that it is not for the public."),
    )
    review_on = DayField(_("review by"))
    released_on = DayField(_("released on"), null=True, blank=True, editable=False)
    released_by = person_field(_("released by"), editable=False)

    objects: ClassVar = RestrictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("restriction")
        constraints = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True, released_by__isnull=True)
                | Q(released_on__isnull=False, released_by__isnull=False),
                name="restriction_released_when_and_by_whom",
            )
        ]

    def __str__(self) -> str:
        return self.public_title


class RestrictedReader(TrackedModel):
    """A person who may read what is restricted, why, and on which days."""

    part_of = "restriction"
    named_by = "why"
    restricted_by = "restriction"

    restriction = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, related_name="readers", editable=False
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    why = models.CharField(
        _("why"),
        max_length=300,
        help_text=_("What they need it for; for an auditor, the reference of the case."),
    )
    starts_on = DayField(_("first day"), null=True, blank=True)
    ends_on = DayField(_("last day"), null=True, blank=True)

    objects: ClassVar = RestrictedReaderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reader")
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "person"],
                condition=Q(is_archived=False),
                name="a_reader_once",
                violation_error_message=_("This person is already a reader."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="reading_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.why


class RestrictableModel(TrackedModel):
    """A record that can be restricted. A part of such a record has the mark of its whole, except
    one that stayed closed when the whole was released: that keeps its own for ever."""

    restricted_by = "restriction"

    restriction = models.ForeignKey(
        Restriction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("restriction"),
    )

    class Meta:
        abstract = True

    def follow(self) -> None:
        whole: Any = self._meta.get_field(self.part_of)
        if not issubclass(whole.related_model, RestrictableModel):
            return
        rows = whole.related_model._base_manager.filter(pk=getattr(self, whole.attname))
        if self._state.adding:  # A restriction of the whole waits here, and then finds this part.
            rows = rows.select_for_update()
        mark = rows.values_list("restriction_id", flat=True).get()
        if self._state.adding or self.restriction_id in (None, mark):
            self.restriction_id = mark
        elif not self.is_archived:
            self._refuse_bringing_back()

    def _refuse_bringing_back(self) -> None:
        """Raise Refused for an archived part that stayed closed: bringing it back into an open
        record would release it."""
        rows: Any = type(self)._base_manager
        if rows.filter(pk=self.pk, is_archived=True).exists():
            message = _(
                "This stayed closed when the rest was released. Add it again if it may be seen."
            )
            raise Refused(str(message))
