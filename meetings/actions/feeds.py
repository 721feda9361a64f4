"""Making and withdrawing the address of a calendar feed."""

from __future__ import annotations

import secrets
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from audit.errors import Refused
from governance.models import Board
from meetings.models import CalendarFeed
from people import events
from people.choices import SecurityEventKind
from people.models import Account
from values import clock


def digest_of(code: str) -> str:
    """What is kept of a code. It is long and random, so that a plain digest cannot be undone."""
    return sha256(code.encode()).hexdigest()


def make_feed(*, account: Account, board: Board | None = None) -> tuple[CalendarFeed, str]:
    """Make an address for one's own meetings, or for those of a board; returns it with its code,
    which nobody can read again. Raises Refused when there is one already."""
    with transaction.atomic():
        if _in_use(account, board) is not None:
            raise Refused(_("You already have this calendar address. Renew it to see a new one."))
        return _made(account, board)


def renew_feed(feed: CalendarFeed) -> tuple[CalendarFeed, str]:
    """Withdraw an address and make another in its place; returns it with its code. Raises Refused
    for an address that has been withdrawn."""
    with transaction.atomic():
        _withdrawn(feed)
        return _made(feed.account, feed.board)


def withdraw_feed(feed: CalendarFeed) -> CalendarFeed:
    """Withdraw an address: from now on it answers nobody. Raises Refused when it has been
    withdrawn already."""
    with transaction.atomic():
        return _withdrawn(feed)


def _in_use(account: Account, board: Board | None) -> CalendarFeed | None:
    Account.objects.select_for_update().get(pk=account.pk)
    rows = CalendarFeed.objects.filter(account=account, board=board, withdrawn_at=None)
    found: CalendarFeed | None = rows.first()
    return found


def _made(account: Account, board: Board | None) -> tuple[CalendarFeed, str]:
    code = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        account=account, board=board, digest=digest_of(code), made_at=clock.now()
    )
    events.record(SecurityEventKind.CALENDAR_ADDRESS_MADE, account=account, record=board)
    return feed, code


def _withdrawn(feed: CalendarFeed) -> CalendarFeed:
    current = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if current.withdrawn_at is not None:
        raise Refused(_("This calendar address has already been withdrawn."))
    current.withdrawn_at = clock.now()
    current.save(update_fields=["withdrawn_at"])
    account = current.account
    events.record(SecurityEventKind.CALENDAR_ADDRESS_WITHDRAWN, account=account, record=feed.board)
    return current
