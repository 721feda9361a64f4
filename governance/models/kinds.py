"""Kinds of body, and the rule of a quorum."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.choices import Fraction
from governance.querysets import BodyKindQuerySet
from values.fields import LongTextField
from values.working_days import Nation

MOST_PRESENT = 200


class HasQuorum(models.Model):
    """How many must be present for a body to decide: a number, a part of its seats, or whichever of
    the two is more."""

    quorum_number = models.PositiveSmallIntegerField(
        _("quorum: at least"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PRESENT)],
        help_text=_("How many members must be present. Leave empty if only a part is said."),
    )
    quorum_fraction = models.CharField(
        _("quorum: a part of the seats"),
        max_length=8,
        choices=Fraction.choices,
        blank=True,
        help_text=_("Together with a number, whichever is more counts."),
    )
    quorum_needs_chair = models.BooleanField(
        _("the chair or vice chair must be present"), default=False
    )

    class Meta:
        abstract = True


class BodyKind(HasQuorum, TrackedModel):
    """A kind of body, such as a programme board or a scrutiny committee, and the rules that all
    bodies of this kind follow."""

    named_by = "name"
    never_changes = ("key",)

    key = models.SlugField(
        _("key"),
        max_length=50,
        unique=True,
        editable=False,
    )
    name = models.CharField(_("name"), max_length=100)
    nation = models.CharField(
        _("nation"),
        max_length=20,
        choices=Nation.choices,
        blank=True,
        help_text=_("Whose law it follows. Leave empty if that makes no difference."),
    )
    is_committee = models.BooleanField(
        _("receives committee papers"),
        default=False,
        help_text=_("Its meetings are those of the council, with agendas and published papers."),
    )
    is_executive = models.BooleanField(
        _("takes executive decisions"),
        default=False,
        help_text=_(
            "England: its decisions record reasons, rejected options, interests and dispensations "
            "(regulations 12 and 13 of SI 2012/2089)."
        ),
    )
    about = LongTextField(_("about"), blank=True, help_text=_("What bodies of this kind are for."))
    position = models.PositiveIntegerField(_("order"), default=0)

    objects: ClassVar = BodyKindQuerySet.as_manager()

    class Meta:
        verbose_name = _("kind of body")
        verbose_name_plural = _("kinds of body")
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(is_archived=False),
                name="one_kind_of_body_of_a_name",
                violation_error_message=_("There is already a kind of body with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name
