"""Loads a committee paper, with its clearances."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from audit.actions import create_record
from audit.writing import audited
from config.demo.loading import Loading
from config.demo.shapes import DemoPaper
from reports.actions import create_paper
from reports.choices import HeadingLevel
from reports.formats import FormatSection
from reports.models import BackgroundPaper, Paper, Recommendation, SignOff

WRITTEN_BEFORE_CLEARANCE = timedelta(days=4)


def load_paper(loading: Loading, data: DemoPaper) -> Paper:
    """The paper, written some days before the clearing officers comment on it."""
    calendar, by = loading.calendar, loading.people[data.by]
    meeting = calendar.meeting(data.meeting)
    cleared = calendar.cleared_on(meeting)
    written = calendar.moment(cleared - WRITTEN_BEFORE_CLEARANCE, 11)
    named = {"next-meeting": f"{calendar.meeting_after(meeting):%B}"}
    with audited(by=by, reason=_("Paper written"), dated=written):
        paper = create_paper(
            programme=loading.programmes[data.programme],
            by=by,
            board=loading.boards[data.board],
            title=data.title,
            meeting_on=meeting,
            agenda_item=data.agenda_item,
            report_of=data.report_of,
            signatory=loading.people[data.signatory],
            contact=loading.people[data.contact],
            divisions_affected=data.divisions_affected,
            reference_code=data.reference_code,
            sections=tuple(
                FormatSection(
                    section.key,
                    section.heading,
                    HeadingLevel.SUB if section.is_sub else HeadingLevel.MAIN,
                    calendar.say(section.body, named),
                )
                for section in data.sections
            ),
        )
        for position, text in enumerate(data.recommendations, start=1):
            create_record(
                Recommendation, by=by, paper=paper, text=calendar.say(text), position=position
            )
        for position, title in enumerate(data.background_papers, start=1):
            create_record(
                BackgroundPaper, by=by, paper=paper, title=calendar.say(title), position=position
            )
    _load_sign_offs(loading, data, paper, cleared)
    return paper


def _load_sign_offs(loading: Loading, data: DemoPaper, paper: Paper, cleared: date) -> None:
    by = loading.people["mistry"]
    moment = loading.calendar.moment(cleared, 15)
    with audited(by=by, reason=_("Comments of the clearing officers"), dated=moment):
        for position, sign_off in enumerate(data.sign_offs, start=1):
            create_record(
                SignOff,
                by=by,
                paper=paper,
                kind=sign_off.kind,
                initials=sign_off.initials,
                cleared_on=cleared,
                text=sign_off.text,
                position=position,
            )
