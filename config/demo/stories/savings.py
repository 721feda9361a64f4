"""What the leads of the savings strategy's projects reported, oldest first."""

from config.demo.shapes import Report

PREMISES = (
    Report(
        "G GGGGG",
        "",
        "All nineteen social care premises are on one list with their cost, their lease and the "
        "people in them.",
        "Visit the six with the highest cost for each desk.",
    ),
    Report(
        "G GGGGG",
        "",
        "Six premises were visited. Two of them stand half empty on three days of the week.",
        "Ask the teams there what they would need elsewhere.",
    ),
    Report(
        "G GGGGG",
        "",
        "Both teams would move to the Selderby hub if there is a room for contact with families.",
        "Draw the contact room into the plan of the Selderby hub.",
    ),
    Report(
        "A AGGGG",
        "The landlord of one half-empty building has not accepted the notice.",
        "The plan with the contact room is drawn. Notice was given on two leases, and one landlord "
        "disputes the break date.",
        "Have the lease read by a property solicitor.",
    ),
    Report(
        "A AAGGG",
        "A disputed break date could cost a quarter's rent.",
        "The solicitor thinks that the break date holds, but advises to settle.",
        "Offer the landlord half a quarter's rent.",
        "Consent to settle within the project's contingency.",
    ),
    Report(
        "G GGGGG",
        "",
        "The landlord settled. Both buildings will be empty on the days that the savings count on.",
        "Order furniture and lines for the Selderby hub.",
    ),
    Report(
        "G GGGGG",
        "",
        "The order is placed. Staff chose the new rooms' names.",
        "Prepare the first move.",
    ),
    Report(
        "G GGGGG",
        "",
        "The first team moved over a weekend and worked on Monday morning. One cupboard of files "
        "went astray for a day.",
        "Mend the packing list before the second move.",
    ),
    Report(
        "G GGGGG",
        "",
        "The second team moved. Nothing went astray.",
        "Hand back the keys of both buildings.",
    ),
    Report(
        "G GGGGG",
        "",
        "Keys of the first building are handed back. Families say that the contact room is "
        "warmer and harder to find.",
        "Put up signs from the bus stop.",
    ),
    Report(
        "A GGGGA",
        "The property team is down to one officer.",
        "Signs are up. One of two property officers left; the second building's keys wait.",
        "Borrow an officer from corporate property.",
        "An officer for four weeks.",
    ),
    Report(
        "G GGGGG",
        "",
        "A borrowed officer handed back the second building.",
        "Check the rent and rates that really stopped.",
    ),
    Report(
        "G GGGGG",
        "",
        "Rent and rates of both buildings have stopped. A hot desk plan for the Wenmoor hub is "
        "ready for staff to look at.",
        "Look at the leases that end over the next two years.",
    ),
)

TRANSFORMATION = (
    Report(
        "A AGGGA",
        "The assimilation of so many posts leaves no free week.",
        "Places in the new structure are offered in order of grade. Posts in the higher bands came "
        "first, as agreed with the trade union.",
        "Work through the remaining posts.",
        "Two more human resources officers for interviews.",
    ),
    Report(
        "A AGGGA",
        "Twenty-six people still have no confirmed post.",
        "All team managers are confirmed. Interviews go on in two places at once.",
        "Find places for the last twenty-six.",
    ),
    Report(
        "G GGGGG",
        "",
        "Everybody knows their post. Access and Impact teams met in each of the four hubs.",
        "Train the teams in the new way to take a referral.",
    ),
    Report(
        "A AGGAG",
        "Cases are still listed under the old teams in the case system.",
        "Training of Access and Impact teams is half way. Staff work in new teams, but see their "
        "old lists.",
        "Move cases hub by hub instead of all at once.",
    ),
    Report(
        "G GGGGG",
        "",
        "Two hubs' cases are moved. Case Support Workers mended four hundred records on the way.",
        "Move the other two.",
    ),
    Report(
        "G GGGGG",
        "",
        "All cases are under the new teams. A referral is now read by a social worker within the "
        "hour in three hubs of four.",
        "Find out why the fourth hub is slower.",
    ),
    Report(
        "G GGGGG",
        "",
        "In the slower hub the duty room had no direct line; now it has one. The Family "
        "Intervention Team worked its first evenings and weekends.",
        "Collect what families say about evening visits.",
    ),
    Report(
        "A GGGAG",
        "Tracking of short stays in care is done by hand.",
        "Families like evening visits. Whether stays end within 28 days is followed on a sheet of "
        "paper in each hub.",
        "Ask for a report from the case system.",
    ),
    Report(
        "G GGGGG",
        "",
        "The report on 28-day stays runs every Monday. Homelessness Prevention Workers are in all "
        "district housing offices.",
        "First workshop with staff on the new ways of working.",
    ),
    Report(
        "G GGGGG",
        "",
        "Fifty-five people came to the first workshop. They want to know sooner what became of a "
        "family they passed on.",
        "Try a feedback note between Access and Impact and the longer-term teams.",
    ),
    Report(
        "G GGGGG",
        "",
        "The feedback note is used in two hubs. The second workshop dealt with shared family "
        "support workers.",
        "Prepare the baseline figures for the Executive Members.",
    ),
    Report(
        "A GGGAG",
        "Baseline figures are not complete, so effects cannot be shown yet.",
        "Two of four data sets are checked. The other two still hold cases under old team names.",
        "Correct the team names and draw the figures again.",
    ),
    Report(
        "G GGGGG",
        "",
        "Team names are corrected, and all four data sets could be drawn. They will be read by the "
        "strategic group before anybody quotes them.",
        "Bring the baseline to the Executive Members by {@baseline}.",
    ),
)

