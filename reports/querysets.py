"""How papers are read."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q

from audit.querysets import TrackedQuerySet
from meetings.models import Interest
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person
from reports.choices import PaperState
from values.spelling import alphabetical


class PaperQuerySet(TrackedQuerySet):
    hides_versions = True

    def hides_from(self, reader: Any) -> bool:
        return hides_papers_from(reader)

    def visible_to(self, person: Person) -> Self:
        """Those that they may see as drafts; and published ones, for the seats of their board."""
        seen = _drafts(self.model, person, "id")
        if hides_papers_from(person):
            of_seats = _of_seats(_live(self.model), person)
            seen |= Q(id__in=of_seats, state=PaperState.PUBLISHED)
        return self.filter(seen & policy.not_closed(person, self.model))

    def drafts_for(self, person: Person) -> Self:
        """Those that they may see as they are written, published or not."""
        return self.told_to(person).filter(policy.not_closed(person, self.model))

    def told_to(self, person: Person) -> Self:
        return self.filter(_drafts(self.model, person, "id"))

    def writable_by(self, person: Person, act: Act) -> Self:
        """Those to which they may do `act`: in every programme served, or on the board where there
        is none."""
        papers = _live(self.model)
        may = papers.filter(policy.where_may(person, act, papers.model, "scope"))
        return self.filter(id__in=_in_every_programme(may, person, act).values("id"))

    def serving(self, *programme_ids: int) -> Self:
        """Those that serve one of some programmes, first or among others, at their moment."""
        links: Any = _live(self.model).model._meta.get_field("also_serves").related_model
        also = links.objects.at(self.moment).live().filter(programme_id__in=programme_ids)
        return self.filter(
            Q(programme_id__in=programme_ids) | Q(id__in=also.order_by().values("paper_id"))
        )

    def unpublished(self) -> Self:
        """Without those whose present version is published."""
        return self.exclude(publications__is_archived=False)

    def next_meeting_first(self) -> Self:
        """Those without a meeting last, on both engines; archived ones after all others."""
        return self.order_by("is_archived", F("meeting_on").asc(nulls_last=True), "id")


class PartOfPaperQuerySet(TrackedQuerySet):
    hides_versions = True

    def hides_from(self, reader: Any) -> bool:
        return hides_papers_from(reader)

    def visible_to(self, person: Person) -> Self:
        """Those of papers that they may see as drafts."""
        return self.told_to(person).filter(policy.not_closed(person, self.model))

    def told_to(self, person: Person) -> Self:
        return self.filter(_drafts(self.model, person, "paper_id"))

    def not_kept_from(self, reader: Person | None) -> Self:
        """Parts, or versions of parts, of papers that a reader may read, leaving out those that
        stayed closed when their paper was released, unless the reader may read them. Without a
        reader, as for a document for everybody."""
        return self.exclude(id__in=self._closed_to(reader).values("id"))

    def marked_for(self, reader: Person | None) -> Self:
        """Each with `is_kept`: whether `not_kept_from` would leave it out."""
        return self.annotate(is_kept=Exists(self._closed_to(reader).filter(id=OuterRef("id"))))

    def _closed_to(self, reader: Person | None) -> Any:
        live: Any = getattr(self.model, "instance_type", self.model)
        marked = live._base_manager.filter(restriction__gt=0)
        with_paper = Q(paper__restriction__isnull=False, restriction=F("paper__restriction"))
        closed = marked.exclude(pk__in=marked.filter(with_paper).values("pk"))
        if reader is not None:
            closed = closed.exclude(restriction__in=policy.readable(reader))
        return closed.order_by()


class PaperPartQuerySet(PartOfPaperQuerySet):
    def in_order(self) -> Self:
        """By their positions; what has none in the order in which it was written."""
        live: Any = getattr(self.model, "instance_type", self.model)
        names = {field.name for field in live._meta.concrete_fields}
        return self.order_by(*(["position"] if "position" in names else []), "id")


class OfPublishedQuerySet(PartOfPaperQuerySet):
    """What may be known of a paper once it is published."""

    def visible_to(self, person: Person) -> Self:
        """Also for the seats of the board that it went to."""
        seen = _drafts(self.model, person, "paper_id")
        if hides_papers_from(person):
            seen |= Q(paper_id__in=_of_seats(_live(self.model), person))
        return self.filter(seen & policy.not_closed(person, self.model))


class PublicationQuerySet(OfPublishedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-number")


class ClearanceQuerySet(PartOfPaperQuerySet):
    pass


class ReportFormatQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they hold no facts."""
        return self if _sees_anything(person) else self.none()

    def by_title(self) -> Self:
        return self.order_by("is_archived", alphabetical("title"), "id")


class FormatVersionQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return self if _sees_anything(person) else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-valid_from", "-id")


# --- who may see which papers ------------------------------------------------------------------
def hides_papers_from(person: Person) -> bool:
    """Whether there may be papers that a person may not see; anyone who sees all that the council
    keeps here misses none."""
    return not policy.ways_of(person, Act.SEE)[0]


def _drafts(model: Any, person: Person, key: str) -> Q:
    """The condition on papers, or parts of papers, that a person may see them as drafts: whoever
    may see every programme that the paper serves; where it serves none, whoever may write for its
    board. `key` holds the paper's key."""
    lost, seen = _papers_told_to(person, _live(model))
    kept = ~Q(**{f"{key}__in": lost})
    return kept if seen is None else kept & Q(**{f"{key}__in": seen})


def _papers_told_to(person: Person, papers: Any) -> tuple[Any, Any]:
    """The keys of the papers that an interest closes to a person, and of those that they may see as
    drafts, None for all: built once for all kinds of part, as long as their roles are kept."""
    held = policy.holdings(person)
    kept = getattr(person, "_papers_told", None)
    if kept is None or kept[0] is not held:
        kept = held, _lost(papers.model, person), _seen_as_drafts(person, papers)
        person._papers_told = kept  # type: ignore[attr-defined]
    return kept[1:]


def _seen_as_drafts(person: Person, papers: Any) -> Any:
    if not hides_papers_from(person):
        return None
    sees = policy.where_may(person, Act.SEE, papers.model, "scope")
    writes = policy.where_may(person, Act.EDIT_PAPERS, papers.model, "scope")
    serves_none = Q(programme__isnull=True)
    seen = papers.filter(~serves_none & sees | serves_none & writes)
    return _in_every_programme(seen, person, Act.SEE).values("id")


def _lost(papers: Any, person: Person) -> Any:
    """The keys of the drafts, and of the restricted papers, of items in which a person declared an
    interest."""
    links: Any = papers._meta.get_field("on_agendas").related_model
    items = Interest.objects.lost_by(person).values("item_id")
    closed = ~Q(paper__state=PaperState.PUBLISHED) | Q(paper__restriction__isnull=False)
    return links._base_manager.filter(closed, item_id__in=items, is_archived=False).values(
        "paper_id"
    )


def _of_seats(papers: Any, person: Person) -> Any:
    """The keys of the published papers of boards on which a person holds a seat."""
    roles = policy.MATRIX.row(Act.SEE).who
    held = [] if person.is_archived else policy.holdings(person)
    boards = {h.scope_id for h in held if h.kind == ScopeKind.BOARD and h.role in roles}
    return papers.filter(board__scope__in=boards, state=PaperState.PUBLISHED).values("id")


def _in_every_programme(papers: Any, person: Person, act: Act) -> Any:
    """Those of some papers, in whose own scope a person may do `act`, that serve no further
    programme where they may not."""
    links: Any = papers.model._meta.get_field("also_serves").related_model
    may = policy.where_may(person, act, links, "programme__scope")
    others = links._base_manager.filter(is_archived=False).exclude(may)
    return papers.exclude(pk__in=others.values("paper_id"))


def _live(model: Any) -> Any:
    """The papers as they are now, of a kind of paper or of a part: they decide on every version."""
    model = getattr(model, "instance_type", model)
    fields = {field.name: field for field in model._meta.concrete_fields}
    paper: Any = fields["paper"].related_model if "paper" in fields else model
    return paper._base_manager.order_by()


def _sees_anything(person: Person) -> bool:
    everywhere, scopes = policy.reach_of(person, Act.SEE)
    return everywhere or bool(scopes)
