"""The facts of the demonstration, unmoved, on 4 July 2012."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from benefits.models import Indicator, Measurement, SavingsAmount, SavingsLine
from config.demo.loader import LoadedDemo
from governance.models import Board, Sponsorship
from money.models import FundingYear, Post
from people.models import Appointment
from people.seats import seats
from programmes.models import FundingSource, Phase, Principle, Programme
from programmes.queries import funding
from projects.models import Milestone, Project
from projects.queries import milestones
from tests.config.demo_records import appointments, projects_of
from values.partial_dates import PartialDate

pytestmark = pytest.mark.one_engine  # the browser visits the demonstration on both

POUNDS = 100


def test_three_programmes(demo: LoadedDemo) -> None:
    fields = ("title", "state", "starts_on", "expected_end_on")
    assert list(Programme.objects.order_by("id").values_list(*fields)) == [
        (
            "Children's Safeguarding and Looked After Service Improvement Programme",
            "running",
            date(2009, 11, 16),
            None,
        ),
        (
            "Savings and Transformation Strategy: Social Care Transformation",
            "running",
            date(2010, 7, 23),
            date(2014, 3, 31),
        ),
        (
            "Children's Social Care Transformation Programme",
            "running",
            PartialDate.month(2011, 5),
            PartialDate.month(2013, 9),
        ),
    ]
    assert (demo.years, demo.today) == (0, date(2012, 7, 4))


def test_the_improvement_programmes_phases_and_money(demo: LoadedDemo) -> None:
    phases = Phase.objects.filter(programme__title__startswith="Children's Safeguarding")
    assert list(phases.in_order().values_list("title", "state")) == [
        ("Programme Initiation", "complete"),
        ("Project Development and Project Scoping", "complete"),
        ("Project Implementation and Reporting", "complete"),
        ("Improvement Priorities Realisation", "under_way"),
    ]
    programme = Programme.objects.get(title__startswith="Children's Safeguarding")
    sources = FundingSource.objects.filter(programme=programme).in_order()
    money = sources.values_list("kind", "amount_pence", "basis", "starts_on", "approved_on")
    permanent = PartialDate.day(date(2010, 4, 1))
    assert list(money) == [
        ("base", 500_000 * POUNDS, "once", None, date(2009, 9, 16)),
        ("reserve", 750_000 * POUNDS, "once", None, None),
        ("base", 1_700_000 * POUNDS, "yearly", permanent, None),
        ("base", 3_100_000 * POUNDS, "yearly", permanent, None),
    ]
    assert funding(programme.pk, None).totals == (
        ("Total, one-off", "£1,250,000"),
        ("Total, every year", "£4,800,000 a year"),
    )
    years = FundingYear.objects.filter(source__in=sources).in_order()
    assert list(years.values_list("financial_year", "kind", "amount_pence")) == [
        (2009, "new", 500_000 * POUNDS),
        (2009, "new", 750_000 * POUNDS),
        (2010, "carried", None),
    ]


def test_the_improvement_programme_adds_twenty_four_posts(demo: LoadedDemo) -> None:
    posts = Post.objects.order_by("-number", "id").values_list("number", "filled", "kind")
    assert list(posts) == [
        (12, 12, "permanent"),
        (6, 6, "permanent"),
        (4, 4, "fixed_term"),
        (1, 1, "permanent"),
        (1, 1, "permanent"),
    ]
    assert sum(number for number, _filled, _kind in posts) == 24


def test_seventeen_workstreams_keep_their_printed_numbers(demo: LoadedDemo) -> None:
    workstreams = projects_of(demo, "improvement")
    assert [p.printed_number for p in workstreams] == [
        *(str(number) for number in range(1, 15)),
        "14",
        "16",
        "17",
    ]
    assert Counter(str(p.category) for p in workstreams) == {
        "High priority": 3,
        "Service development": 5,
        "Service review": 9,
    }
    assert [p.title for p in workstreams if p.printed_number == "14"] == [
        "Service responsiveness, including complaints",
        "Induction, workforce & management development",
    ]


def test_who_leads_how_many_workstreams(demo: LoadedDemo) -> None:
    leads = [
        [a.person.name for a in appointments(p.scope_id, "project_lead") if a.person]
        for p in projects_of(demo, "improvement")
    ]
    assert Counter(names[0] for names in leads if len(names) == 1) == {
        "Duncan Pryor": 4,
        "Frances Okell": 2,
        "Colin Frayne": 2,
        "Adrian Holt": 2,
        "Stuart Maddern": 2,
        "Martin Hale": 1,
        "Valerie Stroud": 1,
        "Nasreen Akhtar": 1,
    }
    assert [(n, names) for n, names in enumerate(leads, start=1) if len(names) == 2] == [
        (10, ["Owen Tarrant", "Duncan Pryor"]),
        (16, ["Denise Hallam", "Diane Mercer"]),
    ]


def test_the_oddities_of_leads_and_teams(demo: LoadedDemo) -> None:
    workstreams = projects_of(demo, "improvement")
    teams = [appointments(p.scope_id, "team_member") for p in workstreams]
    twice = [a.post for a in teams[1] if a.person and a.person.name == "Imran Sadiq"]
    assert twice == ["Service Manager - Social Care", "Service Manager - Service Improvement"]
    consultant = Appointment.objects.filter(person__name="Dorothea Walden").exclude(post="")
    assert list(consultant.order_by("id").values_list("post", "printed_as")) == [
        ("External consultant", ""),
        ("External consultant", "Dorothy Walden"),
        ("External consultant", "Dorothea Waldon"),
    ]
    assert [a.group.title for a in teams[10] if a.group] == ["ICS Steering Group"]
    assert [a.post for a in teams[14] if not a.person] == [
        "Learning and Development representative"
    ]
    leads_of_16 = appointments(workstreams[15].scope_id, "project_lead")
    assert [a.limited_to for a in leads_of_16] == ["", "Schools"]
    on_team_17 = [a.person.name for a in teams[16] if a.person]
    assert on_team_17 == ["Stuart Maddern", "Bernard Yeo", "Marco Bellini"]
    suggested = [n for n, team in enumerate(teams, 1) if team and team[0].is_suggested]
    assert suggested == [7, 10, 12]


def test_the_improvement_programmes_indicators_have_no_target(demo: LoadedDemo) -> None:
    reference = demo.programmes["improvement"]
    indicators = Indicator.objects.filter(benefit__programme__reference=reference)
    measured = [
        (
            *(i.title, i.baseline_value, i.baseline_on, i.target_value),
            *Measurement.objects.filter(indicator=i)
            .oldest_first()
            .values_list("measured_on", "value"),
        )
        for i in indicators.in_order()
    ]
    april, may = PartialDate.month(2010, 4), PartialDate.month(2011, 5)
    assert measured == [
        ("Initial assessments completed in time", Decimal(37), april, None, (may, Decimal(76))),
        (
            *("Core assessments completed within timescale", Decimal(50), april, None),
            (may, Decimal(73)),
        ),
    ]


def test_boards_report_upwards(demo: LoadedDemo) -> None:
    rows = Board.objects.order_by("id").values_list("title", "kind__key", "parent__title")
    assert list(rows) == [
        ("Wolderby Safeguarding Children Board", "sponsoring_group", None),
        ("Improvement Programme Board", "programme_board", None),
        ("Improvement Executive Group", "executive_group", "Improvement Programme Board"),
        ("ICS Steering Group", "steering_group", "Improvement Executive Group"),
        ("Social Care and Health Committee", "scrutiny", None),
        ("Corporate Director's Meeting with Executive Members", "programme_board", None),
        (
            *("Strategic Social Care Transformation Group", "steering_group"),
            "Corporate Director's Meeting with Executive Members",
        ),
        ("Young People Overview and Scrutiny Committee", "scrutiny", None),
        ("Children's Social Care Transformation Programme Board", "programme_board", None),
        (
            *("Strategic Transitions Management Group", "steering_group"),
            "Children's Social Care Transformation Programme Board",
        ),
        ("Children and Young People's Committee", "committee", None),
        ("Policy Committee", "committee", None),
        ("Improvement and Change Sub-Committee", "committee", "Policy Committee"),
    ]
    links = Sponsorship.objects.values_list("board__title", "sponsor__title")
    assert list(links) == [("Improvement Programme Board", "Wolderby Safeguarding Children Board")]


def test_the_transformation_board_has_nine_seats_held_by_post(demo: LoadedDemo) -> None:
    board = Board.objects.get(reference=demo.boards["board"])
    held = [(s.role, s.post or s.name) for s in seats([board.scope_id])[board.scope_id]]
    assert held == [
        ("chair", "Chief Executive"),
        ("member", "Chairman, Children and Young People's Committee"),
        ("member", "Corporate Director, Children, Families and Cultural Services"),
        ("member", "Corporate Director, Adult Social Care, Health and Public Protection"),
        ("member", "Service Director, Children's Social Care"),
        ("member", "Service Director, Youth, Families and Culture"),
        ("member", "Group Manager, Finance"),
        ("member", "Group Manager, HR - CFCS"),
        ("member", "Programme Manager (Improvement Programme)"),
    ]
    assert Principle.objects.filter(programme=board.programme).count() == 3


def test_nine_projects_a_to_i(demo: LoadedDemo) -> None:
    rows = [(p.printed_number, p.title, p.stage) for p in projects_of(demo, "transformation")]
    assert rows == [
        ("a", "Multi-Agency Safeguarding Hub (MASH)", "implementing"),
        ("b", "Organisational Structure", "implementing"),
        ("c", "Looked After Children Project", "implementing"),
        ("d", "Transitions Project", "developing"),
        ("e", "Legal Project", "developing"),
        ("f", "Performance Project", "developing"),
        ("g", "Independent Chairing Service Project", "developing"),
        ("h", "Budget and Cost Driver Model", "developing"),
        ("i", "Provider Services Review", "scoping"),
    ]
    transitions = Project.objects.get(reference=demo.projects["transitions"]).scope_id
    assert [a.person.name for a in appointments(transitions, "sponsor") if a.person] == [
        "Martin Hale",
        "David Ramshaw",
    ]
    steering = appointments(transitions, "steering_group")
    assert [a.group.title for a in steering if a.group] == [
        "Strategic Transitions Management Group"
    ]


@pytest.mark.parametrize(
    ("project", "title", "dates"),
    [
        ("hub", "Partners working together on the hub", (PartialDate.month(2011, 12),) * 3),
        ("hub", "Hub goes live", (PartialDate.month(2012, 11), PartialDate.month(2012, 11), None)),
        (
            "structure",
            "Structure approved by the Children and Young People's Committee",
            (date(2012, 6, 18),) * 3,
        ),
        (
            "looked_after",
            "Looked after children strategy at the Policy Committee",
            (date(2012, 7, 18), date(2012, 7, 18), None),
        ),
        (
            "performance",
            "Key performance indicator set in place",
            (PartialDate.month(2012, 10), PartialDate.month(2012, 10), None),
        ),
        (
            "performance",
            "Performance for Quarter 1 reported to the committee",
            (None, None, None),
        ),
        (
            "budget",
            "Budget structure for 2013/14 in place",
            (date(2013, 4, 1), date(2013, 4, 1), None),
        ),
        (
            "social_care",
            "Consultation with staff opens, for 60 days",
            (date(2011, 9, 4),) * 3,
        ),
        ("social_care", "New structure live", (date(2012, 3, 1),) * 3),
        (
            "social_care",
            "New service delivery processes live",
            (date(2012, 3, 26),) * 3,
        ),
        (
            "social_care",
            "Case system (ICS) reconfigured",
            (date(2012, 3, 26), date(2012, 3, 26), date(2012, 4, 2)),
        ),
        (
            "social_care",
            "Formal review of the restructure",
            (PartialDate.month(2013, 3), PartialDate.month(2013, 3), None),
        ),
    ],
)
def test_milestones_of_the_record(
    demo: LoadedDemo, project: str, title: str, dates: tuple[Any, ...]
) -> None:
    milestone = Milestone.objects.get(project__reference=demo.projects[project], title=title)
    found = (milestone.baseline_on, milestone.forecast_on, milestone.actual_on)
    assert found == dates


def test_no_milestone_is_overdue(demo: LoadedDemo) -> None:
    found = milestones(Project.objects.values_list("id", flat=True), None)
    states = {row.state for rows in found.values() for row in rows}
    assert states == {"done", "on_track", "slipped", "undated"}


def test_savings_add_up(demo: LoadedDemo) -> None:
    thousand = 1_000 * POUNDS
    required = SavingsLine.objects.in_order().values_list("required_pence", flat=True)
    assert list(required) == [1_110 * thousand, 1_193 * thousand]
    amounts = list(SavingsAmount.objects.by_year().select_related("line"))
    assert [(a.line.position, a.financial_year, a.amount_pence, a.state) for a in amounts] == [
        (1, 2010, 525 * thousand, "achieved"),
        (1, 2011, 200 * thousand, "achieved"),
        (1, 2012, 200 * thousand, "identified"),
        (1, 2013, 185 * thousand, "to_be_planned"),
        (2, None, 818 * thousand, "identified"),
        (2, None, 375 * thousand, "to_be_identified"),
    ]
    sums: Counter[str] = Counter()
    for amount in amounts:
        sums[f"{amount.line.position} {amount.state}"] += amount.amount_pence
        sums[f"{amount.line.position}"] += amount.amount_pence
    assert sums == {
        "1 achieved": 725 * thousand,
        "1 identified": 200 * thousand,
        "1 to_be_planned": 185 * thousand,
        "1": 1_110 * thousand,
        "2 identified": 818 * thousand,
        "2 to_be_identified": 375 * thousand,
        "2": 1_193 * thousand,
    }
    assert sums["1"] - sums["1 achieved"] == 385 * thousand


def test_the_savings_strategys_indicators_have_no_figures(demo: LoadedDemo) -> None:
    indicators = Indicator.objects.filter(benefit__programme__reference=demo.programmes["savings"])
    rows = indicators.in_order().values_list("title", "baseline_value", "target_value")
    assert list(rows) == [
        ("Timeliness of initial assessments", None, None),
        ("Timeliness of core assessments", None, None),
        ("Stability of placements", None, None),
        ("Timeliness of child protection reviews", None, None),
    ]
    assert not Measurement.objects.filter(indicator__in=indicators).exists()
