"""Pages of the installation itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

from config.gallery import gallery_context
from people.moments import NotRecordedThen, moment_asked


@login_not_required
@cache_control(max_age=3600, public=True)
def council_css(request: HttpRequest) -> HttpResponse:
    """The council's colour, as the one stylesheet that is not the same for all councils."""
    colour, text = settings.COUNCIL_COLOUR, settings.COUNCIL_COLOUR_TEXT
    css = f":root{{--council-colour:{colour};--council-colour-text:{text}}}"
    return HttpResponse(css, content_type="text/css")


def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "gallery/index.html", gallery_context())


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a record that was not recorded yet at the moment asked for is said to be so."""
    context = {}
    if isinstance(exception, NotRecordedThen):
        asked = moment_asked(request)
        context = {"sentence": str(exception), "now_url": asked.now_url, "as_at_query": asked.query}
    return render(request, "404.html", context, status=404)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, with the sentence that says what is wrong."""
    return render(request, "400.html", {"sentence": str(exception)}, status=400)
