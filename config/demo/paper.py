"""The committee paper of 16 July 2012: its shape, numbers and dates; the words are ours."""

from __future__ import annotations

from datetime import date

from config.demo.shapes import DemoClearance, DemoPaper, DemoSection

SECTIONS = (
    DemoSection(
        "purpose",
        "Purpose of the Report",
        False,
        "To introduce the {programme} to the Committee, and to say how far the projects that make "
        "it up have come.",
    ),
    DemoSection(
        "information",
        "Information and Advice",
        False,
        "The programme began in {May 2011}. It is to find, and put in place, a way of running "
        "Children's Social Care that the council can afford for years and that does the most for "
        "the children, young people and families who depend on it. It builds on what the service "
        "has already improved in its everyday work, to which the Children and Families Minister "
        "has drawn attention; that letter is among the background papers.\n\n"
        "The programme wants a service that never stops getting better. This is its vision:\n"
        "[vision]\n\n"
        "Principles stand behind the vision. Among them are these:\n"
        "[principles]\n\n"
        "The principles decide what the projects listed in [para: projects] set out to "
        "do.\n\n"
        "{board}",
    ),
    DemoSection(
        "projects",
        "Projects within the Programme",
        True,
        "The programme consists of {projects count} projects. Each is described below in brief, "
        "with what it has done so far.\n"
        "[projects]",
    ),
    DemoSection(
        "next-steps",
        "Next Steps",
        True,
        "A benefits realisation plan is being written. It will set out the savings that the "
        "programme brings and the indicators that show whether children and families are better "
        "served. The Committee will see it from {@next-meeting} onwards.",
    ),
    DemoSection(
        "other-options",
        "Other Options Considered",
        True,
        "The Committee is asked to note this report, so there are no other options to weigh.",
    ),
    DemoSection(
        "reasons",
        "Reason/s for Recommendation/s",
        True,
        "The Committee keeps watch over how the county safeguards its children and young people. "
        "The recommendation gives it what it needs for that.",
    ),
    DemoSection(
        "statutory",
        "Statutory and Policy Implications",
        True,
        "Before this report was finished its implications were considered: for people who use "
        "the service, for the safeguarding of children, for equal opportunities and human rights, "
        "for human resources and finance, for crime and disorder, and for sustainability and the "
        "environment. Those that matter are set out below. Others were consulted, and their advice "
        "taken, where the subject called for it.",
    ),
    DemoSection(
        "service-users",
        "Implications for Service Users",
        True,
        "The children and families who most need help should get it sooner, and from a service "
        "that is better put together.",
    ),
    DemoSection(
        "equalities",
        "Equalities Implications",
        True,
        "When a public body decides something or changes a policy, the law asks it to consider "
        "how it can:\n"
        "- put an end to discrimination, harassment and victimisation that the law forbids\n"
        "- give people who share a protected characteristic the same opportunities as others\n"
        "- help people who share a protected characteristic and those who do not to get on well\n\n"
        "An Equality Impact Assessment shows what a proposal could mean for the community and for "
        "people with protected characteristics, and how harm can be made smaller. Where it cannot, "
        "the assessment gives the reason. Those who decide have to know these effects.\n\n"
        "An assessment was made for this programme; it is a background paper. The Committee has "
        "to have due regard to it when it considers this report.",
    ),
    DemoSection(
        "safeguarding",
        "Safeguarding of Children Implications",
        True,
        "The programme is meant to make arrangements for keeping children and young people safe "
        "better than they are.",
    ),
)

PAPER = DemoPaper(
    programme="transformation",
    board="committee",
    title="Children's Social Care Transformation Programme - Introduction",
    meeting=date(2012, 7, 16),
    agenda_item="6",
    report_of="Service Director, Children's Social Care",
    signatory="hale",
    contact="whitlow",
    reference_code="C0025",
    by="whitlow",
    sections=SECTIONS,
    recommendations=(
        "That the Committee notes how far the programme has come, and agrees to receive a report "
        "on it every quarter.",
    ),
    clearances=(
        DemoClearance(
            "constitutional",
            "marsh",
            "LM",
            "Under the Constitution the Committee has the authority to approve what this report "
            "recommends.",
        ),
        DemoClearance(
            "financial",
            "rowe",
            "NDR",
            "The report has no direct financial implications.",
        ),
    ),
    background_papers=(
        "Equality Impact Assessment of the programme",
        "Letter from the Children and Families Minister, {30 April 2012}",
        "Report to the Children and Young People's Committee, {18 June 2012}: new staffing "
        "structure for Children's Social Care",
    ),
    divisions_affected="All.",
)
