"""The 17 workstreams of the improvement programme, with the oddities of its founding document.

Printed numbers run from 1 to 14, then 14 again, 16 and 17. One person leads four and shares a
fifth; one sits on one team under two posts; one consultant's name is printed in three ways; a group
and an unnamed representative have seats; one lead is for schools only; one lead is on the team too;
three teams are only suggested.
"""

from __future__ import annotations

from datetime import date

from audit.partial_dates import Precision
from config.demo.shapes import (
    FOUR_WEEKS,
    DemoMilestone,
    DemoProject,
    Move,
    Report,
    Seat,
    StageChange,
)
from config.demo.stories import improvement_first as first
from config.demo.stories import improvement_reviews as reviews
from people.choices import Role
from projects.choices import Stage

HIGH, DEVELOPMENT, REVIEW = "High priority", "Service development", "Service review"
STAGES = (
    StageChange(date(2010, 1, 11), Stage.DEVELOPING, "Lead named by the programme"),
    StageChange(date(2010, 4, 19), Stage.IMPLEMENTING, "Plan approved by the board"),
    StageChange(date(2011, 6, 6), Stage.REALISING, "Plan carried out; improvements are measured"),
)


def lead(person: str, post: str = "", limited_to: str = "") -> Seat:
    return Seat(Role.PROJECT_LEAD, person, post=post, limited_to=limited_to)


def team(person: str = "", post: str = "", group: str = "") -> Seat:
    return Seat(Role.TEAM_MEMBER, person, post=post, group=group)


def suggested(person: str, post: str = "") -> Seat:
    return Seat(Role.TEAM_MEMBER, person, post=post, is_suggested=True)


def workstream(
    place: int,
    printed_number: str,
    category: str,
    title: str,
    summary: str,
    seats: tuple[Seat, ...],
    reports: tuple[Report, ...],
    *,
    delivered: str,
    handover: int,
    late: tuple[int, int, str] | None = None,
) -> DemoProject:
    """A workstream. `handover` is in weeks from the newest reports; `late` is (the report in which
    it moved, weeks to where, why)."""
    moves = (Move(*late),) if late else ()
    return DemoProject(
        key=f"ws{place:02d}",
        printed_number=printed_number,
        category=category,
        title=title,
        summary=summary,
        created=date(2009, 11, 30),
        stages=STAGES,
        seats=seats,
        milestones=(
            DemoMilestone(
                "approved",
                "Plan approved by the Improvement Programme Board",
                date(2010, 4, 30),
                date(2010, 4, 30),
                Precision.MONTH,
            ),
            DemoMilestone(
                "delivered", delivered, date(2011, 5, 31), date(2011, 5, 31), Precision.MONTH
            ),
            DemoMilestone("handover", "Handed over to the service", handover, moves=moves),
        ),
        reports=reports,
        every=FOUR_WEEKS,
    )


