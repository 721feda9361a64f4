"""The nine projects of the transformation programme, a to i, in the order of the paper of 2012."""

from __future__ import annotations

from datetime import date

from audit.partial_dates import Precision
from config.demo.shapes import DemoMilestone, DemoProject, Move, Seat, StageChange
from config.demo.stories import chairing_and_money as money
from config.demo.stories import hub, legal_and_performance, looked_after, structure
from people.choices import Role
from projects.choices import Stage

MONTH = Precision.MONTH

HUB = DemoProject(
    key="hub",
    printed_number="a",
    title="Multi-Agency Safeguarding Hub (MASH)",
    created=date(2011, 12, 5),
    summary=(
        "Since {December 2011} the partners have worked on one front door for worries about a "
        "child or about an adult at risk, which is to open in {@go-live}. Children's Social Care, "
        "Adult Social Care, the police and the health service will sit together in the Customer "
        "Services Centre at Cordwain House; probation, housing and mental health services will be "
        "linked to it from their own offices.\n\n"
        "Anybody may call the hub: a teacher, a doctor, a neighbour, a relative. Where a worry is "
        "serious enough for social care, staff of all partners put together what each of them "
        "knows, so that the decision is taken sooner and on the whole story. Where it is not, the "
        "hub passes the family on to early help. It also advises professionals who are unsure.\n\n"
        "Work has moved on in four areas: the joint process, the structure of the team, the "
        "agreement on sharing information, and the figures by which the hub is judged. The time "
        "needed for rooms and for ICT is the main risk to the opening; property and Ways of "
        "Working colleagues are part of the project to keep that risk small."
    ),
    stages=(
        StageChange(date(2012, 1, 4), Stage.DEVELOPING, "Scope agreed by the four partners"),
        StageChange(-9, Stage.IMPLEMENTING, "Joint process agreed; fit-out can be planned"),
    ),
    seats=(
        Seat(Role.SPONSOR, "hale"),
        Seat(Role.PROJECT_LEAD, "nair"),
        Seat(Role.TEAM_MEMBER, "creed", post="Team Manager"),
        Seat(Role.TEAM_MEMBER, post="Police representative"),
        Seat(Role.TEAM_MEMBER, post="Health representative"),
        Seat(Role.TEAM_MEMBER, post="Adult Social Care representative"),
    ),
    milestones=(
        DemoMilestone(
            "partners",
            "Partners working together on the hub",
            date(2011, 12, 31),
            date(2011, 12, 31),
            MONTH,
        ),
        DemoMilestone(
            "process", "Joint process agreed by all four partners", baseline=-14, actual=-12
        ),
        DemoMilestone(
            "sharing",
            "Information sharing agreement signed",
            baseline=-4,
            moves=(Move(7, 2, "The health trust's governance group meets once a month only"),),
        ),
        DemoMilestone(
            "rooms",
            "Ground floor of the Customer Services Centre ready",
            baseline=6,
            moves=(Move(8, 10, "The landlord asked for a fire report before signing"),),
        ),
        DemoMilestone(
            "network",
            "Secure network line in use",
            baseline=8,
            moves=(Move(10, 14, "The supplier gave a date six weeks later"),),
        ),
        DemoMilestone(
            "go-live",
            "Hub goes live",
            date(2012, 11, 30),
            precision=MONTH,
            room=17,
            why_late="Rooms and the network line are needed before the hub can open",
        ),
    ),
    reports=hub.REPORTS,
    draft=hub.DRAFT,
    waits=True,
)

STRUCTURE = DemoProject(
    key="structure",
    printed_number="b",
    title="Organisational Structure",
    created=date(2011, 9, 5),
    summary=(
        "The new structure follows on from the hub. District child protection teams will take "
        "assessments, children in need and child protection. One through care service will take "
        "every child in care, so that no case is left standing; it has four teams, for permanence "
        "(adoption), looked after children (long-term fostering), court work and leaving care.\n\n"
        "There will be more Advanced Social Work Practitioners, from now on called Practice "
        "Consultants, and more Family Resource Workers, who help children to stay at home or to "
        "return there. The Children and Young People's Committee approved the structure on "
        "{18 June 2012}; it is being put in place over the months that follow."
    ),
    stages=(
        StageChange(date(2011, 11, 14), Stage.DEVELOPING, "Outline accepted by the board"),
        StageChange(date(2012, 6, 18), Stage.IMPLEMENTING, "Structure approved by the committee"),
    ),
    seats=(
        Seat(Role.SPONSOR, "hale"),
        Seat(Role.PROJECT_LEAD, "reeve"),
        Seat(Role.TEAM_MEMBER, "hallam", post="Human Resources"),
    ),
    milestones=(
        DemoMilestone(
            "approved",
            "Structure approved by the Children and Young People's Committee",
            date(2012, 6, 18),
            date(2012, 6, 18),
        ),
        DemoMilestone("jobs", "Job descriptions graded", baseline=-22, actual=-18),
        DemoMilestone("matched", "Staff matched to through care teams", baseline=-4, actual=-1),
        DemoMilestone(
            "court",
            "Court work team starts",
            baseline=6,
            moves=(Move(10, 10, "Not to begin with agency staff only"),),
        ),
        DemoMilestone("teams", "All four through care teams at work", baseline=14),
    ),
    reports=structure.REPORTS,
    returned=structure.RETURNED,
)

