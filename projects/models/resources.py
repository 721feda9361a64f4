"""What a project works with: people's days and other means, partners, and places."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import OrganisationUnit
from people.person_fields import person_field
from projects.choices import PartnerKind
from projects.models.projects import Project
from projects.querysets import PositionedPartQuerySet
from values.fields import LongTextField, PartialDateField, not_before

DAYS = {
    "max_digits": 7,
    "decimal_places": 1,
    "null": True,
    "blank": True,
    "validators": [MinValueValidator(Decimal(0), _("The days must not be below nought."))],
}


class Resource(TrackedModel):
    """Somebody's time, or something else that a project needs: what it asked for, and what was
    agreed. Nobody may be named yet."""

    part_of = "project"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="resources", editable=False
    )
    title = models.CharField(
        _("who or what"), max_length=200, help_text=_("Such as “Data analyst”, or a name.")
    )
    person = person_field(_("person"), related_name="project_resources")
    unit = models.ForeignKey(
        OrganisationUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="project_resources",
        verbose_name=_("from the unit"),
    )
    days_wanted = models.DecimalField(
        _("days wanted"), help_text=_("Working days in all; leave empty if not known."), **DAYS
    )
    days_agreed = models.DecimalField(
        _("days agreed"),
        help_text=_("Leave empty until something is agreed; 0 means none."),
        **DAYS,
    )
    agreed_by = models.CharField(
        _("agreed by"), max_length=200, blank=True, help_text=_("A person, a post or a board.")
    )
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)
    note = LongTextField(_("note"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PositionedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        constraints = [
            models.CheckConstraint(
                condition=not_before("ends_on", "starts_on"),
                name="resource_ends_after_start",
                violation_error_message=_("The end must not be before the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Partner(TrackedModel):
    """Another service or organisation that a project works with."""

    part_of = "project"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="partners", editable=False
    )
    title = models.CharField(_("partner"), max_length=200)
    unit = models.ForeignKey(
        OrganisationUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="project_partnerships",
        verbose_name=_("in the directory"),
        help_text=_("Its entry among the units and partner organisations, if it has one."),
    )
    kind = models.CharField(
        _("how it takes part"),
        max_length=20,
        choices=PartnerKind.choices,
        default=PartnerKind.PARTNER,
    )
    contribution = LongTextField(_("what it contributes"), blank=True)
    starts_on = PartialDateField(_("since"), null=True, blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PositionedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner of a project")

    def __str__(self) -> str:
        return self.title


class Site(TrackedModel):
    """A place where a project works, or which it changes."""

    part_of = "project"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="sites", editable=False
    )
    title = models.CharField(_("place"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    used_for = LongTextField(_("what it is for"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PositionedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("site of a project")

    def __str__(self) -> str:
        return self.title
