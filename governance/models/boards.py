"""Boards: the groups that direct, and the committees that receive papers."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from audit.rings import leads_back, lock_tree
from governance.models.kinds import BodyKind
from governance.querysets import BoardQuerySet, SponsorshipQuerySet
from people.models import Scope
from programmes.models import Programme
from values import clock
from values.fields import DayField, LongTextField

ALREADY = _("It is already sponsored by this body.")


class Board(TrackedModel):
    """A board, group or committee. Its seats are appointments in its scope."""

    part_of = "programme"
    takes_archived = ("succeeds",)

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    scope = models.OneToOneField(
        Scope, on_delete=models.PROTECT, related_name="board", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    kind = models.ForeignKey(
        BodyKind, on_delete=models.PROTECT, related_name="boards", verbose_name=_("kind")
    )
    programme = models.ForeignKey(
        Programme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="boards",
        verbose_name=_("programme"),
        help_text=_("The programme it directs. A committee of the council has none."),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("reports to"),
    )
    purpose = LongTextField(_("purpose"), blank=True)
    succeeds = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name=_("succeeds"),
        help_text=_("The body whose work it took over. Its papers and decisions stay with it."),
    )
    succeeded_on = DayField(_("took over on"), null=True, blank=True)

    objects: ClassVar = BoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("board")
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="board_not_its_own_parent",
                violation_error_message=_("A board cannot report to itself."),
            ),
            models.CheckConstraint(
                condition=~Q(succeeds=F("id")),
                name="board_not_its_own_successor",
                violation_error_message=_("A board cannot succeed itself."),
            ),
            models.CheckConstraint(
                condition=Q(succeeds__isnull=True, succeeded_on__isnull=True)
                | Q(succeeds__isnull=False, succeeded_on__isnull=False),
                name="board_succeeds_on_a_day",
                violation_error_message=_("Give both the body that it succeeds and the day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.pk is not None and "parent" in (self.changing or ("parent",)):
            refuse_ring(self, self.parent_id, "parent")


class Sponsorship(TrackedModel):
    """A body sponsors another, from a day to a day: it set the other up, hears its progress, and
    says when its work is done."""

    part_of = "board"

    board = models.ForeignKey(
        Board,
        on_delete=models.PROTECT,
        editable=False,
        related_name="sponsorships",
        verbose_name=_("sponsored body"),
    )
    sponsor = models.ForeignKey(
        Board, on_delete=models.PROTECT, related_name="sponsoring", verbose_name=_("sponsored by")
    )
    starts_on = DayField(_("first day"), null=True, blank=True)
    ends_on = DayField(_("last day"), null=True, blank=True)

    objects: ClassVar = SponsorshipQuerySet.as_manager()

    class Meta:
        verbose_name = _("sponsoring body")
        verbose_name_plural = _("sponsoring bodies")
        constraints = [
            models.UniqueConstraint(
                fields=["board", "sponsor"],
                condition=Q(is_archived=False, ends_on=None),
                name="sponsorship_once",
                violation_error_message=ALREADY,
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="sponsorship_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                condition=~Q(board=F("sponsor")),
                name="sponsorship_of_another",
                violation_error_message=_("A body cannot sponsor itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.sponsor)

    def clean(self) -> None:
        """One body sponsors another once at a time, and none sponsors what stands above it."""
        super().clean()
        if self.sponsor_id is None or self.is_archived:
            return
        others = Sponsorship.objects.live().filter(board=self.board_id, sponsor=self.sponsor_id)
        if others.exclude(pk=self.pk).within(self.starts_on, self.ends_on).exists():
            raise ValidationError({"sponsor": ALREADY})
        if self.ends_on is None or self.ends_on >= clock.today():
            refuse_ring(self.board, self.sponsor_id, "sponsor")


def refuse_ring(board: Board, above: int | None, field: str) -> None:
    """Raise ValidationError when a board would stand above itself, by what it reports to and by
    what sponsors it, directly or through others. Two queries for each step up."""
    lock_tree(Board)
    seen: set[int] = set()
    step = {above} if above is not None else set()
    while step:
        if board.pk in step:
            raise ValidationError({field: leads_back(board)})
        seen |= step
        parents = Board.objects.filter(pk__in=step).values_list("parent_id", flat=True)
        links = Sponsorship.objects.live().filter(board__in=step)
        sponsors = links.not_ended(clock.today()).values_list("sponsor_id", flat=True)
        step = {key for key in (*parents, *sponsors) if key is not None} - seen
