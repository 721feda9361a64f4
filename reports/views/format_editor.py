"""The page on which a version of a report format is changed, piece by piece, beside a paper in it.

Each piece has a small form; each save is a change of the version, checked whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from audit.queries.moments import as_recorded
from documents import format_editing as editing
from documents.format import Format, Furniture, Numbering
from documents.format_files import FaultyFormat, as_data
from documents.html import body_html
from people import policy
from people.choices import Act, Role
from people.models import Person
from records.pages.moments import ASKED, moment_asked
from records.views.record_page import RecordPageView, RecordView
from reports.format_entry_forms import EntryForm, LogoForm, ValuesForm, sheet_names
from reports.format_words import FAMILIES, KINDS, WORDS
from reports.formats import change_version
from reports.models import FormatVersion
from reports.queries.format_previews import SAMPLE, preview
from reports.queries.formats import definition_of

LISTINGS = {
    "header": gettext_lazy("Header fields"),
    "parts": gettext_lazy("Parts, in the order of print"),
    "notices": gettext_lazy("Notices"),
    "sign-offs": gettext_lazy("Sign-offs"),
}
ASPECTS: dict[str, tuple[Any, Any, str, Any]] = {
    "general": (
        gettext_lazy("Language and nation"), Format, "",
        ("language", "nation", "may_be_published_as_word"),
    ),
    "sheet": (gettext_lazy("Sheet"), Furniture, "furniture", sheet_names()),
    "logo": (gettext_lazy("Logo"), Furniture, "furniture", ()),
    "numbering": (
        gettext_lazy("Numbering"), Numbering, "numbering", list(as_data(Numbering())),
    ),
}  # fmt: skip
"""Of what has no listing: its heading, what it is made of, where it stands, and its values."""


@dataclass(frozen=True)
class EntryRow:
    """A line of a listing."""

    key: str
    words: str
    note: str
    is_sub: bool
    edit_url: str
    move_url: str
    leave_out_url: str


@dataclass(frozen=True)
class Listing:
    name: str
    heading: str
    rows: list[EntryRow]
    adds: list[tuple[str, str]]
    """(words, address) of what may be added."""


@takes("paper", *ASKED)
class FormatVersionDetail(RecordPageView):
    """A version in its pieces, beside a paper that is printed in it."""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        person, asked = request.user.person, moment_asked(request)
        current = self.pages.find(person, keys)
        version = as_recorded(current, asked.value)
        found = definition_of(version)
        wanted = SAMPLE if asked.value else request.GET.get("paper", "")
        shown = preview(found, person, version.format_id, wanted)
        may_edit = not asked.value and policy.can(person, Act.EDIT_FORMATS)
        context = {
            "version": version,
            "format": as_recorded(current.format, asked.value),
            "aspects": [(str(ASPECTS[name][0]), _values_url(current, name)) for name in ASPECTS],
            "listings": [_listing(current, found, name) for name in _names(found)],
            "body": under_a_heading(body_html(shown.document)),
            "problems": shown.document.problems,
            "shown": shown,
            "may_edit": may_edit and not version.is_archived,
            "edit_url": self.pages.url("edit", current),
            "file_url": "" if asked.value else self.pages.url("file", current),
            "history_url": self.pages.url("history", current),
            "breadcrumbs": self.pages.crumbs(current)[:-1],
            **asked.context(),
        }
        return render(request, "reports/format_version.html", context)


class EditVersion(RecordView):
    """A small form for a piece of a version."""

    record: FormatVersion

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.form(given_back(request), **keys), **keys)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request.POST, **keys)
        if form.is_valid() and self.save(request.user.person, form, **keys):
            messages.success(request, _("The format is saved."))
            return redirect(self.pages.after(self.record))
        return self.page(request, form, **keys)

    def save(self, by: Person, form: ValuesForm, **keys: Any) -> bool:
        """Whether the version was changed; else the form says why not."""
        try:
            change_version(self.record, definition=self.changed(form, **keys), by=by)
        except FaultyFormat as faulty:
            form.note(faulty, self.path(form, **keys))
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return True
        return False

    def form(self, data: Any, **keys: Any) -> ValuesForm:
        raise NotImplementedError

    def changed(self, form: Any, **keys: Any) -> Format:
        raise NotImplementedError

    def path(self, form: Any, **keys: Any) -> str:
        raise NotImplementedError

    def heading(self, **keys: Any) -> str:
        raise NotImplementedError

    def more(self, **keys: Any) -> dict[str, Any]:
        return {}

    def page(self, request: SignedInRequest, form: ValuesForm, **keys: Any) -> HttpResponse:
        shown = preview(definition_of(self.record), request.user.person, self.record.format_id)
        context = {
            "form": form,
            "heading": self.heading(**keys),
            "caption": f"{self.record.format}, {self.record}",
            "hidden": self.read_from(),
            "body": under_a_heading(body_html(shown.document)),
            "cancel_url": self.pages.after(self.record),
            "given_back": copy_given_back(request),
            "breadcrumbs": self.pages.crumbs(self.record),
            **self.more(**keys),
        }
        return render(request, "reports/format_piece.html", context)


class EditValues(EditVersion):
    """The values of a version that stand in no listing."""

    def aspect(self, name: str) -> tuple[Any, Any, str, Any]:
        if name not in ASPECTS:
            raise Http404
        return ASPECTS[name]

    def form(self, data: Any, **keys: Any) -> ValuesForm:
        _heading, kind, within, names = self.aspect(keys["aspect"])
        values = as_data(definition_of(self.record))
        if data is not None and data.get("family") in editing.FAMILIES and within == "numbering":
            family = as_data(editing.FAMILIES[data["family"]])
            return _FamilyForm(kind, names, family, {})
        if keys["aspect"] == "logo":
            return LogoForm(values[within], data, self.request.FILES)
        return ValuesForm(kind, names, values[within] if within else values, data)

    def changed(self, form: ValuesForm, **keys: Any) -> Format:
        within = self.aspect(keys["aspect"])[2]
        said = {within: form.said()} if within else form.said()
        return editing.with_values(definition_of(self.record), said, roles=Role.values)

    def path(self, form: ValuesForm, **keys: Any) -> str:
        return self.aspect(keys["aspect"])[2]

    def heading(self, **keys: Any) -> str:
        return str(self.aspect(keys["aspect"])[0])

    def more(self, **keys: Any) -> dict[str, Any]:
        if keys["aspect"] != "numbering":
            return {}
        return {"families": [(key, *words) for key, words in FAMILIES.items()]}


class _FamilyForm(ValuesForm):
    """A family of numbering, taken as it is."""

    def __init__(self, kind: Any, names: Any, family: dict[str, Any], data: Any) -> None:
        super().__init__(kind, names, family, data)
        self.family = family
        self.fields.clear()

    def said(self) -> dict[str, Any]:
        return self.family


class AddEntry(EditVersion):
    """A new entry of a listing, behind the others."""

    def kind(self, **keys: Any) -> type[Any]:
        try:
            editing.keys_of(definition_of(self.record), keys["listing"])
            return editing.kind_of_entries(keys["listing"], keys.get("kind", ""))
        except editing.NotThere:
            raise Http404 from None

    def form(self, data: Any, **keys: Any) -> EntryForm:
        form = EntryForm(self.kind(**keys), self.values(**keys), data)
        if "after" in form.fields:
            others = self.keys(keys["listing"])
            offer(form, [key for key in others if key != keys.get("key")])
        return form

    def values(self, **keys: Any) -> dict[str, Any] | None:
        return None

    def keys(self, listing: str) -> list[str]:
        return editing.keys_of(definition_of(self.record), listing)

    def changed(self, form: EntryForm, **keys: Any) -> Format:
        entry = form.entry(self.keys(keys["listing"]))
        found = definition_of(self.record)
        return editing.with_entry(found, keys["listing"], entry, roles=Role.values)

    def path(self, form: EntryForm, **keys: Any) -> str:
        found = definition_of(self.record)
        return editing.path_of(found, keys["listing"], keys.get("key", ""))

    def heading(self, **keys: Any) -> str:
        if keys["listing"] == "parts":
            return _("Add a part: %(kind)s") % {"kind": KINDS[keys["kind"]]}
        return _("Add to: %(listing)s") % {"listing": words_of(keys["listing"])}


class EditEntry(AddEntry):
    """An entry of a listing."""

    def values(self, **keys: Any) -> dict[str, Any]:
        try:
            return editing.entry(definition_of(self.record), keys["listing"], keys["key"])
        except editing.NotThere:
            raise Http404 from None

    def kind(self, **keys: Any) -> type[Any]:
        kind = self.values(**keys).get("kind", "")
        return editing.kind_of_entries(keys["listing"], kind)

    def heading(self, **keys: Any) -> str:
        words = _entry_words(keys["listing"], self.values(**keys))[0]
        return _("Edit: %(words)s") % {"words": words}


class ChangeListing(RecordView):
    """Something that is done to an entry by one button."""

    record: FormatVersion

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        try:
            found = self.changed(request, definition_of(self.record), **keys)
            change_version(self.record, definition=found, by=request.user.person)
        except editing.NotThere:
            raise Http404 from None
        except FaultyFormat as faulty:
            messages.error(request, str(faulty))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(f"{self.pages.after(self.record)}#{keys['listing']}")

    def changed(self, request: SignedInRequest, found: Format, **keys: Any) -> Format:
        raise NotImplementedError


class MoveEntry(ChangeListing):
    """Move an entry up or down."""

    def changed(self, request: SignedInRequest, found: Format, **keys: Any) -> Format:
        by = 1 if request.POST.get("direction") == "down" else -1
        return editing.moved(found, keys["listing"], keys["key"], by=by, roles=Role.values)


class LeaveEntryOut(ChangeListing):
    """Take an entry out of its listing."""

    def changed(self, request: SignedInRequest, found: Format, **keys: Any) -> Format:
        return editing.left_out(found, keys["listing"], keys["key"], roles=Role.values)


def offer(form: EntryForm, keys: list[str]) -> None:
    """Let a sign-off come after one of the others."""
    said = form.fields["after"]
    form.fields["after"] = forms.ChoiceField(
        label=said.label,
        required=False,
        initial=said.initial,
        choices=[("", _("At once")), *((key, key) for key in keys)],
    )


def words_of(listing: str) -> str:
    return str(LISTINGS.get(listing, _("Rows of the table")))


def under_a_heading(body: str) -> str:
    """A document below a second heading of a page: its own headings are two levels lower."""
    lower = re.sub(r"(</?h)([1-4])\b", lambda found: f"{found[1]}{int(found[2]) + 2}", body)
    return mark_safe(lower)  # noqa: S308  as safe as it was


def _names(found: Format) -> list[str]:
    rows = [f"{editing.ROWS}{p.key}" for p in found.parts if p.kind == "implications"]
    signs = ["sign-offs"] if any(part.kind == "clearances" for part in found.parts) else []
    return ["header", "parts", *rows, *signs, "notices"]


def _listing(version: FormatVersion, found: Format, name: str) -> Listing:
    args = [version.format.reference, version.pk, name]
    rows = []
    for key in editing.keys_of(found, name):
        data = editing.entry(found, name, key)
        words, note = _entry_words(name, data)
        rows.append(
            EntryRow(
                key=key,
                words=words,
                note=note,
                is_sub=data.get("level") == "sub",
                edit_url=reverse("reports:format_entry_edit", args=[*args, key]),
                move_url=reverse("reports:format_entry_move", args=[*args, key]),
                leave_out_url=reverse("reports:format_entry_leave_out", args=[*args, key]),
            )
        )
    kinds = KINDS if name == "parts" else {"entry": _("Add one")}
    adds = [
        (str(words), reverse("reports:format_entry_add", args=[*args, kind]))
        for kind, words in kinds.items()
    ]
    heading = words_of(name)
    if name.startswith(editing.ROWS):
        owner = next(p for p in found.parts if p.key == name.removeprefix(editing.ROWS))
        heading = _("Rows of “%(table)s”") % {"table": owner.heading or KINDS["implications"]}
    return Listing(name, heading, rows, adds)


def _entry_words(listing: str, data: dict[str, Any]) -> tuple[str, str]:
    """What an entry is called, and what else says which it is."""
    if listing == "header":
        source = str(WORDS[data["source"]])
        return (data["label"] or source, source if data["label"] else "")
    if listing == "notices":
        return str(WORDS[data["when"]]), ""
    if listing == "parts":
        kind = str(KINDS[data["kind"]])
        heading = data["heading"] or data.get("label", "") or kind
        return heading, "" if data["kind"] == "text" or heading == kind else kind
    return data["heading"], ""


def _values_url(version: FormatVersion, aspect: str) -> str:
    return reverse("reports:format_values", args=[version.format.reference, version.pk, aspect])
