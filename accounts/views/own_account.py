"""The page of one's own sign-in: password, second step, and signed-in devices."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed
from allauth.account.views import ReauthenticateView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions
from accounts.forms import ChangePasswordForm, CurrentPasswordForm
from accounts.requests.parameters import takes
from accounts.requests.signed_in import SignedInRequest, verb
from accounts.signing_in import devices, second_factor
from accounts.views.recently import recently_authenticated
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people import events, policy
from people.choices import SecurityEventKind
from people.models import SignInChange


def own_account(request: SignedInRequest) -> HttpResponse:
    """How the account signs in, and where it is signed in."""
    context = {
        "account": request.user,
        "has_second_factor": second_factor.has(request.user),
        "needs_second_factor": policy.needs_second_factor(request.user.person),
        "sign_in_changes": SignInChange.objects.waiting()
        .filter(person=request.user.person)
        .select_related("person", "proposed_by"),
        "devices": devices.devices_of(request.user, request.session.session_key),
    }
    return render(request, "account/own_account.html", context)


@takes("next")
class ConfirmByPassword(ReauthenticateView):
    """One's own password again, before what was asked for is done."""

    form_class = CurrentPasswordForm
    template_name = "account/confirm.html"


@method_decorator(sensitive_post_parameters("current", "password", "again"), name="dispatch")
class ChangePassword(View):
    """Change one's own password. This signs out every other device."""

    def get(self, request: SignedInRequest) -> HttpResponse:
        return self.page(request, ChangePasswordForm(is_current=bool))

    def post(self, request: SignedInRequest) -> HttpResponse:
        form = ChangePasswordForm(request.POST, is_current=lambda text: is_own(request, text))
        if form.is_valid():
            password = form.cleaned_data["password"]
            try:
                actions.set_own_password(account=request.user, password=password, request=request)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                return self.done(request)
        return self.page(request, form)

    def page(self, request: SignedInRequest, form: Any) -> HttpResponse:
        return render(request, "account/change_password.html", {"form": form})

    def done(self, request: SignedInRequest) -> HttpResponse:
        devices.end_all(request.user, but=request.session.session_key)
        update_session_auth_hash(request, request.user)
        password_changed.send(sender=type(request.user), request=request, user=request.user)
        messages.success(
            request, _("Your password has been changed. Other devices have been signed out.")
        )
        return redirect("accounts:own_account")


def is_own(request: SignedInRequest, password: str) -> bool:
    """Whether a password is one's own; a wrong one counts as a guess."""
    return bool(get_adapter().reauthenticate(request.user, password))


@verb
@recently_authenticated
def end_device(request: SignedInRequest, number: str) -> HttpResponse:
    """Sign oneself out on another device."""
    key = int(number) if number.isdecimal() and len(number) < 18 else 0
    session = get_object_or_404(UserSession, pk=key, user=request.user)
    if session.session_key == request.session.session_key:
        messages.error(request, _("This is the device you are using: sign out instead."))
        return redirect("accounts:own_account")
    session.end()
    events.record(SecurityEventKind.SESSIONS_ENDED, request=request, count=1)
    messages.success(request, _("That device has been signed out."))
    return redirect("accounts:own_account")
