"""What the leads of the legal and performance projects reported, oldest first."""

from config.demo.shapes import Report

LEGAL = (
    Report(
        "G GGGGG",
        "",
        "Interviews with social workers and solicitors about their work together are complete: "
        "thirty-one people in all.",
        "Follow ten court cases through both services' files.",
    ),
    Report(
        "G GGGGG",
        "",
        "Ten cases were followed. Statements went back and forth four times on average, mostly "
        "over layout and missing dates.",
        "Put a cost on the time that both services spend on corrections.",
    ),
    Report(
        "G GGGGG",
        "",
        "The cost of corrections is estimated with the help of the Budget and Cost Driver project. "
        "A first draft of the assessment went round.",
        "Hear both services on the draft.",
    ),
    Report(
        "A GGAGG",
        "Legal Services see parts of the draft as criticism of their staff.",
        "Comments are in from both services. Legal Services ask that the use of Legal Planning "
        "Meetings be described from their side too.",
        "Rewrite that part together.",
    ),
    Report(
        "G GGGGG",
        "",
        "The assessment is finished and both heads of service put their names to it. It lists "
        "five changes.",
        "Rank the five changes by effort and effect.",
    ),
    Report(
        "G GGGGG",
        "",
        "The five changes are ranked. Taking on Section 7 and Section 37 reports is first: social "
        "workers know the family already.",
        "Count the reports of a year to see how many hours that means.",
    ),
    Report(
        "A GGGGA",
        "The hours for Section 7 and 37 reports are more than the teams have now.",
        "A year holds 86 such reports, about two full posts. District teams cannot take that on "
        "before the new structure is in.",
        "Tie the change to the start of the court work team.",
    ),
    Report(
        "G GGGGG",
        "",
        "The order of changes now follows the new structure. A planner for court deadlines was "
        "mocked up, and two teams use it on paper.",
        "Ask for the planner to be built into the case system.",
    ),
    Report(
        "G GGGGG",
        "",
        "Two teams have used the paper planner for a month: no deadline was missed, and two were "
        "moved in time.",
        "Start talks on the service level agreement.",
    ),
    Report(
        "G GGGGG",
        "",
        "First meeting on the service level agreement. Both sides want turn-round times in days, "
        "and a single duty solicitor for urgent advice.",
        "Draft the clauses on turn-round and on urgent advice.",
    ),
    Report(
        "A AGGGG",
        "The implementation plan waits for the start date of the court work team.",
        "Clauses are drafted. The implementation plan was put back because the court work team "
        "begins later than first thought.",
        "Write the plan around the later date.",
    ),
    Report(
        "G GGGGG",
        "",
        "The plan is drafted with the later date. Guidance on when to call a Legal Planning "
        "Meeting was tried in one district and halved their number.",
        "Take the plan to both heads of service.",
    ),
    Report(
        "G GGGGG",
        "",
        "Both heads of service commented on the plan; six points are left, none of them hard. "
        "Practice Consultants will check documents before they leave the service.",
        "Close the six points and agree the plan by {@plan}.",
    ),
)

PERFORMANCE = (
    Report(
        "G GGGGG",
        "",
        "All 142 figures that the service reports today are on one list, with who asks for each "
        "and who reads it. Nobody could be found who reads thirty-eight of them.",
        "Sort the list against the proposed national information set.",
    ),
    Report(
        "G GGGGG",
        "",
        "The list is sorted. Fifty-one figures are in the national set or needed by law.",
        "Ask each group manager which ten they would miss.",
    ),
    Report(
        "G GGGGG",
        "",
        "Group managers made their choice. All of them want the time from first contact to the "
        "first visit, which is not measured today.",
        "Find out whether the case system can give that time.",
    ),
    Report(
        "A GGAGG",
        "Three wanted figures cannot be taken from the case system as it is.",
        "Time to first visit can be had if the date of the visit gets a field of its own. Two "
        "other figures need free text to be read by hand.",
        "Ask the case system team what a new field takes.",
    ),
    Report(
        "G GGGGG",
        "",
        "The case system team offered the new field in its next release. The two figures that "
        "need reading by hand were dropped, with the group managers' consent.",
        "Write a one-page definition of each figure.",
    ),
    Report(
        "G GGGGG",
        "",
        "Twenty definitions are written, with an example for each.",
        "Try the definitions on last month's data.",
    ),
    Report(
        "A GGGGA",
        "The analyst who tries out the definitions is away for a month.",
        "The trial on last month's data stopped half way. The eleven definitions tried so far "
        "hold, but for two that count a child twice.",
        "Mend the two definitions; borrow an analyst.",
        "Two days a week from the partnership intelligence team.",
    ),
    Report(
        "A AGGGA",
        "The trial of the definitions is four weeks behind.",
        "No analyst could be borrowed. The team manager tried three more definitions herself.",
        "Bring the trial to the Service Director with a choice: fewer figures or a later date.",
        "A decision on fewer figures or a later date.",
    ),
    Report(
        "A AGGGG",
        "The trial is behind, though with fewer figures it can still meet the date.",
        "The Service Director chose fewer figures: thirty-two instead of forty. The analyst is "
        "back and the trial goes on.",
        "Finish the trial and draw the first dashboard.",
    ),
    Report(
        "G GGGGG",
        "",
        "The trial is finished. The first dashboard was drawn with four team managers, who asked "
        "for numbers of children beside every percentage.",
        "Build the dashboard on the new field for the first visit.",
    ),
    Report(
        "A AGGGG",
        "The case system's release with the new field is late.",
        "The supplier put the release back without a new date. Thirty-one of thirty-two figures "
        "do not depend on it.",
        "Ask for a date, and plan for a start without that figure.",
    ),
    Report(
        "R RGAGG",
        "The new release changes how assessments are dated: twelve figures must be defined again.",
        "The release notes arrived. Assessments will be dated by their authorisation, no longer "
        "by their completion, which touches twelve of the thirty-two figures.",
        "Rewrite the twelve definitions and see which can be compared with earlier years.",
        "The supplier to keep the old date as a second field.",
    ),
    Report(
        "R RGAGG",
        "Twelve figures cannot be compared with last year, so the set may miss {@set-in-place}.",
        "Seven of the twelve definitions are rewritten. The supplier says that a second field is "
        "possible, but names no date. Figures for the first quarter can be given on the old "
        "definitions.",
        "Decide which five figures start later.",
        "The Corporate Director to raise the second field with the supplier's account manager.",
    ),
)
