"""Writing a status report, and who sees what of it when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse

from audit.actions import archive_record
from people.choices import Role
from people.models import WorkingCopy
from projects.actions import save_report
from projects.choices import ReportState, Stage
from projects.models import StatusReport
from tests import factories
from tests.projects.conftest import LAST, Team
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


DAY = {"period_end": "4/7/2012"}


def errors(response: HttpResponse) -> list[tuple[str, str]]:
    """The error summary: each sentence and where it leads."""
    (summary,) = [
        e for e in read(response.content.decode()).all("div")
        if e.attributes.get("class") == "govuk-error-summary"
    ]  # fmt: skip
    return [(a.text, a.attributes["href"]) for a in summary.all("a")]


def beside(response: HttpResponse) -> dict[str, str]:
    """What stands beside each text, by the field's name."""
    page = read(response.content.decode())
    blocks = [e for e in page.all("div") if e.attributes.get("class") == "mandate-with-last"]
    return {
        next(c.attributes["name"] for c in block.all("input", "textarea", "select")): " ".join(
            part.text for part in block.children if "__last" in part.attributes.get("class", "")
        )
        for block in blocks
    }


def last_ratings(response: HttpResponse) -> dict[str, str]:
    """The last report's rating and reason in the grid, by what is rated."""
    (grid,) = [
        table for table in read(response.content.decode()).all("table")
        if next(table.all("caption")).text == "Ratings"
    ]  # fmt: skip
    lines = [list(row.all("th", "td")) for row in grid.all("tr")][1:]
    return {cells[0].text: cells[1].text for cells in lines}


