"""A file that somebody asks for: asked for once, made once, for who may have it, and healed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from audit.errors import Refused
from jobs import actions
from jobs.actions import ask_for_file, cancel_file
from jobs.choices import FileState
from jobs.healing import LOST_AFTER, heal
from jobs.makers import MAKERS, Maker, Watch
from jobs.models import FileJob, Worker
from jobs.queries import LEASE
from jobs.tasks import make_file
from jobs.worker import BEAT, PAUSE
from people.models import Account, Person
from tests import factories
from tests.sweeps.pages import read as read_page
from uploads.store import read
from values import clock

pytestmark = [pytest.mark.django_db]
HOUR = timedelta(hours=1)


class Letter(Maker):
    """A kind of file for these tests: what is asked for is what is written."""

    key, content_type = "letter", "text/plain"

    def __init__(self) -> None:
        self.may, self.fetched_by, self.meanwhile = True, list[str](), list[Any]()

    def find(self, person: Person, arguments: dict[str, Any]) -> str:
        if not self.may:
            raise PermissionDenied
        return str(arguments["text"])

    def make(self, record: str, person: Person, watch: Watch) -> bytes:
        for act in self.meanwhile:
            act()
        watch(3)
        if record == "refused":
            raise Refused("It cannot be written.")
        return f"{record} for {person.name}".encode()

    def fetched(self, record: str) -> None:
        self.fetched_by.append(record)

    def page(self, arguments: dict[str, Any]) -> str:
        return reverse("home")


@pytest.fixture
def letter(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Letter:
    settings.UPLOADS_DIR = tmp_path
    monkeypatch.setattr(actions, "SAID_EVERY", 0)
    made = Letter()
    monkeypatch.setitem(MAKERS, Letter.key, made)
    return made


@pytest.fixture
def account() -> Account:
    return factories.account(factories.person("Ada Fenwick"))


def asked(account: Account, text: str = "Dear all") -> FileJob:
    return ask_for_file(
        account=account, kind="letter", arguments={"text": text}, file_name="letter.txt", pages=4
    )


def now(job: FileJob) -> FileJob:
    job.refresh_from_db()
    return job


def facts(job: FileJob) -> tuple[str, str, int]:
    return now(job).state, job.sentence, job.tries


def lapse(job: FileJob) -> None:
    """Whoever makes it has not been heard of for an hour."""
    FileJob.objects.filter(pk=job.pk).update(
        state=FileState.RUNNING, tries=job.tries + 1, beat_at=clock.now() - HOUR
    )
    job.refresh_from_db()


def test_a_file_is_made_once_however_often_its_task_comes(letter: Letter, account: Account) -> None:
    job = asked(account)
    assert asked(account) == job
    (task,) = DBTaskResult.objects.all()
    assert (task.task_path, task.args_kwargs) == (
        "jobs.tasks.make_file",
        {"args": [str(job.pk)], "kwargs": {}},
    )
    for _again in range(2):
        make_file.call(str(job.pk))
    assert facts(job) == ("done", "", 1)
    assert (job.pages_done, job.kept_until) == (3, job.ended_at + timedelta(days=1))
    assert read(job.stored_as, job.sha256) == b"Dear all for Ada Fenwick"
    assert asked(account) != job, "what is asked for again is made again"


def test_one_account_has_only_so_many_files_waiting(letter: Letter, account: Account) -> None:
    jobs = [asked(account, str(number)) for number in range(actions.MOST_OPEN)]
    with pytest.raises(Refused, match="5 of your files are being made"):
        asked(account, "one more")
    assert cancel_file(jobs[0])
    asked(account, "one more")


def test_what_goes_wrong_is_said_and_leaves_no_file(letter: Letter, account: Account) -> None:
    refused, withdrawn, broken = (asked(account, text) for text in ("refused", "a", "b"))
    make_file.call(str(refused.pk))
    assert facts(refused) == ("failed", "It cannot be written.", 1)
    letter.may = False
    make_file.call(str(withdrawn.pk))
    assert facts(withdrawn) == ("failed", "You may no longer have this file.", 1)
    letter.may, letter.meanwhile = True, [lambda: 1 / 0]
    with pytest.raises(ZeroDivisionError):
        make_file.call(str(broken.pk))
    assert facts(broken) == ("failed", actions.broken(), 1)
    assert not list((settings.UPLOADS_DIR / "made").glob("*"))


def test_a_file_that_is_cancelled_is_not_made_or_not_finished(
    letter: Letter, account: Account
) -> None:
    before, meanwhile = asked(account, "before"), asked(account, "meanwhile")
    assert cancel_file(before)
    make_file.call(str(before.pk))
    letter.meanwhile = [lambda: cancel_file(meanwhile)]
    make_file.call(str(meanwhile.pk))
    assert [facts(job) for job in (before, meanwhile)] == [
        ("cancelled", "", 0),
        ("cancelled", "", 1),
    ]
    assert not cancel_file(meanwhile)


def test_a_worker_that_comes_back_late_changes_nothing(letter: Letter, account: Account) -> None:
    """Another has taken its file meanwhile: its own is thrown away."""
    job = asked(account)
    letter.meanwhile = [lambda: (letter.meanwhile.clear(), lapse(job), make_file.call(str(job.pk)))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "SAID_EVERY", 1_000)
        patch.setattr(actions, "MOST_TRIES", 9)
        make_file.call(str(job.pk))
    assert facts(job)[0] == "done"
    assert len(list((settings.UPLOADS_DIR / "made").glob("*"))) == 1


def test_a_file_whose_worker_is_gone_is_made_again_once_and_then_fails(
    letter: Letter, account: Account
) -> None:
    job = asked(account)
    lapse(job)
    heal()
    assert facts(job) == ("waiting", "", 1)
    lapse(job)
    heal()
    assert facts(job) == ("failed", "Making the file was broken off twice. Try again later.", 2)


def test_a_file_that_is_heard_of_is_left_alone(letter: Letter, account: Account) -> None:
    job = asked(account)
    FileJob.objects.filter(pk=job.pk).update(state="running", tries=1, beat_at=clock.now())
    heal()
    make_file.call(str(job.pk))
    assert facts(job) == ("running", "", 1)


def test_a_task_of_a_dead_worker_goes_back_into_the_queue(letter: Letter, account: Account) -> None:
    Worker.objects.create(name="alive", beat_at=clock.now())
    Worker.objects.create(name="dead", beat_at=clock.now() - HOUR)
    names = [["alive"], ["dead"], ["unknown"], ["dead", "dead", "dead"]]
    for number, workers in enumerate(names):
        asked(account, str(number))
        newest = DBTaskResult.objects.order_by("-enqueued_at").first()
        assert newest
        newest.status, newest.worker_ids = "RUNNING", workers
        newest.started_at = clock.now() - HOUR
        newest.save()
    heal()
    assert list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", flat=True)) == [
        "RUNNING",
        "READY",
        "READY",
        "FAILED",
    ]


def test_a_file_that_no_task_will_make_is_asked_for_again(letter: Letter, account: Account) -> None:
    job = asked(account)
    DBTaskResult.objects.all().delete()
    heal()
    assert not DBTaskResult.objects.exists(), "it may be that its task is just being written"
    FileJob.objects.update(asked_at=clock.now() - LOST_AFTER - HOUR)
    for _again in range(2):
        heal()
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs["args"] == [str(job.pk)]


def test_what_a_killed_worker_left_is_taken_up_within_two_minutes() -> None:
    assert LEASE + timedelta(seconds=2 * BEAT + PAUSE) < timedelta(minutes=2)


def test_files_go_after_a_day_and_jobs_after_a_week(letter: Letter, account: Account) -> None:
    job = asked(account)
    make_file.call(str(job.pk))
    place = settings.UPLOADS_DIR / now(job).stored_as
    heal()
    assert place.exists()
    FileJob.objects.update(kept_until=clock.now() - timedelta(minutes=1))
    heal()
    assert not place.exists()
    FileJob.objects.update(kept_until=clock.now() - timedelta(days=8))
    heal()
    assert not FileJob.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "done"},
        {"stored_as": "made/x"},
        {"state": "failed"},
        {"ended_at": clock.now(), "kept_until": clock.now()},
    ],
)
def test_a_job_is_of_one_piece(letter: Letter, account: Account, wrong: dict[str, Any]) -> None:
    job = asked(account)
    with pytest.raises(IntegrityError), transaction.atomic():
        FileJob.objects.filter(pk=job.pk).update(**wrong)


# --- Its pages ------------------------------------------------------------------------------------
@pytest.fixture
def browser(account: Account) -> Client:
    client = Client()
    client.force_login(account)
    return client


def said(answer: Any) -> str:
    (main,) = read_page(answer.content.decode()).all("main")
    return main.text


def test_the_page_says_how_far_a_file_is(letter: Letter, account: Account, browser: Client) -> None:
    job, page = asked(account), f"/files/{asked(account).pk}/"
    first = browser.get(page)
    assert "No worker is running, so nothing is being made." in said(first)
    assert b'<noscript><meta http-equiv="refresh" content="5"></noscript>' in first.content
    Worker.objects.create(name="a", beat_at=clock.now())
    assert "Your file is next." in said(browser.get(page))
    assert "No worker" not in said(browser.get(page))
    FileJob.objects.update(state="running", tries=1, beat_at=clock.now(), pages_done=3)
    assert "Page 3 of about 4 is laid out." in said(browser.get(page))
    FileJob.objects.update(beat_at=clock.now() - HOUR)
    assert "Making the file was broken off." in said(browser.get(page))
    make_file.call(str(job.pk))
    last = browser.get(page)
    assert "The file is ready" in said(last)
    assert b"refresh" not in last.content


def test_a_file_is_fetched_by_who_asked_while_they_may(
    letter: Letter, account: Account, browser: Client
) -> None:
    job = asked(account)
    page, file = f"/files/{job.pk}/", f"/files/{job.pk}/file/"
    assert browser.get(file).headers["Location"] == page, "it is not there yet"
    make_file.call(str(job.pk))
    answer = browser.get(file)
    assert answer.content == b"Dear all for Ada Fenwick"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.txt"'
    assert letter.fetched_by == ["Dear all"]
    letter.may = False
    assert browser.get(file).status_code == 403
    other = Client()
    other.force_login(factories.account(factories.person("Ben Hale"), "ben.hale"))
    assert [other.get(url).status_code for url in (page, file)] == [404, 404]
    assert other.post(f"{page}cancel/").status_code == 404
    letter.may = True
    FileJob.objects.update(kept_until=clock.now() - HOUR)
    assert browser.get(file).headers["Location"] == page
    assert "The file is no longer kept." in said(browser.get(page))


def test_cancelling_takes_a_button(letter: Letter, account: Account, browser: Client) -> None:
    job = asked(account)
    page = f"/files/{job.pk}/"
    assert browser.get(f"{page}cancel/").status_code == 405
    answer = browser.post(f"{page}cancel/", follow=True)
    assert "You cancelled the file." in said(answer)
    assert "The file was already finished." in said(browser.post(f"{page}cancel/", follow=True))


def test_the_health_of_the_installation(letter: Letter, account: Account) -> None:
    asked(account)
    assert Client().get("/health/").json() == {
        "database": "answers",
        "worker": "does not run",
        "files waiting": 1,
    }
    Worker.objects.create(name="a", beat_at=clock.now())
    assert Client().get("/health/").json()["worker"] == "runs"
