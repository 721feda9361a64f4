"""What the leads of workstreams 9 to 17 of the improvement programme reported, every four weeks."""

from config.demo.shapes import Report

CAPACITY = (
    Report(
        "G GGGGG",
        "",
        "Workers and referrals of each district are laid side by side for a year.",
        "Compare with councils like ours.",
    ),
    Report("G GGGGG", "", "Four similar councils gave their figures.", "Check them for likeness."),
    Report(
        "G GGGGG",
        "",
        "One council counts duty workers twice; without that we lie in the middle.",
        "Show the comparison to the districts.",
    ),
    Report(
        "A GGAGG",
        "Two districts do not accept the figures on travel.",
        "The districts saw the comparison. Rural travel is not in it.",
        "Add travel to the comparison.",
    ),
    Report("G GGGGG", "", "With travel, one post should move north.", "Agree the move."),
    Report("G GGGGG", "", "The post moves with its next vacancy.", "Prepare the handover."),
    Report(
        "G GGGGG",
        "",
        "The comparison will be drawn every year by the data team.",
        "Hand over to Performance Review.",
    ),
)

THRESHOLDS = (
    Report(
        "G GGGGG",
        "",
        "The guide to thresholds and pathways is in use in all agencies.",
        "Ask schools whether it helps.",
    ),
    Report("G GGGGG", "", "Forty schools answered: it helps, but is long.", "Shorten it."),
    Report(
        "A GGGAG",
        "Referrals that should have gone to early help are rising again.",
        "The guide is down to four pages. One referral in five still goes to the wrong door.",
        "Look at where those come from.",
    ),
    Report(
        "A GGGAG",
        "One referral in five still goes to the wrong door.",
        "Most wrong referrals come from three clinics.",
        "Visit the clinics.",
    ),
    Report("G GGGGG", "", "The clinics have a named social worker to ring.", "Count again."),
    Report("G GGGGG", "", "One referral in nine goes to the wrong door.", "Prepare the handover."),
    Report(
        "G GGGGG",
        "",
        "The hub of the transformation programme will keep the guide.",
        "Hand over when the hub opens.",
    ),
)

CASE_SYSTEM = (
    Report(
        "A AGGGG",
        "The release of the case system is late.",
        "Weekly figures reach team managers every Monday.",
        "Test the release.",
    ),
    Report(
        "R RGGAG",
        "The release failed its test: plans could not be printed.",
        "The test found eleven faults, two of them grave.",
        "Send the faults to the supplier.",
        "The Service Director to speak with the supplier.",
    ),
    Report(
        "R RGGAG",
        "The release is put back until the two grave faults are mended.",
        "The supplier accepts both faults.",
        "Test again.",
    ),
    Report(
        "A RGGGG",
        "Mended, but three months late.",
        "The second test was clean but for small things.",
        "Bring the release in at a weekend.",
    ),
    Report(
        "A AGGGG",
        "Managers report slow screens since the release.",
        "The release is in. Plans print on two pages instead of nine.",
        "Find the cause of the slow screens.",
    ),
    Report("G GGGGG", "", "The screens are quick again: an index was missing.", "Close the list."),
    Report(
        "A AGGGG",
        "The supplier's next release changes how assessments are dated.",
        "The list of faults is closed.",
        "See what the change means for the Performance Project.",
    ),
)

CONTACT_CENTRE = (
    Report(
        "G GGGGG",
        "",
        "Callers reach the Customer Services Centre in under a minute.",
        "Read a sample of what was noted.",
    ),
    Report("G GGGGG", "", "Of fifty notes, forty-four were complete.", "Train on the other six."),
    Report("G GGGGG", "", "All call handlers were trained.", "Read a sample again."),
    Report("G GGGGG", "", "Forty-nine of fifty notes were complete.", "Look at evenings."),
    Report(
        "A GGGGA",
        "Evening calls wait up to six minutes.",
        "Evening calls were timed for two weeks.",
        "Change the rota.",
    ),
    Report("G GGGGG", "", "The new rota brings the wait below two minutes.", "See that it lasts."),
    Report(
        "G GGGGG",
        "",
        "The centre is ready to become the hub's first line.",
        "Hand over to the hub's project.",
    ),
)

