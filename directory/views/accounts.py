"""Other people's accounts: pages and verbs for those who keep accounts. They never see a
password."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View

from accounts import actions, mail
from accounts.requests.signed_in import SignedInRequest, verb
from accounts.signing_in import codes, second_factor
from accounts.views.recently import recently_authenticated
from accounts.views.refused import add_refusal
from accounts.views.sign_in import page_to_set
from audit.change_sets import SYSTEM_ID
from audit.errors import Refused
from directory.forms.accounts import AccountForm, ResetForm
from people import policy, recovery
from people.actions import open_account
from people.choices import Act
from people.models import Account, Person
from records.forms import READ_FROM_NOTHING
from records.views.record_page import version_read
from values import words

HANDED_OVER = "code_to_hand_over"


@dataclass(frozen=True)
class AboutAccount:
    """How a person signs in, as their page shows it."""

    sign_in_name: str
    is_active: bool
    has_password: bool
    has_second_factor: bool
    invited_until: str
    code: str
    page: str
    version: int


def about_account(request: SignedInRequest, person: Person) -> AboutAccount | None:
    """What a person's page shows of their account; this once with the code to hand over."""
    account: Account | None = getattr(person, "account", None)
    if account is None:
        return None
    until = codes.invited_until(account)
    waits = request.session.get(HANDED_OVER, {}).get("person") == person.reference
    return AboutAccount(
        sign_in_name=account.sign_in_name,
        is_active=account.is_active,
        has_password=account.has_usable_password(),
        has_second_factor=second_factor.has(account),
        invited_until=words.moment(until) if until else "",
        code=request.session.pop(HANDED_OVER)["code"] if waits else "",
        page=page_to_set(request),
        version=account.version,
    )


