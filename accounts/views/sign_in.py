"""Signing in, and setting a password with a code."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions, mail
from accounts.forms import ForgottenForm, SetPasswordForm, SignInForm
from accounts.requests.parameters import takes
from accounts.signing_in import codes, kept_forms
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people.models import Account
from values.likeness import likeness


@takes("next")
class SignIn(LoginView):
    form_class = SignInForm
    template_name = "account/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_waiting = kept_forms.is_waiting(self.request)
        return {**super().get_context_data(**kwargs), "a_form_waits": is_waiting}


@method_decorator(login_not_required, name="dispatch")
class Forgotten(View):
    """Ask for a code to set a new password. The answer is the same for every name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "account/forgotten.html", {"form": ForgottenForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ForgottenForm(request.POST)
        if not form.is_valid():
            return render(request, "account/forgotten.html", {"form": form})
        name: str = form.cleaned_data["sign_in_name"]
        if not ratelimit.consume(request, action="reset_password", key=likeness(name)):
            return ratelimit.respond_429(request)
        mail.send_later(actions.forgotten(name, page_to_set(request)))
        messages.info(
            request,
            _(
                "If this name has an email address, a message with a code is on its way. "
                "The code works for an hour."
            ),
        )
        if folder := mail.written_to():
            message = _("This demonstration sends no mail: the message is a file in %(folder)s.")
            messages.info(request, message % {"folder": folder})
        return redirect("account_set_password")


@method_decorator(
    [login_not_required, never_cache, sensitive_post_parameters("code", "password", "again")],
    name="dispatch",
)
class SetPassword(View):
    """Set one's own password with a code. The code is typed, so that no address sent to the server
    holds it; or a script on the page takes it from after the # of the address in a message."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, SetPasswordForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SetPasswordForm(request.POST)
        if form.is_valid():
            typed = form.cleaned_data
            key = likeness(typed["sign_in_name"])
            if not ratelimit.consume(request, action="set_password", key=key):
                form.add_error(None, TOO_MANY)
                return self.page(request, form)
            account = codes.account_of(typed["sign_in_name"], typed["code"])
            if account is None:
                form.add_error("code", DOES_NOT_WORK)
                return self.page(request, form)
            try:
                actions.set_own_password(
                    account=account, password=typed["password"], request=request
                )
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                return self.done(request, account)
        return self.page(request, form)

    def page(self, request: HttpRequest, form: SetPasswordForm) -> HttpResponse:
        return render(request, "account/set_password.html", {"form": form})

    def done(self, request: HttpRequest, account: Account) -> HttpResponse:
        # Anyone locked out by a stranger's guesses gets in with the new password.
        get_adapter()._delete_login_attempts_cached_email(request, username=account.sign_in_name)
        messages.success(request, _("Your password has been set. Sign in with it."))
        return redirect("account_login")


TOO_MANY = gettext_lazy("Too many tries. Wait five minutes, then try again.")
DOES_NOT_WORK = gettext_lazy(
    "This code does not match the sign-in name, has been used or withdrawn, is too "
    "old, or has been replaced by a newer one."
)


def page_to_set(request: HttpRequest) -> str:
    """The whole address of the page that takes a code, on the host of the request: one of
    `ALLOWED_HOSTS`."""
    return request.build_absolute_uri(reverse("account_set_password"))
