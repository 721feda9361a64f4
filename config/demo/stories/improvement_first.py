"""What the leads of workstreams 1 to 8 of the improvement programme reported, every four weeks."""

from config.demo.shapes import Report

NEW_POSTS = (
    Report(
        "G GGGGG", "", "Twenty-three of the twenty-four new posts are filled.", "Fill the last."
    ),
    Report(
        "G GGGGG",
        "",
        "The Service Improvement section ran its second induction day for new practitioners.",
        "Ask teams how they use the new posts.",
    ),
    Report(
        "A GGGGA",
        "Two specialist administrators left in the same month.",
        "Teams value the Frameworki support workers most: questions are answered the same day.",
        "Advertise for the two posts.",
    ),
    Report(
        "A GGGGA",
        "One specialist administrator is still to be found.",
        "One of the two posts is filled.",
        "Advertise again.",
    ),
    Report("G GGGGG", "", "All twenty-four posts are filled.", "Write the section's first plan."),
    Report(
        "G GGGGG",
        "",
        "The section's plan is agreed with the heads of service, without the programme's help.",
        "Prepare the handover.",
    ),
    Report("G GGGGG", "", "The handover note is written.", "Hand over to the head of the section."),
)

FRAMEWORK = (
    Report(
        "G GGGGG",
        "",
        "Managers audited 96 of 102 case files that were due.",
        "See why six were not.",
    ),
    Report(
        "G GGGGG",
        "",
        "Peer audits between localities were tried: three teams copied a chronology that they saw.",
        "Make peer audits part of every quarter.",
    ),
    Report(
        "A GGGAG",
        "Audits find the same faults as last quarter.",
        "The quarter's audits are summed up. Recording of supervision is still thin.",
        "Bring supervision to the managers' workshop.",
    ),
    Report(
        "G GGGGG",
        "",
        "Sixty managers worked on supervision records in the workshop.",
        "Audit supervision again in eight weeks.",
    ),
    Report(
        "G GGGGG",
        "",
        "Chairs' reports on the quality of plans now reach team managers every month.",
        "Audit supervision.",
    ),
    Report(
        "G GGGGG",
        "",
        "Supervision records are better in eleven teams of fourteen.",
        "Work with the other three.",
    ),
    Report(
        "G GGGGG",
        "",
        "The three teams have a plan each. The framework runs without the programme.",
        "Hand over to Service Improvement.",
    ),
)

TIMESCALES = (
    Report(
        "G GGGGG",
        "",
        "Assessments keep to their times in all but one district.",
        "Help that district with its backlog.",
    ),
    Report("G GGGGG", "", "The backlog is down to nine.", "Keep the weekly report in use."),
    Report(
        "A GGGGA",
        "A rise in referrals in one district, with two people away.",
        "An Advanced Practitioner moved there for a month.",
        "Follow the week's figures day by day.",
    ),
    Report("G GGGGG", "", "The district is back in time.", "Write down what helped."),
    Report(
        "G GGGGG",
        "",
        "A page on what helped went to all team managers: see the child in the first two days.",
        "Check that the page is used.",
    ),
    Report(
        "G GGGGG", "", "Team managers run the weekly report themselves.", "Prepare the handover."
    ),
    Report(
        "G GGGGG",
        "",
        "Four months without a district out of time.",
        "Hand over to the district managers.",
    ),
)

SAFEGUARDING = (
    Report(
        "G GGGGG",
        "",
        "Every child who goes missing is now offered a talk on return.",
        "Count how many accept.",
    ),
    Report("G GGGGG", "", "Seven of ten children accept the talk.", "Ask the other three why not."),
    Report(
        "G GGGGG",
        "",
        "Police and social care read domestic abuse notices together every morning.",
        "Look at what becomes of them after a month.",
    ),
    Report(
        "A GGGAG",
        "Private fostering is still hardly known outside the service.",
        "Two new private fostering arrangements were notified; there should be more.",
        "Tell schools and language colleges.",
    ),
    Report(
        "A GGGAG",
        "Private fostering is still hardly known outside the service.",
        "All secondary schools had a visit.",
        "Count notifications for three months.",
    ),
    Report("G GGGGG", "", "Five notifications came from schools.", "Prepare the handover."),
    Report(
        "G GGGGG",
        "",
        "Owners for all three areas are named.",
        "Hand over to the Safeguarding Children Board's groups.",
    ),
)

