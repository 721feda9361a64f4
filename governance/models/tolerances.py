"""Tolerances, and the exceptions that are raised when a forecast goes beyond one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.choices import ExceptionState, ToleranceKind
from governance.models.boards import Board
from governance.models.decisions import Decision
from governance.querysets import ToleranceExceptionQuerySet, ToleranceQuerySet
from people.models import Scope
from values.fields import LongTextField


class Tolerance(TrackedModel):
    """How far a programme or a project may stray from what was agreed before those above it must
    decide. Once agreed, only a decision changes it."""

    part_of = "scope"
    named_by = "kind"
    only_by_decision = ("limit", "board")

    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="tolerances", editable=False
    )
    kind = models.CharField(_("of"), max_length=20, choices=ToleranceKind.choices)
    limit = models.PositiveIntegerField(
        _("limit"), help_text=_("In days, in milestones, or as a score, by what it is of.")
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tolerances",
        verbose_name=_("board that decides on exceptions"),
    )
    note = LongTextField(_("note"), blank=True)

    objects: ClassVar = ToleranceQuerySet.as_manager()

    class Meta:
        verbose_name = _("tolerance")
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "kind"],
                condition=Q(is_archived=False),
                name="one_tolerance_of_a_kind",
                violation_error_message=_("There is a tolerance of this kind already."),
            )
        ]

    def __str__(self) -> str:
        return str(ToleranceKind(self.kind).label)


class ToleranceException(TrackedModel):
    """A forecast beyond a tolerance, raised by itself by whatever moved the forecast. Those who
    lead say what can be done; the board, or whoever is above, decides."""

    part_of = "tolerance"
    named_by = "reference"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    tolerance = models.ForeignKey(
        Tolerance, on_delete=models.PROTECT, related_name="exceptions", editable=False
    )
    limit = models.PositiveIntegerField(_("limit"), editable=False)
    forecast = models.PositiveIntegerField(_("forecast"), editable=False)
    cause = models.CharField(_("because of"), max_length=400, editable=False)
    options = LongTextField(
        _("options"), blank=True, help_text=_("What can be done, and what each would cost.")
    )
    recommendation = LongTextField(_("what you recommend"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ExceptionState.choices,
        default=ExceptionState.OPEN,
        editable=False,
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="exceptions",
        verbose_name=_("decision"),
    )

    objects: ClassVar = ToleranceExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("exception")
        constraints = [
            models.UniqueConstraint(
                fields=["tolerance"],
                condition=Q(state=ExceptionState.OPEN),
                name="one_exception_of_a_tolerance_is_open",
            ),
            models.CheckConstraint(
                condition=Q(state=ExceptionState.DECIDED, decision__isnull=False)
                | (~Q(state=ExceptionState.DECIDED) & Q(decision=None)),
                name="decided_exception_has_its_decision",
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)
