"""Papers on agendas: submitted for a meeting, put under an item of its own, and moved with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import writing
from audit.errors import Refused
from audit.writing import audited
from meetings import contributed
from meetings.actions.agendas import add_item
from meetings.choices import ItemKind, MeetingState
from meetings.models import AgendaItem, Meeting
from people.models import Person
from people.restricting import CLOSED_WITH
from reports.deciding import recommended, tie_decided
from reports.models import ItemPaper, Paper, Recommendation


def submitted_for(meeting: Meeting) -> QuerySet:
    """The papers that name a meeting and are not on its agenda."""
    tabled = ItemPaper.objects.live().filter(item__meeting=meeting, item__is_archived=False)
    papers: QuerySet = Paper.objects.live().filter(meeting=meeting)
    return papers.exclude(pk__in=tabled.values("paper_id")).order_by("id")


def table_paper(meeting: Meeting, paper: Paper, *, by: Person) -> AgendaItem:
    """Put a paper on the agenda of the meeting that it names, under an item of its own, and return
    the item; that of a restricted paper is restricted as the paper is. Raises Refused when it is
    there already, and for a late paper that does not say why."""
    with audited(by=by, reason=_("Paper put on the agenda")):
        if not submitted_for(meeting).filter(pk=paper.pk).exists():
            raise Refused(_("The paper is on the agenda already, or names another meeting."))
        late = {}
        if meeting.state != MeetingState.PLANNED:
            late = {"late_reason": paper.late_reason, "urgency_reason": paper.urgency_reason}
            if not (paper.late_reason.strip() and paper.urgency_reason.strip()):
                raise Refused(
                    _(
                        "The agenda is published: the paper must say why it is late and why it "
                        "cannot wait."
                    )
                )
        item = add_item(
            meeting,
            by=by,
            title=paper.title,
            kind=ItemKind.DECISION if _asks(paper) else ItemKind.INFORMATION,
            presenter=paper.signatory,
            restriction=paper.restriction,
            **late,
        )
        writing.create(ItemPaper, item=item, paper=paper)
        return item


def _asks(paper: Paper) -> bool:
    found: bool = Recommendation.objects.live().filter(paper=paper).exists()
    return found


def table_submitted(meeting: Meeting, *, by: Person) -> list[AgendaItem]:
    """Put on an agenda all that was submitted for it."""
    return [table_paper(meeting, paper, by=by) for paper in submitted_for(meeting)]


def items_under(paper: Paper) -> QuerySet:
    """The items under which a paper stands."""
    rows: QuerySet = AgendaItem.objects.filter(papers__paper=paper, papers__is_archived=False)
    return rows.order_by("id")


def follow_meeting(meeting: Meeting, *, by: Person) -> None:
    """Papers that name a meeting have its day."""
    for paper in Paper.objects.live().filter(meeting=meeting).select_for_update(no_key=True):
        writing.change(paper, is_locked=True, meeting_on=meeting.held_on)


def give_to_meetings() -> None:
    """What meetings show of papers and do with them, and the items that close with a paper: called
    when the app is ready."""
    contributed.PAPERS.append(links_of)
    contributed.OFFERED.append(offers)
    contributed.TABLED.append(table_submitted)
    contributed.MOVED.append(follow_meeting)
    contributed.PROPOSED.append(proposed)
    contributed.DECIDED.append(tie_decided)
    CLOSED_WITH[Paper] = items_under


# --- what meetings show -------------------------------------------------------------------------
def links_of(items: Collection[int], reader: Person) -> dict[int, list[tuple[str, str]]]:
    """The papers of items that a reader may see, with their addresses. One query."""
    seen = Paper.objects.visible_to(reader).values("id")
    links = ItemPaper.objects.live().filter(item__in=items, paper__in=seen)
    found = defaultdict(list)
    for link in links.select_related("paper").order_by("id"):
        url = reverse("reports:paper_detail", args=[link.paper.reference])
        found[link.item_id].append((link.paper.title, url))
    return found


def offers(meeting: Meeting, person: Person) -> list[tuple[str, str]]:
    """What whoever plans a meeting may put on its agenda."""
    seen = submitted_for(meeting).filter(pk__in=Paper.objects.visible_to(person).values("id"))
    return [
        (paper.title, reverse("reports:paper_table", args=[meeting.reference, paper.reference]))
        for paper in seen
    ]


def proposed(item: AgendaItem, reader: Person) -> list[str]:
    """The recommendations of an item's papers: the draft of the decision."""
    seen = Paper.objects.visible_to(reader).values("id")
    links = ItemPaper.objects.live().filter(item=item, paper__in=seen).select_related("paper")
    return recommended([link.paper for link in links.order_by("id")], reader)
