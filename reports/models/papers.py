"""Committee papers: what officers write around the facts that the records hold."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Board
from meetings.models import Meeting
from people.models import Person, RestrictableModel, Scope
from people.person_fields import person_field
from programmes.models import Programme
from reports.choices import ClearanceState, Exemption, HeadingLevel, PaperState
from reports.models.formats import ReportFormat
from reports.querysets import (
    ClearanceQuerySet,
    PaperPartQuerySet,
    PaperQuerySet,
)
from values.fields import DayField, LongTextField
from values.languages import LANGUAGES


class Paper(RestrictableModel):
    """A report to a board or committee about one programme, several or none. It shows the present;
    what went to the board is a publication of it.

    It lies in the scope of its first programme; where it serves none, in that of its board. Others
    that it serves are `PaperProgramme`. A right is held in every programme that it serves, where
    there is none on its board (docs/adr/0027-papers-of-several-programmes.md)."""

    part_of = "programme"
    untold = ("scope",)  # follows from the programme and the board

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="papers", editable=False
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("first programme"),
    )
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="papers", verbose_name=_("board or committee")
    )
    format = models.ForeignKey(
        ReportFormat, on_delete=models.PROTECT, related_name="papers", verbose_name=_("format")
    )
    title = models.CharField(_("title"), max_length=300)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PaperState.choices,
        default=PaperState.DRAFT,
        editable=False,
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("meeting"),
        help_text=_("The meeting that it is submitted for, if that is planned here."),
    )
    meeting_on = DayField(
        _("meeting date"),
        null=True,
        blank=True,
        help_text=_("Only where no meeting is chosen, which has its own date."),
    )
    agenda_item = models.CharField(_("agenda item"), max_length=10, blank=True)
    report_of = models.CharField(
        _("report of"), max_length=200, blank=True, help_text=_("A job title, not a name.")
    )
    signatory = person_field(_("signatory"), related_name="papers_signed")
    signatory_lines = LongTextField(
        _("signature as it goes on"),
        blank=True,
        help_text=_("Below the name and post: a department and a place, each on its own line."),
    )
    contact = person_field(_("contact for enquiries"), related_name="papers_answered")
    contact_lines = LongTextField(
        _("contact as it is printed"),
        blank=True,
        help_text=_(
            "For somebody who is not in Mandate, or to print more: a name, a role, a department "
            "and an address, each on its own line."
        ),
    )
    divisions_affected = models.CharField(
        _("electoral divisions and members affected"), max_length=300, blank=True, default="All"
    )
    reference_code = models.CharField(
        _("committee reference code"), max_length=20, blank=True, help_text=_("Such as C0025.")
    )
    late_reason = LongTextField(
        _("why it is late"), blank=True, help_text=_("Only of a late report: printed as a notice.")
    )
    urgency_reason = LongTextField(
        _("why it is urgent"),
        blank=True,
        help_text=_("Only where the chair agrees that it is: printed as a notice."),
    )
    key_decision = models.CharField(
        _("key decision reference"), max_length=40, blank=True, help_text=_("Of a key decision.")
    )
    exemption = models.CharField(
        _("exempt from publication"),
        max_length=10,
        choices=Exemption.choices,
        default=Exemption.NONE,
        blank=True,
    )
    exempt_paragraphs = models.CharField(
        _("exempt under paragraphs"), max_length=40, blank=True, help_text=_("Such as 3 and 5.")
    )

    figures_at = models.DateTimeField(
        _("moment of its figures"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty while they follow the records."),
    )

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.meeting is not None and self.meeting.board_id != self.board_id:
            raise ValidationError({"meeting": _("Choose a meeting of the board that it goes to.")})

    def follow(self) -> None:
        super().follow()
        self.scope_id = (self.programme or self.board).scope_id
        if self.meeting is not None:
            self.meeting_on = self.meeting.held_on

    @property
    def stands_in(self) -> tuple[Scope, ...]:
        """The scopes in each of which a right to it must be held. One query, unless `SERVED` was
        prefetched."""
        return tuple(one.scope for one in self.serves) or (self.board.scope,)

    @property
    def serves(self) -> tuple[Programme, ...]:
        """The programmes that it serves now, the first one first. One query, unless `SERVED` was
        prefetched."""
        if self.programme is None:
            return ()
        models.prefetch_related_objects([self], SERVED)
        further = self.further  # type: ignore[attr-defined]  # prefetched
        return (self.programme, *(link.programme for link in further))


class PaperProgramme(RestrictableModel):
    """A further programme that a paper serves, besides its first one."""

    part_of = "paper"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="also_serves", editable=False
    )
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="papers_besides", editable=False
    )
    position = models.PositiveIntegerField(_("order"), default=0, editable=False)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("further programme")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "programme"],
                name="a_programme_once_in_a_paper",
                violation_error_message=_("The paper already serves this programme."),
            )
        ]

    def __str__(self) -> str:
        return str(self.programme)


SERVED: models.Prefetch = models.Prefetch(
    "also_serves",
    PaperProgramme._base_manager.filter(is_archived=False)
    .select_related("programme__scope")
    .order_by("position", "id"),
    to_attr="further",
)


class PaperSection(RestrictableModel):
    """A heading of a paper and the text under it. The key stays when the heading changes."""

    part_of = "paper"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="sections", editable=False
    )
    key = models.CharField(_("key"), max_length=120, editable=False)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    level = models.CharField(
        _("level"), max_length=10, choices=HeadingLevel.choices, default="", blank=True
    )
    after = models.CharField(
        _("stands after"),
        max_length=120,
        blank=True,
        default="",
        help_text=_("The key of another section. Empty: where the format has it."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=[("", _("That of the paper")), *LANGUAGES],
        default="",
        blank=True,
        help_text=_("Where it is another than that of the paper: it is read aloud in this one."),
    )
    body = LongTextField(_("text"), blank=True)
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        constraints = [models.UniqueConstraint(fields=["paper", "key"], name="one_section_per_key")]

    def __str__(self) -> str:
        return self.heading or self.key


class PaperValue(RestrictableModel):
    """What a paper says in a header field that its format has of its own."""

    part_of = "paper"
    named_by = "key"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="values", editable=False
    )
    key = models.CharField(_("field"), max_length=50, editable=False)
    text = models.CharField(_("text"), max_length=300, blank=True)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("header field")
        constraints = [
            models.UniqueConstraint(fields=["paper", "key"], name="one_value_of_a_field")
        ]

    def __str__(self) -> str:
        return self.key


class Recommendation(RestrictableModel):
    """What a paper asks the committee to resolve."""

    part_of = "paper"

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="recommendations", editable=False
    )
    text = LongTextField(_("recommendation"))
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = PaperPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")

    def __str__(self) -> str:
        return self.text[:80]


class Clearance(RestrictableModel):
    """What a clearing officer says about a paper: that they clear the version with this digest,
    with comments to print, or what must change first. Nobody else writes it. An edit of the paper
    makes it void (`reports/queries/digests.py`), and so does a change in a fact that the paper
    prints (`documents/printed.py`)."""

    part_of = "paper"
    untold = (
        "kind",
        "printed",
        "digest",
        "asked_at",
        "decided_at",
    )  # values for machines; its own moment

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="clearances", editable=False
    )
    kind = models.CharField(_("kind"), max_length=50, editable=False)
    heading = models.CharField(_("clearance"), max_length=300, editable=False)
    officer = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("clearing officer"),
    )
    asked_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("asked for by"),
    )
    asked_at = models.DateTimeField(_("asked for"), editable=False)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ClearanceState.choices,
        default=ClearanceState.WAITING,
        editable=False,
    )
    text = LongTextField(_("comments"), blank=True)
    initials = models.CharField(_("initials"), max_length=6, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    given_on = DayField(_("day of the sign-off"), null=True, blank=True)
    digest = models.CharField(
        _("digest of the cleared version"), max_length=64, blank=True, editable=False
    )
    void_because = models.CharField(
        _("void because"), max_length=500, blank=True, default="", editable=False
    )
    printed = models.CharField(
        _("digest of what it printed"), max_length=64, blank=True, default="", editable=False
    )

    objects: ClassVar = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("clearance")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "kind"],
                condition=Q(is_archived=False),
                name="one_clearance_of_a_kind",
                violation_error_message=_("This clearance has already been asked for."),
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None, given_on=None, initials="", digest="")
                | Q(
                    state="not_cleared",
                    decided_at__isnull=False,
                    given_on=None,
                    initials="",
                    digest="",
                )
                & ~Q(text="")
                | Q(state="cleared", decided_at__isnull=False, given_on__isnull=False)
                & ~Q(text="")
                & ~Q(initials="")
                & ~Q(digest=""),
                name="clearance_is_what_its_state_says",
                violation_error_message=_(
                    "A clearance that was given has comments, initials and the version that was "
                    "cleared; one that was refused says what must change."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.heading
