"""Every form stands whatever is sent: it says what is wrong, or takes it. It never breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import override_settings

from audit.actions import archive_record, edit_record
from meetings.actions.series import edit_series
from meetings.models import MeetingSeries
from people.models import OrganisationUnit
from projects.models import Project
from records.pages.record_pages import PAGES_OF
from reports.models import Paper
from tests.sweeps import rows
from tests.sweeps.forms import SentForm, post_forms
from tests.sweeps.pages import read
from tests.sweeps.turns import hand, is_dealt, turn
from tests.sweeps.walking import Answer, Walks, answer, browser_of
from tests.sweeps.world import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Any], Client]

SCRIPT = "<script>alert(1)</script>"
TYPED = {
    "long": "x" * 10_000,
    "nul": "a\0b",
    "emoji": "\N{CLASSICAL BUILDING}\N{VARIATION SELECTOR-16}\N{FLAG IN HOLE}",
    "script": SCRIPT,
    "no such day": "31/02/2012",
    "no such amount": "£1e400",
    "huge": "9" * 30,
    "digits": "9" * 10_000,
    "other digits": "\N{ARABIC-INDIC DIGIT NINE}\N{SUPERSCRIPT TWO}",
    "space": " \t\r\n ",
    "marks": "'\"`--;%s%(x)s{{ x }}[projects]{board}[para: purpose]\u202e\ufffe",
}
STOPPED_BY_THE_FORM = ("script", "no such day", "no such amount", "other digits", "space")
"""What means the same to each engine, or does not reach it."""


def typed(*keys: str) -> list[Any]:
    """These names of texts, or all, as a test's parameters."""
    return [
        pytest.param(
            key,
            id=key,
            marks=[pytest.mark.one_engine] if key in STOPPED_BY_THE_FORM else [],
        )
        for key in keys or TYPED
    ]


# One page for all kinds: its form is the same for every record, so a few stand for all. The report
# of a programme is submitted here, so that its form is shown only where another is begun.
ALIKE = ("_archive", "_add")
FEW = {
    "directory:person_archive",
    "projects:milestone_archive",
    "reporting:programme_report_add",
}

FILLS_IN = "copy"
"""The button that fills in the page and saves nothing: a browser sends one button, and that one
stands aside for those that save."""


@transaction.atomic
def sent(visitor: Client, form: SentForm, data: dict[str, str]) -> HttpResponse:
    """What the form is answered; nothing of it stays."""
    savepoint = transaction.get_connection().atomic_blocks[-1]
    savepoint._from_testcase = True  # actions ask for the outermost transaction
    response = visitor.post(form.action, data)
    transaction.set_rollback(True)
    return response


def forms_on(walks: Walks, *, alike: bool) -> Iterator[tuple[str, SentForm]]:
    """The forms of all pages: those that every kind of record has (`alike`), or the others."""
    for name, page in walks.pages("keeper").items():
        is_alike = name.endswith(ALIKE) and name not in FEW
        if is_alike == alike:
            for form in page.forms:
                kept = {box: text for box, text in form.sent.items() if box != FILLS_IN}
                chosen = tuple(box for box in form.chosen if box != FILLS_IN)
                yield name, replace(form, sent=kept, chosen=chosen)


def dealt(walks: Walks, key: str, *, of: int) -> Iterator[tuple[str, SentForm]]:
    """The forms to which it is the turn of a text to be sent."""
    number = list(TYPED).index(key)
    for name, form in forms_on(walks, alike=False):
        if is_dealt(name, of=of, to=number):
            yield name, form


def is_handled(response: HttpResponse) -> bool:
    """The answer says what is wrong; or the page is shown again, since no version was read; or it
    shows once what it made."""
    if response.status_code == 200:
        page = response.content.decode()
        said = ("govuk-error-summary", "Open this page again", "it is not shown again")
        return any(words in page for words in said)
    return response.status_code in (302, 409)


