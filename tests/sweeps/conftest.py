"""The world that the sweeps walk through, built once for each module."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Any]:
    from tests.sweeps.world import build_world, kept  # noqa: PLC0415  the settings must be read

    with kept(django_db_blocker):
        yield build_world()


@pytest.fixture
def signed_in(july_2012: object) -> Callable[[Any], Client]:
    """A browser in which an account (None: nobody) is signed in; faults answer 500."""

    def sign_in(account: Any) -> Client:
        client = Client(raise_request_exception=False)
        if account is not None:
            client.force_login(account)
        return client

    return sign_in
