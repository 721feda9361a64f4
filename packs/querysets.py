"""How packs are read: by anyone who may see their board, but what is not published only by those
who plan its meetings."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q

from audit.querysets import TrackedQuerySet
from meetings.models import Interest
from people import policy
from people.choices import Act
from people.models import Person


class PackQuerySet(TrackedQuerySet):
    to_board = "meeting__board__scope"

    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope=self.to_board)

    def planned_by(self, person: Person) -> Q:
        """The condition that a person plans the meetings of the board."""
        return policy.where_may(person, Act.PLAN_MEETINGS, self.model, self.to_board)


class PackVersionQuerySet(PackQuerySet):
    to_board = "pack__meeting__board__scope"

    def visible_to(self, person: Person) -> Self:
        published = _live(self.model).filter(publication__isnull=False)
        seen = Q(id__in=published.values("id")) | self.planned_by(person)
        return super().visible_to(person).filter(seen)

    def published(self) -> Self:
        return self.filter(publication__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class PackItemQuerySet(PackQuerySet):
    to_board = "pack_version__pack__meeting__board__scope"

    def visible_to(self, person: Person) -> Self:
        """Those of versions that they may see, but for papers that are kept from them: what is
        restricted, publications that they may not read themselves, and all papers of an item that
        they lost by an interest."""
        live = _live(self.model)
        published = live.filter(pack_version__publication__isnull=False)
        seen = Q(id__in=published.values("id")) | self.planned_by(person)
        publications: Any = live.model._meta.get_field("publication").related_model
        theirs = publications.objects.visible_to(person).order_by()
        read = Q(publication__isnull=True) | Q(publication__in=theirs.values("id"))
        return super().visible_to(person).filter(seen, read).exclude(self.lost_by(person))

    def lost_by(self, person: Person) -> Q:
        """The condition that a person lost the item of the agenda by an interest."""
        return Q(item_id__in=Interest.objects.lost_by(person).values("item_id"))

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class PackPublicationQuerySet(PackQuerySet):
    to_board = "pack_version__pack__meeting__board__scope"


class PublicBoardQuerySet(PackQuerySet):
    to_board = "board__scope"


def _live(model: Any) -> Any:
    """The records as they are now: they decide on every version."""
    return getattr(model, "instance_type", model)._base_manager.order_by()
