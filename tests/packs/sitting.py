"""A meeting with an agenda: a published paper, a restricted one, one that is to follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.test import Client

from audit.actions import create_record, edit_record
from documents.format import TextPart
from meetings.actions.agendas import add_item, set_item_state
from meetings.actions.deadlines import add_rule
from meetings.actions.meetings import plan_meeting
from meetings.choices import ItemState
from meetings.models import AgendaItem, Meeting
from packs.building import build_pack, open_pack
from packs.choices import PackKind
from packs.models import Pack, PackVersion
from packs.publishing import publish_pack
from people.choices import Role
from people.models import Account, Person
from people.queries import office
from reports.models import ItemPaper, Paper, PaperSection, Recommendation
from tests import factories
from tests.reports.publishing import MEETING, Ready, fit_to_publish

SECRET_TITLE = "Purchase of Gannet Quay"
SECRETS = (SECRET_TITLE, "Gannet", "Petrel", "Razorbill", "Fulmar")
BODY = TextPart("information", "Information", body="Petrel Holdings asks for £4.2 million.")


@dataclass
class Sitting:
    """The meeting, its papers, and who works with its pack."""

    ready: Ready
    meeting: Meeting
    secret: Paper
    chair: Account
    member: Account
    secretary: Account

    @property
    def officer(self) -> Account:
        return self.ready.publisher

    @property
    def board(self) -> Any:
        return self.meeting.board

    @property
    def pack(self) -> Pack:
        return open_pack(self.meeting, by=self.officer.person)

    def build(self, kind: PackKind = PackKind.FULL) -> PackVersion:
        return build_pack(self.pack, kind, by=self.officer.person)

    def publish(self, version: PackVersion, **fields: Any) -> Any:
        late = {"late_reason": "The figures came late.", "consented_by": self.chair.person}
        return publish_pack(version, by=self.officer.person, **(late | fields))

    def item(self, title: str) -> AgendaItem:
        return AgendaItem.objects.get(meeting=self.meeting, title=title)

    def get(self, account: Account | None, url: str) -> Any:
        client = Client()
        if account is not None:
            client.force_login(account)
        return client.get(url)


def sitting() -> Sitting:
    """The board that the published paper went to meets on its day."""
    ready = fit_to_publish()
    add_rule(by=factories.officer(), title="Five days", valid_from=date(2000, 1, 1), agenda_days=5)
    officer = ready.publisher.person
    board = ready.paper.board
    people = {
        role: factories.account(factories.holder(role, board.scope, name))
        for role, name in (
            (Role.CHAIR, "Carla Voss"),
            (Role.MEMBER, "Milo Hart"),
            (Role.SECRETARY, "Sefa Lowe"),
        )
    }
    meeting = plan_meeting(
        board,
        by=officer,
        title="Quarterly meeting",
        held_on=MEETING,
        starts=time(10, 30),
        ends=time(12, 0),
        place="Committee room 2, Shire Hall",
        contact=factories.person(
            "Tove Lind", job_title="Democratic services", telephone="01632 960 011"
        ),
    )
    for title in ("Apologies", "Property matter", "Lease of the mill", "Budget for next year"):
        add_item(meeting, by=officer, title=title)
    ready.act()
    tabled(meeting, "Lease of the mill", ready.paper, officer)
    last = AgendaItem.objects.get(meeting=meeting, title="Budget for next year")
    set_item_state(last, by=officer, state=ItemState.TO_FOLLOW, why="The settlement is awaited.")
    secret = restricted_paper(ready, officer)
    tabled(meeting, "Property matter", secret, officer)
    return Sitting(
        ready, meeting, secret, people[Role.CHAIR], people[Role.MEMBER], people[Role.SECRETARY]
    )


def tabled(meeting: Meeting, title: str, paper: Paper, by: Person) -> ItemPaper:
    """Put a paper under an item of the agenda."""
    item = AgendaItem.objects.get(meeting=meeting, title=title)
    return create_record(ItemPaper, by=by, item=item, paper=paper)


def recleared(ready: Ready) -> None:
    from reports.clearing import ask_again  # noqa: PLC0415

    for clearance in (ready.legal, ready.financial):
        factories.cleared(ask_again(clearance, by=ready.publisher.person))


def restricted_paper(ready: Ready, officer: Person) -> Paper:
    """A restricted paper full of secrets: in its title, text, and the name of its appendix."""
    paper = factories.paper(
        SECRET_TITLE,
        programme=ready.paper.programme,
        board=ready.paper.board,
        by=officer,
        format=ready.paper.format,
        sections=(BODY,),
        meeting_on=MEETING,
        signatory=factories.person("Razorbill Smith", job_title="Director of Fulmar"),
        contact=factories.person("Tess Gannet", job_title="Officer"),
    )
    create_record(Recommendation, by=officer, paper=paper, text="Buy from Petrel.", position=10)
    for kind, role in (
        ("constitutional", Role.LEGAL_OFFICER),
        ("financial", Role.FINANCE_OFFICER),
    ):
        holder = factories.holder(role, office(), f"Second {role.label}")
        factories.cleared(factories.clearance(paper=paper, kind=kind, officer=holder, by=officer))
    factories.restriction(record=paper, by=officer)
    return Paper.objects.get(pk=paper.pk)


def revise(ready: Ready, body: str) -> None:
    """Put a published paper right, and publish it again."""
    section = PaperSection.objects.get(paper=ready.paper, key="information")
    edit_record(section, by=ready.publisher.person, body=body)
    recleared(ready)
    ready.act(correction="The rent is put right.")