WORKSTREAMS = (
    workstream(
        1,
        "1",
        HIGH,
        "Appointment to new posts and the establishment of the new Social Care - Service "
        "Improvement section",
        "Fills the posts for which Cabinet gave money, and sets up a section for performance and "
        "policy in social care.",
        (
            lead("pryor"),
            team("hallam"),
            team("sadiq"),
            team("birkett", "Business Manager"),
        ),
        first.NEW_POSTS,
        delivered="Section at work",
        handover=3,
    ),
    workstream(
        2,
        "2",
        HIGH,
        "Development & implementation of a performance management framework, to include audit "
        "processes",
        "One framework for every team, so that everybody from social worker to elected member "
        "knows their part. Managers audit case files and supervision, and what they find comes "
        "back into practice.",
        (
            lead("pryor"),
            team("okell"),
            team("sadiq", "Service Manager - Social Care"),
            team("walden", "External consultant (printed: Dorothea Walden)"),
            team("hallam", "Service Manager - Human Resources"),
            team("sadiq", "Service Manager - Service Improvement"),
            team("adeyemi", "Service Manager - Social Care"),
        ),
        first.FRAMEWORK,
        delivered="All managers audit case files",
        handover=5,
    ),
    workstream(
        3,
        "3",
        HIGH,
        "Improve timescales for initial and core assessments",
        "Begins with the Reception and Assessment teams: the new Advanced Practitioners go where "
        "they help most, and weekly figures are used everywhere.",
        (
            lead("hale"),
            team("sorrel"),
            team("frayne", "Service Head - Performance Review"),
            team("banton", "Service Manager"),
            team("creed", "Team Manager"),
        ),
        first.TIMESCALES,
        delivered="Weekly figures in use in all teams",
        handover=2,
    ),
    workstream(
        4,
        "4",
        DEVELOPMENT,
        "Safeguarding developmental work",
        "Three areas: children missing from home, domestic abuse, and private fostering.",
        (
            lead("holt", "Head of Service"),
            team("okell", "Service Head - Social Care"),
            team("walden", "External consultant (printed: Dorothy Walden)"),
            team("pryor", "Service Head - Social Care"),
            team("pask", "Service Manager - Social Care"),
            team("sorrel", "External consultant"),
        ),
        first.SAFEGUARDING,
        delivered="Procedures for all three areas agreed",
        handover=4,
        late=(3, 8, "Private fostering is hardly known outside the service"),
    ),
    workstream(
        5,
        "5",
        DEVELOPMENT,
        "Caseload management system",
        "Managers give out cases by priority and experience, with a route to the Service Director "
        "when there are too many. A system is being tried out.",
        (
            lead("pryor"),
            team("garton", "Service Manager - Social Care"),
            team("okell"),
        ),
        first.CASELOADS,
        delivered="System in use in all teams",
        handover=-2,
        late=(4, 12, "Caseloads must have held for three months first"),
    ),
    workstream(
        6,
        "6",
        DEVELOPMENT,
        "Participation programme within CSCH",
        "Brings together how children and young people take part, closes the gaps, and looks again "
        "at bullying and at the handbook for looked after children.",
        (
            lead("okell"),
            team("whitlow", "Children and Young People's Participation Development Officer"),
            team("dempster", "Co-ordinator - Youth Services"),
        ),
        first.PARTICIPATION,
        delivered="Participation strategy agreed",
        handover=3,
    ),
    workstream(
        7,
        "7",
        DEVELOPMENT,
        "Partnership development",
        "The safeguarding board reviews itself, partners' figures join ours, and the action plans "
        "of serious case reviews are checked.",
        (
            lead("stroud", "Head of Service - Social Care"),
            suggested("lomas", "Safeguarding Children Board Manager"),
            suggested("ashe"),
        ),
        first.PARTNERSHIP,
        delivered="Memorandum with the Children's Trust in force",
        handover=2,
    ),
    workstream(
        8,
        "8",
        DEVELOPMENT,
        "Equality & Diversity",
        "What children and young people say shapes their own plans, how services are judged, and "
        "what is planned next.",
        (
            lead("akhtar", "Head of Ethnicity, Culture and Achievement Service"),
            team("reid", "Commissioning Officer"),
            team("whitlow"),
        ),
        first.EQUALITY,
        delivered="Guidance for all teams issued",
        handover=4,
    ),
    workstream(
        9,
        "9",
        REVIEW,
        "Social Care Capacity exercise",
        "Whether there are enough staff in the right places for all children in need, and how that "
        "compares with councils like this one.",
        (
            lead("frayne"),
            team("inman", "Principal Officer - Data Analysis"),
            team("vasey"),
            team("rudge", "Strategic Manager of Partnership Intelligence"),
            team("pryor"),
        ),
        reviews.CAPACITY,
        delivered="First comparison finished",
        handover=3,
    ),
    workstream(
        10,
        "10",
        REVIEW,
        "Partnership thresholds & pathways, to include social care thresholds",
        "Everybody who works with families knows when to refer a child to social care, and which "
        "other help there is.",
        (
            lead("tarrant", "Head of Service - Integrated Services"),
            lead("pryor"),
            suggested("sadiq"),
            suggested("walden"),
        ),
        reviews.THRESHOLDS,
        delivered="Guide to thresholds published",
        handover=6,
        late=(2, 20, "Waits for the hub, which will keep the guide"),
    ),
    workstream(
        11,
        "11",
        REVIEW,
        "Frameworki, ICS and management information improvement programme",
        "A case system that is fit for its purpose and easy to use, with figures that reach the "
        "right people in time.",
        (
            lead("frayne", "Head of Performance Review, Data and Communications"),
            team(group="ics_group"),
            team("vasey", "Service Manager - Data Management"),
        ),
        reviews.CASE_SYSTEM,
        delivered="Weekly management information",
        handover=-4,
        late=(2, 10, "The release failed its test"),
    ),
    workstream(
        12,
        "12",
        REVIEW,
        "Review of service provided by the Customer Services Centre",
        "A full review of how the contact centre takes new referrals and passes them on.",
        (
            lead("holt"),
            suggested("brook", "Head of Employee Services Centre"),
            suggested("farkas", "Development Officer - Customer Services"),
        ),
        reviews.CONTACT_CENTRE,
        delivered="Review finished",
        handover=5,
    ),
    workstream(
        13,
        "13",
        REVIEW,
        "Services for Looked After Children",
        "Ten checks, from unannounced visits and reviews in time to health, education plans, "
        "pathway plans and advocacy.",
        (
            lead("okell"),
            team("sadiq"),
            team("laidlaw", "Communications Manager"),
            team("penhale", "Service Manager - Social Care"),
            team("corran", "Service Manager - Social Care"),
            team("pugh"),
        ),
        reviews.LOOKED_AFTER,
        delivered="Policies for looked after children renewed",
        handover=2,
    ),
    workstream(
        14,
        "14",
        REVIEW,
        "Service responsiveness, including complaints",
        "What is done after a complaint, and what everybody learns from it.",
        (
            lead("maddern", "Service Head - Strategic Planning and Commissioning"),
            team("lister"),
            team("tolley", "Investigations Officer"),
            team("pryor"),
        ),
        reviews.RESPONSIVENESS,
        delivered="Themes of complaints reported",
        handover=3,
    ),
    workstream(
        15,
        "14",
        REVIEW,
        "Induction, workforce & management development",
        "To find and keep skilled staff, share them out fairly, start new social workers and "
        "first-line managers well, and train for what quality checks show.",
        (
            lead("pryor"),
            team("winslade", "Workforce Development Manager"),
            team("dacre", "Workforce Development Manager - Schools"),
            team("sadiq"),
            team(post="Learning and Development representative"),
            team("walden", "External consultant (printed: Dorothea Waldon)"),
        ),
        reviews.WORKFORCE,
        delivered="Workforce development plan renewed",
        handover=4,
    ),
    workstream(
        16,
        "16",
        REVIEW,
        "Safer Recruitment",
        "Keeps the practice of safer recruitment up, in the service and in schools.",
        (
            lead("hallam"),
            lead("mercer", limited_to="Schools"),
            team("kirwan", "Safer Working Practice Project Manager"),
            team("noakes", "Service Head - HR"),
            team("fisk"),
        ),
        reviews.RECRUITMENT,
        delivered="Review of current practice finished",
        handover=2,
    ),
    workstream(
        17,
        "17",
        REVIEW,
        "Value for Money",
        "A sharper strategy for placements, so that those outside the council are bought and "
        "followed up well.",
        (
            lead("maddern"),
            team("maddern"),
            team("yeo", "Placement Manager"),
            team("bellini", "Contracts Officer"),
        ),
        reviews.VALUE,
        delivered="Placement strategy revised",
        handover=6,
    ),
)
