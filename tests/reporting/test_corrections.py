"""Correcting a report that was submitted: of a project and of a programme alike."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from people.choices import Role
from people.models import Account, Person
from projects.actions import accept_report
from reporting.actions.programmes import (
    accept_programme_report,
    correct_programme_report,
    open_programme_report,
    recall_programme_report,
    submit_programme_report,
)
from reports.queries.to_accept import to_accept
from tests import factories
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@dataclass(frozen=True)
class Accepted:
    """An accepted report, the address of its page, who wrote it and who accepted it."""

    report: Any
    url: str
    author: Account
    by: Person

    def page(self, client: Client) -> str:
        client.force_login(self.author)
        return html.unescape(client.get(self.url).content.decode())

    def correct(self, client: Client, **typed: Any) -> Any:
        client.force_login(self.author)
        form = client.get(f"{self.url}correct/").context["form"]
        names = [name for name in form.fields if name != "correction"]
        said = {name: form[name].value() for name in names}
        sent = {name: "" if value is None else value for name, value in said.items()} | typed
        return client.post(f"{self.url}correct/", sent)


@pytest.fixture
def of_a_project() -> Accepted:
    project = factories.project("Vans")
    by = factories.holder(Role.PROGRAMME_MANAGER, project.programme.scope, "Mary Quill")
    lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
    report = factories.report(project=project, by=lead, achieved="Two vans came.")
    accepted = accept_report(report, by=by)
    url = f"/projects/{project.reference}/reports/{report.pk}/"
    return Accepted(accepted, url, factories.account(lead), by)


@pytest.fixture
def of_a_programme() -> Accepted:
    programme = factories.programme("Open Doors")
    manager = factories.holder(Role.PROGRAMME_MANAGER, programme.scope, "Mary Quill")
    by = factories.officer()
    said = {"overall_rag": "green", "narrative": "Two vans came."}
    draft = open_programme_report(programme, by=manager, period_end=date(2012, 7, 4), **said)
    accepted = accept_programme_report(submit_programme_report(draft, by=manager), by=by)
    url = f"/programmes/{programme.reference}/programme-reports/{draft.pk}/"
    return Accepted(accepted, url, factories.account(manager), by)


KINDS = pytest.mark.parametrize("kind", ["of_a_project", "of_a_programme"])


@pytest.mark.one_engine
@KINDS
def test_a_correction_says_what_was_wrong_and_shows_what_the_report_said_before(
    request: pytest.FixtureRequest, client: Client, kind: str
) -> None:
    accepted: Accepted = request.getfixturevalue(kind)
    text = type(accepted.report).objects.all().main_text
    answer = accepted.correct(client, correction=" ", **{text: "Three vans came."})
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"correction": ["Say what you are correcting."]}
    assert "Three vans came." in answer.content.decode()  # nothing typed is lost
    answer = accepted.correct(client, correction="The vans.", **{text: ""})
    assert list(answer.context["form"].errors) == [text]
    answer = accepted.correct(client, correction="The vans.", **{text: "Three vans came."})
    assert answer["Location"] == accepted.url
    page = accepted.page(client)
    assert f"Corrected by {accepted.author.person}, " in page
    assert "The vans." in page and "What it said before" in page
    words = re.findall("<(?:del|ins) [^>]*>(?:<span[^>]*>[^<]*</span>)?([^<]*)<", page)
    assert words == ["Two", "Three"]
    accepted.report.refresh_from_db()
    assert (accepted.report.accepted_by, accepted.report.correction) == (None, "The vans.")
    assert [row.url for row in to_accept(accepted.by, 9)] == [accepted.url]


def test_whoever_corrected_a_programme_report_does_not_accept_it(of_a_programme: Accepted) -> None:
    report, by, author = of_a_programme.report, of_a_programme.by, of_a_programme.author.person
    with pytest.raises(Refused, match="has accepted this report: correct it instead"):
        recall_programme_report(report, by=author)
    corrected = correct_programme_report(report, by=by, what="The vans.", narrative="None came.")
    assert (corrected.rolled_up_rag, corrected.submitted_by) == (report.rolled_up_rag, author)
    for writer in (by, author):
        with pytest.raises(Refused, match="You wrote this report"):
            accept_programme_report(corrected, by=writer)
    another = factories.holder(Role.PROGRAMME_MANAGER, report.programme.scope, "Ann Other")
    assert accept_programme_report(corrected, by=another).accepted_by == another


@pytest.mark.one_engine
def test_a_draft_is_edited_and_not_corrected(client: Client, of_a_programme: Accepted) -> None:
    programme, author = of_a_programme.report.programme, of_a_programme.author
    draft = open_programme_report(programme, by=author.person, period_end=date(2012, 7, 3))
    with pytest.raises(Refused, match="This report is a draft: edit it instead"):
        correct_programme_report(draft, by=author.person, what="The vans.")
    client.force_login(author)
    url = f"/programmes/{programme.reference}/programme-reports/{draft.pk}/correct/"
    assert client.get(url).status_code == 404


@KINDS
def test_the_database_wants_the_sentence_with_a_correction(
    request: pytest.FixtureRequest, kind: str
) -> None:
    accepted: Accepted = request.getfixturevalue(kind)
    said = "says_when_by_whom_and_what"
    with pytest.raises(Refused, match=said), audited(by=accepted.by, reason="Try"):
        writing.change(accepted.report, corrected_by=accepted.by)


@pytest.mark.one_engine
def test_the_next_report_is_written_beside_the_last(
    client: Client, of_a_programme: Accepted
) -> None:
    programme = of_a_programme.report.programme
    client.force_login(of_a_programme.author)
    with clock.stopped_at(datetime(2012, 7, 18, 9, 0, tzinfo=UTC)):
        page = client.get(f"/programmes/{programme.reference}/programme-reports/add/")
    shown = html.unescape(page.content.decode())
    beside = re.findall(r'mandate-with-last__text">\s*(.*?)\s*</div>', shown, re.DOTALL)
    assert [re.sub("<[^>]+>", "", text).strip() for text in beside] == ["Two vans came."]
    assert shown.count("Last report, 4 July 2012") == 6  # a rating, the confidence and four texts
