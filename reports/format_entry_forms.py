"""Small forms for the values of a format: each is made from what the value consists of."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import MISSING, fields
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.views.refused import add_refusal
from audit.errors import Refused
from documents.format import HEADER_SOURCES, NOTICE_CONDITIONS, Furniture
from documents.format_files import LONG_TEXTS, FaultyFormat, as_data
from documents.format_rules import MOST_OF_A_KEY, MOST_OF_A_LOGO
from people.choices import Act, Role
from people.policy import MATRIX
from records.amounts import WholeNumberField
from records.fields import ParagraphsField
from reports.format_words import HELP, LABELS, WORDS
from uploads import store

NAMED = {"source": HEADER_SOURCES, "when": NOTICE_CONDITIONS}
PLACES = (_("left"), _("middle"), _("right"))
NOT_ASKED = ("kind", "key")
NESTED = ("rows", "kinds")
"""Lists inside an entry, which have pages of their own."""
NO_NUMBER = "-"
OF_LOGO = ("has_logo", "logo")
NO_LOGO, OF_UNIT, OWN = "none", "unit", "own"
LONGEST_OF_A_LOGO = 600
"""Pixels of a side: sharp on paper, where it is 60 mm wide at most."""
PICTURES = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
REQUIRED = ("source", "when", "roles")


class ValuesForm(forms.Form):
    """Some values of a dataclass. `said()` gives them as a file holds them."""

    hides_optional = True

    def __init__(
        self, kind: type[Any], names: Iterable[str], values: dict[str, Any], data: Any = None
    ) -> None:
        super().__init__(data)
        hints = get_type_hints(kind)
        self.hints = {name: hints[name] for name in names}
        for name, hint in self.hints.items():
            for part, field in _fields(name, hint, values[name]):
                self.fields[part] = field

    def said(self) -> dict[str, Any]:
        return {name: self._said(name, hint) for name, hint in self.hints.items()}

    def _said(self, name: str, hint: Any) -> Any:
        typed: Any = self.cleaned_data.get(name)
        if name == "columns":
            lines = (line.partition(":") for line in typed.splitlines() if line.strip())
            return [[prints.strip(), label.strip()] for prints, _colon, label in lines]
        if name == "lists":
            return typed.split()
        if name == "mark_alone":
            return "" if typed == NO_NUMBER else typed or None
        if name in ("running_head", "running_foot"):
            return [self.cleaned_data[f"{name}_{place}"] for place in range(3)]
        if get_origin(hint) is Literal and isinstance(get_args(hint)[0], int):
            return int(typed)
        return (typed or None) if NoneType in get_args(hint) else typed

    def note(self, faulty: FaultyFormat, path: str) -> None:
        """Say each fault beside the field that it is of, or above them all."""
        for fault in faulty.faults:
            name = fault.path.removeprefix(path).lstrip(".").partition("[")[0]
            at = f"{name}_0" if f"{name}_0" in self.fields else name
            is_here = fault.path.startswith(path) and at in self.fields
            self.add_error(at if is_here else None, fault.reason if is_here else fault.sentence)


class EntryForm(ValuesForm):
    """An entry of a listing: a part, a field of the header, a notice, a sign-off or a row."""

    def __init__(self, kind: type[Any], values: dict[str, Any] | None, data: Any = None) -> None:
        self.kind, self.values = kind, values or as_data_of_empty(kind)
        names = (f.name for f in fields(kind))
        asked = [n for n in names if n not in NOT_ASKED and n not in NESTED]
        super().__init__(kind, asked, self.values, data)
        for name in REQUIRED:
            if name in self.fields:
                self.fields[name].required = True

    def entry(self, taken: Iterable[str]) -> dict[str, Any]:
        """The entry as a file holds it; a new one gets a key from its words, besides those that are
        taken."""
        said = self.said()
        if "kind" in self.values:
            said["kind"] = self.values["kind"]
        if said.get("kind") == "implications" and "key" not in self.values:
            said["rows"] = [{"key": "money", "heading": gettext("Money")}]  # to begin with
        words = said.get("heading") or said.get("label") or said.get("source") or said.get("when")
        stem = slugify(str(words or said.get("kind", "")))[: MOST_OF_A_KEY - 3].strip("-")
        taken = (*taken, *HEADER_SOURCES)
        return {**said, "key": self.values.get("key") or free_key(stem or "part", taken)}


def as_data_of_empty(kind: type[Any]) -> dict[str, Any]:
    """What a new entry starts from."""
    values: dict[str, Any] = {}
    for found in fields(kind):
        if found.name != "key":
            values[found.name] = "" if found.default is MISSING else as_data(found.default)
    return values


def free_key(stem: str, taken: Iterable[str]) -> str:
    keys, key, number = set(taken), stem, 2
    while key in keys:
        key, number = f"{stem}-{number}", number + 1
    return key


def sheet_names() -> list[str]:
    """The values of the furniture that are no listing."""
    return [f.name for f in fields(Furniture) if f.name not in ("header", *OF_LOGO)]


class LogoForm(ValuesForm):
    """Which logo stands at the top of the papers, if any. A new picture is made as small as its
    place in print."""

    which = forms.ChoiceField(
        label=_("Logo at the top"),
        widget=forms.RadioSelect,
        choices=[
            (NO_LOGO, _("None")),
            (OF_UNIT, _("That of the council’s unit")),
            (OWN, _("One of this format’s own")),
        ],
    )
    file = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"class": "govuk-file-upload"}),
        help_text=_("PNG or JPEG, for a logo of the format’s own."),
        max_length=255,
    )
    alternative = forms.CharField(
        label=LABELS["logo"],
        required=False,
        max_length=300,
        help_text=_("For those who do not see it, such as “Ashdale County Council”."),
    )

    def __init__(self, values: dict[str, Any], data: Any = None, files: Any = None) -> None:
        super().__init__(Furniture, (), values, data)
        if files is not None:
            self.files = files
        self.kept: dict[str, Any] = values["logo"] or {}
        of_unit = OF_UNIT if values["has_logo"] else NO_LOGO
        self.fields["which"].initial = OWN if self.kept and values["has_logo"] else of_unit
        self.fields["alternative"].initial = self.kept.get("alternative", "")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("which") == OWN and "file" not in self.errors:
            if sent := data.get("file"):
                self._take(sent)
            elif not self.kept:
                self.add_error("file", _("Choose a picture."))
        return data

    def _take(self, sent: Any) -> None:
        ending = sent.name.lower().rpartition(".")[2]
        if ending not in PICTURES:
            self.add_error("file", _("Choose a PNG or JPEG picture."))
            return
        try:
            picture = store.check(sent, LONGEST_OF_A_LOGO)
        except Refused as refusal:
            add_refusal(self, refusal)
            return
        if len(picture) > MOST_OF_A_LOGO:
            facts = {"size": len(picture) // 1000, "most": MOST_OF_A_LOGO // 1000}
            self.add_error("file", _(
                "Made small, the picture still takes %(size)d kB, and a logo at most %(most)d: "
                "choose one with fewer colours."
            ) % facts)  # fmt: skip
        kind = PICTURES[ending]
        self.kept = {"content_type": kind, "base64": b64encode(picture).decode()}

    def said(self) -> dict[str, Any]:
        which = self.cleaned_data["which"]
        own = self.kept | {"alternative": self.cleaned_data["alternative"]}
        return {"has_logo": which != NO_LOGO, "logo": own if which == OWN else None}

    def note(self, faulty: FaultyFormat, path: str) -> None:
        for fault in faulty.faults:
            name = fault.path.rpartition(".")[2]
            self.add_error(name if name in self.fields else None, fault.reason)


def _fields(name: str, hint: Any, value: Any) -> list[tuple[str, forms.Field]]:
    """The form's fields for one value, each with its name: one, or three for a running line."""
    if name in ("running_head", "running_foot"):
        return [
            (f"{name}_{n}", _line(name, text, label=f"{LABELS[name]}, {place}"))
            for n, (place, text) in enumerate(zip(PLACES, value, strict=True))
        ]
    return [(name, _field(name, hint, value))]


