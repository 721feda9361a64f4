"""Ratings on pages: `{% load ratings %}`, then `{{ row.rag|rag_tag }}`."""

from __future__ import annotations

from django import template

from programmes.choices import rag_words
from records.templatetags.components import rendered
from values.words import kept_by_language

register = template.Library()


@register.filter
@kept_by_language
def rag_tag(value: str | None, size: str = "") -> str:
    """A rating as a tag, "small" or of normal size: `components/rag_tag.html`."""
    rag = value or ""
    return rendered("rag_tag", value=rag, words=rag_words(rag), is_small=size == "small")
