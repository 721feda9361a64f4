"""A paper like those of 2012, in invented words: 18 paragraphs, nine projects, two clearances."""

import datetime
from typing import Any

from documents.content import (
    BulletContent,
    ClearanceContent,
    Edition,
    LetteredContent,
    LetteredItemContent,
    PaperContent,
    QuoteContent,
    RecommendationContent,
    SectionContent,
    TableContent,
    in_words,
)
from documents.format import (
    AffectedPart,
    AppendicesPart,
    BackgroundPart,
    ClearancesPart,
    CodePart,
    ContactPart,
    Format,
    RecommendationsPart,
    SignaturePart,
    TextPart,
)
from documents.tree import Column, Table

MOMENT = datetime.datetime(2012, 7, 4, 9, 30, tzinfo=datetime.UTC)

PROJECTS = (
    (
        "Multi-Agency Safeguarding Hub (MASH)",
        "Four services will share one front door from November 2012. Staff of the council, the "
        "police and the health service will sit in one room and see the same record.\n\n"
        "Business processes, the structure of the team and the agreement on sharing information "
        "are drafted. The move of the office is the risk to the date: the landlord has not yet "
        "signed, and the network has to be laid after that.",
    ),
    (
        "Organisational Structure",
        "The new structure was agreed on 18 June 2012. District teams take child protection, one "
        "through care service takes everything after it. Interviews run until September.",
    ),
    (
        "Looked After Children Project",
        "Four strands of work look at how children come into care, who looks after them, and how "
        "soon they move to a permanent home.",
    ),
    (
        "Transitions Project",
        "A business case for one team for ages 14 to 25 will be ready in three months. It uses the "
        "money that both services have now.",
    ),
    (
        "Legal Project",
        "The assessment is finished. It proposes:\n"
        "- a new service level agreement\n"
        "- that the service writes its own Section 7 and Section 37 reports\n"
        "- a planner for deadlines in court\n\n"
        "A plan for these is being written.",
    ),
    ("Performance Project", "The new set of indicators is planned for October 2012."),
    ("Independent Chairing Service Project", "A report with an action plan and a baseline."),
    ("Budget and Cost Driver Model", "A revised structure of the budget for 2013/14."),
    ("Provider Services Review", "This project is being scoped."),
)

SECTIONS = (
    SectionContent(
        "purpose",
        "Purpose of the Report",
        "To introduce the {programme} and to say how far its projects have come.",
    ),
    SectionContent(
        "information",
        "Information and Advice",
        "The {programme} began in May 2011. It is to give the county a service that it can afford "
        "and that does more for the children who need it most. Figures are in "
        "[para: projects] and what follows in [para: next-steps].\n\n"
        "Its vision is:\n\n"
        "[vision]\n\n"
        "The principles behind it include:\n\n"
        "[principles]\n\n"
        "Every project is tested against them before it may start.\n\n"
        "The programme is governed by a board: {board}.",
    ),
    SectionContent(
        "projects",
        "Projects within the Programme",
        "There are {projects count} projects. What each has done so far stands below.\n\n"
        "[projects]",
        "sub",
    ),
    SectionContent(
        "next-steps",
        "Next Steps",
        "The plan for benefits will come to the committee from October. It will say what money is "
        "saved and which indicators move.",
        "sub",
    ),
    SectionContent(
        "options",
        "Other Options Considered",
        "The report is for noting, so there are no others.",
        "sub",
    ),
    SectionContent(
        "reasons",
        "Reason/s for Recommendation/s",
        "So that the committee can follow the programme.",
        "sub",
    ),
    SectionContent(
        "statutory",
        "Statutory and Policy Implications",
        "Finance, equality, staffing, crime, human rights, safeguarding and the environment were "
        "considered. What matters is said below.",
        "sub",
    ),
    SectionContent(
        "users",
        "Implications for Service Users",
        "Families will tell their story once.",
        "sub",
    ),
    SectionContent(
        "equalities",
        "Equalities Implications",
        "The council must think about how to:\n"
        "- end discrimination\n"
        "- advance equality of opportunity\n"
        "- foster good relations\n\n"
        "An assessment shows whom a change touches, and what can be done about it.\n\n"
        "One was made for this programme. It is a background paper.",
        "sub",
    ),
    SectionContent(
        "safeguarding",
        "Safeguarding of Children Implications",
        "The programme is meant to make children safer.",
        "sub",
    ),
)

