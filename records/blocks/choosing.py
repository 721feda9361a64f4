"""The small forms in which an author chooses what a block or a figure shows.

A form is filled from a menu or from the text of a call; choices missing from the text have the
form's initial values. So a short call stays short, and a menu inserts only what was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from documents.calls import NEVER_IN_A_VALUE, Call, CallRefused, written
from records.blocks.about import About

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Offer = Callable[[About], Sequence[tuple[str, "StrOrPromise"]]]
MOST_NAMED = 12
OF = "of"
"""The key of the choice of one of the programmes that a paper serves."""


class One(forms.ChoiceField):
    """One of a few values; the first is taken unless another is chosen, or where one `must` be
    chosen: then a record may be named by its title as well, where only one has it."""

    def __init__(
        self, label: StrOrPromise, offer: Offer, *, must: bool = False, **kwargs: Any
    ) -> None:
        wanted = {"required": _lazy("Choose one of them.")}
        super().__init__(label=label, required=must, error_messages=wanted, **kwargs)
        self.offer, self.must = offer, must
        self.offers: list[tuple[str, str]] = []

    def offered(self, about: About) -> None:
        offered = [(str(key), label) for key, label in self.offer(about)]
        self.offers = [(key, str(label)) for key, label in offered]
        self.choices = [("", _("Choose one")), *offered] if self.must else offered
        if self.initial is None and offered and not self.must:
            self.initial = offered[0][0]

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value))
        offered = self.offers
        if not self.must or not typed or typed in dict(offered):
            return typed
        named = [key for key, label in offered if is_named(label, typed)]
        return named[0] if len(named) == 1 else typed


def is_named(label: str, said: str) -> bool:
    """Whether a record of this label, "Lease signed (North Depot)", is what somebody means."""
    return said.casefold() in (label.casefold(), label.rpartition(" (")[0].casefold())


class Some(forms.MultipleChoiceField):
    """Some of several values, in the order in which they are written; all of them, unless the form
    begins with fewer. A single record may be named by its title as well, where only one has it."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: StrOrPromise, offer: Offer, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, **kwargs)
        self.offer = offer
        self.offers: list[tuple[str, str]] = []

    def offered(self, about: About) -> None:
        self.offers = [(str(key), str(label)) for key, label in self.offer(about)]
        self.choices = self.offers
        self.initial = list(self.initial or [])

    def named(self, typed: str) -> list[str]:
        """The values that are typed in a call."""
        titled = [key for key, label in self.offers if is_named(label, typed)]
        return titled if len(titled) == 1 else typed.split()


class Typed(forms.CharField):
    """A word or two to look for."""

    def __init__(self, label: StrOrPromise, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, max_length=100, **kwargs)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "")
        if set(NEVER_IN_A_VALUE) & set(typed):
            raise forms.ValidationError(_("Leave out commas, brackets and equals signs."))
        return typed


def yes_or_no(label: StrOrPromise, *, first: str = "yes") -> One:
    both = {"yes": _lazy("Yes"), "no": _lazy("No")}
    other = "no" if first == "yes" else "yes"
    return One(label, lambda about: [(first, both[first]), (other, both[other])])


class Choices(forms.Form):
    """What an author chooses. Its fields are of the three kinds above."""

    hides_optional = True

    def __init__(self, *args: Any, about: About, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, One | Some):
                field.offered(about)

    def chosen(self) -> dict[str, Any]:
        """What was chosen, and what nobody chose as the form begins. It must be valid."""
        cleaned = self.cleaned_data
        return {
            name: cleaned.get(name) or field.initial or cleaned.get(name)
            for name, field in self.fields.items()
        }

    def call(self, name: str) -> str:
        """The text between the brackets for these choices. The form must be valid."""
        choices = []
        for key, field in self.fields.items():
            value = self.cleaned_data.get(key)
            if value and value != field.initial:
                choices.append((key, " ".join(value) if isinstance(value, list) else str(value)))
        return written(name, choices)


def which_programme(about: About, *, must: bool) -> One:
    """The choice of one of the programmes that a paper serves; all of them, unless one `must` be
    chosen."""
    served = [(one.reference, f"{one.title} ({one.reference})") for one in about.programmes]
    every = [] if must else [("", _lazy("All that the paper serves"))]
    field = One(_lazy("Programme"), lambda about: [*every, *served], must=must)
    field.offered(about)
    return field


def chosen_in(call: Call, form_class: type[Choices], about: About) -> dict[str, Any]:
    """The choices of a call. Raises CallRefused for a key or a value that there is not."""
    form = form_class(about=about)
    data = QueryDict(mutable=True)
    for key, value in call.choices:
        field = form.fields.get(key)
        if field is None:
            raise CallRefused(_no_such_key(key, form.fields))
        data.setlist(key, field.named(value) if isinstance(field, Some) else [value])
    form = form_class(data, about=about)
    for key in form.errors:
        if key not in data:
            raise CallRefused(_("say which: %(key)s=…") % {"key": key})
        raise CallRefused(_no_such_value(key, data.getlist(key), form.fields[key]))
    return form.chosen()


def _no_such_key(key: str, fields: Mapping[str, forms.Field]) -> str:
    if not fields:
        return _("it takes no choices, so “%(key)s” means nothing.") % {"key": key}
    facts = {"key": key, "keys": ", ".join(fields)}
    return _("there is no choice “%(key)s”. There is: %(keys)s.") % facts


def _no_such_value(key: str, values: list[str], field: forms.Field) -> str:
    offered = [str(value) for value, _label in getattr(field, "choices", ()) if value]
    wrong = [value for value in values if value not in offered]
    is_record = isinstance(field, One) and field.must
    named = [str(label) for value, label in getattr(field, "choices", ()) if value]
    named = named if is_record else offered
    facts = {"key": key, "value": " ".join(wrong or values), "values": ", ".join(named)}
    if not isinstance(field, One | Some):
        return _("%(key)s cannot be “%(value)s”.") % facts
    if not offered:
        return _("%(key)s cannot be “%(value)s”: there is nothing to choose yet.") % facts
    if len(offered) > MOST_NAMED:
        return _("%(key)s cannot be “%(value)s”: the menu lists what it can be.") % facts
    return _("%(key)s cannot be “%(value)s”. It can be: %(values)s.") % facts