def _field(name: str, hint: Any, value: Any) -> forms.Field:
    said: dict[str, Any] = {"label": LABELS[name], "help_text": HELP.get(name, "")}
    said |= {"required": False, "initial": value}
    if name == "roles":
        roles = [(role, Role(role).label) for role in Role.values if role in _clearing()]
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=roles, widget=boxes, **said)
    if name == "columns":
        lines = "\n".join(f"{prints}: {label}" for prints, label in value)
        return ParagraphsField(widget=_rows(4), **said | {"initial": lines})
    if name == "lists":
        return forms.CharField(**said | {"initial": " ".join(value)})
    if hint is bool:
        return forms.BooleanField(**said)
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), said, value)
    if name in NAMED:
        return _choice(NAMED[name], said, value)
    if get_origin(hint) in (Union, UnionType) and int in get_args(hint):
        return WholeNumberField(min_value=1, **said)
    if name in LONG_TEXTS:
        return ParagraphsField(widget=_rows(3), strip=True, **said)
    if name == "mark_alone" and value == "":
        value = NO_NUMBER
    return _line(name, value or "")


def _clearing() -> frozenset[str]:
    """The roles that may clear at all."""
    return MATRIX.row(Act.CLEAR).who


def _choice(words: Iterable[Any], said: dict[str, Any], value: Any) -> forms.ChoiceField:
    choices = [(word, WORDS[word]) for word in words]
    return forms.ChoiceField(choices=choices, **said)


def _line(name: str, value: str, label: Any = None) -> forms.CharField:
    return forms.CharField(
        label=label or LABELS[name],
        help_text=HELP.get(name, ""),
        required=False,
        initial=value,
        max_length=300,
    )


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})
