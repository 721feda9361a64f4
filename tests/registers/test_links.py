"""Links between two records: shown on both pages, to those who see both records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import archive_record
from audit.errors import Refused
from people.choices import Role
from people.models import Account
from projects.models import Milestone, Project
from registers.actions.links import link
from registers.choices import Relation
from registers.models import Action, Link, Review
from registers.queries.ends import LinkRow, find_record, links_of
from reports.models import Paper
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Linked:
    """An action of one project that comes from a review of another programme, whose lead sees only
    the project."""

    keeper: Account
    lead: Account
    project: Project
    milestone: Milestone
    action: Action
    review: Review
    lease: Paper


@pytest.fixture(scope="module")
def linked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Linked]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        project = factories.project()
        action = factories.entry(Action, "Order the vans", scope=project.scope)
        review = factories.entry(
            Review, "Inspection of the north", scope=factories.programme("Warm Homes").scope
        )
        by = factories.officer()
        link(action, review, relation=Relation.COMES_FROM, by=by)
        lead = factories.holder(Role.PROJECT_LEAD, project.scope, "Lena Marsh")
        lease = factories.paper("The lease", programme=project.programme)
        yield Linked(
            keeper=factories.account(), lead=factories.account(lead), project=project,
            milestone=factories.milestone("Doors open", project=project), action=action,
            review=review, lease=lease,
        )  # fmt: skip


def said(rows: list[LinkRow]) -> list[tuple[str, str]]:
    return [(row.relation, row.other.said) for row in rows]


def test_both_records_show_it_each_from_its_side(linked: Linked) -> None:
    keeper = linked.keeper.person
    assert said(links_of(linked.action, keeper, None)) == [
        ("Comes from", f"{linked.review.reference}: Inspection of the north")
    ]
    assert said(links_of(linked.review, keeper, None)) == [
        ("Led to", f"{linked.action.reference}: Order the vans")
    ]


def test_it_is_shown_only_to_those_who_see_both_records(linked: Linked) -> None:
    lead = linked.lead.person
    assert links_of(linked.action, lead, None) == []
    assert list(Link.objects.visible_to(lead)) == []
    assert list(Link.objects.versions().visible_to(lead)) == []
    browser = browser_of(linked.lead)
    for page in (f"/actions/{linked.action.reference}/", f"/projects/{linked.project.reference}/"):
        assert "Inspection of the north" not in browser.get(page).content.decode()
    assert browser.get(f"/linked/registers.review/{linked.review.pk}/").status_code == 404
    (made,) = Link.objects.all()
    assert browser.get(f"/links/{made.pk}/archive/").status_code == 404


def test_the_restricted_end_hides_it_from_everybody_but_its_readers(linked: Linked) -> None:
    by, other = (
        factories.officer(),
        factories.holder(Role.PROGRAMME_DIRECTOR, linked.project.programme.scope, "Dora Lane"),
    )
    link(linked.action, linked.lease, relation=Relation.CONCERNS, by=by)
    assert ("Concerns", f"{linked.lease.reference}: The lease") in said(
        links_of(linked.action, other, None)
    )
    factories.restriction(record=linked.lease)
    assert links_of(linked.action, other, None) == []
    assert list(Link.objects.visible_to(other)) == []


def test_it_is_shown_as_at_any_day(linked: Linked) -> None:
    keeper = linked.keeper.person
    with clock.stopped_at(MOMENT + timedelta(days=2)):
        archive_record(Link.objects.get(), by=keeper)
    assert links_of(linked.action, keeper, None) == []
    assert said(links_of(linked.action, keeper, MOMENT + timedelta(days=1))) == [
        ("Comes from", f"{linked.review.reference}: Inspection of the north")
    ]


def test_it_is_added_on_a_page_and_removed_on_another(linked: Linked) -> None:
    keeper = browser_of(linked.keeper)
    page = f"/linked/registers.action/{linked.action.pk}/links/add/"
    suggested = keeper.get(page).content.decode()
    assert f"{linked.project.reference}: Libraries that lend tools" in suggested
    wrong = press(keeper, page, {"relation": "-mitigates", "other": "PRJ-9999"})
    assert "Nothing that you may see has the reference PRJ-9999." in wrong.content.decode()
    typed = f"{linked.project.reference}: Doors open"
    answer = press(keeper, page, {"relation": "-mitigates", "other": typed})
    assert (answer.status_code, answer["Location"]) == (302, f"/actions/{linked.action.reference}/")
    made = Link.objects.get(relation="mitigates")
    assert (made.from_kind, made.from_id) == ("projects.milestone", linked.milestone.pk)
    assert (made.to_kind, made.to_id) == ("registers.action", linked.action.pk)
    shown = read(keeper.get(f"/actions/{linked.action.reference}/").content.decode()).text
    assert "Mitigated by milestone Doors open" in shown
    assert press(keeper, f"/links/{made.pk}/archive/", {"reason": ""}).status_code == 302
    made.refresh_from_db()
    assert made.is_archived


def test_a_link_that_makes_no_sense_is_refused(linked: Linked) -> None:
    by = linked.keeper.person
    with pytest.raises(Refused, match="already linked in this way"):
        link(linked.action, linked.review, relation=Relation.COMES_FROM, by=by)
    with pytest.raises(Refused, match="cannot be linked to itself"):
        link(linked.action, linked.action, relation=Relation.CONCERNS, by=by)
    with pytest.raises(Refused, match="Records of this kind cannot be linked"):
        link(linked.action, by, relation=Relation.CONCERNS, by=by)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("the vans", "Type a reference, such as ACT-0012"),
        ("ACT-9999: Order the vans", "Nothing that you may see has the reference ACT-9999"),
    ],
)
def test_a_record_that_is_not_found_is_said_so(linked: Linked, typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        find_record(linked.keeper.person, typed)


def test_a_record_is_found_by_its_reference_whatever_follows(linked: Linked) -> None:
    keeper, reference = linked.keeper.person, linked.action.reference
    assert find_record(keeper, reference.lower()) == linked.action
    assert find_record(keeper, f"{reference}: another title") == linked.action
