"""How papers are read."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q

from audit.querysets import TrackedQuerySet
from people import policy
from people.choices import Act
from people.models import Person
from values.spelling import alphabetical


class PaperQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="programme__scope")

    def unpublished(self) -> Self:
        """Without those whose present version is published."""
        return self.exclude(publications__is_archived=False)

    def next_meeting_first(self) -> Self:
        """Those without a meeting last, on both engines; archived ones after all others."""
        return self.order_by("is_archived", F("meeting_on").asc(nulls_last=True), "id")


class PartOfPaperQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="paper__programme__scope")

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


class PublicationQuerySet(PartOfPaperQuerySet):
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


def _sees_anything(person: Person) -> bool:
    everywhere, scopes = policy.reach_of(person, Act.SEE)
    return everywhere or bool(scopes)