def test_the_sweep_finds_the_forms(walks: Walks, july_2012: object) -> None:
    alike = [name for name, _ in forms_on(walks, alike=True)]
    others = dict(forms_on(walks, alike=False))
    assert len(alike) > 30
    assert len(others) > 20
    milestone = ("title", "baseline_on", "forecast_on", "actual_on", "owner", "reason")
    assert others["projects:milestone_edit"].typed == milestone
    assert set(others["projects:report_edit"].chosen) >= {"overall_rag", "submit", "save"}
    read = {n: form.sent["version"] for n, form in others.items() if form.sent.get("version")}
    kept = {
        f"{pages.namespace}:{pages.name}_edit": str(versions_of(walks.world.here[model]))
        for model, pages in PAGES_OF.items()
        if model in walks.world.here
    }
    edited = read.keys() & kept.keys()
    assert {name: read[name] for name in edited} == {name: kept[name] for name in edited}
    assert len(edited) > 20


def versions_of(record: Any) -> int:
    """How often a record has been written, as it is now."""
    return int(type(record)._base_manager.get(pk=record.pk).version)


@pytest.mark.one_engine
def test_an_empty_form_says_what_is_missing(walks: Walks, july_2012: object) -> None:
    keeper = browser_of(walks.world.keeper)
    met = {}
    alike = [(name, form) for name, form in forms_on(walks, alike=True) if is_dealt(name, of=3)]
    for name, form in [*alike, *forms_on(walks, alike=False)]:
        response = sent(keeper, form, {})
        if not is_handled(response):
            met[name] = response.status_code
    assert met == {}


@pytest.mark.parametrize("key", typed())
def test_the_same_typed_into_every_box(walks: Walks, july_2012: object, key: str) -> None:
    """Each form is sent every third text."""
    keeper = browser_of(walks.world.keeper)
    met = {}
    for name, form in dealt(walks, key, of=3):
        response = sent(keeper, form, form.with_typed(TYPED[key]))
        if not is_handled(response):
            met[name] = response.status_code
        assert SCRIPT not in response.content.decode()
    assert met == {}


@pytest.mark.parametrize("key", typed("nul", "huge", "digits", "script"))
def test_the_same_put_into_every_list_and_hidden_field(
    walks: Walks, july_2012: object, key: str
) -> None:
    """Each form is sent one or two of the texts."""
    keeper = browser_of(walks.world.keeper)
    met = {}
    for name, form in dealt(walks, key, of=3):
        response = sent(keeper, form, form.with_chosen(TYPED[key]))
        if not is_handled(response):
            met[name] = response.status_code
    assert met == {}


@pytest.mark.parametrize("key", ["huge", pytest.param("marks", marks=pytest.mark.one_engine)])
def test_one_bad_box_among_good_ones(walks: Walks, july_2012: object, key: str) -> None:
    """So that what the form lets pass meets the rules and the database; each box has one of the
    texts."""
    keeper = browser_of(walks.world.keeper)
    met = {}
    for name, form in forms_on(walks, alike=False):
        for box in hand(form.typed, of=2, to=turn(name) + (key == "huge")):
            response = sent(keeper, form, form.sent | {box: TYPED[key]})
            if not is_handled(response):
                met[f"{name} {box}"] = response.status_code
    assert met == {}


def test_a_form_sent_as_it_was_shown_changes_nothing(walks: Walks, july_2012: object) -> None:
    """Line ends that a browser changes, and empty boxes, are no change."""
    keeper = browser_of(walks.world.keeper)
    edit_series(walks.world.here[MeetingSeries], by=walks.world.keeper.person)  # has its meetings
    forms = list(forms_on(walks, alike=False))
    before = rows.everything()
    met = {}
    for name, form in forms:
        if name.endswith("_edit"):
            saved = {box: text for box, text in form.sent.items() if box != "submit"}
            met[name] = keeper.post(form.action, saved).status_code
    assert met == dict.fromkeys(met, 302)
    assert len(met) > 20
    assert rows.changed(before, rows.everything()) == []


@pytest.mark.one_engine
def test_filling_in_from_the_last_report_keeps_whatever_was_typed(
    walks: Walks, july_2012: object
) -> None:
    """And saves none of it."""
    keeper = browser_of(walks.world.keeper)
    (form,) = [f for n, f in forms_on(walks, alike=False) if n == "projects:report_edit"]
    assert FILLS_IN in form.buttons
    before = rows.everything()
    met, kept = {}, {}
    for key, text in TYPED.items():
        response = keeper.post(form.action, form.with_typed(text) | {FILLS_IN: "1"})
        met[key] = response.status_code
        (shown,) = post_forms(read(response.content.decode()), form.action)
        kept[key] = shown.sent["help_needed"].split()
    assert met == dict.fromkeys(TYPED, 200)
    assert kept == {key: text.split() for key, text in TYPED.items()}
    assert rows.changed(before, rows.everything()) == []


