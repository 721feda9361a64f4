"""Adding, editing and archiving any record: one page of each for all kinds. And the addresses of
these pages and of its history."""

from __future__ import annotations

import json
import uuid
from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Conflict, Refused
from people.actions import send_once
from records.forms import READ_FROM_NOTHING, AttachedFileForm, ReasonForm, RecordForm
from records.pages.record_pages import (
    BESIDE_ARCHIVING,
    BESIDE_EDITING,
    AttachedFilePages,
    PartPages,
    RecordPages,
)
from records.views.attached_files import SendFile
from records.views.conflicts import conflict_page, settle
from records.views.history import RecordHistory
from records.views.record_page import INTENT, RecordPageView, RecordView
from records.views.restore import RestoreVersion
from uploads.waiting import keep_waiting, waiting, was_sent

ARCHIVE, BRING_BACK = "archive", "bring_back"
INTENTS = {ARCHIVE: True, BRING_BACK: False}
"""What the button of the page does, and whether the record is archived afterwards."""


def sent_key(form_key: uuid.UUID | None, posted: QueryDict, digest: str = "") -> uuid.UUID | None:
    """A name for a form with what was typed into it and the digest of its file. Sent again
    unchanged, it acts once; going back and typing something else makes a second record."""
    if form_key is None:
        return None
    typed = sorted(item for item in posted.lists() if item[0] != "csrfmiddlewaretoken")
    return uuid.uuid5(form_key, json.dumps(typed) + digest)


class AddRecord(RecordPageView):
    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.parent = self.pages.find_parent(request.user.person, keys)
        self.pages.permit_create(request.user.person, self.parent)
        return super().dispatch(request, **keys)

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        initial = {"form_key": uuid.uuid4()}
        form = self.form(request, data=given_back(request), initial=initial)
        return self.page(request, form)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        number = request.POST.get("waiting_file", "")
        form = self.form(request, data=request.POST, files=self.files(request))
        if form.is_valid():
            try:
                url = self.write(request, form)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                was_sent(number, request.user.pk)
                messages.success(request, self.pages.said_of_new(form.values()))
                return redirect(url)
        self.keep_file(request, form)
        return self.page(request, form)

    def form(self, request: SignedInRequest, **kwargs: Any) -> RecordForm:
        return self.pages.form(request.user.person, None, self.parent, **kwargs)

    def files(self, request: SignedInRequest) -> MultiValueDict:
        """The files that were sent with the form, now or earlier."""
        kept = waiting(request.POST.get("waiting_file", ""), request.user.pk)
        return request.FILES or MultiValueDict({"file": [kept]} if kept else {})

    def keep_file(self, request: SignedInRequest, form: RecordForm) -> None:
        """Keep the file of a form that is shown again because of some other error."""
        file = form.files.get("file")
        if not isinstance(form, AttachedFileForm) or file is None or "file" in form.errors:
            return
        try:
            number = request.POST.get("waiting_file", "")
            if request.FILES:
                number = keep_waiting(file, request.user.pk)
            form.shows_waiting(str(file.name), number)
        except Refused as refusal:
            add_refusal(form, refusal)

    def write(self, request: SignedInRequest, form: RecordForm) -> str:
        by = request.user.person
        fields = self.pages.prepared(form.values())

        def act() -> str:
            record = self.pages.create(self.parent, by=by, **fields)
            return self.pages.after(record)

        return send_once(
            account=request.user,
            key=sent_key(form.cleaned_data["form_key"], request.POST, fields.get("sha256", "")),
            reason=self.pages.add_reason,
            act=act,
        )

    def page(self, request: SignedInRequest, form: RecordForm) -> HttpResponse:
        context = {
            "form": form,
            "heading": self.pages.add_heading,
            "button_label": self.pages.add_label,
            "caption": str(self.parent or ""),
            "cancel_url": self.pages.after_parent(self.parent),
            "breadcrumbs": self.pages.crumbs_of_parent(self.parent),
            "given_back": copy_given_back(request),
        }
        return render(request, "records/form.html", context)


