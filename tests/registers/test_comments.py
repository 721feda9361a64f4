"""Comments: on any record, to a person, answered and resolved; as restricted as their record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from audit.errors import Refused
from people.choices import Role
from people.models import Account
from people.queries import office
from people.restricting import release
from projects.models import Project
from registers.actions.comments import comment
from registers.models import Comment
from reports.models import Paper, PaperSection
from tests import factories
from tests.accounts.signing_in import posted_mail
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock

pytestmark = pytest.mark.django_db
SECRET = "The landlord will take less."


@dataclass(frozen=True)
class Discussed:
    """A project and a paper, its director, a board member, and somebody outside."""

    keeper: Account
    director: Account
    member: Account
    stranger: Account
    project: Project
    paper: Paper


@pytest.fixture(scope="module")
def discussed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Discussed]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        project = factories.project()
        board = factories.board(programme=project.programme)
        director = factories.holder(
            Role.PROGRAMME_DIRECTOR, project.programme.scope, "Dora Lane", email="dora@example.org"
        )
        member = factories.holder(Role.MEMBER, board.scope, "Mona Pryce", email="mona@example.org")
        paper = factories.paper("The lease", programme=project.programme, board=board)
        yield Discussed(
            keeper=factories.account(), director=factories.account(director),
            member=factories.account(member), project=project, paper=paper,
            stranger=factories.account(factories.person("Otto Vane")),
        )  # fmt: skip


def add_page(record: object) -> str:
    return f"/linked/{record._meta.label_lower}/{record.pk}/comments/add/"  # type: ignore[attr-defined]


def test_a_comment_is_written_answered_and_resolved_on_pages(discussed: Discussed) -> None:
    project, page = discussed.project, f"/projects/{discussed.project.reference}/"
    member, director = browser_of(discussed.member), browser_of(discussed.director)
    assert (
        press(member, add_page(project), {"text": "Who pays?", "to": "Dora Lane"}).status_code
        == 302
    )
    first = Comment.objects.get()
    assert (first.text, first.written_by, first.to) == (
        "Who pays?", discussed.member.person, discussed.director.person,
    )  # fmt: skip
    assert press(director, f"/comments/{first.pk}/answer/", {"text": "We do."}).status_code == 302
    shown = read(director.get(page).content.decode()).text
    assert re.search(r"Mona Pryce.*to Dora Lane.*Who pays\?.*Dora Lane.*We do\.", shown)
    resolving = f"/comments/{first.pk}/resolve/"
    assert press(director, resolving, on=page).status_code == 302
    assert "Resolved by Dora Lane" in read(director.get(page).content.decode()).text
    with pytest.raises(Refused, match="Open it again to answer"):
        comment(project, by=discussed.member.person, text="But…", answers=first)
    assert press(member, f"/comments/{first.pk}/reopen/", on=page).status_code == 302
    first.refresh_from_db()
    assert (first.resolved_at, first.resolved_by) == (None, None)


def test_somebody_who_cannot_see_the_record_is_refused(discussed: Discussed) -> None:
    assert browser_of(discussed.stranger).get(add_page(discussed.project)).status_code == 404
    with pytest.raises(Refused, match="Otto Vane cannot see this record"):
        comment(
            discussed.project, by=discussed.keeper.person, text="Look", to=discussed.stranger.person
        )
    assert Comment.objects.count() == 0


def test_a_reader_without_the_right_reads_comments_and_writes_none(discussed: Discussed) -> None:
    auditor = factories.account(factories.holder(Role.AUDITOR, office(), "Ada Quill"))
    comment(discussed.project, by=discussed.keeper.person, text="Who pays?")
    browser = browser_of(auditor)
    page = browser.get(f"/projects/{discussed.project.reference}/").content.decode()
    assert "Who pays?" in page
    assert "Add a comment" not in page
    assert browser.get(add_page(discussed.project)).status_code == 403


def test_members_do_not_read_what_is_said_while_a_paper_is_written(discussed: Discussed) -> None:
    comment(discussed.paper, by=discussed.director.person, text=SECRET)
    assert browser_of(discussed.member).get(add_page(discussed.paper)).status_code in (404, 200)
    factories.publication(paper=discussed.paper)
    seen = Comment.objects.visible_to(discussed.member.person)
    drafts = Paper.objects.drafts_for(discussed.member.person).filter(pk=discussed.paper.pk)
    assert seen.exists() == drafts.exists()


def where_it_might_show(browser, paper: Paper, found: Comment) -> dict[str, str]:
    pages = (
        f"/papers/{paper.reference}/", f"/papers/{paper.reference}/history/", "/activity/",
        "/activity/?format=csv", f"/papers/{paper.reference}/history/?format=csv",
        f"/comments/{found.pk}/history/", f"/comments/{found.pk}/answer/", add_page(paper),
        f"/scopes/{paper.programme.reference}/activity/",
    )  # fmt: skip
    return {page: browser.get(page).content.decode() for page in pages}


def test_nobody_but_its_readers_sees_a_comment_on_a_restricted_paper_anywhere(
    discussed: Discussed,
) -> None:
    paper, by = discussed.paper, discussed.keeper.person
    before = comment(paper, by=by, text=SECRET)
    section = PaperSection.objects.filter(paper=paper).first()
    about = comment(section, by=by, text=f"{SECRET} Here.")
    factories.restriction(record=paper)
    during = comment(paper, by=by, text=f"{SECRET} Now.")
    director = browser_of(discussed.director)
    for found in (before, about, during):
        for page, text in where_it_might_show(director, paper, found).items():
            assert "The landlord" not in text, page
    assert list(Comment.objects.visible_to(discussed.director.person)) == []
    assert list(Comment.objects.versions().visible_to(discussed.director.person)) == []
    with pytest.raises(Refused, match="Dora Lane cannot see this record"):
        comment(paper, by=by, text="Look", to=discussed.director.person)
    assert (
        "The landlord"
        in browser_of(discussed.keeper).get(f"/papers/{paper.reference}/").content.decode()
    )


def test_what_was_said_while_it_was_restricted_stays_with_its_readers(discussed: Discussed) -> None:
    paper, by = discussed.paper, discussed.keeper.person
    open_one = comment(paper, by=by, text="Early.")
    made = factories.restriction(record=paper)
    closed_one = comment(paper, by=by, text=SECRET)
    release(made, by=by, reason="The lease is signed.")
    assert list(Comment.objects.visible_to(discussed.director.person)) == [open_one]
    assert set(Comment.objects.visible_to(by)) == {open_one, closed_one}
    page = browser_of(discussed.director).get(f"/papers/{paper.reference}/").content.decode()
    assert "Early." in page
    assert SECRET not in page


def test_the_person_asked_gets_a_message_that_quotes_nothing(
    discussed: Discussed, django_capture_on_commit_callbacks
) -> None:
    member = browser_of(discussed.member)
    with django_capture_on_commit_callbacks(execute=True):
        press(member, add_page(discussed.project), {"text": SECRET, "to": "Dora Lane"})
    (letter,) = posted_mail()
    assert letter.to == ["dora@example.org"]
    assert letter.subject == "Mona Pryce has asked you something in Mandate"
    assert SECRET not in letter.body
    assert "Libraries that lend tools" in letter.body


def test_a_comment_is_on_no_paper_and_no_export(discussed: Discussed) -> None:
    comment(discussed.project, by=discussed.keeper.person, text=SECRET)
    browser = browser_of(discussed.keeper)
    for page in ("history/", "history/?format=csv"):
        shown = browser.get(f"/projects/{discussed.project.reference}/{page}").content.decode()
        assert SECRET not in shown
    comment(discussed.paper, by=discussed.keeper.person, text=SECRET)
    for page in ("preview/", "html/"):
        answer = browser.get(f"/papers/{discussed.paper.reference}/{page}")
        assert SECRET not in answer.content.decode()


def test_a_day_in_the_past_shows_what_had_been_said(discussed: Discussed) -> None:
    with clock.stopped_at(MOMENT + timedelta(days=3)):
        comment(discussed.project, by=discussed.keeper.person, text="Later")
    browser = browser_of(discussed.keeper)
    page = f"/projects/{discussed.project.reference}/"
    assert "Later" in browser.get(page).content.decode()
    assert "Later" not in browser.get(f"{page}?at=2012-07-05").content.decode()
