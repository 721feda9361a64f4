"""The transformation programme of 2012: its direction, board, committees and benefits."""

from __future__ import annotations

from datetime import date

from audit.partial_dates import Precision
from benefits.choices import BenefitKind, Direction, Unit
from config.demo.shapes import (
    DemoBenefit,
    DemoBoard,
    DemoIndicator,
    DemoMeasurement,
    DemoProgramme,
    Seat,
)
from config.demo.transformation_projects import PROJECTS
from governance.choices import BoardKind
from people.choices import Role
from programmes.choices import ProgrammeState

VISION = (
    "Every child who depends on us most is safe, settled and happy, gets help in time, and grows "
    "up able to make the most of life."
)

AIMS = (
    "A way of working for Children's Social Care that the council can afford for years and that "
    "does the most for the children, young people and families who need it most. It takes further "
    "what the service has already improved in its everyday work."
)

PRINCIPLES = (
    "Children and young people at greatest risk come first in everything the service does.",
    "A child grows up at home with the family for as long as that can be made safe.",
    "A child who has to come into care leaves it without delay, to go home or to another family "
    "for good, for example by adoption.",
)

# Nine seats, all of them held by post. The Chairman is named because she signs in.
BOARD = DemoBoard(
    "board",
    "Children's Social Care Transformation Programme Board",
    BoardKind.PROGRAMME_BOARD,
    "Directs the programme, decides on its projects, and answers for it to the council.",
    seats=(
        Seat(Role.CHAIR, post="Chief Executive"),
        Seat(Role.MEMBER, "grange", post="Chairman, Children and Young People's Committee"),
        Seat(Role.MEMBER, post="Corporate Director, Children, Families and Cultural Services"),
        Seat(
            Role.MEMBER,
            post="Corporate Director, Adult Social Care, Health and Public Protection",
        ),
        Seat(Role.MEMBER, post="Service Director, Children's Social Care"),
        Seat(Role.MEMBER, post="Service Director, Youth, Families and Culture"),
        Seat(Role.MEMBER, post="Group Manager, Finance"),
        Seat(Role.MEMBER, post="Group Manager, HR - CFCS"),
        Seat(Role.MEMBER, post="Programme Manager (Improvement Programme)"),
    ),
)

STEERING_GROUP = DemoBoard(
    "transitions_group",
    "Strategic Transitions Management Group",
    BoardKind.STEERING_GROUP,
    "Brings children's and adult services together for young people with disabilities, and steers "
    "the Transitions Project.",
    parent="board",
    seats=(
        Seat(Role.CHAIR, post="Service Director, Adult Social Care"),
        Seat(Role.MEMBER, post="Service Director, Children's Social Care"),
        Seat(Role.MEMBER, post="Head of the Children with Disabilities Service"),
    ),
)

COMMITTEES = (
    DemoBoard(
        "committee",
        "Children and Young People's Committee",
        BoardKind.COMMITTEE,
        "Decides for the council on services to children, young people and families.",
        directs=False,
        seats=(
            Seat(Role.CHAIR, "grange", post="Chairman", is_voting=True),
            Seat(Role.MEMBER, post="Vice-Chairman", is_voting=True),
            Seat(Role.MEMBER, post="Member for Brantmere North", is_voting=True),
            Seat(Role.MEMBER, post="Member for Oxthwaite", is_voting=True),
            Seat(Role.MEMBER, post="Member for Selderby Market", is_voting=True),
            Seat(Role.CO_OPTED_MEMBER, post="Parent governor representative", is_voting=True),
            Seat(Role.CO_OPTED_MEMBER, post="Diocesan representative", is_voting=True),
            Seat(Role.SECRETARY, "mistry", post="Committee Officer"),
        ),
    ),
    DemoBoard(
        "policy_committee",
        "Policy Committee",
        BoardKind.COMMITTEE,
        "Sets the council's policies and strategies.",
        directs=False,
        seats=(
            Seat(Role.CHAIR, post="Leader of the Council", is_voting=True),
            Seat(Role.MEMBER, post="Deputy Leader of the Council", is_voting=True),
            Seat(
                Role.MEMBER, post="Chairman, Children and Young People's Committee", is_voting=True
            ),
        ),
    ),
)


def _measured(*values: tuple[int, str]) -> tuple[DemoMeasurement, ...]:
    return tuple(DemoMeasurement(week, value) for week, value in values)


# The benefits plan was still being written in July 2012, so most indicators have no figures at all.
BENEFITS = (
    DemoBenefit(
        "Decisions about a child are better informed and quicker",
        "Agencies put together what they know on the day a concern comes in.",
        BenefitKind.OUTCOME,
        "nair",
        project="hub",
        indicators=(
            DemoIndicator(
                "Partners that work in the hub",
                Unit.NUMBER,
                Direction.HIGHER,
                baseline=DemoMeasurement(date(2011, 12, 1), "0"),
                target=DemoMeasurement(date(2012, 11, 30), "4"),
                measurements=_measured((-22, "1"), (-14, "2"), (-6, "2"), (-1, "3")),
            ),
            DemoIndicator("Working days from a concern to a decision", Unit.DAYS, Direction.LOWER),
        ),
    ),
    DemoBenefit(
        "Children do not drift in care",
        "One service follows a child from the first day in care to a home for good.",
        BenefitKind.OUTCOME,
        "reeve",
        project="structure",
        indicators=(
            DemoIndicator(
                "Through care teams at work",
                Unit.NUMBER,
                Direction.HIGHER,
                baseline=DemoMeasurement(date(2012, 6, 18), "0"),
                target=DemoMeasurement(date(2013, 3, 31), "4"),
            ),
            DemoIndicator(
                "Days from coming into care to a permanent home", Unit.DAYS, Direction.LOWER
            ),
        ),
    ),
    DemoBenefit(
        "More children live safely with their own family",
        "Help at the edge of care, and kinship care where parents cannot look after a child.",
        BenefitKind.OUTCOME,
        "marlow",
        project="looked_after",
        indicators=(
            DemoIndicator(
                "Children and young people in the council's care", Unit.NUMBER, Direction.LOWER
            ),
            DemoIndicator(
                "Children in the care of relatives or friends", Unit.NUMBER, Direction.HIGHER
            ),
        ),
    ),
    DemoBenefit(
        "Lower spending on external placements",
        "Fewer placements outside the council's own provision, and better prices for those that "
        "remain. The amount will be set in the benefits realisation plan.",
        BenefitKind.CASHABLE,
        "osgood",
        project="providers",
        indicators=(
            DemoIndicator("Yearly spending on external placements", Unit.POUNDS, Direction.LOWER),
        ),
    ),
)

PROGRAMME = DemoProgramme(
    key="transformation",
    title="Children's Social Care Transformation Programme",
    created=date(2011, 5, 16),
    by="hale",
    state=ProgrammeState.RUNNING,
    starts=date(2011, 5, 1),
    precision=Precision.MONTH,
    expected_end=date(2013, 9, 30),
    vision=VISION,
    aims=AIMS,
    principles=PRINCIPLES,
    seats=(
        Seat(
            Role.SENIOR_RESPONSIBLE_OWNER, "hale", post="Service Director, Children's Social Care"
        ),
        Seat(Role.PROGRAMME_MANAGER, "whitlow", post="Acting Programme Manager"),
    ),
    boards=(BOARD, STEERING_GROUP, *COMMITTEES),
    projects=PROJECTS,
    benefits=BENEFITS,
)