LOOKED_AFTER = DemoProject(
    key="looked_after",
    printed_number="c",
    title="Looked After Children Project",
    created=date(2011, 10, 3),
    summary=(
        "The project is to make sure that a child comes into care only where that is best for the "
        "child, and goes on to a permanent home as soon as that is right. Its aims are those of "
        "the looked after children strategy (Policy Committee, {18 July 2012}). It has four work "
        "streams:\n"
        "- Edge of Care tries out one panel through which every entry into care under Section 20 "
        "has to go\n"
        "- Kinship Care wants more children to live with relatives, and better support for them\n"
        "- Moving on from care improves care plans, so that a permanent answer is found sooner\n"
        "- Options for permanency draws a map of every route open to a child in care"
    ),
    stages=(
        StageChange(date(2011, 12, 12), Stage.DEVELOPING, "Work streams agreed"),
        StageChange(-6, Stage.IMPLEMENTING, "Pilot panel ready to start"),
    ),
    seats=(
        Seat(Role.SPONSOR, "hale"),
        Seat(Role.PROJECT_LEAD, "marlow"),
        Seat(Role.TEAM_MEMBER, "okell", post="Edge of Care"),
        Seat(Role.TEAM_MEMBER, "penhale", post="Kinship Care"),
        Seat(Role.TEAM_MEMBER, "corran", post="Moving on from care"),
    ),
    milestones=(
        DemoMilestone(
            "strategy",
            "Looked after children strategy at the Policy Committee",
            date(2012, 7, 18),
        ),
        DemoMilestone("panel", "Pilot panel's first meeting", baseline=-7, actual=-5),
        DemoMilestone("leaflet", "Leaflet for kinship carers in use", baseline=-3, actual=-3),
        DemoMilestone("routes", "Routes to permanence mapped", baseline=5),
        DemoMilestone("panel-all", "Panel in all districts", baseline=13),
    ),
    reports=looked_after.LOOKED_AFTER,
    draft=looked_after.LOOKED_AFTER_DRAFT,
)

TRANSITIONS = DemoProject(
    key="transitions",
    printed_number="d",
    title="Transitions Project",
    created=date(2011, 10, 17),
    summary=(
        "Young people with disabilities move from the Children with Disabilities Service to Adult "
        "Social Care and Health, and the move should go better. The Strategic Transitions "
        "Management Group steers the project and has chosen the option that it prefers: one "
        "service for ages 14 to 25, in one place and from resources that exist. The group and the "
        "two sponsors agreed that a business case be written for it, due in {@business-case}."
    ),
    stages=(StageChange(date(2012, 2, 6), Stage.DEVELOPING, "Options ready to be compared"),),
    seats=(
        Seat(Role.SPONSOR, "hale"),
        Seat(Role.SPONSOR, "ramshaw"),
        Seat(Role.STEERING_GROUP, group="transitions_group"),
        Seat(Role.PROJECT_LEAD, "tinsley"),
    ),
    milestones=(
        DemoMilestone("option", "Preferred option chosen", baseline=-14, actual=-12),
        DemoMilestone(
            "business-case",
            "Business case with the steering group",
            date(2012, 10, 31),
            precision=MONTH,
            room=10,
            why_late="Chapters on staffing had no author for six weeks",
        ),
        DemoMilestone("service", "Joint service for ages 14 to 25 opens"),
    ),
    reports=looked_after.TRANSITIONS,
)

LEGAL = DemoProject(
    key="legal",
    printed_number="e",
    title="Legal Project",
    created=date(2011, 9, 19),
    summary=(
        "The project has assessed how Children's Social Care and Legal Services work together, and "
        "where effort could be saved. It proposes five changes:\n"
        "- a new Service Level Agreement with Legal Services\n"
        "- Children's Social Care takes charge of Section 7 and Section 37 reports\n"
        "- legal documents are of better quality when they leave the service, through the court "
        "work team and checks by Practice Consultants, so that solicitors need not repair them\n"
        "- one planner for the deadlines of reports, assessments and court documents\n"
        "- Legal Planning Meetings are used differently\n\n"
        "A plan for putting the changes into practice is being written."
    ),
    stages=(StageChange(-16, Stage.DEVELOPING, "Assessment delivered"),),
    seats=(Seat(Role.SPONSOR, "hale"), Seat(Role.PROJECT_LEAD, "boyle")),
    milestones=(
        DemoMilestone("assessment", "Assessment delivered", baseline=-18, actual=-16),
        DemoMilestone(
            "plan",
            "Implementation plan agreed",
            baseline=-2,
            moves=(Move(10, 3, "Waits for the start of the court work team"),),
        ),
        DemoMilestone("sla", "New Service Level Agreement in force", baseline=18),
    ),
    reports=legal_and_performance.LEGAL,
)

