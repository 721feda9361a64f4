"""How people and appointments are read."""

from __future__ import annotations

from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import F, Q, QuerySet

from audit.querysets import TrackedQuerySet
from people.choices import Act, ScopeKind, SignInChangeState
from values.likeness import likeness

if TYPE_CHECKING:
    from people.models import Account, Person


def begun_by(day: date, path: str = "") -> Q:
    """The condition that the first day is not after a day; `path` leads to what has one."""
    return Q(**{f"{path}starts_on__isnull": True}) | Q(**{f"{path}starts_on__lte": day})


def not_ended_before(day: date, path: str = "") -> Q:
    """The condition that the last day is not before a day."""
    return Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gte": day})


def in_force(day: date, path: str = "") -> Q:
    """Both the first and the last day count."""
    return begun_by(day, path) & not_ended_before(day, path)


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("person")

    def named(self, sign_in_name: str) -> QuerySet:
        """The account that signs in with this name or one just like it, if there is one."""
        return self.filter(sign_in_key=likeness(sign_in_name))

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(sign_in_key=likeness(username or ""))


class PersonQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Some people see everybody; others see themselves."""
        if policy().can(person, Act.SEE_PEOPLE):
            return self
        return self.filter(id=person.pk)


class SignInChangeQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Seen by those who see the person whose sign-in it is."""
        if policy().can(person, Act.SEE_PEOPLE):
            return self
        return self.filter(person_id=person.pk)

    def waiting(self) -> Self:
        return self.filter(state=SignInChangeState.WAITS)


class OrganisationUnitQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return self if policy().can(person, Act.SEE_PEOPLE) else self.none()


class LogoQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return self if policy().can(person, Act.SEE_PEOPLE) else self.none()


class WardQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return self if policy().can(person, Act.SEE_PEOPLE) else self.none()


class ScopeQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Anyone who sees people also sees the office, where roles over people are held."""
        if _sees_people_only(person):
            return self.filter(kind=ScopeKind.OFFICE)
        return policy().visible(self, person, scope="", within=("parent",))


class DirectionQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Seen by those who see the board that directs."""
        return policy().visible(self, person)

    def current(self, on: date) -> Self:
        """Those in force on a day: both the first and the last day count."""
        return self.within(on, on)

    def within(self, first: date | None, last: date | None) -> Self:
        """Those in force on a day of some days; None stands for no end."""
        begun = self if last is None else self.filter(begun_by(last))
        return begun if first is None else begun.filter(not_ended_before(first))


class RestrictionQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        """Those of which the person is a reader today."""
        return policy().visible(self, person)

    def review_first(self) -> Self:
        """Those in force, the next review first; then those that were released."""
        return self.order_by(F("released_on").desc(nulls_first=True), "review_on", "id")


class RestrictedReaderQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        return policy().visible(self, person, scope="restriction__scope")

    def current(self, on: date) -> Self:
        """Those who may read on a day: both the first and the last day count."""
        return self.filter(in_force(on), is_archived=False)


class SecurityEventQuerySet(QuerySet):
    def visible_to(self, person: Person) -> Self:
        """All of them, or none."""
        return self if policy().can(person, Act.SEE_SECURITY_EVENTS) else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-moment", "-id")


def policy() -> ModuleType:
    """The policy reads the models that these querysets belong to, so it is imported late."""
    from people import policy  # noqa: PLC0415

    return policy


def _sees_people_only(person: Person) -> bool:
    """Anyone who administers the system sees people but no programme."""
    everywhere, scopes = policy().reach_of(person, Act.SEE)
    return not everywhere and not scopes and policy().can(person, Act.SEE_PEOPLE)


class AppointmentQuerySet(TrackedQuerySet):
    def visible_to(self, person: Person) -> Self:
        if _sees_people_only(person):
            scopes: Any = self.model._meta.get_field("scope").related_model
            return self.filter(scope_id__in=scopes.objects.visible_to(person).values("id"))
        return policy().visible(self, person)

    def begun(self, on: date) -> Self:
        """Those whose first day is not after a day, ended ones too."""
        return self.filter(begun_by(on))

    def held_or_suggested(self, on: date) -> Self:
        """In force on a day, or proposed for it: both the first and the last day count."""
        return self.begun(on).filter(not_ended_before(on))

    def current(self, on: date) -> Self:
        """Held on a day; a suggested appointment is not."""
        return self.held_or_suggested(on).filter(is_suggested=False)

    def in_order(self) -> Self:
        return self.order_by("position", "id")
