"""People, the units they work in, and the roles that they hold."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from audit.models import AppendOnlyModel, TrackedModel
from people import recovery
from people.choices import NEVER_VOTE, SEATED, Role, SecurityEventKind, UnitKind, WardKind
from people.person_fields import person_field
from people.querysets import (
    AccountManager,
    AppointmentQuerySet,
    LogoQuerySet,
    OrganisationUnitQuerySet,
    PersonQuerySet,
    SecurityEventQuerySet,
    WardQuerySet,
)
from people.scopes import Direction, Scope  # noqa: F401  Direction is found here
from values.fields import DayField
from values.likeness import likeness


class OrganisationUnit(TrackedModel):
    """A part of the council, or of a partner: where people work."""

    named_by = "name"

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of"),
    )

    objects: ClassVar = OrganisationUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation unit")
        constraints = [
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="unit_not_part_of_itself",
                violation_error_message=_("A unit cannot be part of itself."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Ward(TrackedModel):
    """A part of the area that elects its members of the council."""

    named_by = "name"
    untold = ("name_key",)

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=WardKind.choices)
    name_key = models.TextField(_("likeness of the name"), editable=False, default="")

    objects: ClassVar = WardQuerySet.as_manager()

    class Meta:
        verbose_name = _("ward or division")
        constraints = [
            models.UniqueConstraint(
                F("name_key"),
                F("kind"),
                condition=Q(is_archived=False),
                name="one_ward_of_a_name",
                violation_error_message=_("There is already one of this name and kind."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.follow()
        super().clean()

    def follow(self) -> None:
        self.name_key = likeness(self.name)


class Person(TrackedModel):
    """Somebody who holds a role, is named in a record, or acts. They need not sign in.

    A person who leaves is deactivated: `is_archived`; so is a duplicate, `merged_into` another.
    """

    named_by = "name"

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200)
    job_title = models.CharField(_("job title"), max_length=200, blank=True)
    organisation_unit = models.ForeignKey(
        OrganisationUnit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation unit"),
    )
    email = models.EmailField(_("email address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False,
        related_name="merged", verbose_name=_("the same person as"),
    )  # fmt: skip

    objects: ClassVar = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(is_archived=True) & ~Q(merged_into=F("id")),
                name="person_merged_is_deactivated",
                violation_error_message=_("They have been merged into another record."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.pk is not None and "email" in (self.changing or ()):
            recovery.refuse_alone(self)


class Account(AbstractBaseUser):
    """How a person signs in. Not tracked: it holds a password and the last sign-in."""

    sign_in_name = models.CharField(
        _("sign-in name"),
        max_length=150,
        unique=True,
        error_messages={"unique": _("Somebody else signs in with this name.")},
    )
    sign_in_key = models.CharField(
        _("likeness of the sign-in name"),
        max_length=150,
        unique=True,
        editable=False,
        error_messages={
            "unique": _("Somebody else signs in with this name."),
            "blank": _("A sign-in name needs letters or digits."),
        },
    )
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(_("may sign in"), default=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    told_at = models.DateTimeField(_("told of changes"), null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    objects: ClassVar = AccountManager()

    USERNAME_FIELD = "sign_in_name"

    class Meta:
        verbose_name = _("account")
        constraints = [
            models.CheckConstraint(
                condition=~Q(sign_in_key=""),
                name="account_has_a_sign_in_name",
                violation_error_message=_("A sign-in name needs letters or digits."),
            )
        ]

    def __str__(self) -> str:
        return self.sign_in_name

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        self.sign_in_key = likeness(self.sign_in_name)
        super().clean_fields(exclude)

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """A name that is like another gets one error, also when it is the same."""
        super().validate_unique({*(exclude or ()), "sign_in_name"})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sign_in_key = likeness(self.sign_in_name)
        super().save(*args, **kwargs)


class Appointment(TrackedModel):
    """A role or seat in a scope, from a day to a day: held by a person, by a post, by a group, or
    by nobody yet. A role that two people give is only suggested until the second has confirmed
    it."""

    part_of = "scope"
    named_by = "role"

    scope = models.ForeignKey(
        Scope, on_delete=models.PROTECT, related_name="appointments", verbose_name=_("in")
    )
    role = models.CharField(_("role"), max_length=40, choices=Role.choices)
    person = person_field(_("person"), related_name="appointments")
    post = models.CharField(
        _("post"),
        max_length=200,
        blank=True,
        help_text=_(
            "A seat that goes with a job, such as Chief Executive; or the capacity they serve in."
        ),
    )
    group = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="held",
        verbose_name=_("board or group"),
    )
    substitute_for = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("substitute for"),
        help_text=_("The seat for which a substitute stands in."),
    )
    limited_to = models.CharField(
        _("limited to"),
        max_length=100,
        blank=True,
        help_text=_("The part of the role, such as Schools. Leave empty for all of it."),
    )
    printed_as = models.CharField(
        _("name as printed"),
        max_length=200,
        blank=True,
        help_text=_("If documents of the time print the name differently, for example misspelt."),
    )
    starts_on = DayField(_("first day"), null=True, blank=True)
    ends_on = DayField(_("last day"), null=True, blank=True)
    is_suggested = models.BooleanField(
        _("only suggested"), default=False, help_text=_("Not confirmed yet; gives no rights.")
    )
    is_voting = models.BooleanField(_("votes"), default=False)
    position = models.PositiveIntegerField(_("order"), default=0)
    proposed_by = person_field(_("proposed by"), editable=False)
    confirmed_by = person_field(_("confirmed by"), editable=False)

    objects: ClassVar = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(group__isnull=True),
                name="appointment_person_or_group",
                violation_error_message=_("Choose a person or a group, not both."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | Q(proposed_by__isnull=False) & ~Q(confirmed_by=F("proposed_by")),
                name="appointment_confirmed_by_another",
                violation_error_message=_("Somebody else must confirm what you proposed."),
            ),
            models.CheckConstraint(
                condition=Q(is_voting=False) | ~Q(role__in=NEVER_VOTE),
                name="appointment_that_never_votes",
                violation_error_message=_("Advisers and those in attendance do not vote."),
            ),
            models.CheckConstraint(
                condition=Q(role=Role.SUBSTITUTE, substitute_for__isnull=False)
                | ~Q(role=Role.SUBSTITUTE) & Q(substitute_for__isnull=True),
                name="appointment_substitute_for_a_seat",
                violation_error_message=_(
                    "A substitute stands in for a seat: choose the role and the seat together."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.get_role_display()

    def clean(self) -> None:
        """Nobody stands in for a seat elsewhere, or for another substitute."""
        super().clean()
        other = self.substitute_for
        if other is not None and (other.scope_id != self.scope_id or other.role not in SEATED):
            raise ValidationError(
                {"substitute_for": _("Choose a seat of this board: chair, vice chair or member.")}
            )


class AttachedFile(TrackedModel):
    """A file that belongs to a record. Its content never changes: another file is another record
    (`uploads`)."""

    untold = ("stored_as", "sha256")

    title = models.CharField(_("title"), max_length=300)
    file_name = models.CharField(_("file"), max_length=120, editable=False)
    content_type = models.CharField(_("kind of file"), max_length=100, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, editable=False)
    stored_as = models.CharField(
        _("place in the store"), max_length=60, unique=True, editable=False
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Logo(AttachedFile):
    """A picture for the top of papers: that of the council's unit stands there, the newest of
    several. Its title says what it shows, for those who do not see it."""

    part_of = "unit"

    unit = models.ForeignKey(
        OrganisationUnit, on_delete=models.PROTECT, related_name="logos", editable=False
    )

    objects: ClassVar = LogoQuerySet.as_manager()

    class Meta:
        verbose_name = _("logo")


class SecurityEvent(AppendOnlyModel):
    """Something done to the installation rather than to a record, or refused: who signed in, what
    was exported, who was refused a page. Written by `people/events.py`.

    It points at accounts, people and records by their plain keys, so that nothing done to them
    affects it, and holds none of their text."""

    kind = models.CharField(_("kind"), max_length=40, choices=SecurityEventKind.choices)
    moment = models.DateTimeField(_("moment"), db_default=Now())
    account_id = models.BigIntegerField(_("account"), null=True)
    person_id = models.BigIntegerField(_("person"), null=True)
    request_id = models.CharField(_("request or job"), max_length=80)
    path = models.CharField(_("address"), max_length=300)
    ip = models.GenericIPAddressField(_("network address"), null=True)
    record_kind = models.CharField(_("kind of record"), max_length=100)
    record_id = models.BigIntegerField(_("record"), null=True)
    facts = models.CharField(_("facts"), max_length=300)

    objects: ClassVar = SecurityEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("security event")
        indexes = [
            models.Index(fields=["-moment", "-id"], name="events_by_time"),
            models.Index(fields=["kind", "-moment", "-id"], name="events_by_kind"),
            models.Index(fields=["person_id", "-moment", "-id"], name="events_by_person"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


# Django looks for an app's models here.
from people.kept import CachedValue, KeptForm, SentForm, WorkingCopy  # noqa: E402, F401
from people.restrictions import RestrictableModel, RestrictedReader, Restriction  # noqa: E402, F401
from people.sign_in_changes import SignInChange  # noqa: E402, F401
