"""Getting at what is somebody else's: one test for each number of the catalogue of attacks.

The world is two programmes that are alike; the attacker has a role in one of them. Numbers that
speak of what is not built yet have their reason in `tests/people/catalogue.py`.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from audit.models import RecordedChange
from benefits.choices import BenefitKind
from benefits.models import Benefit
from people.choices import Role
from people.models import Account, Appointment, RestrictedReader
from people.queries import office
from programmes.models import Programme
from projects.choices import ReportState
from projects.models import Milestone, Project, StatusReport
from reports.models import Paper, PaperSection
from tests import factories
from tests.sending import press
from tests.sweeps import rows
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

HIDDEN = "Nobody outside may read this title"


@dataclass(frozen=True)
class Half:
    programme: Programme
    project: Project
    milestone: Milestone
    report: StatusReport
    paper: Paper


def half(title: str) -> Half:
    programme = factories.programme(title)
    project = factories.project(f"{title}: project", programme=programme)
    return Half(
        programme,
        project,
        factories.milestone(f"{title}: milestone", project=project),
        factories.report(project=project, period_end=date(2012, 6, 29)),
        factories.paper(f"{title}: paper", programme=programme),
    )


@pytest.fixture
def mine() -> Half:
    return half("Open Doors")


@pytest.fixture
def theirs() -> Half:
    return half(HIDDEN)


@pytest.fixture
def lead(mine: Half, theirs: Half, client: Client) -> Account:
    """Somebody who leads my project, signed in."""
    found = factories.account(factories.holder(Role.PROJECT_LEAD, mine.project.scope, "Lena Marsh"))
    client.force_login(found)
    return found


@pytest.fixture
def manager(mine: Half, theirs: Half, client: Client) -> Account:
    person = factories.holder(Role.PROGRAMME_MANAGER, mine.programme.scope, "Mona Pryce")
    found = factories.account(person)
    client.force_login(found)
    return found


def body(response: HttpResponse) -> str:
    """What is shown, without the reference of this one request and the address asked for."""
    return re.sub(r"[0-9a-f]{4}-[0-9a-f]{4}", "REF", response.content.decode())


def main(response: HttpResponse) -> str:
    (found,) = read(response.content.decode()).all("main")
    return found.text


@pytest.mark.one_engine
def test_catalogue_001_another_programmes_report_is_as_a_missing_one(
    client: Client, lead: Account, theirs: Half
) -> None:
    hidden = client.get(f"/projects/{theirs.project.reference}/reports/{theirs.report.pk}/")
    missing = client.get("/projects/PRJ-9999/reports/999999/")
    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert body(hidden) == body(missing)


@pytest.mark.one_engine
def test_catalogue_003_a_part_belongs_to_the_parent_of_its_address(
    client: Client, manager: Account, mine: Half, theirs: Half
) -> None:
    base = f"/projects/{mine.project.reference}/"
    for page in (
        f"reports/{theirs.report.pk}/",
        f"reports/{theirs.report.pk}/history/",
        f"milestones/{theirs.milestone.pk}/edit/",
        f"milestones/{theirs.milestone.pk}/history/",
    ):
        assert client.get(base + page).status_code == 404, page
    assert client.post(f"{base}milestones/{theirs.milestone.pk}/archive/").status_code == 404


@pytest.mark.one_engine
def test_catalogue_004_a_report_is_not_moved_to_another_project(
    client: Client, lead: Account, mine: Half, theirs: Half
) -> None:
    draft = factories.draft_report(project=mine.project, by=lead.person)
    form = Typist(client, f"/projects/{mine.project.reference}/status/", lead)
    form.send(achieved="Done.", project=str(theirs.project.pk), report=str(theirs.report.pk))
    draft.refresh_from_db()
    assert draft.project_id == mine.project.pk
    theirs.report.refresh_from_db()
    assert (theirs.report.version, theirs.report.achieved) == (2, "Shelves are up.")


def test_catalogue_007_what_acts_on_many_is_all_or_nothing(
    client: Client, mine: Half, theirs: Half
) -> None:
    """Everything that a leaver holds is handed over at once: with a line that is none of theirs,
    nothing is, and the page says so."""
    keeper, leaver = factories.account(), factories.person("Lena Marsh")
    own, other = (
        factories.benefit(f"Benefit of {who}", programme=part.programme, owner=who)
        for who, part in ((leaver, mine), (factories.person("Otto Vane"), theirs))
    )
    form = Typist(client, f"/people/{leaver.reference}/hand-over/", keeper)
    before = rows.everything()
    answer = form.send(successor=keeper.person.name, **{f"take-benefit-{other.pk}-owner": "on"})
    said = "What Lena Marsh holds has changed since you opened this page. Nothing has been handed"
    assert (answer.status_code, said in main(answer)) == (200, True)
    assert rows.changed(before, rows.everything()) == []
    assert form.send(successor=keeper.person.name).status_code == 302
    assert Benefit.objects.get(pk=own.pk).owner == keeper.person


@pytest.mark.one_engine
def test_catalogue_009_a_hidden_record_posted_in_a_list_is_no_choice(
    client: Client, manager: Account, mine: Half, theirs: Half
) -> None:
    before = Benefit.objects.count()
    form = Typist(client, f"/programmes/{mine.programme.reference}/benefits/add/", manager)
    hidden = str(theirs.project.pk)
    response = form.send(title="Loot", kind=BenefitKind.OUTCOME, project=hidden)
    assert response.status_code == 200
    assert HIDDEN not in response.content.decode()
    assert "Choose the project from the list" in main(response)
    assert Benefit.objects.count() == before


def test_catalogue_010_a_search_for_hidden_names_finds_nothing_and_no_count(
    client: Client, lead: Account, theirs: Half
) -> None:
    titles = ("/programmes/", "/papers/", "/boards/")
    for url, name in [*((url, "title") for url in titles), ("/activity/", "by")]:
        response = client.get(url, {name: HIDDEN})
        assert response.status_code == 200
        words = main(response).replace(HIDDEN, "", 1)  # what was typed stands in its box
        assert HIDDEN not in words, url
    nothing = client.get("/programmes/", {"title": HIDDEN})
    neither = client.get("/programmes/", {"title": "No such title at all"})
    assert main(nothing).replace(HIDDEN, "") == main(neither).replace("No such title at all", "")


@pytest.mark.one_engine
def test_catalogue_011_what_is_hidden_is_linked_from_neither_side(
    client: Client, mine: Half, theirs: Half
) -> None:
    """A restriction and its readers: the only records that many others name and that are hidden."""
    hidden = factories.restriction(record=theirs.paper)
    officer = factories.account(factories.holder(Role.COMMITTEE_OFFICER, office(), "Cora Lane"))
    client.force_login(officer)
    typed = {"person": officer.person.name, "reason": "To read it", "restriction": hidden.pk}
    before = rows.everything()
    for url in (
        f"/restrictions/{hidden.pk}/readers/add/",
        f"/papers/{theirs.paper.reference}/sections/add/",
    ):
        assert client.post(url, {**typed, "heading": "Linked"}).status_code == 404, url
    assert rows.changed(before, rows.everything()) == []
    form = Typist(client, f"/papers/{mine.paper.reference}/sections/add/", officer)
    assert form.send(heading="Linked", **typed).status_code == 302
    section = PaperSection.objects.get(heading="Linked")
    assert (section.paper, section.restriction) == (mine.paper, None)
    assert not RestrictedReader.objects.filter(person=officer.person).exists()


def test_catalogue_012_nothing_is_deleted_and_no_part_changes_its_whole(
    client: Client, manager: Account, mine: Half, theirs: Half
) -> None:
    """Archiving a whole leaves its parts where they are; there is no deleting."""
    url = f"/projects/{mine.project.reference}/"
    assert client.get(f"{url}delete/").status_code == 404
    form = Typist(client, f"{url}archive/", manager)
    assert form.send(reason="Stopped").status_code == 302
    milestone = Milestone.objects.get(pk=mine.milestone.pk)
    assert (milestone.project_id, milestone.version) == (mine.project.pk, 1)
    assert client.post(f"/projects/{theirs.project.reference}/archive/").status_code == 404


@pytest.mark.one_engine
def test_catalogue_014_a_pdf_is_made_for_whoever_asks_and_kept_nowhere(
    client: Client, mine: Half, theirs: Half
) -> None:
    """There are no jobs whose results could be asked for by number: the same address answers each
    reader by their own rights, and no browser or proxy keeps what it answered."""
    keeper = factories.account()
    client.force_login(keeper)
    before = set(settings.UPLOADS_DIR.rglob("*"))
    made = client.get(f"/papers/{theirs.paper.reference}/pdf/")
    assert (made.status_code, made["Cache-Control"]) == (200, "private, no-store")
    assert set(settings.UPLOADS_DIR.rglob("*")) == before
    client.force_login(
        factories.account(factories.holder(Role.PROJECT_LEAD, mine.project.scope, "Lena Marsh"))
    )
    assert client.get(f"/papers/{theirs.paper.reference}/pdf/").status_code == 404


@pytest.mark.parametrize("is_active", [True, False])
@pytest.mark.one_engine
def test_catalogue_017_no_token_opens_anything(client: Client, mine: Half, is_active: bool) -> None:
    """There are no tokens: anyone who sends one has not signed in."""
    keeper = factories.account()
    Account.objects.filter(pk=keeper.pk).update(is_active=is_active)
    basic = b64encode(f"{keeper.sign_in_name}:{factories.PASSWORD}".encode()).decode()
    url = f"/papers/{mine.paper.reference}/"
    for value in (f"Basic {basic}", f"Bearer {keeper.pk}", f"Token {keeper.sign_in_name}"):
        answer = client.get(url, headers={"authorization": value, "x-api-key": value})
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/?next={url}")


@pytest.mark.one_engine
def test_catalogue_018_a_method_in_a_header_or_a_field_changes_nothing(
    client: Client, lead: Account, mine: Half
) -> None:
    before = rows.everything()
    url = f"/projects/{mine.project.reference}/"
    for sent in (
        {"headers": {"X-HTTP-Method-Override": "DELETE"}},
        {"headers": {"X-Method-Override": "PUT"}},
    ):
        assert client.get(url, **sent).status_code == 200  # type: ignore[arg-type]
    assert client.get(url, {"_method": "DELETE"}).status_code == 400
    assert client.post(url, {"_method": "PUT", "title": "Taken"}).status_code == 200
    for method in ("put", "patch", "delete"):
        assert getattr(client, method)(f"{url}edit/", {"title": "Taken"}).status_code == 405
    assert rows.changed(before, rows.everything()) == []


@pytest.mark.one_engine
def test_catalogue_019_a_lead_does_not_make_themselves_owner(
    client: Client, lead: Account, mine: Half
) -> None:
    seat = Appointment.objects.get(person=lead.person)
    base = f"/scopes/{mine.project.reference}/appointments/{seat.pk}/"
    assert client.post(f"{base}edit/", {"role": Role.SPONSOR}).status_code == 403
    add = f"/scopes/{mine.programme.reference}/appointments/add/"
    sent = {"role": Role.SENIOR_RESPONSIBLE_OWNER, "person": lead.person.name, "position": 0}
    assert client.post(add, sent).status_code == 403
    assert [(a.role, a.scope) for a in Appointment.objects.filter(person=lead.person)] == [
        (Role.PROJECT_LEAD, mine.project.scope)
    ]


@pytest.mark.parametrize(
    "role", [Role.SENIOR_RESPONSIBLE_OWNER, Role.PROGRAMME_DIRECTOR, Role.PROGRAMME_OFFICE]
)
@pytest.mark.one_engine
def test_catalogue_020_nobody_gives_a_role_above_their_own(
    client: Client, manager: Account, mine: Half, role: str
) -> None:
    friend = factories.person("Freda Noakes")
    form = Typist(client, f"/scopes/{mine.programme.reference}/appointments/add/", manager)
    response = form.send(role=role, person=friend.name)
    assert response.status_code == 200
    assert not Appointment.objects.filter(person=friend).exists()


@pytest.mark.one_engine
def test_catalogue_021_a_member_ends_nobody_elses_seat(client: Client, mine: Half) -> None:
    board = factories.board("Open Doors Board", programme=mine.programme)
    one, other = (factories.holder(Role.MEMBER, board.scope, name) for name in ("Ann", "Ben"))
    seat = Appointment.objects.get(person=other)
    client.force_login(factories.account(one))
    base = f"/scopes/{board.reference}/appointments/{seat.pk}/"
    for page in ("edit/", "archive/", "confirm/"):
        assert client.post(base + page, {"ends_on": "1/1/2000"}).status_code == 403
    seat.refresh_from_db()
    assert (seat.version, seat.is_archived) == (1, False)


@pytest.mark.one_engine
def test_catalogue_022_the_last_who_keeps_the_office_is_not_removed(client: Client) -> None:
    keeper = factories.account()
    client.force_login(keeper)
    seat = Appointment.objects.get(person=keeper.person)
    response = press(client, f"/scopes/OFFICE/appointments/{seat.pk}/archive/", {"reason": "Gone"})
    assert "Somebody must remain in the programme office." in main(response)
    response = press(client, f"/people/{keeper.person.reference}/archive/", {"reason": "Gone"})
    assert "You cannot deactivate yourself." in main(response)
    assert not Appointment.objects.get(pk=seat.pk).is_archived


EXTRA = {
    "is_staff": "1", "is_superuser": "1", "role": "programme_office", "created_by": "1",
    "submitted_by": "1", "submitted_at": "2012-01-01", "state": "submitted", "is_archived": "1",
    "history_user": "1", "history_user_id": "1", "history_date": "2001-01-01", "id": "1",
    "scope": "1", "programme": "1", "reference": "PRJ-0000", "confirmed_by": "1",
    "proposed_by": "1", "restricted": "", "published_at": "2012-01-01",
}  # fmt: skip


@pytest.mark.one_engine
def test_catalogue_023_extra_fields_are_never_stored(
    client: Client, lead: Account, mine: Half
) -> None:
    reference, scope = mine.project.reference, mine.project.scope
    form = Typist(client, f"/projects/{reference}/edit/", lead)
    assert form.send(title="Renamed", **EXTRA).status_code == 302
    project = Project.objects.get(pk=mine.project.pk)
    assert (project.title, project.reference, project.scope, project.is_archived) == (
        "Renamed",
        reference,
        scope,
        False,
    )
    row = project.history.latest("history_id")
    assert (row.history_user_id, row.history_date.year) == (lead.person.pk, 2012)
    form = Typist(client, f"/scopes/{reference}/milestones/{mine.milestone.pk}/edit/", lead)
    assert form.send(title="Later", **EXTRA | {"project": "999"}).status_code == 302
    milestone = Milestone.objects.get(pk=mine.milestone.pk)
    assert (milestone.title, milestone.project, milestone.is_archived) == ("Later", project, False)


@pytest.mark.one_engine
def test_catalogue_024_a_field_that_a_form_does_not_show_is_not_taken(
    client: Client, lead: Account, mine: Half
) -> None:
    """A draft is not submitted by a field; only by the button that says so."""
    factories.draft_report(project=mine.project, by=lead.person)
    form = Typist(client, f"/projects/{mine.project.reference}/status/", lead)
    sent = {"state": "submitted", "submitted_by": "1", "submitted_at": "2012-07-04"}
    form.send(press="save", achieved="Done.", **sent)
    draft = StatusReport.objects.get(project=mine.project, state=ReportState.DRAFT)
    assert (draft.achieved, draft.submitted_by, draft.submitted_at) == ("Done.", None, None)


@pytest.mark.one_engine
def test_catalogue_029_there_is_no_other_way_in(client: Client) -> None:
    client.force_login(factories.account())
    for url in ("/admin/", "/admin/login/", "/admin/projects/project/?project__budget__gte=1"):
        assert client.get(url).status_code == 404
    for lookup in ("scope__parent__title__startswith", "title__gt"):
        assert client.get("/programmes/", {lookup: "A"}).status_code == 400


@pytest.mark.one_engine
def test_catalogue_030_a_name_that_is_taken_elsewhere_tells_of_nobody(
    client: Client, manager: Account, mine: Half, theirs: Half
) -> None:
    """The same title and printed number may be used twice: nothing answers that it exists."""
    change_hidden = {"printed_number": "14"}
    with_number = factories.project(HIDDEN, programme=theirs.programme, **change_hidden)
    form = Typist(client, f"/programmes/{mine.programme.reference}/projects/add/", manager)
    response = form.send(title=with_number.title, printed_number="14")
    assert response.status_code == 302
    assert HIDDEN in main(client.get(response["Location"]))  # one's own, of that name
    assert Project.objects.filter(title=HIDDEN).count() == 2


def test_what_is_refused_leaves_no_change(client: Client, lead: Account, theirs: Half) -> None:
    before, changes = rows.everything(), RecordedChange.objects.count()
    base = f"/projects/{theirs.project.reference}/"
    for page in ("edit/", "archive/", "status/", f"milestones/{theirs.milestone.pk}/edit/"):
        assert client.post(base + page, {"title": "Taken", "reason": "Mine"}).status_code == 404
    assert client.post(f"/papers/{theirs.paper.reference}/edit/", {"title": "X"}).status_code == 404
    assert rows.changed(before, rows.everything()) == []
    assert RecordedChange.objects.count() == changes
