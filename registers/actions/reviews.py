"""Writes of reviews: scales of judgements, and recommendations that become actions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from audit import writing
from audit.writing import audited
from people.models import Person
from registers.actions.actions import record_linked
from registers.choices import Relation
from registers.models import Action, JudgementScale, Review


def add_scale(*, by: Person, reason: str = "", **fields: Any) -> JudgementScale:
    """Add a scale of judgements and return it."""
    with audited(by=by, reason=reason or _("Scale of judgements added")):
        reference = writing.next_reference("SCA")
        return writing.create(JudgementScale, reference=reference, **fields)


def act_on_review(
    review: Review, rows: Iterable[Mapping[str, Any]], *, by: Person, reason: str = ""
) -> list[Action]:
    """Make actions of a review's recommendations, all or none, each linked to the review, and
    return them. They lie in the scope of the review."""
    said = reason or _("Recommendations made into actions")
    return record_linked(rows, review, relation=Relation.COMES_FROM, by=by, reason=said)
