"""Ways round the history through Django, each as a programmer in a hurry would take it.

A way is given a saved project with a milestone, and tries to change them unrecorded.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError
from django.test import override_settings
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from audit import bulk, change_sets, writing
from audit.errors import ChangedOutside, NotAudited, UnrecordedChange
from audit.writing import audited
from projects.models import Milestone, Project
from tests import factories
from tests.audit.rows import execute

TABLE, MILESTONES = Project._meta.db_table, Milestone._meta.db_table
FORGED = "Rewritten by hand"
AT_COMMIT = r"FOREIGN KEY constraint failed|audit_due\.never|audit_due_never_fkey"

OUTSIDE = "changed outside Mandate before"

Act = Callable[[Project], object]


@dataclass(frozen=True)
class Way:
    """A way round, and what stops it. `engine` is the one that has it; empty means both."""

    name: str
    act: Act
    refusal: type[Exception]
    saying: str
    engine: str


WAYS: list[Way] = []


def way(
    name: str, refusal: type[Exception], saying: str = AT_COMMIT, engine: str = ""
) -> Callable[[Act], Act]:
    def kept(act: Act) -> Act:
        WAYS.append(Way(name, act, refusal, saying, engine))
        return act

    return kept


def forging(project: Project) -> Any:
    project.title = FORGED
    return audited(by=factories.officer(), reason="A way round")


# The record manager

NO_UPDATE = r"update\(\) writes no history"


@way("QuerySet.update()", NotAudited, NO_UPDATE)
def _(project: Project) -> None:
    Project.objects.filter(pk=project.pk).update(title=FORGED)


@way("update() through a relation, inside audited()", NotAudited, NO_UPDATE)
def _(project: Project) -> None:
    with forging(project):
        project.programme.projects.update(title=FORGED)


@way("QuerySet.bulk_create()", NotAudited, r"bulk_create\(\) writes no history")
def _(project: Project) -> None:
    Project.objects.bulk_create([Project(title=FORGED)])


@way("QuerySet.bulk_update()", NotAudited, r"bulk_update\(\) writes no history")
def _(project: Project) -> None:
    with forging(project):
        Project.objects.bulk_update([project], ["title"])


@way("QuerySet.delete()", NotAudited, "Nothing tracked is deleted")
def _(project: Project) -> None:
    with forging(project):
        Project.objects.filter(pk=project.pk).delete()


@way("delete() of a record", NotAudited, "Nothing tracked is deleted")
def _(project: Project) -> None:
    with forging(project):
        project.delete()


@way("bulk_create_with_history()", NotAudited, r"bulk_create\(\) writes no history")
def _(project: Project) -> None:
    with forging(project):
        bulk_create_with_history([Project(title=FORGED)], Project)


@way("bulk_update_with_history()", NotAudited, r"bulk_update\(\) writes no history")
def _(project: Project) -> None:
    with forging(project):
        bulk_update_with_history([project], Project, ["title"])


# Django's own managers, which know nothing of ours


@way("update() of the base manager", IntegrityError)
def _(project: Project) -> None:
    Project._base_manager.filter(pk=project.pk).update(title=FORGED)


@way("update() of the base manager, inside audited()", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with forging(project):
        Project._base_manager.filter(pk=project.pk).update(title=FORGED)


@way("bulk_create() of the base manager", UnrecordedChange, "projects_milestone")
def _(project: Project) -> None:
    with forging(project):
        Milestone._base_manager.bulk_create(
            [Milestone(scope=project.scope, project=project, title=FORGED)]
        )


@way("bulk_update() of the base manager", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with forging(project):
        Project._base_manager.bulk_update([project], ["title"])


@way("a cascade from what it points at", ProtectedError, "protected foreign keys")
def _(project: Project) -> None:
    with forging(project):
        type(project.programme)._base_manager.filter(pk=project.programme_id).delete()


@way("delete() of the base manager", IntegrityError, "a record is not deleted")
def _(project: Project) -> None:
    with forging(project):
        Milestone._base_manager.filter(project=project).delete()


# Saving


@way("save() outside audited()", NotAudited, "only inside")
def _(project: Project) -> None:
    project.title = FORGED
    project.save()


@way("save() in a transaction, outside audited()", NotAudited, "only inside")
def _(project: Project) -> None:
    project.title = FORGED
    with transaction.atomic():
        project.save()


@way("save_base() outside audited()", IntegrityError)
def _(project: Project) -> None:
    project.title = FORGED
    project.save_base()


@way("save_base(raw=True), as a fixture does", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with forging(project):
        project.save_base(raw=True)


@way("save_without_historical_record()", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with forging(project):
        project.save_without_historical_record()


@way("skip_history_when_saving", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    project.skip_history_when_saving = True
    with forging(project):
        project.save()


@way("SIMPLE_HISTORY_ENABLED=False", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with override_settings(SIMPLE_HISTORY_ENABLED=False), forging(project):
        project.save()


@way("a silent update after a save", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with forging(project):
        project.save()
        execute(f"UPDATE {TABLE} SET summary = %s WHERE id = %s", [FORGED, project.pk])


@way("a silent update before save(update_fields=)", IntegrityError, OUTSIDE)
def _(project: Project) -> None:
    with forging(project):
        execute(f"UPDATE {TABLE} SET summary = %s WHERE id = %s", [FORGED, project.pk])
        project.save(update_fields=["title"])


@way("a silent update before a save", IntegrityError, OUTSIDE)
def _(project: Project) -> None:
    with forging(project):
        execute(f"UPDATE {TABLE} SET summary = %s WHERE id = %s", [FORGED, project.pk])
        project.refresh_from_db()
        project.save()


@way("a silent update before an action", ChangedOutside, "Something other than Mandate")
def _(project: Project) -> None:
    with forging(project):
        execute(f"UPDATE {TABLE} SET summary = %s WHERE id = %s", [FORGED, project.pk])
        writing.change(project, title="As anybody")


@way("a silent update before many are changed", ChangedOutside, "“First library open” \\(milestone")
def _(project: Project) -> None:
    with forging(project):
        august = "2012-08-01/2012-08-01"
        execute(f"UPDATE {MILESTONES} SET forecast_on = %s WHERE title LIKE 'First%%'", [august])
        bulk.change_many(list(project.milestones.all()), forecast_on=date(2012, 7, 4))


@way("a new primary key, with history of the new one only", IntegrityError, OUTSIDE)
def _(project: Project) -> None:
    with forging(project):
        execute(f"UPDATE {MILESTONES} SET id = 90000 WHERE title = 'First library open'")
        Milestone.objects.get(pk=90_000).save()


@way("a save whose history is rolled back alone", UnrecordedChange, "projects_project")
def _(project: Project) -> None:
    with forging(project):
        with suppress(KeyError), transaction.atomic():
            project.save()
            raise KeyError
        execute(f"UPDATE {TABLE} SET title = %s WHERE id = %s", [FORGED, project.pk])


@way("an expression that the database works out", ValueError, "not to insert")
def _(project: Project) -> None:
    with forging(project):
        project.position = F("position") + 1
        project.save()


@way("a commit within audited()", transaction.TransactionManagementError, "forbidden")
def _(project: Project) -> None:
    with forging(project):
        execute(f"UPDATE {TABLE} SET title = %s WHERE id = %s", [FORGED, project.pk])
        transaction.commit()


@way("a change set opened by hand", IntegrityError)
def _(project: Project) -> None:
    with forging(project) as change_set:
        pass
    token = change_sets._open.set(change_set)
    try:
        with transaction.atomic():
            execute(f"UPDATE {TABLE} SET title = %s WHERE id = %s", [FORGED, project.pk])
    finally:
        change_sets._open.reset(token)


@way("audited() inside somebody else's transaction", RuntimeError, "durable")
def _(project: Project) -> None:
    with transaction.atomic(), forging(project):
        project.save()


@way("nobody as the actor", NotAudited, "Nobody acts")
def _(project: Project) -> None:
    project.title = FORGED
    with audited(by=type(factories.officer())(), reason="A way round"):
        project.save()
