"""What papers add to the facts that lead a board's page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.leading import Fact
from governance.models import Board
from people.models import Person
from records.pages.moments import AskedMoment
from reports.models import Paper


def papers_of(board: Board, person: Person, asked: AskedMoment) -> Fact:
    """How many papers for the board its reader may see. One query."""
    rows = Paper.objects.at(asked.value, board_id=board.pk).visible_to(person)
    count = rows.filter(is_archived=False).count()
    said = ngettext("%(n)d paper", "%(n)d papers", count) % {"n": count} if count else _("None yet")
    url = reverse("reports:board_paper_list", args=[board.reference]) + asked.query
    return Fact(_("Papers"), said, url)
