"""What the views of this product are given: signing in comes first (`records/middleware.py`)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST

from people.models import Account

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Account


def verb(view: View) -> View:
    """For a view that does something and is no page: it answers nothing but a POST."""
    only_post: Any = require_POST(view)
    only_post.is_verb = True
    return only_post
