"""What is done once a day, by whichever worker looks first.

An app adds a task in its `apps.py`. On a day on which no worker lives it is left out; the next day
it is done again, once."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs.models import DailyTask
from values import clock

FROM = time(6)
"""In Europe/London: before people come in."""
REMEMBERED = timedelta(days=60)
_TASKS: dict[str, Any] = {}


def contribute(**tasks: Any) -> None:
    """Add tasks, each without arguments, under its own name."""
    _TASKS.update(tasks)


def add_todays_tasks() -> list[str]:
    """Put into the queue what has not been put there today, and return its names. The row that says
    so is written in the same transaction, and the database takes it once: however many workers
    look, there is one task a day."""
    now = timezone.localtime(clock.now())
    if now.time() < FROM:
        return []
    done = set(DailyTask.objects.filter(day=now.date()).values_list("name", flat=True))
    added = [name for name in _TASKS if name not in done and _add(name, now.date())]
    if added:
        DailyTask.objects.filter(day__lt=now.date() - REMEMBERED).delete()
    return added


def _add(name: str, day: Any) -> bool:
    try:
        with transaction.atomic():
            DailyTask.objects.create(name=name, day=day)
            _TASKS[name].enqueue()
    except IntegrityError:  # another worker was quicker
        return False
    return True
