"""The catalogue of bad input as far as it concerns hosts, headers and what lies beside the pages: a
test for each number."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def signed_in() -> Client:
    client = Client()
    client.force_login(factories.account(factories.person("Ada Fenwick")))
    return client


def test_catalogue_162_another_host_is_refused() -> None:
    client = signed_in()
    for host in ("evil.example", "testserver.evil.example", "testserver:80@evil.example", ""):
        assert client.get("/", headers={"host": host}).status_code == 400, host


def test_catalogue_163_no_other_site_frames_it_and_no_browser_guesses() -> None:
    """Of every address: tests/sweeps/test_headers.py."""
    for client in (Client(), signed_in()):
        headers = client.get("/account/", follow=True).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


TOLD_BY_NOTHING = (
    "/.git/config", "/.git/HEAD", "/.env", "/config/settings.py", "/manage.py", "/static/",
    "/var/", "/uploads/", "/robots.txt", "/server-status", "/__debug__/", "/static/../manage.py",
    "/static/%2e%2e/manage.py",
)  # fmt: skip


def test_catalogue_167_nothing_is_told_of_what_lies_beside() -> None:
    client = signed_in()
    answers = {url: client.get(url) for url in TOLD_BY_NOTHING}
    assert {url: answer.status_code for url, answer in answers.items()} == dict.fromkeys(
        TOLD_BY_NOTHING, 404
    )
    assert not any("Traceback" in a.content.decode() for a in answers.values())
    for method in ("TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "HERONS"):
        for url in ("/", "/account/password/", "/activity/", "/nothing/"):
            answer = client.generic(method, url, headers={"x-secret": "herons"})
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")
            assert b"herons" not in answer.content
