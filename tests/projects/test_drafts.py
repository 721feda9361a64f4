"""What is typed into a draft is for those who report, in every page and every history."""

from __future__ import annotations

import pytest

from projects.actions import open_report, save_report, submit_report
from projects.models import StatusReport
from tests import factories
from tests.projects.conftest import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

SECRET = "Between us: the contractor has walked out."


class TestADraft:
    """Holds a sentence that only those who report may read."""

    @pytest.fixture
    def draft(self, team: Team) -> StatusReport:
        draft = open_report(project=team.project, by=team.ada.person)
        return save_report(
            draft, by=team.ada.person, achieved=SECRET, overall_reason=SECRET, help_needed=SECRET
        )

    def test_is_read_by_those_who_report(self, team: Team, draft: StatusReport) -> None:
        assert SECRET in team.get(team.ben, f"{team.url}status/").content.decode()
        history = f"{team.url}reports/{draft.pk}/history/"
        assert SECRET in team.get(team.ben, history).content.decode()

    def test_catalogue_046_is_nowhere_to_be_found_for_the_board(
        self, team: Team, draft: StatusReport
    ) -> None:
        programme = team.project.programme
        paper = factories.paper(programme=programme)
        tabs = ("", "about/", "projects/", "benefits/", "boards/", "papers/", "history/")
        inside = [f"/programmes/{programme.reference}/{tab}" for tab in tabs]
        pages = [
            "/", "/programmes/", "/papers/", team.url, f"{team.url}history/", *inside,
            f"/papers/{paper.reference}/", f"/papers/{paper.reference}/preview/",
            f"/papers/{paper.reference}/html/", f"/scopes/{team.project.reference}/",
            f"{team.url}?at=2012-07-03", f"{team.url}?at=2012-07-04",
            f"/programmes/{programme.reference}/?at=2012-07-04",
        ]  # fmt: skip
        for account in (team.member, team.reader):
            for url in pages:
                response = team.get(account, url)
                is_past = url.endswith("03")  # the day before anything was recorded
                is_file = url.endswith("/html/") and account == team.reader  # who may not export
                expected = 400 if is_past else 403 if is_file else 200
                assert response.status_code == expected, url
                assert "walked out" not in response.content.decode(), url
                assert "A draft report" not in response.content.decode(), url

    def test_has_no_page_and_no_history_for_the_board(
        self, team: Team, draft: StatusReport
    ) -> None:
        for account in (team.member, team.reader):
            for page in ("", "history/"):
                url = f"{team.url}reports/{draft.pk}/{page}"
                assert team.get(account, url).status_code == 404

    def test_stays_hidden_in_the_history_of_what_was_submitted(
        self, team: Team, draft: StatusReport
    ) -> None:
        said = {"achieved": "Doors are open.", "overall_rag": "green", "help_needed": ""}
        submit_report(draft, by=team.ada.person, overall_reason="", reason="For the board", **said)
        url = f"{team.url}reports/{draft.pk}/history/"
        theirs = team.get(team.ben, url).content.decode()
        assert [theirs.count(words) for words in (SECRET, "Status report saved")] == [6, 1]
        for account in (team.member, team.reader):
            html = team.get(account, url).content.decode()
            assert "Doors are open." in html
            assert "For the board" in html
            for words in ("walked out", "Status report saved", "Status report opened"):
                assert words not in html

    def test_has_no_page_of_a_report_even_for_its_writer(
        self, team: Team, draft: StatusReport
    ) -> None:
        assert team.get(team.ada, f"{team.url}reports/{draft.pk}/").status_code == 404

    def test_is_announced_to_those_who_report_only_today(
        self, team: Team, draft: StatusReport
    ) -> None:
        said = "A draft report for the period to 4 July 2012 is waiting."
        assert said in team.get(team.ada, team.url).content.decode()
        assert said not in team.get(team.member, team.url).content.decode()
