"""What is kept of signing in, refusals, roles and exports; who reads it; and that it stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import override_settings

from audit import guards
from audit.writing import audited
from directory.views.security_events import _rows
from people import events
from people.actions import appoint
from people.choices import Role, SecurityEventKind
from people.models import Account, Appointment, Person, SecurityEvent
from people.queries import office
from projects.models import Project
from tests import factories
from tests.people.ways_to_events import SECRET, WAYS, signed_in
from tests.sending import press
from tests.sweeps.canary import logged
from values import clock

pytestmark = pytest.mark.django_db

TABLE = SecurityEvent._meta.db_table


@pytest.fixture
def keeper() -> Account:
    return factories.account()


@pytest.fixture
def project() -> Project:
    return factories.project()


def told(*, after: int = 0) -> list[tuple[str, str, str]]:
    """The events since, in order: kind, address, facts."""
    rows = SecurityEvent.objects.filter(pk__gt=after).order_by("id")
    return list(rows.values_list("kind", "path", "facts"))


def last() -> int:
    newest = SecurityEvent.objects.order_by("-id").first()
    return newest.pk if newest else 0


def only(*, after: int) -> SecurityEvent:
    return SecurityEvent.objects.get(pk__gt=after)


# --- Each kind is produced by doing it ---------------------------------------------------------


@pytest.mark.one_engine
def test_every_kind_is_produced() -> None:
    assert set(WAYS) == set(SecurityEventKind.values)


@pytest.mark.parametrize("kind", WAYS)
@pytest.mark.one_engine
def test_doing_it_over_http_keeps_the_event(kind: str, keeper: Account, project: Project) -> None:
    before = SecurityEvent.objects.filter(kind=kind).count()
    WAYS[kind](keeper, project)
    assert SecurityEvent.objects.filter(kind=kind).count() == before + 1


# --- What an event says ------------------------------------------------------------------------
@pytest.mark.one_engine
def test_an_export_says_who_what_where_and_in_which_request(
    keeper: Account, project: Project
) -> None:
    browser, before = signed_in(keeper), last()
    answer = browser.get(f"/projects/{project.reference}/history/?format=xlsx&since=2012-07-04")
    event = only(after=before)
    assert (event.kind, event.account_id, event.person_id, event.ip) == (
        "exported",
        keeper.pk,
        keeper.person.pk,
        "192.0.2.7",
    )
    assert (event.record_kind, event.record_id) == ("projects.project", project.pk)
    assert (event.path, event.facts) == (f"/projects/{project.reference}/history/", "format xlsx")
    assert event.request_id == answer["X-Request-ID"]
    assert len(event.request_id) == 32


@pytest.mark.one_engine
def test_every_way_out_of_a_paper_is_an_export(keeper: Account, tmp_path: Path) -> None:
    paper = factories.paper()
    browser, before = signed_in(keeper), last()
    for kind in ("html", "pdf"):
        assert browser.get(f"/papers/{paper.reference}/{kind}/").status_code == 200
    target = tmp_path / "paper.html"
    call_command(
        "export_paper", paper.reference, format="html", output=str(target), stdout=StringIO()
    )
    rows = SecurityEvent.objects.filter(pk__gt=before).order_by("id")
    assert [(e.facts, e.record_kind, e.record_id, e.person_id) for e in rows] == [
        ("format html", "reports.paper", paper.pk, keeper.person.pk),
        ("format pdf", "reports.paper", paper.pk, keeper.person.pk),
        ("format html", "reports.paper", paper.pk, None),
    ]
    assert rows[2].request_id.startswith("export_paper:")


def test_every_change_of_a_role_is_kept_and_an_empty_one_is_not(
    keeper: Account, project: Project
) -> None:
    ada = factories.person("Ada Fenwick")
    browser, scope, before = signed_in(keeper), project.scope, last()
    url = f"/scopes/{scope.reference}/appointments/"
    sent = {"role": "team_member", "person": ada.name, "position": "0"}
    browser.post(f"{url}add/", sent)
    seat = Appointment.objects.get(scope=scope)
    for role in ("team_member", "sponsor"):
        edit = sent | {"role": role, "version": "1"}
        assert browser.post(f"{url}{seat.pk}/edit/", edit).status_code == 302
    for _turn in ("archive", "bring back"):
        assert press(browser, f"{url}{seat.pk}/archive/", {"reason": ""}).status_code == 302
    where = f"scope {scope.reference}, holder {ada.reference}"
    assert [facts for _kind, _path, facts in told(after=before)] == [
        f"role team_member, {where}, was appointed",
        f"role sponsor, {where}, was edited",
        f"role sponsor, {where}, was archived",
        f"role sponsor, {where}, was brought back",
    ]


def test_a_name_that_is_typed_wrong_is_not_kept(keeper: Account) -> None:
    """It may be a password in the wrong box."""
    before = last()
    for name in (SECRET, keeper.sign_in_name.upper(), "x\0y", "x" * 200):
        Client().post("/sign-in/", {"login": name, "password": SECRET})
    rows = SecurityEvent.objects.filter(pk__gt=before).order_by("id")
    assert [event.account_id for event in rows][:2] == [None, keeper.pk]
    assert [event for event in rows.values_list() if SECRET in str(event)] == []


# --- Refusals ----------------------------------------------------------------------------------
@pytest.mark.one_engine
def test_a_hidden_record_and_a_missing_one_are_refusals_alike(
    project: Project, july_2012: datetime
) -> None:
    milestone = factories.milestone(project=project)
    paper, unit = factories.paper(programme=project.programme), factories.officer()
    browser = signed_in(factories.account(factories.person("Otto Vane")))
    hidden = {
        f"/projects/{project.reference}/": project,
        f"/scopes/{project.reference}/milestones/{milestone.pk}/edit/": milestone,
        f"/scopes/{project.reference}/milestones/add/": project.scope,
        f"/programmes/{project.programme.reference}/projects/": project.programme,
        f"/papers/{paper.reference}/": paper,
        f"/people/{unit.reference}/": unit,
        f"/changes/projects.project/{project.pk}/": project,
    }
    for url, record in hidden.items():
        before = last()
        assert browser.get(url).status_code == 404
        event = only(after=before)
        named = (record._meta.label_lower, record.pk)
        assert (event.record_kind, event.record_id) == named, url
        assert event.facts == "status 404, method GET"
    for url in (
        "/projects/PRJ-9999/",
        f"/scopes/{project.reference}/milestones/999999/edit/",
        f"/scopes/PRJ-9999/milestones/{milestone.pk}/edit/",
        "/changes/no.kind/1/",
        "/units/99/edit/",
        f"/projects/{'x' * 3000}/",
    ):
        before = last()
        assert browser.get(url).status_code == 404
        assert Client().get(url).status_code in (302, 404)
        event = only(after=before)
        assert (event.record_kind, event.record_id, event.facts) == (
            "",
            None,
            "status 404, method GET",
        )
    before = last()
    assert browser.get("/nowhere/").status_code == 404
    assert told(after=before) == []


@pytest.mark.one_engine
def test_a_refusal_reads_alike_in_the_log_and_in_the_list_whether_or_not_the_record_is_there(
    caplog: pytest.LogCaptureFixture, july_2012: datetime
) -> None:
    paper = factories.paper()
    restriction = factories.restriction(record=paper)
    auditor = factories.account(factories.holder(Role.AUDITOR, office(), "Grace Hollis"))
    browser = signed_in(auditor)
    found = []
    for reference, number in ((paper.reference, restriction.pk), ("PAP-9999", 999_999)):
        before = last()
        caplog.clear()
        with caplog.at_level("INFO", logger="mandate.security"):
            for url in (f"/papers/{reference}/", f"/restrictions/{number}/"):
                assert browser.get(url).status_code == 404
        keys = ("event", "account", "person", "ip", "record", "facts")
        lines = [
            [getattr(line, key) for key in keys]
            for line in caplog.records
            if hasattr(line, "event")
        ]
        rows = SecurityEvent.objects.filter(pk__gt=before).order_by("id")
        told_to_auditor = [
            {name: value for name, value in row.items() if name not in ("event", "reference")}
            for row in _rows(rows, auditor.person)
        ]
        found.append((lines, told_to_auditor))
    assert found[0] == found[1]
    assert [row["record"] for row in found[0][1]] == ["Does not exist, or not for you"] * 2


@pytest.mark.one_engine
def test_what_is_restricted_is_told_without_its_address_and_kind(july_2012: datetime) -> None:
    paper = factories.paper()
    factories.restriction(record=paper)
    reader = factories.account()
    auditor = factories.account(factories.holder(Role.AUDITOR, office(), "Grace Hollis"))
    browser, before = signed_in(reader), last()
    with logged() as said:
        assert browser.get(f"/papers/{paper.reference}/html/").status_code == 200
    assert len(said) > 2
    assert [line for line in said if paper.reference in line] == []
    rows = SecurityEvent.objects.filter(pk__gt=before).order_by("id")
    hidden, shown = (
        [(str(r["event"].kind), r["path"], r["record"], r["record_id"], r["facts"]) for r in found]
        for found in (_rows(rows, auditor.person), _rows(rows, reader.person))
    )
    nothing = ("", "Does not exist, or not for you", "", "")
    assert hidden == [("restricted_read", *nothing), ("exported", *nothing)]
    address = f"/papers/{paper.reference}/html/"
    assert shown == [
        ("restricted_read", address, "Paper", str(paper.pk), ""),
        ("exported", address, "Paper", str(paper.pk), "format html"),
    ]


def test_what_was_not_recorded_then_is_not_refused(keeper: Account, july_2012: datetime) -> None:
    project = factories.project()
    with clock.stopped_at(july_2012 + timedelta(days=9)):
        late = factories.project("Late")
        browser, before = signed_in(keeper), last()
        assert browser.get(f"/projects/{project.reference}/?at=2012-07-05").status_code == 200
        assert browser.get(f"/projects/{late.reference}/?at=2012-07-05").status_code == 404
    assert told(after=before) == []


@pytest.mark.one_engine
def test_a_verb_that_is_refused_is_kept(project: Project) -> None:
    reader = factories.account(factories.holder(Role.READER, office(), "Rhoda Steele"))
    browser, before = signed_in(reader), last()
    assert browser.post(f"/projects/{project.reference}/edit/", {}).status_code == 403
    assert browser.get("/people/").status_code == 403
    assert told(after=before) == [
        ("refused", f"/projects/{project.reference}/edit/", "status 403, method POST"),
        ("refused", "/people/", "status 403, method GET"),
    ]


# --- With the change, or in spite of it --------------------------------------------------------
class Undone(Exception):
    pass


def test_a_change_that_is_undone_takes_its_event_with_it(project: Project) -> None:
    by, ada = factories.officer(), factories.person("Ada Fenwick")
    before = last()
    with pytest.raises(Undone), audited(by=by, reason="Trying"):
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=by)
        assert len(told(after=before)) == 1
        raise Undone
    assert told(after=before) == []


def test_a_refusal_stays_when_all_else_is_undone(keeper: Account) -> None:
    from django.test import RequestFactory  # noqa: PLC0415  beside its only use

    request, before = RequestFactory().get("/exports/"), last()
    with events.kept_of(request), pytest.raises(Undone), transaction.atomic():
        events.record(SecurityEventKind.REFUSED, account=keeper)
        assert told(after=before) == []
        raise Undone
    assert told(after=before) == [("refused", "/exports/", "")]


def test_an_event_that_cannot_be_kept_breaks_nothing(
    keeper: Account, caplog: pytest.LogCaptureFixture
) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {TABLE} RENAME TO elsewhere")
        answer = Client().post(
            "/sign-in/", {"login": keeper.sign_in_name, "password": factories.PASSWORD}
        )
        assert answer.status_code == 302
        cursor.execute(f"ALTER TABLE elsewhere RENAME TO {TABLE}")
    assert [r.getMessage() for r in caplog.records if r.name == "mandate.security"] == [
        "Security events could not be stored: signed_in"
    ]


def test_what_a_load_tells_of_is_no_event(project: Project) -> None:
    by, before = factories.officer(), last()
    dated = datetime(2020, 1, 1, tzinfo=UTC)
    with audited(by=by, reason="Loaded", dated=dated):
        events.record(SecurityEventKind.ROLE_CHANGED, person=by)
    assert told(after=before) == []


# --- Nobody edits it ---------------------------------------------------------------------------
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET kind = 'exported'",
        f"DELETE FROM {TABLE}",
        f"INSERT OR REPLACE INTO {TABLE} SELECT * FROM {TABLE}",
        f"TRUNCATE {TABLE}",
    ],
)
def test_the_database_refuses_to_edit_one(keeper: Account, engine: str, statement: str) -> None:
    signed_in(keeper)
    only_of = {"INSERT": "sqlite", "TRUNCATE": "postgresql"}.get(statement.split()[0], engine)
    before = list(SecurityEvent.objects.values_list())
    refused = IntegrityError if only_of == engine else Exception
    with pytest.raises(refused), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(SecurityEvent.objects.values_list()) == before
    assert len(before) == 2


def test_the_guards_of_events_are_in_the_inventory(engine: str) -> None:
    names = {
        "sqlite": {f"audit_{TABLE}_u", f"audit_{TABLE}_d"},
        "postgresql": {"audit_append_only", "audit_append_only_all"},
    }[engine]
    assert {(t, n) for t, n in guards.expected(connection) if t == TABLE} == {
        (TABLE, name) for name in names
    }
    assert guards.compare(connection).missing == []


# --- Where a request came from -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("proxy", "sent", "expected"),
    [
        (None, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "198.51.100.9"}, "192.0.2.1"),
        (("A", "https"), {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 198.51.100.9"}, "198.51.100.9"),
        (("A", "https"), {"REMOTE_ADDR": "192.0.2.1"}, "192.0.2.1"),
        (("A", "https"), {"HTTP_X_FORWARDED_FOR": "2001:db8::1"}, "2001:db8::1"),
        (None, {"REMOTE_ADDR": ""}, None),
        (("A", "https"), {"HTTP_X_FORWARDED_FOR": "<script>"}, None),
    ],
)
@pytest.mark.one_engine
def test_the_network_address_is_the_proxys_word_only_behind_a_proxy(
    proxy: Any, sent: dict[str, str], expected: str | None
) -> None:
    from django.test import RequestFactory  # noqa: PLC0415  beside its only use

    with override_settings(SECURE_PROXY_SSL_HEADER=proxy):
        assert events.address_of(RequestFactory().get("/", **sent)) == expected


@pytest.mark.one_engine
def test_catalogue_074_facts_are_one_short_line(keeper: Account) -> None:
    before = last()
    forged = "ok\n2012-07-04 signed_in admin\x1b[2J\u202e" + "x" * 10_000
    events.record(SecurityEventKind.EXPORTED, account=keeper, format=forged)
    facts = only(after=before).facts
    assert facts.startswith(r"format ok\n2012-07-04 signed_in admin\x1b[2J\u202exxx")
    assert (len(facts), facts.isprintable()) == (107, True)


@pytest.mark.one_engine
def test_a_person_is_named_by_the_account_that_acted(keeper: Account, project: Project) -> None:
    before = last()
    events.record(SecurityEventKind.PASSWORD_SET, account=keeper)
    events.record(SecurityEventKind.PASSWORD_SET, person=Person(pk=7))
    rows = SecurityEvent.objects.filter(pk__gt=before).order_by("id")
    assert [(event.account_id, event.person_id) for event in rows] == [
        (keeper.pk, keeper.person.pk),
        (None, 7),
    ]
