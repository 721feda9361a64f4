"""The world that the sweeps walk through, built once, and what each account met on its walk."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests.databases import Databases

if TYPE_CHECKING:
    from tests.sweeps.walking import Walks


@pytest.fixture(scope="package", autouse=True)
def only_faults_are_logged() -> Iterator[None]:
    """A sweep meets thousands of 403s and 404s; each would be written out with its traceback."""
    logger = logging.getLogger("django.request")
    before = logger.level
    logger.setLevel(logging.ERROR)
    yield
    logger.setLevel(before)


@pytest.fixture(scope="package", autouse=True)
def paths_are_read_once() -> Iterator[None]:
    """A sweep asks for the same few hundred paths thousands of times; each would be tried against
    the whole table of addresses again."""
    from django.urls import URLResolver  # noqa: PLC0415  the settings must be read

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(URLResolver, "resolve", lru_cache(maxsize=4_096)(URLResolver.resolve))
        yield


@pytest.fixture(scope="package")
def world(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[Any]:
    from tests.sweeps.copied import copied_world  # noqa: PLC0415  the settings must be read
    from tests.sweeps.world import kept  # noqa: PLC0415  as above

    with django_db_blocker.unblock(), copied_world(databases) as found, kept(django_db_blocker):
        yield found


@pytest.fixture(scope="package")
def walks(world: Any, databases: Databases) -> Walks:
    """What each account is answered on every address, asked for once in a run."""
    from tests.sweeps.walking import Walks  # noqa: PLC0415  as above

    return Walks(world, folder=databases.folder)


@pytest.fixture
def signed_in(july_2012: object) -> Callable[[Any], Client]:
    """A browser in which an account (None: nobody) is signed in; faults answer 500."""
    from tests.sweeps.walking import browser_of  # noqa: PLC0415  as above

    return browser_of
