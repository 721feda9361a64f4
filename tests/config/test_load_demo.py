"""What `load_demo` writes about the course of things, and what it refuses."""

import html
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client

from audit.writing import audited
from config.demo.loader import LoadedDemo
from config.notice import demo_notice
from governance.models import Board
from people.actions import found_office
from people.models import Person, RestrictedReader, Restriction
from projects.models import Milestone, Project, StatusReport
from reports.models import BackgroundPaper, Paper, PaperPicture, PaperSection
from reports.queries.papers import clearance_rows
from tests.config.demo_records import ACCOUNTS, PASSWORD, appointments, projects_of
from tests.databases import Databases
from uploads import store


@pytest.mark.one_engine
def test_every_project_has_26_weeks_of_reports(demo: LoadedDemo) -> None:
    newest = date(2012, 6, 29)
    fortnights = {newest - timedelta(weeks=2 * n) for n in range(13)}
    months = {newest - timedelta(weeks=4 * n) for n in range(7)}
    expected = {"improvement": months, "savings": fortnights, "transformation": fortnights}
    for programme, ends in expected.items():
        for project in projects_of(demo, programme):
            reports = StatusReport.objects.filter(project=project).submitted()
            assert {r.period_end for r in reports} == ends, project
            assert {r.submitted_at.date() for r in reports if r.submitted_at} == ends, project


@pytest.mark.one_engine
def test_whichever_worker_loads_it_its_files_come_with_it(
    demo: LoadedDemo, databases: Databases, settings: Any, tmp_path: Path
) -> None:
    settings.UPLOADS_DIR = tmp_path / "of-another-worker"
    databases.once("demo", lambda name: pytest.fail("it is loaded already"))
    pictures = PaperPicture.objects.order_by("id")
    assert [store.read(p.stored_as, p.sha256)[:4] for p in pictures] == [b"\x89PNG"] * 2


@pytest.mark.one_engine
def test_reports_are_their_leads_own_words(demo: LoadedDemo) -> None:
    reports = list(StatusReport.objects.submitted().select_related("project"))
    for report in reports:
        leads = appointments(report.project.scope_id, "project_lead")
        assert report.submitted_by_id == leads[0].person_id
    told = Counter(report.achieved for report in reports)
    assert [text for text, times in told.items() if times > 1] == []
    drafts = StatusReport.objects.drafts().order_by("project__reference")
    assert [d.project.reference for d in drafts] == sorted(
        demo.projects[key] for key in ("hub", "structure", "looked_after", "budget", "social_care")
    )


@pytest.mark.one_engine
def test_one_report_waits_and_one_was_returned(demo: LoadedDemo) -> None:
    projects = {reference: key for key, reference in demo.projects.items()}
    reports = StatusReport.objects.select_related("project")
    (waiting,) = reports.submitted().filter(accepted_at=None)
    assert (projects[waiting.project.reference], waiting.period_end) == ("hub", date(2012, 6, 29))
    (returned,) = reports.filter(returned_at__isnull=False).select_related(
        "returned_to", "returned_by"
    )
    assert (
        projects[returned.project.reference],
        returned.period_end,
        returned.returned_to.name,
        returned.returned_by.name,
        returned.return_reason,
    ) == (
        "structure",
        date(2012, 7, 3),
        "Daniel Reeve",
        "Hannah Whitlow",
        "Say which court work post is empty, and whether the team starts on its date without it.",
    )


@pytest.mark.one_engine
def test_a_past_date_shows_the_older_rating(demo: LoadedDemo) -> None:
    hub = Project.objects.get(reference=demo.projects["hub"])

    def rating(moment: datetime | None) -> tuple[date, str]:
        reports = StatusReport.objects.at(moment).filter(project_id=hub.id).submitted()
        newest = reports.newest_first()[0]
        return newest.period_end, newest.overall_rag

    assert rating(None) == (date(2012, 6, 29), "amber")
    assert rating(datetime(2012, 6, 4, tzinfo=UTC)) == (date(2012, 6, 1), "red")
    assert rating(datetime(2012, 4, 8, tzinfo=UTC)) == (date(2012, 4, 6), "green")
    network = Milestone.objects.get(project=hub, title="Secure network line in use")
    then = Milestone.objects.at(datetime(2012, 6, 1, 8, tzinfo=UTC)).get(id=network.id)
    assert (then.forecast_on, network.forecast_on) == (date(2012, 8, 24), date(2012, 10, 5))


@pytest.mark.one_engine
def test_everything_is_dated_by_somebody_with_a_reason(demo: LoadedDemo) -> None:
    for model in (Project, Milestone, StatusReport, Board, Paper, Restriction, RestrictedReader):
        rows = model.history.all()
        assert set(rows.values_list("is_loaded", flat=True)) == {True}
        assert not rows.filter(history_change_reason="").exists()
        assert not rows.filter(history_date__gt=datetime(2012, 7, 4, 9, tzinfo=UTC)).exists()


