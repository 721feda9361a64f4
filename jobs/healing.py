"""What a worker that was killed has left is taken up again, or fails where people see it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django_tasks_db.models import DBTaskResult

from jobs.actions import KEPT, MOST_TRIES
from jobs.choices import FileState
from jobs.models import FileJob, Worker
from jobs.queries import LEASE
from jobs.tasks import make_file
from uploads.made import discard
from values import clock

MOST_RUNS = 3
FORGOTTEN_AFTER = timedelta(days=7)
LOST_AFTER = timedelta(seconds=60)


def heal() -> None:
    """Give back what nobody works on, and clear away what is over. Any worker may do it at any
    time, and several at once."""
    now = clock.now()
    alive = set(Worker.objects.filter(beat_at__gte=now - LEASE).values_list("name", flat=True))
    _give_back_tasks(alive)
    _give_back_files()
    _ask_again()
    _clear_away()
    Worker.objects.filter(beat_at__lt=now - FORGOTTEN_AFTER).delete()


def _give_back_tasks(alive: set[str]) -> None:
    running = DBTaskResult.objects.filter(
        status="RUNNING", started_at__lt=clock.now() - LEASE
    ).values_list("pk", "worker_ids")
    for key, workers in running:
        if workers and workers[-1] in alive:
            continue
        state = "READY" if len(workers) < MOST_RUNS else "FAILED"
        ended = clock.now() if state == "FAILED" else None
        same = DBTaskResult.objects.filter(pk=key, status="RUNNING", worker_ids=workers)
        same.update(status=state, finished_at=ended)


def _give_back_files() -> None:
    now = clock.now()
    lapsed = FileJob.objects.filter(state=FileState.RUNNING, beat_at__lt=now - LEASE)
    lapsed.filter(tries__gte=MOST_TRIES).update(
        state=FileState.FAILED,
        ended_at=now,
        kept_until=now + KEPT,
        sentence=_("Making the file was broken off twice. Try again later."),
    )
    lapsed.update(state=FileState.WAITING, pages_done=0)


def _ask_again() -> None:
    """A file waits, and no task will make it."""
    before = clock.now() - LOST_AFTER
    for job in FileJob.objects.filter(state=FileState.WAITING, asked_at__lt=before):
        tasks = DBTaskResult.objects.filter(args_kwargs__args=[str(job.pk)])
        if not tasks.filter(status__in=["READY", "RUNNING"]).exists():
            make_file.enqueue(str(job.pk))


def _clear_away() -> None:
    now = clock.now()
    for job in FileJob.objects.filter(state=FileState.DONE, kept_until__lt=now):
        discard(job.stored_as)
    FileJob.objects.filter(kept_until__lt=now - FORGOTTEN_AFTER).delete()
    DBTaskResult.objects.filter(finished_at__lt=now - FORGOTTEN_AFTER).delete()
