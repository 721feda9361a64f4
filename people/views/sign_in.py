"""Signing in."""

from __future__ import annotations

from allauth.account.views import LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from people.accounts.forms import SignInForm

WAIT_SECONDS = 300


class SignIn(LoginView):
    form_class = SignInForm
    template_name = "account/sign_in.html"


@login_not_required
def too_many_requests(request: HttpRequest) -> HttpResponse:
    """429: what is asked so often that a machine must be asking."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
