"""Asking for a file, making it, and giving it up."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from audit.errors import NotFound, Refused
from jobs.choices import OPEN, FileState
from jobs.makers import MAKERS
from jobs.models import FileJob
from jobs.queries import LEASE
from people.models import Account
from uploads.made import discard, keep_made
from values import clock

logger = logging.getLogger("mandate.jobs")

MOST_OPEN = 5
"""How many files may be waiting for one account."""
MOST_TRIES = 2
KEPT = timedelta(days=1)
SAID_EVERY = 2
"""Seconds between two writes of how far a file is."""


class Stopped(Exception):
    """The file is not wanted any more, or another worker makes it."""


def ask_for_file(
    *, account: Account, kind: str, arguments: dict[str, Any], file_name: str, pages: int
) -> FileJob:
    """Put a file into the queue, and return its job; asked for twice, there is one. Raises Refused
    when too many wait already. `pages` is a guess."""
    from jobs.tasks import make_file  # noqa: PLC0415  it calls make()

    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        mine = FileJob.objects.filter(account=account, state__in=OPEN)
        same = mine.filter(kind=kind, arguments=arguments).first()
        if same is not None:
            return same
        if mine.count() >= MOST_OPEN:
            raise Refused(
                _("%(most)s of your files are being made. Wait for one, or cancel one.")
                % {"most": MOST_OPEN}
            )
        job = FileJob.objects.create(
            account=account,
            kind=kind,
            arguments=arguments,
            file_name=file_name,
            pages_expected=pages,
            asked_at=clock.now(),
        )
        make_file.enqueue(str(job.pk))
    return job


def cancel_file(job: FileJob) -> bool:
    """Give up a file that is not made yet; whether it could be."""
    return _ended(FileJob.objects.filter(pk=job.pk, state__in=OPEN), FileState.CANCELLED)


def make(number: str) -> None:
    """Make a file that waits. A file that is made already, cancelled or in another's hands is left
    alone, so that a task that comes twice does nothing twice."""
    job = _taken(number)
    if job is None:
        return
    ours = FileJob.objects.filter(pk=job.pk, state=FileState.RUNNING, tries=job.tries)
    try:
        content = _made(job, ours)
    except Stopped:
        return
    except Refused as refusal:
        _ended(ours, FileState.FAILED, sentence=str(refusal))
    except (NotFound, PermissionDenied):
        _ended(ours, FileState.FAILED, sentence=not_yours())
    except Exception:
        _ended(ours, FileState.FAILED, sentence=broken())
        raise
    else:
        kept = keep_made(content)
        facts = {"stored_as": kept.stored_as, "sha256": kept.sha256, "size": kept.size}
        if not _ended(ours, FileState.DONE, **facts):
            discard(kept.stored_as)


def not_yours() -> str:
    return _("You may no longer have this file.")


def broken() -> str:
    return _("The file could not be made. The fault is recorded; tell the people who run Mandate.")


def _taken(number: str) -> FileJob | None:
    now = clock.now()
    free = Q(state=FileState.WAITING) | Q(state=FileState.RUNNING, beat_at__lt=now - LEASE)
    waiting = FileJob.objects.filter(free, pk=UUID(number), tries__lt=MOST_TRIES)
    is_ours = waiting.update(
        state=FileState.RUNNING, tries=F("tries") + 1, beat_at=now, pages_done=0
    )
    return FileJob.objects.select_related("account__person").get(pk=number) if is_ours else None


def _made(job: FileJob, ours: Any) -> bytes:
    maker, person, said = MAKERS[job.kind], job.account.person, time.monotonic()
    if not job.account.is_active:
        raise PermissionDenied

    def watch(pages: int, /, *, at_once: bool = False) -> None:
        nonlocal said
        if at_once or time.monotonic() - said >= SAID_EVERY:
            said = time.monotonic()
            if not ours.update(pages_done=pages, beat_at=clock.now()):
                raise Stopped

    return maker.make(maker.find(person, job.arguments), person, watch)


def _ended(jobs: Any, state: FileState, **facts: Any) -> bool:
    now = clock.now()
    return bool(jobs.update(state=state, ended_at=now, kept_until=now + KEPT, **facts))
