"""Lists of the rules of ratings."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy, ngettext

from meetings.views.deadlines import RuleList
from people.models import Person
from reporting.columns import CONFIDENCE_SCALES, RATING_RULES, ROLL_UP_RULES
from reporting.models import ConfidenceScale, RatingRule, RollUpRule
from reporting.pages.rules import ConfidenceScalePages, RatingRulePages, RollUpRulePages


class DatedRuleList(RuleList):
    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        rows: QuerySet = self.model.objects.at(moment).visible_to(person)
        return rows.order_by("-valid_from", "-id")

    def count_words(self, count: int) -> str:
        return ngettext("%(n)d rule", "%(n)d rules", count) % {"n": count}


class RatingRuleList(DatedRuleList):
    pages = RatingRulePages()
    model = RatingRule
    item, name = "rating_rules", "rating-rules"
    heading = gettext_lazy("Rating rules")
    columns = RATING_RULES
    none_yet = gettext_lazy("Without a rule, no rating is worked out.")


class RollUpRuleList(DatedRuleList):
    pages = RollUpRulePages()
    model = RollUpRule
    item, name = "roll_up_rules", "roll-up-rules"
    heading = gettext_lazy("Roll-up rules")
    columns = ROLL_UP_RULES
    none_yet = gettext_lazy("Without a rule, a programme is rated as the worst of its projects.")


class ConfidenceScaleList(DatedRuleList):
    pages = ConfidenceScalePages()
    model = ConfidenceScale
    item, name = "confidence_scales", "confidence-scales"
    heading = gettext_lazy("Confidence scales")
    columns = CONFIDENCE_SCALES
    none_yet = gettext_lazy("Without a scale, delivery confidence has five points.")