class Invite(View):
    """Let a person sign in: they get a code with which they set a password of their own."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        self.person = find_person(request, reference)
        self.account: Account | None = getattr(self.person, "account", None)
        return super().dispatch(request, reference)

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        suggested = ".".join(self.person.name.lower().split())
        return self.page(request, AccountForm(initial={"sign_in_name": suggested}))

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = AccountForm(request.POST)
        if self.account is None and not form.is_valid():
            return self.page(request, form)
        by, read = request.user.person, version_read(request.POST)
        try:
            with transaction.atomic():  # no account remains without its invitation
                account = self.account or open_account(
                    person=self.person, by=by, **form.cleaned_data
                )
                read = read if self.account else account.version
                with actions.acting_on(account, read) as current:
                    code = actions.invite(account=current, by=by, request=request)
        except Refused as refusal:
            form.is_valid()
            add_refusal(form, refusal)
            return self.page(request, form)
        hand_over(request, account, code)
        return redirect("directory:person_detail", reference)

    def page(self, request: SignedInRequest, form: AccountForm) -> HttpResponse:
        url = reverse("directory:person_detail", args=[self.person.reference])
        context = {
            "form": form,
            "person": self.person,
            "account": self.account,
            "cancel_url": url,
            "breadcrumbs": [*people_crumb(), (self.person.name, url)],
        }
        return render(request, "directory/account_invite.html", context)


def hand_over(request: SignedInRequest, account: Account, code: str) -> None:
    """Send the code by mail. If that fails, and in the demonstration, which sends no mail, show it
    once on the person's page; but never the code of somebody whose role reaches far and who has an
    address."""
    person, page, by = account.person, page_to_set(request), request.user.person.name
    is_theirs_alone = bool(person.email) and recovery.takes_two(person)
    if person.email:
        letter = actions.with_code("invitation", account, code, page, by=by)
        is_sent, folder = mail.send(letter), mail.written_to()
        if is_sent:
            message = _("A message with a code to set a password is on its way to %(email)s.")
            messages.success(request, message % {"email": person.email})
        elif is_theirs_alone:
            messages.error(request, _("The message could not be sent. Try again later."))
        else:
            message = _("The message could not be sent. Hand the code over yourself.")
            messages.error(request, message)
        if is_sent and folder:
            message = _("This demonstration sends no mail: the message is a file in %(folder)s.")
            messages.info(request, message % {"folder": folder})
        if is_theirs_alone or (is_sent and not folder):
            return
    request.session[HANDED_OVER] = {"person": person.reference, "code": code}


@method_decorator(recently_authenticated, name="post")
class ResetSecondFactor(View):
    """Forget the second step of somebody whose phone is lost."""

    def dispatch(self, request: SignedInRequest, reference: str) -> HttpResponseBase:  # type: ignore[override]
        self.account = find_account(request, reference)
        return super().dispatch(request, reference)

    def get(self, request: SignedInRequest, reference: str) -> HttpResponse:
        return self.page(request, ResetForm())

    def post(self, request: SignedInRequest, reference: str) -> HttpResponse:
        form = ResetForm(request.POST)
        if form.is_valid():
            try:
                with actions.acting_on(self.account, version_read(request.POST)) as current:
                    actions.reset_second_factor(
                        account=current,
                        by=request.user.person,
                        reason=form.cleaned_data["reason"],
                        request=request,
                    )
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                messages.success(
                    request, _("The second step has been reset, and they have been signed out.")
                )
                return redirect("directory:person_detail", reference)
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: ResetForm) -> HttpResponse:
        person = self.account.person
        url = reverse("directory:person_detail", args=[person.reference])
        context = {"form": form, "person": person, "cancel_url": url}
        context["hidden"] = [("version", self.account.version)]
        context["breadcrumbs"] = [*people_crumb(), (person.name, url)]
        return render(request, "directory/account_reset_second_factor.html", context)


@verb
@recently_authenticated
def sign_out_everywhere(request: SignedInRequest, reference: str) -> HttpResponse:
    """Sign a person out on every device."""

    def act(account: Account) -> str:
        by = request.user.person
        count = actions.end_everywhere(account=account, by=by, request=request)
        message = ngettext(
            "Signed out on %(count)d device.", "Signed out on %(count)d devices.", count
        )
        return message % {"count": count}

    return act_on_account(request, reference, act, lambda account: "")


@verb
def withdraw(request: SignedInRequest, reference: str) -> HttpResponse:
    """Withdraw an invitation: its code no longer works."""

    def act(account: Account) -> str:
        actions.withdraw_invitation(account=account, by=request.user.person, request=request)
        return _("The invitation has been withdrawn. Its code no longer works.")

    def already(account: Account) -> str:
        return "" if account.invited_at else _("There is no longer a code to withdraw.")

    return act_on_account(request, reference, act, already)


@verb
def stop(request: SignedInRequest, reference: str) -> HttpResponse:
    """Stop a person signing in, or allow it again: the request says which."""

    meant = MAY_SIGN_IN.get(request.POST.get("intent", ""))

    def act(account: Account) -> str:
        if meant is None:
            raise Refused(str(READ_FROM_NOTHING))
        by = request.user.person
        actions.set_may_sign_in(account=account, is_active=meant, by=by, request=request)
        what_they_may = _("may sign in") if meant else _("can no longer sign in")
        return f"{account.person.name} {what_they_may}."

    def already(account: Account) -> str:
        if account.is_active != meant:
            return ""
        message = _("%(name)s may already sign in.") if meant else _("%(name)s is already stopped.")
        return message % {"name": account.person}

    return act_on_account(request, reference, act, already)


MAY_SIGN_IN = {"stop": False, "allow": True}
"""What the button does, and whether the person may sign in afterwards."""


def act_on_account(
    request: SignedInRequest,
    reference: str,
    act: Callable[[Account], str],
    already: Callable[[Account], str],
) -> HttpResponse:
    """Do something to a person's account as it was when their page was opened, unless that is
    `already` done, and say so on their page, which shows the present state."""
    account = find_account(request, reference)
    try:
        if message := already(account):
            messages.info(request, message)
            return redirect("directory:person_detail", reference)
        with actions.acting_on(account, version_read(request.POST)) as current:
            message = act(current)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, message)
    return redirect("directory:person_detail", reference)


def find_account(request: SignedInRequest, reference: str) -> Account:
    """The account of a person, for those who keep accounts; 404 without one."""
    account: Any = getattr(find_person(request, reference, live=False), "account", None)
    return get_object_or_404(Account, pk=account.pk if account else 0)


def find_person(request: SignedInRequest, reference: str, *, live: bool = True) -> Person:
    """A person, for those who keep accounts. Never Mandate itself, which does not sign in."""
    if not policy.can(request.user.person, Act.KEEP_ACCOUNTS):
        raise PermissionDenied
    people = Person.objects.exclude(id=SYSTEM_ID)
    return get_object_or_404(people.live() if live else people, reference=reference)


def people_crumb() -> list[tuple[str, str]]:
    """The way up from a page about somebody, for those who see everybody."""
    return [(_("People"), reverse("directory:person_list"))]
