"""Boxes with suggestions, where a list would be too long, or would not hold what may be typed.

A page holds the suggestions once, for all its boxes (`components/suggestions.html`). A box also
works without suggestions and without scripts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.change_sets import SYSTEM_ID
from people.models import Person
from values.spelling import alphabetical, folded

NOBODY = "nobody"
TYPE_A_NAME = gettext_lazy("Type a name, and choose from the list.")
Suggestions = list[tuple[str, str]]
"""(what to type, what helps to choose)."""


class Suggesting(forms.TextInput):
    """A box for any text, with suggestions of its own."""

    template_name = "django/forms/widgets/suggesting.html"
    suggestions: Suggestions = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {**(attrs or {}), "list": f"suggestions-{name}", "autocomplete": "off"}
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        return context


def told_apart(person: Person) -> str:
    """A person by more than the name, which two people may share."""
    return ", ".join(filter(None, (person.name, person.job_title, person.reference)))


def everybody(*, but: Collection[int] = (), with_: Collection[int] = ()) -> QuerySet:
    """The people who may be chosen, by name: not Mandate itself, not anyone deactivated, not `but`;
    and always `with_`."""
    may_be = Q(is_archived=False) & ~Q(pk__in=[SYSTEM_ID, *but])
    return Person.objects.filter(may_be | Q(pk__in=with_)).order_by(alphabetical("name"), "id")


class Directory:
    """People to choose from, by what somebody may type: a name that only one of them has, a name
    with what tells them apart, or their reference. They are read when first needed: one query."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._people = people

    @cached_property
    def _of_key(self) -> dict[int, Person]:
        return {person.pk: person for person in self._people}

    @cached_property
    def _named(self) -> dict[str, list[Person]]:
        by_name: dict[str, list[Person]] = defaultdict(list)
        for person in self._of_key.values():
            by_name[folded(person.name)].append(person)
        return by_name

    @cached_property
    def _exact(self) -> dict[str, Person]:
        people = self._of_key.values()
        told = {folded(told_apart(person)): person for person in people}
        return told | {folded(person.reference): person for person in people}

    def suggestions(self) -> Suggestions:
        """One suggestion for each, in the order given, except for those who are deactivated."""
        people = [person for person in self._of_key.values() if not person.is_archived]
        return [
            (person.name, person.job_title) if self._is_enough(person) else (told_apart(person), "")
            for person in people
        ]

    def words_of(self, key: int) -> str:
        """What to type for the person with a key, who need not be among these; empty for nobody."""
        person = self._of_key.get(key)
        if person is not None:
            return person.name if self._is_enough(person) else told_apart(person)
        other = Person.objects.filter(pk=key).first()
        return told_apart(other) if other else ""

    def find(self, typed: str) -> Person:
        """Raises ValidationError, with a sentence to show, unless the text names one person."""
        named = self._named.get(folded(typed), [])
        person = self._exact.get(folded(typed)) or (named[0] if len(named) == 1 else None)
        if person is None:
            sentence = (
                _("More than one person is called “%(name)s”: choose one from the list.")
                if named
                else _("Nobody here is called “%(name)s”: choose a name from the list.")
            )
            raise ValidationError(sentence % {"name": Truncator(typed).chars(60)})
        return person

    def recognise(self, typed: str) -> Person:
        """The same, for names as people write them down: a surname, or the beginnings of names, is
        enough where only one person in use has them."""
        parts = folded(typed).replace(".", " ").split()
        try:
            return self.find(typed)
        except ValidationError:
            people = [person for person in self._of_key.values() if not person.is_archived]
            meant = [person for person in people if parts and _begins(person.name, parts)]
            if len(meant) == 1:
                return meant[0]
            sentence = (
                _("More than one person may be meant by “%(name)s”: write the whole name.")
                if meant
                else _("Nobody here is called “%(name)s”: write the name as their page has it.")
            )
            raise ValidationError(sentence % {"name": Truncator(typed).chars(60)}) from None

    def _is_enough(self, person: Person) -> bool:
        """Whether nobody else among these has the name."""
        return len(self._named[folded(person.name)]) == 1


def _begins(name: str, parts: list[str]) -> bool:
    """Whether each part begins a word of a name, one after the other."""
    words = iter(folded(name).split())
    return all(any(word.startswith(part) for word in words) for part in parts)


class PersonByName(forms.CharField):
    """Cleans to a Person, or to None when it is empty; a Person's key is accepted in place of their
    name. With `or_nobody` the word “Nobody” may be typed, which cleans to NOBODY.

    The form sets the directory, and has it as its own `directory`: the suggestions are written once
    for all its boxes. Somebody deactivated is found only if the record names them (`named`)."""

    def __init__(
        self, *, directory: Directory | None = None, or_nobody: bool = False, **kwargs: Any
    ) -> None:
        self.directory = directory or Directory(())
        self.named: int | None = None
        self.or_nobody = or_nobody
        attrs = {"list": "people", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=600, widget=forms.TextInput(attrs=attrs), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        key = value.pk if isinstance(value, Person) else value
        return self.directory.words_of(key) if isinstance(key, int) else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(self.prepare_value(value))
        if not typed:
            return None
        if self.or_nobody and folded(typed) in (NOBODY, folded(_("Nobody"))):
            return NOBODY
        person = self.directory.find(typed)
        if person.is_archived and person.pk != self.named:
            raise ValidationError(
                _("%(name)s is deactivated: choose somebody else.") % {"name": person}
            )
        return person
