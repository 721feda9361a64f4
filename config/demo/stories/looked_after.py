"""What the leads of the looked after children and transitions projects reported, oldest first."""

from config.demo.shapes import Report

LOOKED_AFTER = (
    Report(
        "G GGGGG",
        "",
        "The four work streams have leads and a page each on what they will hand over. Edge of "
        "Care will go first.",
        "Count how children aged twelve and over came into care over the last year, and why.",
    ),
    Report(
        "G GGGGG",
        "",
        "The count is done. In more than a third of cases nobody outside the team had looked at "
        "the request before the child moved.",
        "Draft the terms of one panel for all requests under Section 20.",
    ),
    Report(
        "A GGGGA",
        "Two of the four work stream leads are also carrying cases.",
        "Terms of the panel are drafted. Kinship Care has met twelve grandparents who look after "
        "grandchildren; most had not heard of the allowance.",
        "Cover the cases of the Kinship Care lead for one day a week.",
        "Backfill for one day a week until the pilot begins.",
    ),
    Report(
        "G GGGGG",
        "",
        "Backfill is agreed. The group read the draft terms of the panel and asked that a foster "
        "carer sits on it.",
        "Find a chair and a foster carer for the pilot panel.",
    ),
    Report(
        "G GGGGG",
        "",
        "The pilot panel has a chair, a foster carer and a health member. Options for permanency "
        "has begun to draw every route out of care on one wall.",
        "Try the panel on ten past requests.",
    ),
    Report(
        "G GGGGG",
        "",
        "The trial on ten past requests was useful: in four the panel would have offered the "
        "family support first.",
        "Set the weekly day of the panel and tell every team.",
    ),
    Report(
        "A AGGGG",
        "The panel cannot start before the out of hours team has joined the terms.",
        "All district teams know the panel's day and form. The out of hours team pointed out that "
        "half the requests come at weekends, which the terms do not cover.",
        "Write the weekend route with the out of hours team.",
    ),
    Report(
        "G GGGGG",
        "",
        "The weekend route is written: the on-call manager decides for three days and the panel "
        "looks at it next. The start of the pilot moved by two weeks for it.",
        "Start the pilot in two districts.",
    ),
    Report(
        "G GGGGG",
        "",
        "Moving on from care compared forty care plans. Eighteen did not name a date by which the "
        "child should be settled.",
        "Agree with the Independent Chairing Service that each review asks for that date.",
    ),
    Report(
        "G GGGGG",
        "",
        "The wall map of routes to permanence shows nine, of which staff could name five. A "
        "leaflet for kinship carers was written with the grandparents' group.",
        "Print the leaflet and put it where families wait.",
    ),
    Report(
        "G GGGAG",
        "",
        "The pilot panel held its first meeting, with five requests. Two families are supported "
        "at home instead, with a worker who visits in the evenings.",
        "Watch the evening support, which is one person deep.",
    ),
    Report(
        "A GGGAA",
        "Evening support for families hangs on one worker.",
        "The panel met twice and saw nine requests. Three could have stayed at home with more "
        "evening hours than we have.",
        "Bring figures on evening hours to the Organisational Structure project.",
        "An early start for two of the additional Family Resource Workers.",
    ),
    Report(
        "G GGGGG",
        "",
        "Two Family Resource Workers joined the pilot early. The panel has now seen twenty-one "
        "requests; teams say that an answer within three days is what they value most.",
        "Write up the pilot's first quarter and prepare the other districts.",
    ),
)

LOOKED_AFTER_DRAFT = Report(
    "G GGGGG",
    "",
    "The write-up of the pilot is half done.",
    "Share it with the two districts first.",
)

TRANSITIONS = (
    Report(
        "G GGGGG",
        "",
        "Young people and parents told us in five meetings what goes wrong at eighteen. Being "
        "assessed twice by two services came first on every list.",
        "Turn what they said into tests for each option.",
    ),
    Report(
        "G GGGGG",
        "",
        "Four options were drawn up, from a shared form to a service of its own.",
        "Cost the four options with both services' finance officers.",
    ),
    Report(
        "A GAGGG",
        "The two services count the same costs in different ways.",
        "Costing began. Children's services count a worker's travel in the team, adults in a "
        "central budget, so that the options cannot be compared yet.",
        "Agree one way to count for this project.",
    ),
    Report(
        "G GGGGG",
        "",
        "One way to count is agreed and all four options are costed. None needs more money than "
        "both services spend now.",
        "Take the options to the steering group.",
    ),
    Report(
        "G GGGGG",
        "",
        "The steering group asked for two of the options to be worked out further, both with a "
        "team for ages 14 to 25 in one place.",
        "Visit two councils that run such a team.",
    ),
    Report(
        "G GGGGG",
        "",
        "Both visits took place. One council regrets that health staff were not in the room from "
        "the start.",
        "Ask the health trust to join the next steering group.",
    ),
    Report(
        "G GGGGG",
        "",
        "The steering group settled on its preferred option: one co-located service from "
        "resources that exist already. The two sponsors agreed to a business case.",
        "Set out the contents of the business case and who writes what.",
    ),
    Report(
        "A AGGGA",
        "The writer of the business case is shared with another project.",
        "Contents and authors are agreed, but the adult services author is free one day a week "
        "only.",
        "Find a second author.",
        "Adult services to release a second author for six weeks.",
    ),
    Report(
        "A AGGGA",
        "Half of the business case has no author yet.",
        "The chapters on need and on numbers are in draft: about 340 young people would use the "
        "service. The chapter on staffing waits for an author.",
        "Draft the chapter on premises with property colleagues.",
        "The release of an author, as in the last report.",
    ),
    Report(
        "G GGGGG",
        "",
        "A second author started. Property colleagues named two buildings with room for a joint "
        "team.",
        "Draft staffing and premises.",
    ),
    Report(
        "G GGGGG",
        "",
        "Staffing and premises are drafted. Parents looked at both buildings and prefer the one "
        "near the bus station.",
        "Ask staff what would make them want to move.",
    ),
    Report(
        "A GGGAG",
        "Staff of the two services are on different terms, which may delay the joint team.",
        "Forty staff answered. Working in one place is welcome; being managed by the other "
        "service on other terms is not.",
        "Work out with human resources how a joint team is managed without a transfer.",
    ),
    Report(
        "A GGGAG",
        "No agreement yet on how a joint team is managed across two sets of terms.",
        "Human resources set out three ways to manage the team. The sponsors ruled out a transfer "
        "of staff. The business case is due in {@business-case}.",
        "Choose between the two remaining ways and finish the chapter on management.",
        "A joint view of the two sponsors by the next steering group.",
    ),
)
