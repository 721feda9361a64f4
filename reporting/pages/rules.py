"""The pages of the rules of ratings, and of independent ratings."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.pages.deadlines import RulePages
from people.choices import Act
from people.models import Person
from projects.models import Project
from projects.pages import project_crumbs
from records.pages.record_pages import PartPages
from reporting.actions.rules import add_dated_rule
from reporting.forms.rules import (
    ConfidenceScaleForm,
    IndependentRatingForm,
    RatingRuleForm,
    RollUpRuleForm,
)
from reporting.models import ConfidenceScale, IndependentRating, RatingRule, RollUpRule


class DatedRulePages(RulePages):
    """Rules of ratings are the council's."""

    namespace = "reporting"
    plural: ClassVar[str]

    def create(self, parent: None, /, *, by: Person, **fields: Any) -> Any:
        return add_dated_rule(self.model, by=by, **fields)

    def crumbs_of_parent(self, parent: None) -> list[tuple[str, str]]:
        return [(self.heading, reverse(f"reporting:{self.name}_list"))]


class RatingRulePages(DatedRulePages):
    model = RatingRule
    form_class = RatingRuleForm
    name = "rating_rule"

    @property
    def heading(self) -> str:
        return _("Rating rules")


class RollUpRulePages(DatedRulePages):
    model = RollUpRule
    form_class = RollUpRuleForm
    name = "roll_up_rule"

    @property
    def heading(self) -> str:
        return _("Roll-up rules")


class ConfidenceScalePages(DatedRulePages):
    model = ConfidenceScale
    form_class = ConfidenceScaleForm
    name = "confidence_scale"

    @property
    def heading(self) -> str:
        return _("Confidence scales")


class IndependentRatingPages(PartPages):
    """Entered by the programme, not by the project that is rated."""

    model = IndependentRating
    form_class = IndependentRatingForm
    act = Act.ACCEPT_REPORT
    namespace, name = "reporting", "independent_rating"

    def crumbs_of_parent(self, parent: Project) -> list[tuple[str, str]]:
        return project_crumbs(parent)
