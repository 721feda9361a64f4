"""Small components that a page shows by the hundred, each rendered once and cached (ADR 0010): `{%
load components %}`, then `{{ row.state|status_tag }}`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from records.pages import tabs
from values.words import kept_by_language

register = template.Library()


def rendered(name: str, **context: object) -> str:
    """The HTML of one small component."""
    html = render_to_string(f"components/{name}.html", context)
    return mark_safe(html.strip())  # noqa: S308  a template has escaped what it was given


@register.simple_tag
def tabs_of(kind: str, reference: str, query: str = "") -> list[dict[str, str]]:
    """The tabs of a record's pages: their key, label and address. `query` keeps the moment."""
    return [
        {
            "key": tab.key,
            "label": str(tab.label),
            "day_as": tab.day_as,
            "url": tab.url(reference) + (query if tab.keeps_moment else ""),
        }
        for tab in tabs.tabs_of(kind)
    ]


@register.filter
@kept_by_language
def status_tag(text: str, tone: str = "grey") -> str:
    """A state other than a rating: `components/status_tag.html`."""
    return rendered("status_tag", text=text, tone=tone)


@register.filter
def field_changes(changes: Iterable[tuple[str, str, str, Iterable[tuple[str, str]]]]) -> str:
    """What changed, field by field: (field, before, after, segments), in words; `before` is "" on a
    first version. A text is shown once, with the words removed and added: segments of (kind: same,
    removed, added or gap; text), or none. A history has hundreds of these rows, so there is no
    template."""
    was, became = _("was"), _("became")
    rows = (
        (field, _segments(segments) if segments else _values(before, after, was, became))
        for field, before, after, segments in changes
    )
    return format_html('<dl class="mandate-changes">{}</dl>', format_html_join("", ROW, rows))


ROW = """<div class="mandate-changes__row">
<dt class="mandate-changes__field">{}</dt>
{}
</div>"""
HIDDEN = '<span class="govuk-visually-hidden">{} </span>'
CAME = '<dd class="mandate-changes__values mandate-changes__text">{}</dd>'
MOVED = (
    f'<dd class="mandate-changes__values">{HIDDEN}<del class="mandate-changes__old">{{}}</del> '
    f'<span class="mandate-changes__arrow" aria-hidden="true">→</span>{HIDDEN}'
    '<ins class="mandate-changes__new">{}</ins></dd>'
)
SEGMENTS = {
    "same": "<span>{1}</span>",
    "removed": f'<del class="mandate-changes__old">{HIDDEN}{{}}</del>',
    "added": f'<ins class="mandate-changes__new">{HIDDEN}{{}}</ins>',
    "gap": '<span class="mandate-changes__gap">… {1} …</span>',
}


def _values(before: str, after: str, was: str, became: str) -> str:
    return format_html(MOVED, was, before, became, after) if before else format_html(CAME, after)


def _segments(segments: Iterable[tuple[str, str]]) -> str:
    spoken = {"removed": _("removed:"), "added": _("added:")}
    drawn = [format_html(SEGMENTS[kind], spoken.get(kind, ""), text) for kind, text in segments]
    return format_html(CAME, mark_safe("".join(drawn)))  # noqa: S308  each is escaped above


@register.filter
def strip_cells(cells: Iterable[tuple[str, ...]]) -> str:
    """The cells of a strip of ratings, each (period, rag, words, letter), by
    `components/strip_cell.html`."""
    return mark_safe("".join(_strip_cell(*cell) for cell in cells))  # noqa: S308  rendered, each


@kept_by_language
def _strip_cell(period: str, rag: str, words: str, letter: str) -> str:
    return rendered("strip_cell", rag=rag, words=words, letter=letter)


SELECTED = mark_safe(" selected")


@register.filter
def select_options(groups: Iterable[Any]) -> str:
    """The options of a list to choose from, in Django's groups: a filter offers a hundred
    programmes, and a template for each would take as long as the rest of its page."""
    options = (_options(name, found) for name, found, _place in groups)
    return mark_safe("\n".join(options))  # noqa: S308  written by format_html, each


def _options(group: str | None, found: Iterable[Any]) -> str:
    each = ((str(o["value"]), SELECTED if o["selected"] else "", o["label"]) for o in found)
    options = format_html_join("\n", '<option value="{}"{}>{}</option>', each)
    return format_html('<optgroup label="{}">{}</optgroup>', group, options) if group else options


@register.filter
def table_row(row: Any) -> str:
    """One row of `components/table.html`: a list has hundreds of cells, so no template."""
    first, *rest = _of(row, "cells")
    others = ((_cell_class(cell), _of(cell, "label"), table_cell(cell)) for cell in rest)
    return format_html(
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header '
        'mandate-table__name">{}</th>{}</tr>',
        table_cell(first),
        format_html_join("", '<td class="{}" data-label="{}">{}</td>', others),
    )


def _cell_class(cell: Any) -> str:
    numeric = " govuk-table__cell--numeric" if _of(cell, "is_number") else ""
    return f"govuk-table__cell{numeric}"


def table_cell(cell: Any) -> str:
    """The content of a cell: a rating, a state, a link or text; an empty value is shown as
    missing."""
    text, url, rag, tone, note = (_of(cell, n) for n in ("text", "url", "rag", "tone", "note"))
    if rag is not None:
        content = _rag_tag(rag, text)
    elif text is None or text == "":
        content = format_html('<span class="mandate-muted">{}</span>', _not_recorded())
    elif url:
        content = format_html('<a class="govuk-link" href="{}">{}</a>', url, text)
    else:
        content = status_tag(text, tone) if tone else conditional_escape(text)
    if not note:
        return content
    return format_html('{}<span class="mandate-table__note">{}</span>', content, note)


@kept_by_language
def _not_recorded() -> str:
    return _("Not recorded")


@kept_by_language
def _rag_tag(rag: str, words: str) -> str:
    return rendered("rag_tag", value=rag, words=words, is_small=False)


def _of(cell: Any, name: str) -> Any:
    return cell.get(name) if isinstance(cell, dict) else getattr(cell, name, None)


@register.filter
def address(key: object, name: str) -> str:
    """The address of a named page of the record with a key or reference, like `{% url %}`: `{{
    project.reference|address:"projects:project_detail" }}`."""
    return _address(get_urlconf(), get_script_prefix(), name, key)


@lru_cache(maxsize=8192)
def _address(urlconf: str | None, prefix: str, name: str, key: object) -> str:
    return reverse(name, urlconf, args=[key])
