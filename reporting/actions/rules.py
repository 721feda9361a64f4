"""Writes of the rules of ratings, of independent ratings and of overrides."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.actions import create_record
from audit.errors import Refused
from audit.writing import audited
from people.models import Person, Scope
from programmes.choices import rag_words
from reporting.choices import Points, RollUp, RuleKey
from reporting.models import ConfidenceScale, RatingOverride, RatingRule, RollUpRule
from reporting.models.rules import DatedRule
from reporting.queries.periods import end_of_period
from reporting.rolling_up import of_scope
from values import clock

SERIES: dict[type[DatedRule], str] = {RatingRule: "RTR", RollUpRule: "RUR", ConfidenceScale: "DCS"}
SHIPPED_FROM = date(2000, 1, 1)
SHIPPED = {
    RuleKey.SLIP: (14, 42),
    RuleKey.OVERDUE: (1, 3),
    RuleKey.CHANGES: (2, 5),
    RuleKey.BENEFITS: (1, 3),
    RuleKey.RISKS: (1, 3),
}
"""From which number on each rule that comes with Mandate makes amber, and red."""


def add_dated_rule(model: type[Any], *, by: Person, reason: str = "", **fields: Any) -> Any:
    """Add a rule that holds from a day on, and return it."""
    with audited(by=by, reason=reason or _("Rule added")):
        return writing.create(model, reference=writing.next_reference(SERIES[model]), **fields)


def load_shipped_ratings(*, by: Person, valid_from: date = SHIPPED_FROM) -> None:
    """Add the rules of ratings that come with Mandate."""
    with audited(by=by, reason=_("Rules of ratings that come with Mandate")):
        for key, (amber, red) in SHIPPED.items():
            said: dict[str, Any] = {"key": key, "amber_from": amber, "red_from": red}
            add_dated_rule(RatingRule, by=by, valid_from=valid_from, **said)
        add_dated_rule(RollUpRule, by=by, valid_from=valid_from, method=RollUp.THIRD)
        add_dated_rule(ConfidenceScale, by=by, valid_from=valid_from, points=Points.FIVE)


def override_rating(
    scope: Scope, *, by: Person, rag: str, why: str, reason: str = ""
) -> RatingOverride:
    """Put a rating in place of the one that is rolled up for a programme or a portfolio, until its
    present period ends, and return it. Raises Refused without a reason, and for the rating that the
    rule makes anyway."""
    why = why.strip()
    if not why:
        sentence = _("Say why you override the rating.")
        raise Refused(sentence, {"why": [sentence]})
    with audited(by=by, reason=reason or _("Rating overridden: %(why)s") % {"why": why}):
        found = of_scope(scope)
        if rag == found.rag:
            sentence = _("The rule makes it %(rating)s anyway.") % {"rating": rag_words(rag)}
            raise Refused(sentence, {"rag": [sentence]})
        today = clock.today()
        return create_record(
            RatingOverride,
            by=by,
            scope=scope,
            rag=rag,
            why=why,
            computed_rag=found.rag,
            made_by=by,
            from_on=today,
            until_on=end_of_period(scope, today),
        )
