"""Where it would not be safe, the site does not start: real processes, and what they say."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from email.message import Message
from hashlib import sha512
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import pytest
from pytest_django import DjangoDbBlocker

from audit.soundness_sqlite import Version, has_the_wal_fault
from config.settings import KEY_FOR_LOOKING_AROUND
from config.starting import is_weak
from tests.browser.serving import ROOT, gunicorn, site_environment
from tests.databases import Databases

SAFE = {
    "SECRET_KEY": sha512(b"made up").hexdigest(),
    "ALLOWED_HOSTS": "mandate.example",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}
LOCAL = ("MANDATE_DEMO", "DEBUG", "LOG_LEVEL")
PATIENCE = 60


@pytest.fixture(scope="module")
def production(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> dict[str, str]:
    """A council's environment, on a database that has its tables and guards."""
    with django_db_blocker.unblock():
        url = site_environment(databases.guarded())["DATABASE_URL"]
    kept = {name: value for name, value in os.environ.items() if name not in LOCAL}
    return kept | SAFE | {"DATABASE_URL": url}


def start(environment: dict[str, str], *command: str) -> tuple[int, str]:
    """Start the site as a process of its own: its exit status and its words."""
    done = subprocess.run(
        [sys.executable, *(command or ("-c", "import config.wsgi"))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


LARGE = ("fontTools.subset", "openpyxl", "weasyprint")
SAY_WHAT_IS_LARGE = f"import sys, config.wsgi; print(*sys.modules.keys() & {LARGE!r}, end='')"


def test_a_safe_site_starts_without_large_libraries_and_says_nothing(
    production: dict[str, str],
) -> None:
    assert start(production, "-c", SAY_WHAT_IS_LARGE) == (0, "")


WEAK = (
    "SECRET_KEY is weak; set it to a random text of at least 50 characters, such as "
    '`python3 -c "import secrets; print(secrets.token_urlsafe(64))"` prints.'
)
NO_COLOUR = "COUNCIL_COLOUR must be a colour like #1d4f7c; correct it, or unset it."
HOSTS = "ALLOWED_HOSTS must name the hosts that Mandate answers to, and cannot be `*`."


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("changed", "sentences"),
    [
        (
            {"DEBUG": "1"},
            ["DEBUG is on, which shows settings and source to everybody; unset it."],
        ),
        ({"SECRET_KEY": ""}, ["Set SECRET_KEY to a long random text before starting Mandate."]),
        ({"SECRET_KEY": KEY_FOR_LOOKING_AROUND}, [WEAK]),
        ({"ALLOWED_HOSTS": ""}, [HOSTS]),
        ({"SECRET_KEY": "short", "ALLOWED_HOSTS": "mandate.example,*"}, [WEAK, HOSTS]),
        ({"COUNCIL_COLOUR": "red}body{display:none"}, [NO_COLOUR]),
    ],
    ids=[
        "debug",
        "no key",
        "known key",
        "no hosts",
        "two at once",
        "no colour",
    ],
)
def test_an_unsafe_setting_keeps_it_from_starting(
    production: dict[str, str], changed: dict[str, str], sentences: list[str]
) -> None:
    said = "".join(f"Mandate does not start. {sentence}\n" for sentence in sentences)
    assert start(production | changed) == (3, said)


@pytest.mark.one_engine
def test_the_server_ends_instead_of_trying_again(production: dict[str, str]) -> None:
    status, said = start(
        production | {"SECRET_KEY": "short"},
        *("-m", "gunicorn", "--bind", "127.0.0.1:0", "--no-control-socket", "config.wsgi"),
    )
    assert (status, said.count(WEAK), said.count("Traceback")) == (3, 1, 0)


@pytest.mark.one_engine
def test_a_key_of_the_demonstration_is_enough_for_the_demonstration(
    production: dict[str, str],
) -> None:
    left_out = {"SECRET_KEY", "ALLOWED_HOSTS"}
    kept = {name: text for name, text in production.items() if name not in left_out}
    assert start(kept | {"MANDATE_DEMO": "1"}) == (0, "")


@pytest.mark.one_engine
def test_developers_serve_with_debug(production: dict[str, str], tmp_path: Path) -> None:
    """`runserver` has a door of its own."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"],
            cwd=ROOT,
            env=production | {"DEBUG": "1", "ALLOWED_HOSTS": "127.0.0.1"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        status = first_answer(f"http://127.0.0.1:{port}/sign-in/", server)
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
    assert status == 200, (tmp_path / "log").read_text()


def first_answer(url: str, server: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 (our own)
                return answer.status
        except OSError:
            time.sleep(0.1)
    return 0


TWISTED = {
    "twin lengths": b"Content-Length: 3\r\nContent-Length: 30\r\n\r\nabc",
    "a length that is none": b"Content-Length: +3\r\n\r\nabc",
    "two ways to end": b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "an odd encoding": b"Transfer-Encoding: xchunked\r\n\r\nabc",
    "twin encodings": b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "another host": b"Host: evil.example\r\n\r\n",
}


@dataclass(frozen=True)
class Served:
    """What the server of a council said: the headers of the page for signing in, as a proxy that
    ends HTTPS gets them; the whole log; and the statuses of requests that are TWISTED."""

    headers: Message
    log: str
    statuses: dict[str, str]


@pytest.fixture(scope="module")
def served(production: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Served:
    log = tmp_path_factory.mktemp("production") / "log"
    with gunicorn("config.wsgi", production | {"BEHIND_PROXY": "1"}, log) as url:
        headers = {"Host": "mandate.example", "X-Forwarded-Proto": "https"}
        asked = urllib.request.Request(f"{url}/sign-in/?next=/secret/", headers=headers)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310 (our own)
            given = answer.headers
        place = urlsplit(url)
        statuses = {what: status(place, rest) for what, rest in TWISTED.items()}
    return Served(given, log.read_text(), statuses)


def status(place: SplitResult, rest: bytes) -> str:
    head = b"" if rest.startswith(b"Host") else b"Host: mandate.example\r\n"
    with socket.create_connection((place.hostname, place.port), PATIENCE) as line:
        line.sendall(b"POST /sign-in/ HTTP/1.1\r\nX-Forwarded-Proto: https\r\n" + head + rest)
        return line.recv(12).decode()


@pytest.mark.one_engine
def test_in_production_cookies_are_for_https_and_this_host(served: Served) -> None:
    name, _, flags = served.headers["Set-Cookie"].partition("=")
    assert name == "__Host-csrftoken"
    said = {part.strip().lower().partition("=")[0] for part in flags.split(";")[1:]}
    assert said == {"expires", "max-age", "path", "samesite", "secure"}
    assert "SameSite=Lax" in flags
    strictly = served.headers["Strict-Transport-Security"]
    assert strictly == "max-age=31536000; includeSubDomains; preload"


@pytest.mark.one_engine
def test_catalogue_162_the_server_refuses_what_a_proxy_could_read_in_two_ways(
    served: Served,
) -> None:
    refused = dict.fromkeys(TWISTED, "HTTP/1.1 400") | {"an odd encoding": "HTTP/1.1 501"}
    assert served.statuses == refused


@pytest.mark.one_engine
def test_in_production_every_log_line_is_json(served: Served) -> None:
    """The server's own too; and an answer's id is in its line."""
    lines = [json.loads(line) for line in served.log.splitlines()]
    refused = "django.security.DisallowedHost"
    assert {line["logger"] for line in lines} == {"gunicorn.error", "mandate.requests", refused}
    requests = [line for line in lines if line["logger"] == "mandate.requests"]
    (line,) = [line for line in requests if line["request"] == served.headers["X-Request-ID"]]
    assert (line["path"], line["status"]) == ("/sign-in/", 200)
    assert "secret" not in served.log


# --- SQLite's fault ----------------------------------------------------------------------------
@pytest.mark.one_engine
def test_sqlite_that_loses_commits_is_not_used(
    production: dict[str, str], databases: Databases, tmp_path: Path
) -> None:
    path = tmp_path / "wal.sqlite3"
    shutil.copy(databases.guarded(), path)
    with sqlite3.connect(path) as file:
        assert file.execute("PRAGMA journal_mode=WAL").fetchone() == ("wal",)
    file.close()
    environment = production | {"DATABASE_URL": f"sqlite:///{path}"}
    sentence = (
        f"SQLite {sqlite3.sqlite_version} can lose what is written to a database in WAL "
        "mode; run `PRAGMA journal_mode=DELETE` on the database, or use SQLite 3.51.3."
    )
    is_at_fault = has_the_wal_fault(sqlite3.sqlite_version_info)
    expected = (3, f"Mandate does not start. {sentence}\n") if is_at_fault else (0, "")
    assert start(environment) == expected
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA journal_mode=DELETE")
    file.close()
    assert start(environment) == (0, "")


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
    ],
)
def test_the_versions_with_the_fault(version: Version, expected: bool) -> None:
    assert has_the_wal_fault(version) is expected


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (SAFE["SECRET_KEY"], False),
        (SAFE["SECRET_KEY"][:49], True),
        ("abcdefgh" * 10, True),
        ("abcdefghij" * 5, False),
        ("django-insecure-" + SAFE["SECRET_KEY"], True),
        (KEY_FOR_LOOKING_AROUND, True),
    ],
)
def test_a_weak_key(key: str, expected: bool) -> None:
    assert is_weak(key) is expected


ASK_THRICE = """
from django.db import connection
from people.models import Person
for _ in range(3):
    Person.objects.filter(pk=1).exists()
with connection.cursor() as cursor:
    cursor.execute(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%people_person%'"
    )
    print(cursor.fetchone()[0])
"""


@pytest.mark.parametrize(("setting", "planned_once"), [("1", 1), ("0", 0)])
def test_postgresql_plans_a_query_once_unless_a_pool_forbids_it(
    production: dict[str, str], engine: str, setting: str, planned_once: int
) -> None:
    if engine != "postgresql":
        pytest.skip("only PostgreSQL prepares statements")
    quiet = ("-c", f"import django; django.setup(){ASK_THRICE}")
    told = start(production | {"PREPARED_STATEMENTS": setting}, *quiet)
    assert told == (0, f"{planned_once}\n")
