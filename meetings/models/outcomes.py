"""What a meeting decided in an item, and how it voted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Decision
from meetings.choices import MotionState, VoteCast
from meetings.models.agendas import AgendaItem
from meetings.querysets import ItemPartQuerySet, VoteQuerySet
from people.models import Appointment, RestrictableModel
from values.fields import LongTextField


class ItemDecision(RestrictableModel):
    """What was put to a meeting in an item, and what came of it. When it is carried, it is entered
    in the register of decisions. Where nobody asked for a vote, no votes are counted."""

    part_of = "item"
    never_changes = ("item",)

    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="decisions", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    text = LongTextField(_("what is decided"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MotionState.choices,
        default=MotionState.PUT,
        editable=False,
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    votes_abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)
    casting_vote = models.CharField(
        _("casting vote"), max_length=10, choices=VoteCast.choices[:2], blank=True
    )
    is_by_name = models.BooleanField(_("by name"), default=False, editable=False)
    decision = models.OneToOneField(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="taken_in",
        verbose_name=_("decision"),
    )

    objects: ClassVar = ItemPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of a meeting")
        verbose_name_plural = _("decisions of a meeting")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "title"],
                condition=Q(is_archived=False),
                name="a_decision_once_in_an_item",
                violation_error_message=_("The meeting has already decided this in this item."),
            ),
            models.CheckConstraint(
                condition=Q(votes_for=None, votes_against=None, votes_abstained=None)
                | Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstained__isnull=False,
                ),
                name="votes_counted_together",
                violation_error_message=_(
                    "Count the votes for, against and abstained, or leave all three empty."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state=MotionState.CARRIED, decision__isnull=False)
                | ~Q(state=MotionState.CARRIED) & Q(decision=None),
                name="what_is_carried_is_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Vote(RestrictableModel):
    """How a seat voted, where a vote was taken by name."""

    part_of = "item_decision"
    named_by = "voter"
    never_changes = ("item_decision", "seat", "voter", "cast")
    untold = ("seat",)  # who votes is told

    item_decision = models.ForeignKey(
        ItemDecision, on_delete=models.PROTECT, related_name="votes", editable=False
    )
    seat = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="votes", verbose_name=_("seat")
    )
    voter = models.CharField(_("who votes"), max_length=300, editable=False)
    cast = models.CharField(_("vote"), max_length=10, choices=VoteCast.choices)

    objects: ClassVar = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        constraints = [
            models.UniqueConstraint(
                fields=["item_decision", "seat"],
                name="a_seat_votes_once",
                violation_error_message=_("This seat has already voted: nobody votes twice."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_cast_display())
