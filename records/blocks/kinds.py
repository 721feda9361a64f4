"""Blocks and figures: what they are, and the list of them."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from documents.content import LiveContent
from records.blocks.about import About
from records.blocks.choosing import OF, Choices, which_programme
from values import words

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Asked:
    """Something that an author takes from the records by name. The docstring of each is its
    description in the menu."""

    name: ClassVar[str]
    label: ClassVar[StrPromise]
    form: ClassVar[type[Choices]] = Choices
    needs_programme: ClassVar[bool] = True
    """Whether it has nothing to say in a paper that serves no programme."""
    needs_one: ClassVar[bool] = False
    """Whether it is of one programme: where a paper serves several, its call says of which."""
    is_of_paper: ClassVar[bool] = False
    """Whether it says the same whatever the programme."""

    @property
    def help(self) -> str:
        """Its docstring on one line, in the reader's language."""
        return _(" ".join(inspect.cleandoc(type(self).__doc__ or "").split()))

    def choices(self, about: About, sent: QueryDict | None = None) -> Choices:
        """The form of its choices. Where a paper serves several programmes, the first choice is of
        which; once one is chosen, the others offer what that one has."""
        if len(about.programmes) < 2 or self.is_of_paper:
            return self.form(sent, about=about)
        one = about.of(sent.get(OF, "")) if sent else None
        form = self.form(sent, about=one or about)
        form.fields = {OF: which_programme(about, must=self.needs_one), **form.fields}
        return form


class Block(Asked):
    """Stands on a line of its own, such as `[milestones]`, and prints tables, lists or charts."""

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        """What the records hold of it. The number of queries does not grow with the rows."""
        raise NotImplementedError


@dataclass(frozen=True)
class Told:
    """The words of a figure, and where they come from: `record` in words, its `page`, the `field`
    of it, and the (model, filter) of every record whose change can change it."""

    text: str
    record: str = ""
    field: str = ""
    page: tuple[str, tuple[Any, ...]] | None = None
    of: tuple[tuple[Any, Mapping[str, Any]], ...] = ()


def field_words(model: Any, name: str) -> str:
    """A field of a kind of record as the first word of a line: Forecast."""
    return words.label(model._meta.get_field(name))


class Figure(Asked):
    """Stands in a sentence, such as `{savings achieved}`: a date, a count, an amount, a name."""

    def read(self, about: About, chosen: Mapping[str, Any]) -> Told:
        """What the records say of it; no text when they hold nothing yet. Raises CallRefused for a
        choice that leads to no record."""
        raise NotImplementedError


BLOCKS: dict[str, Block] = {}
FIGURES: dict[str, Figure] = {}


def contribute(*asked: Block | Figure) -> None:
    """Let papers ask for something by its name. Called once for each, from `ready()`."""
    for one in asked:
        known: dict[str, Any] = BLOCKS if isinstance(one, Block) else FIGURES
        if type(known.get(one.name, one)) is not type(one):
            raise ValueError(f"“{one.name}” is registered twice")
        known[one.name] = one
