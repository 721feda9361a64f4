"""Hostile values, and every place of the table of addresses into which a browser can put one.

`everything_asked` makes the requests: each path parameter, each name after the `?`, each header and
cookie and each body, with each value. `dealt` deals them out: a short run asks one of every other
place, and meets every value somewhere; FAULTS=long asks all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import quote

from django.http import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.requests.parameters import taken_by
from tests.faults.lengths import IS_LONG
from tests.sweeps.addresses import Address, addresses
from tests.sweeps.turns import is_dealt
from tests.sweeps.world import World

NUL, HALF = "%00", "%ED%A0%80"
TEXTS = {
    "nul": NUL,
    "half a pair": HALF,
    "not utf-8": "%FF%FE%C0%AF",
    "huge": "9" * 30,
    "digits": "9" * 5_000,
    "past a word": str(2**63),
    "below": str(-(2**63) - 1),
    "other digits": quote("\N{ARABIC-INDIC DIGIT NINE}\N{SUPERSCRIPT TWO}"),
    "turned": quote("\u202e000,01\u2066"),
    "percents": "%25%2500%25s%25(x)s",
    "quotes": quote("'\"`;--\\"),
    "long": "x" * 5_000,
    "climbs": quote("../../etc/passwd", safe=""),
    "lines": "%0d%0aSet-Cookie:%20a=b",
}
MOMENTS = {
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "first moment, east": quote("0001-01-01T00:00:00+14:00"),
    "last moment, west": quote("9999-12-31T23:59:59.999999-14:00"),
    "first key": quote("0001-01-01T00:00:00+14:00_1"),
    "last key": quote("9999-12-31T23:59:59.999999-23:59_1"),
    "key past a word": quote(f"2012-07-04T09:00:00+00:00_{2**63}"),
    "key of digits": quote(f"2012-07-04T09:00:00+00:00_{'9' * 5_000}"),
    "year 0": "0000-00-00",
    "year 10000": "10000-01-01",
    "week": "2012-W27-3",
    "other digits": quote("\N{ARABIC-INDIC DIGIT TWO}012-07-04"),
    "odd offset": quote("2012-07-04T09:00:00+23:59:59.999999"),
}
ZONES = ("America", "../../etc/passwd", NUL, "posixrules", "Etc/GMT%2B12", "Pacific/Kiritimati",
         "x" * 5_000, HALF)  # fmt: skip
DEEP = "[" * 100_000 + "]" * 100_000
BODIES = {
    "deep": DEEP,
    "deep in a field": f'{{"fields": {{"a": {DEEP}}}, "base_version": 1}}',
    "as deep as can be read": '{"fields": {"a": ' + "[" * 900 + "]" * 900 + "}}",
    "a huge number": f'{{"fields": {{}}, "base_version": {"9" * 5_000}}}',
    "no number": '{"fields": {}, "base_version": NaN}',
    "endless": '{"fields": {"a": Infinity}, "base_version": -Infinity}',
    "half a pair": '{"fields": {"\\ud800": "\\udfff\\u0000"}, "base_version": "\\u0000"}',
    "a list": "[1]",
    "nothing": "",
    "null": "null",
    "no utf-8": b"\xff\xfe{\x00}\x00",
    "no json": "{'fields'",
}
HEADERS = {
    "referer unbalanced": {"HTTP_REFERER": "http://["},
    "referer of no host": {"HTTP_REFERER": "http://testserver:x/\xff%00"},
    "referer of us, huge": {"HTTP_REFERER": "http://testserver/" + "9" * 8_000},
    "referer nul": {"HTTP_REFERER": "http://testserver/people/%00/"},
    "origin": {"HTTP_ORIGIN": "http://["},
    "host unbalanced": {"HTTP_HOST": "[::1"},
    "host of marks": {"HTTP_HOST": "testserver\u202e:99999999"},
    "host long": {"HTTP_HOST": "x" * 9_000},
    "agent": {"HTTP_USER_AGENT": "\xff\xed\xa0\x80" * 2_000},
    "forwarded": {"HTTP_X_FORWARDED_FOR": "\xff, [::1, 999.1.1.1", "REMOTE_ADDR": "nobody"},
    "language": {"HTTP_ACCEPT_LANGUAGE": "x-" * 3_000},
    "ranges": {"HTTP_RANGE": "bytes=9-1,-,99999999999999999999-"},
    "since": {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Foo 99999 99:99:99 GMT"},
    "match": {"HTTP_IF_NONE_MATCH": "\xff"},
    "length": {"CONTENT_LENGTH": "-1"},
    "cookies": {
        "HTTP_COOKIE": "csrftoken=\xff; messages=a$[[\"; mandate_kept=\xff; mandate_devices=.."
    },
    "a cookie with nul": {"HTTP_COOKIE": 'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000"'},
    "a cookie of no text": {"HTTP_COOKIE": 'sessionid="\\355\\240\\200\\355\\240\\200abcdefgh"'},
    "a cookie long": {"HTTP_COOKIE": "sessionid=" + "x" * 9_000},
    "charset": {"CONTENT_TYPE": "text/html; charset=hex"},
    "charset of nothing": {"CONTENT_TYPE": "application/x-www-form-urlencoded; charset=\xff"},
    "charset of two bytes": {"CONTENT_TYPE": "text/plain; charset=utf-16"},
}  # fmt: skip
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PARTS = "multipart/form-data; boundary=b"
NAMED = b'Content-Disposition: form-data; name="reason"'


def in_parts(head: bytes, content: bytes, between: bytes = b"b") -> bytes:
    return b"--%b\r\n%b\r\n\r\n%b\r\n--%b--\r\n" % (between, head, content, between)


STRANGE = (
    b"=&&&=;%00=%00&form_key=%00&opened_by=%00:%00&next=http://[&number=%d9%a9&report="
    + b"9" * 5_000
    + b"&version=99999999999999999999"
)
SENT = {
    "nothing": (b"", FORM),
    "of another kind": (b"a=b", "application/json"),
    "deep json": (DEEP.encode(), "application/json"),
    "no kind": (b"a=b", ""),
    "nonsense of a kind": (b"a=b", "multipart/form-data; boundary=\xff; charset=\xff"),
    "no boundary": (b"a=b", "multipart/form-data"),
    "another boundary": (in_parts(NAMED, b"x", between=b"c"), PARTS),
    "cut": (in_parts(NAMED, b"x")[:40], PARTS),
    "a part of another charset": (
        in_parts(NAMED + b"\r\nContent-Type: text/plain; charset=hex", b"x"), PARTS),
    "parts of another charset": (in_parts(NAMED, b"x"), PARTS + "; charset=hex"),
    "a part that is no base64": (
        in_parts(NAMED + b"\r\nContent-Transfer-Encoding: base64", b"\xff"), PARTS),
    "a file where words belong": (in_parts(NAMED + b'; filename="\0/../a"', b"x"), PARTS),
    "thousands of fields": (b"&".join(b"f%d=1" % n for n in range(3_000)), FORM),
    "thousands of files": (
        b"".join(in_parts(NAMED + b'; filename="a"', b"x")[:-7] for _ in range(200)), PARTS),
    "no utf-8": (b"reason=%ff%fe&%ff=1&version=%00", FORM),
    "another charset": (b"reason=x", FORM + "; charset=utf-16"),
    "no charset": (b"reason=x", FORM + "; charset=hex"),
    "strange names": (STRANGE, FORM),
    "keys of no form": (b"form_key=00000000-0000-0000-0000-000000000000&next=//[", FORM),
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One request: where it puts what, and how it is sent."""

    place: str
    value: str
    method: str
    path: str
    body: bytes = b""
    kind: str = ""
    headers: dict[str, Any] = field(default_factory=dict)

    def send(self, browser: Client) -> HttpResponseBase:
        path, _, query = self.path.partition("?")
        more = {"QUERY_STRING": query} | self.headers
        response = browser.generic(self.method, path, self.body, self.kind, **more)
        if response.streaming:
            list(response)
        return response


