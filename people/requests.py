"""What the views of this product are given: signing in comes first (`people/middleware.py`)."""

from django.http import HttpRequest

from people.models import Account


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Account
