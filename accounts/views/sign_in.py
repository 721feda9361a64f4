"""Signing in, and setting a password with a link."""

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
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import actions, mail
from accounts.forms import ForgottenForm, NewPasswordForm, SignInForm
from accounts.requests.parameters import takes
from accounts.signing_in import kept_forms, links
from accounts.views.refused import add_refusal
from audit.errors import Refused
from people.models import Account


@takes("next")
class SignIn(LoginView):
    form_class = SignInForm
    template_name = "account/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_waiting = kept_forms.is_waiting(self.request)
        return {**super().get_context_data(**kwargs), "a_form_waits": is_waiting}


@method_decorator(login_not_required, name="dispatch")
class Forgotten(View):
    """Ask for a link to set a new password. The answer is the same for every name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "account/forgotten.html", {"form": ForgottenForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ForgottenForm(request.POST)
        if not form.is_valid():
            return render(request, "account/forgotten.html", {"form": form})
        name: str = form.cleaned_data["sign_in_name"]
        if not ratelimit.consume(request, action="reset_password", key=name.lower()):
            return ratelimit.respond_429(request)
        mail.send_later(actions.forgotten(name, lambda token: address_of(request, token)))
        messages.info(
            request,
            _("If this name has an email address, a message is on its way. It works for an hour."),
        )
        if folder := mail.written_to():
            said = _("This demonstration sends no mail: the message is a file in %(folder)s.")
            messages.info(request, said % {"folder": folder})
        return redirect("account_login")


@method_decorator(
    [login_not_required, never_cache, sensitive_post_parameters("password", "again")],
    name="dispatch",
)
class SetPassword(View):
    """Set one's own password with a link. Looking at it uses nothing up: mail filters look."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        account = links.account_of(token)
        return self.page(request, account, NewPasswordForm() if account else None)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        account = links.account_of(token)
        if account is None:
            return self.page(request, None, None)
        form = NewPasswordForm(request.POST)
        if form.is_valid():
            password = form.cleaned_data["password"]
            try:
                actions.set_own_password(account=account, password=password, request=request)
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                return self.done(request, account)
        return self.page(request, account, form)

    def page(
        self, request: HttpRequest, account: Account | None, form: NewPasswordForm | None
    ) -> HttpResponse:
        context = {"account": account, "form": form}
        status = 200 if account else 404
        return render(request, "account/set_password.html", context, status=status)

    def done(self, request: HttpRequest, account: Account) -> HttpResponse:
        # Whoever was locked out by a stranger's guesses gets in with the new password.
        get_adapter()._delete_login_attempts_cached_email(request, username=account.sign_in_name)
        messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")


def address_of(request: HttpRequest, token: str) -> str:
    """The whole address of a link, on the host that was asked: one of `ALLOWED_HOSTS`."""
    return request.build_absolute_uri(reverse("account_set_password", args=[token]))
