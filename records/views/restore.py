"""Restoring an earlier version of any record."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.actions import refuse_restoring, restore_version
from audit.errors import Conflict, Refused
from audit.queries.earlier import changes_to_restore, differing, find_version, refuse_related
from audit.queries.history import FieldChange
from people.models import Person
from records.forms import RecordForm, RestoreForm
from records.views.record_page import RecordView
from records.views.timeline import changed
from values import words


class RestoreVersion(RecordView):
    """Give a record the values of an earlier version, as a new change with a reason.

    The fields on its form are restored, by the same action as an edit; everything else stays as it
    is."""

    knows_what_was_read = True

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.keys = keys
        return super().dispatch(request, **keys)

    def get(self, request: SignedInRequest, version: int, **keys: Any) -> HttpResponse:
        self.read(request, version)
        form = RestoreForm(given_back(request), initial={"version": self.record.version})
        try:
            self.values(request.user.person)
        except Refused as refusal:
            return self.page(request, None, str(refusal))
        return self.page(request, form)

    def post(self, request: SignedInRequest, version: int, **keys: Any) -> HttpResponse:
        self.read(request, version)
        form = RestoreForm(request.POST)
        if form.is_valid():
            try:
                self.write(request, form)
            except Refused as refusal:
                add_refusal(form, refusal)
                if isinstance(refusal, Conflict):
                    self.record = self.pages.find(request.user.person, self.keys)
                    form.data = {"reason": request.POST["reason"], "version": self.record.version}
            else:
                message = _("The version of %(when)s has been restored.")
                messages.success(request, message % {"when": self.when})
                return redirect(self.pages.url("history", self.record))
        return self.page(request, form)

    def read(self, request: SignedInRequest, version: int) -> None:
        """The version that the address names. 404 when its reader may not know that it exists."""
        self.earlier = find_version(self.record, version, request.user.person)
        if self.earlier is None:
            raise Http404
        self.when = words.moment(self.earlier.history_date)

    def write(self, request: SignedInRequest, form: RestoreForm) -> None:
        typed = {"when": self.when, "reason": form.cleaned_data["reason"]}
        restore_version(
            self.record,
            self.values(request.user.person),
            by=request.user.person,
            reason=_("Version of %(when)s restored: %(reason)s") % typed,
            expected_version=form.cleaned_data["version"],
            edit=self.pages.edit,
        )

    def form(self, by: Person) -> RecordForm:
        """The record's form, which decides what may be restored, and what may be chosen today."""
        return self.pages.form(by, copy(self.record), None)

    def fields(self, form: RecordForm) -> list[models.Field]:
        """The record's fields that are on its form."""
        names = [name for name in form._meta.fields or () if name in form.fields]
        return [self.pages.model._meta.get_field(name) for name in names]

    def values(self, by: Person) -> dict[str, Any]:
        """The fields of the form as they were. Raises Refused if they can no longer have those
        values."""
        refuse_restoring(self.record)
        form = self.form(by)
        fields = self.fields(form)
        changing = differing(self.record, self.earlier, fields)
        if not changing:
            raise Refused(_("There is nothing to restore: today’s version is the same."))
        refuse_related(self.earlier, changing)
        today = {field.name: getattr(self.record, field.name) for field in fields}
        return today | {field.name: self.cleaned(form, field) for field in changing}

    def cleaned(self, form: RecordForm, field: models.Field) -> Any:
        """A value as the form would accept it today."""
        try:
            return form.fields[field.name].clean(getattr(self.earlier, field.attname))
        except ValidationError as error:
            label = capfirst(str(field.verbose_name))
            raise Refused(f"{label}: {' '.join(error.messages)}") from error

    def changes(self, request: SignedInRequest) -> tuple[FieldChange, ...]:
        fields = self.fields(self.form(request.user.person))
        return changes_to_restore(self.record, self.earlier, fields, request.user.person)

    def page(
        self, request: SignedInRequest, form: RestoreForm | None, sentence: str = ""
    ) -> HttpResponse:
        history_url = self.pages.url("history", self.record)
        context = {
            "form": form,
            "sentence": sentence,
            "record": self.record,
            "when": self.when,
            "changes": changed(self.changes(request)),
            "cancel_url": history_url,
            "given_back": copy_given_back(request),
            "breadcrumbs": [*self.pages.crumbs(self.record), (_("History"), history_url)],
        }
        return render(request, "records/restore.html", context)
