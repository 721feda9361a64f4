"""The page on which everything that somebody holds is handed over."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.recently import confirm_who_it_is
from accounts.views.refused import add_refusal
from audit.errors import Refused
from directory.forms.succession import HandOverForm
from people.actions import send_once
from people.choices import ScopeKind
from people.models import Person
from people.succession.handing_over import HandedOver, Passing, hand_over
from people.succession.named import responsibilities
from records.pages.record_pages import PAGES_OF
from records.views.record_page import RecordView
from records.views.records import sent_key
from values import clock


class HandOver(RecordView):
    """Everything that a person holds today or later, each line with its successor."""

    knows_what_was_read = True

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        initial = {"last_day": clock.today(), "form_key": uuid.uuid4()}
        return self.page(request, self.form(request, data=given_back(request), initial=initial))

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request, data=request.POST)
        if form.is_valid():
            lines = [Passing(line, to) for line, to in form.chosen()]
            if any(
                p.named.is_role and p.named.record.scope.kind == ScopeKind.OFFICE for p in lines
            ):
                confirm_who_it_is()
            try:
                return redirect(self.write(request, form, lines))
            except Refused as refusal:
                add_refusal(form, refusal)
        return self.page(request, form)

    def form(self, request: SignedInRequest, **kwargs: Any) -> HandOverForm:
        lines = responsibilities(self.record, request.user.person, clock.today())
        return HandOverForm(lines=lines, leaver=self.record, **kwargs)

    def write(self, request: SignedInRequest, form: HandOverForm, lines: list[Passing]) -> str:
        typed = form.cleaned_data
        reason = typed["reason"] or _("Handed over from %(name)s") % {"name": self.record}

        def act() -> str:
            if form.names_others():
                said_of = _("What %(name)s holds has changed since you opened this page.")
                look = _("Nothing has been handed over: look through it again.")
                raise Refused(f"{said_of % {'name': self.record}} {look}")
            done = hand_over(
                person=self.record,
                passings=lines,
                last_day=typed["last_day"],
                first_day=typed["first_day"],
                by=request.user.person,
                reason=reason,
                deactivate=typed["deactivate"],
                edit=edit_as_its_pages_do,
            )
            messages.success(request, words_of(done))
            return self.pages.after(self.record)

        key = sent_key(typed["form_key"], request.POST)
        return send_once(account=request.user, key=key, reason=reason, act=act)

    def page(self, request: SignedInRequest, form: HandOverForm) -> HttpResponse:
        context = {
            "form": form,
            "person": self.record,
            "given_back": copy_given_back(request),
            "cancel_url": self.pages.after(self.record),
            "breadcrumbs": self.pages.crumbs(self.record),
        }
        return render(request, "directory/hand_over.html", context)


def edit_as_its_pages_do(record: Any, *, by: Person, **fields: Any) -> Any:
    """Change a record by its own action, for anyone who may edit it on its own page. The action
    needs all the fields of the form."""
    pages = PAGES_OF.get(type(record))
    try:
        if pages is None:
            raise PermissionDenied
        pages().permit(by, record)
    except PermissionDenied:
        raise Refused(_("you may not change it.")) from None
    form: Any = pages.form_class
    whole = {name: getattr(record, name) for name in form._meta.fields}
    return pages().edit(record, by=by, **whole | fields)


def words_of(done: HandedOver) -> str:
    """What was done and what still waits, in a sentence or two."""
    handed = ngettext("%(count)d line handed over.", "%(count)d lines handed over.", done.count)
    waits = ngettext(
        "%(count)d role waits for a second person to confirm it.",
        "%(count)d roles wait for a second person to confirm them.",
        done.waiting,
    )
    sentences = [(handed, done.count), (waits, done.waiting)]
    told = [sentence % {"count": count} for sentence, count in sentences if count]
    return " ".join(told) or _("Deactivated.")