CASELOADS = (
    Report(
        "A GGGAG",
        "A third of newly qualified workers carry more cases than agreed.",
        "Caseloads are weighed by the new system in every team.",
        "Move cases in the four teams that are worst off.",
    ),
    Report(
        "A GGGAG",
        "A quarter of newly qualified workers carry more cases than agreed.",
        "Thirty cases moved to other workers.",
        "Watch that they do not come back.",
    ),
    Report(
        "G GGGGG",
        "",
        "Newly qualified workers are below the agreed number in all teams but one.",
        "Test the route to the Service Director.",
    ),
    Report(
        "G GGGGG",
        "",
        "The route to the Service Director was used twice and worked in two days.",
        "Put the route into the managers' handbook.",
    ),
    Report(
        "A GGGAA",
        "Sickness has pushed caseloads up in two teams.",
        "Both teams reported it in time.",
        "Agency cover for six weeks.",
    ),
    Report(
        "A GGGAA",
        "Caseloads are above the agreed number in one team.",
        "Agency cover is in place.",
        "Return to the agreed number.",
    ),
    Report(
        "A GGGAG",
        "Handover waits until caseloads have held for three months.",
        "The last team is back to the agreed number.",
        "Keep to it through the next quarter.",
    ),
)

PARTICIPATION = (
    Report(
        "G GGGGG",
        "",
        "Young people interviewed candidates for three posts.",
        "Pay them for their time.",
    ),
    Report(
        "G GGGGG",
        "",
        "Vouchers for young interviewers are agreed.",
        "Rewrite the handbook for looked after children.",
    ),
    Report(
        "G GGGGG",
        "",
        "Nine young people rewrote the chapter on how to complain. It is half as long.",
        "Rewrite the other chapters.",
    ),
    Report("G GGGGG", "", "The handbook is rewritten.", "Print it."),
    Report(
        "A GAGGG",
        "Printing costs more than was set aside.",
        "Three offers for printing came in, all too dear.",
        "Ask the council's own printers.",
    ),
    Report("G GGGGG", "", "The handbook is printed in house.", "Give it out with a visit."),
    Report(
        "G GGGGG",
        "",
        "Three children of four have the handbook. All homes have a policy on bullying.",
        "Hand over to the participation team.",
    ),
)

PARTNERSHIP = (
    Report("G GGGGG", "", "The board's self-review is finished.", "Draw three lessons from it."),
    Report(
        "G GGGGG",
        "",
        "Partners' figures stand beside our own in the board's report.",
        "Check old action plans from serious case reviews.",
    ),
    Report(
        "G GGGGG",
        "",
        "Of 88 actions, 81 were done and can be shown.",
        "Find out about the other seven.",
    ),
    Report(
        "A AGGGG",
        "Four old actions belong to bodies that no longer exist.",
        "Three of seven actions were done but not recorded.",
        "Find heirs for the four.",
    ),
    Report("G GGGGG", "", "All four actions have an heir.", "Follow them for a quarter."),
    Report("G GGGGG", "", "Two of the four are done.", "Review the memorandum with the Trust."),
    Report(
        "G GGGGG",
        "",
        "The memorandum was reviewed, and both chairs signed it again.",
        "Hand over to the board's manager.",
    ),
)

EQUALITY = (
    Report(
        "G GGGGG",
        "",
        "Children's own words appear in two thirds of the plans that were read.",
        "Show teams good examples.",
    ),
    Report("G GGGGG", "", "Ten examples went to all teams.", "Read plans again in two months."),
    Report(
        "A GGGGA",
        "Interpreters are hard to get for two languages.",
        "Families waited up to three weeks for an interpreter.",
        "Share interpreters with the health trust.",
    ),
    Report("G GGGGG", "", "Interpreters are shared with the trust.", "Time the waits."),
    Report("G GGGGG", "", "Waits are down to five days.", "Read plans again."),
    Report(
        "G GGGGG",
        "",
        "Children's own words appear in four plans of five.",
        "Prepare the handover.",
    ),
    Report(
        "G GGGGG",
        "",
        "Questions on this are part of every audit now.",
        "Hand over to Service Improvement.",
    ),
)
