"""Cases from the field: a file that was chosen is not lost with the page."""

from __future__ import annotations

import os
import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from people.queries import office
from registers.models import Review, ReviewFile
from tests import factories
from tests.sweeps.pages import read
from uploads.waiting import LASTS, MOST

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]
LETTER = b"The doors are open.\n"


@pytest.fixture
def review() -> Review:
    return factories.entry(Review, scope=factories.project().scope)


@pytest.fixture
def browser(client: Client) -> Client:
    client.force_login(factories.account())
    return client


def send(browser: Client, review: Review, **fields: object) -> HttpResponse:
    url = reverse("registers:review_file_add", args=[review.reference])
    return browser.post(url, {"title": "", **fields})


def letter(name: str = "Fire letter.txt", data: bytes = LETTER) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def number_on(answer: HttpResponse) -> str:
    boxes = read(answer.content.decode()).all("input")
    (found,) = [box for box in boxes if box.attributes["name"] == "waiting_file"]
    return found.attributes.get("value", "")


def test_field_case_A18_a_file_that_was_chosen_is_kept_while_the_rest_is_put_right(
    browser: Client, review: Review
) -> None:
    answer = send(browser, review, file=letter())
    assert dict(answer.context["form"].errors) == {"title": ["Enter the title"]}
    assert "We have kept “Fire letter.txt”. Choose a file only if you want a different one." in (
        answer.content.decode()
    )
    again = send(browser, review, waiting_file=number_on(answer))
    sent = {"waiting_file": number_on(again), "title": "Letter"}
    assert [send(browser, review, **sent).status_code for _twice in "12"] == [302, 302]
    kept = ReviewFile.objects.order_by("id").first()
    assert kept is not None
    assert (kept.title, kept.file_name, kept.size) == ("Letter", "Fire letter.txt", len(LETTER))
    assert (settings.UPLOADS_DIR / kept.stored_as).read_bytes() == LETTER


def test_another_file_takes_its_place(browser: Client, review: Review) -> None:
    number = number_on(send(browser, review, file=letter()))
    send(browser, review, waiting_file=number, title="Letter", file=letter("b.txt", b"Another"))
    assert ReviewFile.objects.get().file_name == "b.txt"


def test_what_would_not_be_taken_is_refused_at_once(browser: Client, review: Review) -> None:
    answer = send(browser, review, file=letter("a.pdf"))
    assert set(answer.context["form"].errors) == {"title", "file"}
    assert number_on(answer) == ""


def test_it_is_private_to_the_account_and_goes_after_a_day(browser: Client, review: Review) -> None:
    number = number_on(send(browser, review, file=letter()))
    other = factories.holder("programme_office", office(), "Grace Obi")
    browser.force_login(factories.account(other))
    answer = send(browser, review, waiting_file=number, title="Letter")
    assert dict(answer.context["form"].errors) == {"file": ["Choose a file."]}
    browser.force_login(factories.officer().account)
    (place,) = (settings.UPLOADS_DIR / "waiting").glob(f"*/{number}")
    os.utime(place, (0, time.time() - LASTS - 1))
    answer = send(browser, review, waiting_file=number, title="Letter")
    assert dict(answer.context["form"].errors) == {"file": ["Choose a file."]}
    send(browser, review, file=letter())
    assert not place.exists()
    for wrong in ("../..", "0" * 40, "x" * 5000, "\0"):
        assert send(browser, review, waiting_file=wrong, title="Letter").status_code == 200


def test_only_a_few_wait_for_one_account(browser: Client, review: Review) -> None:
    for _each in range(MOST + 2):
        number = number_on(send(browser, review, file=letter()))
    (place,) = (settings.UPLOADS_DIR / "waiting").glob(f"*/{number}")
    assert len(list(place.parent.iterdir())) == MOST
