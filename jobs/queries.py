"""How the queue is, and how far a file is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from jobs.choices import OPEN, FileState
from jobs.models import FileJob, Worker
from values import clock

LEASE = timedelta(seconds=45)
"""A worker, and a file that is being made, that have not been heard of for so long are given up."""


@dataclass(frozen=True)
class Progress:
    """A file as its page shows it."""

    state: str
    label: str
    is_open: bool
    is_stopped: bool
    has_worker: bool
    ahead: int
    percent: int | None
    is_kept: bool


def has_worker() -> bool:
    return Worker.objects.filter(beat_at__gte=clock.now() - LEASE).exists()


def progress_of(job: FileJob) -> Progress:
    """How far a file is. A file whose worker has not been heard of is said to have stopped."""
    now, is_open = clock.now(), job.state in OPEN
    before = FileJob.objects.filter(state__in=OPEN, asked_at__lt=job.asked_at)
    expected = max(job.pages_expected, 1)
    return Progress(
        state=job.state,
        label=str(FileState(job.state).label),
        is_open=is_open,
        is_stopped=job.state == FileState.RUNNING
        and (job.beat_at is None or job.beat_at < now - LEASE),
        has_worker=not is_open or has_worker(),
        ahead=before.count() if job.state == FileState.WAITING else 0,
        percent=min(95, 100 * job.pages_done // expected) if job.pages_done else None,
        is_kept=job.state == FileState.DONE and job.kept_until is not None and job.kept_until > now,
    )


def waiting_count() -> int:
    return FileJob.objects.filter(state__in=OPEN).count()
