"""Report formats: what a council's papers look like, as data."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from reports.choices import Bodies
from reports.querysets import FormatVersionQuerySet, ReportFormatQuerySet
from values import words
from values.fields import DayField, LongTextField


class ReportFormat(TrackedModel):
    """A kind of report, such as the council's committee report: what it consists of and how it is
    printed stand in its versions."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    key = models.SlugField(
        _("key"),
        max_length=50,
        unique=True,
        help_text=_("What files call it: small letters, digits and hyphens. It never changes."),
    )
    title = models.CharField(_("name"), max_length=100)
    about = LongTextField(
        _("about"), blank=True, help_text=_("What it is for, for those who choose a format.")
    )
    bodies = models.CharField(_("for"), max_length=20, choices=Bodies.choices, default=Bodies.ALL)

    never_changes = ("key",)

    objects: ClassVar = ReportFormatQuerySet.as_manager()

    class Meta:
        verbose_name = _("report format")

    def __str__(self) -> str:
        return self.title


class FormatVersion(TrackedModel):
    """What a report format consists of from a day on. A paper is printed in the version that is in
    force on the day of its meeting."""

    part_of = "format"
    named_by = "valid_from"

    format = models.ForeignKey(
        ReportFormat, on_delete=models.PROTECT, related_name="versions", editable=False
    )
    valid_from = DayField(
        _("valid from"), help_text=_("Papers for meetings from this day on are printed in it.")
    )
    definition = LongTextField(_("what it consists of"))
    """As JSON (`documents.format_files`): a text, so that a version reads the same for ever, and
    its history shows what changed."""

    objects: ClassVar = FormatVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a format")
        verbose_name_plural = _("versions of a format")
        constraints = [
            models.UniqueConstraint(
                fields=["format", "valid_from"],
                condition=models.Q(is_archived=False),
                name="one_version_of_a_format_from_a_day",
                violation_error_message=_("This format already has a version from that day."),
            )
        ]

    def __str__(self) -> str:
        return gettext("From %(day)s") % {"day": words.day(self.valid_from)}
