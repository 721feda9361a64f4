"""What is typed is kept while it is typed."""

from __future__ import annotations

import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people import actions
from people.requests import SignedInRequest

LARGEST = 200_000


@require_POST
def keep_working_copy(request: SignedInRequest, form: str) -> HttpResponse:
    """Keep the fields of a form for the account that is typing. Answers when it was kept."""
    if len(request.body) > LARGEST:
        return JsonResponse({"error": "too large"}, status=413)
    try:
        posted = json.loads(request.body)
        fields = {str(name): str(value) for name, value in posted["fields"].items()}
        base_version = int(posted.get("base_version") or 0)
    except (ValueError, KeyError, AttributeError, TypeError):
        return JsonResponse({"error": "not a working copy"}, status=400)
    kept = actions.keep_working_copy(
        account=request.user, form=form[:200], fields=fields, base_version=max(base_version, 0)
    )
    return JsonResponse({"kept_at": f"{timezone.localtime(kept.kept_at):%H:%M}"})


@require_POST
def drop_working_copy(request: SignedInRequest, form: str) -> HttpResponse:
    """Throw away what was typed and not saved, and go back to the page."""
    actions.drop_working_copy(account=request.user, form=form)
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else "/")
