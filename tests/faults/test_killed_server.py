"""Whatever the site reported as saved is saved, with its history, whenever its process is
killed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from projects.models import Milestone
from tests import factories
from tests.browser.serving import site_environment
from tests.databases import Databases, copied, leading_to
from tests.faults.agreement import disagreements
from tests.faults.killing import Editor, save_under_fire, serving
from tests.faults.lengths import length
from tests.showing import Show

EDITORS = 2
SAVES = length(6, 100)
"""Of each editor."""
KILLS = length(3, 60)


def test_no_acknowledged_save_is_lost_and_none_is_without_history(
    databases: Databases,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path: Path,
    show: Show,
) -> None:
    with (
        django_db_blocker.unblock(),
        copied(databases.own("killed"), like=databases.migrated()) as name,
        leading_to(connection, name),
    ):
        account, project = factories.account(sign_in_name="olive"), factories.project()
        milestones = [factories.milestone(f"{n}", project=project) for n in range(EDITORS)]
        connection.close()
        with serving(site_environment(name), tmp_path / "site.log") as server:
            editors = [
                Editor(
                    server.url, f"/scopes/{project.reference}/milestones/{m.pk}/edit/", f"E{m.pk}"
                )
                for m in milestones
            ]
            for editor in editors:
                editor.sign_in(account.sign_in_name, factories.PASSWORD)
            save_under_fire(server, editors, saves=SAVES, kills=KILLS)
            assert len(server.workers()) == KILLS + 1
        wait_until_alone()
        sent = sum(len(editor.sent) for editor in editors)
        lost = sent - sum(len(editor.acknowledged) for editor in editors)
        saved = 0
        for milestone, editor in zip(milestones, editors, strict=True):
            titles = list(milestone.history.order_by("history_id").values_list("title", flat=True))
            assert [title for title in editor.sent if title in titles] == titles[1:]
            assert set(editor.acknowledged) <= set(titles)
            assert Milestone.objects.get(pk=milestone.pk).title == titles[-1]
            saved += len(titles) - 1
        show(
            f"{sent} saves, {KILLS} kills: {lost} unanswered, of which {saved - sent + lost} saved"
        )
        assert sent == EDITORS * SAVES
        assert disagreements() == []


def wait_until_alone() -> None:
    """PostgreSQL notices only after a while that whom it serves is gone."""
    if connection.vendor != "postgresql":
        return
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (1,):
                return
        time.sleep(0.05)
    pytest.fail("Somebody is still at work in the database.")