INDICATORS = Table(
    caption="Indicators of the programme",
    columns=(Column("Indicator"), Column("April 2010", "number"), Column("May 2011", "number")),
    rows=(
        ("Initial assessments on time", "37%", "76%"),
        ("Core assessments on time", "50%", "73%"),
    ),
)

SAVINGS = Table(
    caption="Savings by financial year",
    columns=(
        Column("Strand"),
        Column("2012/13", "number"),
        Column("2013/14", "number"),
        Column("Total", "number"),
    ),
    rows=(("Residual savings", "200", "185", "385"), ("Savings made", "525", "200", "725")),
    totals=(("All strands", "725", "385", "1,110"),),
    note="£ thousands",
)


STATEMENT = (
    "This list is given under section 100D of the Local Government Act 1972. The public may "
    "inspect any paper on it. Works that are already published are available elsewhere and "
    "need not be listed."
)
CLOSINGS = (
    RecommendationsPart("recommendations", "RECOMMENDATION", heading_many="RECOMMENDATIONS"),
    SignaturePart("signatory"),
    ContactPart("contact", "For any enquiries about this report please contact:"),
    ClearancesPart("clearances"),
    BackgroundPart("background-papers", "Background Papers", statement=STATEMENT),
    AppendicesPart("appendices", "Appendices"),
    AffectedPart("divisions", "Electoral Division(s) and Member(s) Affected"),
    CodePart("reference-code"),
)
VALUES = {
    "council": "Wolderby County Council",
    "body": "Children and Young People's Committee",
    "meeting day": "16 July 2012",
    "agenda item": "6",
    "report of": "Service Director, Children's Social Care",
    "wards": "All.",
    "reference code": "C0025",
}


def format_of(sections: tuple[SectionContent, ...], **changes: Any) -> Format:
    """Return a format with these sections, in their order, and the closing blocks of 2012."""
    texts = (TextPart(s.key, s.heading, "sub" if s.level == "sub" else "main") for s in sections)
    return Format(**({"parts": (*texts, *CLOSINGS)} | changes))


def paper(**changes: Any) -> PaperContent:
    """Return the sample paper with some of its fields changed. Its format has the sections that it
    has; `values` are added to those of the sample, texts of recommendations are enough."""
    fields: dict[str, Any] = {
        "title": "Children's Social Care Transformation Programme – Introduction",
        "reference": "PAP-0001",
        "edition": Edition("Draft"),
        "sections": SECTIONS,
        "recommendations": (
            "That the Committee notes how far the {programme} has come, and receives a report on "
            "it in each quarter.",
        ),
        "signatory": ("Marian Thorsby", "Service Director, Children's Social Care"),
        "contacts": (
            (
                "Owen Prys",
                "Programme Manager",
                "T: 01632 960001",
                "E: owen.prys@wolderby.example",
            ),
        ),
        "clearances": (
            ClearanceContent(
                "Constitutional Comments",
                "LM",
                datetime.date(2012, 6, 25),
                "The recommendation is within the powers of the committee.",
            ),
            ClearanceContent(
                "Financial Comments",
                "NDR",
                datetime.date(2012, 6, 25),
                "Nothing in this report costs money of itself.",
            ),
        ),
        "background_papers": (
            "Equality Impact Assessment",
            "Letter from the Minister, 30 April 2012",
            "Report on the structure of the service, 18 June 2012",
        ),
        "facts": {
            "programme": "Transformation Programme",
            "projects count": in_words(len(PROJECTS)),
            "board": "the Chief Executive (chair) and eight others",
        },
        "live": {
            "vision": QuoteContent("That every child in the county is safe, well and heard."),
            "principles": BulletContent(
                (
                    "The children most at risk come first",
                    "Children stay with their families where that is safe",
                    "Care leads to a permanent home as soon as it can",
                )
            ),
            "projects": projects(),
            "indicators": TableContent(INDICATORS),
            "savings": TableContent(SAVINGS),
        },
    }
    fields |= changes
    fields["values"] = VALUES | fields.get("values", {})
    fields["recommendations"] = tuple(map(asked, fields["recommendations"]))
    return PaperContent(**({"format": format_of(fields["sections"])} | fields))


def asked(recommendation: str | RecommendationContent) -> RecommendationContent:
    if isinstance(recommendation, str):
        return RecommendationContent(recommendation)
    return recommendation


def projects(*more: tuple[str, str]) -> LetteredContent:
    """Return the nine projects, and more."""
    return LetteredContent(
        tuple(LetteredItemContent(title, body) for title, body in (*PROJECTS, *more))
    )
