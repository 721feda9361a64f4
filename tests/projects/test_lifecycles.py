"""Lifecycles as data: read, refused with the path and the reason, and followed by projects."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from audit.errors import Refused
from documents.format_files import FaultyFormat
from projects.actions import create_project, edit_project
from projects.lifecycle_actions import add_lifecycle, load_shipped_lifecycles, write_version
from projects.models import Lifecycle, LifecycleVersion, Project
from projects.stages import (
    CRITERION_RULES,
    SHIPPED_KEYS,
    STANDARD,
    Rules,
    StageOf,
    as_text,
    faults_of,
    lifecycles,
    read_rules,
    shipped,
    stage_words,
)
from tests import factories
from values import clock
from values.words import in_words

NOW = datetime(2012, 7, 4, 9, 0, tzinfo=UTC)
CLOSED = {"key": "closed", "title": "Closed"}
TWO = [{"key": "first", "title": "First"}, CLOSED]


@pytest.mark.one_engine
@pytest.mark.parametrize("key", SHIPPED_KEYS)
def test_a_shipped_lifecycle_is_sound(key: str) -> None:
    rules = shipped(key).definition
    assert list(faults_of(rules, CRITERION_RULES)) == []
    assert read_rules(as_text(rules)) == rules
    for stage in rules.stages[:-1]:
        assert rules.gates_from(stage.key), stage.key


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ('{"stages": [', "The file is not JSON: something is wrong in line 1, column 13."),
        ('{"stages": []}', "stages: The last stage must have the key “closed”."),
        ({"stages": [*TWO, CLOSED]}, "stages: The key “closed” appears twice."),
        ({"stages": [{"key": "A b", "title": "x"}, CLOSED]}, "stages[0].key: A key has at most"),
        (
            {"stages": TWO, "moves": [{"before": "first", "after": "gone"}]},
            "moves[0].after: There is no such stage in this lifecycle.",
        ),
        (
            {"stages": TWO, "moves": [{"before": "closed", "after": "first"}]},
            "moves[0].before: Nothing leads on from the last stage.",
        ),
        ({"stages": TWO, "gates": [{"key": "g"}]}, "gates[0].title: This is missing."),
        (
            {"stages": TWO, "gates": [{
                "key": "g", "title": "G", "before": "first", "after": "closed",
                "criteria": [{"key": "c", "rule": "moon-is-full"}],
            }]},
            "gates[0].criteria[0].rule: This must be one of “benefits-have-baselines”",
        ),
    ],
)  # fmt: skip
def test_a_faulty_definition_is_refused_with_the_path_and_the_reason(data: Any, fault: str) -> None:
    import json  # noqa: PLC0415  beside its only use

    text = data if isinstance(data, str) else json.dumps(data)
    with pytest.raises(FaultyFormat) as refused:
        read_rules(text)
    assert refused.value.faults[0].sentence.startswith(fault)


@pytest.mark.django_db
def test_the_lifecycle_in_force_names_the_stages_and_an_earlier_day_its_own() -> None:
    with clock.stopped_at(NOW):
        by = factories.officer()
        standard = shipped(STANDARD).definition
        load_shipped_lifecycles(by=by, valid_from=date(2012, 1, 1))
        followed = Lifecycle.objects.get(key=STANDARD)
        first, *rest = standard.stages
        renamed = replace(standard, stages=(replace(first, title="Exploring"), *rest))
        write_version(
            LifecycleVersion(lifecycle=followed),
            by=by, valid_from=date(2012, 8, 1), definition=as_text(renamed),
        )  # fmt: skip
        field = Project._meta.get_field("stage")
        assert (stage_words("scoping"), in_words(field, "initiation")) == ("Scoping", "Initiation")
    with clock.stopped_at(datetime(2012, 8, 1, 9, 0, tzinfo=UTC)):
        assert (stage_words("scoping"), stage_words("long-gone")) == ("Exploring", "long-gone")
        assert lifecycles().of(None).stages[0] == StageOf("scoping", "Exploring", first.about)


@pytest.mark.django_db
def test_a_project_follows_its_own_lifecycle_and_no_other_stage() -> None:
    with clock.stopped_at(NOW):
        by = factories.officer()
        rules = Rules((StageOf("idea", "Idea"), StageOf("closed", "Closed")))
        made = add_lifecycle(
            by=by, key="quick", title="Quick", definition=rules, valid_from=date(2012, 1, 1)
        )
        programme = factories.programme()
        project = create_project(programme=programme, by=by, title="Bins", lifecycle=made)
        assert project.stage == "idea"
        sentence = "This lifecycle has no stage “Idea”: choose one of Scoping, Developing, "
        with pytest.raises(Refused, match=sentence):
            edit_project(project, by=by, lifecycle=None)
        with pytest.raises(Refused, match="Bins is at the stage “Idea”, which would be gone"):
            write_version(
                made.versions.get(), by=by,
                definition=as_text(Rules((StageOf("closed", "Closed"),))),
            )  # fmt: skip


@pytest.mark.django_db
def test_the_office_edits_a_version_in_the_browser(client: Client) -> None:
    client.force_login(factories.account())
    typed = {"title": "Quick projects", "key": "quick", "about": ""}
    assert client.post("/lifecycles/add/", typed).status_code == 302
    version = LifecycleVersion.objects.get()
    url = f"/lifecycles/{version.lifecycle.reference}/versions/{version.pk}/edit/"
    page = client.get(f"/lifecycles/{version.lifecycle.reference}/").content.decode()
    for copied in ("From “Scoping” to “Developing”", "There are milestones, and each has a base"):
        assert copied in page  # of the standard: its gates, and what each of them asks
    said = {"valid_from": "4 July 2012", "version": 1}
    page = client.post(url, said | {"definition": '{"stages": []}'}).content.decode()
    assert "stages: The last stage must have the key “closed”." in page
    sound = as_text(Rules((StageOf("idea", "Idea"), StageOf("closed", "Closed"))))
    assert client.post(url, said | {"definition": sound}).status_code == 302
    assert "Idea" in client.get(f"/lifecycles/{version.lifecycle.reference}/").content.decode()