TRANSFORMATION_DRAFT = Report(
    "G GGGGG",
    "",
    "The strategic group read the baseline and found one table with a wrong heading.",
)

PLACEMENTS = (
    Report(
        "A GAGGG",
        "£375k of the saving has no plan behind it.",
        "Contracts that end over the next eighteen months are listed: forty-one placements with "
        "nine providers.",
        "Open talks with the three largest providers.",
    ),
    Report(
        "A GAGGG",
        "£375k of the saving has no plan behind it.",
        "First talks with two of the three providers. One offers a lower price for longer notice.",
        "Work out what longer notice would cost us when a child moves.",
    ),
    Report(
        "A GAGGG",
        "£375k of the saving has no plan behind it.",
        "Longer notice would eat up the lower price: children move too often for that. The offer "
        "is declined.",
        "Ask for a price for blocks of beds instead.",
    ),
    Report(
        "A GAGGG",
        "£375k of the saving has no plan behind it.",
        "Two providers quoted for blocks. The price is good, if the beds are full.",
        "Look at how many beds were full, week by week, last year.",
    ),
    Report(
        "A GAGAG",
        "Blocks of beds save money only if numbers in care do not fall, which they should.",
        "The week by week count shows that a small block of six beds would have been full all "
        "year.",
        "Take a block of six to procurement.",
    ),
    Report(
        "A GAGGG",
        "The unplanned part is smaller by the block of six, but not yet agreed.",
        "Procurement agreed to tender a block of six. It is not counted until it is signed.",
        "Write the specification with the placement team.",
    ),
    Report(
        "A AAGGG",
        "The tender starts three weeks late.",
        "The specification is written. Young people asked that a visit before moving in be part of "
        "it, and it is.",
        "Publish the tender.",
    ),
    Report(
        "A AAGGG",
        "The tender is out later than planned; savings start later too.",
        "The tender is published. Seven providers asked for the papers.",
        "Answer their questions.",
    ),
    Report(
        "R RRGGG",
        "Only one bid for the block of six, and above today's price.",
        "One bid came in, dearer than what we pay now. Providers told us that they could not carry "
        "the risk of empty beds.",
        "Decide with procurement whether to tender again.",
        "A view from the Executive Members on sharing the risk of empty beds.",
    ),
    Report(
        "R RRGGG",
        "No way to save £375k is in sight after the failed tender.",
        "The tender was ended. Two neighbouring authorities have the same problem and would buy "
        "together.",
        "Sketch a joint tender.",
    ),
    Report(
        "R ARGGG",
        "A joint tender cannot bring savings in the first year.",
        "The sketch of a joint tender is done. It could bring savings from the second year on. "
        "Fourteen placements were reviewed, and three young people are ready to go home.",
        "Plan the three moves home.",
    ),
    Report(
        "R ARGGG",
        "£375k is still to be identified, and the joint tender comes late.",
        "One young person went home with support from the Family Intervention Team. The joint "
        "tender has a lead authority: us.",
        "Agree the terms of the joint tender.",
        "A procurement officer for the joint tender.",
    ),
    Report(
        "R ARGAG",
        "£375k of £1,193k is still to be identified, with no plan that begins this year.",
        "Terms of the joint tender are agreed in outline. A second young person went home; the "
        "third move was stopped for good reasons.",
        "Bring the Executive Members a choice of what else could be saved.",
        "The Executive Members' decision on that choice.",
    ),
)
