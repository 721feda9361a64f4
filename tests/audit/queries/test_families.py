"""A history tells of the record's parts, and of no record of its own."""

from __future__ import annotations

import pytest
from django.apps import apps

from audit.queries.families import kinds_of


@pytest.mark.parametrize(
    ("model", "kinds"),
    [
        (
            "programmes.Programme",
            {
                "programme": "",
                "appointment": "scope__programme",
                "direction": "scope__programme",
                "principle": "programme",
                "phase": "programme",
                "fundingsource": "programme",
                "fundingyear": "source__programme",
                "objective": "programme",
                "roledescription": "programme",
                "stakeholder": "programme",
                "projectcategory": "programme",
                "savingsrequirement": "programme",
                "savingsbaseline": "programme",
                "milestone": "programme",
                "tolerance": "scope__programme",
                "reportingcalendar": "programme",
                "reportingperiod": "programme",
                "programmereport": "programme",
                "ratingoverride": "scope__programme",
            },
        ),
        (
            "projects.Project",
            {
                "project": "",
                "appointment": "scope__project",
                "direction": "scope__project",
                "milestone": "project",
                "option": "project",
                "statusreport": "project",
                "computedrating": "report__project",
                "independentrating": "project",
                "resource": "project",
                "partner": "project",
                "site": "project",
                "tolerance": "scope__project",
                "ratingoverride": "scope__project",
            },
        ),
        (
            "governance.Board",
            {
                "board": "",
                "appointment": "scope__board",
                "direction": "scope__board",
                "sponsorship": "board",
                "termsofreference": "board",
                "tolerance": "scope__board",
                "meetingseries": "board",
                "standingitem": "board",
                "publicboard": "board",
                "ratingoverride": "scope__board",
            },
        ),
        (
            "benefits.Benefit",
            {
                "benefit": "",
                "benefitpath": "benefit",
                "indicator": "benefit",
                "indicatortarget": "indicator__benefit",
                "measurement": "indicator__benefit",
            },
        ),
        (
            "benefits.SavingsLine",
            {
                "savingsline": "",
                "savingsamount": "line",
                "savingsshare": "line",
                "savingscost": "line",
            },
        ),
        (
            "reports.Paper",
            {
                "paper": "",
                "papersection": "paper",
                "recommendation": "paper",
                "clearance": "paper",
                "publication": "paper",
                "backgroundpaper": "paper",
                "appendix": "paper",
                "annex": "paper",
                "paperpicture": "paper",
                "paperprogramme": "paper",
                "papervalue": "paper",
                "decisionpaper": "paper",
            },
        ),
        ("projects.Milestone", {"milestone": ""}),
        ("people.Person", {"person": "", "signinchange": "person"}),
    ],
)
def test_what_a_history_tells_of(model: str, kinds: dict[str, str]) -> None:
    found = kinds_of(apps.get_model(model))
    assert {name: kind.path for name, kind in found.items()} == kinds
