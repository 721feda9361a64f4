"""A database with real commits, for tests of what happens at a commit, and for a world that a whole
module looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import Databases


@pytest.fixture(scope="module")
def committed(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[DjangoDbBlocker]:
    """The tests of a module commit into one database, which is made anew after the last of them.

    Such a module carries the mark `transaction=True` as well, or the plain one when its tests may
    be rolled back.
    """
    from django.test import TransactionTestCase  # noqa: PLC0415  the settings are not read yet

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: None)
        yield django_db_blocker
    with django_db_blocker.unblock():
        databases.renew()
