"""How actions, links, comments, reviews, and escalations are read."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

from django.db.models import F, Q

from audit.querysets import TrackedQuerySet
from people import policy
from people.choices import Act
from people.models import Person
from programmes.querysets import RegisterQuerySet
from registers import links
from registers.choices import ActionState, EscalationState
from values.spelling import alphabetical


class ActionQuerySet(RegisterQuerySet):
    def unfinished(self) -> Self:
        """Open, or done and waiting for whoever verifies it."""
        waits = Q(state=ActionState.DONE, verify_by__isnull=False)
        return self.filter(Q(state=ActionState.OPEN) | waits)

    def of_person(self, key: int) -> Self:
        """Those that a person owns, and those that wait for this person to verify them."""
        return self.filter(Q(owner_id=key) | Q(state=ActionState.DONE, verify_by_id=key))


class ActionPartQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="action__scope")

    def newest_first(self) -> Self:
        return self.order_by("-id")


class OfSeveralKindsQuerySet(TrackedQuerySet):
    """Records that are seen by those who see what they name, which may be of any kind. The activity
    leaves out, version by version, what its reader may not see: a condition for every kind, asked
    of all its lines, is longer than SQLite reads."""

    hides_versions = True

    def hides_from(self, reader: Any) -> bool:
        return False


class LinkQuerySet(OfSeveralKindsQuerySet):
    """A link is seen by those who see both of its ends."""

    def visible_to(self, person: Person) -> Self:
        return self.told_to(person)

    def told_to(self, person: Person) -> Self:
        return self.filter(links.both_ends_seen(person))


class CommentQuerySet(OfSeveralKindsQuerySet):
    """A comment is seen by those who may follow what is said about its record. One that was written
    while its record was restricted stays with the readers of that restriction, also after a
    release."""

    def visible_to(self, person: Person) -> Self:
        return self.told_to(person).not_kept_from(person)

    def told_to(self, person: Person) -> Self:
        return self.filter(links.followed(person))

    def not_kept_from(self, person: Person) -> Self:
        """Without those that stay with readers of whom the person is not one."""
        return self.filter(policy.not_closed(person, self.model))

    def in_order(self) -> Self:
        return self.order_by("written_at", "id")


class ReviewQuerySet(RegisterQuerySet):
    def in_order(self) -> Self:
        """The newest first; those without a day last."""
        return self.order_by(
            F("published_on").desc(nulls_last=True), F("starts_on").desc(nulls_last=True), "-id"
        )


class ReviewPartQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="review__scope")

    def in_order(self) -> Self:
        names = {field.name for field in self.model._meta.concrete_fields}
        return self.order_by(*(["position"] if "position" in names else []), "id")


class ScaleQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they hold no facts."""
        everywhere, scopes = policy.reach_of(person, Act.SEE)
        return self if everywhere or scopes else self.none()

    def in_force(self, on: date) -> Self:
        """Both the first and the last day count."""
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
        return self.filter(begun).exclude(valid_until__lt=on)

    def by_title(self) -> Any:
        return self.order_by("is_archived", alphabetical("title"), "id")


class DependencyQuerySet(RegisterQuerySet):
    """A dependency is seen by those who see either end: the giver's people know who waits."""

    def visible_to(self, person: Person) -> Self:
        paths = ("scope", "giver__scope", "taker__scope")
        seen = (policy.where_may(person, Act.SEE, self.model, path) for path in paths)
        return self.filter(reduce(or_, seen))


class RiskMatrixQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, for anyone who sees anything: they say how risks are rated."""
        everywhere, scopes = policy.reach_of(person, Act.SEE)
        return self if everywhere or scopes else self.none()

    def in_force(self, on: date) -> Self:
        """The one in force on a day first, then those that it replaced."""
        return self.live().filter(valid_from__lte=on).order_by("-valid_from", "-id")


class EscalationQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy.visible(self, person, scope="entry__scope")

    def waiting(self) -> Self:
        return self.live().filter(state=EscalationState.ASKED)