@pytest.mark.one_engine
def test_the_paper_of_16_july_2012(demo: LoadedDemo) -> None:
    paper = Paper.objects.get(reference=demo.papers["introduction"])
    assert (
        paper.title,
        paper.board.title,
        paper.meeting_on,
        paper.agenda_item,
        paper.report_of,
        paper.divisions_affected,
        paper.reference_code,
    ) == (
        "Children's Social Care Transformation Programme - Introduction",
        "Children and Young People's Committee",
        date(2012, 7, 16),
        "6",
        "Service Director, Children's Social Care",
        "All.",
        "C0025",
    )
    sections = PaperSection.objects.filter(paper=paper).in_order()
    assert list(sections.values_list("heading", "level")) == [
        ("Purpose of the Report", "main"),
        ("Information and Advice", "main"),
        ("Projects within the Programme", "sub"),
        ("Next Steps", "sub"),
        ("Other Options Considered", "sub"),
        ("Reason/s for Recommendation/s", "sub"),
        ("Statutory and Policy Implications", "sub"),
        ("Implications for Service Users", "sub"),
        ("Equalities Implications", "sub"),
        ("Safeguarding of Children Implications", "sub"),
    ]
    day = date(2012, 7, 3)
    assert [
        (row.heading, row.standing, row.officer, row.initials, row.decided_on)
        for row in clearance_rows(paper)
    ] == [
        ("Constitutional Comments", "cleared", "Leonie Marsh", "LM", day),
        ("Financial Comments", "cleared", "Nadia Rowe", "NDR", day),
        ("Comments of the Senior Responsible Owner", "not asked", "", "", None),
    ]
    assert BackgroundPaper.objects.filter(paper=paper).count() == 3


@pytest.mark.one_engine
def test_one_clearance_waits_and_one_was_refused(demo: LoadedDemo) -> None:
    papers = Paper.objects.filter(
        reference__in=[demo.papers["short-breaks"], demo.papers["court-work"]]
    )
    assert {
        paper.reference: [row.standing for row in clearance_rows(paper)] for paper in papers
    } == {
        demo.papers["short-breaks"]: ["cleared", "cleared", "not asked"],
        demo.papers["court-work"]: ["waiting", "not cleared", "not asked"],
    }


@pytest.mark.one_engine
def test_one_paper_is_restricted_and_one_was_released(demo: LoadedDemo) -> None:
    def found(reference: str) -> dict[str, bool]:
        papers = Paper.objects.filter(reference=reference)
        return {
            a["person"]: papers.visible_to(
                Person.objects.get(reference=demo.people[a["person"]])
            ).exists()
            for a in ACCOUNTS
        }

    offers = Paper.objects.get(reference=demo.papers["short-breaks"])
    restriction = offers.restriction
    assert restriction is not None and restriction.proper_officer is not None
    assert (
        offers.title,
        restriction.public_title,
        restriction.paragraph,
        restriction.proper_officer.name,
        restriction.review_on,
        restriction.released_on,
    ) == (
        "Provider Services Review - Two Offers for Short Breaks",
        "Provider Services Review: contracts for short breaks",
        "3",
        "Leonie Marsh",
        date(2012, 8, 24),
        None,
    )
    readers = RestrictedReader.objects.filter(restriction=restriction).order_by("person__name")
    assert list(readers.values_list("person__name", "ends_on")) == [
        ("Councillor Philippa Grange", None),
        ("Hannah Whitlow", None),
        ("Leonie Marsh", None),
        ("Louise Farrow", None),
        ("Nadia Rowe", date(2012, 6, 29)),
        ("Sanjay Mistry", None),
    ]
    assert found(demo.papers["short-breaks"]) == {
        "whitlow": True,
        "nair": False,
        "reeve": False,
        "grange": True,
        "mistry": True,
        "farrow": True,
        "oduya": False,
        "marsh": True,
        "rowe": False,
        "drury": False,
    }
    advice = Paper.objects.get(reference=demo.papers["court-work"])
    released = Restriction.objects.exclude(pk=restriction.pk).get()
    assert (advice.restriction, released.public_title, released.released_on) == (
        None,
        "Legal Project: legal advice",
        date(2012, 5, 25),
    )
    assert found(demo.papers["court-work"]) == found(demo.papers["introduction"])
    assert found(demo.papers["introduction"]) == dict.fromkeys(
        found(demo.papers["introduction"]), True
    ) | {"drury": False}


@pytest.mark.one_engine
def test_each_account_signs_in_and_is_listed(
    demo: LoadedDemo, client: Client, settings: Any
) -> None:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    page = html.unescape(client.get("/sign-in/").content.decode())
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    for account in ACCOUNTS:
        signed_in = authenticate(username=account["sign_in_name"], password=PASSWORD)
        assert signed_in is not None
        person = Person.objects.get(account=signed_in)
        assert f"{account['sign_in_name']:<17}{person.name}. {account['may']}" in out.getvalue()
        assert f"<strong>{account['sign_in_name']}</strong><br>{account['may']}" in page
        assert f"| `{account['sign_in_name']}` |" in readme
    assert PASSWORD in out.getvalue() and PASSWORD in page


@pytest.mark.one_engine
def test_the_first_page_says_what_this_is(demo: LoadedDemo, settings: Any) -> None:
    assert demo_notice().endswith("the programmes follow real ones of 2009 to 2012.")
    settings.DEMO = False
    assert demo_notice() == ""


@pytest.mark.one_engine
def test_refuses_a_database_that_holds_records(demo: LoadedDemo) -> None:
    before = Person.history.count()
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")
    assert str(refusal.value) == (
        "This database already holds records; load_demo needs an empty one."
    )
    assert Person.history.count() == before


@pytest.mark.django_db
def test_says_how_to_start_again_after_a_load_that_was_broken_off() -> None:
    dated = datetime(2009, 11, 2, tzinfo=UTC)
    with audited(by=Person(pk=0), reason="Council founded", dated=dated):
        found_office(council="Wolderby County Council")
    with pytest.raises(CommandError) as refusal:
        call_command("load_demo")
    assert str(refusal.value) == (
        "An earlier load_demo did not finish. Remove the database (with SQLite: delete its file), "
        "run migrate, and then load_demo again."
    )


@pytest.mark.django_db
def test_a_council_of_its_own_shows_no_notice_and_has_no_demo_accounts() -> None:
    found_office(council="Selderby Council")
    assert demo_notice() == ""
    with pytest.raises(CommandError):
        call_command("demo_accounts")
