"""What a comparison says of the appendices of papers, and to whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from audit.actions import archive_record, edit_record
from people.choices import Role
from people.models import Person
from people.queries import office
from people.restricting import name_reader, release
from programmes.models import Programme
from records.comparison import DOCUMENTS, Line, Place
from reports.comparison import lines
from reports.models import Paper, PaperSection
from reports.queries.comparison import span_of_programme, span_of_project
from reports.queries.papers import document_of
from tests import factories
from tests.sweeps.story import on
from values.clock import end_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

THEN = end_of(date(2012, 6, 10))


@pytest.fixture
def paper() -> Paper:
    with on(6, 1):
        return factories.paper("Lease of the mill")


@pytest.fixture
def reader(paper: Paper) -> Person:
    return factories.holder(Role.READER, office(), "Rhoda Steele")


def told(paper: Paper, reader: Person | None) -> list[Line]:
    programme = Programme.objects.get(pk=paper.programme_id)
    asks = None if reader is None else Person.objects.get(pk=reader.pk)
    return lines(span_of_programme(programme, THEN, None, asks))


def test_those_that_came_went_and_were_renamed(paper: Paper, reader: Person) -> None:
    by = factories.officer()
    with on(6, 1):
        gone, renamed, _same = (
            factories.appendix(title, paper=paper) for title in ("Old map", "Map", "Letter")
        )
        factories.appendix("Elsewhere")
    archive_record(gone, by=by)
    edit_record(renamed, by=by, title="Map of July")
    new = factories.appendix("Plan", paper=paper)
    base = f"/papers/{paper.reference}/"
    assert told(paper, reader) == [
        Line(
            DOCUMENTS,
            title,
            said,
            f"{base}appendices/{record.pk}/history/",
            place=Place("Lease of the mill", base),
        )
        for title, said, record in (
            ("Old map", "archived", gone),
            ("Map of July", "renamed from “Map”", renamed),
            ("Plan", "added", new),
        )
    ]


def test_only_readers_see_changes_of_a_restricted_paper(paper: Paper, reader: Person) -> None:
    """Also of what was attached while everybody could read it, until it is released."""
    by = factories.officer()
    factories.appendix("Early map", paper=paper)
    assert [line.subject for line in told(paper, reader)] == ["Early map"]
    lawyer = factories.holder(Role.LEGAL_OFFICER, office(), "Lily Ford")
    made = factories.restriction(record=paper, proper_officer=lawyer)
    factories.appendix("Secret map", paper=Paper.objects.get(pk=paper.pk))
    assert told(paper, reader) == []
    assert [line.subject for line in told(paper, by)] == ["Early map", "Secret map"]
    name_reader(made, by=by, person=reader, why="Asks")
    assert [line.subject for line in told(paper, reader)] == ["Early map", "Secret map"]
    other = factories.holder(Role.READER, office(), "Otto Vane")
    assert told(paper, other) == []
    release(made, by=lawyer, reason="The lease is signed.")
    assert [line.subject for line in told(paper, other)] == ["Early map", "Secret map"]


def test_the_page_tells_what_its_reader_may_read(
    paper: Paper, reader: Person, client: Client
) -> None:
    factories.appendix("Early map", paper=paper)
    url = f"/programmes/{paper.programme.reference}/compare/?from=2012-06-10"
    client.force_login(factories.account(reader))
    assert "Early map" in client.get(url).content.decode()
    factories.restriction(record=paper)
    page = client.get(url).content.decode()
    assert [words for words in ("Early map", "Lease of the mill") if words in page] == []


def test_neither_a_project_nor_a_document_shows_appendices(paper: Paper, reader: Person) -> None:
    """A committee paper is for everybody: what lies in files is not its matter."""
    by = factories.officer()
    project = factories.project("Lending", programme=paper.programme)
    factories.document("Redundancies", project=project)
    factories.appendix("Map", paper=paper)
    assert told(paper, None) == []
    assert lines(span_of_project(project, reader, THEN, None)) == []
    edit_record(paper, by=by, meeting_on=date(2012, 6, 20))
    later = factories.paper(programme=paper.programme, meeting_on=date(2012, 9, 1))
    section = PaperSection.objects.get(paper=later, key="information")
    edit_record(section, by=by, body="[changes]")
    said = str(document_of(later))
    assert "Lending" in said
    assert [words for words in ("Redundancies", "Map") if words in said] == []
