"""The pages on which a report is accepted or returned, and the message to who submitted it."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpResponse

from projects.actions import submit_report
from projects.choices import ReportState
from projects.models import StatusReport
from tests import factories
from tests.accounts.signing_in import posted_mail
from tests.projects.conftest import WHY, Answering
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read
from values import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]

ANSWERS = ("Accept the report", "Return the report")


def text_of(response: HttpResponse) -> str:
    return read(response.content.decode()).text


def shown(html: str) -> list[str]:
    return [answer for answer in ANSWERS if answer in html]


class TestThePageOfAReport:
    def test_offers_both_answers_to_who_may_give_them(self, answering: Answering) -> None:
        team = answering.team
        who = (answering.manager, factories.account(), team.ada, team.ben, team.member, team.reader)
        assert [shown(answering.page(account)) for account in who] == [
            [*ANSWERS], [*ANSWERS], [], [], [], [],
        ]  # fmt: skip
        with clock.stopped_at(clock.now().replace(day=5)):
            past = answering.page(answering.manager, f"{answering.url}?at=2012-07-04")
        older = StatusReport.objects.earliest("period_end")
        before = answering.page(answering.manager, f"{team.url}reports/{older.pk}/")
        assert [shown(past), shown(before)] == [[], []]

    def test_says_to_who_wrote_it_that_somebody_else_answers(self, answering: Answering) -> None:
        own = factories.report(
            project=answering.team.project, by=answering.manager.person, period_end=date(2012, 7, 5)
        )
        html = answering.page(answering.manager, f"{answering.team.url}reports/{own.pk}/")
        assert "You wrote this report: somebody else must accept or return it." in html
        assert shown(html) == []

    def test_accepts_it_and_says_so_to_everybody(self, answering: Answering) -> None:
        answer = text_of(answering.send(answering.manager, "accept"))
        assert "Status report accepted." in answer
        said, member = "Accepted by Mary Quill, 4 July 2012", answering.team.member
        assert said in answer
        for url in (answering.url, answering.team.url):
            assert said in answering.page(member, url)
        assert shown(answering.page(answering.manager)) == []
        assert posted_mail() == []

    def test_accepts_what_was_seen_only(self, answering: Answering) -> None:
        said = {
            "": "Open this page again",
            "x": "Open this page again",
            str(answering.report.version - 1): "Somebody else has changed this",
        }
        for version, sentence in said.items():
            answer = answering.send(answering.manager, "accept", version=version)
            assert sentence in text_of(answer)
        assert answering.fresh().accepted_at is None

    @pytest.mark.parametrize("verb", ["accept", "return"])
    def test_is_answered_by_nobody_else(self, answering: Answering, verb: str) -> None:
        team = answering.team
        outsider = factories.account(factories.person("Otto Vane"))
        for account, status in ((team.ada, 403), (team.member, 403), (team.reader, 403),
                                (outsider, 404)):  # fmt: skip
            assert answering.send(account, verb, why=WHY).status_code == status
        other = factories.report(by=answering.manager.person)
        team.client.force_login(answering.manager)
        wrong = f"{team.url}reports/{other.pk}/{verb}/"
        assert team.client.post(wrong, {"why": WHY, "version": "2"}).status_code == 404
        assert answering.fresh() == answering.report
        assert answering.fresh().version == answering.report.version

    def test_asks_for_the_reason(self, answering: Answering) -> None:
        typist = Typist(answering.team.client, f"{answering.url}return/", answering.manager)
        html = typist.send(why="  ").content.decode()
        assert read(html).text.count("Say what is missing.") == 2  # the summary and the field
        assert answering.fresh().state == ReportState.SUBMITTED
        assert typist.send(why=WHY).status_code == 302
        assert answering.fresh().return_reason == WHY

    def test_the_second_person_gets_a_message(self, answering: Answering) -> None:
        answering.returned()
        keeper = factories.account()
        for verb in ("accept", "return"):
            for why in (WHY, ""):
                answer = answering.send(keeper, verb, why=why)
                assert answer.redirect_chain == [(answering.team.url, 302)]
            assert "Mary Quill has returned this report." in text_of(
                answering.send(keeper, verb, why=WHY)
            )
        assert answering.team.get(keeper, f"{answering.url}return/").status_code == 404


class TestAReturnedReport:
    def test_is_put_right_by_who_reads_why(self, answering: Answering) -> None:
        said = answering.returned()
        assert "The status report has been returned to Ada Fenwick." in said
        assert "A message is on its way to Ada Fenwick." in said
        team = answering.team
        told = f"Mary Quill returned this report: {WHY} Period to 4 July 2012, returned 4 July"
        for account in (team.ada, team.ben):
            for url in (f"{team.url}status/", team.url):
                html = read(answering.page(account, url)).text
                assert told in html
            mine = read(answering.page(account, "/")).text
            assert "Returned to you" in mine and WHY in mine
            assert "Status reports to write" not in mine
        response = Typist(team.client, f"{team.url}status/", team.ada).send(
            "submit", achieved="The van comes on Friday."
        )
        assert (response.status_code, response["Location"]) == (302, team.url)
        assert WHY not in answering.page(team.ada, team.url)
        assert "Returned to you" not in answering.page(team.ada, "/")

    def test_waits_on_my_work_of_who_accepts(self, answering: Answering) -> None:
        said, report = "Reports to accept", answering.fresh()
        told = f"{said} {report.project.title} {report.get_overall_rag_display()} Period to 4 July"
        assert told in read(answering.page(answering.manager, "/")).text
        assert said not in answering.page(answering.team.ada, "/")
        answering.send(answering.manager, "accept")
        assert said not in answering.page(answering.manager, "/")

    def test_leaves_no_word_of_why_for_the_board(self, answering: Answering) -> None:
        """Nor that it was returned at all, even after it has been submitted again."""
        team = answering.team
        answering.returned()
        self.look_everywhere(answering, {"", "history/"})
        with clock.stopped_at(clock.now().replace(hour=12)):
            submit_report(answering.fresh(), by=team.ada.person, achieved="On Friday.")
            self.look_everywhere(answering, set())
            history = read(answering.page(team.member, f"{answering.url}history/")).text
            assert "On Friday." in history
            theirs = answering.page(team.ben, f"{answering.url}history/")
            assert theirs.count(WHY) == 2  # it came, and it went
            assert "Status report returned" in theirs

    def test_stays_readable_as_it_was_and_leads_nowhere_that_is_closed(
        self, answering: Answering
    ) -> None:
        team, ada = answering.team, answering.team.ada
        said = {"overall_rag": "red", "overall_reason": "No van.", "achieved": "Little."}
        with clock.stopped_at(clock.now().replace(day=5)):
            answering.report = factories.report(
                project=team.project, by=ada.person, period_end=date(2012, 7, 5), **said
            )
        with clock.stopped_at(clock.now().replace(day=6)):
            answering.returned()
        with clock.stopped_at(clock.now().replace(day=7)):
            past = f"{answering.url}?at=2012-07-05"
            then = answering.page(team.member, past)
            assert "Little." in then
            assert "History of this report" not in then
            assert "History of this report" in answering.page(ada, past)
            line = f"/changes/projects.statusreport/{answering.report.pk}/"
            compared = f"{team.url}compare/?from=2012-07-04&to=2012-07-05"
            assert line in answering.page(team.member, compared)
            led = [team.get(account, line)["Location"] for account in (team.member, ada)]
            assert led == [f"{team.url}history/", f"{answering.url}history/"]

    def look_everywhere(self, answering: Answering, gone: set[str]) -> None:
        team, programme = answering.team, answering.team.project.programme
        inside = [f"/programmes/{programme.reference}/{tab}" for tab in (
            "", "about/", "projects/", "papers/", "history/", "compare/?from=2012-07-04",
            "?at=2012-07-04", "history/?format=csv", "history/?format=xlsx",
        )]  # fmt: skip
        own = [f"{answering.url}{page}" for page in (
            "", "history/", "history/?format=csv", "?at=2012-07-04",
        )]  # fmt: skip
        pages = [
            "/", "/activity/", "/programmes/", team.url, f"{team.url}history/", *inside, *own,
            f"{team.url}compare/?from=2012-07-04", f"/scopes/{team.project.reference}/activity/",
            f"/people/{answering.manager.person.reference}/activity/",
            f"/people/{team.ada.person.reference}/activity/",
        ]  # fmt: skip
        looked = 0
        for account in (team.member, team.reader):
            for url in pages:
                response = team.get(account, url)
                if response.status_code != 200:
                    assert response.status_code in (302, 400, 403, 404), url
                    continue
                looked += 1
                said = response.content.decode("utf-8", "replace")
                assert "walrus" not in said, url
                assert "Status report returned" not in said, url
            for page in gone:
                assert team.get(account, f"{answering.url}{page}").status_code == 404
        assert looked > 24
