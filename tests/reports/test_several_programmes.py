"""A paper may serve several programmes, one or none: who sees it, who writes it, and what it draws
from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from audit.models import RecordedChange
from audit.queries.first_changes import NEWEST_FIRST, first_told
from governance.choices import BoardKind
from governance.models import Board
from people import policy
from people.actions import appoint
from people.choices import Act, Role
from people.models import Account, Appointment, Person
from people.queries import office
from people.restricting import name_reader
from programmes.models import Programme
from records.views.activity import seen_by
from reports.actions import edit_paper
from reports.choices import PaperState
from reports.models import Paper, PaperProgramme, PaperSection
from reports.queries.clearances import clearing_officers
from reports.queries.digests import digest_of
from reports.queries.papers import Reading
from reports.queries.tasks import papers_to_write
from tests import factories
from values import clock

pytestmark = pytest.mark.usefixtures("july_2012")


@dataclass
class Told:
    """Two programmes, a committee, and a paper of both, of one and of none."""

    one: Programme
    two: Programme
    committee: Board
    both: Paper
    first: Paper
    none: Paper
    people: dict[str, Account]

    def person(self, name: str) -> Person:
        """Fresh, since a person remembers what they may see."""
        return Person.objects.get(pk=self.people[name].person_id)

    def sees(self, name: str) -> list[str]:
        """The titles of the papers that somebody sees, and of those they may read as written."""
        papers = Paper.objects.visible_to(self.person(name)).order_by("id")
        return [paper.title for paper in papers]

    def reads_drafts(self, name: str) -> list[str]:
        papers = Paper.objects.drafts_for(self.person(name)).order_by("id")
        return [paper.title for paper in papers]


ROLES = {
    "reader of one": [("one", Role.CRITICAL_FRIEND)],
    "reader of both": [("one", Role.CRITICAL_FRIEND), ("two", Role.CRITICAL_FRIEND)],
    "manager of one": [("one", Role.PROGRAMME_MANAGER)],
    "manager of both": [("one", Role.PROGRAMME_MANAGER), ("two", Role.PROGRAMME_MANAGER)],
    "manager and reader": [("one", Role.PROGRAMME_MANAGER), ("two", Role.CRITICAL_FRIEND)],
    "member": [("committee", Role.MEMBER)],
    "office reader": [("office", Role.READER)],
    "committee officer": [("office", Role.COMMITTEE_OFFICER)],
    "outsider": [],
}


@pytest.fixture
def told(db: Any, july_2012: Any) -> Told:
    one, two = factories.programme("Open Doors"), factories.programme("Warm Homes")
    committee = factories.board("Cabinet Committee", kind=BoardKind.COMMITTEE)
    places = {"one": one.scope, "two": two.scope, "committee": committee.scope, "office": office()}
    people = {}
    for name, held in ROLES.items():
        person = factories.person(name.title())
        for place, role in held:
            appoint(scope=places[place], role=role, person=person, by=factories.officer())
        people[name] = factories.account(person)
    said = {"board": committee, "meeting_on": date(2012, 7, 16)}
    return Told(
        one=one,
        two=two,
        committee=committee,
        both=factories.paper("Both", programmes=[one, two], **said),
        first=factories.paper("First", programmes=[one], **said),
        none=factories.paper("None", programmes=[], **said),
        people=people,
    )


SEEN = {
    "reader of one": ["First"],
    "reader of both": ["Both", "First"],
    "manager of one": ["First"],
    "manager of both": ["Both", "First"],
    "manager and reader": ["Both", "First"],
    "member": [],
    "office reader": ["Both", "First", "None"],
    "committee officer": ["Both", "First", "None"],
    "outsider": [],
}
WRITES = {
    "manager of one": ["First"],
    "manager of both": ["Both", "First"],
    "manager and reader": ["First"],
    "committee officer": ["Both", "First", "None"],
}


def test_a_draft_is_seen_by_whoever_may_see_every_programme_that_it_serves(told: Told) -> None:
    assert {name: told.sees(name) for name in ROLES} == SEEN
    assert {name: told.reads_drafts(name) for name in ROLES} == SEEN
    for name, titles in SEEN.items():
        sections = PaperSection.objects.visible_to(told.person(name))
        whole = set(sections.values_list("paper__title", flat=True))
        assert whole == set(titles), name


def test_it_is_written_by_whoever_may_write_the_papers_of_each(told: Told) -> None:
    papers = (told.both, told.first, told.none)
    for name in ROLES:
        person, titles = told.person(name), WRITES.get(name, [])
        may = [paper.title for paper in papers if policy.can(person, Act.EDIT_PAPERS, paper)]
        assert may == titles, name
        assert sorted(paper.title for paper in papers_to_write(person)) == titles, name


def test_no_activity_tells_of_what_one_may_not_see(told: Told) -> None:
    """The changes of a paper of two programmes lie in the first: its readers are not told them."""
    edit_record(told.both, by=factories.officer(), agenda_item="7")
    changes = RecordedChange.objects.filter(kind="reports.paper")
    for name, titles in SEEN.items():
        person = told.person(name)
        seen = first_told(seen_by(person, changes), person, (), NEWEST_FIRST, most=50)
        ids = {change.record_id for change in seen}
        papers = {told.both.pk: "Both", told.first.pk: "First", told.none.pk: "None"}
        assert sorted(papers[pk] for pk in ids) == titles, name


def test_the_seats_of_its_board_read_it_once_published(told: Told, client: Client) -> None:
    published = factories.publication(paper=told.both)
    edit_record(told.both, by=factories.officer(), state=PaperState.PUBLISHED)
    assert told.sees("member") == ["Both"]
    assert told.reads_drafts("member") == []
    client.force_login(told.people["member"])
    address = f"/papers/{told.both.reference}/"
    answer = client.get(address)
    assert answer.url == f"{address}publications/{published.number}/"
    assert client.get(answer.url).status_code == 200
    assert client.get(f"{answer.url}pdf/").status_code == 200
    for page in ("preview/", "pdf/", "edit/", "history/"):
        assert client.get(address + page).status_code == 404, page
    client.force_login(told.people["reader of one"])
    assert client.get(address).status_code == 404
    assert client.get(answer.url).status_code == 404


def test_a_programme_added_later_closes_the_draft_to_readers_of_the_first(told: Told) -> None:
    manager = told.person("manager of both")
    edit_paper(told.first, by=manager, programmes=[told.one, told.two])
    assert told.sees("manager of one") == []
    edited = edit_paper(told.first, by=manager, programmes=[told.two])
    assert (edited.programme, edited.scope) == (told.two, told.two.scope)
    assert told.sees("manager of one") == []
    edit_paper(told.first, by=manager, programmes=[told.one])
    assert told.sees("manager of one") == ["First"]
    links = PaperProgramme.objects.filter(paper=told.first)
    assert [(link.programme, link.is_archived) for link in links] == [(told.two, True)]


def test_what_it_served_on_a_past_day_is_read_as_it_was(told: Told) -> None:
    before = clock.now()
    with clock.stopped_at(before.replace(hour=before.hour + 1)):
        edit_paper(told.both, by=told.person("manager of both"), programmes=[told.two])
        now, then = Reading(told.both), Reading(told.both, before)
        assert [one.title for one in now.about.programmes] == ["Warm Homes"]
        assert [one.title for one in then.about.programmes] == ["Open Doors", "Warm Homes"]
        found = Paper.objects.at(before).serving(told.one.pk).order_by("id")
        assert [paper.title for paper in found] == ["Both", "First"]
        found = Paper.objects.serving(told.one.pk).order_by("id")
        assert [paper.title for paper in found] == ["First"]


def test_another_programme_is_an_edit_which_voids_a_clearance(told: Told) -> None:
    before, version = digest_of(told.first.pk), told.first.version
    edited = edit_paper(told.first, by=factories.officer(), programmes=[told.one, told.two])
    assert digest_of(told.first.pk) != before
    assert edited.version == version + 1
    with pytest.raises(Refused, match="changed this since"):
        edit_paper(
            told.first, by=factories.officer(), programmes=[told.one], expected_version=version
        )


def test_only_whoever_may_clear_in_each_programme_is_asked(told: Told) -> None:
    owner = factories.holder(Role.SENIOR_RESPONSIBLE_OWNER, told.one.scope, "Owen Reeve")
    finance = factories.holder(Role.FINANCE_OFFICER, office(), "Nora Finch")
    assert owner.pk not in clearing_officers(told.both)
    for paper in (told.both, told.none):
        assert finance.pk in clearing_officers(paper)


@pytest.mark.parametrize(
    ("name", "programmes", "sentence"),
    [
        ("manager of one", ["two"], "Choose the programmes that it serves from the list"),
        ("manager of one", [], "Choose a programme, or a board for which you may write."),
    ],
)
def test_the_form_refuses_a_programme_whose_papers_one_may_not_write(
    told: Told, client: Client, name: str, programmes: list[str], sentence: str
) -> None:
    client.force_login(told.people[name])
    address = f"/papers/{told.first.reference}/edit/"
    sent = {
        "title": "First",
        "board": told.committee.pk,
        "version": told.first.version,
        "format": told.first.format_id,
        "programmes": [getattr(told, key).pk for key in programmes],
    }
    answer = client.post(address, sent)
    assert answer.context["form"].errors == {"programmes": [sentence]}
    assert Paper.objects.get(pk=told.first.pk).serves == (told.one,)


def test_a_paper_is_started_on_a_boards_page_and_takes_programmes_on_its_front(
    told: Told, client: Client
) -> None:
    client.force_login(told.people["committee officer"])
    board = f"/boards/{told.committee.reference}/papers/"
    assert f"{board}add/" in client.get(board).content.decode()
    sent = {"title": "Ways of working", "board": told.committee.pk, "format": told.none.format_id}
    client.post(f"{board}add/", sent)
    paper = Paper.objects.get(title="Ways of working")
    assert (paper.serves, paper.scope) == ((), told.committee.scope)
    sent |= {"version": paper.version, "programmes": [told.one.pk, told.two.pk]}
    client.post(f"/papers/{paper.reference}/edit/", sent)
    assert Paper.objects.get(pk=paper.pk).serves == (told.one, told.two)
    for programme in (told.one, told.two):
        page = client.get(f"/programmes/{programme.reference}/papers/").content.decode()
        assert "Ways of working" in page
    page = client.get("/papers/", {"programme": told.two.pk}).content.decode()
    assert ("and Warm Homes" in page, "First" in page) == (True, False)


def test_a_block_in_a_paper_without_a_programme_says_so(told: Told) -> None:
    section = PaperSection.objects.filter(paper=told.none).first()
    edit_record(section, by=factories.officer(), body="[milestones]\n\nFor {board}.")
    sentences = [problem.sentence for problem in Reading(told.none).document.problems]
    assert any("[milestones]: this paper serves no programme." in one for one in sentences)


def test_a_restricted_paper_keeps_its_programmes(told: Told) -> None:
    factories.restriction(record=told.both, by=factories.officer())
    with pytest.raises(Refused, match="Release the paper"):
        edit_paper(told.both, by=factories.officer(), programmes=[told.one])
    assert Paper.objects.get(pk=told.both.pk).serves == (told.one, told.two)


def test_the_last_reader_of_a_restricted_paper_must_see_each_of_its_programmes(told: Told) -> None:
    manager = told.person("manager of both")
    by = factories.officer()
    restriction = factories.restriction(record=told.both, by=manager)
    seats = Appointment.objects.filter(person=manager)
    for programme in (told.one, told.two):
        with pytest.raises(Refused, match=r"^Somebody whose role lets them see it must still"):
            archive_record(seats.get(scope=programme.scope), by=by)
    name_reader(restriction, by=by, person=told.person("committee officer"), why="Sends it")
    archive_record(seats.get(scope=told.two.scope), by=by)


def test_a_figure_and_a_block_may_be_of_one_of_its_programmes(told: Told) -> None:
    factories.project("Ramps", programme=told.one)
    factories.project("Boilers", programme=told.two)
    one, two = told.one.reference, told.two.reference
    reading = Reading(told.both)
    figures, blocks = reading.content.facts, reading.content.live
    assert figures[f"programme: of={two}"] == "Warm Homes"
    assert figures[f"programme: of={one.lower()}"] == "Open Doors"
    assert figures["projects count"] == "two"
    assert figures[f"projects count: of={two}"] == "one"
    printed = blocks[f"projects: of={one}"]
    assert [item.title for item in printed.items] == ["Ramps"]
    assert str(figures["programme"].sentence) == (
        f"{{programme}}: this paper serves several programmes: say which, such as of={one}."
    )
    assert str(figures["programme: of=PRG-9999"].sentence) == (
        f"{{programme: of=PRG-9999}}: of cannot be “PRG-9999”. The paper serves: {one}, {two}."
    )


def test_the_form_of_a_block_and_of_a_figure_offers_the_programmes_that_a_paper_serves(
    told: Told, client: Client
) -> None:
    ramp = factories.milestone("Fixed", project=factories.project("Ramps", programme=told.one))
    factories.milestone("Lit", project=factories.project("Boilers", programme=told.two))
    one, two = told.one.reference, told.two.reference
    client.force_login(told.people["manager of both"])
    url = f"/papers/{told.both.reference}/insert/"

    def asked(**sent: Any) -> tuple[list[str], str | None, dict[str, Any]]:
        """The programmes that the form offers, the text to insert, and what is wrong."""
        context = client.get(url, sent).context
        form = context["form"]
        offered = (
            [value for value, _label in form.fields["of"].choices] if "of" in form.fields else []
        )
        return offered, context.get("call"), form.errors

    assert asked(block="vision") == (["", one, two], None, {})
    assert asked(block="vision", of="") == (["", one, two], "[vision]", {})
    assert asked(block="vision", of=two) == (["", one, two], f"[vision: of={two}]", {})
    late = asked(block="milestones", of=one, which="late")
    assert late == (["", one, two], f"[milestones: of={one}, which=late]", {})
    assert asked(figure="start", of=one) == (["", one, two], f"{{start: of={one}}}", {})
    assert asked(figure="start", of="")[1:] == (None, {"of": ["Choose one of them."]})
    forecast = asked(figure="forecast", of=one, milestone=str(ramp.pk))
    assert forecast[1:] == (f"{{forecast: of={one}, milestone={ramp.pk}}}", {})
    assert set(asked(figure="forecast", of=two, milestone=str(ramp.pk))[2]) == {"milestone"}
    assert set(asked(block="vision", of="PRG-9999")[2]) == {"of"}
    assert asked(figure="meeting") == ([], "{meeting}", {})

    url = f"/papers/{told.first.reference}/insert/"
    assert asked(block="vision") == ([], "[vision]", {})
