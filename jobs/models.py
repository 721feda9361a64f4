"""What is done outside a page, and who does it. Private and passing: no record of the council."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobs.choices import OPEN, FileState


class FileJob(models.Model):
    """A file that somebody asked for and that takes longer to make than a page may.

    Its number cannot be guessed, and only the account that asked finds it. `kind` and `arguments`
    say what is made (`jobs/makers.py`). While it is made, `beat_at` moves: whoever makes it lives.
    """

    number = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="file_jobs"
    )
    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    file_name = models.CharField(max_length=120)
    state = models.CharField(
        max_length=10, choices=FileState.choices, default=FileState.WAITING, db_index=True
    )
    pages_done = models.PositiveIntegerField(default=0)
    pages_expected = models.PositiveIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    sentence = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    beat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    kept_until = models.DateTimeField(null=True)
    stored_as = models.CharField(max_length=120, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("file")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FileState.DONE) ^ Q(stored_as=""),
                name="file_job_is_done_when_it_has_a_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN) ^ Q(ended_at__isnull=False, kept_until__isnull=False),
                name="file_job_ends_when_it_is_not_open",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Worker(models.Model):
    """A process that does what waits. It says every few seconds that it lives."""

    name = models.CharField(max_length=64, primary_key=True)
    beat_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("worker")

    def __str__(self) -> str:
        return self.name


class DailyTask(models.Model):
    """That a task was put into the queue on a day: it is done once a day (`jobs/daily.py`)."""

    name = models.CharField(max_length=60)
    day = models.DateField()

    class Meta:
        verbose_name = _("daily task")
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="a_task_once_a_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
