"""Which edits change the digest of a paper, and whose they are."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record, create_record, edit_record, unarchive_record
from audit.models import tracked_models
from people.choices import Role
from people.models import Person
from people.queries import office
from people.restricting import release
from reports.actions import add_section, fill_header
from reports.annexing import add_annex
from reports.models import (
    Appendix,
    BackgroundPaper,
    Clearance,
    DecisionPaper,
    Paper,
    PaperPicture,
    PaperSection,
    Publication,
    Recommendation,
)
from reports.pages import PaperPages
from reports.queries import digests as module
from reports.queries.clearances import clearance_contents
from reports.queries.digests import NOT_WRITTEN, WRITTEN, digest_of, digests, edits_of
from reports.queries.papers import clearance_rows
from reports.views.papers import PARTS
from tests import factories
from tests.demo_fixture import MOMENT
from tests.factories import meetings, pictures
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@dataclass
class Parts:
    """A paper with one part of each kind, and who edits it."""

    paper: Paper
    editor: Person

    def of(self, kind: Any) -> Any:
        return kind.objects.filter(paper=self.paper).earliest("id")

    def edit(self, kind: Any, **fields: Any) -> None:
        record = Paper.objects.get(pk=self.paper.pk) if kind is Paper else self.of(kind)
        edit_record(record, by=self.editor, **fields)

    def add(self, kind: Any, **fields: Any) -> Any:
        return create_record(kind, by=self.editor, paper=self.paper, **fields)


@pytest.fixture
def parts(built: Parts) -> Parts:
    return deepcopy(built)


@pytest.fixture(scope="module")
def built(committed: DjangoDbBlocker) -> Parts:
    with committed.unblock(), clock.stopped_at(MOMENT):
        return a_paper()


def a_paper() -> Parts:
    factories.officer()
    editor = factories.holder(Role.COMMITTEE_OFFICER, office(), "Edith Moor")
    found = Parts(factories.paper(), editor)
    by = factories.officer()
    create_record(Recommendation, by=by, paper=found.paper, text="Note it.", position=1)
    create_record(BackgroundPaper, by=by, paper=found.paper, title="A letter", position=1)
    factories.appendix(paper=found.paper)
    pictures.picture(paper=found.paper)
    return found


EDITS: list[Callable[[Parts], Any]] = [
    lambda p: p.edit(Paper, title="Another title"),
    lambda p: p.edit(Paper, meeting=meetings.meeting(p.paper.board)),
    lambda p: p.edit(Paper, meeting_on=date(2012, 9, 3)),
    lambda p: p.edit(Paper, board=factories.board("Cabinet")),
    lambda p: p.edit(Paper, agenda_item="7"),
    lambda p: p.edit(Paper, report_of="Director"),
    lambda p: p.edit(Paper, signatory=p.editor),
    lambda p: p.edit(Paper, contact=p.editor),
    lambda p: p.edit(Paper, contact_lines="Legal Services"),
    lambda p: p.edit(Paper, divisions_affected="Ashmere"),
    lambda p: p.edit(Paper, reference_code="C0025"),
    lambda p: p.edit(Paper, format=factories.report_format("another")),
    lambda p: p.edit(Paper, late_reason="The auditor was late."),
    lambda p: p.edit(Paper, urgency_reason="The lease ends."),
    lambda p: p.edit(Paper, key_decision="KD 7"),
    lambda p: p.edit(Paper, exemption="part"),
    lambda p: p.edit(Paper, exempt_paragraphs="3"),
    lambda p: p.edit(PaperSection, heading="Aim"),
    lambda p: p.edit(PaperSection, body="Words."),
    lambda p: p.edit(PaperSection, level="sub"),
    lambda p: p.edit(PaperSection, position=99),
    lambda p: p.edit(PaperSection, after="information"),
    lambda p: fill_header(p.paper, by=p.editor, values={"service": "Libraries"}),
    lambda p: p.edit(Recommendation, text="Agree it."),
    lambda p: p.edit(BackgroundPaper, title="Two letters"),
    lambda p: p.edit(Appendix, title="Another map"),
    lambda p: add_section(paper=p.paper, heading="More", by=p.editor),
    lambda p: p.add(Recommendation, text="And this.", position=2),
    lambda p: archive_record(p.of(BackgroundPaper), by=p.editor),
    lambda p: archive_record(p.of(Appendix), by=p.editor),
    lambda p: p.edit(PaperPicture, title="The back"),
    lambda p: p.edit(PaperPicture, alternative="Two doors"),
    lambda p: pictures.picture("Another", paper=p.paper, by=p.editor),
    lambda p: add_annex(paper=p.paper, annexed=factories.paper("An annex"), by=p.editor),
]


@pytest.mark.parametrize("number", range(len(EDITS)))
def test_every_edit_changes_the_digest_and_is_somebodys(parts: Parts, number: int) -> None:
    before, now = digest_of(parts.paper.pk), clock.now()
    with clock.stopped_at(now + timedelta(hours=1)) as _:
        EDITS[number](parts)
        assert digest_of(parts.paper.pk) != before
        assert digest_of(parts.paper.pk, now) == before
        later = [(e.at, e.by_id) for e in edits_of(parts.paper.pk) if e.at > now]
        assert later == [(now + timedelta(hours=1), parts.editor.pk)]


def test_every_field_that_is_written_is_in_the_list_above(parts: Parts) -> None:
    """A form's fields are what people write: none of them may be left out of the digest."""
    forms = {page.model: page.form_class for page in (PaperPages, *map(type, PARTS))}
    for kind in forms.keys() & set(WRITTEN):  # a format's form fills in values
        assert set(forms[kind]._meta.fields) & set(NOT_WRITTEN) == set(), kind


