"""The invented council and its invented people.

One invented person stands for each real one throughout, so that who leads how many, and who turns
up twice, stays as it was.
"""

from __future__ import annotations

from datetime import date

from config.demo.shapes import DemoAccount, DemoPerson, DemoUnit
from people.choices import Role, UnitKind

COUNCIL = "Wolderby County Council"
FOUNDED = date(2009, 11, 2)
PROPOSED = date(2012, 6, 28)
PASSWORD = "look-around-2012"  # noqa: S105  printed for everybody who looks at the demonstration
KEEPER = "farrow"

D, S, T, P = UnitKind.DEPARTMENT, UnitKind.SERVICE, UnitKind.TEAM, UnitKind.PARTNER

UNITS = (
    DemoUnit("cfcs", "Children, Families and Cultural Services", D),
    DemoUnit("csc", "Children's Social Care", S, "cfcs"),
    DemoUnit("improvement", "Social Care - Service Improvement", T, "csc"),
    DemoUnit("data", "Performance Review, Data and Communications", S, "cfcs"),
    DemoUnit("planning", "Strategic Planning and Commissioning", S, "cfcs"),
    DemoUnit("integrated", "Integrated Services", S, "cfcs"),
    DemoUnit("cyps", "Children and Young People's Service", S, "cfcs"),
    DemoUnit("adults", "Adult Social Care, Health and Public Protection", D),
    DemoUnit("chief", "Chief Executive's Department", D),
    DemoUnit("democratic", "Democratic Services", S, "chief"),
    DemoUnit("finance", "Finance", S, "chief"),
    DemoUnit("office", "Programme Office", T, "chief"),
    DemoUnit("members", "Elected Members", T),
    DemoUnit("wscb", "Wolderby Safeguarding Children Board", P),
    DemoUnit("consultants", "External Consultants", P),
)

DIVISIONS = (
    "Ashmere", "Brackenford", "Coldwell and Hythe", "Eastgate", "Marl Hill", "Wolderby Central",
)  # fmt: skip

