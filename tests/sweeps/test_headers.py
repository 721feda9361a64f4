"""Every address answers with the headers that keep a browser from doing harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from config.middleware import SafeHeadersMiddleware
from tests.sweeps.addresses import addresses
from tests.sweeps.turns import hand
from tests.sweeps.walking import Walks
from tests.sweeps.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

POLICY = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "manifest-src 'self'",
    "object-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
}
EXPECTED = {
    "Cache-Control": "private, no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": SafeHeadersMiddleware.NO_DEVICES,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# What everybody may keep, and why.
KEPT = {"council_css": "the council's colour"}
# What is served as a file says itself what a browser may do with it.
OWN_POLICY = dict.fromkeys(
    (
        "directory:logo_file",
        "registers:action_file_file",
        "registers:review_file_file",
        "programmes:document_version_file",
        "reports:appendix_file",
        "reports:picture_file",
    ),
    "sandbox; default-src 'none'",
)


def faults(name: str, headers: dict[str, str]) -> dict[str, str | None]:
    """The headers that are not as they must be."""
    expected = EXPECTED | ({"Cache-Control": "max-age=3600, public"} if name in KEPT else {})
    wrong = {h: headers.get(h) for h, value in expected.items() if headers.get(h) != value}
    policy = headers.get("Content-Security-Policy", "")
    if {part.strip() for part in policy.split(";")} != POLICY and policy != OWN_POLICY.get(name):
        wrong["Content-Security-Policy"] = policy
    if len(headers.get("X-Request-ID", "")) != 32:
        wrong["X-Request-ID"] = headers.get("X-Request-ID")
    return wrong


@pytest.mark.parametrize("who", ["keeper", "outsider"])
def test_every_answer_has_them(walks: Walks, july_2012: object, who: str) -> None:
    answers = walks.of(who)
    wrong = {name: faults(name, answer.headers) for name, answer in answers.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(answers) > 100


def test_before_signing_in_too(world: World, signed_in: Callable[[Any], Client]) -> None:
    nobody = signed_in(None)
    wrong = {}
    for address in hand(addresses(), of=3):
        answer = nobody.get(address.url(world))
        if found := faults(address.name, dict(answer.headers)):
            wrong[address.name] = found
    assert wrong == {}


def test_a_page_that_says_no_has_them(world: World, signed_in: Callable[[Any], Client]) -> None:
    for url in ("/nowhere/", "/x%00y/", "/programmes/?at=x"):
        assert faults("", dict(signed_in(world.keeper).get(url).headers)) == {}


def test_a_header_that_is_missing_is_seen() -> None:
    assert faults("home", {"X-Frame-Options": "SAMEORIGIN"}).keys() == {
        *EXPECTED,
        "Content-Security-Policy",
        "X-Request-ID",
    }
