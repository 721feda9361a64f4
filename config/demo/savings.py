"""The savings strategy of 2012: what is required, achieved and still to be planned, and the
restructure that should bring it. The four hubs are invented places."""

from __future__ import annotations

from datetime import date

from audit.partial_dates import Precision
from benefits.choices import BenefitKind, Direction, SavingState, Unit
from config.demo.shapes import (
    Amount,
    DemoBenefit,
    DemoBoard,
    DemoIndicator,
    DemoMilestone,
    DemoProgramme,
    DemoProject,
    DemoSavingsLine,
    Move,
    Seat,
    StageChange,
)
from config.demo.stories import savings as stories
from governance.choices import BoardKind
from people.choices import Role
from programmes.choices import ProgrammeState
from projects.choices import Stage

ACHIEVED, IDENTIFIED, TO_BE_PLANNED = (
    SavingState.ACHIEVED,
    SavingState.IDENTIFIED,
    SavingState.TO_BE_PLANNED,
)

BOARDS = (
    DemoBoard(
        "executive_members",
        "Corporate Director's Meeting with Executive Members",
        BoardKind.PROGRAMME_BOARD,
        "Agrees the programme of savings and transformation, and follows what it brings.",
        seats=(
            Seat(Role.CHAIR, post="Corporate Director, Children and Young People's Service"),
            Seat(Role.MEMBER, post="Executive Member for Children's Services"),
            Seat(Role.MEMBER, post="Executive Member for Schools"),
        ),
    ),
    DemoBoard(
        "strategic_group",
        "Strategic Social Care Transformation Group",
        BoardKind.STEERING_GROUP,
        "Goes on meeting to review the restructure, and deals with problems as they come up.",
        parent="executive_members",
        seats=(Seat(Role.CHAIR, "oram", post="Assistant Director - Children's Social Care"),),
    ),
    DemoBoard(
        "scrutiny",
        "Young People Overview and Scrutiny Committee",
        BoardKind.SCRUTINY,
        "Examines services to children and young people, and comments on what is planned.",
        directs=False,
        seats=(
            Seat(Role.CHAIR, post="Chairman"),
            Seat(Role.SECRETARY, "deverill", post="Scrutiny Team Leader"),
        ),
    ),
)

PREMISES = DemoProject(
    key="premises",
    printed_number="2a",
    title="Social Care Premises",
    created=date(2010, 9, 6),
    summary=(
        "Fewer and better used premises for social care, around four hubs: Brantmere, Oxthwaite, "
        "Selderby and Wenmoor."
    ),
    stages=(
        StageChange(date(2011, 1, 17), Stage.DEVELOPING, "Premises to leave are chosen"),
        StageChange(date(2011, 11, 7), Stage.IMPLEMENTING, "Leases reviewed"),
    ),
    seats=(Seat(Role.SPONSOR, "oram"), Seat(Role.PROJECT_LEAD, "henshaw")),
    milestones=(
        DemoMilestone(
            "notice",
            "Notice given on two leases",
            baseline=-18,
            actual=-18,
        ),
        DemoMilestone(
            "moved",
            "Both teams moved to the Selderby hub",
            baseline=-9,
            moves=(Move(4, -8, "A landlord disputes the break date"),),
            actual=-8,
        ),
        DemoMilestone(
            "keys",
            "Both buildings handed back",
            baseline=-5,
            moves=(Move(10, -2, "One of two property officers left"),),
            actual=-2,
        ),
        DemoMilestone("wenmoor", "Hot desks in the Wenmoor hub", baseline=11),
    ),
    reports=stories.PREMISES,
)

TRANSFORMATION = DemoProject(
    key="social_care",
    printed_number="2b",
    title="Social Care Transformation",
    created=date(2010, 9, 6),
    summary=(
        "A restructure that strengthens work with families and saves on administration, premises, "
        "senior management and looked after children. Each of four hubs has an Access and Impact "
        "team, a Child in Need / Child Protection team and a Looked After Children team. The "
        "Family Intervention Team works in all of them, under the new Head of Effective Practice "
        "and Quality Assurance. A stay in care that is not due to neglect or abuse should end "
        "within 28 days."
    ),
    stages=(
        StageChange(date(2011, 4, 4), Stage.DEVELOPING, "Restructure to be worked out"),
        StageChange(date(2011, 9, 4), Stage.IMPLEMENTING, "Consultation opened"),
    ),
    seats=(
        Seat(Role.SPONSOR, post="Corporate Director, Children and Young People's Service"),
        Seat(Role.STEERING_GROUP, group="strategic_group"),
        Seat(Role.PROJECT_LEAD, "oram", post="Assistant Director - Children's Social Care"),
        Seat(Role.TEAM_MEMBER, "lyle", post="Corporate Development Officer"),
    ),
    milestones=(
        DemoMilestone(
            "consultation",
            "Consultation with staff opens, for 60 days",
            date(2011, 9, 4),
            date(2011, 9, 4),
        ),
        DemoMilestone(
            "agreement",
            "Trade union agrees to begin with posts in band 16 and above",
            date(2011, 10, 4),
            date(2011, 10, 4),
        ),
        DemoMilestone("live", "New structure live", date(2012, 3, 1), date(2012, 3, 1)),
        DemoMilestone(
            "processes",
            "New service delivery processes live",
            date(2012, 3, 26),
            date(2012, 3, 26),
        ),
        DemoMilestone("ics", "Case system (ICS) reconfigured", date(2012, 3, 26), date(2012, 4, 2)),
        DemoMilestone(
            "baseline",
            "Baseline performance data (from {1 April 2012}) with the Executive Members",
            date(2012, 10, 31),
            precision=Precision.MONTH,
            room=6,
            why_late="Two data sets still held cases under old team names",
        ),
        DemoMilestone(
            "review",
            "Formal review of the restructure",
            date(2013, 3, 31),
            precision=Precision.MONTH,
            room=20,
            why_late="The review needs the baseline data",
        ),
    ),
    reports=stories.TRANSFORMATION,
    draft=stories.TRANSFORMATION_DRAFT,
)

