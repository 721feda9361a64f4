"""Decisions: what was decided, by whom, why, and what else was considered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.choices import DecisionState, DecisionWay
from governance.models.boards import Board
from people.models import Restriction
from people.person_fields import person_field
from programmes.registers import RegisterEntry
from values.fields import DayField, LongTextField


class Decision(RegisterEntry):
    """What a board, or an officer under delegation, decided, with what the law asks the record of
    an executive decision to hold (regulations 12 and 13 of SI 2012/2089). It never changes: a
    decision that is reconsidered is a new one, which points back. Only who sees to it, by when and
    the notes may follow. It is closed with the item of a meeting in which it was taken."""

    series = "DEC"
    restricted_by = "restriction"
    closed_states = (DecisionState.RECONSIDERED,)
    never_changes = (
        "title", "text", "made_by_way", "board", "made_on", "maker", "delegation", "replies",
        "reasons", "options_rejected", "interests", "dispensations", "is_key", "call_in",
        "effective_on", "reconsiders",
    )  # fmt: skip

    text = LongTextField(
        _("what was decided"), help_text=_("In the words of the resolution or the statement.")
    )
    made_by_way = models.CharField(
        _("how it was taken"),
        max_length=20,
        choices=DecisionWay.choices,
        default=DecisionWay.MEETING,
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("board"),
        help_text=_("The board that decided, or that delegated the decision to an officer."),
    )
    made_on = DayField(_("decided on"))
    maker = person_field(
        _("officer who decided"),
        related_name="decisions_made",
        help_text=_("Only for a decision under delegation. Type part of a name."),
    )
    delegation = models.CharField(
        _("source of the delegation"),
        max_length=300,
        blank=True,
        help_text=_("Such as a paragraph of the scheme of delegation."),
    )
    replies = LongTextField(
        _("replies"),
        blank=True,
        help_text=_("For a written procedure: who replied, on which day, and how."),
    )
    reasons = LongTextField(_("reasons"), blank=True)
    options_rejected = LongTextField(_("options considered and rejected"), blank=True)
    interests = LongTextField(
        _("interests declared"), blank=True, help_text=_("Leave it empty if there were none.")
    )
    dispensations = LongTextField(_("dispensations"), blank=True)
    is_key = models.BooleanField(_("key decision"), default=False)
    call_in = models.BooleanField(_("subject to call-in"), default=False)
    effective_on = DayField(
        _("effective from"),
        null=True,
        blank=True,
        help_text=_("Leave it empty if it takes effect at once."),
    )
    reconsiders = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reconsidered_by",
        verbose_name=_("reconsiders"),
        help_text=_("The earlier decision that this one takes the place of."),
    )
    restriction = models.ForeignKey(
        Restriction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("restriction"),
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=DecisionState.choices,
        default=DecisionState.STANDS,
        editable=False,
    )

    class Meta:
        verbose_name = _("decision")
        constraints = [
            models.CheckConstraint(
                condition=~Q(made_by_way=DecisionWay.OFFICER)
                | (Q(maker__isnull=False) & ~Q(delegation="")),
                name="delegated_decision_says_by_whom_and_whence",
                violation_error_message=_(
                    "Name the officer who decided, and the source of the delegation."
                ),
            ),
            models.CheckConstraint(
                condition=Q(made_by_way=DecisionWay.OFFICER) | Q(board__isnull=False, maker=None),
                name="decision_of_a_board_names_it",
                violation_error_message=_("Name the board that decided, and no officer."),
            ),
            models.CheckConstraint(
                condition=Q(effective_on=None) | Q(effective_on__gte=F("made_on")),
                name="decision_takes_effect_after_it_is_made",
                violation_error_message=_(
                    "A decision cannot take effect before the day on which it was made."
                ),
            ),
        ]