PERFORMANCE = DemoProject(
    key="performance",
    printed_number="f",
    title="Performance Project",
    created=date(2011, 11, 7),
    summary=(
        "The new operating model gets a new set of key performance indicators, in line with the "
        "proposed Children's Safeguarding Performance Information Set. It is worked out with the "
        "Service Director and Group Managers of Children's Social Care, the Senior Executive "
        "Officer for CFCS, and the Team Managers for Data and Systems and for the case system, and "
        "provisionally planned for {@set-in-place}.\n\n"
        "Performance in the first quarter will be reported to a later meeting of the Committee."
    ),
    stages=(StageChange(date(2012, 2, 20), Stage.DEVELOPING, "List of today's figures complete"),),
    seats=(
        Seat(Role.SPONSOR, "hale"),
        Seat(Role.PROJECT_LEAD, "sutcliffe"),
        Seat(Role.TEAM_MEMBER, post="Senior Executive Officer, CFCS"),
        Seat(Role.TEAM_MEMBER, post="Team Manager, Framework-I"),
    ),
    milestones=(
        DemoMilestone("definitions", "Definitions tried on real data", baseline=-10, actual=-6),
        DemoMilestone(
            "set-in-place",
            "Key performance indicator set in place",
            date(2012, 10, 31),
            precision=MONTH,
            room=12,
            why_late="Figures must be defined again for the case system's new release",
        ),
        DemoMilestone("quarter-1", "Performance for Quarter 1 reported to the committee"),
    ),
    reports=legal_and_performance.PERFORMANCE,
)

CHAIRING = DemoProject(
    key="chairing",
    printed_number="g",
    title="Independent Chairing Service Project",
    created=date(2011, 11, 21),
    summary=(
        "Independent Reviewing Officers and Child Protection Coordinators form the Independent "
        "Chairing Service. The project will report on how they could do more to assure quality, on "
        "the assumption that this keeps cases from drifting. An action plan comes with the report, "
        "and with it the baseline of today's performance."
    ),
    stages=(StageChange(date(2012, 1, 9), Stage.DEVELOPING, "Question and method agreed"),),
    seats=(Seat(Role.SPONSOR, "hale"), Seat(Role.PROJECT_LEAD, "bowen")),
    milestones=(
        DemoMilestone("read", "Sixty cases read", baseline=-14, actual=-12),
        DemoMilestone("baseline", "Baseline figures collected", baseline=-7, actual=-4),
        DemoMilestone("report", "Report and action plan delivered", baseline=5),
    ),
    reports=money.CHAIRING,
)

BUDGET = DemoProject(
    key="budget",
    printed_number="h",
    title="Budget and Cost Driver Model",
    created=date(2011, 9, 26),
    summary=(
        "The project will give Children's Social Care a new budget structure for {2013/14}, and a "
        "model of what drives its costs, with which the service can foresee what a change in "
        "demand, or the programme itself, will do to spending. Maps of a child's journey through "
        "social care test the drivers, show where performance is not measured, and point to steps "
        "that could be done differently."
    ),
    stages=(StageChange(date(2012, 1, 16), Stage.DEVELOPING, "Cost drivers listed"),),
    seats=(Seat(Role.SPONSOR, "hale"), Seat(Role.PROJECT_LEAD, "ferris")),
    milestones=(
        DemoMilestone("maps", "Maps of the child's journey drawn", baseline=-18, actual=-16),
        DemoMilestone(
            "model",
            "Cost driver model in use",
            baseline=-3,
            moves=(
                Move(9, 4, "Cost centres cannot be matched until the last teams are confirmed"),
            ),
        ),
        DemoMilestone("structure", "Budget structure for {2013/14} in place", date(2013, 4, 1)),
    ),
    reports=money.BUDGET,
    draft=money.BUDGET_DRAFT,
)

PROVIDERS = DemoProject(
    key="providers",
    printed_number="i",
    title="Provider Services Review",
    created=date(2011, 12, 19),
    summary=(
        "All services that Children's Social Care provides itself will be reviewed for value for "
        "money. The project also looks after joint work with procurement on the price of external "
        "placements. It is in its scoping phase."
    ),
    stages=(),
    seats=(Seat(Role.SPONSOR, "hale"), Seat(Role.PROJECT_LEAD, "osgood")),
    milestones=(
        DemoMilestone(
            "scope",
            "Scope agreed by the programme board",
            baseline=-3,
            moves=(Move(10, 2, "Days for a second reviewer are not found yet"),),
        ),
        DemoMilestone("first", "First review begins, in contact services", baseline=8),
    ),
    reports=money.PROVIDERS,
)

PROJECTS = (
    HUB,
    STRUCTURE,
    LOOKED_AFTER,
    TRANSITIONS,
    LEGAL,
    PERFORMANCE,
    CHAIRING,
    BUDGET,
    PROVIDERS,
)
