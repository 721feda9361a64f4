"""What somebody types is kept while they type it."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.requests.signed_in import SignedInRequest, verb
from people import actions
from people.models import WorkingCopy

LARGEST = 200_000
LONGEST_NAME = 200
LAST_VERSION = 2**31 - 1


def restored(copy: WorkingCopy, names: Collection[str]) -> dict[str, Any]:
    """The typed text as a form's initial values, for the fields of these names; the version stays
    the one on which it was typed."""
    fields = {name: value for name, value in copy.fields.items() if name in names}
    if copy.base_version:
        fields["version"] = copy.base_version
    return fields


@verb
def keep_working_copy(request: SignedInRequest, form: str) -> HttpResponse:
    """Keep the fields of a form for the account that is typing. Answers with the time of
    keeping."""
    if request.content_type != "application/json":
        return JsonResponse({"error": "not a working copy"}, status=400)
    if len(request.body) > LARGEST:
        return JsonResponse({"error": "too large"}, status=413)
    try:
        posted = json.loads(request.body)
        fields = {name: str(value) for name, value in posted["fields"].items()}
        base_version = min(max(int(posted.get("base_version") or 0), 0), LAST_VERSION)
    except (
        ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError,
    ):  # fmt: skip
        return JsonResponse({"error": "not a working copy"}, status=400)
    kept = actions.keep_working_copy(
        account=request.user, form=form[:LONGEST_NAME], fields=fields, base_version=base_version
    )
    return JsonResponse({"kept_at": f"{timezone.localtime(kept.kept_at):%H:%M}"})


@verb
def drop_working_copy(request: SignedInRequest, form: str) -> HttpResponse:
    """Throw away what was typed and not saved, and go back to the page."""
    actions.drop_working_copy(account=request.user, form=form[:LONGEST_NAME])
    back = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return redirect(back if is_ours else "/")
