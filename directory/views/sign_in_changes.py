"""Sign-in changes that take two people: proposing, confirming and stopping them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from accounts.requests.signed_in import SignedInRequest
from accounts.signing_in import recovering
from accounts.views.recently import confirm_who_it_is, recently_authenticated
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from directory.forms.sign_in_changes import SignInChangeForm
from directory.views.accounts import hand_over, people_crumb
from people import policy
from people.choices import Act, SignInChangeState
from people.models import Person, SignInChange
from records.pages.record_pages import PartPages
from records.views.record_page import RecordPageView


class SignInChangePages(PartPages):
    model = SignInChange
    form_class = SignInChangeForm
    act = Act.KEEP_ACCOUNTS
    namespace, name = "directory", "sign_in_change"
    parent_model = Person
    parent_field = "person"
    has_archive = has_edit = False

    def find_parent(self, person: Person, keys: dict[str, Any]) -> Person:
        people = Person.objects.visible_to(person).exclude(id=SYSTEM_ID)
        parent: Person = get_object_or_404(people, reference=keys["parent"])
        return parent

    def home_of_parent(self, parent: Person) -> None:
        return None

    @property
    def add_heading(self) -> str:
        return _("Propose a change to how they sign in")

    @property
    def add_label(self) -> str:
        return _("Propose")

    @property
    def add_reason(self) -> str:
        return _("Sign-in change proposed")

    def said_of_new(self, fields: dict[str, Any]) -> str:
        return _("The change has been proposed. Both their addresses get a message.")

    def create(self, parent: Person, /, *, by: Person, **fields: Any) -> SignInChange:
        confirm_who_it_is()
        return recovering.propose(person=parent, by=by, **fields)

    def after(self, record: SignInChange) -> str:
        return self.url("detail", record)

    def after_parent(self, parent: Person) -> str:
        return reverse("directory:person_detail", args=[parent.reference])

    def crumbs_of_parent(self, parent: Person) -> list[tuple[str, str]]:
        return [*people_crumb(), (str(parent), self.after_parent(parent))]


class ChangeView(RecordPageView):
    """A verb of a sign-in change, for anyone who sees everybody and for the person whose sign-in it
    is."""

    def dispatch(self, request: SignedInRequest, **keys: Any) -> HttpResponseBase:  # type: ignore[override]
        self.change: SignInChange = self.pages.find(request.user.person, keys)
        return super().dispatch(request, **keys)


class Detail(RecordPageView):
    """What changes, who proposed it and why, and what the reader may do with it."""

    def get(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        by = request.user.person
        change: SignInChange = self.pages.find(by, keys)
        waits = change.state == SignInChangeState.WAITS
        may_confirm = waits and policy.can(by, Act.KEEP_ACCOUNTS)
        sees_people = policy.can(by, Act.SEE_PEOPLE)
        context = {
            "change": change,
            "refusal": recovering.refusal_to(change, by) if may_confirm else "",
            "may_confirm": may_confirm,
            "may_stop": waits and may_stop(by, change),
            "history_url": self.pages.url("history", change) if sees_people else "",
            "breadcrumbs": self.pages.crumbs(change) if sees_people else [],
        }
        return render(request, "directory/sign_in_change.html", context)


def may_stop(person: Person, change: SignInChange) -> bool:
    """Anyone who keeps accounts, and the person whose sign-in it is."""
    return person.pk == change.person_id or policy.can(person, Act.KEEP_ACCOUNTS)


@method_decorator(recently_authenticated, name="post")
class Confirm(ChangeView):
    """Do what somebody else has proposed."""

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        self.pages.permit(request.user.person, self.change)
        try:
            done, code = recovering.confirm(self.change, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(self.pages.after(self.change))
        messages.success(
            request, _("The change has been made. Both their addresses get a message.")
        )
        if not code:
            return redirect(self.pages.after(done))
        hand_over(request, done.person.account, code)
        return redirect(self.pages.after_parent(done.person))


class Stop(ChangeView):
    """Stop a waiting change."""

    def post(self, request: SignedInRequest, **keys: Any) -> HttpResponse:
        if not may_stop(request.user.person, self.change):
            raise PermissionDenied
        try:
            recovering.stop(self.change, by=request.user.person)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The change has been stopped. Nothing was changed."))
        return redirect(self.pages.after(self.change))
