"""Boxes with suggestions, where a list would be too long, or would not hold what may be typed.

The suggestions stand once on a page, for all its boxes (`components/suggestions.html`), and a box
works without them, as without scripts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from people.models import Person

NOBODY = "nobody"
Suggestions = list[tuple[str, str]]
"""(What to type, what helps to choose)."""


class Suggesting(forms.TextInput):
    """A box for any text, which brings its own suggestions."""

    template_name = "django/forms/widgets/suggesting.html"
    suggestions: Suggestions = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = {**(attrs or {}), "list": f"suggestions-{name}", "autocomplete": "off"}
        context = super().get_context(name, value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        return context


def told_apart(person: Person) -> str:
    """A person by more than the name, which two may share."""
    return ", ".join(filter(None, (person.name, person.job_title, person.reference)))


class Directory:
    """People to choose from, by what somebody may type: a name that only one of them has, all that
    tells them apart, or their reference."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)
        self._named: dict[str, list[Person]] = defaultdict(list)
        self._exact: dict[str, Person] = {}
        for person in self.people:
            self._named[_folded(person.name)].append(person)
            self._exact[_folded(person.reference)] = person
            self._exact[_folded(told_apart(person))] = person

    def suggestions(self) -> Suggestions:
        """One for each of them, in the order given."""
        return [
            (person.name, person.job_title)
            if len(self._named[_folded(person.name)]) == 1
            else (told_apart(person), "")
            for person in self.people
        ]

    def find(self, typed: str) -> Person:
        """Raises ValidationError, with the sentence to show, unless it names one person."""
        named = self._named.get(_folded(typed), [])
        found = self._exact.get(_folded(typed)) or (named[0] if len(named) == 1 else None)
        if found is None:
            sentence = (
                _("More than one person is called “%(name)s”: choose one from the list.")
                if named
                else _("Nobody here is called “%(name)s”: choose a name from the list.")
            )
            raise ValidationError(sentence % {"name": Truncator(typed).chars(60)})
        return found


class PersonByName(forms.CharField):
    """Cleans to a Person, or to None when it is empty. With `or_nobody` the word “Nobody” may be
    typed, which cleans to NOBODY. `suggestions` is the id of the list on the page."""

    def __init__(
        self,
        directory: Directory,
        *,
        suggestions: str = "people",
        or_nobody: bool = False,
        **kwargs: Any,
    ) -> None:
        self.directory, self.or_nobody = directory, or_nobody
        attrs = {"list": suggestions, "autocomplete": "off", "spellcheck": "false"}
        super().__init__(max_length=600, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        if self.or_nobody and _folded(typed) in (NOBODY, _folded(_("Nobody"))):
            return NOBODY
        return self.directory.find(typed)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