def test_every_kind_of_part_counts_as_written_except_words_about_a_version() -> None:
    parts = {model for model in tracked_models() if model.part_of == "paper"}
    assert parts == {*WRITTEN, Clearance, DecisionPaper, Publication} - {Paper}


def test_what_is_no_edit_leaves_it(parts: Parts) -> None:
    """A mark, a clearance, a version that says the same, an archived paper, a part put back."""
    before, count = digest_of(parts.paper.pk), len(list(edits_of(parts.paper.pk)))
    factories.clearance(paper=parts.paper)
    restriction = factories.restriction(record=parts.paper, by=parts.editor)
    assert digest_of(parts.paper.pk) == before
    release(restriction, by=parts.editor, reason="Signed")
    archive_record(Paper.objects.get(pk=parts.paper.pk), by=parts.editor)
    assert digest_of(parts.paper.pk) == before
    assert len(list(edits_of(parts.paper.pk))) == count
    unarchive_record(Paper.objects.get(pk=parts.paper.pk), by=parts.editor)
    archive_record(parts.of(Recommendation), by=parts.editor)
    assert digest_of(parts.paper.pk) != before
    unarchive_record(parts.of(Recommendation), by=parts.editor)
    assert digest_of(parts.paper.pk) == before


def test_a_field_that_nobody_has_filled_counts_for_nothing(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if it had been added to the paper today."""
    before = digest_of(parts.paper.pk)
    monkeypatch.setattr(module, "NOT_WRITTEN", (*NOT_WRITTEN, "agenda_item", "meeting_on"))
    assert digest_of(parts.paper.pk) == before


def test_a_version_that_differs_without_an_edit_says_no_day(
    parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When a release counts something else as written."""
    factories.cleared(factories.clearance(paper=parts.paper))
    monkeypatch.setattr(module, "NOT_WRITTEN", (*NOT_WRITTEN, "title"))
    row = clearance_rows(parts.paper)[1]
    assert (row.standing, row.void_since, row.sentence) == (
        "void",
        None,
        "Void: what Nora Finch cleared on 4 July 2012 was another version.",
    )
    assert clearance_contents([row])[0].lack == "waiting"


def test_two_papers_that_say_the_same_differ(parts: Parts, django_assert_num_queries: Any) -> None:
    """A clearance of the one does not count for its copy. As many queries for two as for one."""
    other = factories.paper(programme=parts.paper.programme, board=parts.paper.board)
    third = factories.paper(programme=parts.paper.programme, board=parts.paper.board)
    with django_assert_num_queries(9):
        found = digests([parts.paper.pk, other.pk, third.pk])
    assert found == {paper.pk: digest_of(paper.pk) for paper in (parts.paper, other, third)}
    assert len(set(found.values())) == 3
    assert {len(digest) for digest in found.values()} == {64}
