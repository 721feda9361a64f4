"""What the lead of the Multi-Agency Safeguarding Hub reported, oldest first."""

from config.demo.shapes import Report

REPORTS = (
    Report(
        "A AGGGA",
        "Two of the four partners have not named their staff yet.",
        "The four working groups met for the first time this period: process, structure, "
        "information sharing and performance. The police have named the inspector who will lead "
        "for them.",
        "Write down how each agency handles a concern today, from the first call to the decision.",
        "The health trust needs to name a lead for the process group.",
    ),
    Report(
        "A AGGGA",
        "The health trust has still not named its staff.",
        "Three agencies have mapped how a concern moves through their own service. A call to the "
        "contact centre passes through five hands before a social worker reads it.",
        "Map the health route and put the four maps side by side.",
    ),
    Report(
        "G GGGGG",
        "",
        "Health named a lead nurse for the hub. The four maps are complete, and the process group "
        "agreed the eleven steps that everybody will share.",
        "Draft the first version of the joint process and test it on closed cases.",
    ),
    Report(
        "G GGGGG",
        "",
        "The joint process was tried on thirty closed cases. In nineteen the full picture would "
        "have been ready on the same day.",
        "Settle who decides when partners disagree about a threshold.",
    ),
    Report(
        "G GGGGG",
        "",
        "The structure group agreed the posts: one hub manager, team managers for children and "
        "for adults, and a police sergeant on every shift.",
        "Send the draft information sharing agreement to each partner's legal adviser.",
    ),
    Report(
        "A AGGGG",
        "Legal advisers read the draft agreement in different ways.",
        "The draft information sharing agreement went to all four partners. Health and the police "
        "do not agree on what may be kept after a case is passed on.",
        "Hold one meeting with all the legal advisers instead of more letters.",
        "A legal adviser who can speak for the whole council at that meeting.",
    ),
    Report(
        "G GGGGG",
        "",
        "All four partners agreed the joint process. At one meeting the legal advisers settled "
        "the open points on keeping records: what is passed on is deleted in the hub after ninety "
        "days.",
        "Put the agreement in front of each partner's governance group.",
    ),
    Report(
        "A AGGGG",
        "The health trust's governance group meets once a month only.",
        "Police and council have approved the information sharing agreement. The trust's "
        "governance group will read it a month later than we planned.",
        "Start the fit-out plan for the ground floor of the Customer Services Centre.",
    ),
    Report(
        "A AGAGG",
        "The landlord has not signed the licence for the works on the ground floor.",
        "The floor plan is agreed with all partners, with a closed room for police systems. The "
        "landlord asked for a fire report before signing.",
        "Property colleagues bring the fire report to the landlord.",
        "The corporate property lead to speak with the landlord's agent.",
    ),
    Report(
        "R RAGGA",
        "No date from the supplier for the police network line, and go-live hangs on it.",
        "The supplier withdrew the date for the secure line. Without it the police cannot search "
        "their records from the hub. Staff for the health desk are appointed.",
        "Take the line to the supplier's regional manager, and cost a mobile link as a stopgap.",
        "The board's help in pressing the supplier, through the police member if need be.",
    ),
    Report(
        "R RAGGG",
        "The police network line has a date now, but six weeks later than the plan allows.",
        "The supplier gave a new date after the board's letter. Ways of Working colleagues have "
        "brought the furniture forward, so that training can start before the line is in.",
        "Agree a training plan that does not need the police line.",
        "A decision whether a mobile link may be used in the meantime.",
    ),
    Report(
        "A AAGGG",
        "The line leaves no slack before go-live in {@go-live}.",
        "The landlord signed, and the fit-out has begun. The mobile link was tested and is good "
        "enough for training. The performance group has chosen the five figures that show whether "
        "decisions get faster.",
        "Train the first twenty call handlers and agree the rota for evenings.",
    ),
    Report(
        "A AAGGG",
        "Accommodation and network work must both finish on time for go-live in {@go-live}.",
        "Twenty call handlers were trained in the joint process. Probation, housing and mental "
        "health services agreed how they will be reached from the hub. Walls are up on the ground "
        "floor.",
        "Rehearse a full day with real partners and made-up cases.",
        "Early word from every partner of leave that falls in the weeks around go-live.",
    ),
)

DRAFT = Report(
    "A AAGGG",
    "The rehearsal found two gaps in the evening rota.",
    "The first rehearsal took place with forty made-up cases.",
    "",
)
