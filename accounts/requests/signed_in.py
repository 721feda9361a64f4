"""The request that this product's views receive: signing in comes first
(`accounts/middleware.py`)."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_POST

from people.models import Account

View = Callable[..., HttpResponseBase]


class SignedInRequest(HttpRequest):
    """A request from somebody who is signed in."""

    user: Account


def verb(view: View) -> View:
    """For a view that does something and is not a page: it answers only a POST."""
    only_post: Any = require_POST(view)
    only_post.is_verb = True
    return only_post
