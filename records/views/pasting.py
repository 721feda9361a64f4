"""What is pasted into a text is read as prose."""

from __future__ import annotations

from django.http import HttpResponse

from accounts.requests.signed_in import SignedInRequest, verb
from values.pasted import MOST_CHARACTERS, TooLong, prose_of


@verb
def read_pasted(request: SignedInRequest) -> HttpResponse:
    """The prose that a piece of HTML says, as plain text. Nothing of it is kept."""
    if request.content_type != "text/html":
        return HttpResponse(status=400)
    if len(request.body) > MOST_CHARACTERS:
        return HttpResponse(status=413)
    try:
        text = prose_of(request.body.decode("utf-8", "replace"))
    except (TooLong, RecursionError):
        return HttpResponse(status=413)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
