"""A line of the log says what happened and where, and nothing that somebody wrote."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import override_settings

from config.logs import JsonFormatter, PlainFormatter
from people.models import Account
from tests import factories

pytestmark = pytest.mark.django_db

SECRET = "the-contractor-walked-out"
FORGED = "ok\n2012-07-04 ERROR forged\r\x1b[2J\x9b1m\u2028\u202e"


class Lines:
    """What would be written, as it is written."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self.stream = StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(formatter)

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def of(self, logger: str) -> list[dict[str, Any]]:
        found = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in found if line["logger"].startswith(logger)]


@pytest.fixture
def written() -> Iterator[Lines]:
    """Everything that is logged meanwhile, at every level that production logs."""
    lines = Lines(JsonFormatter())
    ours, root = logging.getLogger("mandate"), logging.getLogger()
    level = ours.level
    ours.setLevel(logging.INFO)
    root.addHandler(lines.handler)
    yield lines
    root.removeHandler(lines.handler)
    ours.setLevel(level)


@pytest.fixture
def keeper() -> Account:
    return factories.account()


def test_a_request_is_one_line(written: Lines, keeper: Account) -> None:
    browser = Client()
    browser.force_login(keeper)
    answer = browser.get(f"/people/?name={SECRET}")
    (line,) = written.of("mandate.requests")
    milliseconds = line.pop("milliseconds")
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "mandate.requests",
        "message": "answered",
        "request": answer["X-Request-ID"],
        "method": "GET",
        "path": "/people/",
        "status": 200,
        "account": keeper.pk,
    }
    assert isinstance(milliseconds, int)


def test_an_event_is_a_line_too(written: Lines, keeper: Account) -> None:
    project = factories.project()
    browser = Client(REMOTE_ADDR="192.0.2.7")
    browser.force_login(keeper)
    answer = browser.get(f"/projects/{project.reference}/history/?format=csv")
    line = written.of("mandate.security")[-1]
    line.pop("time")
    assert line == {
        "level": "INFO",
        "logger": "mandate.security",
        "message": "exported",
        "event": "exported",
        "request": answer["X-Request-ID"],
        "path": f"/projects/{project.reference}/history/",
        "account": keeper.pk,
        "person": keeper.person.pk,
        "ip": "192.0.2.7",
        "record": f"projects.project:{project.pk}",
        "facts": "format csv",
    }


def test_nothing_that_somebody_sends_is_in_the_log(written: Lines, keeper: Account) -> None:
    browser = Client(raise_request_exception=False)
    browser.post("/sign-in/", {"username": SECRET, "password": SECRET})
    browser.force_login(keeper)
    browser.cookies["other"] = SECRET
    browser.get(f"/programmes/?at={SECRET}", headers={"referer": f"https://x.example/{SECRET}"})
    browser.get(f"/people/?name={SECRET}")
    browser.post("/people/add/", {"name": SECRET, "email": SECRET})
    browser.get("/people/", headers={"host": SECRET, "user-agent": SECRET})
    browser.post(f"/people/PER-0001/edit/?next={SECRET}", {"name": SECRET, "version": 1})
    browser.get(f"/people/?{SECRET}=1")
    assert SECRET not in written.text
    statuses = [line["status"] for line in written.of("mandate.requests")]
    assert statuses == [200, 400, 200, 200, 400, 302, 400]


def test_a_fault_says_its_kind_and_place_and_not_its_words(written: Lines, keeper: Account) -> None:
    """PostgreSQL names the value that it refuses."""
    logger = logging.getLogger("mandate.faults")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("CREATE TABLE towns (name varchar(40) UNIQUE)")
            cursor.execute("INSERT INTO towns VALUES (%s), (%s)", [SECRET, SECRET])
    except IntegrityError:
        logger.exception("It could not be saved")
    (line,) = written.of("mandate.faults")
    assert SECRET not in written.text
    assert (line["error"], line["message"]) == ("IntegrityError", "It could not be saved")
    assert line["cause"] in ("IntegrityError", "UniqueViolation")
    assert line["stack"][0].startswith("tests/config/test_logs.py:")
    assert line["stack"][-1].startswith(("django/db/backends/", "psycopg/"))


def test_a_fault_about_servers_is_logged_with_its_message(written: Lines) -> None:
    try:
        raise ConnectionRefusedError("no server\nat that port")
    except OSError:
        logging.getLogger("mandate.faults").exception("Not reached")
    (line,) = written.of("mandate.faults")
    assert line["said"] == "no server at that port"


@override_settings(ROOT_URLCONF="tests.config.test_error_pages")
def test_a_mistake_of_ours_is_found_by_the_reference_on_the_page(
    written: Lines, keeper: Account
) -> None:
    browser = Client(raise_request_exception=False)
    browser.force_login(keeper)
    with transaction.atomic():
        answer = browser.get(f"/broken/?q={SECRET}")
        transaction.set_rollback(True)
    (line,) = written.of("django.request")
    assert (line["level"], line["message"], line["status"], line["path"]) == (
        "ERROR",
        "Internal Server Error",
        500,
        "/broken/",
    )
    number = answer["X-Request-ID"]
    assert line["request"] == number
    assert f"{number[:4]}-{number[4:8]}" in answer.content.decode()
    assert any(frame.startswith("tests/config/test_error_pages.py:") for frame in line["stack"])


def test_catalogue_074_no_value_begins_a_line_or_moves_a_cursor(written: Lines) -> None:
    logging.getLogger("mandate.faults").warning("%s", FORGED, extra={"path": FORGED})
    assert written.text.count("\n") == 1
    assert written.text.strip().isascii()
    assert written.text.strip().isprintable()
    (line,) = written.of("mandate.faults")
    assert (line["message"], line["path"]) == (FORGED, FORGED)


def test_catalogue_074_nor_on_a_terminal() -> None:
    lines = Lines(PlainFormatter())
    record = logging.LogRecord("x", logging.WARNING, "", 1, "%s", (FORGED,), None)
    record.request_id = "0123456789abcdef"
    lines.handler.handle(record)
    assert lines.text == (
        "[0123-4567] ok\\n2012-07-04 ERROR forged\\r\\x1b[2J\\x9b1m\\u2028\\u202e\n"
    )
