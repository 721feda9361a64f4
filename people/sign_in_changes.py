"""A change to how somebody signs in that takes more than one person (ADR 0021)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from people.choices import SignInChangeKind, SignInChangeState
from people.person_fields import person_field
from people.querysets import SignInChangeQuerySet


class SignInChange(TrackedModel):
    """A new address, a reset second step or a new code to set a password, for somebody who clears,
    releases, publishes or administers: one person proposes it, and another confirms it. If there is
    no other, it waits three days, during which either address can stop it."""

    part_of = "person"
    named_by = "why"
    never_changes = ("person", "kind", "email", "email_before", "why", "proposed_by", "proposed_at")

    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="sign_in_changes", editable=False
    )
    kind = models.CharField(_("what changes"), max_length=20, choices=SignInChangeKind.choices)
    email = models.EmailField(
        _("new email address"), blank=True, help_text=_("Only if the address is to change.")
    )
    email_before = models.EmailField(_("previous email address"), blank=True, editable=False)
    why = models.CharField(
        _("reason"),
        max_length=300,
        help_text=_(
            "How you know that the request is theirs, for example “came to the office in person”."
        ),
    )
    proposed_by = models.ForeignKey(
        "people.Person",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"), editable=False)
    waits_until = models.DateTimeField(_("can be done from"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SignInChangeState.choices,
        default=SignInChangeState.WAITS,
        editable=False,
    )
    decided_by = person_field(_("decided by"), editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)

    objects: ClassVar = SignInChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in change")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(state=SignInChangeState.WAITS),
                name="one_sign_in_change_of_a_kind_waits",
                violation_error_message=_(
                    "A change of this kind is already waiting: confirm it or stop it first."
                ),
            ),
            models.CheckConstraint(
                condition=Q(
                    state=SignInChangeState.WAITS, decided_by__isnull=True, decided_at__isnull=True
                )
                | ~Q(state=SignInChangeState.WAITS)
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="sign_in_change_decided_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(kind=SignInChangeKind.ADDRESS) | ~Q(email=""),
                name="sign_in_change_has_an_address",
                violation_error_message=_("Enter the new email address."),
            ),
            models.CheckConstraint(
                condition=~Q(state=SignInChangeState.DONE)
                | Q(kind=SignInChangeKind.RECOVERY)
                | Q(waits_until__isnull=False)
                | ~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("person")),
                name="sign_in_change_confirmed_by_another",
                violation_error_message=_("Somebody else must confirm this change."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