class TestTheForm:
    def test_shows_the_last_report_beside_every_field(self, team: Team) -> None:
        response = team.typist().open()
        last = "Last report, 20 June 2012"
        assert last_ratings(response) == {
            "Overall": f"{last} Amber The van was late.",
            "Schedule": f"{last} Red It is so: schedule.",
            "Cost": f"{last} Green",
            "Scope": f"{last} Amber It is so: scope.",
            "Benefits": f"{last} Not rated",
            "Resources": f"{last} Green",
        }
        assert beside(response) == {
            "parts_reason": f"{last} Nothing was reported",
            "confidence": f"{last} Nothing was reported",
            "achieved": f"{last} Shelves are up.",
            "next_steps": f"{last} Buy tools.",
            "to_raise": f"{last} Nothing was reported",
            "decision_wanted": f"{last} Nothing was reported",
            "help_needed": f"{last} Nothing was reported",
        }

    def test_of_a_first_report_says_that_there_is_none_before(self, team: Team) -> None:
        team.project = factories.project("Another", programme=team.project.programme)
        typist = team.typist(factories.account())
        said = beside(typist.open())
        assert said["achieved"] == "Last report Nothing was reported"

    def test_opens_at_once_and_is_saved_as_one_draft_however_often_it_is_sent(
        self, team: Team
    ) -> None:
        typist = Typist(team.client, f"{team.url}status/", team.ada)
        assert StatusReport.objects.drafts().count() == 0
        for _ in "twice":
            response = typist.send("save", achieved="Vans came.")
            assert (response.status_code, response["Location"]) == (302, f"{team.url}status/")
        draft = team.draft()
        assert (draft.period_end, draft.achieved) == (date(2012, 7, 4), "Vans came.")

    def test_copies_the_last_report_into_empty_fields_without_saving(self, team: Team) -> None:
        typist = Typist(team.client, f"{team.url}status/", team.ada)
        typist.send("copy", next_steps="Sell tools.")
        shown = {name: typist.form.sent.get(name) for name in LAST}
        assert shown == LAST | {"next_steps": "Sell tools."}
        assert StatusReport.objects.drafts().count() == 0

    def test_keeps_a_draft(self, team: Team) -> None:
        typist, said = team.typist(), "Nobody has seen the van."
        response = typist.send("save", achieved=said, overall_rag="red", **DAY)
        assert (response.status_code, response["Location"]) == (302, f"{team.url}status/")
        draft = team.draft()
        assert (draft.achieved, draft.overall_rag, draft.version) == (said, "red", 2)
        html = typist.open().content.decode()
        assert "Draft saved. Only people who report on this project can see it." in html
        assert f"{said}</textarea>" in html

    def test_submits_to_the_board(self, team: Team) -> None:
        typist = team.typist()
        response = typist.send("submit", achieved="Doors are open.", overall_rag="green", **DAY)
        assert (response.status_code, response["Location"]) == (302, team.url)
        report = team.newest()
        assert (report.state, report.submitted_by, report.achieved) == (
            ReportState.SUBMITTED,
            team.ada.person,
            "Doors are open.",
        )
        page = team.get(team.ada, team.url).content.decode()
        assert "Status report submitted. The board can see it now." in page
        assert "Doors are open." in team.get(team.member, team.url).content.decode()

    def test_sent_twice_submits_once(self, team: Team) -> None:
        typist = team.typist()
        for _ in "twice":
            response = typist.send("submit", achieved="Open.", overall_rag="green", **DAY)
            assert (response.status_code, response["Location"]) == (302, team.url)
        assert StatusReport.objects.filter(state=ReportState.DRAFT).count() == 0
        states = team.newest().history.filter(state=ReportState.SUBMITTED)
        assert states.count() == 1

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            (
                {},
                [
                    ("Choose an overall rating.", "#id_overall_rag_0"),
                    ("Say what was achieved in this period.", "#id_achieved"),
                ],
            ),
            (
                {"overall_rag": "red", "achieved": "Nothing."},
                [("Say why the project is rated red or amber.", "#id_overall_reason")],
            ),
            (
                {"overall_rag": "amber", "achieved": " "},
                [
                    ("Say why the project is rated red or amber.", "#id_overall_reason"),
                    ("Say what was achieved in this period.", "#id_achieved"),
                ],
            ),
            (
                {"period_end": "4/13/2012", "overall_rag": "green", "achieved": "Open."},
                [("Period to must have a month from 1 to 12", "#id_period_end")],
            ),
            (
                {"period_end": "20/6/2012", "overall_rag": "green",
                 "achieved": "Open."},
                [("There is already a report for this period.", "")],
            ),
        ],
    )  # fmt: skip
    def test_refuses_what_does_not_say_how_the_project_stands(
        self, team: Team, typed: dict[str, str], expected: list[tuple[str, str]]
    ) -> None:
        response = team.typist().send("submit", **DAY | {"next_steps": "Kept."} | typed)
        html = response.content.decode()
        assert response.status_code == 200
        assert html.count("<title>Error: ") == 1
        assert [e for e in expected if e[1]] == errors(response)
        assert [sentence for sentence, _ in expected if sentence not in html] == []
        assert "Kept.</textarea>" in html
        assert team.draft().version == 1

    def test_takes_no_more_than_a_long_page(self, team: Team) -> None:
        response = team.typist().send("save", next_steps="x" * 20_001, **DAY)
        assert errors(response) == [("Write at most 20,000 characters.", "#id_next_steps")]

    def test_is_only_for_those_who_report(self, team: Team) -> None:
        other = factories.project("Another", programme=team.project.programme)
        stranger = factories.account(factories.holder(Role.PROJECT_LEAD, other.scope, "Cy Lamb"))
        for account in (team.member, team.reader, stranger):
            assert team.get(account, f"{team.url}status/").status_code == 403
            response = team.client.post(f"{team.url}status/", DAY | {"achieved": "Not mine."})
            assert response.status_code == 403
        assert StatusReport.objects.count() == 1

    def test_takes_no_report_of_another_project(self, team: Team) -> None:
        other = factories.report(overall_reason="Theirs.", period_end=date(2012, 6, 1))
        typist = team.typist()
        typist.send("save", report=str(other.pk), achieved="Ours.", **DAY)
        other.refresh_from_db()
        assert other.achieved == "Shelves are up."
        assert team.draft().achieved == "Ours."

    @pytest.mark.parametrize("sent", [{"copy": "1"}, DAY, {}])
    def test_is_closed_when_the_project_is(self, team: Team, sent: dict[str, str]) -> None:
        officer = factories.account()
        factories.at_stage(team.project, Stage.CLOSED)
        assert team.get(officer, f"{team.url}status/").status_code in (200, 302)
        response = team.client.post(f"{team.url}status/", sent)
        assert (response.status_code, response["Location"]) == (302, team.url)
        html = team.client.get(team.url).content.decode()
        assert "This project is closed, so it has no more status reports." in html


