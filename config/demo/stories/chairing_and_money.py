"""What the leads of the chairing, budget and provider projects reported, oldest first."""

from config.demo.shapes import Report

CHAIRING = (
    Report(
        "G GGGGG",
        "",
        "The question of the project is settled: would a stronger chairing service stop cases "
        "from drifting? Chairs and coordinators helped to write it.",
        "Choose sixty cases, half of them longer than a year without a change of plan.",
    ),
    Report(
        "G GGGGG",
        "",
        "Sixty cases are chosen. Each gets the same twelve questions, answered by two readers.",
        "Read the first twenty cases.",
    ),
    Report(
        "G GGGGG",
        "",
        "Twenty cases are read. The readers agree in nine answers of ten.",
        "Read twenty more and watch ten reviews.",
    ),
    Report(
        "A AGGGA",
        "Reading stopped for two weeks while chairs covered for sickness.",
        "Four of ten reviews were watched. Reading stopped because both readers chaired "
        "conferences for sick colleagues.",
        "Take up reading again.",
    ),
    Report(
        "G GGGGG",
        "",
        "Forty cases are read, and all ten reviews watched. In most of them the plan was repeated, "
        "not tested.",
        "Talk to twelve parents and eight young people.",
    ),
    Report(
        "G GGGGG",
        "",
        "Six parents and five young people have been heard. Several did not know that the chair is "
        "independent of their social worker.",
        "Hear the others and finish reading.",
    ),
    Report(
        "G GGGGG",
        "",
        "All sixty cases are read. Where the chair had written to the manager between reviews, "
        "plans moved on average ten weeks sooner.",
        "Write the chapter on what chairs do between reviews.",
    ),
    Report(
        "G GGGAG",
        "",
        "That chapter is written. Two other councils sent us their practice for raising concerns "
        "with managers.",
        "Collect baseline figures for the action plan.",
    ),
    Report(
        "A AGGAG",
        "Baseline figures on raised concerns do not exist in the case system.",
        "Concerns raised by chairs are kept in letters. Counting them for a year takes a clerk "
        "three weeks.",
        "Find the clerk's time.",
        "Three weeks of clerical help.",
    ),
    Report(
        "A AGGAG",
        "The count of raised concerns goes on.",
        "Half the letters are counted. Caseloads of chairs are known for each month now and lie "
        "above the recommended number in eight months of twelve.",
        "Finish the count and draft the recommendations.",
    ),
    Report(
        "G GGGGG",
        "",
        "The count is done and the baseline complete. Recommendations are drafted, among them a "
        "form for concerns inside the case system.",
        "Try the form with four chairs.",
    ),
    Report(
        "G GGGGG",
        "",
        "Four chairs tried the form. It takes three minutes, and managers answered all but one "
        "concern in a week.",
        "Share the draft report with group managers.",
    ),
    Report(
        "G GGGGG",
        "",
        "Group managers read the draft. They accept the recommendations and ask for dates that "
        "fit the new structure.",
        "Add owners and dates to the action plan, and deliver the report.",
    ),
)

BUDGET = (
    Report(
        "G GGGGG",
        "",
        "Budget holders drew how money is decided today. One team's costs sit in seven places.",
        "List the things that drive cost, from referrals to placements.",
    ),
    Report(
        "G GGGGG",
        "",
        "Fourteen cost drivers are listed. Four of them explain most of the spending.",
        "Map the child's journey to see where each driver bites.",
    ),
    Report(
        "G GGGGG",
        "",
        "Maps of the journey from contact to assessment are drawn with three district teams.",
        "Map assessment to conference, and conference to care.",
    ),
    Report(
        "A GGGGA",
        "Mapping takes more of the social workers' time than planned.",
        "The second map is drawn. Teams can spare one hour a week, not three.",
        "Draw the third map from case files and check it with the teams afterwards.",
    ),
    Report(
        "G GGGGG",
        "",
        "All three maps are drawn. They show two steps where the same facts are typed again, and "
        "five where nothing is counted at all.",
        "Hand the five gaps to the Performance Project.",
    ),
    Report(
        "G GGGGG",
        "",
        "The Performance Project took on four of the gaps. A first model with the four main "
        "drivers was built and fed with last year's numbers.",
        "See how near the model comes to last year's spending.",
    ),
    Report(
        "A GGAGG",
        "The model is 9 % off for placements.",
        "The model meets last year's spending within 2 % for teams, but is 9 % too low for "
        "placements: emergency placements cost more than it thinks.",
        "Split placements by how they began.",
    ),
    Report(
        "G GGGGG",
        "",
        "With emergency placements on their own line the model is within 3 %. Group managers used "
        "it in a workshop to ask what a rise in referrals would cost.",
        "Write down what the model cannot tell.",
    ),
    Report(
        "G GGGGG",
        "",
        "Limits of the model are written down and accepted. Work on the budget structure for "
        "{2013/14} began with a list of every cost centre.",
        "Match cost centres to the teams of the new structure.",
    ),
    Report(
        "A AGGGG",
        "Cost centres cannot be matched until the last teams are confirmed.",
        "Two thirds of cost centres are matched. The rest belong to teams that are not confirmed "
        "yet.",
        "Match what is known and hold the rest on one list.",
    ),
    Report(
        "A AGGGG",
        "Twenty-three cost centres wait for the structure.",
        "The list is down to twenty-three. Finance agreed how the change is booked half way "
        "through a year if it has to be.",
        "Brief budget holders on what will look different.",
    ),
    Report(
        "A AAGGG",
        "Budget monitoring in two forms at once takes more accountants' time than planned.",
        "Budget holders were briefed. For one quarter they want to see their budget in the old "
        "form and in the new one, which doubles the monitoring.",
        "Agree for which teams both forms are needed.",
        "Ten days of an accountant's time.",
    ),
    Report(
        "A AGGGG",
        "Eleven cost centres still wait for the structure.",
        "Both forms will be kept for the through care service only. The list is down to eleven "
        "cost centres.",
        "Run the model for the benefits plan, with three pictures of demand.",
    ),
)

