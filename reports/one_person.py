"""Clearances that come from two people, or never from an author, checked again when two turn out to
be one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.succession.rules_of_two import Pair, Void
from reports.choices import ClearanceState
from reports.models import Clearance, Paper
from reports.queries.digests import edits_of
from reports.queries.formats import format_of_paper


def clearances_by_one(pair: Pair) -> Iterator[Void]:
    """The clearances that one of the two gave to what the other wrote, and those that had to come
    from two people. Their papers are locked, so that none is given meanwhile."""
    theirs = Clearance.objects.live().filter(officer__in=pair.ids).order_by("paper_id", "id")
    papers = theirs.order_by().values("paper")
    locked = Paper._base_manager.select_for_update(of=("self",)).filter(pk__in=papers)
    for paper in locked.order_by("pk"):
        given = [c for c in theirs.filter(paper=paper) if c.state == ClearanceState.CLEARED]
        wrote = bool(given) and bool(pair.ids & {edit.by_id for edit in edits_of(paper.pk)})
        kinds = format_of_paper(paper).format.clearance_kinds if given else ()
        two = {kind.key for kind in kinds if kind.by_two}
        of_two = [clearance for clearance in given if clearance.kind in two]
        for clearance in given:
            clearance.paper = paper
            if wrote:
                why = _("%(who)s are one person, who wrote in this paper.")
            elif len(of_two) > 1 and clearance in of_two:
                why = _("%(who)s are one person, and two people must give it.")
            else:
                continue
            reason = why % {"who": pair}
            yield Void(clearance, {"void_because": reason}, reason)
