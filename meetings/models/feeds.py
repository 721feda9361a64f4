"""Calendar feeds: addresses that a calendar program reads by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.models import Board
from meetings.querysets import CalendarFeedQuerySet
from people.models import Account


class CalendarFeed(models.Model):
    """An address at which an account's calendar program reads its meetings and due days, or the
    meetings of one board. The code in the address is the key to it: only its digest is kept.

    It says how somebody signs in, so it is not tracked: making and withdrawing it are security
    events."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="calendar_feeds")
    board = models.ForeignKey(
        Board, on_delete=models.PROTECT, null=True, related_name="calendar_feeds"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar address")
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(withdrawn_at=None, board=None),
                name="one_own_calendar_address",
            ),
            models.UniqueConstraint(
                fields=["account", "board"],
                condition=Q(withdrawn_at=None),
                name="one_calendar_address_of_a_board",
            ),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
