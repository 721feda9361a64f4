"""The rules of ratings, as data: each holds from a day on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from reporting.choices import Points, RollUp, RuleKey
from reporting.querysets import DatedRuleQuerySet
from values import words
from values.fields import DayField


class DatedRule(TrackedModel):
    """A rule that holds from a day on, until a newer one of its kind."""

    named_by = "valid_from"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    valid_from = DayField(_("valid from"))

    objects: ClassVar = DatedRuleQuerySet.as_manager()

    class Meta:
        abstract = True


class RatingRule(DatedRule):
    """From which number on something that is counted makes a dimension amber, and red."""

    key = models.CharField(_("what is counted"), max_length=20, choices=RuleKey.choices)
    amber_from = models.PositiveIntegerField(_("amber from"))
    red_from = models.PositiveIntegerField(_("red from"))

    class Meta:
        verbose_name = _("rating rule")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                condition=Q(is_archived=False),
                name="one_rating_rule_of_a_kind_from_a_day",
                violation_error_message=_("There already is such a rule from that day."),
            ),
            models.CheckConstraint(
                condition=Q(amber_from__gte=1) & Q(red_from__gte=F("amber_from")),
                name="rating_rule_is_red_after_amber",
                violation_error_message=_("Amber begins at 1 or more, and Red not below Amber."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_key_display())


class RollUpRule(DatedRule):
    """How the ratings of projects make that of their programme, and of the portfolio."""

    method = models.CharField(_("method"), max_length=20, choices=RollUp.choices)

    class Meta:
        verbose_name = _("roll-up rule")
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=Q(is_archived=False),
                name="one_roll_up_rule_from_a_day",
                violation_error_message=_("There already is a rule from that day."),
            )
        ]

    def __str__(self) -> str:
        return gettext("%(method)s, from %(day)s") % {
            "method": self.get_method_display(),
            "day": words.day(self.valid_from),
        }


class ConfidenceScale(DatedRule):
    """The scale on which delivery confidence is reported from a day on. Reports keep the word of
    their day, and words of two scales are never averaged."""

    points = models.CharField(_("points"), max_length=10, choices=Points.choices)

    class Meta:
        verbose_name = _("confidence scale")
        constraints = [
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=Q(is_archived=False),
                name="one_confidence_scale_from_a_day",
                violation_error_message=_("There already is a scale from that day."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_points_display())
