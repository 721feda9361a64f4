"""The forward plan: what boards are expected to decide, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.choices import ExpectedRestriction, NoticeException, PlanState
from meetings.models.agendas import AgendaItem
from meetings.models.meetings import Meeting
from people.paragraphs import choices
from programmes.registers import RegisterEntry
from values.fields import DayField, LongTextField


class ForwardPlanItem(RegisterEntry):
    """A matter that a board is expected to decide at a meeting, on a day or in a period, whether it
    is a key decision, and what the public is told beforehand. Its scope is the board's."""

    series = "FPL"
    closed_states = (PlanState.DECIDED, PlanState.WITHDRAWN)

    state = models.CharField(
        _("state"), max_length=20, choices=PlanState.choices, default=PlanState.EXPECTED
    )
    about = LongTextField(
        _("what is to be decided"),
        blank=True,
        help_text=_("One or two sentences, as the public reads them."),
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forward_plan_items",
        verbose_name=_("meeting"),
    )
    is_key = models.BooleanField(_("a key decision"), default=False)
    key_because = LongTextField(
        _("why it is a key decision"),
        blank=True,
        help_text=_("Such as the sum above which the council’s decisions are key."),
    )
    restriction_expected = models.CharField(
        _("restriction expected"),
        max_length=20,
        choices=ExpectedRestriction.choices,
        default=ExpectedRestriction.OPEN,
    )
    paragraph = models.CharField(_("reason in law"), max_length=20, choices=choices, blank=True)
    restricted_because = LongTextField(_("why the public may not see it"), blank=True)
    documents = LongTextField(
        _("documents to be considered"), blank=True, help_text=_("One a line.")
    )
    first_published_on = DayField(_("notice first published"), null=True, blank=True, is_fact=True)
    exception = models.CharField(
        _("without the full notice"), max_length=20, choices=NoticeException.choices, blank=True
    )
    exception_because = LongTextField(
        _("why it could not wait"),
        blank=True,
        help_text=_("And who was told or agreed, and when: this is published."),
    )
    agenda_item = models.OneToOneField(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="forward_plan_item",
        verbose_name=_("agenda item"),
    )

    class Meta:
        verbose_name = _("forward plan item")
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, due_on=None)
                | Q(meeting=None, due_on__isnull=False),
                name="forward_plan_says_when",
                violation_error_message=_(
                    "Say when it is to be decided: choose a meeting, or give a date; not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(is_key=False) | ~Q(key_because=""),
                name="key_decision_says_why",
                violation_error_message=_("Say why it is a key decision."),
            ),
            models.CheckConstraint(
                condition=Q(restriction_expected=ExpectedRestriction.OPEN)
                | ~Q(paragraph="") & ~Q(restricted_because=""),
                name="expected_restriction_says_why",
                violation_error_message=_(
                    "A report that is to be exempt names the reason in law, and says why."
                ),
            ),
            models.CheckConstraint(
                condition=Q(exception="") | Q(is_key=True) & ~Q(exception_because=""),
                name="exception_says_why",
                violation_error_message=_(
                    "Only a key decision is excepted from notice, and says why it could not wait."
                ),
            ),
        ]
