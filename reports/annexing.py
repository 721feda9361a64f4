"""Writes of annexes: papers that go with other papers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from audit.actions import create_record, unarchive_record
from audit.errors import Refused
from audit.writing import audited
from people.models import Person
from reports.models import Annex, Paper
from reports.queries.annexes import papers_within


def add_annex(
    *, paper: Paper, annexed: Paper, by: Person, position: int = 0, reason: str = ""
) -> Annex:
    """Put a paper with another as its annex, and return the annex. Raises Refused for a circle, for
    a restricted paper, and for one that is an annex already."""
    with audited(by=by, reason=reason or _("Annex added")):
        _refuse_to_annex(paper, annexed)
        return create_record(Annex, by=by, paper=paper, annexed=annexed, position=position)


def bring_back_annex(annex: Annex, *, by: Person, reason: str) -> Annex:
    """Bring back an annex that was archived, and return it. Raises Refused as `add_annex` does."""
    with audited(by=by, reason=reason):
        _refuse_to_annex(annex.paper, annex.annexed)
        return unarchive_record(annex, by=by, reason=reason)


def _refuse_to_annex(paper: Paper, annexed: Paper) -> None:
    """Both are locked: whoever would close a circle at the same time has to wait."""
    both = Paper.objects.select_for_update().filter(pk__in=[paper.pk, annexed.pk])
    papers = {each.pk: each for each in both.order_by("pk")}
    if papers[annexed.pk].restriction_id is not None:
        raise Refused(_("A restricted paper cannot be an annex: release it first."))
    if paper.pk == annexed.pk:
        raise Refused(_("A paper cannot be an annex of itself."))
    if paper.pk in papers_within(annexed.pk):
        sentence = _("This paper is an annex of “%(title)s”, so that cannot be an annex of this.")
        raise Refused(sentence % {"title": annexed.title})
