"""Publications as the database holds them: nothing changes one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from audit import guards, writing
from audit.errors import Refused
from audit.writing import audited
from reports.models import Publication
from tests import factories
from tests.reports.publishing import Ready

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]

OTHERS = {
    "number": 7,
    "title": "Lease of the moon",
    "moment": datetime(2012, 7, 3, tzinfo=UTC),
    "correction": "Nothing.",
    "digest": "0" * 64,
    "text_sha256": "0" * 64,
    "text_stored_as": "ab/cd/text",
    "tree_sha256": "0" * 64,
    "word_sha256": "0" * 64,
    "word_stored_as": "ab/cd/word",
    "tree_stored_as": "ab/cd/tree",
    "renderer": '{"weasyprint": "1"}',
    "pdf_sha256": "0" * 64,
    "pdf_size": 1,
    "pdf_stored_as": "ab/cd/pdf",
}


def test_no_way_of_writing_changes_a_publication(ready: Ready) -> None:
    made = factories.publication(2, paper=ready.paper)
    others = OTHERS | {
        "paper": factories.paper(),
        "published_by": factories.person(),
        "format_version": factories.report_format().versions.get(),
    }
    plain = QuerySet(Publication).filter(pk=made.pk)
    for name, other in others.items():
        fixed = pytest.raises(IntegrityError, match="what is fixed stays")
        with fixed, transaction.atomic():
            plain.update(**{name: other})
        with fixed, audited(by=ready.publisher.person, reason="Put right"):
            writing.change(made, **{name: other})
    assert plain.values().get() == {
        field.attname: getattr(made, field.attname) for field in Publication._meta.concrete_fields
    }


def test_the_fields_that_never_change_are_all_but_what_mandate_keeps() -> None:
    every = {field.name for field in Publication._meta.concrete_fields}
    kept = {"id", "version", "is_archived", "restriction"}
    assert every - set(Publication.never_changes) == kept
    assert {*OTHERS, "paper", "published_by", "format_version"} == set(Publication.never_changes)


@pytest.mark.parametrize(("number", "correction"), [(1, "Put right."), (2, "")])
def test_the_first_puts_nothing_right_and_every_other_something(
    ready: Ready, number: int, correction: str
) -> None:
    with pytest.raises(Refused, match="says what it puts right"):
        factories.publication(number, paper=ready.paper, correction=correction)


def test_a_number_is_given_once(ready: Ready) -> None:
    factories.publication(paper=ready.paper)
    with pytest.raises(Refused, match=r"^The paper has been published since"):
        factories.publication(paper=ready.paper)


def test_a_fixed_field_that_a_model_has_not_is_no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Publication, "never_changes", ("numbre",))
    with pytest.raises(FieldDoesNotExist):
        guards.tracked_tables()
