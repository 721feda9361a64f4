"""Publishing a paper: what is kept of it, that it stays, and what is refused with a sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pypdf
import pytest
from django.test import Client

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from audit.models import FrozenMoment
from documents.limits import Limits
from documents.pdf import render_pdf
from people.choices import Role
from people.models import Account, SecurityEvent
from people.queries import office
from reports import publishing
from reports.clearing import ask_again
from reports.models import Paper, PaperSection, Publication, Recommendation
from tests import factories
from tests.accounts.signing_in import sign_in
from tests.reports.clearing import signed_in, text_of
from tests.reports.publishing import Ready
from tests.sweeps.pages import read as read_page
from uploads.store import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

DAY = timedelta(days=1)
RIGHT = "The rent is put right."


def said(answer: Any) -> str:
    return read_page(answer.content.decode()).text


def pdf_text(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def edit(ready: Ready, body: str = "The lease is agreed for ten years.") -> None:
    section = PaperSection.objects.get(paper=ready.paper)
    edit_record(section, by=ready.publisher.person, body=body)


def clear_again(ready: Ready) -> None:
    for clearance in (ready.legal, ready.financial):
        factories.cleared(ask_again(clearance, by=ready.publisher.person))


# --- What is kept ------------------------------------------------------------------------------
def test_a_publication_keeps_its_moment_and_the_next_takes_its_place(
    ready: Ready, uploads: object
) -> None:
    section = PaperSection.objects.get(paper=ready.paper)
    by = ready.publisher.person
    edit_record(section, by=by, body="The lease is agreed.\n\n[vision]")
    vision = {"vision": "Every door stands open."}
    programme = edit_record(ready.paper.programme, by=factories.officer(), **vision)
    clear_again(ready)
    first = ready.act()
    assert (first.number, first.title, first.published_by, first.correction) == (
        1,
        "Lease of the mill",
        by,
        "",
    )
    assert FrozenMoment.objects.filter(moment=first.moment).exists()
    assert Paper.objects.get(pk=ready.paper.pk).state == "published"
    text = read(first.text_stored_as, first.text_sha256).decode()
    pdf = read(first.pdf_stored_as, first.pdf_sha256)
    assert first.pdf_size == len(pdf)
    for kept in (read_page(text).text, pdf_text(pdf)):
        assert "Published 4 July 2012" in kept
        assert "Every door stands open." in kept
        assert "The lease is agreed." in kept
        assert "Draft" not in kept

    with clock.stopped_at(clock.now() + DAY):
        edit_record(programme, by=factories.officer(), vision="Every door is glass.")
        clear_again(ready)
        second = ready.act(correction=f" {RIGHT}\n")
    assert (second.number, second.correction, second.digest) == (2, RIGHT, first.digest)
    put_right = read_page(read(second.text_stored_as, second.text_sha256).decode()).text
    assert "Publication 2, 5 July 2012" in put_right
    assert f"This replaces publication 1 of 4 July 2012. {RIGHT}" in put_right
    assert "Every door is glass." in put_right
    client = signed_in(ready.publisher)
    page = text_of(client, ready.publication(1))
    assert "Publication 2 of 5 July 2012 has replaced this one." in page
    assert "Every door stands open." in page
    assert "Every door is glass." not in page
    assert client.get(f"{ready.publication(1)}pdf/").content == pdf


def test_the_history_of_the_paper_names_who_published_it(ready: Ready) -> None:
    made = factories.publication(paper=ready.paper, by=ready.publisher.person)
    row = made.history.get()
    assert (row.history_user_id, row.history_change_reason) == (
        ready.publisher.person_id,
        "Publication created",
    )
    page = text_of(signed_in(ready.publisher), f"{ready.url}history/")
    assert "Publication created by Coral Munro" in page
    assert [name for name in (made.pdf_sha256, made.pdf_stored_as) if name in page] == []


# --- What is refused ---------------------------------------------------------------------------
def without_a_day(ready: Ready) -> None:
    edit_record(ready.paper, by=ready.publisher.person, meeting_on=None)


def without_a_clearance(ready: Ready) -> None:
    archive_record(ready.legal, by=ready.publisher.person)


def edited_after_clearing(ready: Ready) -> None:
    edit(ready)


def with_a_gap(ready: Ready) -> None:
    edit(ready, "See [para: nowhere].")
    clear_again(ready)


def without_recommendation(ready: Ready) -> None:
    archive_record(Recommendation.objects.get(paper=ready.paper), by=ready.publisher.person)
    clear_again(ready)


def restricted(ready: Ready) -> None:
    factories.restriction(record=ready.paper, by=ready.publisher.person)


UNFIT: dict[Callable[[Ready], None], str] = {
    without_a_day: "The paper has no meeting date.",
    without_a_clearance: "Constitutional Comments: not asked for yet.",
    edited_after_clearing: "Constitutional Comments: void since the edit of 5 July 2012.",
    with_a_gap: "[para: nowhere] points to a section that is not in this paper.",
    without_recommendation: "The paper has no recommendation.",
    restricted: "A restricted paper cannot be published: release it first.",
}


@pytest.mark.parametrize("spoil", UNFIT, ids=lambda spoil: spoil.__name__)
def test_catalogue_169_what_is_not_fit_is_not_published_by_sending_straight_to_it(
    ready: Ready, spoil: Callable[[Ready], None]
) -> None:
    with clock.stopped_at(clock.now() + DAY):
        spoil(ready)
        client = signed_in(ready.publisher)
        page = client.get(ready.publish)
        assert UNFIT[spoil] in said(page)
        assert ">Publish</button>" not in page.content.decode()
        assert UNFIT[spoil] in said(client.post(ready.publish, ready.sent()))
    assert not Publication.objects.exists()
    assert Paper.objects.get(pk=ready.paper.pk).state == "draft"


def test_the_version_that_was_read_is_published_or_none(ready: Ready) -> None:
    client = signed_in(ready.publisher)
    opened = ready.sent()
    edit(ready)
    clear_again(ready)
    answer = said(client.post(ready.publish, opened))
    assert "The paper has been edited since you opened this page. Read it again first." in answer
    assert "Open this page again" in said(client.post(ready.publish, {}))
    assert not Publication.objects.exists()


def test_what_was_sent_twice_is_published_once(ready: Ready) -> None:
    client, sent = signed_in(ready.publisher), ready.sent()
    for _ in range(2):
        answer = client.post(ready.publish, sent)
        assert (answer.status_code, answer["Location"]) == (302, ready.publication())
    assert Publication.objects.count() == 1


def test_a_page_that_was_opened_before_another_publication_says_so(ready: Ready) -> None:
    client, opened = signed_in(ready.publisher), ready.sent()
    factories.publication(paper=ready.paper)
    answer = client.post(ready.publish, opened)
    assert "The paper has been published since you opened this page." in said(answer)
    assert 'name="last" value="1"' in answer.content.decode()
    assert "What is corrected" in said(answer)
    assert Publication.objects.count() == 1


def test_a_paper_that_no_pdf_can_be_made_of_is_not_published(
    ready: Ready, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        publishing, "render_pdf", partial(render_pdf, limits=Limits(wall_seconds=0))
    )
    answer = signed_in(ready.publisher).post(ready.publish, ready.sent())
    assert "The paper takes too long to make into a PDF." in said(answer)
    assert not Publication.objects.exists()


def test_the_second_publication_says_what_is_put_right(ready: Ready) -> None:
    factories.publication(paper=ready.paper)
    client = signed_in(ready.publisher)
    assert "Replaces Publication 1, 4 July 2012" in text_of(client, ready.publish)
    answer = client.post(ready.publish, ready.sent(correction=" "))
    assert "Say what is corrected." in said(answer)
    with pytest.raises(Refused, match=r"^Say what is corrected\.$"):
        ready.act()
    with pytest.raises(Refused, match=r"^The paper has been published since"):
        ready.act(last=0, correction=RIGHT)
    assert Publication.objects.count() == 1


def test_the_first_publication_puts_nothing_right(ready: Ready) -> None:
    with pytest.raises(Refused, match=r"^The first publication corrects nothing\.$"):
        ready.act(correction=RIGHT)


def test_an_archived_paper_is_not_published(ready: Ready) -> None:
    archive_record(ready.paper, by=ready.publisher.person)
    client = signed_in(ready.publisher)
    page = said(client.get(ready.publish))
    assert "One thing to put right first The paper is archived." in page
    assert "publish/" not in client.get(ready.url).content.decode()
    with pytest.raises(Refused, match=r"^The paper is archived\.$"):
        ready.act()


def withdraw(ready: Ready) -> None:
    archive_record(ready.legal, by=ready.publisher.person)


def archive(ready: Ready) -> None:
    archive_record(Paper.objects.get(pk=ready.paper.pk), by=ready.publisher.person)


def another_publishes(ready: Ready) -> None:
    factories.publication(paper=ready.paper)


MEANWHILE: dict[Callable[[Ready], object], str] = {
    edit: "The paper has been edited since you opened this page. Read it again first.",
    withdraw: "A clearance of this paper has changed. Look at it again first.",
    archive: "Lease of the mill is archived.",
    restricted: "A restricted paper cannot be published: release it first.",
    another_publishes: "The paper has been published since you opened this page.",
}


@pytest.mark.one_engine
@pytest.mark.parametrize("act", MEANWHILE, ids=lambda act: act.__name__)
def test_what_happens_while_it_is_laid_out_is_met_before_it_is_kept(
    ready: Ready, monkeypatch: pytest.MonkeyPatch, act: Callable[[Ready], object]
) -> None:
    """The PDF is made as ever, and something happens meanwhile."""

    def busy(*arguments: Any, **named: Any) -> bytes:
        act(ready)
        return render_pdf(*arguments, **named)

    monkeypatch.setattr(publishing, "render_pdf", busy)
    answer = signed_in(ready.publisher).post(ready.publish, ready.sent())
    assert MEANWHILE[act] in said(answer)
    made = Publication.objects.filter(published_by=ready.publisher.person)
    assert not made.exists()


# --- Who may -----------------------------------------------------------------------------------
def another(role: str, ready: Ready) -> Account:
    return factories.account(factories.holder(role, office(), "Rhoda Steele"))


@pytest.mark.parametrize("role", [Role.PROGRAMME_OFFICE, Role.LEGAL_OFFICER, Role.READER])
def test_who_may_not_publish_reads_what_was_published(ready: Ready, role: str) -> None:
    factories.publication(paper=ready.paper)
    client = signed_in(another(role, ready))
    assert client.get(ready.publish).status_code == 403
    assert client.post(ready.publish, ready.sent()).status_code == 403
    page = client.get(ready.url)
    assert "Publication 1" in said(page)
    assert "publish/" not in page.content.decode()
    assert "Open doors" in text_of(client, ready.publication())
    may_export = role != Role.READER
    assert client.get(f"{ready.publication()}pdf/").status_code == (200 if may_export else 403)


def test_a_restriction_closes_what_was_published(ready: Ready) -> None:
    factories.publication(paper=ready.paper)
    client = signed_in(another(Role.PROGRAMME_OFFICE, ready))
    assert client.get(ready.publication()).status_code == 200
    factories.restriction(record=ready.paper, by=ready.publisher.person)
    asked = [ready.publication(), f"{ready.publication()}pdf/", f"{ready.publication()}history/"]
    assert [client.get(url).status_code for url in asked] == [404, 404, 404]
    assert "Open doors" in text_of(signed_in(ready.publisher), ready.publication())


@pytest.mark.one_engine
def test_an_old_sign_in_is_asked_who_it_is(ready: Ready) -> None:
    """What was sent is kept meanwhile, and done once the password has confirmed it."""
    client = Client()
    sign_in(client, "coral")
    with clock.stopped_at(clock.now() + timedelta(minutes=11)):
        asked = client.post(ready.publish, ready.sent())
        confirm = f"/account/confirm/?next={ready.publish.replace('/', '%2F')}"
        assert (asked.status_code, asked["Location"]) == (302, confirm)
        assert not Publication.objects.exists()
        typed = {"password": factories.PASSWORD, "next": ready.publish}
        done = client.post(confirm, typed)
        assert (done.status_code, done["Location"]) == (302, ready.publication())
    event = SecurityEvent.objects.get(kind="published")
    assert (event.person_id, event.record_kind, event.record_id, event.facts) == (
        ready.publisher.person_id,
        "reports.paper",
        ready.paper.pk,
        "number 1",
    )


@pytest.mark.one_engine
@pytest.mark.parametrize("happens", ["nothing", "edit", "publication"])
def test_what_was_sent_too_late_comes_back_and_says_what_has_happened_since(
    ready: Ready, settings: Any, happens: str
) -> None:
    settings.SIGN_IN_IDLE_MINUTES, settings.SIGN_IN_HOURS = 60, 12
    factories.publication(paper=ready.paper)
    client = Client()
    sign_in(client, "coral")
    opened_by = client.get(ready.publish).context["opened_by"]
    sent = ready.sent(correction=RIGHT, opened_by=opened_by)
    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        assert client.post(ready.publish, sent)["Location"] == f"/sign-in/?next={ready.publish}"
        if happens == "edit":
            edit(ready)
            clear_again(ready)
        elif happens == "publication":
            factories.publication(2, paper=ready.paper)
        sign_in(client, "coral")
        page = client.get(ready.publish)
        assert f"{RIGHT}</textarea>" in page.content.decode()
        edited = "The paper has been edited since you opened this page." in said(page)
        published = "The paper has been published since you opened this page." in said(page)
        assert (edited, published) == (happens == "edit", happens == "publication")


# --- What the pages say ------------------------------------------------------------------------
@pytest.mark.one_engine
def test_writers_see_that_the_paper_was_edited_since_publication(ready: Ready) -> None:
    client = signed_in(ready.publisher)
    sentence = "The paper has been edited since."
    assert "Publications" not in text_of(client, ready.url)
    factories.publication(paper=ready.paper)
    assert sentence not in text_of(client, ready.url)
    edit(ready)
    assert sentence in text_of(client, ready.url)
    reader = signed_in(another(Role.READER, ready))
    assert sentence not in text_of(reader, ready.url)


def test_a_past_day_shows_what_had_been_published_then(ready: Ready) -> None:
    with clock.stopped_at(clock.now() + DAY):
        factories.publication(paper=ready.paper)
    with clock.stopped_at(clock.now() + 2 * DAY):
        client = signed_in(ready.publisher)
        assert "Publication 1" not in text_of(client, ready.url, at="2012-07-04")
        assert "Publication 1" in text_of(client, ready.url, at="2012-07-05")


@pytest.mark.one_engine
def test_a_file_that_is_gone_or_changed_is_not_there(ready: Ready, uploads: Any) -> None:
    made = factories.publication(paper=ready.paper)
    client = signed_in(ready.publisher)
    (uploads / made.text_stored_as).unlink()
    (uploads / made.pdf_stored_as).chmod(0o600)
    (uploads / made.pdf_stored_as).write_bytes(b"%PDF-1.7 open drawers")
    assert client.get(ready.publication()).status_code == 404
    assert client.get(f"{ready.publication()}pdf/").status_code == 404
