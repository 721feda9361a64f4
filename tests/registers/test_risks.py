"""Risks: rated by the matrix of their day, drawn on a heat map, accepted, mitigated, happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from audit.actions import edit_record
from audit.errors import Refused
from documents.content import FigureContent, TableContent
from meetings.actions.meetings import close_meeting
from programmes.queries import programme_row
from records.blocks import About, Blocks
from registers.actions.escalations import escalate
from registers.actions.matrices import SHIPPED, add_matrix
from registers.actions.risks import (
    accept_risk,
    close_risk,
    edit_risk,
    risk_happened,
)
from registers.models import Action, Issue, Link
from tests import factories
from tests.factories import meetings
from tests.registers.rated import HIGH, Rated, names, page
from tests.sweeps.forms import Typist
from tests.sweeps.walking import browser_of
from tests.sweeps.world import MOMENT
from values import clock

pytestmark = pytest.mark.django_db
THREE_BY_THREE = {
    "title": "Three by three",
    "likelihoods": "Low\nMiddle\nHigh",
    "impacts": "Low\nMiddle\nHigh",
    "bands": "Calm, 1, green\nGrave, 6, red",
    "appetite": 4,
}


# --- ratings ------------------------------------------------------------------------------------
def test_its_page_says_each_rating_in_words(rated: Rated) -> None:
    said = page(rated.keeper, f"/risks/{rated.threat.reference}/").text
    assert "3 Possible × 4 Major = 12 High" in said
    assert "£4,000" in said  # 40 per cent of £10,000
    assert "It is above the appetite, and nobody has accepted it." in said
    other = page(rated.keeper, f"/risks/{rated.unrated.reference}/").text
    assert ("Not rated" in other, "appetite" in other) == (True, False)


@pytest.mark.parametrize("score", [0, 6, 32000])
def test_a_score_outside_the_matrix_is_refused(rated: Rated, score: int) -> None:
    with pytest.raises(Refused, match="On this matrix scores go from 1 to 5"):
        edit_risk(rated.threat, by=rated.keeper.person, **HIGH | {"current_impact": score})
    typist = Typist(
        browser_of(rated.keeper), f"/risks/{rated.threat.reference}/edit/", rated.keeper
    )
    assert typist.send(current_impact=str(score)).status_code == 200
    rated.threat.refresh_from_db()
    assert rated.threat.current_impact == 4


def test_one_score_without_the_other_is_refused(rated: Rated) -> None:
    with pytest.raises(Refused, match="Rate the likelihood and the impact, or neither"):
        edit_risk(rated.threat, by=rated.keeper.person, target_likelihood=2, target_impact=None)


def test_a_response_suits_its_kind(rated: Rated) -> None:
    with pytest.raises(Refused, match="A threat is avoided, reduced, transferred"):
        edit_risk(rated.threat, by=rated.keeper.person, response="exploit")
    assert edit_risk(rated.chance, by=rated.keeper.person, response="exploit").response == "exploit"


def test_an_old_rating_is_explained_by_the_matrix_of_its_day(rated: Rated) -> None:
    by, url = rated.keeper.person, f"/risks/{rated.threat.reference}/"
    add_matrix(by=by, valid_from=date(2012, 7, 1), **THREE_BY_THREE)
    said = page(rated.keeper, url).text
    assert "3 Possible × 4 Major = 12 High" in said
    assert "which is no longer in force: rate it again when you edit it." in said
    assert "Rated 3 Possible × 4 Major = 12 High by “Five by five”: choose again." in (
        page(rated.keeper, f"{url}edit/").text
    )
    moved = edit_risk(rated.threat, by=by, current_likelihood=3, current_impact=2)
    assert moved.matrix.title == "Three by three"
    assert "3 High × 2 Middle = 6 Grave" in page(rated.keeper, url).text
    assert "3 Possible × 4 Major = 12 High" in page(rated.keeper, f"{url}?at=2012-07-03").text


def test_an_edit_of_the_matrix_leaves_the_past_as_it_was(rated: Rated) -> None:
    bands = SHIPPED["bands"].replace("High, 10", "Grave, 10")  # type: ignore[attr-defined]
    edit_record(rated.matrix, by=rated.keeper.person, bands=bands)
    url = f"/risks/{rated.threat.reference}/"
    assert "= 12 Grave" in page(rated.keeper, url).text
    assert "= 12 High" in page(rated.keeper, f"{url}?at=2012-07-03").text


def test_before_there_is_a_matrix_nothing_is_rated(rated: Rated) -> None:
    edit_record(rated.matrix, by=rated.keeper.person, valid_from=date(2012, 8, 1))
    with pytest.raises(Refused, match="No risk matrix is in force"):
        edit_risk(rated.unrated, by=rated.keeper.person, **HIGH)
    assert "No risk matrix is in force" in page(rated.keeper, "/registers/heat-map/").text


# --- lists and the heat map ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("band=High", ["The roof leaks"]),
        ("band=Very+high", []),
        ("band=Very+high&at=2012-05-01", ["The roof leaks"]),
        ("likelihood=2&impact=2", ["The sun shines"]),
        ("likelihood=2&rating=target", []),
        ("kind=opportunity", ["The sun shines"]),
        ("standing=check", ["The roof leaks"]),
        ("sort=-current_score", ["The roof leaks", "The sun shines", "Who knows"]),
    ],
)
def test_the_list_is_narrowed_and_sorted_by_ratings(
    rated: Rated, asked: str, found: list[str]
) -> None:
    assert names(rated.keeper, f"/risks/?{asked}") == found


def test_the_filters_that_people_use_most_stand_first_and_the_rest_are_folded(
    rated: Rated,
) -> None:
    (form,) = (
        form
        for form in page(rated.keeper, "/risks/").all("form")
        if any(button.text == "Apply" for button in form.all("button"))
    )
    (folded,) = form.all("details")
    named = [box.attributes["name"] for kind in ("select", "input") for box in form.all(kind)]
    hidden = [box.attributes["name"] for kind in ("select", "input") for box in folded.all(kind)]
    shown = [name for name in named if name not in hidden]
    assert {"standing", "band", "owner_name", "scope_title"} <= set(shown)
    assert {"likelihood", "impact", "event"} <= set(hidden)


def test_the_heat_map_counts_now_and_a_quarter_ago_and_leads_to_the_list(rated: Rated) -> None:
    for url in ("/registers/heat-map/", f"/scopes/{rated.project.reference}/heat-map/"):
        found = page(rated.keeper, url)
        cells = [cell.text for cell in found.all("td") if "High" in cell.text or "was" in cell.text]
        assert [text for text in cells if "was" in text] == [
            "0 was 1 16 Very high",
            "1 High, 3 Possible was 0 12 High",
        ]
        assert "1 open risk has no place here" in found.text
        (table,) = found.all("table")
        (link,) = (a for a in table.all("a") if a.attributes["href"].endswith("&impact=4"))
        assert names(rated.keeper, link.attributes["href"]) == ["The roof leaks"]
    assert "Compared with" in page(rated.keeper, "/registers/heat-map/?since=2012-07-03").text


def test_the_picture_of_the_heat_map_leads_where_its_table_does_and_says_what_it_finds(
    rated: Rated,
) -> None:
    found = page(rated.keeper, f"/scopes/{rated.project.reference}/heat-map/")
    said = "1 open threat is above the appetite of 9; the number on 4 April 2012 was 1."
    assert said in found.text
    wide, narrow = found.all("svg")
    assert next(wide.all("title")).text == (
        f"{said} 1 open risk lies on the matrix. "
        "1 open risk has no place here: it was not rated by a matrix of this size."
    )
    (cell,) = (a.attributes["href"] for table in found.all("table") for a in table.all("a"))
    assert [a.attributes["href"] for svg in (wide, narrow) for a in svg.all("a")] == [cell, cell]


def test_the_heat_map_compares_with_the_last_meeting_of_the_board_that_directs(
    rated: Rated,
) -> None:
    board = factories.board("Open Doors Board", programme=rated.project.programme)
    below = factories.board("Open Doors Team", programme=rated.project.programme, parent=board)
    for of, days in ((board, 40), (below, 10), (board, -9)):
        moment = MOMENT - timedelta(days=days)
        with clock.stopped_at(min(moment, MOMENT)):
            planned = meetings.meeting(of, held_on=moment.date())
            meetings.item(planned)
            if days > 0:
                close_meeting(meetings.opened(planned), by=rated.keeper.person)
    url = f"/scopes/{rated.project.reference}/heat-map/"
    then = "at the meeting of the Open Doors Board on 25 May 2012"
    assert f"the number {then} was 1." in page(rated.lead, url).text
    cells = [cell.text for cell in page(rated.lead, url).all("td") if "was" in cell.text]
    assert cells == ["0 was 1 16 Very high", "1 High, 3 Possible was 0 12 High"]
    about = About((programme_row(rated.project.programme),))
    heat = Blocks(about)["heat-map"]
    assert isinstance(heat, FigureContent)
    assert heat.figure is not None
    assert heat.figure.table.caption == (
        f"Open risks by likelihood and impact (Now), now and {then}"
    )
    assert "the number on 4 April 2012 was" in page(rated.keeper, "/registers/heat-map/").text


@pytest.mark.parametrize("asked", ["kind=both", "rating=worst", "since=yesteryear"])
def test_a_heat_map_refuses_what_it_does_not_know(rated: Rated, asked: str) -> None:
    assert browser_of(rated.keeper).get(f"/registers/heat-map/?{asked}").status_code == 400


def test_a_paper_prints_the_list_and_the_heat_map(rated: Rated) -> None:
    about = About((programme_row(rated.project.programme),))
    listed, heat = (Blocks(about)[call] for call in ("risks-list: kind=threat", "heat-map"))
    assert isinstance(listed, TableContent)
    assert isinstance(heat, FigureContent)
    assert heat.figure is not None
    now = [row[2] for row in listed.table.rows]
    assert now == ["12 High", ""]
    assert heat.figure.table.rows[1:3] == (
        ("4 Likely", "4 Low", "8 Medium", "12 High", "0 (was 1): 16 Very high", "20 Very high"),
        ("3 Possible", "3 Low", "6 Medium", "9 Medium", "1 (was 0): 12 High", "15 High"),
    )


# --- what is done about it ----------------------------------------------------------------------
def test_an_action_that_mitigates_it_is_added_on_its_page_and_shown_there(rated: Rated) -> None:
    url = f"/risks/{rated.threat.reference}/"
    assert f"{url}actions/add/" in [a.attributes["href"] for a in page(rated.lead, url).all("a")]
    answer = Typist(browser_of(rated.lead), f"{url}actions/add/", rated.lead).send(
        title="Mend the gutter", owner="Olive Roe", due_on="1 July 2012"
    )
    assert answer.headers["Location"] == url
    action, link = Action.objects.get(), Link.objects.get()
    assert (action.scope, action.owner) == (rated.project.scope, rated.owner.person)
    assert (link.from_id, link.to_id, link.relation) == (action.pk, rated.threat.pk, "mitigates")
    (row,) = (row for row in page(rated.lead, url).all("tr") if "Mend the gutter" in row.text)
    assert row.text == "Mend the gutter Olive Roe 1 Jul 2012 Overdue Open"
    assert "Mend the gutter" not in page(rated.lead, f"{url}?at=2012-07-03").text


def test_a_risk_that_has_ended_takes_no_more_actions(rated: Rated) -> None:
    close_risk(rated.threat, by=rated.owner.person, reason="New roof.")
    said = page(rated.lead, f"/risks/{rated.threat.reference}/").text
    assert "Add a mitigating action" not in said


# --- what happens to it -------------------------------------------------------------------------
def test_above_the_appetite_it_is_accepted_until_it_grows_worse(rated: Rated) -> None:
    url = f"/risks/{rated.threat.reference}/accept/"
    assert browser_of(rated.lead).get(url).status_code == 403
    Typist(browser_of(rated.owner), url, rated.owner).send(reason="Winter is over.")
    rated.threat.refresh_from_db()
    accepted = (rated.threat.state, rated.threat.accepted_by, rated.threat.accepted_because)
    assert accepted == ("accepted", rated.owner.person, "Winter is over.")
    by = rated.lead.person
    assert (
        edit_risk(rated.threat, by=by, current_likelihood=2, current_impact=4).state == "accepted"
    )
    worse = edit_risk(rated.threat, by=by, current_likelihood=5, current_impact=4)
    assert (worse.state, worse.accepted_by, worse.accepted_because) == ("open", None, "")


def test_it_is_closed_with_a_reason_and_then_stays_closed(rated: Rated) -> None:
    by = rated.owner.person
    with pytest.raises(Refused, match="Say why"):
        close_risk(rated.threat, by=by, reason=" ")
    assert close_risk(rated.threat, by=by, reason="New roof.").state == "closed"
    for act in (accept_risk, escalate):
        with pytest.raises(Refused, match="This risk is closed"):
            act(rated.threat, by=by, reason="Again")


def test_a_risk_that_happens_becomes_an_issue_and_both_say_so(rated: Rated) -> None:
    url = f"/risks/{rated.threat.reference}/"
    Typist(browser_of(rated.lead), f"{url}happened/", rated.lead).send(
        happened="The ceiling is wet.", severity="high"
    )
    issue = Issue.objects.get()
    said = (issue.title, issue.came_from, issue.scope, issue.severity)
    assert said == ("The roof leaks", rated.threat, rated.project.scope, "high")
    assert "It became an issue" in page(rated.lead, url).text
    there = page(rated.lead, f"/issues/{issue.reference}/")
    assert url in [link.attributes["href"] for link in there.all("a")]
    with pytest.raises(Refused, match="This risk is closed"):
        risk_happened(rated.threat, by=rated.lead.person, happened="Again", severity="low")
