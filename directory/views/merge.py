"""The page on which a duplicate of a person is merged into the record that is kept."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.recently import confirm_who_it_is
from accounts.views.refused import add_refusal
from audit.errors import Refused
from directory.forms.succession import MergeForm
from people.succession.merging import merge_people, records_naming
from records.views.record_page import RecordView
from values.spelling import sort_key


class Merge(RecordView):
    """Say that a record is a duplicate, and of which person."""

    def already(self, request: SignedInRequest) -> str:
        if self.record.merged_into_id is None:
            return ""
        who = {"name": self.record, "reference": self.record.reference}
        return _("%(name)s (%(reference)s) has already been merged.") % who

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.form(request, given_back(request)))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request, request.POST)
        if form.is_valid():
            confirm_who_it_is()
            try:
                merged = merge_people(
                    duplicate=self.record, by=request.user.person, **form.cleaned_data
                )
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                message = ngettext(
                    "Merged: %(count)d record now names %(name)s.",
                    "Merged: %(count)d records now name %(name)s.",
                    merged.count,
                )
                messages.success(request, message % {"count": merged.count, "name": merged.kept})
                for sentence in merged.void:
                    messages.warning(request, sentence)
                return redirect(self.pages.after(merged.kept))
        return self.page(request, form)

    def form(self, request: SignedInRequest, data: Any) -> MergeForm:
        return MergeForm(data, duplicate=self.record, by=request.user.person)

    def page(self, request: SignedInRequest, form: MergeForm) -> HttpResponse:
        context = {
            "form": form,
            "person": self.record,
            "hidden": self.read_from(),
            "named": named_in(self.record),
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "directory/merge.html", context)


def named_in(person: Any) -> list[tuple[str, int]]:
    """(kind of record and field, how many) for the records that name a person."""
    counts = Counter(
        f"{capfirst(str(record._meta.verbose_name))}: {field.verbose_name}"
        for record, fields in records_naming(person)
        for field in fields
    )
    return sorted(counts.items(), key=lambda count: sort_key(count[0]))
