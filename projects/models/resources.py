"""What a project works with: people's days and other means, partners, and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import OrganisationUnit
from people.person_fields import person_field
from projects.choices import PartnerKind
from projects.models.projects import Project
from projects.querysets import PositionedPartQuerySet
from values.fields import LongTextField, PartialDateField, not_before

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def days_field(name: StrPromise, help_text: StrPromise) -> models.DecimalField:
    """Working days, to a tenth; not known is not nought."""
    return models.DecimalField(
        name, max_digits=7, decimal_places=1, null=True, blank=True, help_text=help_text
    )


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
    days_wanted = days_field(
        _("days wanted"), _("Working days in all; leave empty if it is not known.")
    )
    days_agreed = days_field(
        _("days agreed"), _("Leave empty until something is agreed; 0 means none.")
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
            ),
            models.CheckConstraint(
                condition=(Q(days_wanted=None) | Q(days_wanted__gte=0))
                & (Q(days_agreed=None) | Q(days_agreed__gte=0)),
                name="resource_days_not_below_nought",
                violation_error_message=_("Days cannot be negative."),
            ),
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