def url_of(address: Address, arguments: list[Any], place: int, value: str) -> str | None:
    """An address with a raw value in one place; None where no address is like that."""
    marked = [str(argument) for argument in arguments]
    holder = "7777777" if address.parameters[place] in address.numeric else "hostileplace"
    marked[place] = holder
    try:
        return reverse(address.name, args=marked).replace(holder, value)
    except NoReverseMatch:
        return None


def in_paths(world: World) -> Iterator[Asked]:
    for address in addresses():
        arguments = address.arguments(world) or []
        for place, (value, text) in product(range(len(arguments)), TEXTS.items()):
            url = url_of(address, arguments, place, text)
            if url is not None:
                for method in ("GET", "POST"):
                    name = f"{method} {address.name} {address.parameters[place]}"
                    yield Asked(name, value, method, url)


def in_queries(world: World) -> Iterator[Asked]:
    values = {**TEXTS, **MOMENTS}
    for address in addresses():
        for name in sorted(taken_by(address.view).names):
            url = address.url(world)
            for value, text in values.items():
                yield Asked(f"{address.name}?{name}", value, "GET", f"{url}?{name}={text}")
            if name == "tz":
                for zone, day in product(ZONES, ("0001-01-01", "2012-07-04T09:00", "9999-12-31")):
                    asked = f"{url}?at={day}&tz={zone}"
                    yield Asked(f"{address.name}?at&tz", f"{zone[:20]} {day}", "GET", asked)


def in_headers(world: World) -> Iterator[Asked]:
    for address, (value, headers) in product(addresses(), HEADERS.items()):
        for method in ("GET", "POST"):
            yield Asked(
                f"{method} {address.name} headers",
                value,
                method,
                address.url(world),
                headers=headers,
            )


def in_bodies(world: World) -> Iterator[Asked]:
    for address in addresses():
        url = address.url(world)
        for value, (body, kind) in SENT.items():
            yield Asked(f"POST {address.name} body", value, "POST", url, body, kind)
        if address.name == "records:working_copy":
            for value, text in BODIES.items():
                body = text if isinstance(text, bytes) else text.encode()
                yield Asked(
                    f"POST {address.name} json", value, "POST", url, body, "application/json"
                )


def everything_asked(world: World) -> Iterator[Asked]:
    for of in (in_paths, in_queries, in_headers, in_bodies):
        yield from of(world)


def dealt(asked: Iterator[Asked]) -> list[Asked]:
    """One value for every other place, each place the next one, so that every value comes up; or
    all."""
    if IS_LONG:
        return list(asked)
    by_place: dict[str, list[Asked]] = {}
    for one in asked:
        if is_dealt(one.place, of=2):
            by_place.setdefault(one.place, []).append(one)
    return [ones[number % len(ones)] for number, ones in enumerate(by_place.values())]
