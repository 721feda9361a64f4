"""What the lead of the Organisational Structure reported, oldest first."""

from config.demo.shapes import Report, Returned

REPORTS = (
    Report(
        "G GGGGG",
        "",
        "A first picture of the district teams and the through care service was drawn with the "
        "group managers. It shows every post that exists today and where it would sit.",
        "Check the picture against the pay budget, post by post.",
    ),
    Report(
        "G GGGGG",
        "",
        "The check against the pay budget is done. The picture fits, with eleven posts whose "
        "grade has to be looked at again.",
        "Write the job description of the Practice Consultant.",
    ),
    Report(
        "A GAGGG",
        "Grading of eleven posts could cost more than the budget holds.",
        "The job description of the Practice Consultant is written. Human resources asked for two "
        "more weeks to grade it together with the other ten.",
        "Go through the grades with finance, with a fall-back for each.",
    ),
    Report(
        "G GGGGG",
        "",
        "Grades are settled for all eleven posts, and within the budget. Practice Consultants are "
        "graded as the Advanced Practitioners were, so nobody loses by the change of name.",
        "Meet the trade unions about the job descriptions.",
    ),
    Report(
        "G GGGGG",
        "",
        "Two meetings with the trade unions were held. They asked for a named contact for staff "
        "in each district, and every district now has one.",
        "Hold staff sessions on the job descriptions in all districts.",
    ),
    Report(
        "G GGGAG",
        "",
        "Nine staff sessions were held, with 214 people. The most frequent question was who "
        "carries a case while it moves from a district team to through care.",
        "Write the rule for that handover.",
    ),
    Report(
        "A GGGAG",
        "The handover between district and through care teams is not agreed.",
        "Team managers tried three versions of the handover on real cases. Two of them would add "
        "a change of social worker for children in court.",
        "Settle the handover with the Legal Project and the Independent Chairing Service.",
        "Service managers to free two team managers for a day.",
    ),
    Report(
        "G GGGGG",
        "",
        "The handover is agreed: the court work team takes a case on the day proceedings are "
        "issued, and the district worker goes to the first hearing too.",
        "Open the expressions of interest for the four through care teams.",
    ),
    Report(
        "G GGGGG",
        "",
        "Expressions of interest closed. The permanence and leaving care teams are oversubscribed; "
        "long-term fostering is three short.",
        "Talk with those who were unlucky about the teams that are short.",
    ),
    Report(
        "A GGGGA",
        "Court work has one applicant for four posts.",
        "Fourteen of eighteen through care posts are matched. Court work stays hard to fill: "
        "experienced workers fear the caseload.",
        "Offer the court work posts with a protected caseload for the first six months.",
        "Agreement to advertise outside the council.",
    ),
    Report(
        "A AGGGA",
        "The court work team starts four weeks later than planned.",
        "The advertisement is out. The start of the court work team is put back so that it does "
        "not begin with agency staff only. The other three teams keep their dates.",
        "Shortlist for court work, and order equipment for the moves.",
    ),
    Report(
        "G GGGGG",
        "",
        "Six good applications for court work. Three Practice Consultants accepted their posts, "
        "and a plan of desks exists for all five offices.",
        "Interview for court work; give staff their letters of appointment.",
    ),
    Report(
        "G GGGGG",
        "",
        "Court work interviews filled three of four posts. Letters of appointment have gone to "
        "everybody in the permanence, fostering and leaving care teams.",
        "Recruit the first eight additional Family Resource Workers.",
    ),
)

RETURNED = Returned(
    Report(
        "A GGGGA",
        "One court work post is still empty.",
        "Two of the first eight Family Resource Workers are recruited, and interviews for the "
        "other posts are arranged. Equipment for the moves has been ordered.",
        "Interview for the other six Family Resource Workers.",
    ),
    "Say which court work post is empty, and whether the team starts on its date without it.",
)
