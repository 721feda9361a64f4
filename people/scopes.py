"""Scopes, and how they nest."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people import lineage
from people.choices import ScopeKind
from people.querysets import DirectionQuerySet, ScopeQuerySet
from values.fields import DayField

ALREADY = _("The board already directs it.")


def _by_place(name: str) -> models.Index:
    """An index by the beginning of the way to a scope, in the order that PostgreSQL uses to search
    for one."""
    return models.Index(fields=["above"], name=name, opclasses=["text_pattern_ops"])


class Scope(TrackedModel):
    """Anything in which a role can be held: the office, a programme, a project, a board."""

    is_scope = True
    untold = ("above",)
    history_indexes = (_by_place("scope_version_by_place"),)

    kind = models.CharField(_("kind"), max_length=20, choices=ScopeKind.choices)
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=300)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("within"),
    )
    above = models.TextField(_("way from the top"), blank=True, default="", editable=False)

    objects: ClassVar = ScopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("scope")
        indexes = [_by_place("scope_by_place")]

    def __str__(self) -> str:
        return self.title

    @property
    def way(self) -> str:
        """The way to it from the top, including its own step."""
        return self.above + lineage.step(self.kind, self.pk)

    def follow(self) -> None:
        """Take the way of the scope above: its row is locked, so that it does not move
        meanwhile."""
        nearest = next(reversed(lineage.keys(self.above)), None)
        if self.parent_id is None:
            self.above = ""
        elif nearest != self.parent_id:
            rows = Scope.objects.select_for_update(no_key=True)
            self.above = rows.get(pk=self.parent_id).way

    def save(self, *args: Any, **kwargs: Any) -> None:
        """When it moves, all that lies below moves with it."""
        before = "" if self._state.adding else self.way
        super().save(*args, **kwargs)
        if before not in ("", self.way):
            self._take_along(before)

    def _take_along(self, way: str) -> None:
        """Repeats until nothing lies below the old place: somebody may have added something
        meanwhile."""
        below = Scope.objects.select_for_update(no_key=True).filter(above__under=way)
        while moving := list(below.order_by("id")):
            for scope in moving:
                scope.above = self.way + scope.above.removeprefix(way)
                scope.save(force_update=True)


class Direction(TrackedModel):
    """A board directs a programme or a portfolio other than the one in which it lies, from a day to
    a day."""

    part_of = "scope"

    scope = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        editable=False,
        related_name="directions",
        verbose_name=_("board"),
    )
    directs = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        related_name="directed_by",
        verbose_name=_("directs"),
    )
    starts_on = DayField(_("first day"), null=True, blank=True)
    ends_on = DayField(_("last day"), null=True, blank=True)

    objects: ClassVar = DirectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("direction")
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "directs"],
                condition=Q(is_archived=False, ends_on=None),
                name="direction_once",
                violation_error_message=ALREADY,
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="direction_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                condition=~Q(scope=F("directs")),
                name="direction_of_another",
                violation_error_message=_("A board cannot direct itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.directs)

    def clean(self) -> None:
        """One board directs one thing once at a time."""
        super().clean()
        if self.directs_id is None or self.is_archived:
            return
        if self.directs.kind not in (ScopeKind.PORTFOLIO, ScopeKind.PROGRAMME):
            raise ValidationError(_("A board can only direct a programme or a portfolio."))
        if self.scope.way.startswith(self.directs.way):
            raise ValidationError(ALREADY)
        others = Direction.objects.live().filter(scope=self.scope_id, directs=self.directs_id)
        if others.exclude(pk=self.pk).within(self.starts_on, self.ends_on).exists():
            raise ValidationError(ALREADY)
