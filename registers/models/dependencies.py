"""Dependencies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.rings import lock_tree
from programmes.registers import RegisterEntry
from projects.models import Milestone
from registers.choices import DependencyState
from registers.querysets import DependencyQuerySet
from values.fields import PartialDateField


class Dependency(RegisterEntry):
    """One milestone needs what another gives: when the giver is late, the taker is warned. A giver
    outside the council's own projects is only named."""

    series = "DEP"
    closed_states = (DependencyState.GIVEN, DependencyState.NOT_NEEDED)

    due_on = PartialDateField(
        _("needed by"),
        null=True,
        blank=True,
        help_text=_("Leave it empty if it is needed when the milestone that waits is expected."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=DependencyState.choices, default=DependencyState.OPEN
    )
    giver = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="gives_to",
        verbose_name=_("milestone that gives"),
    )
    outside_giver = models.CharField(
        _("giver outside"),
        max_length=200,
        blank=True,
        help_text=_("Who gives it, if no milestone here does."),
    )
    taker = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="takes_from",
        verbose_name=_("milestone that waits"),
    )

    objects: ClassVar[Any] = DependencyQuerySet.as_manager()

    class Meta:
        verbose_name = _("dependency")
        verbose_name_plural = _("dependencies")
        constraints = [
            models.CheckConstraint(
                condition=Q(giver=None) | Q(outside_giver=""),
                name="dependency_has_one_giver",
                violation_error_message=_(
                    "Choose the milestone that gives, or name a giver outside: not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(giver=None) | Q(taker=None) | ~Q(giver=F("taker")),
                name="dependency_is_between_two",
                violation_error_message=_("A milestone cannot wait for itself."),
            ),
        ]

    def clean(self) -> None:
        """Refuses a loop: a milestone that would wait for itself, through others."""
        super().clean()
        is_between_two = self.giver_id and self.taker_id and self.giver_id != self.taker_id
        if is_between_two and not self.is_archived:
            lock_tree(type(self))
            way = self._way_back(self.giver_id or 0, self.taker_id or 0)
            if way:
                names = dict(Milestone.objects.filter(pk__in=way).values_list("pk", "title"))
                said = " → ".join(f"“{names[key]}”" for key in way)
                sentence = gettext("These would wait for each other in a loop: %(way)s.")
                raise ValidationError({"giver": sentence % {"way": said}})

    def _way_back(self, first: int, second: int) -> list[int]:
        """The milestones from this one's giver over its taker back to the giver, if what the taker
        gives leads there. One query."""
        others = Dependency.objects.live().exclude(pk=self.pk)
        ends = others.filter(giver__isnull=False, taker__isnull=False)
        gives: dict[int, list[int]] = defaultdict(list)
        for giver, taker in ends.values_list("giver_id", "taker_id"):
            gives[giver].append(taker)
        waiting, seen = [[first, second]], {second}
        while waiting:
            way = waiting.pop(0)
            if way[-1] == first:
                return way
            for after in gives[way[-1]]:
                if after not in seen:
                    seen.add(after)
                    waiting.append([*way, after])
        return []
