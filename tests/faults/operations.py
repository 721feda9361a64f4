"""What a random operation may be: honest writes, and ways round them through the ORM and in SQL.

Every act is given a world of its own and a step: which record, and what to write.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from audit import bulk, writing
from audit.actions import archive_record, create_record, edit_record, unarchive_record
from audit.models import RecordedChange
from people.models import Person
from projects.actions import edit_project
from projects.models import Milestone, Project
from tests.audit.rows import execute

TABLE, HISTORY = Milestone._meta.db_table, Milestone.history.model._meta.db_table
INDEX = RecordedChange._meta.db_table


@dataclass(frozen=True)
class World:
    """A project with a few milestones, at which alone the operations aim, and who acts."""

    project: Project
    officer: Person

    def milestones(self) -> list[Milestone]:
        return list(Milestone.objects.filter(project=self.project).order_by("pk"))


@dataclass(frozen=True)
class Step:
    """One operation: what is done, to which record (counted round), and what is written."""

    act: str
    at: int
    words: str

    def milestone(self, world: World) -> Milestone:
        milestones = world.milestones()
        return milestones[self.at % len(milestones)]


Act = Callable[[World, Step], object]
ACTS: dict[str, Act] = {}


def act(done: Act) -> Act:
    ACTS[done.__name__] = done
    return done


# As the pages, commands and jobs write


@act
def edit(world: World, step: Step) -> object:
    record = step.milestone(world)
    return edit_record(record, by=world.officer, expected_version=record.version, title=step.words)


@act
def edit_an_old_version(world: World, step: Step) -> object:
    record = step.milestone(world)
    old = record.version - 1
    return edit_record(record, by=world.officer, expected_version=old, title=step.words)


@act
def move(world: World, step: Step) -> object:
    day = date(2012, 7, 4) + timedelta(days=len(step.words))
    return writing.change(step.milestone(world), forecast_on=day)


@act
def add(world: World, step: Step) -> object:
    return create_record(Milestone, by=world.officer, project=world.project, title=step.words)


@act
def archive(world: World, step: Step) -> object:
    return archive_record(step.milestone(world), by=world.officer)


@act
def bring_back(world: World, step: Step) -> object:
    return unarchive_record(step.milestone(world), by=world.officer)


@act
def rename_the_project(world: World, step: Step) -> object:
    return edit_project(world.project, by=world.officer, title=step.words)


@act
def add_many(world: World, step: Step) -> object:
    rows = [{"project": world.project, "title": f"{step.words}{number}"} for number in range(2)]
    return bulk.create_many(Milestone, rows)


@act
def add_many_with_one_wrong(world: World, step: Step) -> object:
    rows = [{"project": world.project, "title": title} for title in (step.words, "")]
    return bulk.create_many(Milestone, rows)


@act
def add_many_with_one_twice(world: World, step: Step) -> object:
    key = world.milestones()[-1].pk
    rows = [{"project": world.project, "title": "x", "pk": key + n} for n in (1_000_000, 0)]
    return bulk.create_many(Milestone, rows)


@act
def change_all(world: World, step: Step) -> object:
    return bulk.change_many(world.milestones(), title=step.words)


@act
def change_all_with_one_old(world: World, step: Step) -> object:
    milestones = world.milestones()
    milestones[step.at % len(milestones)].version -= 1
    return bulk.change_many(milestones, title=step.words)


HONEST = [name for name in ACTS if "_old" not in name and "_with_one_" not in name]
"""Those that are refused only for what is typed."""

# Through the ORM, as somebody in a hurry would


@act
def save(world: World, step: Step) -> None:
    record = step.milestone(world)
    record.title = step.words
    record.save()


@act
def save_one_field(world: World, step: Step) -> None:
    record = step.milestone(world)
    record.title, record.forecast_on = step.words, date(2012, 8, 1)
    record.save(update_fields=["title"])


@act
def save_past_the_model(world: World, step: Step) -> None:
    record = step.milestone(world)
    record.title = step.words
    record.save_base(raw=step.at % 2 == 0)


@act
def save_without_history(world: World, step: Step) -> None:
    record = step.milestone(world)
    record.title = step.words
    record.save_without_historical_record()


@act
def save_and_skip_history(world: World, step: Step) -> None:
    record = step.milestone(world)
    record.skip_history_when_saving = True
    record.title = step.words
    record.save()


@act
def create_by_the_manager(world: World, step: Step) -> object:
    manager = Milestone.objects if step.at % 2 else Milestone._base_manager
    return manager.create(project=world.project, title=step.words)


@act
def update_or_create(world: World, step: Step) -> object:
    return Milestone.objects.update_or_create(
        pk=step.milestone(world).pk, defaults={"title": step.words}
    )


@act
def update_by_the_manager(world: World, step: Step) -> object:
    manager = Milestone.objects if step.at % 4 == 0 else Milestone._base_manager
    return manager.filter(project=world.project).update(title=step.words)


@act
def create_in_bulk(world: World, step: Step) -> object:
    manager = Milestone.objects if step.at % 4 == 0 else Milestone._base_manager
    return manager.bulk_create([Milestone(project=world.project, title=step.words)])


@act
def update_in_bulk(world: World, step: Step) -> object:
    record = step.milestone(world)
    record.title = step.words
    manager = Milestone.objects if step.at % 4 == 0 else Milestone._base_manager
    return manager.bulk_update([record], ["title"])


@act
def delete(world: World, step: Step) -> object:
    manager = Milestone.objects if step.at % 4 == 0 else Milestone._base_manager
    return manager.filter(pk=step.milestone(world).pk).delete()


@act
def update_history(world: World, step: Step) -> object:
    return step.milestone(world).history.update(title=step.words)


@act
def delete_history(world: World, step: Step) -> object:
    return step.milestone(world).history.all().delete()


@act
def save_history_again(world: World, step: Step) -> None:
    row = step.milestone(world).history.first()
    row.title = step.words
    if step.at % 2:
        row.pk = None
    row.save()


@act
def update_the_index(world: World, step: Step) -> object:
    rows = RecordedChange.objects.filter(record_id=step.milestone(world).pk)
    return rows.update(actor_id=step.at)


@act
def delete_from_the_index(world: World, step: Step) -> object:
    return RecordedChange.objects.filter(record_id=step.milestone(world).pk).delete()


# In SQL


def sql(name: str, statement: str, *, sqlite: str = "") -> None:
    """An act that is one statement about a milestone: {id}, and {words} as the only parameter."""

    def done(world: World, step: Step) -> None:
        chosen = sqlite if sqlite and connection.vendor == "sqlite" else statement
        filled = chosen.format(
            id=step.milestone(world).pk,
            project=world.project.pk,
            table=TABLE,
            history=HISTORY,
            index=INDEX,
            words="%s",
        )
        execute(filled, [step.words] * filled.count("%s"))

    ACTS[name] = done


SAME = (
    "INTO {table} (id, version, is_archived, project_id, title, times_rebaselined)"
    " SELECT id, version, is_archived, project_id, {words}, times_rebaselined"
    " FROM {table} WHERE id = {id}"
)
UPSERT = "INSERT " + SAME + " ON CONFLICT (id) DO UPDATE SET title = {words}"
LAST_ROW = "(SELECT max(history_id) FROM {history} WHERE id = {id})"

sql("sql update", "UPDATE {table} SET title = {words} WHERE id = {id}")
sql("sql update of all", "UPDATE {table} SET title = {words} WHERE project_id = {project}")
sql("sql update that changes nothing", "UPDATE {table} SET title = title WHERE id = {id}")
sql("sql update of the version", "UPDATE {table} SET version = version + 1 WHERE id = {id}")
sql("sql update of the key", "UPDATE {table} SET id = id + 1000000 WHERE id = {id}")
sql(
    "sql insert",
    "INSERT INTO {table} (version, is_archived, project_id, title, times_rebaselined)"
    " VALUES (1, FALSE, {project}, {words}, 0)",
)
sql("sql delete", "DELETE FROM {table} WHERE id = {id}")
sql("sql upsert", UPSERT)
sql("sql replace", UPSERT, sqlite="REPLACE " + SAME)
sql("sql update of history", "UPDATE {history} SET title = {words} WHERE id = {id}")
sql("sql update of who", "UPDATE {history} SET history_user_id = 0 WHERE id = {id}")
sql("sql delete of history", "DELETE FROM {history} WHERE history_id = " + LAST_ROW)
sql(
    "sql replace of history",
    "INSERT INTO {history} SELECT * FROM {history} WHERE history_id = " + LAST_ROW
    + " ON CONFLICT (history_id) DO UPDATE SET title = {words}",
    sqlite="REPLACE INTO {history} SELECT * FROM {history} WHERE history_id = " + LAST_ROW,
)  # fmt: skip
sql("sql update of the index", "UPDATE {index} SET version = 0 WHERE record_id = {id}")
sql("sql delete from the index", "DELETE FROM {index} WHERE record_id = {id}")
sql(
    "sql insert into the index",
    "INSERT INTO {index} (change_set, moment, kind, record_id, version, history_id, actor_id,"
    " is_loaded) SELECT change_set, moment, kind, record_id, version, history_id, 0, is_loaded"
    " FROM {index} WHERE kind = 'projects.milestone' AND record_id = {id}",
)
sql("sql update of the obligations", "UPDATE audit_due SET pk = {id} + 1")
sql("sql delete of the obligations", "DELETE FROM audit_due")
sql("sql insert of what satisfies them", "INSERT INTO audit_never (id) VALUES (-1)")
sql("sql emptying of history", "TRUNCATE {history}", sqlite="DELETE FROM {history}")
