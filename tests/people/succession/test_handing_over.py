"""Everything that a leaver holds passes on in one step, or nothing does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from audit.bulk import create_many
from audit.errors import Refused
from audit.models import RecordedChange
from audit.writing import audited
from benefits.models import Benefit
from people import policy
from people.actions import appoint
from people.choices import Act, Role
from people.models import Account, Appointment, Person
from people.queries import office
from people.succession.handing_over import HandedOver, Passing, hand_over
from people.succession.named import DUTIES, FACTS, fields_that_name_people, responsibilities
from projects.models import Project
from reports.models import Paper
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

TODAY, TOMORROW = date(2012, 7, 4), date(2012, 7, 5)
Counts = Callable[[int], object]


@pytest.fixture
def officer() -> Person:
    return factories.officer()


@pytest.fixture
def ada(officer: Person) -> Person:
    return factories.person("Ada Fenwick")


@pytest.fixture
def bertha(officer: Person) -> Person:
    return factories.person("Bertha Crowe")


@pytest.fixture
def project(officer: Person) -> Project:
    return factories.project()


def lines_of(person: Person, to: Person | None) -> list[Passing]:
    found = responsibilities(person, factories.officer(), TODAY)
    return [Passing(named, to) for named in found]


def passed(person: Person, to: Person | None, **options: object) -> HandedOver:
    given = {"last_day": TODAY, "first_day": TOMORROW, "by": factories.officer()} | options
    return hand_over(person=person, passings=lines_of(person, to), **given)  # type: ignore[arg-type]


def seats_of(person: Person) -> list[tuple[str, date | None, date | None]]:
    rows = Appointment.objects.live().filter(person=person).order_by("id")
    return [(row.role, row.starts_on, row.ends_on) for row in rows]


PASS_ON = [
    "benefits.Benefit.owner", "benefits.Indicator.analyst", "benefits.SavingsLine.owner",
    "governance.Decision.owner",
    "meetings.AgendaItem.presenter", "meetings.ForwardPlanItem.owner", "meetings.Meeting.contact",
    "money.BudgetLine.owner", "people.Appointment.person", "people.Restriction.proper_officer",
    "programmes.ClosingReport.left_to", "programmes.ClosingReport.owner",
    "programmes.Document.owner", "programmes.Lesson.owner", "programmes.Stakeholder.told_by",
    "projects.Milestone.owner", "projects.Resource.person",
    "registers.Action.owner", "registers.Action.verify_by", "registers.Assumption.owner",
    "registers.ChangeRequest.owner", "registers.Comment.to", "registers.Dependency.owner",
    "registers.Issue.owner", "registers.Review.owner", "registers.Risk.owner",
    "reports.Clearance.officer", "reports.Paper.contact", "reports.Paper.signatory",
]  # fmt: skip
"""What somebody answers for. Any other field that names people says who did something."""


def test_what_somebody_answers_for_is_known_and_what_somebody_did_passes_to_nobody() -> None:
    found = {f"{model._meta.label}.{f.name}": f for model, f in fields_that_name_people()}
    passed_on = {
        name for name, field in found.items()
        if field in DUTIES or (field.editable and field not in FACTS)
    }  # fmt: skip
    assert passed_on == set(PASS_ON)
    assert {
        found["governance.Decision.maker"],
        found["meetings.Attendance.person"],
        found["programmes.Stakeholder.person"],
    } == FACTS


class TestWhatSomebodyHolds:
    def test_is_found_in_every_kind_of_record(
        self, officer: Person, ada: Person, project: Project
    ) -> None:
        for role, fields in (
            (Role.PROJECT_LEAD, {"starts_on": date(2012, 1, 2)}),
            (Role.SPONSOR, {"ends_on": date(2012, 7, 3)}),
            (Role.STEERING_GROUP, {"starts_on": date(2012, 9, 1)}),
        ):
            appoint(scope=project.scope, role=role, person=ada, by=officer, **fields)
        factories.benefit(programme=project.programme, owner=ada)
        factories.paper(programme=project.programme, signatory=ada, contact=ada)
        found = [(n.what, n.where, n.kind) for n in responsibilities(ada, officer, TODAY)]
        assert found == [
            ("Project lead", "Libraries that lend tools", ""),
            ("Steering group", "Libraries that lend tools", ""),
            ("Owner", "Fewer unused tools", "Benefit"),
            ("Contact for enquiries", "Progress of Open Doors", "Paper"),
            ("Signatory", "Progress of Open Doors", "Paper"),
        ]

    def test_is_what_its_reader_may_see(self, officer: Person, ada: Person) -> None:
        factories.benefit(owner=ada)
        outsider = factories.person("Otto Vane")
        assert responsibilities(ada, outsider, TODAY) == []
        assert len(responsibilities(ada, officer, TODAY)) == 1

    def test_takes_one_query_for_each_kind(
        self, officer: Person, ada: Person, django_assert_num_queries: Counts
    ) -> None:
        for number in range(3):
            project = factories.project(f"Project {number}")
            appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer)
            factories.benefit(f"Benefit {number}", programme=project.programme, owner=ada)
        policy.holdings(officer)
        with django_assert_num_queries(len(PASS_ON)):  # type: ignore[attr-defined]
            found = [str(named) for named in responsibilities(ada, officer, TODAY)]
        assert len(found) == 6


class TestHandingOver:
    def test_ends_what_one_holds_and_begins_it_for_another_in_one_change_set(
        self, officer: Person, ada: Person, bertha: Person, project: Project
    ) -> None:
        appoint(
            scope=project.scope, role=Role.PROJECT_LEAD, person=ada, by=officer,
            limited_to="Schools", position=3, is_voting=True, starts_on=date(2012, 1, 2),
            ends_on=date(2013, 3, 31),
        )  # fmt: skip
        benefit = factories.benefit(programme=project.programme, owner=ada)
        paper = factories.paper(programme=project.programme, signatory=ada, contact=ada)
        before = RecordedChange.objects.count()
        assert passed(ada, bertha, reason="Retires") == HandedOver(4, 0)
        assert seats_of(ada) == [("project_lead", date(2012, 1, 2), TODAY)]
        assert seats_of(bertha) == [("project_lead", TOMORROW, date(2013, 3, 31))]
        new = Appointment.objects.get(person=bertha)
        assert (new.limited_to, new.position, new.is_voting) == ("Schools", 3, True)
        assert Benefit.objects.get(pk=benefit.pk).owner == bertha
        paper = Paper.objects.get(pk=paper.pk)
        assert (paper.signatory, paper.contact) == (bertha, bertha)
        changes = list(RecordedChange.objects.order_by("id"))[before:]
        assert len(changes) == 4
        assert len({change.change_set for change in changes}) == 1
        assert new.history.get().history_change_reason == "Retires"

    def test_leaves_what_has_not_begun_to_the_successor_alone(
        self, officer: Person, ada: Person, bertha: Person, project: Project
    ) -> None:
        september = date(2012, 9, 1)
        by = officer
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=by, starts_on=september)
        passed(ada, bertha)
        assert seats_of(ada) == []
        assert seats_of(bertha) == [("sponsor", september, None)]

    def test_may_leave_a_seat_empty(self, officer: Person, ada: Person, project: Project) -> None:
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer)
        benefit = factories.benefit(programme=project.programme, owner=ada)
        assert passed(ada, None) == HandedOver(2, 0)
        assert seats_of(ada) == [("sponsor", None, TODAY)]
        assert Benefit.objects.get(pk=benefit.pk).owner is None

    def test_of_what_two_people_give_waits_for_the_second(
        self, officer: Person, bertha: Person
    ) -> None:
        rosa = factories.holder(Role.PROGRAMME_OFFICE, office(), "Rosa Quill")
        assert passed(rosa, bertha) == HandedOver(1, 1)
        waiting = Appointment.objects.get(person=bertha)
        assert (waiting.is_suggested, waiting.proposed_by) == (True, officer)
        assert not policy.can(Person.objects.get(pk=bertha.pk), Act.KEEP_OFFICE)

    def test_deactivates_in_the_same_step(
        self, officer: Person, ada: Person, bertha: Person, project: Project
    ) -> None:
        account = factories.account(ada)
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer)
        passed(ada, bertha, deactivate=True)
        account.refresh_from_db()
        assert (Person.objects.get(pk=ada.pk).is_archived, account.is_active) == (True, False)


class TestNothingIsHandedOver:
    def refused(self, person: Person, to: Person | None, **options: object) -> str:
        """What was refused; and nothing was written."""
        before = RecordedChange.objects.count()
        with pytest.raises(Refused) as refused:
            passed(person, to, **options)
        assert RecordedChange.objects.count() == before
        return str(refused.value)

    def test_when_one_line_cannot_be(
        self, officer: Person, ada: Person, bertha: Person, project: Project
    ) -> None:
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer)
        appoint(scope=project.scope, role=Role.PROJECT_LEAD, person=ada, by=officer, ends_on=TODAY)
        assert self.refused(ada, bertha) == (
            "Project lead, Libraries that lend tools: it already ends on 4 July 2012; untick it."
        )

    def test_to_oneself(self, officer: Person, ada: Person, project: Project) -> None:
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer)
        assert self.refused(ada, officer) == (
            "Sponsor, Libraries that lend tools: Nobody gives themselves a role."
        )

    def test_to_somebody_who_holds_it_already(
        self, officer: Person, ada: Person, bertha: Person, project: Project
    ) -> None:
        for person in (ada, bertha):
            appoint(scope=project.scope, role=Role.SPONSOR, person=person, by=officer)
        assert self.refused(ada, bertha) == (
            "Sponsor, Libraries that lend tools: "
            "Bertha Crowe already holds it; choose that nobody follows."
        )

    def test_that_ends_before_the_successor_begins(
        self, officer: Person, ada: Person, bertha: Person, project: Project
    ) -> None:
        ends = date(2012, 7, 10)
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer, ends_on=ends)
        assert self.refused(ada, bertha, first_day=date(2012, 8, 1)) == (
            "Sponsor, Libraries that lend tools: it ends before the successor’s first day; "
            "choose that nobody follows."
        )

    def test_when_nobody_would_keep_the_office(self, officer: Person, bertha: Person) -> None:
        assert self.refused(officer, bertha) == "Somebody must remain in the programme office."

    def test_when_nothing_is_ticked(self, ada: Person, bertha: Person) -> None:
        assert self.refused(ada, bertha) == "Tick what is to be handed over."

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (
                {"last_day": date(2012, 7, 3)},
                "The last day must be today or later: the past cannot be changed.",
            ),
            ({"first_day": date(2012, 7, 3)}, "The first day must be today or later."),
            (
                {"last_day": TOMORROW, "deactivate": True},
                "They hold their roles until 5 July 2012: deactivate them after that day.",
            ),
        ],
    )
    def test_on_days_that_cannot_be(
        self, ada: Person, bertha: Person, project: Project, options: dict, sentence: str
    ) -> None:
        appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=factories.officer())
        assert self.refused(ada, bertha, **options) == sentence


class TestThePage:
    @pytest.fixture
    def keeper(self, client: Client, officer: Person) -> Account:
        account = factories.account(officer)
        client.force_login(account)
        return account

    @pytest.fixture
    def seat(self, officer: Person, ada: Person, project: Project) -> Appointment:
        return appoint(scope=project.scope, role=Role.SPONSOR, person=ada, by=officer)

    def test_hands_over_once_however_often_it_is_sent(
        self, client: Client, keeper: Account, ada: Person, bertha: Person, seat: Appointment
    ) -> None:
        benefit = factories.benefit(owner=ada)
        form = Typist(client, f"/people/{ada.reference}/hand-over/", keeper)
        typed = {"successor": bertha.name, f"to-benefit-{benefit.pk}-owner": "nobody"}
        for _ in range(2):
            response = form.send(**typed)
            assert (response.status_code, response["Location"]) == (
                302,
                f"/people/{ada.reference}/",
            )
        assert seats_of(ada) == [("sponsor", None, TODAY)]
        assert seats_of(bertha) == [("sponsor", TOMORROW, None)]
        assert Benefit.objects.get(pk=benefit.pk).owner is None
        page = read(client.get(f"/people/{ada.reference}/").content.decode())
        assert "2 lines handed over." in page.text

    def test_asks_for_a_successor_and_says_what_was_refused(
        self, client: Client, keeper: Account, ada: Person, seat: Appointment
    ) -> None:
        form = Typist(client, f"/people/{ada.reference}/hand-over/", keeper)
        assert "Choose who takes over." in read(form.send().content.decode()).text
        said = read(form.send(successor=keeper.person.name).content.decode()).text
        assert "Sponsor, Libraries that lend tools: Nobody gives themselves a role." in said

    @pytest.mark.parametrize("typed", ["bertha  CROWE", "Bertha Crowe, PER-0003", "per-0003"])
    def test_finds_a_person_by_what_tells_them_apart(
        self,
        client: Client,
        keeper: Account,
        ada: Person,
        bertha: Person,
        seat: Appointment,
        typed: str,
    ) -> None:
        assert bertha.reference == "PER-0003"
        form = Typist(client, f"/people/{ada.reference}/hand-over/", keeper)
        assert form.send(successor=typed).status_code == 302
        assert seats_of(bertha) == [("sponsor", TOMORROW, None)]

    def test_says_so_when_a_name_is_nobodys_or_that_of_two(
        self, client: Client, keeper: Account, ada: Person, bertha: Person, seat: Appointment
    ) -> None:
        twin = factories.person("Bertha Crowe")
        form = Typist(client, f"/people/{ada.reference}/hand-over/", keeper)
        box = f"to-appointment-{seat.pk}-person"
        for typed, sentence in (
            (
                "Bertha Crowe",
                "More than one person is called “Bertha Crowe”: choose one from the list.",
            ),
            ("Ada Fenwick", "Nobody here is called “Ada Fenwick”: choose a name from the list."),
        ):
            page = read(form.send(**{box: typed}).content.decode())
            errors = [p.text for p in page.all("p") if "error" in p.attributes.get("class", "")]
            assert errors == [f"Error: {sentence}"]
        assert seats_of(ada) == [("sponsor", None, None)]
        assert form.send(**{box: f"Bertha Crowe, {twin.reference}"}).status_code == 302
        assert seats_of(twin) == [("sponsor", TOMORROW, None)]

    def test_names_everybody_once_for_all_lines(
        self, client: Client, keeper: Account, ada: Person, seat: Appointment
    ) -> None:
        numbers = range(1000, 3000)
        with audited(by=keeper.person, reason="The staff directory"):
            create_many(
                Person, [{"name": f"Officer {n}", "reference": f"PER-{n}"} for n in numbers]
            )
        url, sizes = f"/people/{ada.reference}/hand-over/", []
        for more in (0, 8):
            for n in range(more):
                factories.benefit(f"Benefit {n}", owner=ada)
            page = client.get(url).content.decode()
            assert (page.count("Officer 1234"), page.count('list="people"')) == (1, 2 + more)
            sizes.append(len(page))
        assert sizes[1] - sizes[0] < 8 * 2_000

    def test_leaves_what_is_not_ticked(
        self, client: Client, keeper: Account, ada: Person, bertha: Person, seat: Appointment
    ) -> None:
        benefit = factories.benefit(owner=ada)
        form = Typist(client, f"/people/{ada.reference}/hand-over/", keeper)
        del form.form.sent[f"take-benefit-{benefit.pk}-owner"]
        assert form.send(successor=bertha.name).status_code == 302
        assert Benefit.objects.get(pk=benefit.pk).owner == ada
        assert seats_of(bertha) == [("sponsor", TOMORROW, None)]
