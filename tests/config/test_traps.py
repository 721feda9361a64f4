"""What is odd in the documents behind the demonstration: each oddity that a field or a page holds
has a test that would fail without it."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from benefits.models import Benefit, Indicator, SavingsAmount, SavingsLine
from config.demo import seeds
from config.demo.loader import LoadedDemo
from governance.models import Board, TermsOfReference
from people.choices import Role
from people.models import Account, Appointment
from programmes.models import Programme
from projects.models import Milestone, Project
from reports.models import Annex, Clearance, Paper, PaperSection
from tests.config.demo_records import projects_of
from tests.sweeps.pages import Element, read
from tests.sweeps.walking import browser_of

pytestmark = pytest.mark.one_engine

TESTS = Path(__file__).parents[1]
IN_PRINT = {
    "S0-003": "test_its_header_has_no_committee_and_its_title_stands_below_the_post",
    "S0-013": "test_it_is_to_be_noted_and_its_one_recommendation_agrees_to_something",
    "S1-036": "test_the_sign_offs_of_the_update_stand_by_kind_though_finance_came_first",
    "S1-086": "test_only_what_is_missing_is_told",
    "S1-097": "test_the_update_lists_links_in_their_own_order_below_the_statement",
    "S3-007": "test_its_section_2_has_no_heading_and_five_numbered_assumptions",
    "S3-013": "test_it_asks_the_same_twice_from_one_source",
    "S4-003": "test_the_scrutiny_update_goes_to_one_committee_and_reminds_of_another",
    "S4-004": "test_the_scrutiny_update_prints_its_title_and_neither_day_nor_item",
    "S4-005": "test_the_scrutiny_update_prints_its_title_and_neither_day_nor_item",
    "S4-026": "test_only_what_is_missing_is_told",
    "S4-052": "test_the_dates_and_the_voice_of_the_scrutiny_update_are_its_authors",
}
"""The oddities of print, and the test that reads the printed paper. Those of records are below."""


def page(address: str) -> Element:
    """A page as a keeper of the programme office reads it."""
    keeper = Appointment.objects.filter(role=Role.PROGRAMME_OFFICE).order_by("id")[0]
    answer = browser_of(Account.objects.get(person=keeper.person)).get(address)
    assert answer.status_code == 200, address
    return read(answer.content.decode())


def test_every_oddity_that_is_held_has_a_test_that_names_it() -> None:
    files = [*TESTS.glob("config/test_*.py"), *TESTS.glob("reports/test_seed_*.py")]
    written = set(re.findall(r"def (test_\w+)", "\n".join(f.read_text("utf-8") for f in files)))
    named = {
        number
        for name in written
        if name.startswith("test_trap_S")
        for number in re.findall(r"S\d_\d{3}", name)
    }
    odd = {
        fact.key
        for seed in seeds.seeds()
        for fact in seed.facts
        if fact.what.startswith("!") and fact.verdict == "held"
    }
    assert odd - set(IN_PRINT) - {number.replace("_", "-") for number in named} == set()
    assert set(IN_PRINT.values()) - written == set()


def test_trap_S0_083_a_milestone_may_lie_after_the_meeting_that_is_told_of_it(
    demo: LoadedDemo,
) -> None:
    paper = Paper.objects.get(reference=demo.papers["introduction"])
    project = demo.projects["looked_after"]
    told = Milestone.objects.get(project__reference=project, title__contains="Policy Committee")
    assert (paper.meeting_on, told.forecast_on, told.actual_on) == (
        date(2012, 7, 16), date(2012, 7, 18), None,
    )  # fmt: skip


def test_trap_S1_037_initials_are_of_two_letters_or_of_three(demo: LoadedDemo) -> None:
    given = Clearance.objects.filter(paper__reference=demo.papers["departmental-update"])
    assert list(given.order_by("id").values_list("kind", "initials")) == [
        ("constitutional", "AK"), ("financial", "SAS"),
    ]  # fmt: skip


def test_trap_S2_004_a_programme_has_two_names(demo: LoadedDemo) -> None:
    programme = Programme.objects.get(reference=demo.programmes["improvement"])
    assert (programme.title, programme.also_called) == (
        "Children's Safeguarding and Looked After Service Improvement Programme",
        "Safeguarding Improvement Programme",
    )
    assert programme.also_called in page(f"/programmes/{programme.reference}/about/").text


def test_trap_S2_062_S2_083_two_texts_in_force_define_one_body_differently(
    demo: LoadedDemo,
) -> None:
    board = Board.objects.get(title="Improvement Programme Board")
    texts = TermsOfReference.objects.filter(board=board).order_by("id")
    assert [(t.title, t.adopted_on, t.membership != "") for t in texts] == [
        ("Programme Initiation Document, 11.1", date(2010, 3, 3), True),
        ("Programme Initiation Document, Appendix 2", date(2010, 3, 3), True),
    ]
    assert len({text.membership for text in texts}) == 2


def test_trap_S2_115_S2_116_a_printed_number_repeats_and_a_reference_does_not(
    demo: LoadedDemo,
) -> None:
    streams = projects_of(demo, "improvement")
    twice = [s for s in streams if s.printed_number == "14"]
    assert [s.position for s in twice] == [14, 15]
    assert "15" not in {s.printed_number for s in streams}
    assert len({s.reference for s in streams}) == 17


def test_trap_S2_120_one_person_sits_on_a_team_under_two_posts(demo: LoadedDemo) -> None:
    second = projects_of(demo, "improvement")[1]
    seats = Appointment.objects.filter(scope=second.scope, role=Role.TEAM_MEMBER)
    named = Counter(seats.values_list("person__name", flat=True))
    assert [name for name, times in named.items() if times == 2] == ["Imran Sadiq"]


def test_trap_S2_121_one_name_keeps_the_three_spellings_that_documents_print(
    demo: LoadedDemo,
) -> None:
    seats = Appointment.objects.filter(person__name="Dorothea Walden")
    assert set(seats.values_list("printed_as", flat=True)) == {
        "", "Dorothy Walden", "Dorothea Waldon",
    }  # fmt: skip


def test_trap_S2_122_a_person_has_another_post_on_another_team(demo: LoadedDemo) -> None:
    named = Appointment.objects.filter(
        person__name="Duncan Pryor", role=Role.TEAM_MEMBER, scope__kind="project"
    ).exclude(post="")
    assert [seat.post for seat in named] == ["Service Head - Social Care"]
    own = named.get().person
    assert own is not None
    assert own.job_title != "Service Head - Social Care"


def test_trap_S2_128_a_team_is_only_suggested(demo: LoadedDemo) -> None:
    seats = Appointment.objects.filter(is_suggested=True, scope__kind="project")
    numbers = Project.objects.filter(scope__in=seats.values("scope")).in_order()
    assert list(numbers.values_list("printed_number", flat=True)) == ["7", "10", "12"]


def test_trap_S2_130_a_project_has_a_second_title(demo: LoadedDemo) -> None:
    named = Project.objects.exclude(second_title="").in_order()
    assert [p.printed_number for p in named] == ["2", "12"]
    twelfth = named[1]
    assert twelfth.second_title in page(f"/projects/{twelfth.reference}/").text


def test_trap_S2_133_a_footnote_stands_inside_a_clause(demo: LoadedDemo) -> None:
    paper = demo.papers["initiation"]
    clause = PaperSection.objects.get(paper__reference=paper, body__contains="[^money] The new")
    assert clause.key == "early-work"
    shown = page(f"/papers/{paper}/preview/").text
    assert "Within the budget that the council set for the year." in shown
    assert "[^money]" not in shown


def test_trap_S3_024_an_annex_has_an_annex_of_its_own(demo: LoadedDemo) -> None:
    papers = {reference: key for key, reference in demo.papers.items()}
    below = Annex.objects.order_by("id").values_list("paper__reference", "annexed__reference")
    assert {(papers[paper], papers[annexed]) for paper, annexed in below} == {
        ("scrutiny-cover", "restructure"), ("restructure", "key-indicators"),
    }  # fmt: skip


def test_trap_S3_040_a_year_of_the_period_has_no_amount_which_is_not_nought(
    demo: LoadedDemo,
) -> None:
    line = SavingsLine.objects.get(title__startswith="Project 2")
    assert (line.first_year, line.last_year) == (2010, 2014)
    years = SavingsAmount.objects.filter(line=line).values_list("financial_year", flat=True)
    assert sorted(years) == [2010, 2011, 2012, 2013]


def test_trap_S3_050_millions_and_thousands_are_the_same_pence(demo: LoadedDemo) -> None:
    required = SavingsLine.objects.order_by("id").values_list("required_pence", flat=True)
    assert list(required) == [111_000_000, 119_300_000]


def test_trap_S3_051_a_project_has_parts_and_one_saving_over_both(demo: LoadedDemo) -> None:
    whole = Project.objects.get(reference=demo.projects["project2"])
    parts = Project.objects.filter(parent=whole).in_order()
    assert [(p.printed_number, p.title) for p in parts] == [
        ("2a", "Social Care Premises"), ("2b", "Social Care Transformation"),
    ]  # fmt: skip
    assert {part.scope.parent for part in parts} == {whole.scope}
    assert [line.required_pence for line in whole.savings_lines.all()] == [111_000_000]
    shown = page(f"/projects/{whole.reference}/").text
    assert "Its parts 2a Social Care Premises" in shown


def test_trap_S4_023_an_address_may_be_of_another_domain(demo: LoadedDemo) -> None:
    paper = Paper.objects.get(reference=demo.papers["health-scrutiny"])
    contact = paper.contact_lines.rpartition("@")[2]
    signed = paper.signatory
    assert signed is not None
    assert (contact, signed.email.rpartition("@")[2]) == (
        "wolderby-council.example", "wolderby.example",
    )  # fmt: skip


def test_trap_S4_036_a_measure_without_a_target_is_not_rated(demo: LoadedDemo) -> None:
    measures = Indicator.objects.filter(
        benefit__programme__reference=demo.programmes["improvement"]
    )
    assert list(measures.in_order().values_list("baseline_value", "target_value")) == [
        (Decimal(37), None), (Decimal(50), None),
    ]  # fmt: skip


def test_trap_a_project_moved_to_another_programme_with_its_history(demo: LoadedDemo) -> None:
    moved = Project.objects.get(reference=demo.projects["chairing"])
    before, now = demo.programmes["improvement"], demo.programmes["transformation"]
    assert moved.programme.reference == now
    then = page(f"/programmes/{before}/projects/?at=2012-01-31").text
    assert moved.title in then
    left = page(f"/programmes/{before}/projects/").text
    assert "Independent Chairing Service Project" in left
    versions = Project.history.filter(id=moved.pk).order_by("history_id")
    found = [(v.programme.reference, v.history_change_reason) for v in versions]
    assert found[0] == (before, "Project started")
    assert next(reason for programme, reason in found if programme == now) == (
        "The transformation programme took it over"
    )


def test_trap_a_benefit_was_handed_over_and_others_were_validated(demo: LoadedDemo) -> None:
    handed = Benefit.objects.get(handed_over_at__isnull=False)
    owner, giver = handed.owner, handed.handed_over_by
    assert owner is not None
    assert giver is not None
    assert (handed.title, owner.name, giver.name, handed.review_on) == (
        "Children are assessed in time", "Daniel Reeve", "Roland Fisk", date(2012, 9, 28),
    )  # fmt: skip
    benefit = Benefit.objects.get(validated_at__isnull=False)
    line = SavingsLine.objects.get(validated_at__isnull=False)
    assert [str(each.validated_by) for each in (benefit, line)] == ["Nadia Rowe", "Nadia Rowe"]
