"""Reviews: judgements on a scale that is data, recommendations that become actions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from pytest_django import DjangoDbBlocker

from audit.actions import edit_record
from people.models import Account
from projects.models import Project
from registers.actions.reviews import add_scale
from registers.models import Action, Judgement, JudgementScale, Link, Review
from tests import factories
from tests.sending import press
from tests.sweeps.pages import read
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT, kept
from values import clock
from values.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
GRADES = "Outstanding\nGood\nRequires improvement\nInadequate"


@dataclass(frozen=True)
class Inspected:
    keeper: Account
    project: Project
    scale: JudgementScale
    review: Review


@pytest.fixture(scope="module")
def inspected(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Inspected]:
    with kept(django_db_blocker), clock.stopped_at(MOMENT):
        project = factories.project()
        scale = add_scale(
            by=factories.officer(), title="Four grades", grades=GRADES, valid_from=date(2009, 9, 1)
        )
        review = factories.entry(
            Review, "Inspection of the libraries", scope=project.scope, reviewer="Libraries Watch",
            scale=scale, overall="Good", published_on=PartialDate.day(date(2012, 2, 1)),
        )  # fmt: skip
        yield Inspected(factories.account(), project, scale, review)


def test_a_judgement_is_in_the_words_of_the_scale(inspected: Inspected) -> None:
    keeper = browser_of(inspected.keeper)
    page = f"/reviews/{inspected.review.reference}/judgements/add/"
    wrong = press(keeper, page, {"area": "Leadership", "grade": "Splendid"}).content.decode()
    assert (
        "“Splendid” is not on Four grades: Outstanding, Good, Requires improvement, Inadequate."
        in wrong
    )
    right = press(keeper, page, {"area": "Leadership", "grade": "requires  improvement"})
    assert right.status_code == 302
    assert Judgement.objects.get().grade == "Requires improvement"
    shown = read(keeper.get(f"/reviews/{inspected.review.reference}/").content.decode())
    (row,) = (row for body in shown.all("tbody") for row in body.all("tr"))
    assert row.text == "Leadership Requires improvement"


def test_a_label_is_kept_when_its_scale_changes(inspected: Inspected) -> None:
    by = inspected.keeper.person
    edit_record(inspected.scale, by=by, grades="Good\nWeak")
    inspected.review.refresh_from_db()
    assert inspected.review.overall == "Good"
    keeper, page = browser_of(inspected.keeper), f"/reviews/{inspected.review.reference}/edit/"
    assert (
        "is not on Four grades" in press(keeper, page, {"overall": "Inadequate"}).content.decode()
    )


def test_a_scale_must_have_been_in_use_when_the_review_was_published(inspected: Inspected) -> None:
    keeper, page = browser_of(inspected.keeper), f"/reviews/{inspected.review.reference}/edit/"
    answer = press(keeper, page, {"published_on": "May 2008"})
    assert "Four grades was not in use when this was published." in answer.content.decode()


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("grades", "sentence"),
    [
        ("Good", "A scale has from 2 to 12 grades."),
        ("Good\ngood", "Each grade stands once on a scale."),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(
    inspected: Inspected, grades: str, sentence: str
) -> None:
    keeper = browser_of(inspected.keeper)
    answer = press(keeper, "/judgement-scales/add/", {"title": "New", "grades": grades})
    assert sentence in answer.content.decode()


def test_recommendations_become_actions_that_come_from_the_review(inspected: Inspected) -> None:
    keeper, review = browser_of(inspected.keeper), inspected.review
    page = f"/reviews/{review.reference}/actions/add/"
    typed = "Open on Sundays; Olive Tarrant; 3 Sept 2012\nCount the readers"
    assert press(keeper, page, {"lines": typed}).status_code == 302
    made = list(Action.objects.order_by("id"))
    assert [(a.title, a.scope) for a in made] == [
        ("Open on Sundays", review.scope), ("Count the readers", review.scope),
    ]  # fmt: skip
    assert [(k.from_id, k.to_id, k.relation) for k in Link.objects.order_by("id")] == [
        (a.pk, review.pk, "comes_from") for a in made
    ]
    assert "Led to" in read(keeper.get(f"/reviews/{review.reference}/").content.decode()).text
