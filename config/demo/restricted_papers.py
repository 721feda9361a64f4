"""Two papers that were not for everybody: one still is not, one was released. All of it is ours."""

from __future__ import annotations

from datetime import date

from config.demo.shapes import DemoClearance, DemoPaper, DemoReader, DemoRestriction, DemoSection

FOR_THE_OFFICE = "Keeps the day of the review."
FOR_THE_COMMITTEE = "Sends the paper to the committee."

OFFERS = DemoPaper(
    programme="transformation",
    board="committee",
    title="Provider Services Review - Two Offers for Short Breaks",
    meeting=date(2012, 7, 16),
    agenda_item="11",
    report_of="Service Director, Children's Social Care",
    signatory="hale",
    contact="whitlow",
    reference_code="",
    by="whitlow",
    sections=(
        DemoSection(
            "purpose",
            "Purpose of the Report",
            False,
            "To tell the Committee what two charities ask for running the council's short breaks "
            "for disabled children, and how the council means to bargain.",
        ),
        DemoSection(
            "information",
            "Information and Advice",
            False,
            "Both charities would take over the building at Marl Hill and its nine staff. The "
            "first asks for more in each year; the second for less, but for five years instead of "
            "three. Neither knows what the other asks for.\n\n"
            "Officers would go back to both with one list of questions. The council's own service "
            "costs more than either, and it would keep it until one of them is accepted.",
        ),
        DemoSection(
            "reasons",
            "Reason/s for Recommendation/s",
            True,
            "Asking both once more keeps the choice open, and costs six weeks.",
        ),
    ),
    recommendations=("That the Committee agrees to further talks with both charities.",),
    clearances=(
        DemoClearance(
            "constitutional", "marsh", "LM", "The Committee may decide this under its own terms."
        ),
        DemoClearance(
            "financial", "rowe", "NDR", "Either offer is within what the service costs today."
        ),
    ),
    background_papers=("The two offers as they came in",),
    divisions_affected="Marl Hill",
    written=-3,
    restriction=DemoRestriction(
        paragraph="3",
        public_title="Provider Services Review: contracts for short breaks",
        public_interest="Each charity would learn what the other asks for, and the council would "
        "lose its hold on the price. The public will see both when the contract is signed.",
        proper_officer="marsh",
        review=8,
        readers=(
            DemoReader("farrow", FOR_THE_OFFICE),
            DemoReader("grange", "Chairs the committee that decides."),
            DemoReader("mistry", FOR_THE_COMMITTEE),
            DemoReader("rowe", "Checked the two prices.", until=0),
        ),
    ),
)

COURT_WORK = DemoPaper(
    programme="transformation",
    board="committee",
    title="Legal Project - Advice on Work for the Courts",
    meeting=date(2012, 7, 16),
    agenda_item="8",
    report_of="Service Director, Children's Social Care",
    signatory="hale",
    contact="whitlow",
    reference_code="",
    by="whitlow",
    sections=(
        DemoSection(
            "purpose",
            "Purpose of the Report",
            False,
            "To say what the council's solicitors advise on sharing work for the courts with two "
            "neighbouring councils.",
        ),
        DemoSection(
            "information",
            "Information and Advice",
            False,
            "The advice is that the three councils may share a team as long as each keeps its own "
            "files and its own instructions. The neighbours have had the same advice since, and "
            "all three agreed to show it.",
        ),
    ),
    recommendations=("That the Committee notes the advice.",),
    clearances=(
        DemoClearance("constitutional", "marsh"),
        DemoClearance(
            "financial",
            "rowe",
            text="The paper does not say what the council's share of the team would cost. Put in "
            "the yearly sum, and where it comes from.",
        ),
    ),
    background_papers=(),
    written=-20,
    cleared=-1,
    restriction=DemoRestriction(
        paragraph="5",
        public_title="Legal Project: legal advice",
        public_interest="The council asked for the advice before it spoke to the other two, and "
        "would have shown them its own doubts.",
        proper_officer="marsh",
        review=-4,
        readers=(DemoReader("mistry", FOR_THE_COMMITTEE),),
        released=-5,
        why_released="The three councils agreed to show the advice.",
    ),
)

RESTRICTED_PAPERS = (OFFERS, COURT_WORK)
