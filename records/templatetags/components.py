"""Small components that a page shows by the hundred, each rendered once and cached (ADR 0010): `{%
load components %}`, then `{{ row.state|status_tag }}`."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from records.columns import Cell
from records.pages import tabs
from values.words import kept_by_language

register = template.Library()


def rendered(name: str, **context: object) -> str:
    """The HTML of one small component."""
    text = render_to_string(f"components/{name}.html", context)
    return mark_safe(text.strip())  # noqa: S308  a template has escaped what it was given


@register.simple_tag
def tabs_of(
    kind: str, reference: str, query: str = "", *, current: str = "", day: str = "", then: Any = ""
) -> list[dict[str, Any]]:
    """The tabs of a record's pages, as `components/tabs_nav.html` takes them. `query` keeps the
    moment, and `day` is its day for pages that compare; `then` says that the record is not there
    now, so only pages that keep the moment are."""
    return [
        {
            "key": tab.key,
            "label": str(tab.label),
            "is_current": tab.key == current,
            "url": _tab_url(tab, reference, query, day),
        }
        for tab in tabs.tabs_of(kind)
        if tab.keeps_moment or not then
    ]


def _tab_url(tab: tabs.Tab, reference: str, query: str, day: str) -> str:
    url = tab.url(reference) + (query if tab.keeps_moment else "")
    return f"{url}?{tab.day_as}={day}" if day and tab.day_as else url


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
    was, became = _was_and_became()
    rows = "".join(
        ROW.format(
            _safe(field), _segments(segments) if segments else _values(before, after, was, became)
        )
        for field, before, after, segments in changes
    )
    return mark_safe(f'<dl class="mandate-changes">{rows}</dl>')  # noqa: S308  each is escaped


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


@register.filter
def activity_act(act: Any) -> str:
    """A line of the activity (`records.views.acts.ActivityLine`). A page has fifty, most of them
    with records and what changed in each, so there is no template."""
    said = _safe(act.words)
    why = f' <q class="mandate-muted">{_safe(act.why)}</q>' if act.why else ""
    by = f"{_safe(act.by)}{why}"
    if act.url:
        told = f'<p class="mandate-activity__said">{_link(act.url, said)} {by}</p>'
    else:
        records = "".join([_record_of_act(record) for record in act.records])
        told = (
            f'<details class="mandate-activity__more"><summary>{said} {by}</summary>'
            f'<ul class="govuk-list">{records}</ul></details>'
        )
    loaded = f'<span class="mandate-muted">{_safe(_("loaded"))}</span>' if act.is_loaded else ""
    return mark_safe(  # noqa: S308  each value is escaped
        f'<li class="mandate-activity__act"><time class="mandate-activity__time" '
        f'datetime="{act.iso}">{act.time}</time> {told} {loaded}</li>'
    )


def _record_of_act(record: Mapping[str, Any]) -> str:
    changes = field_changes(record["changes"]) if record["changes"] else ""
    more = f'<p class="mandate-muted">{_safe(record["more"])}</p>' if record["more"] else ""
    return f"<li>{_link(record['url'], _safe(record['title']))}{changes}{more}</li>"


def _link(url: str, said: str) -> str:
    return f'<a class="govuk-link govuk-link--no-visited-state" href="{_safe(url)}">{said}</a>'


@kept_by_language
def _was_and_became() -> tuple[str, str]:
    return _("was"), _("became")


@kept_by_language
def _spoken() -> dict[str, str]:
    """What stands before a change for those who do not see its colour."""
    return {"removed": _safe(_("removed:")), "added": _safe(_("added:"))}


def _values(before: str, after: str, was: str, became: str) -> str:
    if not before:
        return CAME.format(_safe(after))
    return MOVED.format(_safe(was), _safe(before), _safe(became), _safe(after))


def _segments(segments: Iterable[tuple[str, str]]) -> str:
    spoken = _spoken()
    drawn = (SEGMENTS[kind].format(spoken.get(kind, ""), _safe(text)) for kind, text in segments)
    return CAME.format("".join(drawn))


@register.filter
def strip_cells(cells: Iterable[tuple[str, ...]]) -> str:
    """The cells of a strip of ratings, each (period, rag, words, letter), by
    `components/strip_cell.html`."""
    return mark_safe("".join(_strip_cell(*cell) for cell in cells))  # noqa: S308  rendered, each


@kept_by_language
def _strip_cell(period: str, rag: str, words: str, letter: str) -> str:
    return rendered("strip_cell", rag=rag, words=words, letter=letter)


@register.filter
def select_options(groups: Iterable[Any]) -> str:
    """The options of a list to choose from, in Django's groups: a filter offers a hundred
    programmes, and a template for each would take as long as the rest of its page."""
    options = (_options(name, choices) for name, choices, _place in groups)
    return mark_safe("\n".join(options))  # noqa: S308  each value is escaped


def _options(group: str | None, choices: Iterable[Any]) -> str:
    options = "\n".join(
        f'<option value="{_safe(o["value"])}"{" selected" if o["selected"] else ""}>'
        f"{_safe(o['label'])}</option>"
        for o in choices
    )
    return f'<optgroup label="{_safe(group)}">{options}</optgroup>' if group else options


# Rows are put together as plain text, each value escaped by `_safe`: `format_html` would take most
# of a page's time.
@register.filter
def table_row(row: Mapping[str, Sequence[Cell]]) -> str:
    """One row of `components/table.html`: a list has hundreds of cells, so no template."""
    first, *rest = row["cells"]
    others = "".join(
        [
            f'<td class="{_cell_class(cell.classes)}" data-label="{_escaped(cell.label)}">'
            f"{_cell(cell)}</td>"
            for cell in rest
        ]
    )
    return mark_safe(  # noqa: S308  as above
        '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header '
        f'mandate-table__name">{_cell(first)}</th>{others}</tr>'
    )


def _cell_class(classes: str) -> str:
    return f"govuk-table__cell {classes}" if classes else "govuk-table__cell"


def _cell(cell: Cell) -> str:
    """The content of a cell: a rating, a state, a link or text; an empty value is shown as
    missing. Below it stand its note, and what can be done."""
    if cell.strip is not None:
        return _strip(cell.strip, cell.label)
    content = _cell_value(cell)
    if cell.tag:
        content = f"{content} {status_tag(*cell.tag)}"
    if cell.note:
        content += _cell_note(cell.note)
    if cell.links:
        content += _cell_links(cell.links, is_all=not cell.text)
    return content


def _strip(cells: Sequence[Any], label: str) -> str:
    """`components/status_strip.html` in a row, where no strip is like another."""
    before, after = _around_strip(len(cells), label)
    return f"{before}{strip_cells(cells)}{after}"


@kept_by_language
def _around_strip(count: int, label: str) -> tuple[str, str]:
    """What stands before and after the cells of a strip: with so many cells it is the same."""
    cells = [("", "", "", "")] * count
    whole = rendered("status_strip", cells=cells, label=label, compact=True)
    before, _cells, after = whole.partition(strip_cells(cells)) if cells else (whole, "", "")
    return before, after


def _cell_value(cell: Cell) -> str:
    text = cell.text
    if cell.rag is not None:
        return _rag_tag(cell.rag, text)
    if cell.counts:
        return " ".join(
            f'<span class="mandate-count">{count} {_rag_tag(one, words)}</span>'
            for count, one, words in cell.counts
        )
    if text is None or text == "":
        return _cell_without_value(cell)
    if cell.url:
        return f'<a class="govuk-link" href="{_safe(cell.url)}">{_safe(text)}</a>'
    if cell.tinted:
        return f'<span class="{cell.tinted}">{_safe(text)}</span>'
    if hasattr(text, "__html__"):
        return f'<div class="mandate-prose">{text}</div>'
    return status_tag(text, cell.tone) if cell.tone else _safe(text)


def _cell_without_value(cell: Cell) -> str:
    if cell.links:
        return ""
    return f'<span class="mandate-muted">{_safe(cell.missing or _not_recorded())}</span>'


def _cell_note(note: str) -> str:
    if hasattr(note, "__html__"):  # what people wrote, in paragraphs
        return f'<div class="mandate-table__note mandate-prose">{note}</div>'
    return f'<span class="mandate-table__note">{_safe(note)}</span>'


def _cell_links(links: Iterable[Any], *, is_all: bool) -> str:
    """What can be done with a row: all that its cell holds, or below what it holds."""
    each = (
        f'<a class="govuk-link" href="{_safe(link.url)}">{_safe(link.label)}'
        f'<span class="govuk-visually-hidden">: {_safe(link.about)}</span></a>'
        for link in links
    )
    if is_all:
        return " ".join(each)
    between = '<span aria-hidden="true"> · </span>'
    return (
        f'<span class="mandate-table__note govuk-!-display-none-print">{between.join(each)}</span>'
    )


def _safe(value: object) -> str:
    """A value as HTML, escaped unless it is HTML already."""
    if type(value) is str:  # most are
        return html.escape(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return html.escape(str(value))


_escaped = lru_cache(maxsize=1024)(html.escape)
"""For the few words that stand in every row."""


@register.filter
def recorded(rows: Iterable[Any]) -> list[Any]:
    """The facts that have a value, or a link with which to give one."""
    return [row for row in rows if _is_shown(row)]


@register.filter
def not_recorded(rows: Iterable[Any]) -> list[Any]:
    """The facts that have neither."""
    return [row for row in rows if not _is_shown(row)]


def _is_shown(row: Any) -> bool:
    has_more = any(_of(row, name) for name in ("values", "change_url"))
    return has_more or _of(row, "rag") is not None or _of(row, "value") not in (None, "")


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


@register.filter
def front_page(reference: str, kind: str) -> str:
    """The address of a record's first page: `{{ reference|front_page:"programme" }}`."""
    return tabs.front_page(kind, reference)


@lru_cache(maxsize=8192)
def _address(urlconf: str | None, prefix: str, name: str, key: object) -> str:
    return reverse(name, urlconf, args=[key])
