"""Ratings beside the one that a report declares: computed, independent, overridden."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import Scope
from people.person_fields import person_field
from programmes.choices import Rag, rag_words
from projects.choices import Confidence, rated_words
from projects.models import Project, StatusReport
from projects.querysets import ProjectPartQuerySet
from reporting.querysets import ReportPartQuerySet, ScopedQuerySet
from values.fields import DayField, LongTextField


class ComputedRating(TrackedModel):
    """What the rules of its day worked out for one dimension of a report when it was submitted,
    beside what was declared, with the reason for a difference."""

    part_of = "report"
    named_by = "dimension"
    is_by_product = True

    report = models.ForeignKey(
        StatusReport, on_delete=models.PROTECT, related_name="computed", editable=False
    )
    dimension = models.CharField(_("dimension"), max_length=20, editable=False)
    computed_rag = models.CharField(
        _("computed"), max_length=10, choices=Rag.choices, editable=False
    )
    worked_out_from = models.CharField(_("worked out from"), max_length=500, editable=False)
    declared_rag = models.CharField(
        _("declared"), max_length=10, choices=Rag.choices, blank=True, editable=False
    )
    reason = models.CharField(_("why it differs"), max_length=300, blank=True, editable=False)
    differs = models.BooleanField(_("differs"), default=False, editable=False)

    objects: ClassVar = ReportPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("computed rating")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "dimension"],
                condition=Q(is_archived=False),
                name="a_dimension_computed_once_in_a_report",
            )
        ]

    def __str__(self) -> str:
        return f"{rated_words(self.dimension)}: {rag_words(self.computed_rag)}"


class IndependentRating(TrackedModel):
    """How somebody outside the project rates it: assurance, audit, a critical friend."""

    part_of = "project"
    named_by = "rated_on"

    project = models.ForeignKey(
        Project, on_delete=models.PROTECT, related_name="independent_ratings", editable=False
    )
    rated_on = DayField(_("rated on"), is_fact=True)
    rag = models.CharField(_("rating"), max_length=10, choices=Rag.choices)
    confidence = models.CharField(
        _("delivery confidence"), max_length=20, choices=Confidence.choices, blank=True
    )
    rated_by = models.CharField(
        _("rated by"), max_length=200, help_text=_("Such as Internal audit.")
    )
    finding = LongTextField(_("why"))

    objects: ClassVar = ProjectPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("independent rating")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "rated_on", "rated_by"],
                condition=Q(is_archived=False),
                name="one_independent_rating_a_day",
                violation_error_message=_("They have already rated it on this day."),
            )
        ]

    def __str__(self) -> str:
        return gettext("%(rating)s by %(who)s") % {
            "rating": rag_words(self.rag), "who": self.rated_by,
        }  # fmt: skip


class RatingOverride(TrackedModel):
    """A rating that a named person puts in place of what is rolled up, for one reporting period.
    The computed one stays visible."""

    part_of = "scope"
    named_by = "from_on"

    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="rating_overrides", editable=False
    )
    rag = models.CharField(_("rating"), max_length=10, choices=Rag.choices)
    why = models.CharField(_("why"), max_length=500)
    computed_rag = models.CharField(
        _("computed"), max_length=10, choices=Rag.choices, blank=True, editable=False
    )
    made_by = person_field(_("overridden by"), editable=False, blank=False)
    from_on = models.DateField(_("from"), editable=False)
    until_on = models.DateField(_("until"), editable=False)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("override of a rating")
        verbose_name_plural = _("overrides of ratings")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")), name="override_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["scope", "until_on"],
                condition=Q(is_archived=False),
                name="one_override_a_period",
                violation_error_message=_("The rating of this period is already overridden."),
            ),
        ]

    def __str__(self) -> str:
        return rag_words(self.rag)
