"""People, sign-ins, units and appointments: pages of those who keep the office."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client

from people.actions import appoint
from people.choices import Role, UnitKind
from people.models import Account, Appointment, OrganisationUnit, Person, Scope
from people.queries import office
from tests import factories
from tests.sending import press
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


@pytest.fixture
def keeper(client: Client) -> Account:
    """Who keeps the office, signed in."""
    account = factories.account()
    client.force_login(account)
    return account


@pytest.fixture
def ada(keeper: Account) -> Person:
    return factories.person("Ada Fenwick", job_title="Librarian")


def said(response: HttpResponse) -> str:
    """The words of the page's content."""
    (main,) = read(response.content.decode()).all("main")
    return main.text


def rows(client: Client, query: str = "") -> list[tuple[str, tuple[str, ...]]]:
    found = client.get(f"/people/{query}").context["rows"]
    cells = ([cell.text for cell in row["cells"]] for row in found)
    return [(name, tuple(filter(None, roles.split("; ")))) for name, _, _, roles in cells]


def typist(client: Client, keeper: Account, url: str) -> Typist:
    return Typist(client, url, keeper)


class TestThePeople:
    def test_are_listed_by_name_with_what_they_hold_today(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        scope = factories.programme().scope
        by = keeper.person
        appoint(scope=scope, role=Role.PROGRAMME_MANAGER, person=ada, by=by)
        for role, fields in (
            (Role.CRITICAL_FRIEND, {"ends_on": date(2012, 7, 3)}),
            (Role.PROGRAMME_DIRECTOR, {"starts_on": date(2012, 7, 5)}),
            (Role.EXTERNAL_SUPPORT, {"is_suggested": True}),
        ):
            appoint(scope=scope, role=role, person=ada, by=by, **fields)
        assert rows(client) == [
            ("Ada Fenwick", ("Programme manager, Open Doors",)),
            ("Olive Tarrant", ("Programme office, Programme office",)),
        ]

    def test_say_once_what_they_hold_in_several_places(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        by = keeper.person
        for title in ("Lending", "Repairing"):
            project = factories.project(title)
            appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=ada, by=by)
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=by)
        assert rows(client)[0] == ("Ada Fenwick", ("Project lead (2)", "Sponsor, Repairing"))

    def test_are_found_by_name_and_by_whether_they_are_in_post(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        press(client, f"/people/{ada.reference}/archive/", {"reason": "Left"})
        assert [name for name, _ in rows(client, "?name=FENW")] == ["Ada Fenwick"]
        assert [name for name, _ in rows(client, "?is_archived=True")] == ["Ada Fenwick"]
        assert [name for name, _ in rows(client, "?is_archived=False")] == ["Olive Tarrant"]

    def test_are_added_with_a_reference_of_their_own(self, client: Client, keeper: Account) -> None:
        form = typist(client, keeper, "/people/add/")
        typed = {"name": "Bertha Crowe", "email": "bertha@wolderby.example"}
        response = form.send(**typed)
        added = Person.objects.get(name="Bertha Crowe")
        assert (response.status_code, response["Location"]) == (302, f"/people/{added.reference}/")
        assert (added.reference, added.email) == ("PER-0002", "bertha@wolderby.example")
        again = form.send(**typed)
        assert (again.status_code, again["Location"]) == (302, response["Location"])
        assert Person.objects.filter(name="Bertha Crowe").count() == 1

    def test_see_themselves_and_nobody_else(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        client.force_login(factories.account(ada))
        assert "Librarian" in said(client.get(f"/people/{ada.reference}/"))
        assert client.get(f"/people/{ada.reference}/edit/").status_code == 403
        assert client.get(f"/people/{keeper.person.reference}/").status_code == 404

    def test_show_what_they_hold_by_role_and_what_they_held_earlier(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        for title, role, days in (
            ("Warm Homes", Role.SPONSOR, {"starts_on": date(2012, 5, 1)}),
            ("Bright Streets", Role.PROJECT_LEAD, {"ends_on": date(2012, 7, 3)}),
            ("Open Shelves", Role.PROJECT_LEAD, {}),
            ("Loud Libraries", Role.SPONSOR, {"ends_on": date(2012, 7, 4)}),
        ):
            scope = factories.project(title).scope
            appoint(scope=scope, role=role, person=ada, by=keeper.person, **days)
        page = read(client.get(f"/people/{ada.reference}/").content.decode())
        (roles,) = [s for s in page.all("section") if s.attributes["aria-labelledby"] == "holds"]
        assert [h.text for h in roles.all("h2", "h3")] == [
            "Roles", "Project lead", "Sponsor", "Held earlier",
        ]  # fmt: skip
        assert "Loud Libraries until 4 July 2012 Warm Homes since 1 May 2012" in roles.text
        assert roles.text.endswith("Project lead, Bright Streets until 3 July 2012")

    def test_do_not_deactivate_themselves(self, client: Client, keeper: Account) -> None:
        response = press(client, f"/people/{keeper.person.reference}/archive/", {"reason": "Tired"})
        assert response.status_code == 200
        assert "You cannot deactivate yourself." in said(response)

    def test_who_left_come_back(self, client: Client, keeper: Account, ada: Person) -> None:
        url = f"/people/{ada.reference}/archive/"
        for is_archived in (True, False):
            assert press(client, url, {"reason": "As agreed"}).status_code == 302
            ada.refresh_from_db()
            assert ada.is_archived is is_archived
        reasons = [row.history_change_reason for row in ada.history.all()[:2]]
        assert reasons == ["As agreed", "As agreed"]

    @pytest.mark.parametrize("page", ["", "edit/", "archive/", "history/", "sign-in/"])
    def test_do_not_include_mandate_itself(
        self, client: Client, keeper: Account, page: str
    ) -> None:
        assert client.get(f"/people/SYSTEM/{page}").status_code == 404
        assert client.post("/people/SYSTEM/stop/").status_code == 404
        form = typist(client, keeper, "/scopes/OFFICE/appointments/add/").open().context["form"]
        assert form.directory.suggestions() == [("Olive Tarrant", "Programme officer")]


class TestASignIn:
    def test_is_stopped_and_allowed_again(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        account = factories.account(ada)
        theirs = Client()
        theirs.force_login(account)
        for can, sentence in ((False, "can no longer sign in"), (True, "may sign in")):
            response = press(
                client,
                f"/people/{ada.reference}/stop/",
                on=f"/people/{ada.reference}/",
                follow=True,
            )
            assert f"Ada Fenwick {sentence}." in said(response)
            name = account.sign_in_name
            assert Client().login(username=name, password=factories.PASSWORD) is can
            assert theirs.get("/").status_code == (200 if can else 302)

    def test_of_ones_own_is_not_stopped(self, client: Client, keeper: Account) -> None:
        response = press(
            client,
            f"/people/{keeper.person.reference}/stop/",
            on=f"/people/{keeper.person.reference}/",
            follow=True,
        )
        assert "You cannot stop your own account." in said(response)
        keeper.refresh_from_db()
        assert keeper.is_active

    def test_that_is_not_there_cannot_be_stopped(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        assert client.post(f"/people/{ada.reference}/stop/").status_code == 404

    def test_leads_to_where_one_wanted_to_go(self, client: Client, ada: Person) -> None:
        account = factories.account(ada)
        nobody = Client()
        data = {"login": account.sign_in_name, "password": factories.PASSWORD}
        for wanted, expected in (
            ("/papers/", "/papers/"),
            ("", "/"),
            ("https://elsewhere.example/", "/"),
        ):
            response = nobody.post("/sign-in/", data | {"next": wanted})
            assert (response.status_code, response["Location"]) == (302, expected)
        response = nobody.post("/sign-out/")
        assert (response.status_code, response["Location"]) == (302, "/signed-out/")
        assert nobody.get("/papers/").status_code == 302

    def test_with_a_wrong_password_says_no_more_than_it_must(
        self, client: Client, ada: Person
    ) -> None:
        account = factories.account(ada)
        answers = {
            said(Client().post("/sign-in/", {"login": name, "password": "wrong"}))
            for name in (account.sign_in_name, "nobody")
        }
        assert len(answers) == 1
        assert "The sign-in name or the password is wrong." in answers.pop()


class TestUnits:
    def test_are_listed_with_what_they_are_part_of(self, client: Client, keeper: Account) -> None:
        council = OrganisationUnit.objects.get()
        form = typist(client, keeper, "/units/add/")
        response = form.send(name="Libraries", kind=UnitKind.SERVICE, parent=str(council.pk))
        unit = OrganisationUnit.objects.get(name="Libraries")
        assert (response.status_code, response["Location"]) == (302, f"/units/{unit.pk}/")
        page = said(client.get("/units/"))
        assert "Libraries" in page
        assert council.name in page

    def test_are_not_part_of_themselves(self, client: Client, keeper: Account) -> None:
        council = OrganisationUnit.objects.get()
        form = typist(client, keeper, f"/units/{council.pk}/edit/")
        response = form.send(parent=str(council.pk))
        assert response.status_code == 200
        council.refresh_from_db()
        assert council.parent is None


class TestAppointments:
    def test_offer_the_roles_of_their_scope(self, client: Client, keeper: Account) -> None:
        project = factories.project()
        board = factories.board(programme=project.programme)
        offered = {}
        for scope in (office(), project.programme.scope, project.scope, board.scope):
            url = f"/scopes/{scope.reference}/appointments/add/"
            form = client.get(url).context["form"]
            offered[scope.kind] = [value for value, _ in form.fields["role"].choices if value]
        assert offered == {
            "office": [
                "programme_office",
                "system_administrator",
                "committee_officer",
                "legal_officer",
                "finance_officer",
                "auditor",
                "reader",
            ],
            "programme": [
                "senior_responsible_owner",
                "programme_director",
                "programme_manager",
                "internal_partner",
                "external_support",
                "critical_friend",
            ],
            "project": ["sponsor", "steering_group", "project_lead", "team_member"],
            "board": [
                *("chair", "vice_chair", "member", "co_opted_member"),
                *("substitute", "attending", "adviser", "secretary"),
            ],
        }

    def test_are_made_changed_and_archived(
        self, client: Client, keeper: Account, ada: Person
    ) -> None:
        scope = factories.programme().scope
        base = f"/scopes/{scope.reference}/"
        form = typist(client, keeper, f"{base}appointments/add/")
        response = form.send(
            role="programme_manager", person=ada.name, post="Acting", starts_on="1/7/2012",
        )  # fmt: skip
        assert (response.status_code, response["Location"]) == (302, base)
        assert "Programme manager Ada Fenwick Acting 1 July 2012" in said(client.get(base))
        seat = Appointment.objects.get(scope=scope)
        form = typist(client, keeper, f"{base}appointments/{seat.pk}/edit/")
        form.send(ends_on="4/7/2012")
        assert "1 July 2012 until 4 July 2012" in said(client.get(base))
        press(client, f"{base}appointments/{seat.pk}/archive/", {"reason": "In error"})
        assert "Nobody is appointed" in said(client.get(base))

    def test_that_are_impossible_say_why(self, client: Client, keeper: Account) -> None:
        scope = factories.programme().scope
        board = factories.board()
        form = typist(client, keeper, f"/scopes/{scope.reference}/appointments/add/")
        both = {"person": keeper.person.name, "group": str(board.scope.pk)}
        response = form.send(role="critical_friend", **both)
        assert "Choose a person or a group, not both." in said(response)
        assert Appointment.objects.filter(scope=scope).count() == 0

    def test_leave_somebody_in_the_office(self, client: Client, keeper: Account) -> None:
        seat = Appointment.objects.get(scope=office())
        base = f"/scopes/OFFICE/appointments/{seat.pk}/"
        form = typist(client, keeper, f"{base}edit/")
        day = {"ends_on": "3/7/2012"}
        for response in (form.send(**day), press(client, f"{base}archive/", {"reason": "Gone"})):
            assert response.status_code == 200
            assert "Somebody must remain in the programme office." in said(response)
        assert client.get("/people/").status_code == 200

    @pytest.mark.parametrize(
        ("role", "allowed"),
        [
            (Role.PROGRAMME_MANAGER, {"programme", "project", "board"}),
            (Role.SENIOR_RESPONSIBLE_OWNER, {"programme", "project", "board"}),
            (Role.CRITICAL_FRIEND, set()),
            (Role.COMMITTEE_OFFICER, {"board"}),
            (Role.AUDITOR, set()),
            (Role.PROJECT_LEAD, {"project"}),
            (Role.SYSTEM_ADMINISTRATOR, {"office"}),
            (Role.SECRETARY, {"board"}),
        ],
    )
    def test_are_made_by_those_who_may(
        self, client: Client, keeper: Account, role: str, allowed: set[str]
    ) -> None:
        project = factories.project()
        programme = project.programme
        board = factories.board(programme=programme)
        scopes: dict[str, Scope] = {
            "office": office(),
            "programme": programme.scope,
            "project": project.scope,
            "board": board.scope,
        }
        kinds = {Role.COMMITTEE_OFFICER: "office", Role.AUDITOR: "office", Role.SECRETARY: "board",
                 Role.SYSTEM_ADMINISTRATOR: "office",
                 Role.PROJECT_LEAD: "project"}  # fmt: skip
        held = scopes[kinds.get(Role(role), "programme")]
        client.force_login(factories.account(factories.holder(role, held)))
        met = {
            kind: client.get(f"/scopes/{scope.reference}/appointments/add/").status_code
            for kind, scope in scopes.items()
        }
        assert {kind for kind, status in met.items() if status == 200} == allowed
        assert set(met.values()) <= {200, 403, 404}


def test_a_change_says_why_in_the_words_of_its_maker(client: Client) -> None:
    keeper, project = factories.account(), factories.project()
    milestone = factories.milestone(project=project)
    client.force_login(keeper)
    url = f"/scopes/{project.reference}/milestones/{milestone.pk}/"
    changes = (("Doors open", "The builder is late. " * 14), ("Doors shut", ""))
    for version, (title, reason) in enumerate(changes, start=1):
        sent = {"title": title, "reason": reason, "version": version}
        assert client.post(f"{url}edit/", sent).status_code == 302
    reasons = milestone.history.values_list("history_change_reason", flat=True)[:2]
    assert list(reasons) == ["Milestone edited", ("The builder is late. " * 14).strip()]
    assert "The builder is late." in client.get(f"{url}history/").content.decode()
    assert (
        'name="reason"'
        not in client.get(f"/scopes/{project.reference}/milestones/add/").content.decode()
    )


def test_an_administrator_reads_how_many_places_they_may_not_see(
    client: Client, keeper: Account, ada: Person
) -> None:
    for title in ("Lending", "Repairing"):
        project = factories.project(title)
        appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=ada, by=keeper.person)
    appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=keeper.person)
    scope = keeper.person.appointments.get().scope
    client.force_login(factories.account(factories.holder(Role.SYSTEM_ADMINISTRATOR, scope), "cy"))
    response = client.get(f"/people/{ada.reference}/")
    assert "Project lead In 2 places that you may not see" in said(response)
    assert "Sponsor In one place that you may not see" in said(response)
    assert "Repairing" not in said(response)


@pytest.mark.parametrize(
    ("archived", "heading", "button", "done"),
    [
        (False, "Deactivate this person", "Deactivate", "Ada Fenwick is deactivated."),
        (True, "Bring this person back", "Bring back", "Ada Fenwick is back."),
    ],
)
def test_a_person_is_deactivated_in_words_of_their_own(
    client: Client,
    keeper: Account,
    ada: Person,
    archived: bool,
    heading: str,
    button: str,
    done: str,
) -> None:
    url = f"/people/{ada.reference}/archive/"
    if archived:
        press(client, url)
    page = read(client.get(url).content.decode())
    (main,) = page.all("main")
    assert ([h.text for h in main.all("h1")], [b.text for b in main.all("button")]) == (
        [heading],
        [button],
    )
    assert done in said(press(client, url, follow=True))
