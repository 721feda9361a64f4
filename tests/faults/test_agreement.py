"""The judge of the other tests in this folder sees what they must not miss."""

from __future__ import annotations

import pytest
from django.db import connection

from audit.actions import edit_record
from audit.models import RecordedChange
from projects.models import Milestone
from tests import factories
from tests.audit.rows import execute
from tests.faults.agreement import disagreements
from tests.lifted_guards import lifted_guards

pytestmark = pytest.mark.django_db

TABLE, HISTORY = Milestone._meta.db_table, Milestone.history.model._meta.db_table
INDEX = RecordedChange._meta.db_table


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (f"UPDATE {TABLE} SET title = 'Silently'", "milestone {pk} is not as its history says"),
        (f"DELETE FROM {HISTORY}", "milestone {pk} is not as its history says"),
        (f"DELETE FROM {TABLE}", "history of projects.milestone {pk}, which is not there"),
        (f"DELETE FROM {INDEX} WHERE kind = 'projects.milestone'", "history outside the index"),
        (f"UPDATE {INDEX} SET version = 7 WHERE kind = 'projects.milestone'", "more than history"),
        (f"UPDATE {INDEX} SET kind = 'a.b' WHERE kind = 'projects.milestone'", "not tracked"),
        (f"UPDATE {HISTORY} SET history_date = '2012-01-01' WHERE version = 2", "out of order"),
    ],
)
def test_the_judge_sees_what_does_not_agree(sql: str, said: str) -> None:
    milestone = factories.milestone()
    edit_record(milestone, by=factories.officer(), title="Later")
    assert disagreements() == []
    connection.check_constraints()  # PostgreSQL lifts no guard of a table with work to do.
    with lifted_guards(connection):
        execute(sql)
        assert said.format(pk=milestone.pk) in "\n".join(disagreements())
        connection.check_constraints()  # Nor does it put one back.
