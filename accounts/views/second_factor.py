"""The second factor: allauth's pages, in the house style. On screen it is called the second step: a
code from a phone, after the password."""

from __future__ import annotations

from typing import Any, cast

from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.generic import View

from accounts import actions
from accounts.forms import CodeAgainForm, CodeForm, SetUpForm
from accounts.requests.parameters import takes
from accounts.signing_in import devices, second_factor
from people import events, policy
from people.choices import SecurityEventKind
from people.models import Account


@takes("next")
@method_decorator(login_not_required, name="dispatch")
class SecondStep(AuthenticateView):
    """The code, after the password, while signing in."""

    form_class = CodeForm
    template_name = "mfa/second_step.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and "code" not in request.POST:
            return redirect("mfa_authenticate")
        return super().dispatch(request, *args, **kwargs)


@takes("next")
class ConfirmByCode(ReauthenticateView):
    """A code again, before what was asked for is done."""

    form_class = CodeAgainForm
    template_name = "account/confirm.html"


class SetUp(ActivateTOTPView):
    """Set up one's phone. Other devices are signed out, since they signed in without it."""

    form_class = SetUpForm
    template_name = "mfa/set_up.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_needed = policy.needs_second_factor(self.request.user.person)
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        in_fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return {**context, "is_needed": is_needed, "key": in_fours}

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        account = self.request.user
        self.request.session[second_factor.USED] = True
        devices.end_all(account, but=self.request.session.session_key)
        events.record(SecurityEventKind.SECOND_FACTOR_ENROLLED, request=self.request)
        actions.tell(account, "second_factor_added")
        messages.success(
            self.request, _("The second step is set up. Keep the recovery codes safe.")
        )
        return answer


class OnlyWithSecondFactor(View):
    """Pages that mean nothing without a second factor: anyone without one goes to the page of their
    own sign-in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not second_factor.has(cast(Account, request.user)):
            return redirect("accounts:own_account")
        return super().dispatch(request, *args, **kwargs)


class Remove(OnlyWithSecondFactor, DeactivateTOTPView):
    """Remove one's second factor, say for a new phone."""

    template_name = "mfa/remove.html"
    success_url = reverse_lazy("accounts:own_account")

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        self.request.session[second_factor.USED] = False
        events.record(SecurityEventKind.SECOND_FACTOR_REMOVED, request=self.request)
        actions.tell(cast(Account, self.request.user), "second_factor_removed")
        messages.success(self.request, _("The second step has been removed."))
        return answer


class RecoveryCodes(OnlyWithSecondFactor, ViewRecoveryCodesView):
    template_name = "mfa/recovery_codes.html"


class NewRecoveryCodes(OnlyWithSecondFactor, GenerateRecoveryCodesView):
    template_name = "mfa/new_recovery_codes.html"

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        events.record(SecurityEventKind.RECOVERY_CODES_MADE, request=self.request)
        messages.success(self.request, _("These are your new codes. The old ones no longer work."))
        return answer