LOOKED_AFTER = (
    Report("G GGGGG", "", "Seven of the ten checks are passed.", "Take the next: health checks."),
    Report("G GGGGG", "", "Health checks are in time for nine in ten.", "Take pathway plans."),
    Report(
        "A GGGAG",
        "A fifth of pathway plans are older than six months.",
        "All pathway plans were listed by age.",
        "Renew the oldest.",
    ),
    Report(
        "A GGGAG",
        "A tenth of pathway plans are too old.",
        "Half of the old plans are renewed.",
        "Renew the others.",
    ),
    Report("G GGGGG", "", "All pathway plans are up to date.", "Take unannounced visits."),
    Report("G GGGGG", "", "Nine of ten checks are passed.", "Take the last: advocacy."),
    Report(
        "G GGGGG",
        "",
        "Every young person asked knew how to find an advocate. All ten checks are passed.",
        "Hand over to the Looked After Children Project.",
    ),
)

RESPONSIVENESS = (
    Report(
        "G GGGGG", "", "Complaints are answered in sixteen days on average.", "Read the themes."
    ),
    Report(
        "G GGGGG",
        "",
        "The first theme is calls that are not returned.",
        "Try a promise: by the next day.",
    ),
    Report(
        "G GGGGG",
        "",
        "Two teams promise to call back by the next day.",
        "Count complaints for six weeks.",
    ),
    Report("G GGGGG", "", "Complaints on calls halved in both.", "Give the promise everywhere."),
    Report(
        "A GGGGA",
        "The investigations officer has more cases than time.",
        "The promise stands in all teams. Three long complaints came at once.",
        "Find an outside investigator for one.",
    ),
    Report("G GGGGG", "", "An outside investigator took one.", "Prepare the handover."),
    Report(
        "G GGGGG",
        "",
        "Themes of complaints go to team managers each quarter.",
        "Hand over to Strategic Planning and Commissioning.",
    ),
)

WORKFORCE = (
    Report("G GGGGG", "", "Eleven of twelve new workers stayed their first year.", "Ask all why."),
    Report(
        "G GGGGG",
        "",
        "Asked why they stayed, new workers name their supervisor first.",
        "Train new supervisors.",
    ),
    Report(
        "A GAGGG",
        "The training budget is spent with four months to go.",
        "Eighteen supervisors were trained.",
        "Find what can wait.",
    ),
    Report("G GGGGG", "", "Two courses moved to next year.", "Plan the managers' programme."),
    Report("G GGGGG", "", "First-line managers began their programme.", "Hear them half way."),
    Report(
        "G GGGGG",
        "",
        "Half way, managers ask for more on difficult conversations.",
        "Change the second half.",
    ),
    Report(
        "G GGGGG",
        "",
        "The second half is changed. Induction is part of every appointment letter.",
        "Hand over to workforce development.",
    ),
)

RECRUITMENT = (
    Report(
        "G GGGGG",
        "",
        "Every panel has somebody trained in safer recruitment.",
        "See whether the same holds in schools.",
    ),
    Report(
        "G GGGGG",
        "",
        "Nine schools in ten have a trained governor.",
        "Write to the schools that have none.",
    ),
    Report(
        "A GGGAG",
        "Twelve schools have nobody trained.",
        "All schools without a trained governor had a letter.",
        "Offer governors an evening course.",
    ),
    Report("G GGGGG", "", "Ten of twelve came to the course.", "Visit the other two."),
    Report("G GGGGG", "", "Every school has somebody trained.", "Check a sample of files."),
    Report(
        "G GGGGG", "", "Sixty personnel files were checked; two lacked a reference.", "Get both."
    ),
    Report(
        "G GGGGG",
        "",
        "Both references are in. The group will go on meeting twice a year.",
        "Hand over to Human Resources.",
    ),
)

VALUE = (
    Report(
        "A GAGGG",
        "Emergency placements cost too much.",
        "The cost of each type of placement is known.",
        "Compare planned ones with emergencies.",
    ),
    Report(
        "A GAGGG",
        "Emergency placements cost too much.",
        "Emergency placements cost half as much again as planned ones.",
        "Plan ahead for young people at the edge of care.",
    ),
    Report(
        "A GAGGG",
        "Emergencies are still a third of all.",
        "A weekly look ahead at families near crisis began.",
        "Count emergencies again.",
    ),
    Report("G GGGGG", "", "Emergencies are down to a quarter.", "Review contract monitoring."),
    Report("G GGGGG", "", "All contracts have a yearly visit.", "Record visits in one place."),
    Report("G GGGGG", "", "Visits are recorded with the contract.", "Prepare the handover."),
    Report(
        "G GGGGG",
        "",
        "The placement strategy was renewed for two years.",
        "Hand over to the Provider Services Review.",
    ),
)
