"""How packs are read: by the seats of their board, and by those who write for it."""

from __future__ import annotations

from typing import Any, Self

from django.db.models import Q

from audit.querysets import TrackedQuerySet
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person


class PackQuerySet(TrackedQuerySet):
    hides_versions = True
    to_board = "meeting__board__scope"

    def hides_from(self, reader: Any) -> bool:
        return not policy.ways_of(reader, Act.SEE)[0]

    def visible_to(self, person: Person) -> Self:
        """Those of boards on which a person holds a seat, or for which they write or plan. Of what
        is not published, only those who plan see anything."""
        return self.filter(_for_its_board(self.model, person, self.to_board))

    def in_order(self) -> Self:
        return self.order_by("-meeting__starts_at", "id")


class PackVersionQuerySet(PackQuerySet):
    to_board = "pack__meeting__board__scope"

    def visible_to(self, person: Person) -> Self:
        seen = super().visible_to(person)
        published = Q(id__in=_live(self.model).filter(publication__isnull=False).values("id"))
        return seen.filter(published | _may_plan(self.model, person, self.to_board))

    def published(self) -> Self:
        return self.filter(publication__isnull=False)

    def newest_first(self) -> Self:
        return self.order_by("-number")


class PackItemQuerySet(PackQuerySet):
    to_board = "pack_version__pack__meeting__board__scope"

    def visible_to(self, person: Person) -> Self:
        """Those of versions that they may see, without what is kept from them."""
        seen = super().visible_to(person)
        live = _live(self.model)
        published = Q(id__in=live.filter(pack_version__publication__isnull=False).values("id"))
        seen = seen.filter(published | _may_plan(self.model, person, self.to_board))
        return seen.filter(policy.not_closed(person, self.model))

    def in_order(self) -> Self:
        return self.order_by("position", "id")


class PackPublicationQuerySet(PackQuerySet):
    to_board = "pack_version__pack__meeting__board__scope"


class PublicBoardQuerySet(PackQuerySet):
    to_board = "board__scope"


def _for_its_board(model: Any, person: Person, path: str) -> Q:
    if policy.ways_of(person, Act.SEE)[0]:
        return Q(pk__isnull=False)
    roles = policy.MATRIX.row(Act.SEE).who
    held = [] if person.is_archived else policy.holdings(person)
    boards = {h.scope_id for h in held if h.kind == ScopeKind.BOARD and h.role in roles}
    writes = policy.where_may(person, Act.EDIT_PAPERS, _live(model).model, path)
    found = _live(model).filter(Q(**{f"{path}__in": boards}) | writes)
    return Q(id__in=found.values("id"))


def _may_plan(model: Any, person: Person, path: str) -> Q:
    live = _live(model)
    plans = policy.where_may(person, Act.PLAN_MEETINGS, live.model, path)
    return Q(id__in=live.filter(plans).values("id"))


def _live(model: Any) -> Any:
    """The records as they are now: they decide on every version."""
    return getattr(model, "instance_type", model)._base_manager.order_by()
