"""Risks, and how they are escalated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.person_fields import person_field
from registers.choices import RESPONSES, Proximity, Response, RiskKind, RiskState
from registers.matrix import scales_of
from registers.models.escalations import Escalatable, Escalation
from registers.models.matrices import RiskMatrix
from values.fields import LongTextField, PartialDateField, PenceField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RATINGS = ("inherent", "current", "target")
SCORES = tuple(f"{rating}_{scale}" for rating in RATINGS for scale in ("likelihood", "impact"))


def score(name: StrPromise) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(name, null=True, blank=True)


def _both_or_neither(rating: str) -> models.CheckConstraint:
    scales = (f"{rating}_likelihood", f"{rating}_impact")
    both = Q(**{f"{scale}__isnull": False for scale in scales})
    return models.CheckConstraint(
        condition=both | Q(**dict.fromkeys(scales)),
        name=f"risk_has_both_{rating}_scores",
        violation_error_message=_("Rate the likelihood and the impact, or neither."),
    )


class Risk(Escalatable):
    """Something uncertain that would do harm (a threat) or good (an opportunity) if it happened:
    its cause, the event, and its effect. It is rated by the matrix of the day of its rating."""

    series = "RSK"
    closed_states = (RiskState.HAPPENED, RiskState.CLOSED)

    due_on = PartialDateField(_("next review"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=RiskState.choices,
        default=RiskState.OPEN,
        editable=False,
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=RiskKind.choices, default=RiskKind.THREAT
    )
    cause = LongTextField(_("cause"), blank=True)
    event = LongTextField(_("event"))
    effect = LongTextField(_("effect"), blank=True)
    inherent_likelihood = score(_("likelihood before any response"))
    inherent_impact = score(_("impact before any response"))
    current_likelihood = score(_("likelihood now"))
    current_impact = score(_("impact now"))
    target_likelihood = score(_("likelihood aimed for"))
    target_impact = score(_("impact aimed for"))
    matrix = models.ForeignKey(
        RiskMatrix,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="risks",
        verbose_name=_("rated by"),
    )
    proximity = models.CharField(
        _("when it may happen"), max_length=20, choices=Proximity.choices, blank=True
    )
    response = models.CharField(_("response"), max_length=20, choices=Response.choices, blank=True)
    mitigation = LongTextField(_("what is done about it"), blank=True)
    impact_pence = PenceField(
        _("cost if it happens"),
        null=True,
        blank=True,
        help_text=_("Of an opportunity: what it would bring. Leave it empty if it is not known."),
    )
    accepted_by = person_field(_("accepted by"), editable=False, blank=False)
    accepted_because = models.CharField(
        _("why it is accepted"), max_length=300, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("risk")
        constraints = [
            *(_both_or_neither(rating) for rating in RATINGS),
            models.CheckConstraint(
                condition=Q(response="")
                | Q(kind=RiskKind.THREAT, response__in=RESPONSES[RiskKind.THREAT])
                | Q(kind=RiskKind.OPPORTUNITY, response__in=RESPONSES[RiskKind.OPPORTUNITY]),
                name="risk_response_suits_its_kind",
                violation_error_message=_(
                    "A threat is avoided, reduced, transferred, shared or accepted; an opportunity "
                    "is exploited, enhanced, shared or accepted."
                ),
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None, accepted_because="")
                | Q(accepted_by__isnull=False) & ~Q(accepted_because=""),
                name="accepted_risk_says_by_whom_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=RiskState.ACCEPTED) | Q(accepted_by__isnull=False),
                name="risk_is_accepted_by_somebody",
            ),
        ]

    def clean(self) -> None:
        """Refuses scores outside the matrix."""
        super().clean()
        if self.matrix is None:
            return
        sizes = dict(zip(("likelihood", "impact"), scales_of(self.matrix).size, strict=True))
        errors = {
            f"{rating}_{scale}": gettext("On this matrix scores go from 1 to %(most)d.")
            % {"most": most}
            for rating in RATINGS
            for scale, most in sizes.items()
            if not 1 <= (getattr(self, f"{rating}_{scale}") or 1) <= most
            or getattr(self, f"{rating}_{scale}") == 0
        }
        if errors:
            raise ValidationError(errors)


class RiskEscalation(Escalation):
    """A risk taken to the scope above."""

    entry = models.ForeignKey(
        Risk,
        on_delete=models.PROTECT,
        related_name="escalations",
        editable=False,
        verbose_name=_("risk"),
    )

    class Meta(Escalation.Meta):
        verbose_name = _("escalation of a risk")
        verbose_name_plural = _("escalations of risks")
