"""Commenting on a record, answering, resolving."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import View

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in.kept_forms import copy_given_back, given_back
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people import policy
from people.actions import send_once
from people.choices import Act
from records.views.record_page import RecordView
from records.views.records import sent_key
from registers import links
from registers.actions.comments import comment, reopen, resolve
from registers.forms.comments import CommentForm
from registers.models import Comment
from registers.pages.comments import CommentPages
from registers.pages.links import page_of_record
from registers.queries.comments import find_followed, parts_of


class AddComment(View):
    """The page on which somebody comments on a record, or on a part of it."""

    answers: Comment | None = None

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        person = request.user.person
        self.record = self.find(request, keys)
        if not policy.can(person, Act.COMMENT, self.record):
            raise PermissionDenied
        self.parts = parts_of(self.record, person)
        return super().dispatch(request, **keys)

    def find(self, request: SignedInRequest, keys: dict[str, Any]) -> Any:
        return find_followed(request.user.person, keys["kind"], keys["pk"])

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        return self.page(request, self.form(given_back(request)))

    def form(self, data: Any) -> CommentForm:
        initial = {"form_key": uuid.uuid4()}
        is_answer = self.answers is not None
        return CommentForm(data, parts=self.parts, is_answer=is_answer, initial=initial)

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        form = self.form(request.POST)
        if form.is_valid():
            typed, by = form.cleaned_data, request.user.person

            def act() -> str:
                about = self.about(typed.get("part"))
                said = {"text": typed["text"], "to": typed["to"], "answers": self.answers}
                comment(about, by=by, **said)
                return f"{page_of_record(self.record)}#comments"

            key = sent_key(typed["form_key"], request.POST)
            try:
                url = send_once(account=request.user, key=key, reason=_("Commented"), act=act)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(request, _("Comment saved."))
                return redirect(url)
        return self.page(request, form)

    def about(self, part: int | None) -> Any:
        kind = links.kind_of(type(self.record))
        if part is None or kind is None:
            return self.record
        return kind.part.objects.get(pk=part)

    def page(self, request: SignedInRequest, form: CommentForm) -> HttpResponse:
        url = page_of_record(self.record)
        context = {
            "form": form,
            "heading": _("Answer a comment") if self.answers else _("Add a comment"),
            "caption": str(self.record),
            "answers": self.answers,
            "button_label": _("Save"),
            "cancel_url": f"{url}#comments",
            "given_back": copy_given_back(request),
            "breadcrumbs": [(str(self.record), url)],
        }
        return render(request, "registers/comment_form.html", context)


class AnswerComment(AddComment):
    pages = CommentPages()

    def find(self, request: SignedInRequest, keys: dict[str, Any]) -> Any:
        self.answers = self.pages.find(request.user.person, keys)
        return find_followed(request.user.person, self.answers.about_kind, self.answers.about_id)


class SettleComment(RecordView):
    """Resolve a comment or open it again, with one button."""

    pages = CommentPages()
    record: Comment
    is_resolved = True

    def already(self, request: SignedInRequest) -> str:
        is_so = (self.record.resolved_at is not None) == self.is_resolved
        done = _("This is already resolved.") if self.is_resolved else _("This is already open.")
        return done if is_so else ""

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        act = resolve if self.is_resolved else reopen
        try:
            act(self.record, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            done = _("Resolved.") if self.is_resolved else _("Open again.")
            messages.success(request, done)
        return redirect(self.pages.after(self.record))
