"""Stopping a change to one's own sign-in: with the code of its notice, or signed in."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.forms import StopCodeForm
from accounts.requests.signed_in import SignedInRequest, verb
from accounts.signing_in import notices, recovering
from audit.errors import Refused
from people.models import SignInChange


@verb
def stop_own_change(request: SignedInRequest, number: str) -> HttpResponse:
    """Stop a waiting change to one's own sign-in."""
    key = int(number) if number.isdecimal() and len(number) < 18 else 0
    own = SignInChange.objects.filter(person=request.user.person)
    change = get_object_or_404(own, pk=key)
    try:
        recovering.stop(change, by=request.user.person)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The change has been stopped. Nothing was changed."))
    return redirect("accounts:own_account")


@method_decorator(
    [login_not_required, never_cache, sensitive_post_parameters("code")], name="dispatch"
)
class StopByCode(View):
    """Stop a change to one's own sign-in with the code of its notice, without signing in."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(request, StopCodeForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = StopCodeForm(request.POST)
        if not form.is_valid():
            return self.page(request, form)
        if not ratelimit.consume(request, action="stop_sign_in_change"):
            form.add_error(None, _("Too many tries. Wait five minutes, then try again."))
            return self.page(request, form)
        change = notices.stopped_by(form.cleaned_data["code"])
        try:
            if change is None:
                raise Refused(
                    _("This code stops nothing: it was mistyped, or no change is waiting.")
                )
            recovering.stop(change, by=None)
        except Refused as refusal:
            form.add_error("code", str(refusal))
            return self.page(request, form)
        messages.success(request, _("The change has been stopped. Nothing was changed."))
        return redirect("account_login")

    def page(self, request: HttpRequest, form: StopCodeForm) -> HttpResponse:
        return render(request, "account/stop_a_change.html", {"form": form})
