"""Finds, by following links, one address of every kind of page that somebody can reach."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from playwright.sync_api import Page

NOT_PAGES = {
    "council_css": "a style sheet",
    "account_logout": "an act",
    "directory:account_stop": "an act",
    "directory:account_withdraw": "an act",
    "directory:account_sign_out": "an act",
    "accounts:device_end": "an act",
    "projects:report_accept": "an act",
    "projects:report_return": "an act; its page with an error is met in test_returned.py",
    "accounts:own_change_stop": "an act",
    "directory:sign_in_change_confirm": "an act",
    "directory:sign_in_change_stop": "an act",
    "records:read_pasted": "an act",
    "records:working_copy": "an act",
    "records:working_copy_drop": "an act",
    "reports:clearance_ask_again": "an act",
    "reports:paper_freeze": "an act",
    "reports:section_move": "an act",
    "reports:format_entry_move": "an act",
    "reports:format_entry_leave_out": "an act",
    "reports:format_version_file": "a file",
    "jobs:health": "a word for machines",
    "jobs:file_cancel": "an act",
    "jobs:file_fetch": "a file",
    "reports:paper_pdf": "a file",
    "reports:paper_html": "a file",
    "reports:paper_word": "a file",
    "reports:publication_pdf": "a file",
    "reports:publication_word": "a file",
    "reports:appendix_file": "a file",
    "reports:picture_file": "a file",
    "directory:logo_file": "a file",
    "meetings:feed": "a calendar",
    "meetings:meeting_file": "a file",
    "packs:pack_full_pdf": "a file",
    "packs:pack_pdf": "a file",
    "packs:public_pdf": "a file",
    "registers:action_file_file": "a file",
    "registers:review_file_file": "a file",
    "programmes:chart_file": "a file",
    "programmes:document_version_file": "a file",
}
BEFORE_SIGNING_IN = {
    "account_login",
    "account_reset_password",
    "account_set_password",
    "accounts:stop_a_change",
    "accounts:signed_out",
}
WITH_A_SECOND_FACTOR = {
    "account_reauthenticate",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "directory:account_reset_second_factor",
}
"""Met in tests/browser/test_accounts.py."""
Elements = set[tuple[str, str]]
"""What a page is made of: tags with their classes."""


class Links(HTMLParser):
    """The links of a page, and what it is made of."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elements: Elements = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.add((tag, attributes.get("class") or ""))
        if tag == "a" and attributes.get("href"):
            self.found.append(attributes["href"] or "")


class Kinds:
    """One page of each of some kinds: `addresses` has its path, `elements` what it is made of."""

    def __init__(self, page: Page) -> None:
        self.addresses: dict[str, str] = {}
        self.elements: dict[str, Elements] = {}
        self._request = page.request

    def read(self, path: str, kind: str) -> Links:
        """Ask for a page, and return its links."""
        answer = self._request.get(path)
        assert answer.ok, f"{path} is linked and answers {answer.status}"
        links = Links(answer.text())
        if kind not in self.addresses:
            self.addresses[kind], self.elements[kind] = path, links.elements
        return links


class Crawl(Kinds):
    """The kinds of page that the person of a browser page reaches from the first addresses. These
    are all read, and of every other kind one page, in search of links to kinds not yet seen."""

    def __init__(self, page: Page, *starts: str) -> None:
        super().__init__(page)
        known, waiting = set(starts), list(starts)
        for path in waiting:
            kind = kind_of(path)
            if path in starts or kind not in self.addresses:
                links = [link for link in self._links_of(path, kind) if link not in known]
                known.update(links)
                waiting += links

    def _links_of(self, path: str, kind: str) -> Iterator[str]:
        for href in self.read(path, kind).found:
            target = urlsplit(urldefrag(urljoin(path, href)).url)
            if target.scheme or target.netloc or target.query:
                continue
            if kind_of(target.path) not in NOT_PAGES:
                yield target.path


@cache
def kind_of(path: str) -> str:
    """The name of the address, such as "projects:milestone_edit"."""
    try:
        return resolve(path).view_name
    except Resolver404:
        raise AssertionError(f"A page links to {path}, which is no address") from None


@cache
def kinds_of_pages() -> frozenset[str]:
    """The names of all addresses that are pages for people who have signed in; a verb is none."""
    return (
        frozenset(_names(get_resolver()))
        - NOT_PAGES.keys()
        - BEFORE_SIGNING_IN
        - WITH_A_SECOND_FACTOR
    )


def _names(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            if not getattr(each.callback, "is_verb", False):
                yield f"{namespace}{each.name}"
        else:
            yield from _names(each, f"{each.namespace}:" if each.namespace else namespace)
