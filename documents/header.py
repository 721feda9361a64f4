"""The header of page 1 and the edges of all pages, as a format describes them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from documents import markup
from documents.content import PaperContent
from documents.format import HeaderField
from documents.tree import Header, HeaderLine, Notice, Picture, Sheets, words
from documents.writer import Writer


def header(writer: Writer) -> Header:
    """Return the lines of the header in the order of the format, without empty ones."""
    content, furniture = writer.content, writer.content.format.furniture
    lines = [banner(content), *(line(field, writer) for field in furniture.header)]
    if not any(field.source == "title" for field in furniture.header):
        lines.append(line(HeaderField("title", "title"), writer))
    return Header(
        organisation=markup.one_line(content.values.get("council", "")),
        lines=tuple(found for found in lines if found.text),
        logo=logo(writer) if furniture.has_logo else None,
        is_table=furniture.is_header_table,
        is_cover=furniture.has_cover,
    )


def logo(writer: Writer) -> Picture | None:
    """Return the logo of the format, else the council's. A paper is printed without one, too."""
    own = writer.content.format.furniture.logo
    if own is not None:
        return Picture(own.content_type, own.base64, markup.one_line(own.alternative))
    found = writer.content.logo
    if found is None:
        sentence = _("The format prints the council’s logo, but the council’s unit has none yet.")
        writer.problem(sentence, "", is_advice=True)
    return found


def banner(content: PaperContent) -> HeaderLine:
    furniture, edition = content.format.furniture, content.edition
    if edition is None:
        return HeaderLine("banner", "")
    text = furniture.release_banner if edition.is_published else furniture.draft_banner
    return HeaderLine("banner", markup.one_line(text))


def line(field: HeaderField, writer: Writer) -> HeaderLine:
    """Return a line of the header. Upper case is of the text itself, so that all outputs agree."""
    value, label = value_of(field, writer.content), markup.one_line(field.label)
    if not value and field.source == "title":
        value = writer.missing(_("title"), "title")
    elif not value and field.is_required:
        value = writer.missing(label.rstrip(":") or field.source, field.key)
    if field.is_upper:
        value, label = value.upper(), label.upper()
    return HeaderLine(field.source, value, label)


def value_of(field: HeaderField, content: PaperContent) -> str:
    match field.source:
        case "title":
            value = content.title
        case "reference":
            value = content.reference
        case "status":
            value = content.edition.status if content.edition else ""
        case "typed":
            value = content.values.get(field.key, "")
        case "signatory" if "signatory" not in content.values:
            value = ", ".join(content.signatory)
        case "contact" if "contact" not in content.values:
            value = "; ".join(", ".join(lines) for lines in content.contacts)
        case source:
            value = content.values.get(source, "")
    return markup.one_line(value)


def sheets(content: PaperContent) -> Sheets:
    """Return the sheets with what runs on them filled in, but for the numbers of pages."""
    furniture = content.format.furniture
    values = {
        "{reference}": content.reference,
        "{title}": content.title,
        "{status}": content.edition.status if content.edition else "",
        "{item}": content.values.get("agenda item", ""),
    }

    def filled(texts: tuple[str, str, str]) -> tuple[str, str, str]:
        left, middle, right = (fill(text, values) for text in texts)
        return left, middle, right

    return Sheets(
        furniture.paper_size,
        furniture.is_landscape,
        filled(furniture.running_head),
        filled(furniture.running_foot),
    )


def fill(text: str, values: dict[str, str]) -> str:
    """Return a text with its values; a value is not read again."""
    filled = markup.FURNITURE.sub(lambda name: values.get(name[0], name[0]), text)
    return markup.one_line(filled)


def notices(writer: Writer) -> list[Notice]:
    """Return the notices below the header: those of the edition, and those that apply."""
    content = writer.content
    texts = list(content.edition.notices) if content.edition else []
    for notice in content.format.notices:
        if notice.when not in content.conditions:
            continue
        reason = markup.one_line(content.conditions[notice.when])
        if "{reason}" in notice.text and not reason:
            reason = writer.missing(_("reason for the notice “%s”") % notice.when, notice.key)
        texts.append(fill(notice.text, {"{reason}": reason}))
    return [Notice(words(text)) for typed in texts if (text := markup.one_line(typed))]
