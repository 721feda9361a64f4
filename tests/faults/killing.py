"""Editors who save over HTTP while the process that answers them is killed, again and again.

The site is gunicorn with one worker, before a database of its own. The worker is killed with
SIGKILL, by its own number, while it is answering; gunicorn starts another, as it would in service.
"""

from __future__ import annotations

import os
import random
import re
import signal
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path

from tests.browser.serving import gunicorn

PATIENCE = 60
"""Seconds, for a machine on which everything else runs at the same time."""
VERSION = re.compile(r'name="version"\s+value="(\d+)"')
BOOTED = re.compile(r"Booting worker with pid: (\d+)")


@dataclass
class Server:
    """Where the site is, and what its process writes, which names its workers."""

    url: str
    log: Path

    def workers(self) -> list[int]:
        """The numbers of the workers that have been started, in that order."""
        return [int(number) for number in BOOTED.findall(self.log.read_text())]

    def kill(self) -> None:
        """Kill the worker, and wait until there is another."""
        before = self.workers()
        os.kill(before[-1], signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while len(self.workers()) == len(before):
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.01)


@contextmanager
def serving(environment: dict[str, str], log: Path) -> Iterator[Server]:
    """Serve the site. It is loaded before the worker is forked, so that another one is there at
    once."""
    with gunicorn("tests.faults.warm", environment, log, "--preload") as url:
        yield Server(url, log)


class _StayHere(urllib.request.HTTPRedirectHandler):
    """A redirect is the answer to a save; there is no need to follow it."""

    def redirect_request(self, *args: object) -> None:
        return None


@dataclass
class Editor:
    """Somebody who is signed in and saves one record again and again, each time another title."""

    site: str
    page: str
    name: str
    sent: list[str] = field(default_factory=list)
    acknowledged: list[str] = field(default_factory=list)
    version: str = ""
    seconds: float = 0.05
    """How long the last answer took."""

    def __post_init__(self) -> None:
        self.cookies = CookieJar()
        keeping = urllib.request.HTTPCookieProcessor(self.cookies)
        self.opener = urllib.request.build_opener(keeping, _StayHere())

    def sign_in(self, sign_in_name: str, password: str) -> None:
        self.opener.open(f"{self.site}/sign-in/", timeout=PATIENCE).close()
        assert self._post("/sign-in/", login=sign_in_name, password=password) == 302

    def save(self, number: int) -> None:
        """Send the form, and note whether the site said that it is saved."""
        title = f"{self.name} {number}"
        self.sent.append(title)
        began = time.monotonic()
        try:
            status = self._post(self.page, title=title, version=self.version)
        except (OSError, HTTPException):
            return
        assert status == 302, status
        self.acknowledged.append(title)
        self.seconds = time.monotonic() - began

    def open_form(self) -> None:
        """Note what the form says that it was read from; again, when the worker was killed."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self.opener.open(self.site + self.page, timeout=PATIENCE) as answer:
                    (self.version,) = VERSION.findall(answer.read().decode())
                return
            except (OSError, HTTPException):
                assert time.monotonic() < until

    def _post(self, path: str, **fields: str) -> int:
        token = next(cookie.value for cookie in self.cookies if cookie.name == "csrftoken")
        typed = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token or ""}).encode()
        try:
            with self.opener.open(self.site + path, typed, timeout=PATIENCE) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            answer.close()
            return answer.code


def save_under_fire(server: Server, editors: list[Editor], *, saves: int, kills: int) -> None:
    """Let every editor save so often, all at once, and meanwhile kill the worker so often."""
    chance = random.Random(2012)  # noqa: S311  it need not be secret
    moments = sorted(chance.sample(range(1, saves * len(editors)), kills))
    begun = threading.Semaphore(0)

    def go_on_saving(editor: Editor) -> None:
        for number in range(saves):
            editor.open_form()
            begun.release()
            editor.save(number)

    with ThreadPoolExecutor(max_workers=len(editors)) as pool:
        at_work = [pool.submit(go_on_saving, editor) for editor in editors]
        seen = 0
        for moment in moments:
            while seen < moment:
                assert begun.acquire(timeout=PATIENCE)
                seen += 1
            time.sleep(chance.uniform(0, 1.2) * editors[moment % len(editors)].seconds)
            server.kill()
        for editor_at_work in at_work:
            editor_at_work.result(timeout=PATIENCE * 10)