PEOPLE = (
    # The office and those who look on
    DemoPerson("farrow", "Louise Farrow", "Programme Office Manager", "office"),
    DemoPerson("sefton", "Tom Sefton", "Programme Officer", "office"),
    DemoPerson("mistry", "Sanjay Mistry", "Committee Officer", "democratic"),
    DemoPerson("oduya", "Grace Oduya", "Internal Auditor", "finance"),
    DemoPerson(
        "grange", "Councillor Philippa Grange", "Chairman of a council committee", "members"
    ),
    # The improvement programme
    DemoPerson("attwell", "Graham Attwell", "Corporate Director", "cfcs"),
    DemoPerson("kessell", "Moira Kessell", "Service Director", "csc"),
    DemoPerson("pryor", "Duncan Pryor", "Service Head - Service Improvement", "improvement"),
    DemoPerson(
        "fisk", "Roland Fisk", "Lead Officer, Strategic Planning and Commissioning", "planning"
    ),
    DemoPerson("threlfall", "Alan Threlfall", "Deputy Chief Executive", "chief"),
    DemoPerson("sorrel", "Judith Sorrel", "Children's social care consultant", "consultants"),
    DemoPerson("hallam", "Denise Hallam", "Service Manager - Human Resources", "chief"),
    DemoPerson("sadiq", "Imran Sadiq", "Service Manager - Service Improvement", "improvement"),
    DemoPerson("birkett", "Joanne Birkett", "Business Manager", "csc"),
    DemoPerson("okell", "Frances Okell", "Service Head - Social Care", "csc"),
    DemoPerson("walden", "Dorothea Walden", "External consultant", "consultants"),
    DemoPerson("adeyemi", "Kerry Adeyemi", "Service Manager - Social Care", "csc"),
    DemoPerson(
        "hale", "Martin Hale", "Service Director, Children's Social Care", "csc", "01632 960140"
    ),
    DemoPerson("frayne", "Colin Frayne", "Service Head - Performance Review", "data"),
    DemoPerson("banton", "Leroy Banton", "Service Manager", "csc"),
    DemoPerson("creed", "Pauline Creed", "Team Manager", "csc"),
    DemoPerson("holt", "Adrian Holt", "Head of Service", "csc"),
    DemoPerson("pask", "Sheila Pask", "Service Manager - Social Care", "csc"),
    DemoPerson("garton", "Neil Garton", "Service Manager - Social Care", "csc"),
    DemoPerson(
        "whitlow",
        "Hannah Whitlow",
        "Acting Programme Manager, Children's Social Care Transformation",
        "csc",
        "01632 960173",
    ),
    DemoPerson("dempster", "Carol Dempster", "Co-ordinator - Youth Services", "cfcs"),
    DemoPerson("stroud", "Valerie Stroud", "Head of Service - Social Care", "csc"),
    DemoPerson("lomas", "Peter Lomas", "Safeguarding Children Board Manager", "wscb"),
    DemoPerson("ashe", "Robin Ashe", "", "wscb"),
    DemoPerson(
        "akhtar", "Nasreen Akhtar", "Head of Ethnicity, Culture and Achievement Service", "cfcs"
    ),
    DemoPerson("reid", "Yvonne Clarke-Reid", "Commissioning Officer", "planning"),
    DemoPerson("inman", "Trevor Inman", "Principal Officer - Data Analysis", "data"),
    DemoPerson("vasey", "Linda Vasey", "Service Manager - Data Management", "data"),
    DemoPerson("rudge", "Keith Rudge", "Strategic Manager of Partnership Intelligence", "data"),
    DemoPerson("tarrant", "Owen Tarrant", "Head of Service - Integrated Services", "integrated"),
    DemoPerson("brook", "Alison Brook", "Head of Employee Services Centre", "chief"),
    DemoPerson("farkas", "Katalin Farkas", "Development Officer - Customer Services", "chief"),
    DemoPerson("laidlaw", "Fiona Laidlaw", "Communications Manager", "chief"),
    DemoPerson("penhale", "Ruth Penhale", "Service Manager - Social Care", "csc"),
    DemoPerson("corran", "Beth Corran", "Service Manager - Social Care", "csc"),
    DemoPerson("pugh", "Eirian Pugh", "", "csc"),
    DemoPerson(
        "maddern",
        "Stuart Maddern",
        "Service Head - Strategic Planning and Commissioning",
        "planning",
    ),
    DemoPerson("lister", "Anne-Marie Lister", "", "cfcs"),
    DemoPerson("tolley", "Jan Tolley", "Investigations Officer", "cfcs"),
    DemoPerson("winslade", "Claire Winslade", "Workforce Development Manager", "cfcs"),
    DemoPerson("dacre", "Rosemary Dacre", "Workforce Development Manager - Schools", "cfcs"),
    DemoPerson("mercer", "Diane Mercer", "", "cfcs"),
    DemoPerson("kirwan", "Tessa Kirwan", "Safer Working Practice Project Manager", "cfcs"),
    DemoPerson("noakes", "Barbara Noakes", "Service Head - HR", "chief"),
    DemoPerson("yeo", "Bernard Yeo", "Placement Manager", "planning"),
    DemoPerson("bellini", "Marco Bellini", "Contracts Officer", "planning"),
    # The transformation programme
    DemoPerson("ramshaw", "David Ramshaw", "Service Director, Adult Social Care", "adults"),
    DemoPerson("nair", "Priya Nair", "Project Manager, Safeguarding Hub", "csc"),
    DemoPerson("reeve", "Daniel Reeve", "Group Manager, Children's Social Care", "csc"),
    DemoPerson("marlow", "Helen Marlow", "Group Manager, Looked After Children", "csc"),
    DemoPerson("tinsley", "Joseph Tinsley", "Transitions Manager", "adults"),
    DemoPerson("boyle", "Catherine Boyle", "Group Manager, Court Work", "csc"),
    DemoPerson("sutcliffe", "Amy Sutcliffe", "Team Manager, Data and Systems", "data"),
    DemoPerson("bowen", "Gareth Bowen", "Independent Chairing Service Manager", "csc"),
    DemoPerson("ferris", "Nigel Ferris", "Senior Finance Business Partner", "finance"),
    DemoPerson("osgood", "Michelle Osgood", "Commissioning Manager", "planning"),
    # The savings strategy
    DemoPerson("oram", "Margaret Oram", "Assistant Director - Children's Social Care", "cyps"),
    DemoPerson("henshaw", "Paul Henshaw", "Property Programme Manager", "cyps"),
    DemoPerson("varma", "Anita Varma", "Head of Procurement and Placements", "cyps"),
    DemoPerson("deverill", "Simon Deverill", "Scrutiny Team Leader", "democratic"),
    DemoPerson("lyle", "Emma Lyle", "Corporate Development Officer", "chief"),
    # Who clears papers, and who keeps the system
    DemoPerson("marsh", "Leonie Marsh", "Solicitor and Deputy Monitoring Officer", "democratic"),
    DemoPerson("rowe", "Nadia Rowe", "Finance Business Partner", "finance"),
    DemoPerson("drury", "Callum Drury", "ICT Systems Manager", "chief"),
)

ACCOUNTS = (
    DemoAccount(
        "priya.nair",
        "nair",
        "Project lead of the Multi-Agency Safeguarding Hub: updates its milestones, writes and "
        "submits its status reports.",
    ),
    DemoAccount(
        "daniel.reeve",
        "reeve",
        "Project lead of the Organisational Structure: the same for that project; a report was "
        "returned to him.",
    ),
    DemoAccount(
        "philippa.grange",
        "grange",
        "Board member and chairman of the committee: reads the programme's dashboard and papers.",
    ),
    DemoAccount(
        "sanjay.mistry",
        "mistry",
        "Committee officer: writes and exports committee papers, and asks for clearances.",
        Role.COMMITTEE_OFFICER,
    ),
    DemoAccount(
        "louise.farrow",
        "farrow",
        "Programme office: everything, also people, accounts, new programmes and accepting "
        "status reports.",
        Role.PROGRAMME_OFFICE,
    ),
    DemoAccount(
        "grace.oduya",
        "oduya",
        "Auditor: sees everything that is not restricted and its history, changes nothing.",
        Role.AUDITOR,
    ),
    DemoAccount(
        "leonie.marsh",
        "marsh",
        "Legal officer: reads and clears papers, restricts them, and releases the restricted.",
        Role.LEGAL_OFFICER,
    ),
    DemoAccount(
        "nadia.rowe",
        "rowe",
        "Finance officer: reads, exports and clears papers, reads programmes and projects.",
        Role.FINANCE_OFFICER,
    ),
    DemoAccount(
        "callum.drury",
        "drury",
        "System administrator: people's accounts and security events, and no programme.",
        Role.SYSTEM_ADMINISTRATOR,
    ),
)