class EditRecord(RecordView):
    knows_what_was_read = True

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        if closed := self.pages.closed(self.record):
            messages.warning(request, closed)
            return redirect(self.pages.after(self.record))
        initial = {"version": self.record.version}
        sent = given_back(request)
        return self.page(request, self.form(request, data=sent and settle(sent), initial=initial))

    def form(self, request: SignedInRequest, **kwargs: Any) -> RecordForm:
        # A form writes what is typed into its record: a copy leaves the saved one to the rules.
        return self.pages.form(request.user.person, copy(self.record), None, **kwargs)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request, data=settle(request.POST))
        if form.is_valid():
            try:
                record = self.pages.edit(
                    self.record,
                    by=request.user.person,
                    reason=form.cleaned_data["reason"],
                    expected_version=form.cleaned_data["version"],
                    **form.values(),
                )
            except Conflict as conflict:
                return self.conflict(request, form, conflict)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("%(title)s saved.") % {"title": self.pages.title})
                return redirect(self.pages.after(record))
        self.record.refresh_from_db()
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: RecordForm) -> HttpResponse:
        context = {
            "form": form,
            "record": self.record,
            "heading": self.pages.edit_heading,
            "button_label": _("Save"),
            "caption": str(self.record),
            "cancel_url": self.pages.after(self.record),
            "history_url": self.pages.url("history", self.record),
            "archive_url": self.pages.url("archive", self.record) if self.pages.has_archive else "",
            "archive_label": self.pages.parting(self.record).heading,
            "also": [
                *self.pages.also(request.user.person, self.record),
                *(way for find in BESIDE_EDITING for way in find(request.user.person, self.record)),
            ],
            "breadcrumbs": self.pages.crumbs(self.record),
            "given_back": copy_given_back(request),
        }
        return render(request, "records/form.html", context)

    def conflict(
        self, request: SignedInRequest, form: RecordForm, conflict: Conflict
    ) -> HttpResponse:
        current = conflict.current
        initial = {"version": current.version}
        return conflict_page(
            request,
            conflict,
            saved=self.pages.form(request.user.person, current, None, initial=initial),
            typed=form,
            caption=str(current),
            cancel_url=self.pages.after(current),
            breadcrumbs=self.pages.crumbs(current),
        )


class ArchiveRecord(RecordView):
    """Archive a record, or bring an archived one back: two acts, each done once."""

    def meant(self, request: SignedInRequest) -> bool | None:
        """Whether it is to be archived; None if the request does not say."""
        return INTENTS.get(request.POST.get(INTENT, ""))

    def already(self, request: SignedInRequest) -> str:
        is_so = self.meant(request) == self.record.is_archived
        return self.pages.parting(self.record).stands if is_so else ""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, ReasonForm(given_back(request)))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:
        meant, form = self.meant(request), ReasonForm(request.POST)
        if meant is None:
            return self.again(request, str(READ_FROM_NOTHING), status=200, **keys)
        if form.is_valid():
            act = self.pages.archive if meant else self.pages.unarchive
            done = self.pages.parting(self.record).done
            try:
                act(self.record, by=request.user.person, reason=form.cleaned_data["reason"])
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, done)
                return redirect(self.pages.after(self.record))
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: ReasonForm) -> HttpResponse:
        context = {
            "form": form,
            "record": self.record,
            "words": self.pages.parting(self.record),
            "ways": [
                way for find in BESIDE_ARCHIVING for way in find(request.user.person, self.record)
            ],
            "hidden": self.read_from(BRING_BACK if self.record.is_archived else ARCHIVE),
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "records/archive.html", context)


def record_urls(prefix: str, pages: RecordPages) -> list[URLPattern]:
    """The addresses of a record's own pages: edit, archive, history, restore."""
    return _urls(f"{prefix}<str:reference>/", pages)


def part_urls(prefix: str, plural: str, pages: PartPages) -> list[URLPattern]:
    """The addresses of a part's pages, below its parent's: add, edit, archive, history, restore."""
    key = "int" if pages.parent_key == "pk" else "str"
    base = f"{prefix}<{key}:parent>/{plural}/"
    add = path(f"{base}add/", AddRecord.as_view(pages=pages), name=f"{pages.name}_add")
    return [add, *_urls(f"{base}<int:pk>/", pages)]


def attached_file_urls(prefix: str, plural: str, pages: AttachedFilePages) -> list[URLPattern]:
    """The addresses of an attached file's pages, and of the file."""
    name = f"{pages.name}_file"
    address = f"{prefix}<str:parent>/{plural}/<int:pk>/file/"
    return [
        path(address, SendFile.as_view(pages=pages), name=name),
        *part_urls(prefix, plural, pages),
    ]


def _urls(base: str, pages: RecordPages) -> list[URLPattern]:
    views = {
        "edit": (EditRecord, "edit/"),
        "archive": (ArchiveRecord, "archive/"),
        "history": (RecordHistory, "history/"),
        "restore": (RestoreVersion, "history/<int:version>/restore/"),
    }
    left_out = [
        *(["archive"] if not pages.has_archive else []),
        *(["edit", "restore"] if not pages.has_edit else []),
    ]
    return [
        path(f"{base}{rest}", view.as_view(pages=pages), name=f"{pages.name}_{name}")
        for name, (view, rest) in views.items()
        if name not in left_out
    ]
