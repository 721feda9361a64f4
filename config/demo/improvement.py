"""The improvement programme of 2009-10: phases, money, roles, boards and indicators."""

from __future__ import annotations

from datetime import date

from audit.partial_dates import Precision
from benefits.choices import BenefitKind, Direction, Unit
from config.demo.improvement_workstreams import WORKSTREAMS
from config.demo.shapes import (
    DemoBenefit,
    DemoBoard,
    DemoFunding,
    DemoIndicator,
    DemoMeasurement,
    DemoPhase,
    DemoProgramme,
    Seat,
)
from governance.choices import BoardKind
from people.choices import Role
from programmes.choices import PhaseState, ProgrammeState

PHASES = (
    DemoPhase(
        "Programme Initiation",
        "Approval of the programme's founding document, a plan for those concerned, one way of "
        "running projects, the choice of projects that come first, and a plan for communication.",
        PhaseState.COMPLETE,
        date(2009, 11, 16),
        date(2010, 3, 3),
    ),
    DemoPhase(
        "Project Development and Project Scoping",
        "Each project lead brings a short plan to the board, which lets it go ahead, has it "
        "changed, or closes it.",
        PhaseState.COMPLETE,
        date(2010, 3, 3),
    ),
    DemoPhase(
        "Project Implementation and Reporting",
        "Leads carry out their plans, with plans for communication, risk and quality, and report.",
        PhaseState.COMPLETE,
    ),
    DemoPhase(
        "Improvement Priorities Realisation",
        "Improvements are measured against where the service began, until they hold without the "
        "programme.",
        PhaseState.UNDER_WAY,
    ),
)

FUNDING = (
    DemoFunding(
        "Additional budget agreed by Cabinet",
        500,
        "{2009/10}",
        date(2009, 9, 16),
        "For more staff and capacity in safeguarding.",
    ),
    DemoFunding(
        "Safeguarding Improvement Programme reserve",
        750,
        "{2009/10} and {2010/11}",
        note="Carried forward from the first year to the second.",
    ),
)

BOARDS = (
    DemoBoard(
        "safeguarding_board",
        "Wolderby Safeguarding Children Board",
        BoardKind.SPONSORING_GROUP,
        "Examines how the programme is carried out and what it achieves. On the programme board's "
        "recommendation it decides that the programme is complete.",
        seats=(Seat(Role.CHAIR, post="Independent Chair"),),
    ),
    DemoBoard(
        "improvement_board",
        "Improvement Programme Board",
        BoardKind.PROGRAMME_BOARD,
        "Questions projects before they are approved, sees that they are resourced and managed, "
        "keeps the sponsors informed, and keeps the programme within its budget.",
        parent="safeguarding_board",
        seats=(
            Seat(Role.MEMBER, post="Elected members of the Safeguarding Children Forum"),
            Seat(Role.MEMBER, post="Senior managers of the Safeguarding Children Forum"),
            Seat(Role.MEMBER, post="Chair, Wolderby Safeguarding Children Board"),
            Seat(Role.CO_OPTED_MEMBER, post="Member of the Corporate Parenting Panel"),
        ),
    ),
    DemoBoard(
        "executive_group",
        "Improvement Executive Group",
        BoardKind.EXECUTIVE_GROUP,
        "Senior officers of all partners, between the board and the project teams: they keep "
        "milestones and risks in view, find resources, and keep partners committed.",
        parent="improvement_board",
        seats=(
            Seat(Role.MEMBER, "attwell", post="Senior Responsible Owner"),
            Seat(Role.MEMBER, "kessell", post="Programme Director"),
            Seat(Role.MEMBER, "fisk", post="Programme Manager"),
        ),
    ),
    DemoBoard(
        "ics_group",
        "ICS Steering Group",
        BoardKind.STEERING_GROUP,
        "Steers work on the case system. It has a seat on the team of workstream 11.",
        parent="executive_group",
        seats=(Seat(Role.CHAIR, "frayne"),),
    ),
)

BENEFITS = (
    DemoBenefit(
        "Children are assessed in time",
        "No target was set for either measure.",
        BenefitKind.OUTCOME,
        "hale",
        project="ws03",
        indicators=(
            DemoIndicator(
                "Initial assessments completed in time",
                Unit.PERCENT,
                Direction.HIGHER,
                baseline=DemoMeasurement(date(2010, 4, 30), "37", precision=Precision.MONTH),
                measurements=(DemoMeasurement(date(2011, 5, 31), "76", precision=Precision.MONTH),),
            ),
            DemoIndicator(
                "Core assessments completed within timescale",
                Unit.PERCENT,
                Direction.HIGHER,
                baseline=DemoMeasurement(date(2010, 4, 30), "50", precision=Precision.MONTH),
                measurements=(DemoMeasurement(date(2011, 5, 31), "73", precision=Precision.MONTH),),
            ),
        ),
    ),
)

PROGRAMME = DemoProgramme(
    key="improvement",
    title="Children's Safeguarding and Looked After Service Improvement Programme",
    created=date(2009, 11, 16),
    by="fisk",
    state=ProgrammeState.RUNNING,
    starts=date(2009, 11, 16),
    precision=Precision.DAY,
    expected_end=None,
    vision=(
        "Children in Wolderby are kept safe by services that answer in time and check their own "
        "work."
    ),
    aims=(
        "To put right what the unannounced inspection of {October 2009} found, and to bring "
        "safeguarding and services for looked after children to an excellent standard that holds "
        "without the programme."
    ),
    phases=PHASES,
    funding=FUNDING,
    seats=(
        Seat(Role.SENIOR_RESPONSIBLE_OWNER, "attwell", post="Corporate Director"),
        Seat(Role.PROGRAMME_DIRECTOR, "kessell", post="Service Director"),
        Seat(
            Role.PROGRAMME_MANAGER,
            "fisk",
            post="Lead Officer, Strategic Planning and Commissioning",
        ),
        Seat(Role.INTERNAL_PARTNER, "pryor", post="Service Head - Service Improvement"),
        Seat(Role.EXTERNAL_SUPPORT, "sorrel", post="Children's social care consultant"),
        Seat(Role.CRITICAL_FRIEND, "threlfall", post="Deputy Chief Executive"),
    ),
    boards=BOARDS,
    projects=WORKSTREAMS,
    benefits=BENEFITS,
)