PLACEMENTS = DemoProject(
    key="placements",
    printed_number="8",
    title="Procurement and Placements",
    created=date(2010, 9, 20),
    summary=(
        "Placements for looked after children that are bought better, and fewer of them. £1,193k "
        "is required, of which £818k is identified and £375k still to be found over {2012-15}."
    ),
    stages=(
        StageChange(date(2011, 2, 14), Stage.DEVELOPING, "Contracts reviewed"),
        StageChange(date(2011, 10, 10), Stage.IMPLEMENTING, "First contracts renewed"),
    ),
    seats=(
        Seat(Role.SPONSOR, "oram"),
        Seat(Role.PROJECT_LEAD, "varma"),
        Seat(Role.TEAM_MEMBER, post="Placement Officer"),
    ),
    milestones=(
        DemoMilestone(
            "tender",
            "Tender for a block of placements published",
            baseline=-13,
            moves=(Move(6, -10, "The specification took three weeks longer"),),
            actual=-10,
        ),
        DemoMilestone(
            "contract",
            "Contract for the block signed",
            baseline=-2,
            moves=(
                Move(8, 12, "Only one bid, above today's price"),
                Move(10, 38, "To be tendered again with neighbouring authorities"),
            ),
        ),
        DemoMilestone("plan", "Plan for the whole saving", baseline=10),
    ),
    reports=stories.PLACEMENTS,
)

SAVINGS = (
    DemoSavingsLine(
        "Project 2: Social Care Premises and Social Care Transformation",
        1_110,
        "{2010/11} to {2013/14}",
        amounts=(
            Amount(2010, 525, ACHIEVED),
            Amount(2011, 200, ACHIEVED),
            Amount(
                2012, 200, IDENTIFIED, "From a review of residential staffing in children's homes"
            ),
            Amount(2013, 185, TO_BE_PLANNED),
        ),
    ),
    DemoSavingsLine(
        "Project 8: Procurement and Placements",
        1_193,
        "{2012-15}",
        project="placements",
        amounts=(
            Amount(None, 818, IDENTIFIED),
            Amount(None, 375, TO_BE_PLANNED, "Better buying, and fewer children placed"),
        ),
    ),
)

BENEFITS = (
    DemoBenefit(
        "Children are seen and settled in time",
        "Measured from {1 April 2012}, so that the effect of the restructure can be told. The "
        "first figures are still to come.",
        BenefitKind.OUTCOME,
        "oram",
        project="social_care",
        indicators=(
            DemoIndicator("Timeliness of initial assessments", Unit.PERCENT, Direction.HIGHER),
            DemoIndicator("Timeliness of core assessments", Unit.PERCENT, Direction.HIGHER),
            DemoIndicator("Stability of placements", Unit.PERCENT, Direction.HIGHER),
            DemoIndicator("Timeliness of child protection reviews", Unit.PERCENT, Direction.HIGHER),
        ),
    ),
)

PROGRAMME = DemoProgramme(
    key="savings",
    title="Savings and Transformation Strategy: Social Care Transformation",
    created=date(2010, 7, 26),
    by="oram",
    state=ProgrammeState.RUNNING,
    starts=date(2010, 7, 23),
    precision=Precision.DAY,
    expected_end=date(2014, 3, 31),
    vision=("Families get the right help early enough, and the service lives within its budget."),
    aims=(
        "The savings that the Children and Young People's Service has to make from {2010/11} to "
        "{2013/14}, together with better practice and more lasting results for children."
    ),
    principles=(
        "Children and young people live with their families wherever that is safe.",
        "Families get support in good time, so that fewer children come into care or need "
        "protection.",
        "A stay in care, unless it is due to neglect or abuse, is for 28 days at most, with "
        "intensive help to go home.",
        "The new structure keeps costs contained, and budgets under firm and accountable control.",
        "Help is one continuous line across the whole service, and moves with a child's needs.",
    ),
    seats=(
        Seat(Role.SENIOR_RESPONSIBLE_OWNER, post="Corporate Director"),
        Seat(Role.PROGRAMME_MANAGER, "oram", post="Assistant Director - Children's Social Care"),
    ),
    boards=BOARDS,
    projects=(PREMISES, TRANSFORMATION, PLACEMENTS),
    benefits=BENEFITS,
    savings=SAVINGS,
)
