"""The worker as a process: killed while it makes a file, another makes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoDbBlocker

from jobs.actions import ask_for_file
from jobs.choices import FileState
from jobs.models import FileJob, Worker
from people.choices import Role
from people.queries import office
from tests import factories
from tests.browser.serving import ROOT, site_environment
from tests.committed import committed as committed
from uploads.store import read
from values import clock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("committed")]
HOUR = timedelta(hours=1)


def wait_until(said: Callable[[], bool], log: Path) -> None:
    last = time.monotonic() + 60
    while not said():
        assert time.monotonic() < last, log.read_text()
        time.sleep(0.05)


def test_a_file_whose_worker_is_killed_is_made_by_the_next(
    committed: DjangoDbBlocker, tmp_path: Path
) -> None:
    paper = factories.paper()
    person = factories.holder(Role.COMMITTEE_OFFICER, office())
    job = ask_for_file(
        account=factories.account(person),
        kind="paper_pdf",
        arguments={"reference": paper.reference},
        file_name="paper.pdf",
        pages=2,
    )
    log = tmp_path / "log"
    with log.open("w") as words:
        keeper = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker"],
            cwd=ROOT,
            env=site_environment(connection.settings_dict["NAME"]),
            stdout=words,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_until(lambda: FileJob.objects.get().state == FileState.RUNNING, log)
        (worker,) = psutil.Process(keeper.pid).children()
        os.kill(worker.pid, signal.SIGKILL)
        wait_until(
            lambda: worker.pid not in [c.pid for c in psutil.Process(keeper.pid).children()], log
        )
        job.refresh_from_db()
        assert (job.state, job.tries) == (FileState.RUNNING, 1)
        past = clock.now() - HOUR  # rather than wait for the lease to end
        Worker.objects.update(beat_at=past)
        FileJob.objects.update(beat_at=past)
        DBTaskResult.objects.update(started_at=past)
        wait_until(lambda: FileJob.objects.get().state == FileState.DONE, log)
        job.refresh_from_db()
        assert job.tries == 2
        assert read(job.stored_as, job.sha256).startswith(b"%PDF")
        assert Worker.objects.filter(beat_at__gt=past).count() == 1
    finally:
        keeper.terminate()
    assert keeper.wait(20) == 0
    assert Worker.objects.filter(beat_at__gt=past).count() == 0, "it has said goodbye"
