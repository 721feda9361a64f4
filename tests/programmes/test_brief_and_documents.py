"""The brief of a programme, the council's priorities, and documents in versions."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoDbBlocker

from audit.actions import create_record, edit_record
from audit.errors import Refused
from people.choices import Role
from programmes.actions import add_priority
from programmes.choices import DocumentKind, HowOften
from programmes.lifecycle import next_told_on
from programmes.models import CorporatePriority, Document, DocumentVersion, Objective, Stakeholder
from programmes.models import Programme as ProgrammeRecord
from programmes.queries import brief, programme_row
from tests import factories
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Doors:
    programme: ProgrammeRecord
    elsewhere: ProgrammeRecord
    priority: CorporatePriority
    document: Document
    manager: Client


@pytest.fixture(scope="module")
def doors(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Doors]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        by = factories.officer()
        programme, elsewhere = factories.programme("Open Doors"), factories.programme("Warm Homes")
        priority = add_priority(by=by, title="Libraries for all", starts_on=date(2011, 4, 1))
        for whole, title in ((programme, "Open on Sundays"), (elsewhere, "No cold home")):
            create_record(Objective, by=by, programme=whole, title=title, priority=priority)
        document = factories.entry(Document, "Initiation document", scope=programme.scope)
        holder = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mona Pryce")
        manager = browser_of(factories.account(holder))
        yield Doors(programme, elsewhere, priority, document, manager)


@pytest.mark.one_engine
def test_a_priority_lists_the_objectives_that_its_reader_may_see(doors: Doors) -> None:
    page = doors.manager.get(f"/corporate-priorities/{doors.priority.reference}/").content.decode()
    assert ("Open on Sundays" in page, "No cold home" in page) == (True, False)
    (row,) = brief.priorities(factories.officer(), None).values("title", "objective_count")
    assert row == {"title": "Libraries for all", "objective_count": 2}
    assert doors.manager.get("/corporate-priorities/add/").status_code == 403


@pytest.mark.one_engine
def test_the_brief_is_read_as_at_any_day(doors: Doors) -> None:
    by = factories.officer()
    with clock.stopped_at(MOMENT.replace(day=6)):
        edit_record(doors.programme, by=by, context="Too few come.", out_of_scope="Schools")
        url = f"/programmes/{doors.programme.reference}/brief/"
        now, then = (doors.manager.get(url + at).content.decode() for at in ("", "?at=2012-07-05"))
    assert ("Too few come." in now, "Schools" in now, "Open on Sundays" in now) == (True,) * 3
    assert ("Too few come." in then, "Open on Sundays" in then) == (False, True)


@pytest.mark.parametrize(
    ("how_often", "last", "next_on"),
    [
        (HowOften.AS_NEEDED, date(2012, 7, 1), None),
        (HowOften.WEEKLY, None, None),
        (HowOften.FORTNIGHTLY, date(2012, 2, 20), date(2012, 3, 5)),
        (HowOften.MONTHLY, date(2012, 1, 31), date(2012, 2, 29)),
        (HowOften.QUARTERLY, date(2012, 11, 30), date(2013, 2, 28)),
        (HowOften.YEARLY, date(2012, 2, 29), date(2013, 2, 28)),
    ],
)
def test_the_day_to_tell_a_stakeholder_again_follows_from_the_last(
    how_often: str, last: date | None, next_on: date | None
) -> None:
    assert next_told_on(last, how_often) == next_on


@pytest.mark.one_engine
def test_a_stakeholder_who_should_have_been_told_is_overdue(doors: Doors) -> None:
    said = {"how_often": HowOften.MONTHLY, "last_told_on": date(2012, 6, 3)}
    by, programme = factories.officer(), doors.programme
    create_record(Stakeholder, by=by, programme=programme, title="Unison", **said)
    create_record(Stakeholder, by=by, programme=programme, title="Friends of the library")
    rows = brief.stakeholders(programme.pk, None)
    assert [(row.title, row.next_told_on, row.is_due) for row in rows] == [
        ("Unison", date(2012, 7, 3), True),
        ("Friends of the library", None, False),
    ]


@pytest.mark.one_engine
def test_a_version_is_a_file_or_a_link_and_the_newest_by_its_date_comes_first(
    doors: Doors,
) -> None:
    base = f"/documents/{doors.document.reference}/"
    sent = [
        {"title": "1", "dated_on": "16/11/2009", "file": SimpleUploadedFile("one.txt", b"One")},
        {"title": "2", "dated_on": "March 2010", "link": "https://example.org/two"},
        {"title": "0", "dated_on": "2008"},
    ]
    for typed in sent:
        typed["form_key"] = str(uuid.uuid4())
        assert doors.manager.post(f"{base}versions/add/", typed).status_code == 302
    both = {
        "title": "3", "link": "https://example.org/", "form_key": str(uuid.uuid4()),
        "file": SimpleUploadedFile("three.txt", b"Three"),
    }  # fmt: skip
    refused = doors.manager.post(f"{base}versions/add/", both).content.decode()
    assert "Choose a file or give a link, not both." in refused
    versions = list(DocumentVersion.objects.filter(document=doors.document).newest_first())
    assert [version.title for version in versions] == ["2", "1", "0"]
    files = [doors.manager.get(f"{base}versions/{each.pk}/file/") for each in versions]
    assert [answer.status_code for answer in files] == [404, 200, 404]
    assert b"".join(files[1].streaming_content) == b"One"  # type: ignore[attr-defined]
    listed = doors.manager.get("/documents/").content.decode()
    assert "Initiation document" in listed


def test_a_document_that_another_superseded_says_so(doors: Doors) -> None:
    by = factories.officer()
    after = factories.entry(Document, "Second programme document", scope=doors.programme.scope)
    with pytest.raises(Refused, match="Superseded"):
        edit_record(doors.document, by=by, superseded_by=after)
    done = edit_record(doors.document, by=by, superseded_by=after, state="superseded")
    assert (done.superseded_by, list(Document.objects.open())) == (after, [after])
    with pytest.raises(Refused, match="leads back"):
        edit_record(after, by=by, superseded_by=done, state="superseded")


def test_a_paper_prints_the_versions_of_the_initiation_document_in_force(doors: Doors) -> None:
    by = factories.officer()

    def printed() -> list[str]:
        return [row.title for row in brief.control(programme_row(doors.programme), None)]

    first, draft = (
        edit_record(
            factories.entry(Document, title, scope=doors.programme.scope),
            by=by,
            kind=DocumentKind.INITIATION,
            due_on=due_on,
        )
        for title, due_on in (("First", None), ("Second", date(2012, 9, 1)))
    )
    for document, title in ((first, "1"), (draft, "2"), (first, "1.1")):
        create_record(DocumentVersion, by=by, document=document, title=title)
    assert printed() == ["2"]
    edit_record(first, by=by, state="in_force")
    assert printed() == ["1", "1.1"]
