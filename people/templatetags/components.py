"""Small components that a page shows by the hundred, each rendered once and kept (ADR 0010):
`{% load components %}`, then `{{ row.rag|rag_tag }}`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.safestring import mark_safe

from audit.words import kept_by_language

register = template.Library()


@register.filter
@kept_by_language
def rag_tag(value: str | None) -> str:
    """A rating as a tag: `components/rag_tag.html`."""
    return _rendered("rag_tag", value=value)


@register.filter
@kept_by_language
def status_tag(text: str, tone: str = "grey") -> str:
    """A state that is no rating: `components/status_tag.html`."""
    return _rendered("status_tag", text=text, tone=tone)


@register.filter
def strip_cells(cells: Iterable[tuple[str, ...]]) -> str:
    """The cells of a strip of ratings, each (period, rag, words, letter), by
    `components/strip_cell.html`."""
    return mark_safe("".join(_strip_cell(*cell) for cell in cells))  # noqa: S308  rendered, each


@kept_by_language
def _strip_cell(period: str, rag: str, words: str, letter: str) -> str:
    return _rendered("strip_cell", rag=rag, words=words, letter=letter)


def _rendered(name: str, **context: object) -> str:
    html = render_to_string(f"components/{name}.html", context)
    return mark_safe(html.strip())  # noqa: S308  a template has escaped what it was given


@register.filter
def address(key: object, name: str) -> str:
    """The address of a named page of the record with a key or reference, as `{% url %}` gives it:
    `{{ project.reference|address:"projects:project_detail" }}`."""
    return _address(get_urlconf(), get_script_prefix(), name, key)


@lru_cache(maxsize=8192)
def _address(urlconf: str | None, prefix: str, name: str, key: object) -> str:
    return reverse(name, urlconf, args=[key])
