"""Chromium, and real sites for it to visit.

Everything here lives once per worker of pytest-xdist, but for `page`, which is new for each test.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright
from pytest_django import DjangoDbBlocker

from tests import served_day
from tests.browser.serving import Site, load_demo, serving, site_environment
from tests.browser.visits import sign_in
from tests.databases import Databases, copied

# Debian's package chromium-headless-shell is the same Chromium without windows to draw: a page
# takes a third of the time. Without it, the whole browser does.
PROGRAMS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
PATIENCE = 60_000
"""Milliseconds: long enough for a PDF on a machine on which everything else runs at the same time.
What is there sooner is not waited for."""
ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-rasterization",
    "--disable-extensions",
    "--renderer-process-limit=1",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m "not browser"` leaves them out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless, with an empty profile."""
    # Playwright keeps an event loop running in this thread until it stops. Django takes that for
    # asynchronous code, and would refuse the database to every later test of this worker.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    try:
        with sync_playwright() as playwright:
            program = next((name for name in PROGRAMS if Path(name).exists()), PROGRAMS[-1])
            browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
            expect.set_options(timeout=PATIENCE)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture(scope="session")
def demo_site(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The demonstration, served from this worker's own copy of its database.

    The journeys write in it, so a test must not rely on what another test did or left alone.
    """
    with django_db_blocker.unblock():
        whole = databases.once("site", load_demo, like=databases.migrated())
        log = databases.folder / f"site_{databases.worker}.log"
        with (
            copied(databases.own("site"), like=whole) as name,
            django_db_blocker.block(),
            serving(site_environment(name), log) as site,
        ):
            yield site


@pytest.fixture(scope="session")
def served(demo_site: Site) -> str:
    """Where the demonstration is served: "http://127.0.0.1:PORT"."""
    return demo_site.url


@pytest.fixture
def own_site(
    databases: Databases, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Site]:
    """The demonstration as it was loaded, for one test; it writes its mail to the folder `mail`."""
    with django_db_blocker.unblock():
        whole = databases.once("site", load_demo, like=databases.migrated())
        with copied(databases.own("own_site"), like=whole) as name, django_db_blocker.block():
            mail = {"EMAIL_URL": f"filemail:///{tmp_path / 'mail'}"}
            with serving(site_environment(name) | mail, tmp_path / "site.log") as site:
                yield site


@pytest.fixture
def dated_site(
    databases: Databases, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Site]:
    """As `own_site`, on the day that `site.live_on(moment)` says; nobody is signed out."""
    with django_db_blocker.unblock():
        whole = databases.once("site", load_demo, like=databases.migrated())
        with copied(databases.own("dated_site"), like=whole) as name, django_db_blocker.block():
            ours = {
                "EMAIL_URL": f"filemail:///{tmp_path / 'mail'}",
                served_day.VARIABLE: str(tmp_path / "day"),
                "SIGN_IN_HOURS": "1000",
                "SIGN_IN_IDLE_MINUTES": "60000",
            }
            with serving(site_environment(name) | ours, tmp_path / "site.log") as site:
                yield site


@pytest.fixture
def empty_site(
    databases: Databases, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Site]:
    """A site before a database without one record, for one test."""
    with django_db_blocker.unblock():
        empty = databases.migrated()
        with (
            copied(databases.own("empty_site"), like=empty) as name,
            django_db_blocker.block(),
            serving(site_environment(name), tmp_path / "site.log") as site,
        ):
            yield site


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained of in this test. A test that means to provoke it clears it."""
    return []


@pytest.fixture
def open_page(chromium: Browser, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens pages, each as a new person with no cookies: `open_page(site.url, width=390)`."""
    contexts = []

    def new_page(url: str, *, width: int = 1280, **settings: object) -> Page:
        def hear(message: ConsoleMessage) -> None:
            if message.type == "error":
                complaints.append(f"{message.text} ({message.location.get('url')})")

        def watch(request: Request) -> None:
            if not request.url.startswith((url, "data:", "blob:")):
                complaints.append(f"Asked another site for {request.url}")

        context = chromium.new_context(
            base_url=url,
            viewport={"width": width, "height": 900},
            locale="en-GB",
            timezone_id="Europe/London",
            **settings,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("console", hear)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", watch)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def provoked(complaints: list[str]) -> Callable[[str], None]:
    """Takes back a complaint that the test meant to provoke: `provoked("status of 404")`.

    The test fails when there was none.
    """

    def take_back(words: str) -> None:
        meant = [complaint for complaint in complaints if words in complaint]
        assert meant, f"The browser did not complain of “{words}” but of {complaints}"
        complaints[:] = [complaint for complaint in complaints if complaint not in meant]

    return take_back


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """The cookies of those who signed in, by sign-in name: to sign in takes two pages."""
    return {}


@pytest.fixture
def visit(
    open_page: Callable[..., Page], served: str, sessions: dict[str, Any]
) -> Callable[..., Page]:
    """Opens the demonstration as somebody who is signed in: `visit("priya.nair", width=390)`.

    One machine for each call: two calls with one name are one account on two machines.
    """

    def signed_in(name: str, **settings: Any) -> Page:
        page = open_page(served, storage_state=sessions.get(name), **settings)
        if name not in sessions:
            sign_in(page, name)
            sessions[name] = page.context.storage_state()
        return page

    return signed_in


@pytest.fixture
def page(open_page: Callable[..., Page], served: str) -> Page:
    """A page on the demonstration. The test fails when the browser complains of anything."""
    return open_page(served)