@pytest.mark.one_engine
def test_a_form_keeps_what_it_points_at_although_that_is_archived(
    walks: Walks, july_2012: object
) -> None:
    """The people, units, projects and boards that a record names stay named in it."""
    here, by = walks.world.here, walks.world.keeper.person
    paper, unit = here[Paper], here[OrganisationUnit]
    for named in (paper.signatory, paper.board, paper.board.parent, unit.parent, here[Project]):
        archive_record(named, by=by)
    before = rows.everything()
    keeper = browser_of(walks.world.keeper)
    names = (
        "directory:appointment_edit", "directory:unit_edit", "directory:person_edit",
        "reports:paper_edit", "benefits:benefit_edit", "benefits:savings_line_edit",
    )  # fmt: skip
    met = {}
    for name in names:
        url = walks.of("keeper")[name].url
        (form,) = post_forms(read(keeper.get(url).content.decode()), url)
        met[name] = keeper.post(url, form.sent).status_code
    assert met == dict.fromkeys(names, 302)
    assert rows.changed(before, rows.everything()) == []


@pytest.mark.one_engine
def test_the_sign_in_form_stands(signed_in: SignIn) -> None:
    nobody = signed_in(None)
    for text in ("", *TYPED.values()):
        response = nobody.post("/sign-in/", {"login": text, "password": text, "next": text})
        assert is_handled(response)


TURNED = "\u202e000,01£"
"""Reads as “£10,000”, and turns what comes after it as well."""


@pytest.mark.one_engine
def test_a_script_or_a_turn_that_is_stored_is_only_ever_shown(world: World, walks: Walks) -> None:
    """In every text of every record; then every page, also those of the paper."""
    by = world.keeper.person
    for record in [*world.here.values(), world.submitted]:
        if record._meta.model_name == "account":
            continue
        edit_record(record, by=by, **{f.name: SCRIPT + TURNED for f in texts(record) if room(f)})
    world_again = Walks(world, printed=False)
    shown = world_again.pages("keeper")
    assert len(shown) > 80
    assert [name for name, page in shown.items() if SCRIPT in page.html] == []
    escaped = [name for name, page in shown.items() if "&lt;script&gt;alert(1)" in page.html]
    assert len(escaped) > 60
    assert turning(shown) == []
    assert len([name for name, page in shown.items() if "[U+202E]000,01£" in page.html]) > 60


def turning(pages: dict[str, Answer]) -> list[str]:
    """The pages on which something turns, but for what stands in a box of a form."""
    boxes = re.compile(r'<textarea\b.*?</textarea>|<input\b[^>]*>|<option value="[^"]*"', re.S)
    return [name for name, page in pages.items() if "\u202e" in boxes.sub("", page.html)]


@pytest.mark.one_engine
@override_settings(
    MIDDLEWARE=[m for m in settings.MIDDLEWARE if m != "config.middleware.DirectionsMiddleware"]
)
def test_the_sweep_finds_a_page_that_turns(world: World) -> None:
    project = world.here[Project]
    edit_record(project, by=world.keeper.person, title=TURNED)
    url = f"/projects/{project.reference}/"
    assert turning({"a project": answer(browser_of(world.keeper), url)}) == ["a project"]


RULED = {
    "benefits.Measurement.why_missing": "only where there is no value",
    "meetings.Minutes.document": "a document that the product writes",
    "projects.LifecycleVersion.definition": "stages and gates as JSON",
    "registers.RiskMatrix.bands": "a word, a score and a colour on each line",
    "registers.RiskMatrix.impacts": "a step on each line",
    "registers.RiskMatrix.likelihoods": "a step on each line",
}
"""Texts that say something to the product, which refuses others."""


def texts(record: models.Model) -> list[models.Field]:
    """The fields in which somebody writes."""
    return [
        field
        for field in record._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.EmailField | models.SlugField | models.URLField)
        and field.editable
        and not field.choices
        and not field.unique
        and field.name not in getattr(record, "never_changes", ())
        and field.name not in getattr(record, "only_by_decision", ())
        and f"{record._meta.label}.{field.name}" not in RULED
    ]


def room(field: models.Field) -> bool:
    return field.max_length is None or field.max_length >= len(SCRIPT + TURNED)
