"""Risks and issues go up the lineage, a level at a time."""

from __future__ import annotations

import pytest

from audit.errors import Refused
from programmes.actions import record_entry
from registers.actions.escalations import accept_escalation, escalate, return_escalation
from registers.actions.issues import edit_issue
from registers.actions.risks import close_risk
from registers.models import Issue, IssueEscalation, Risk, RiskEscalation
from tests import factories
from tests.registers.rated import Rated, page
from tests.sweeps.forms import Typist
from tests.sweeps.walking import browser_of

pytestmark = pytest.mark.django_db


def test_it_goes_up_a_level_at_a_time_and_each_answers(rated: Rated) -> None:
    programme, lead = rated.project.programme, rated.lead.person
    url = f"/risks/{rated.threat.reference}/"
    Typist(browser_of(rated.lead), f"{url}escalate/", rated.lead).send(reason="It is not ours.")
    asked = RiskEscalation.objects.get()
    assert (asked.to_scope, asked.state) == (programme.scope, "asked")
    with pytest.raises(Refused, match="waits for an answer already"):
        escalate(rated.threat, by=lead, reason="Again")
    waits = page(rated.owner, f"/scopes/{programme.reference}/registers/").text
    assert "It is not ours." in waits
    answer = f"{url}escalations/{asked.pk}/answer/"
    assert browser_of(rated.lead).get(answer).status_code == 403
    Typist(browser_of(rated.owner), answer, rated.owner).send(decision="accepted")
    rated.threat.refresh_from_db()
    assert rated.threat.held_in == programme.scope
    assert "Open Doors deals with this risk now." in page(rated.lead, url).text
    upper = escalate(rated.threat, by=rated.owner.person, reason="Nor ours.")
    assert upper.to_scope == programme.portfolio.scope
    keeper = rated.keeper.person
    with pytest.raises(Refused, match="Say why"):
        return_escalation(upper, by=keeper, answer="")
    assert return_escalation(upper, by=keeper, answer="Keep it.").state == "returned"
    rated.threat.refresh_from_db()
    assert rated.threat.held_in == programme.scope
    assert "Returned: Keep it." in page(rated.lead, url).text
    with pytest.raises(Refused, match="answered already"):
        accept_escalation(upper, by=keeper)


def test_an_issue_goes_up_in_the_same_way_and_stays_open_while_it_waits(rated: Rated) -> None:
    programme, lead = rated.project.programme, rated.lead.person
    issue = record_entry(
        Issue, scope=rated.project.scope, by=lead, title="Wet ceiling", happened="It rained in."
    )
    url = f"/issues/{issue.reference}/"
    Typist(browser_of(rated.lead), f"{url}escalate/", rated.lead).send(reason="It is not ours.")
    asked = IssueEscalation.objects.get()
    with pytest.raises(Refused, match="wait for its answer"):
        edit_issue(issue, by=lead, state="closed")
    below = page(rated.owner, f"/scopes/{programme.reference}/registers/")
    (row,) = (row.text for row in below.all("tr") if "Wet ceiling" in row.text)
    assert row == f"Wet ceiling Issue {rated.project.title} Open Doors It is not ours. Lena Marsh"
    answer = f"{url}escalations/{asked.pk}/answer/"
    assert browser_of(rated.lead).get(answer).status_code == 403
    Typist(browser_of(rated.owner), answer, rated.owner).send(decision="accepted")
    assert "Open Doors deals with this issue now." in page(rated.lead, url).text
    upper = escalate(Issue.objects.get(), by=rated.owner.person, reason="Nor ours.")
    assert upper.to_scope == programme.portfolio.scope
    return_escalation(upper, by=rated.keeper.person, answer="Keep it.")
    issue.refresh_from_db()
    assert issue.held_in == programme.scope
    assert "Returned: Keep it." in page(rated.lead, url).text
    assert edit_issue(issue, by=lead, state="closed").state == "closed"
    with pytest.raises(Refused, match="This issue is closed"):
        escalate(issue, by=lead, reason="Again")


def test_nobody_accepts_what_they_asked_for_and_nothing_lies_above_the_office(rated: Rated) -> None:
    keeper = rated.keeper.person
    own = escalate(rated.threat, by=keeper, reason="Up")
    with pytest.raises(Refused, match="somebody else must accept it"):
        accept_escalation(own, by=keeper)
    with pytest.raises(Refused, match="wait for its answer"):
        close_risk(rated.threat, by=rated.owner.person, reason="Done")
    at_top = factories.entry(Risk, scope=rated.keeper.person.appointments.first().scope)
    with pytest.raises(Refused, match="no scope above"):
        escalate(at_top, by=keeper, reason="Up")
