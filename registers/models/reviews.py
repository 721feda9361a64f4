"""Reviews: what inspectors, peers, auditors and assurers found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.models import AttachedFile
from programmes.registers import RegisterEntry
from registers.choices import ReviewKind
from registers.querysets import ReviewPartQuerySet, ReviewQuerySet, ScaleQuerySet
from values.fields import DayField, LongTextField, PartialDateField, not_before


class JudgementScale(TrackedModel):
    """The words in which a regulator judges, from a day to a day, the best first. A judgement keeps
    its word, whatever happens to the scale."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    grades = LongTextField(_("grades"), help_text=_("One on each line, the best first."))
    valid_from = DayField(_("used from"), null=True, blank=True)
    valid_until = DayField(_("used until"), null=True, blank=True)

    objects: ClassVar = ScaleQuerySet.as_manager()

    class Meta:
        verbose_name = _("scale of judgements")
        verbose_name_plural = _("scales of judgements")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="scale_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Review(RegisterEntry):
    """An inspection, peer challenge, audit or other look from outside: who looked, when, and what
    they judged. Its recommendations become actions that come from it."""

    series = "REV"

    kind = models.CharField(_("kind"), max_length=20, choices=ReviewKind.choices)
    reviewer = models.CharField(
        _("regulator or reviewer"), max_length=200, help_text=_("Such as Ofsted.")
    )
    covers = LongTextField(_("what it looked at"), blank=True)
    starts_on = PartialDateField(_("from"), null=True, blank=True)
    ends_on = PartialDateField(_("to"), null=True, blank=True)
    published_on = PartialDateField(_("published"), null=True, blank=True, is_fact=True)
    scale = models.ForeignKey(
        JudgementScale,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reviews",
        verbose_name=_("judged on"),
    )
    overall = models.CharField(
        _("overall judgement"),
        max_length=100,
        blank=True,
        help_text=_("In the reviewer’s own word. Leave empty if there was none."),
    )
    findings = LongTextField(_("what it found"), blank=True)
    address = models.URLField(_("where it is published"), max_length=500, blank=True)

    objects: ClassVar = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        constraints = [
            models.CheckConstraint(
                condition=not_before("ends_on", "starts_on"),
                name="review_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            )
        ]


class Judgement(TrackedModel):
    """What a review judged of one area, in its own word."""

    part_of = "review"
    named_by = "area"

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="judgements", editable=False
    )
    area = models.CharField(_("area"), max_length=200)
    grade = models.CharField(_("judgement"), max_length=100)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = ReviewPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("judgement")
        constraints = [
            models.UniqueConstraint(
                fields=["review", "area"],
                condition=models.Q(is_archived=False),
                name="an_area_once_in_a_review",
                violation_error_message=_("This area already has a judgement."),
            )
        ]

    def __str__(self) -> str:
        return self.area


class ReviewFile(AttachedFile):
    """The letter or report of a review."""

    part_of = "review"

    review = models.ForeignKey(
        Review, on_delete=models.PROTECT, related_name="files", editable=False
    )

    objects: ClassVar = ReviewPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter or report")
        verbose_name_plural = _("letters and reports")
