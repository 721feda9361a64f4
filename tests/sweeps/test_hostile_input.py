"""Whatever a browser sends is answered: as it asks, or with 400 in the house's words; never 500.
What is refused leaves nothing behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings

from audit.queries.first_changes import Key
from projects.models import Project, StatusReport
from tests.sweeps import hostile, rows
from tests.sweeps.hostile import Asked
from tests.sweeps.walking import browser_of
from tests.sweeps.world import World

pytestmark = pytest.mark.django_db
ANSWERS = {200, 302, 400, 403, 404, 405, 409, 413, 429}
OF_ANY_ANSWER = ("people_securityevent", "django_session", "people_cachedvalue")
WRITES = ("INSERT", "UPDATE", "DELETE")


@transaction.atomic
def fault_of(browser: Client, asked: Asked, before: rows.Rows) -> str:
    """What is wrong with the answer; empty as a rule. Nothing of it stays."""
    savepoint = transaction.get_connection().atomic_blocks[-1]
    savepoint._from_testcase = True  # actions ask for the outermost transaction
    wrote = []

    def noting(execute: Any, sql: str, *rest: Any) -> Any:
        wrote.extend([sql] if is_write(sql) else [])
        return execute(sql, *rest)

    with connection.execute_wrapper(noting):
        response = asked.send(browser)
    fault = "" if response.status_code in ANSWERS else str(response.status_code)
    if response.status_code >= 400 and response.get("Content-Type", "").startswith("text/html"):
        is_ours = b"govuk-template" in response.content or response.status_code == 405
        fault = fault or ("" if is_ours else "no page of the house")
    if not fault and wrote and response.status_code != 302:
        left = rows.changed(before, rows.everything())
        fault = f"left {left}" if left else ""
    transaction.set_rollback(True)
    return fault


def is_write(sql: str) -> bool:
    """Whether a statement writes more than what any answer may: a refusal, or a session."""
    return sql.startswith(WRITES) and not any(table in sql for table in OF_ANY_ANSWER)


def faults(browser: Client, requests: list[Asked]) -> dict[str, str]:
    before = rows.everything()
    met = {f"{one.place}: {one.value}": fault_of(browser, one, before) for one in requests}
    return {asked: fault for asked, fault in met.items() if fault}


@pytest.mark.parametrize(
    ("of", "count"),
    [
        ("paths", 100),
        ("queries", 75),
        pytest.param("headers", 100, marks=pytest.mark.one_engine),  # read before any query
        ("bodies", 50),
    ],
)
def test_nothing_that_a_browser_sends_breaks_a_page(
    world: World, july_2012: object, of: str, count: int
) -> None:
    requests = hostile.dealt(getattr(hostile, f"in_{of}")(world))
    assert len(requests) > count
    assert faults(browser_of(world.keeper), requests) == {}


@pytest.mark.one_engine
@pytest.mark.parametrize("of", ["headers", "bodies"])
def test_nor_does_what_somebody_sends_who_is_not_signed_in(
    world: World, july_2012: object, of: str
) -> None:
    requests = hostile.dealt(getattr(hostile, f"in_{of}")(world))
    assert faults(browser_of(None), requests) == {}


@pytest.mark.one_engine
def test_every_value_is_dealt(world: World) -> None:
    requests = hostile.dealt(hostile.everything_asked(world))
    assert {asked.value for asked in requests} >= {
        *hostile.TEXTS, *hostile.MOMENTS, *hostile.HEADERS, *hostile.SENT
    }  # fmt: skip


# --- What the sweep must find ------------------------------------------------------------------
@pytest.mark.one_engine
def test_the_sweep_finds_a_key_that_is_read_carelessly(
    world: World, july_2012: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def careless(cls: type[Key], text: str) -> Key:
        moment, _, pk = text.partition("_")
        return cls(Key.parse.__globals__["datetime"].fromisoformat(moment), int(pk))

    monkeypatch.setattr(Key, "parse", classmethod(careless))
    requests = [
        asked for asked in hostile.in_queries(world) if asked.place == "records:activity?before"
    ]
    found = faults(browser_of(world.keeper), requests)
    assert found["records:activity?before: first key"] == "500"


@pytest.mark.one_engine
def test_the_sweep_finds_that_other_charsets_are_read(world: World, july_2012: object) -> None:
    ours = "config.middleware.ReadableRequestMiddleware"
    without = [name for name in settings.MIDDLEWARE if name != ours]
    requests = [
        asked
        for asked in hostile.in_headers(world)
        if asked.place == "GET records:activity headers" and asked.value == "charset"
    ]
    with override_settings(MIDDLEWARE=without):
        assert list(faults(browser_of(world.keeper), requests).values()) == ["500"]


@pytest.mark.one_engine
def test_the_sweep_finds_what_an_invalid_form_leaves_behind(
    world: World, july_2012: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the form of a report did: it opened a draft before it read what was sent."""
    from projects import actions  # noqa: PLC0415  to be changed here only
    from projects.views import reports  # noqa: PLC0415  as above

    def opening(view: Any, request: Any) -> StatusReport:
        draft = reports.queries.draft_of(view.project)
        actions.save_report(draft, by=view.person, achieved="Left behind")
        return draft

    monkeypatch.setattr(reports.EditReport, "posted_report", opening)
    url = f"/projects/{world.here[Project].reference}/status/"
    asked = Asked("a report", "nothing", "POST", url, b"", hostile.FORM)
    found = faults(browser_of(world.keeper), [asked])["a report: nothing"]
    assert "projects.StatusReport" in found