class TestTwoWhoWriteOneDraft:
    """Ada has the form open; Ben saves the draft; Ada sends hers."""

    @pytest.fixture
    def ada(self, team: Team) -> Typist:
        ada = team.typist()
        said = {"overall_rag": "red", "overall_reason": "Ben's reason.", "achieved": "Ben's."}
        save_report(
            team.draft(), by=team.ben.person, period_end=date(2012, 7, 3), **said,
            schedule_rag="green",
        )  # fmt: skip
        return ada

    typed = DAY | {"overall_rag": "", "achieved": "Ada's.", "schedule_rag": "green"}

    def test_the_second_sees_both_texts_and_nothing_is_overwritten(
        self, team: Team, ada: Typist
    ) -> None:
        response = ada.send("save", **self.typed)
        assert response.status_code == 409
        assert [(f.name, f.saved, f.typed) for f in response.context["fields"]] == [
            ("period_end", "3 July 2012", "4 July 2012"),
            ("overall_rag", "Red", ""),
            ("overall_reason", "Ben's reason.", ""),
            ("achieved", "Ben's.", "Ada's."),
        ]
        assert "by Ben Hale, 4 July 2012, 10:00" in response.content.decode()
        assert (team.draft().achieved, team.draft().version) == ("Ben's.", 2)

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            ([], (date(2012, 7, 4), "", "", "Ada's.")),
            (["period_end"], (date(2012, 7, 3), "", "", "Ada's.")),
            (["overall_rag"], (date(2012, 7, 4), "red", "", "Ada's.")),
            (["overall_reason", "achieved"], (date(2012, 7, 4), "", "Ben's reason.", "Ben's.")),
        ],
    )
    def test_each_field_keeps_the_chosen_side(
        self, team: Team, ada: Typist, chosen: list[str], expected: tuple[Any, ...]
    ) -> None:
        ada.send("save", **self.typed)
        response = ada.send(**{f"choose-{name}": "saved" for name in chosen})
        assert response.status_code == 302
        draft = team.draft()
        kept = (draft.period_end, draft.overall_rag, draft.overall_reason, draft.achieved)
        assert kept == expected
        assert draft.schedule_rag == "green"

    def test_a_submission_is_one_after_the_choice_too(self, team: Team, ada: Typist) -> None:
        typed = self.typed | {"overall_rag": "green"}
        assert ada.send("submit", **typed).status_code == 409
        assert team.draft().state == ReportState.DRAFT
        assert ada.send(**{"choose-overall_reason": "saved"}).status_code == 302
        assert team.newest().state == ReportState.SUBMITTED
        assert team.newest().overall_reason == "Ben's reason."

    def test_what_was_typed_on_an_old_version_still_conflicts_when_it_is_put_back(
        self, team: Team, ada: Typist
    ) -> None:
        """A closed tab: the working copy brings the version it was typed on with it."""
        WorkingCopy.objects.create(
            account=team.ada, form=f"status-report/{team.draft().pk}", base_version=1,
            fields={"achieved": "Ada's."}, kept_at=team.newest().history.latest().history_date,
        )  # fmt: skip
        ada.open()
        assert ada.form.sent["achieved"] == "Ada's."
        assert ada.send("save").status_code == 409
        assert team.draft().achieved == "Ben's."

    def test_what_was_submitted_meanwhile_cannot_be_changed(self, team: Team, ada: Typist) -> None:
        ben = team.typist(team.ben)
        ben.send("submit", overall_rag="green", achieved="Ben's.", **DAY)
        response = ada.send("save", **self.typed)
        html = response.content.decode()
        assert response.status_code == 200
        assert "This report has been submitted and cannot be changed." in html
        assert "Ada&#x27;s.</textarea>" in html
        assert (team.newest().achieved, team.newest().submitted_by) == ("Ben's.", team.ben.person)


def test_an_archived_project_takes_no_report(team: Team) -> None:
    officer = factories.account()
    archive_record(team.project, by=officer.person)
    team.client.force_login(officer)
    response = team.client.post(f"{team.url}status/", DAY | {"achieved": "Late."})
    assert response.status_code == 302
    assert StatusReport.objects.count() == 1
