"""A restricted paper is its readers' alone: on every page, in every version, until it is released.

`tests/sweeps/test_canary.py` looks for its words everywhere; more numbers of the catalogue of leaks
are in `tests/reports/test_catalogue_leaks.py` and `tests/projects/test_drafts.py`.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader

from audit.actions import create_record, edit_record
from audit.bulk import create_many
from audit.errors import Refused
from audit.writing import audited
from people import policy
from people.choices import Act, Role
from people.models import Person, RestrictedReader, Restriction, SecurityEvent
from people.queries import office
from people.restricting import edit_reader, end_reader, name_reader, readmit, release, restrict
from reports.actions import add_section
from reports.models import Appendix, Paper, PaperSection, Recommendation
from reports.queries.papers import document_of
from tests import factories
from tests.reports.leasing import DAY, FIRST, Lease
from tests.sending import press
from values import clock

pytestmark = pytest.mark.django_db


def seen(person: Person, model: Any) -> int:
    return model.objects.visible_to(Person.objects.get(pk=person.pk)).count()


# --- Who sees it -------------------------------------------------------------------------------
def test_it_and_its_parts_are_for_named_readers_whatever_the_role(lease: Lease) -> None:
    outside = Person.objects.get(pk=lease.reader.person.pk)
    for model in (Paper, PaperSection, Appendix, Restriction, RestrictedReader):
        assert seen(outside, model) == 0, model
        assert seen(lease.keeper.person, model) > 0, model
    assert not policy.can(outside, Act.SEE, lease.paper)
    assert policy.can(lease.keeper.person, Act.SEE, lease.paper)
    assert lease.get(lease.reader).status_code == 404
    assert "Secretive." in lease.said(lease.lawyer, "preview/")


def test_every_page_of_it_says_that_it_is_restricted(lease: Lease) -> None:
    pages = ("", "preview/", "edit/", "history/", "archive/", "sections/add/")
    for page in pages:
        html = lease.said(lease.keeper, page)
        assert "Readers: Lily Ford, Olive Tarrant." in html, page
    assert "Readers:" not in lease.said(lease.keeper, "/papers/")


def test_lists_of_papers_mark_it_for_its_readers(lease: Lease) -> None:
    factories.paper("Open lease", programme=lease.paper.programme)
    mark = '<span class="mandate-table__note">Restricted</span>'
    for url in ("/papers/", f"/programmes/{lease.paper.programme.reference}/papers/"):
        page = lease.said(lease.keeper, url)
        assert (page.count(mark), page.count("Lease of the mill")) == (1, 1)
        assert mark not in lease.said(lease.reader, url)


def test_a_new_part_is_restricted_as_its_paper_is(lease: Lease) -> None:
    by = factories.officer()
    parts = [
        add_section(paper=lease.paper, heading="More", by=by),
        create_record(Recommendation, by=by, paper=lease.paper, text="Agree."),
    ]
    with audited(by=by, reason="Many"):
        parts += create_many(Recommendation, [{"paper": lease.paper, "text": "Note."}])
    assert [part.restriction_id for part in parts] == [lease.restriction.pk] * 3


def test_a_role_comes_first(lease: Lease) -> None:
    """Naming somebody gives no role: they may see what stands there, or are no reader."""
    stranger = factories.person("Otto Vane")
    with pytest.raises(Refused, match=r"^Otto Vane holds no role that lets them see it"):
        name_reader(lease.restriction, by=lease.keeper.person, person=stranger, why="Asks")


def test_a_reader_reads_from_the_first_day_to_the_last(lease: Lease) -> None:
    today = clock.today()
    auditor = factories.account(factories.holder(Role.AUDITOR, office(), "Ann Bly"))
    named = name_reader(
        lease.restriction,
        by=lease.keeper.person,
        person=auditor.person,
        why="Case 12/7",
        starts_on=today + DAY,
        ends_on=today + 2 * DAY,
    )
    met = []
    for days in range(4):
        with clock.stopped_at(FIRST + (2 + days) * DAY):
            met.append(lease.get(auditor).status_code)
    assert met == [404, 200, 200, 404]
    edit_reader(named, by=lease.keeper.person, starts_on=None)
    assert lease.get(auditor).status_code == 200
    end_reader(named, by=lease.keeper.person)
    assert lease.get(auditor).status_code == 404
    named.refresh_from_db()
    readmit(named, by=lease.keeper.person)
    assert lease.get(auditor).status_code == 200


def test_the_last_reader_cannot_be_ended(lease: Lease) -> None:
    first, last = RestrictedReader.objects.filter(restriction=lease.restriction).order_by("id")
    end_reader(first, by=lease.keeper.person)
    for end in (
        lambda: end_reader(last, by=lease.keeper.person),
        lambda: edit_reader(last, by=lease.keeper.person, ends_on=clock.today() - DAY),
    ):
        with pytest.raises(Refused, match=r"^Somebody must still be able to read it\.$"):
            end()


# --- What is kept of reading -------------------------------------------------------------------
def test_each_reading_is_an_event_once_in_a_request(lease: Lease) -> None:
    appendix = Appendix.objects.get(paper=lease.paper)
    pages = ("", "preview/", "html/", "history/", f"appendices/{appendix.pk}/file/")
    for page in pages:
        before = SecurityEvent.objects.filter(kind="restricted_read").count()
        answer = lease.get(lease.keeper, page)
        assert answer.status_code == 200
        list(answer) if answer.streaming else None
        rows = SecurityEvent.objects.filter(kind="restricted_read")
        assert rows.count() == before + 1, page
        newest = rows.latest("id")
        assert (newest.person_id, newest.record_id) == (lease.keeper.person.pk, lease.paper.pk)
    before = SecurityEvent.objects.filter(kind="restricted_read").count()
    lease.get(lease.reader)
    lease.get(lease.keeper, "/papers/")
    assert SecurityEvent.objects.filter(kind="restricted_read").count() == before


STAMP = "Restricted. Downloaded by Olive Tarrant (PER-0001), 4 July 2012, 10:00."


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


@pytest.mark.one_engine
def test_each_page_of_its_pdf_says_who_took_it_and_when(lease: Lease) -> None:
    section = PaperSection.objects.get(paper=lease.paper, key="information")
    body = "\n\n".join(f"Line {number} of the lease." for number in range(80))
    edit_record(section, by=lease.keeper.person, body=body)
    pages = pages_of(lease.get(lease.keeper, "pdf/").content)
    assert len(pages) > 1
    assert [page.count(STAMP) for page in pages] == [1] * len(pages)
    theirs = pages_of(lease.get(lease.lawyer, "pdf/").content)
    assert all("Downloaded by Lily Ford (PER-0003), 4 July 2012, 10:00." in p for p in theirs)
    assert not any("Olive Tarrant (" in page for page in theirs)


@pytest.mark.one_engine
def test_the_stamp_of_a_pdf_is_no_part_of_its_text(lease: Lease) -> None:
    """It is drawn as page furniture, which the structure of the file does not name."""
    with pikepdf.open(BytesIO(lease.get(lease.keeper, "pdf/").content)) as pdf:
        for page in pdf.pages:
            drawn = pikepdf.parse_content_stream(page)
            marks = [str(i.operands[0]) for i in drawn if str(i.operator) in ("BDC", "BMC")]
            assert marks[-1] == "/Artifact"
            assert "Downloaded" not in page.Contents.read_bytes().decode("latin-1")


def test_its_html_file_says_who_took_it_and_its_preview_does_not(lease: Lease) -> None:
    html = lease.said(lease.keeper, "html/")
    assert html.count(f'<p class="document-stamp">{STAMP}</p>') == 1
    assert "Downloaded by" not in lease.said(lease.keeper, "preview/")


def test_what_is_open_carries_no_name(lease: Lease) -> None:
    with clock.stopped_at(FIRST + 3 * DAY):
        release(lease.restriction, by=lease.lawyer.person, reason="The lease is signed.")
        assert "Downloaded by" not in lease.said(lease.keeper, "html/")
        pages = pages_of(lease.get(lease.keeper, "pdf/").content)
        assert [page for page in pages if "Downloaded by" in page] == []


def test_each_file_that_is_taken_is_an_event(lease: Lease) -> None:
    """An attached file is given back as it is: what is kept is who took it."""
    appendix = Appendix.objects.get(paper=lease.paper)
    for page, kind in ((f"appendices/{appendix.pk}/file/", "file"), ("html/", "html")):
        answer = lease.get(lease.keeper, page)
        content = b"".join(answer) if answer.streaming else b""
        taken = SecurityEvent.objects.filter(kind="exported").latest("id")
        assert (taken.person_id, taken.facts) == (lease.keeper.person.pk, f"format {kind}")
    assert b"Downloaded by" not in content


# --- The catalogue of leaks --------------------------------------------------------------------
def test_catalogue_032_and_034_search_count_and_pages_leave_it_out(lease: Lease) -> None:
    for query in ("", "?title=mill", "?title=lease", "?page=2", "?at=2012-07-02"):
        html = lease.said(lease.reader, f"/papers/{query}")
        assert "Lease of the mill" not in html, query
    assert "Lease of the mill" in lease.said(lease.keeper, "/papers/?title=mill")
    html = lease.said(lease.reader, "/papers/?title=mill")
    assert "Nothing that you may see matches these filters." in html


def test_catalogue_036_files_of_histories_leave_it_out(lease: Lease) -> None:
    auditor = factories.account(factories.holder(Role.AUDITOR, office(), "Ann Bly"))
    base = f"/programmes/{lease.paper.programme.reference}/history/"
    for kind in ("csv", "xlsx"):
        assert lease.get(auditor, f"{base}?format={kind}").status_code == 200
        assert lease.get(auditor, f"{lease.url}history/?format={kind}").status_code == 404
    assert "Lease of the mill" not in lease.said(auditor, f"{base}?format=csv")


def test_catalogue_042_the_activity_leaves_it_out(lease: Lease) -> None:
    programme = lease.paper.programme.reference
    for url in ("/activity/", f"/scopes/{programme}/activity/", "/activity/?kind=reports.paper"):
        for words in ("Lease of the mill", "Secretive", "Overture", "Restricted"):
            assert words not in lease.said(lease.reader, url), (url, words)
    assert "Secretive" in lease.said(lease.keeper, "/activity/")


def test_catalogue_043_what_was_open_is_closed_at_once(lease: Lease) -> None:
    """Its page of the day when everybody could read it, its parts, its files."""
    section = PaperSection.objects.get(paper=lease.paper, key="information")
    for url in ("?at=2012-07-02", "preview/?at=2012-07-02", "pdf/", "html/", "history/",
                f"sections/{section.pk}/history/"):  # fmt: skip
        assert lease.get(lease.reader, url).status_code == 404, url
    assert lease.get(lease.keeper, "?at=2012-07-02").status_code == 200


def test_catalogue_048_no_browser_keeps_it(lease: Lease) -> None:
    appendix = Appendix.objects.get(paper=lease.paper)
    for page in ("", "preview/", "pdf/", "html/", "history/", f"appendices/{appendix.pk}/file/"):
        answer = lease.get(lease.keeper, page)
        list(answer) if answer.streaming else None
        assert "no-store" in answer["Cache-Control"], page


def test_catalogue_050_hidden_is_answered_as_missing(lease: Lease) -> None:
    def plain(url: str) -> tuple[int, int, set[str]]:
        answer = lease.get(lease.reader, url)
        return answer.status_code, len(answer.content), set(answer.headers)

    assert plain(lease.url) == plain("/papers/PAP-9999/")
    assert plain(f"/restrictions/{lease.restriction.pk}/") == plain("/restrictions/999999/")


@pytest.mark.parametrize("name", ["paragraph", "public_interest", "proper_officer"])
def test_catalogue_052_without_a_reason_it_is_refused(lease: Lease, name: str) -> None:
    other = factories.paper("Another")
    said: dict[str, Any] = {
        "paragraph": "3", "public_title": "A matter", "public_interest": "Bargaining.",
        "proper_officer": lease.lawyer.person, "review_on": date(2013, 1, 1),
    }  # fmt: skip
    empty = None if name == "proper_officer" else ""
    with pytest.raises(Refused) as refused:
        restrict(other, by=lease.keeper.person, **said | {name: empty})
    assert name in refused.value.fields
    client = Client()
    client.force_login(lease.keeper)
    sent = {k: v for k, v in said.items() if k not in ("proper_officer", "review_on")}
    sent |= {"proper_officer": lease.lawyer.person.name, "review_on": "1/1/2013",
             name: ""}  # fmt: skip
    assert client.post(f"/papers/{other.reference}/restrict/", sent).status_code == 200
    other.refresh_from_db()
    assert other.restriction_id is None


def test_catalogue_054_the_command_does_not_know_it(lease: Lease, tmp_path: Path) -> None:
    factories.paper("Open paper", programme=lease.paper.programme)
    out = StringIO()
    call_command("export_paper", list=True, stdout=out)
    assert [line.split("  ")[1] for line in out.getvalue().splitlines()] == ["Open paper"]
    sentences = []
    for reference in (lease.paper.reference, "PAP-9999"):
        with pytest.raises(CommandError) as refused:
            call_command("export_paper", reference, output=str(tmp_path / "x.pdf"))
        assert refused.value.returncode == 2
        sentences.append(str(refused.value).replace(reference, "PAP"))
    assert sentences[0] == sentences[1]


def test_another_paper_says_nothing_of_its_meeting(lease: Lease) -> None:
    by = factories.officer()
    edit_record(lease.paper, by=by, meeting_on=date(2012, 7, 3))
    other = factories.paper(programme=lease.paper.programme, meeting_on=date(2012, 9, 1))
    section = PaperSection.objects.get(paper=other, key="information")
    edit_record(section, by=by, body="[changes]")
    assert "There is no earlier paper to compare with." in str(document_of(other))


# --- Releasing ---------------------------------------------------------------------------------
def released(lease: Lease) -> None:
    with clock.stopped_at(FIRST + 3 * DAY):
        release(lease.restriction, by=lease.lawyer.person, reason="The lease is signed.")


def test_catalogue_056_each_version_by_the_stricter_of_then_and_now(lease: Lease) -> None:
    """Released, it shows what it says now and what it said while it was open; what was written in
    between stays with its readers."""
    section = PaperSection.objects.get(paper=lease.paper, key="information")
    edit_record(section, by=lease.keeper.person, body="Agreement.")
    released(lease)
    with clock.stopped_at(FIRST + 4 * DAY):
        assert "Agreement." in lease.said(lease.reader, "preview/")
        assert lease.get(lease.reader, "preview/?at=2012-07-03").status_code == 404
        assert lease.get(lease.reader, "?at=2012-07-04").status_code == 404
        assert "Overture." in lease.said(lease.reader, "preview/?at=2012-07-02")
        assert "Agreement." in lease.said(lease.reader, "preview/?at=2012-07-05")
        for page in ("history/", f"sections/{section.pk}/history/", "/activity/"):
            theirs = lease.said(lease.reader, page)
            assert "Secretive." not in theirs, page
            assert "Secretive." in lease.said(lease.keeper, page), page
        assert "The lease is signed." in lease.said(lease.reader, "history/")
        assert "Secretive." in lease.said(lease.keeper, "preview/?at=2012-07-03")


def test_it_is_released_once_with_a_reason(lease: Lease) -> None:
    with pytest.raises(Refused, match=r"^Say why it is released\.$"):
        release(lease.restriction, by=lease.lawyer.person, reason=" ")
    released(lease)
    with pytest.raises(Refused, match=r"^This has already been released\.$"):
        release(lease.restriction, by=lease.lawyer.person, reason="Again")
    made = Restriction.objects.get(pk=lease.restriction.pk)
    assert (made.released_on, made.released_by) == (date(2012, 7, 5), lease.lawyer.person)


def test_only_a_legal_officer_who_reads_it_releases_it(lease: Lease) -> None:
    other = factories.account(factories.holder(Role.LEGAL_OFFICER, office(), "Lou Pike"))
    url = f"/restrictions/{lease.restriction.pk}/release/"
    who = (lease.keeper, lease.reader, other, lease.lawyer)
    assert [lease.get(account, url).status_code for account in who] == [403, 404, 404, 200]
    client = Client()
    client.force_login(lease.lawyer)
    assert press(client, url, {"reason": ""}).status_code == 200
    assert press(client, url, {"reason": "The lease is signed."}).status_code == 302
    assert lease.get(lease.reader).status_code == 200


def test_what_is_overdue_for_review_comes_first(lease: Lease) -> None:
    paper = factories.paper("Another")
    factories.restriction(record=paper, public_title="Old matter", review_on=date(2012, 7, 1))
    html = lease.said(lease.keeper, "/restrictions/")
    assert html.index("Old matter") < html.index("A matter of property")
    assert html.count("Overdue") == 1
    theirs = lease.said(lease.lawyer, "/restrictions/")
    assert ("Old matter" in theirs, "A matter of property" in theirs) == (False, True)


def test_the_menu_leads_from_papers_to_what_is_restricted(lease: Lease) -> None:
    current = '<strong class="govuk-service-navigation__active-fallback">'
    for url in ("/papers/", "/restrictions/", f"/restrictions/{lease.restriction.pk}/"):
        html = lease.said(lease.keeper, url)
        assert [part.partition("<")[0] for part in html.split(current)[1:]] == ["Papers"]


def test_a_restriction_says_together_when_and_by_whom_it_was_released(lease: Lease) -> None:
    with pytest.raises(Refused):
        edit_record(lease.restriction, by=lease.keeper.person, released_on=date(2012, 7, 4))


def test_a_reader_is_named_once_and_not_backwards(lease: Lease) -> None:
    by = lease.keeper.person
    with pytest.raises(Refused, match="This person is already a reader"):
        name_reader(lease.restriction, by=by, person=by, why="Again")
    reader = RestrictedReader.objects.get(restriction=lease.restriction, person=by)
    with pytest.raises(Refused, match="The last day must not be before the first day"):
        edit_reader(reader, by=by, starts_on=date(2012, 7, 4), ends_on=date(2012, 7, 3))
