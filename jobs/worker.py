"""The process that does what waits in the queue, and the one that keeps it running.

The loop that takes a task is django-tasks-db's. Ours says that the worker lives, looks with a plain
read before the queue is locked, and gives back what dead workers left.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable

from django.db import close_old_connections, connections
from django.db.utils import Error
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from jobs.daily import add_todays_tasks
from jobs.healing import heal
from jobs.models import Worker
from values import clock

logger = logging.getLogger("mandate.jobs")
BEAT = 10
LOOK = 1
PAUSE = 2
MINUTE = 60
"""Seconds: between two signs of life, two looks at the queue, before a worker that has died is
replaced, and between two looks at what is done once a day."""
MOST_TASKS = 200
"""After so many a worker ends and another takes its place, with fresh memory."""


class QueueWorker(db_worker.Worker):
    """Takes one task after the other until it is told to end."""

    def __init__(self) -> None:
        super().__init__(
            queue_names=["*"],
            interval=LOOK,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=MOST_TASKS,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.looks_at_the_day_at = 0.0

    def work(self, goes_on: Callable[[], bool]) -> None:
        """Work while `goes_on` says so."""
        self.beat()
        threading.Thread(target=self._beat_on, daemon=True).start()
        try:
            while self.running and goes_on() and self._run_tasks < MOST_TASKS:
                close_old_connections()
                self._look_at_the_day()
                if DBTaskResult.objects.ready().exists():
                    self.run()
                elif self.running:
                    time.sleep(LOOK)
        finally:
            self.running = False
            Worker.objects.filter(name=self.worker_id).delete()

    def _look_at_the_day(self) -> None:
        """Once a minute: is something to be done that is done once a day?"""
        if time.monotonic() >= self.looks_at_the_day_at:
            self.looks_at_the_day_at = time.monotonic() + MINUTE
            add_todays_tasks()

    def beat(self) -> None:
        Worker.objects.update_or_create(name=self.worker_id, defaults={"beat_at": clock.now()})

    def _beat_on(self) -> None:
        while self.running:
            try:
                self.beat()
                heal()
            except Error as error:
                logger.warning(
                    "The worker could not say that it lives", extra={"facts": str(error)}
                )
            finally:
                close_old_connections()
            time.sleep(BEAT)


def work(parent: int) -> None:
    """Be one worker, until told to end or until the process that keeps it is gone."""
    worker = QueueWorker()
    worker.configure_signals()
    worker.work(lambda: os.getppid() == parent)


class Keeper:
    """Keeps so many workers running, and starts another for one that dies."""

    def __init__(self, processes: int, until_parent_ends: bool = False) -> None:
        self.processes, self.workers = processes, set[int]()
        self.is_stopping = False
        self.parent = os.getppid() if until_parent_ends else 0

    def keep(self) -> None:
        """Return when told to stop, and when every worker has ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        self._fill()
        while self.workers:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                if self.parent and os.getppid() != self.parent:
                    self.stop(signal.SIGTERM, None)
                time.sleep(0.2)
                continue
            self.workers.discard(pid)
            if not self.is_stopping:
                if status:
                    logger.error("A worker has ended with status %s; another starts.", status)
                    time.sleep(PAUSE)
                self._fill()

    def stop(self, number: int, _frame: object) -> None:
        """Let the workers finish what they do."""
        if self.is_stopping:
            return
        self.is_stopping = True
        for pid in self.workers:
            os.kill(pid, signal.SIGTERM)

    def _fill(self) -> None:
        while len(self.workers) < self.processes and not self.is_stopping:
            connections.close_all()
            parent, pid = os.getpid(), os.fork()
            if pid == 0:
                _be(parent)
            self.workers.add(pid)


def _be(parent: int) -> None:
    """In the child: work, and end without going back to where the keeper was."""
    code = 1
    try:
        work(parent)
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        logger.exception("A worker has ended")
    finally:
        connections.close_all()
        os._exit(code)
