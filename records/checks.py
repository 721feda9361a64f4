"""What must be true of the product's addresses before it starts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from people import policy


def every_address_is_in_the_policy(**kwargs: Any) -> list[CheckMessage]:
    """A page without a policy does not exist; a page that is gone must leave the list."""
    here, listed = set(addresses(get_resolver())), policy.MATRIX.listed
    undecided = "No app’s policy.toml says who may open {}."
    gone = "A policy.toml names {}, but there is no such page."
    return [
        *(Error(undecided.format(name), id="records.E001") for name in sorted(here - listed)),
        *(Error(gone.format(name), id="records.E002") for name in sorted(listed - here)),
    ]


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """The names of all addresses, such as "projects:project_edit"."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
