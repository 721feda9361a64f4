"""The first page of anyone who signs in: what waits for them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests.signed_in import SignedInRequest
from records.pages.work import parts_for


def my_work(request: SignedInRequest) -> HttpResponse:
    """What waits for the person who is signed in, from every app."""
    return render(request, "records/my_work.html", parts_for(request.user.person))
