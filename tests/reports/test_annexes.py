"""A paper that goes with another as its annex: what is printed, who reads it, and what is
refused."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.test import Client

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from documents.format import TextPart
from documents.plain import plain_text
from people.choices import Role
from people.models import Person
from people.queries import office
from reports.annexing import add_annex, bring_back_annex
from reports.models import Annex, Paper, PaperSection
from reports.publishing import faults
from reports.queries.annexes import papers_within
from reports.queries.joined_files import joined_files
from reports.queries.papers import Reading, document_of
from tests import factories
from tests.accounts.signing_in import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

CLOSED = "An annex is a restricted paper: release it first, or take it out."


def a_paper(title: str, said: str, **fields: Any) -> Paper:
    section = TextPart("information", "Information", body=said)
    return factories.paper(title, sections=(section,), **fields)


def a_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def officer() -> Person:
    return factories.holder(Role.COMMITTEE_OFFICER, office(), "Coral Munro")


@pytest.fixture
def cover() -> Paper:
    return a_paper("The cover", "See Appendix 1.", meeting_on=date(2012, 7, 16))


@pytest.fixture
def earlier() -> Paper:
    return a_paper("The earlier report", "The mill is dry. See Appendix 1.")


@pytest.fixture
def annex(cover: Paper, earlier: Paper, officer: Person) -> Annex:
    return add_annex(paper=cover, annexed=earlier, by=officer)


def test_an_annex_stands_in_its_paper_with_its_own_annexes_and_numbers(
    cover: Paper, earlier: Paper, annex: Annex, officer: Person
) -> None:
    add_annex(paper=earlier, annexed=a_paper("The figures", "Nine days."), by=officer)
    said = [line for line in plain_text(document_of(cover)).splitlines() if line]
    order = [
        "The cover",
        "1. See Appendix 1.",
        "Appendix 1 The earlier report",
        "The earlier report",
        "1. The mill is dry. See Appendix 1.",
        "Appendix 1 The figures",
        "The figures",
        "1. Nine days.",
    ]
    assert [line for line in said if line in order] == order
    assert said.count("Draft") == 1


def test_files_and_papers_stand_in_one_order_and_the_files_of_an_annex_are_joined(
    cover: Paper, earlier: Paper, annex: Annex, officer: Person
) -> None:
    edit_record(annex, by=officer, position=20)
    factories.appendix("A map", paper=cover)
    pdf = factories.a_file("plan.pdf", a_pdf())
    plan = factories.appendix("A plan", paper=earlier, file=pdf)
    listed = [(i.mark, i.title) for i in document_of(cover).annexes]
    assert listed == [("Appendix 1", "A map"), ("Appendix 2", "The earlier report")]
    assert list(joined_files(cover)) == [f"file-{plan.pk}"]


def test_an_edit_of_an_annex_changes_what_its_paper_prints(
    cover: Paper, earlier: Paper, annex: Annex, officer: Person
) -> None:
    before = Reading(cover).printed
    edit_record(PaperSection.objects.get(paper=earlier), by=officer, body="The mill is wet.")
    assert Reading(cover).printed != before


def test_a_circle_is_refused_in_a_sentence_however_long_it_is(
    cover: Paper, earlier: Paper, annex: Annex, officer: Person
) -> None:
    third = a_paper("The figures", "Nine days.")
    add_annex(paper=earlier, annexed=third, by=officer)
    assert papers_within(cover.pk) == {cover.pk, earlier.pk, third.pk}
    for inner in (earlier, third):
        with pytest.raises(Refused) as refused:
            add_annex(paper=inner, annexed=cover, by=officer)
        assert str(refused.value) == (
            "This paper is an annex of “The cover”, so that cannot be an annex of this."
        )
    with pytest.raises(Refused, match="A paper cannot be an annex of itself"):
        add_annex(paper=cover, annexed=cover, by=officer)
    with pytest.raises(Refused, match="That paper is an annex of this one"):
        add_annex(paper=cover, annexed=earlier, by=officer)
    assert Annex.objects.count() == 2


def test_an_annex_comes_back_only_where_it_closes_no_circle(
    cover: Paper, earlier: Paper, annex: Annex, officer: Person
) -> None:
    archived = archive_record(annex, by=officer, reason="Not now")
    add_annex(paper=earlier, annexed=cover, by=officer)
    with pytest.raises(Refused, match="so that cannot be an annex of this"):
        bring_back_annex(archived, by=officer, reason="After all")


def test_a_restricted_paper_is_printed_in_no_other_and_keeps_that_from_being_published(
    cover: Paper, earlier: Paper, annex: Annex, officer: Person
) -> None:
    factories.restriction(record=earlier)
    reading = Reading(cover)
    document = reading.document
    assert "mill" not in plain_text(document)
    assert "earlier" not in plain_text(document)
    assert CLOSED in faults(cover, reading)
    with pytest.raises(Refused, match="A restricted paper cannot be an annex"):
        add_annex(paper=a_paper("Another", "See it."), annexed=earlier, by=officer)


@pytest.mark.one_engine
def test_an_annex_is_chosen_on_a_page_and_a_circle_is_told_there(
    client: Client, cover: Paper, earlier: Paper, officer: Person
) -> None:
    sign_in(client, factories.account(officer, "coral"))
    for paper, chosen in ((cover, earlier), (earlier, cover)):
        address = f"/papers/{paper.reference}/annexes/add/"
        page = client.get(address)
        key = page.context["form"]["form_key"].value()
        sent = {"annexed": chosen.pk, "position": 10, "form_key": key}
        answer = client.post(address, sent, follow=True)
        assert answer.status_code == 200
    assert "This paper is an annex of “The cover”" in answer.content.decode()
    assert list(Annex.objects.values_list("paper", "annexed")) == [(cover.pk, earlier.pk)]
    shown = client.get(f"/papers/{cover.reference}/").content.decode()
    assert f'href="/papers/{earlier.reference}/">The earlier report</a>' in shown