BUDGET_DRAFT = Report(
    "A AGGGG",
    "Eight cost centres wait for the structure.",
    "The model was run with low, middle and high demand.",
    "Check the results with group managers.",
)

PROVIDERS = (
    Report(
        "A GGGGA",
        "The project has no lead reviewer yet.",
        "A list of all provider services was made: residential homes, fostering, contact, family "
        "support and respite.",
        "Find a reviewer who is not from one of these services.",
    ),
    Report(
        "A GGGGA",
        "A reviewer is found but not free yet.",
        "Internal audit will lend a reviewer. Services sent their last inspection reports and "
        "unit costs.",
        "Lay unit costs side by side.",
    ),
    Report(
        "G GGGGG",
        "",
        "The reviewer started. Unit costs are side by side, with a note where they are not alike.",
        "Draft the questions that each review asks.",
    ),
    Report(
        "G GGGGG",
        "",
        "Eight questions are drafted. Young people in two homes added one: would you choose it "
        "again?",
        "Agree the order of the reviews.",
    ),
    Report(
        "A GGAGG",
        "It is not settled whether external placements are in or out.",
        "An order of reviews is proposed. Procurement would like external placements to be part "
        "of the project; services would rather not.",
        "Bring both views to the programme manager.",
    ),
    Report(
        "A GGAGG",
        "The scope is still open on external placements.",
        "The programme manager suggests that the project governs joint work with procurement but "
        "does not review outside providers.",
        "Write that into the scope.",
    ),
    Report(
        "G GGGGG",
        "",
        "The scope is redrafted with the joint work in and reviews of outside providers out. "
        "Procurement is content.",
        "Meet the managers of all services about the scope.",
    ),
    Report(
        "G GGGGG",
        "",
        "All service managers have read the scope. Contact services ask to be first, as their "
        "lease ends soon.",
        "Look at what it takes to begin with contact services.",
    ),
    Report(
        "G GGGGG",
        "",
        "Contact services can be first. Their costs, bookings and cancellations of a year are in "
        "hand.",
        "Estimate the days for each review.",
    ),
    Report(
        "A GGGGA",
        "Reviews need more days than one reviewer has.",
        "The estimate is sixty-five days for five reviews; the reviewer has forty.",
        "Look for a second reviewer or a slower order.",
        "Twenty-five reviewer days, or agreement to take longer.",
    ),
    Report(
        "A AGGGA",
        "The scope waits for a decision on reviewer days.",
        "No second reviewer inside the council. A neighbouring authority might swap days with us. "
        "The board will look at the scope one meeting later.",
        "Ask the neighbour for twenty-five days in exchange.",
    ),
    Report(
        "A AGGGA",
        "The swap of reviewer days is agreed in words only.",
        "The neighbouring authority agreed to a swap in words. Figures on external placements "
        "were shared with procurement under the joint work.",
        "Put the swap in writing.",
    ),
    Report(
        "A AGGGA",
        "The swap of reviewer days is still not in writing.",
        "The letter on the swap is with the neighbour's solicitors. Questions and order of the "
        "reviews are final.",
        "Take the scope to the board and book the first interviews in contact services.",
        "A word from the Service Director to his colleague next door.",
    ),
)
