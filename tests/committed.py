"""A database with real commits, for tests of what happens at a commit, and for a world that a whole
module looks at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.lifted_guards import lifted_guards


@pytest.fixture(scope="module")
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[DjangoDbBlocker]:
    """The tests of a module commit into one database, which is emptied after the last of them.

    Emptying it after each, as `transaction=True` does, would take half a second every time. Such
    a module carries that mark as well, or the plain one when its tests may be rolled back.
    """
    # The settings are not read yet above
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test import TransactionTestCase  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda test: None)
        yield django_db_blocker
    with django_db_blocker.unblock(), lifted_guards(connection):
        call_command("flush", verbosity=0, interactive=False)
