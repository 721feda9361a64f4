"""Loads two attached files: evidence that a project keeps, and an appendix of the paper."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.writing import audited
from config.demo.loading import Loading
from projects.models import ProjectDocument
from records.uploads.store import take
from reports.models import Appendix, Paper
from reports.queries.papers import written_at

ELEVEN_STEPS = """The eleven steps from the first call to the decision

As agreed by the process group of the Multi-Agency Safeguarding Hub.

1 Take the call or the form
2 Write down who is worried, and about whom
3 Look whether the child is known
4 Decide within the hour how urgent it is
5 Ask the police
6 Ask health
7 Ask the school
8 Ask the housing office
9 Put together what all know
10 Decide, with the reason
11 Tell the person who called
"""
CONTACTS = """Quarter,Contacts received,Decided within one day
First,1204,61%
Second,1187,66%
Third,1251,74%
Fourth,1219,79%
"""


def load_files(loading: Loading, paper: Paper) -> None:
    """Each as its keeper added it: the evidence a week ago, the appendix when the paper had been
    written, for an appendix that comes later makes a clearance void."""
    moment = loading.calendar.moment(loading.calendar.today - timedelta(days=7), 10)
    letter = take(SimpleUploadedFile("eleven-steps.txt", ELEVEN_STEPS.encode()))
    lead, officer = loading.people["nair"], loading.people["mistry"]
    with audited(by=lead, reason=_("Evidence added"), dated=moment):
        create_record(
            ProjectDocument,
            by=lead,
            project=loading.projects["hub"],
            title="The eleven steps that all four agencies share",
            **asdict(letter),
        )
    table = take(SimpleUploadedFile("contacts.csv", CONTACTS.encode()))
    with audited(
        by=officer, reason=_("Appendix added"), dated=written_at(paper) + timedelta(hours=1)
    ):
        create_record(
            Appendix,
            by=officer,
            paper=paper,
            title="Contacts received and how soon they were decided",
            position=1,
            **asdict(table),
        )
