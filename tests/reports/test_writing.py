"""The page on which a paper is written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from audit.actions import create_record, edit_record
from people.choices import Role
from people.models import WorkingCopy
from people.queries import office
from reports.models import PaperSection, Recommendation
from reports.queries.writing import minutes_to_read
from tests import factories
from tests.reports.clearing import signed_in
from tests.reports.publishing import Ready
from tests.sweeps.pages import Element, read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


@pytest.fixture
def officer(ready: Ready) -> Client:
    return signed_in(ready.publisher)


def shown(officer: Client, ready: Ready, query: str = "") -> Element:
    answer = officer.get(f"{ready.url}write/{query}")
    assert answer.status_code == 200
    return read(answer.content.decode())


def section_of(ready: Ready) -> PaperSection:
    return PaperSection.objects.get(paper=ready.paper)


def sent(page: Element, **typed: str) -> dict[str, str]:
    """What the form in the paper sends."""
    forms = (f for f in page.all("form") if f.attributes.get("action", "").startswith("/papers/"))
    verbs = ("/freeze/", "/move/")
    (form,) = (f for f in forms if not f.attributes["action"].endswith(verbs))
    fields = {
        f.attributes["name"]: f.attributes.get("value", "")
        for f in form.all("input")
        if "name" in f.attributes
    }
    return {**fields, **typed}


@pytest.mark.one_engine
def test_the_paper_stands_there_as_it_will_read_with_its_parts_and_their_numbers(
    ready: Ready, officer: Client
) -> None:
    page = shown(officer, ready)
    (nav,) = [n for n in page.all("nav") if n.attributes.get("aria-labelledby") == "write-contents"]
    rows = [item.text for item in nav.all("li")]
    assert "Information 1" in rows
    assert "RECOMMENDATION 1)" in rows
    assert "1. The lease is agreed." in page.text
    assert [h.text for h in page.all("h1")] == ["Lease of the mill"]


@pytest.mark.one_engine
def test_a_section_is_edited_where_it_stands_and_one_is_back_there(
    ready: Ready, officer: Client
) -> None:
    section = section_of(ready)
    page = shown(officer, ready, f"?edit=section-{section.pk}")
    (box,) = page.all("textarea")
    assert box.text.strip() == "The lease is agreed."
    typed = sent(page, heading="Information", level="main", position="10", body="It is signed.")
    answer = officer.post(f"{ready.url}sections/{section.pk}/edit/", typed)
    assert answer.status_code == 302
    assert answer["Location"] == f"{ready.url}write/#part-information"
    assert "1. It is signed." in shown(officer, ready).text


def test_a_section_in_another_language_keeps_its_numbers(ready: Ready, officer: Client) -> None:
    section = section_of(ready)
    page = shown(officer, ready, f"?edit=section-{section.pk}")
    (choice,) = [s for s in page.all("select") if s.attributes["name"] == "language"]
    offered = [option.attributes["value"] for option in choice.all("option")]
    assert offered[:3] == ["", "en-GB", "cy"]
    typed = sent(page, heading="Gwybodaeth", level="main", position="10", language="cy")
    officer.post(f"{ready.url}sections/{section.pk}/edit/", {**typed, "body": "Fe'i llofnodwyd."})
    page = shown(officer, ready)
    spoken = [e.text for e in page.all() if e.attributes.get("lang") == "cy"]
    assert spoken == ["Gwybodaeth", "1. Fe'i llofnodwyd."]
    (nav,) = [n for n in page.all("nav") if n.attributes.get("aria-labelledby") == "write-contents"]
    assert "Gwybodaeth 1" in [item.text for item in nav.all("li")]


def test_somebody_else_saved_it_meanwhile_and_nothing_is_overwritten(
    ready: Ready, officer: Client
) -> None:
    section = section_of(ready)
    page = shown(officer, ready, f"?edit=section-{section.pk}")
    edit_record(section, by=factories.officer(), body="Theirs.")
    typed = sent(page, heading="Information", level="main", position="10", body="Mine.")
    answer = officer.post(f"{ready.url}sections/{section.pk}/edit/", typed)
    assert answer.status_code == 409
    assert section_of(ready).body == "Theirs."


@pytest.mark.one_engine
def test_what_was_typed_and_not_saved_is_there_again_until_it_is_saved(
    ready: Ready, officer: Client
) -> None:
    section = section_of(ready)
    name = f"reports.papersection/{section.pk}"
    fields = {"body": "Half a sentence", "version": str(section.version)}
    kept = {"fields": fields, "base_version": section.version}
    officer.post(f"/working-copies/{name}/", kept, content_type="application/json")
    page = shown(officer, ready, f"?edit=section-{section.pk}")
    assert "Half a sentence" in page.text
    assert "It is not saved yet." in page.text
    typed = sent(page, heading="Information", level="main", position="10", body="A whole sentence.")
    officer.post(f"{ready.url}sections/{section.pk}/edit/", typed)
    assert not WorkingCopy.objects.filter(form=name).exists()


@pytest.mark.one_engine
def test_a_recommendation_is_added_in_the_part_that_prints_it(
    ready: Ready, officer: Client
) -> None:
    page = shown(officer, ready, "?add=recommendation")
    typed = sent(page, text="That rent is paid.", position="20")
    answer = officer.post(f"{ready.url}recommendations/add/", typed)
    assert answer["Location"] == f"{ready.url}write/#part-recommendations"
    assert Recommendation.objects.filter(paper=ready.paper).count() == 2
    assert "2) That rent is paid." in shown(officer, ready).text


@pytest.mark.parametrize(
    "query",
    ["?edit=section", "?edit=section-x", "?edit=section-999999", "?edit=paper-1", "?add=clearance"],
)
@pytest.mark.one_engine
def test_what_cannot_be_edited_here_is_not_found(ready: Ready, officer: Client, query: str) -> None:
    assert officer.get(f"{ready.url}write/{query}").status_code == 404


@pytest.mark.one_engine
def test_who_may_read_a_paper_and_not_write_it_is_refused(ready: Ready) -> None:
    reader = factories.account(factories.holder(Role.AUDITOR, office(), "Ada Audit"))
    assert signed_in(reader).get(f"{ready.url}write/").status_code == 403


@pytest.mark.one_engine
def test_pasted_pages_are_read_as_prose(officer: Client) -> None:
    def pasted(html: Any, kind: str = "text/html") -> tuple[int, str]:
        answer = officer.post("/pasted/", html, content_type=kind)
        return answer.status_code, answer.content.decode()

    assert pasted("<h1>A</h1><ul><li>b<script>c</script></ul>") == (200, "## A\n\n- b")
    assert pasted(b"\xff<p>x", "text/html")[0] == 200
    assert pasted("{}", "application/json")[0] == 400
    assert pasted("x" * 2_000_001)[0] == 413
    assert pasted("<ul><li>" * 3000)[0] in (200, 413)
    assert officer.get("/pasted/").status_code == 405


@pytest.mark.one_engine
def test_a_paper_takes_at_least_a_minute() -> None:
    assert [minutes_to_read(words) for words in (0, 90, 1980)] == [1, 1, 11]


class TestTheOrder:
    """Of sections of the standard format."""

    @pytest.fixture
    def order(self, ready: Ready, officer: Client) -> Order:
        by, paper = ready.publisher.person, ready.paper
        edit_record(paper, by=by, format=factories.report_format())
        for key in ("purpose", "projects", "next-steps"):
            fields = {"key": key, "body": f"Of {key}.", "level": "main", "position": 20}
            create_record(PaperSection, by=by, paper=paper, **fields)
        return Order(officer, ready)

    def test_a_section_is_added_below_the_one_at_which_that_was_asked_for(
        self, order: Order, ready: Ready, officer: Client
    ) -> None:
        page = shown(officer, ready, "?add=section&after=purpose")
        chosen = [o for o in page.all("option") if "selected" in o.attributes]
        after = next(o.attributes["value"] for o in chosen if o.attributes["value"] == "purpose")
        typed = sent(page, heading="Early notice", body="Soon.", position="50", after=after)
        typed["level"] = "main"
        assert officer.post(f"{ready.url}sections/add/", typed).status_code == 302
        assert order.keys() == ["purpose", "early-notice", "information", "projects", "next-steps"]
        order.move("early-notice", "down")
        assert order.keys() == ["purpose", "information", "early-notice", "projects", "next-steps"]
        order.move("information", "down")
        assert order.keys() == ["purpose", "early-notice", "information", "projects", "next-steps"]

    def test_a_section_moves_by_one_place_and_back(self, order: Order) -> None:
        first = ["purpose", "information", "projects", "next-steps"]
        assert order.keys() == first
        order.move("information", "up")
        assert order.keys() == ["information", "purpose", "projects", "next-steps"]
        assert "There is nothing to move it past." in order.move("information", "up")
        order.move("information", "down")
        assert order.keys() == first
        order.move("next-steps", "up")
        order.move("next-steps", "up")
        order.move("next-steps", "up")
        assert order.keys() == ["next-steps", "purpose", "information", "projects"]

    def test_a_main_section_takes_those_below_it_along(self, order: Order, ready: Ready) -> None:
        below = PaperSection.objects.get(paper=ready.paper, key="projects")
        edit_record(below, by=ready.publisher.person, level="sub")
        order.move("information", "down")
        assert order.keys() == ["purpose", "next-steps", "information", "projects"]
        order.move("purpose", "down")
        order.move("purpose", "down")
        assert order.keys() == ["next-steps", "information", "projects", "purpose"]

    def test_a_button_that_does_not_exist_and_an_old_page_move_nothing(
        self, order: Order, ready: Ready, officer: Client
    ) -> None:
        section = PaperSection.objects.get(paper=ready.paper, key="information")
        url = f"{ready.url}sections/{section.pk}/move/"
        sent = {"version": section.version, "intent": "sideways"}
        assert officer.post(url, sent).status_code == 400
        edit_record(section, by=factories.officer(), body="Theirs.")
        officer.post(url, sent | {"intent": "up"})
        assert order.keys() == ["purpose", "information", "projects", "next-steps"]


class Order:
    """The sections in the order in which the page shows them."""

    def __init__(self, officer: Client, ready: Ready) -> None:
        self.officer, self.ready = officer, ready

    def keys(self) -> list[str]:
        parts = self.officer.get(f"{self.ready.url}write/").context["parts"]
        return [part.key for part in parts if part.section]

    def move(self, key: str, intent: str) -> str:
        """What the page says afterwards."""
        section = PaperSection.objects.get(paper=self.ready.paper, key=key)
        sent = {"version": section.version, "intent": intent}
        url = f"{self.ready.url}sections/{section.pk}/move/"
        return read(self.officer.post(url, sent, follow=True).content.decode()).text
