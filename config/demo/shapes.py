"""The shapes that the demonstration's data is written in.

Data is written for 4 July 2012. A `When` is a date, which the load moves by whole years, or a whole
number of weeks from the Friday of the newest reports. Texts may hold dates in braces, such as
{18 July 2012}, {November 2012}, {2013/14}, or a milestone's expected date by its key, {@go-live}.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from audit.partial_dates import Precision
from benefits.choices import BenefitKind, Direction, SavingState, Unit
from governance.choices import BoardKind
from people.choices import Role, UnitKind
from programmes.choices import PhaseState, ProgrammeState
from projects.choices import Stage

When = date | int
FORTNIGHT = timedelta(days=14)
FOUR_WEEKS = timedelta(days=28)


@dataclass(frozen=True)
class DemoUnit:
    key: str
    name: str
    kind: UnitKind
    parent: str = "council"


@dataclass(frozen=True)
class DemoPerson:
    key: str
    name: str
    job_title: str
    unit: str
    telephone: str = ""


@dataclass(frozen=True)
class DemoAccount:
    """Somebody who signs in, the role of theirs in the office if any, and what they may do."""

    sign_in_name: str
    person: str
    may: str
    office_role: Role | None = None


@dataclass(frozen=True)
class Seat:
    """A role, held by a person, by a post (as it is printed), by a board, or by nobody named."""

    role: Role
    person: str = ""
    post: str = ""
    group: str = ""
    limited_to: str = ""
    is_suggested: bool = False
    is_voting: bool = False


@dataclass(frozen=True)
class DemoBoard:
    key: str
    title: str
    kind: BoardKind
    purpose: str
    seats: tuple[Seat, ...] = ()
    parent: str = ""
    directs: bool = True


@dataclass(frozen=True)
class Move:
    """A new forecast of a milestone, given on the day of a report (0 is the oldest), and why."""

    report: int
    to: When
    why: str


@dataclass(frozen=True)
class DemoMilestone:
    """A milestone. `room` keeps one that lies in the future there: whatever today is, it is at
    least so many weeks ahead, and moves for the reason `why_late` when years alone would not do.
    One without `room` whose day has passed was reached on that day."""

    key: str
    title: str
    baseline: When | None = None
    actual: When | None = None
    precision: Precision = Precision.DAY
    moves: tuple[Move, ...] = ()
    room: int | None = None
    why_late: str = ""


@dataclass(frozen=True)
class Report:
    """A status report: "A GARG-" rates overall, then schedule, cost, scope, benefits, resources."""

    ratings: str
    why: str
    achieved: str
    next_steps: str = ""
    help_needed: str = ""


@dataclass(frozen=True)
class Returned:
    """A report that was submitted yesterday and returned by the programme's manager, and why."""

    report: Report
    why: str


@dataclass(frozen=True)
class StageChange:
    when: When
    stage: Stage
    why: str


@dataclass(frozen=True)
class DemoProject:
    key: str
    printed_number: str
    title: str
    summary: str
    created: date
    stages: tuple[StageChange, ...]
    seats: tuple[Seat, ...]
    milestones: tuple[DemoMilestone, ...]
    reports: tuple[Report, ...]
    category: str = ""
    every: timedelta = FORTNIGHT
    draft: Report | None = None
    returned: Returned | None = None
    waits: bool = False  # the newest report to be accepted; all others are


@dataclass(frozen=True)
class DemoMeasurement:
    when: When
    value: str
    note: str = ""
    precision: Precision = Precision.DAY


@dataclass(frozen=True)
class DemoIndicator:
    title: str
    unit: Unit
    direction: Direction
    baseline: DemoMeasurement | None = None
    target: DemoMeasurement | None = None
    measurements: tuple[DemoMeasurement, ...] = ()


@dataclass(frozen=True)
class DemoBenefit:
    title: str
    description: str
    kind: BenefitKind
    owner: str
    project: str = ""
    expected: date | None = None
    indicators: tuple[DemoIndicator, ...] = ()


@dataclass(frozen=True)
class Amount:
    """Thousands of pounds of a saving, in the financial year that starts in `year`, if given."""

    year: int | None
    thousands: int
    state: SavingState
    note: str = ""


@dataclass(frozen=True)
class DemoSavingsLine:
    title: str
    required_thousands: int
    period: str
    amounts: tuple[Amount, ...]
    project: str = ""


@dataclass(frozen=True)
class DemoPhase:
    title: str
    description: str
    state: PhaseState
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class DemoFunding:
    title: str
    thousands: int
    period: str
    approved: date | None = None
    note: str = ""


@dataclass(frozen=True)
class DemoProgramme:
    key: str
    title: str
    created: date
    by: str
    state: ProgrammeState
    starts: date
    precision: Precision
    expected_end: date | None
    vision: str
    aims: str
    principles: tuple[str, ...] = ()
    phases: tuple[DemoPhase, ...] = ()
    funding: tuple[DemoFunding, ...] = ()
    seats: tuple[Seat, ...] = ()
    boards: tuple[DemoBoard, ...] = ()
    projects: tuple[DemoProject, ...] = ()
    benefits: tuple[DemoBenefit, ...] = ()
    savings: tuple[DemoSavingsLine, ...] = ()


@dataclass(frozen=True)
class DemoSection:
    key: str
    heading: str
    is_sub: bool
    body: str


@dataclass(frozen=True)
class DemoClearance:
    """A clearance that an officer was asked for; they gave it when there are initials, refused it
    when there is only a text, and it waits for them without either."""

    kind: str
    officer: str
    initials: str = ""
    text: str = ""


@dataclass(frozen=True)
class DemoReader:
    """Somebody who may read what is restricted, and why; `until` is a last day."""

    person: str
    why: str
    until: When | None = None


@dataclass(frozen=True)
class DemoRestriction:
    """Who keeps a paper from whom; `released` is the day on which it was opened again."""

    paragraph: str
    public_title: str
    public_interest: str
    proper_officer: str
    review: When
    readers: tuple[DemoReader, ...]
    released: When | None = None
    why_released: str = ""


@dataclass(frozen=True)
class DemoPaper:
    """A paper; `written` and `cleared` are days where the meeting does not say."""

    programme: str
    board: str
    title: str
    meeting: date
    agenda_item: str
    report_of: str
    signatory: str
    contact: str
    reference_code: str
    by: str
    sections: tuple[DemoSection, ...]
    recommendations: tuple[str, ...]
    clearances: tuple[DemoClearance, ...]
    background_papers: tuple[str, ...]
    divisions_affected: str = "All."
    written: When | None = None
    cleared: When | None = None
    restriction: DemoRestriction | None = None
