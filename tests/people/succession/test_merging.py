"""Two records of one person become one, and nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from audit import writing
from audit.actions import unarchive_record
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from audit.models import RecordedChange
from audit.writing import audited
from benefits.models import Benefit
from people.actions import appoint
from people.choices import Role
from people.models import Account, Appointment, Person
from people.queries import office
from people.succession.merging import merge_people, records_naming
from projects.models import Project, StatusReport
from reports.models import Paper, Publication
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def officer() -> Person:
    return factories.officer()


@pytest.fixture
def ada(officer: Person) -> Person:
    return factories.person("Ada Fenwick")


@pytest.fixture
def twice(officer: Person) -> Person:
    """Ada, entered a second time."""
    return factories.person("A. Fenwick")


@pytest.fixture
def project(officer: Person) -> Project:
    return factories.project()


def merged(duplicate: Person, kept: Person, by: Person | None = None) -> int:
    found = merge_people(
        duplicate=duplicate, kept=kept, by=by or factories.officer(), reason="Entered twice"
    )
    assert found.kept == kept
    return found.count


class TestAMerge:
    def test_changes_everything_that_names_the_duplicate_in_one_change_set(
        self, officer: Person, ada: Person, twice: Person, project: Project
    ) -> None:
        lead = appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=twice, by=officer)
        report = factories.report(project=project, by=Person.objects.get(pk=twice.pk))
        benefit = factories.benefit(programme=project.programme, owner=twice)
        paper = factories.paper(programme=project.programme, signatory=twice, contact=twice)
        before = RecordedChange.objects.count()
        assert merged(twice, ada) == 4
        assert Appointment.objects.get(pk=lead.pk).person == ada
        assert StatusReport.objects.get(pk=report.pk).submitted_by == ada
        assert Benefit.objects.get(pk=benefit.pk).owner == ada
        paper = Paper.objects.get(pk=paper.pk)
        assert (paper.signatory, paper.contact) == (ada, ada)
        gone = Person.objects.get(pk=twice.pk)
        assert (gone.is_archived, gone.merged_into) == (True, ada)
        assert records_naming(twice) == []
        changes = list(RecordedChange.objects.order_by("id"))[before:]
        assert len(changes) == 5
        assert len({change.change_set for change in changes}) == 1
        assert gone.history.first().history_change_reason == "Entered twice"

    def test_leaves_who_published_as_it_was(
        self, officer: Person, ada: Person, twice: Person, project: Project
    ) -> None:
        paper = factories.paper(programme=project.programme)
        made = factories.publication(paper=paper, by=officer, published_by=twice)
        assert records_naming(twice) == []
        assert merged(twice, ada) == 0
        assert Publication.objects.get(pk=made.pk).published_by == twice

    def test_follows_what_was_merged_before(
        self, officer: Person, ada: Person, twice: Person
    ) -> None:
        third = factories.person("Ada Fenwyck")
        merged(third, twice)
        assert merged(twice, ada) == 1
        assert Person.objects.get(pk=third.pk).merged_into == ada

    def test_gives_the_account_to_who_has_none(
        self, officer: Person, ada: Person, twice: Person
    ) -> None:
        account = factories.account(twice, "ada")
        merged(twice, ada)
        account.refresh_from_db()
        assert (account.person, account.is_active) == (ada, True)

    def test_stops_the_account_when_the_other_has_one(
        self, officer: Person, ada: Person, twice: Person
    ) -> None:
        accounts = [factories.account(ada, "ada"), factories.account(twice, "ada2")]
        merged(twice, ada)
        found = [Account.objects.get(pk=account.pk) for account in accounts]
        assert [(a.person, a.is_active) for a in found] == [(ada, True), (twice, False)]

    def test_is_not_taken_back_by_bringing_the_duplicate_back(
        self, officer: Person, ada: Person, twice: Person
    ) -> None:
        merged(twice, ada)
        gone = Person.objects.get(pk=twice.pk)
        with pytest.raises(Refused, match="They have been merged into another record"):
            unarchive_record(gone, by=officer)

    def test_of_somebody_into_themselves_is_refused_by_the_door_of_writes_too(
        self, officer: Person, ada: Person
    ) -> None:
        with (
            audited(by=officer, reason="Merged"),
            pytest.raises(Refused, match="leads back to Ada Fenwick itself"),
        ):
            writing.change(ada, is_archived=True, merged_into=ada)


class TestRefusing:
    def refused(self, duplicate: Person, kept: Person, by: Person | None = None) -> str:
        """What was refused; and nothing was written."""
        before = RecordedChange.objects.count()
        with pytest.raises(Refused) as refused:
            merged(duplicate, kept, by)
        assert RecordedChange.objects.count() == before
        return str(refused.value)

    def test_whom(self, officer: Person, ada: Person, twice: Person) -> None:
        mandate = Person.objects.get(pk=SYSTEM_ID)
        own = "Nobody may merge their own record: ask somebody else in the programme office."
        system = "Mandate itself is nobody’s duplicate."
        assert self.refused(ada, ada) == "Choose somebody else: this is the same record."
        assert self.refused(ada, officer) == self.refused(officer, ada) == own
        assert self.refused(ada, mandate) == self.refused(mandate, ada) == system

    def test_who_has_been_merged_already(self, officer: Person, ada: Person, twice: Person) -> None:
        bertha = factories.person("Bertha Crowe")
        merged(twice, ada)
        sentence = f"A. Fenwick ({twice.reference}) has already been merged."
        assert self.refused(twice, bertha) == self.refused(bertha, twice) == sentence

    def test_into_somebody_deactivated(self, officer: Person, ada: Person, twice: Person) -> None:
        with audited(by=officer, reason="Left"):
            writing.archive(ada)
        assert self.refused(twice, ada) == "Ada Fenwick is deactivated: bring them back first."

    def test_two_seats_the_same(
        self, officer: Person, ada: Person, twice: Person, project: Project
    ) -> None:
        for person, days in (
            (ada, {"starts_on": date(2011, 1, 1), "ends_on": date(2011, 12, 31)}),
            (twice, {"starts_on": date(2011, 12, 31)}),
        ):
            appoint(scope=project.scope, role=Role.SPONSOR, person=person, by=officer, **days)
        assert self.refused(twice, ada) == (
            "Both hold Sponsor, Libraries that lend tools: end or archive one of the two first."
        )

    def test_but_not_two_seats_one_after_the_other(
        self, officer: Person, ada: Person, twice: Person, project: Project
    ) -> None:
        for person, days in (
            (ada, {"starts_on": date(2011, 1, 1), "ends_on": date(2011, 12, 31)}),
            (twice, {"starts_on": date(2012, 1, 1)}),
        ):
            appoint(scope=project.scope, role=Role.SPONSOR, person=person, by=officer, **days)
        assert merged(twice, ada) == 1

    def test_a_role_that_two_people_give(self, officer: Person, ada: Person) -> None:
        rosa = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")
        assert self.refused(rosa, ada) == (
            "Two people give Programme office, Programme office: end it, merge, and appoint again."
        )

    def test_a_role_that_one_may_not_give(
        self, officer: Person, ada: Person, twice: Person, project: Project
    ) -> None:
        appoint(scope=project.scope, role=Role.SPONSOR, person=twice, by=officer)
        outsider = factories.person("Otto Vane")
        sentence = "You may not give Sponsor, Libraries that lend tools."
        assert self.refused(twice, ada, outsider) == sentence

    def test_a_role_that_would_have_been_proposed_by_its_holder(
        self, officer: Person, ada: Person
    ) -> None:
        rosa = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")
        appoint(scope=office(), role=Role.SYSTEM_ADMINISTRATOR, person=ada, by=rosa)
        assert self.refused(ada, rosa) == (
            "System administrator, Programme office was proposed by the same person: "
            "archive it first."
        )


class TestThePages:
    @pytest.fixture
    def keeper(self, client: Client, officer: Person) -> Account:
        account = factories.account(officer)
        client.force_login(account)
        return account

    def text(self, client: Client, url: str) -> str:
        (main,) = read(client.get(url).content.decode()).all("main")
        return main.text

    def test_merge_and_lead_from_each_record_to_the_other(
        self, client: Client, keeper: Account, ada: Person, twice: Person
    ) -> None:
        factories.benefit(owner=twice)
        form = Typist(client, f"/people/{twice.reference}/merge/", keeper)
        assert "Benefit: owner (1)" in self.text(client, f"/people/{twice.reference}/merge/")
        response = form.send(kept=ada.name, reason="Entered twice")
        assert (response.status_code, response["Location"]) == (302, f"/people/{ada.reference}/")
        there = f"This is the same person as Ada Fenwick ({ada.reference})."
        back = f"Includes the earlier record A. Fenwick ({twice.reference})."
        for page in ("", "history/"):
            assert there in self.text(client, f"/people/{twice.reference}/{page}")
            assert back in self.text(client, f"/people/{ada.reference}/{page}")

    def test_say_what_is_missing_and_what_is_refused(
        self, client: Client, keeper: Account, ada: Person, twice: Person
    ) -> None:
        rosa = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")
        form = Typist(client, f"/people/{rosa.reference}/merge/", keeper)
        said = read(form.send().content.decode()).text
        assert "Enter the name of the record that is kept." in said
        assert "Say how you know that they are the same person." in said
        said = read(form.send(kept=ada.name, reason="Twice").content.decode()).text
        assert "Two people give Programme office, Programme office" in said

    def test_show_what_the_duplicate_did_as_their_own(
        self, client: Client, keeper: Account, ada: Person, twice: Person, project: Project
    ) -> None:
        appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=twice, by=keeper.person)
        factories.report(project=project, by=twice)
        url = f"/people/{ada.reference}/activity/"
        assert "Shelves are up." not in self.text(client, url)
        merged(twice, ada)
        assert "Shelves are up." in self.text(client, url)
        assert "Shelves are up." in self.text(client, "/activity/?by=Ada")
